"""Early pytest plugin: real services are up before the settings are read, once for all test processes."""

import contextlib
import os
import sys
import time

from .services import running_services
from .template import Template

_open = contextlib.ExitStack()
_took = None


def _start():
    """Start the services and tell the settings where they are."""
    began = time.monotonic()
    template = Template()
    ready = "--nomigrations" not in sys.argv and (template.exists() or template.build())
    known = _open.enter_context(running_services(fast=True, template=template if ready else None))
    known["DATABASE_URL"] = known["DATABASE_TEST_URL"]
    os.environ.update(known)
    return time.monotonic() - began


os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
if "DATABASE_URL" not in os.environ and "PYTEST_XDIST_WORKER" not in os.environ and "--help" not in sys.argv:
    _took = _start()


def pytest_report_header():
    """Say which services the tests run on."""
    return (
        f"embedded PostgreSQL, Valkey and mail catcher up in {_took:.2f} s"
        if _took
        else "services: from the environment"
    )


def pytest_unconfigure():
    """Stop what we started."""
    _open.close()
