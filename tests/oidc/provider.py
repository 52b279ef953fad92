"""A real OpenID Connect service for the tests: django-oauth-toolkit in its own process, on its own database.

`python -m tests.oidc.provider FOLDER` serves on a free port and writes it to FOLDER/port when it is ready. Who its
people are and what it says of them, and which sites it knows, the test tells it over /people/ with the key of FOLDER.
"""

import json
import os
import sys
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *_words):
        """Tests print nothing."""


def serve(folder):
    """Make the database, listen, and say where."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.oidc.provider_settings"
    os.environ["OIDC_FOLDER"] = str(folder)
    import django  # noqa: PLC0415 - needs the settings

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    server = make_server("127.0.0.1", 0, get_wsgi_application(), server_class=Server, handler_class=Quiet)
    told = folder / "port.part"
    told.write_text(json.dumps(server.server_port))
    told.rename(folder / "port")
    server.serve_forever()


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
