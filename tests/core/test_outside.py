"""An address that somebody typed never leads into our own network."""

import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests

from core import outside

INSIDE = [
    "127.0.0.1",
    "10.0.0.5",
    "172.16.3.4",
    "192.168.1.1",
    "169.254.169.254",  # where clouds keep their keys
    "100.64.0.1",
    "0.0.0.0",
    "224.0.1.1",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fd00::1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "2002:7f00:1::",  # 6to4 around 127.0.0.1
    "64:ff9b::7f00:1",  # NAT64 around 127.0.0.1
]


@pytest.mark.parametrize("ip", INSIDE)
def test_addresses_of_a_network_of_our_own_are_not_outside(ip):
    assert not outside.is_public(ip)


@pytest.mark.parametrize("ip", ["20.190.151.7", "142.250.102.84", "2a00:1450:400e:80c::200d", "64:ff9b::14be:9707"])
def test_addresses_of_the_internet_are(ip):
    assert outside.is_public(ip)


@pytest.mark.parametrize(
    "address",
    [
        "http://login.school.example/",
        "ftp://login.school.example/",
        "file:///etc/passwd",
        "//login.school.example",
        "https://",
        "https://user:password@20.190.151.7/",
        "https://[::1/",
        "https://20.190.151.7:99999/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://169.254.169.254/latest/meta-data",
        "https://[::ffff:10.0.0.1]/",
        "https://2130706433/",  # 127.0.0.1 as one number
        "https://0x7f.1/",
    ],
)
def test_nothing_is_asked_of_these(address):
    with pytest.raises(outside.NotOutside):
        outside.check(address)


@pytest.mark.parametrize("address", ["https://bestaat-niet.invalid/", "https://" + "a" * 300 + ".example/"])
def test_a_name_that_does_not_exist_is_out_of_reach(address):
    with pytest.raises(requests.ConnectionError):
        outside.check(address)


def test_localhost_is_for_the_demo_only(settings):
    outside_of = "http://127.0.0.1:8000/"
    with pytest.raises(outside.NotOutside):
        outside.check(outside_of)
    settings.OUTSIDE_MAY_BE_LOCAL = True
    outside.check(outside_of)
    with pytest.raises(outside.NotOutside):
        outside.check("http://10.0.0.5/")


class Answers(BaseHTTPRequestHandler):
    """A server of ours that counts who asks."""

    def do_GET(self):
        self.server.asked.append(self.path)
        if self.path == "/elders":
            self.send_response(302)
            self.send_header("Location", "/geheim")
            self.end_headers()
            return
        body = b"x" * (outside.LARGEST + 1 if self.path == "/groot" else 10)
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words):
        """Tests print nothing."""


@contextmanager
def serving():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def server():
    with serving() as running:
        yield running


def test_an_answer_of_an_allowed_server_is_read(server, settings):
    settings.OUTSIDE_MAY_BE_LOCAL = True

    assert outside.session().get(f"http://127.0.0.1:{server.server_port}/").text == "x" * 10


@pytest.mark.parametrize(("path", "refusal"), [("/groot", outside.TooMuch), ("/elders", requests.TooManyRedirects)])
def test_large_answers_and_signposts_are_refused(server, settings, path, refusal):
    settings.OUTSIDE_MAY_BE_LOCAL = True

    with pytest.raises(refusal):
        outside.session().get(f"http://127.0.0.1:{server.server_port}{path}")
    assert server.asked == [path]


def test_a_name_that_points_inside_the_second_time_gets_no_question(server, monkeypatch):
    """DNS rebinding: looked up a public address, then connects to ours."""
    look_up, looked_up = socket.getaddrinfo, []

    def two_faced(host, port, *args, **kwargs):
        if host != "login.school.example":
            return look_up(host, port, *args, **kwargs)
        looked_up.append(host)
        ip, port = ("20.190.151.7", port) if len(looked_up) == 1 else ("127.0.0.1", server.server_port)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))]

    monkeypatch.setattr(socket, "getaddrinfo", two_faced)

    with pytest.raises(requests.ConnectionError, match=r"not a public address: 127\.0\.0\.1"):
        outside.session().get("https://login.school.example/")
    assert len(looked_up) == 2
    assert server.asked == []
