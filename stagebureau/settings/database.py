"""A database address as one line: postgresql://user:password@host:port/name?host=/socket/folder."""

from urllib.parse import parse_qs, unquote, urlsplit

from .base import DATABASE_OPTIONS

# A page of one stage joins eleven tables. Trying every order of eleven takes PostgreSQL fifteen times as long as the
# question itself; Django names the tables that choose the rows first, so the order of the first four is what matters.
PLANNER = "-c join_collapse_limit=4"


def from_url(url, role=None):
    """Turn the address into Django's settings for a database; with a role, the one to act in after signing in."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    return DATABASE_OPTIONS | {
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [parts.hostname or ""])[0],
        "PORT": query.get("port", [str(parts.port or "")])[0],
        "OPTIONS": {"options": acting_as(role)},
    }


def acting_as(role):
    """What the connection tells the database when it opens."""
    return f"{PLANNER} -c role={role}" if role else PLANNER
