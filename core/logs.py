"""What is written in the log of the server."""

import logging
import re

TOKEN = re.compile(r"\b[0-9a-f]{64}\b")


class WithoutTokens(logging.Filter):
    """Leave the secret part of a letter's address out of the log."""

    def filter(self, record):
        record.msg, record.args = TOKEN.sub("<token>", record.getMessage()), ()
        return True
