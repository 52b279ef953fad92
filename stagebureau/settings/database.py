"""A database address as one line: postgresql://user:password@host:port/name?host=/socket/folder."""

from urllib.parse import parse_qs, unquote, urlsplit

from .base import DATABASE_OPTIONS


def from_url(url, **options):
    """Turn the address into Django's settings for a database; further options go to the driver."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    return DATABASE_OPTIONS | {
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [parts.hostname or ""])[0],
        "PORT": query.get("port", [str(parts.port or "")])[0],
        "OPTIONS": options,
    }
