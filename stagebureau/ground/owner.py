"""The one moment at which we connect as the owner of the tables."""

import contextlib

from django.conf import settings


@contextlib.contextmanager
def as_owner(connection):
    """Let this connection be the owner's for a while, when the settings say who that is."""
    owner = getattr(settings, "DATABASE_OWNER", None)
    if not owner:
        yield
        return
    usual = {name: connection.settings_dict[name] for name in ("USER", "PASSWORD")}
    connection.close()
    connection.settings_dict.update({name: owner[name] for name in usual})
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(usual)
