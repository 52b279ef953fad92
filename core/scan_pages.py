"""Look into a PDF that core/scans.py made: how many pages, and a page as the picture that it is."""

import io


def count(content):
    """The number of pages."""
    import pikepdf  # noqa: PLC0415 - slow import, for few pages

    with pikepdf.open(io.BytesIO(content)) as document:
        return len(document.pages)


def picture(content, number):
    """The JPEG of page `number` (from 1); None when that page is no picture, or not there."""
    import pikepdf  # noqa: PLC0415 - slow import, for few pages

    with pikepdf.open(io.BytesIO(content)) as document:
        if not 1 <= number <= len(document.pages):
            return None
        found = list(document.pages[number - 1].images.values())
        if len(found) != 1 or found[0].get("/Filter") != "/DCTDecode":
            return None
        return found[0].read_raw_bytes()
