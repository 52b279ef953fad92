"""Asks a virus scanner (clamd, over its own protocol) about bytes of a stranger."""

import socket
import struct

from django.conf import settings

SECONDS = 60
PIECE = 64 * 1024


class NoAnswer(OSError):
    """The scanner is not there, or says something we do not know: the file keeps waiting."""


def has_scanner():
    """Whether a scanner is set up (`VIRUS_SCANNER`, "host:port")."""
    return bool(settings.VIRUS_SCANNER)


def virus_in(content):
    """Return the name of the virus that the scanner finds, or "". Raises NoAnswer."""
    host, _colon, port = settings.VIRUS_SCANNER.rpartition(":")
    try:
        with socket.create_connection((host, int(port)), timeout=SECONDS) as scanner:
            scanner.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), PIECE):
                piece = content[start : start + PIECE]
                scanner.sendall(struct.pack(">I", len(piece)) + piece)
            scanner.sendall(struct.pack(">I", 0))
            said = b"".join(iter(lambda: scanner.recv(4096), b"")).rstrip(b"\0").decode(errors="replace").strip()
    except OSError as fault:
        raise NoAnswer(str(fault)) from fault
    if said == "stream: OK":
        return ""
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        return said.removeprefix("stream: ").removesuffix(" FOUND")
    raise NoAnswer(said)
