"""What is written in the log of the server: what went wrong and where, never about whom.

The log leaves the walls: it is read by whoever runs the machine. So it holds ids, no names, and of a fault only its
kind and its place, because the text of a fault quotes the row it stumbled over.
"""

import logging
import re
import time
import traceback

from django.db import Error as DatabaseError

SECRETS = [
    (re.compile(r"\b[0-9a-f]{64}\b"), "<token>"),
    (re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"), "<address>"),
    (re.compile(r"\?\S+"), "?<query>"),
]
SPEAKS_OF_CODE = (ImportError, AttributeError, NameError, SyntaxError, NotImplementedError)


class WithoutPeople(logging.Filter):
    """Leave tokens, addresses and what was searched for out of a line, and what a task stumbled over."""

    def filter(self, record):
        if isinstance(record.args, dict) and "exc" in record.args:
            record.args = record.args | {"exc": "", "args": "", "kwargs": "", "traceback": ""}
        text = record.getMessage()
        for secret, word in SECRETS:
            text = secret.sub(word, text)
        record.msg, record.args = text, ()
        return True


class PlaceOfFault(logging.Formatter):
    """Time in UTC, level, logger and message; of a fault the place and the kind, without its text."""

    converter = time.gmtime

    def __init__(self):
        super().__init__("%(asctime)sZ %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%S")

    def formatException(self, found):  # noqa: N802 - the name of the standard library
        told = []
        fault = found[1]
        while fault is not None:
            frames = traceback.format_list(traceback.extract_tb(fault.__traceback__))
            told.append("".join(frames) + kind_of(fault))
            fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
        return "\nwhile handling:\n".join(reversed(told))


def kind_of(fault):
    """The kind of fault, for the database with the rule that refused; the text only when it speaks of code alone."""
    words = type(fault).__qualname__
    if isinstance(fault, DatabaseError) and (refused := getattr(fault.__cause__, "diag", None)):
        return f"{words} {refused.sqlstate or ''} {refused.constraint_name or ''}".rstrip()
    return f"{words}: {fault}" if isinstance(fault, SPEAKS_OF_CODE) else words
