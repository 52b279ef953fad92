"""The service as the tests use it: started once, told about people, and a browser that walks through its pages."""

import json
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from html import unescape
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

import pytest

ROOT = Path(__file__).parents[2]
STARTS_WITHIN = 60


class Service:
    """A running service; `url` is its issuer."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="stagebureau-oidc-"))
        self.key = secrets.token_hex(20)
        (self.folder / "key").write_text(self.key)
        command = [sys.executable, "-m", "tests.oidc.provider", str(self.folder)]
        with (self.folder / "log").open("w") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, stderr=log)
        self.host = f"http://127.0.0.1:{self._port()}"
        self.url = f"{self.host}/o"

    def _port(self):
        """The port, when it listens."""
        deadline, told = time.monotonic() + STARTS_WITHIN, self.folder / "port"
        while time.monotonic() < deadline and self.process.poll() is None:
            if told.exists():
                return json.loads(told.read_text())
            time.sleep(0.05)
        log = (self.folder / "log").read_text()
        self.stop()
        raise AssertionError(f"the sign-in service did not start: {log}")

    def stop(self):
        """End the process and leave nothing."""
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def tell(self, people=None, site=None):
        """Make people with their claims, and a site that may use the service."""
        body = json.dumps({"people": people or {}} | ({"site": site} if site else {})).encode()
        asked = urllib.request.Request(f"{self.host}/people/", body, {"X-Key": self.key})
        urllib.request.urlopen(asked).close()


@pytest.fixture(scope="session")
def oidc():
    """The service, one for all tests of this process."""
    service = Service()
    yield service
    service.stop()


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args):
        return None


class Visitor:
    """Somebody's browser at the service: real requests, cookies and forms."""

    def __init__(self):
        self.open = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar()), _Stay(), urllib.request.ProxyHandler({})
        ).open

    def sign_in(self, address, name, *, consent=True):
        """Walk from the address we were sent to until the service sends us back; that address."""
        here, page = self._go(address)
        while page is not None:
            fields = dict(self._fields(page))
            if "username" in fields:
                fields |= {"username": name, "password": "wachtwoord"}
            else:
                fields.pop("allow", None)
                fields |= {"allow": "Authorize"} if consent else {}
            here, page = self._go(here, fields)
        return here

    def _go(self, address, fields=None):
        """(address, page) after following the service's own redirects; page None: it points to another site."""
        host = urlsplit(address)[:2]
        while urlsplit(address)[:2] == host:
            try:
                answer = self.open(address, urlencode(fields).encode() if fields else None)
                return address, answer.read().decode()
            except urllib.error.HTTPError as moved:
                if moved.code not in (301, 302, 303):
                    raise AssertionError(f"{moved.code} {address}: {moved.read()[:2000]}") from moved
                address, fields = urljoin(address, moved.headers["Location"]), None
        return address, None

    @staticmethod
    def _fields(page):
        for tag in re.findall(r"<input[^>]*>", page):
            said = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
            if "name" in said:
                yield said["name"], unescape(said.get("value", ""))
