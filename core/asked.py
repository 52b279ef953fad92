"""What an address asks for. Anything may stand there: only what makes sense counts."""

LARGEST = 2**53


def whole_number(text, default=0):
    """The number from 0 on that these digits say; `default` when it is something else or beyond any of our rows."""
    if text.isascii() and text.isdecimal() and len(text) < 17 and int(text) < LARGEST:
        return int(text)
    return default
