"""Questions to a server outside whose address somebody typed: https, no way into our own network, short and small.

The address is looked up and judged before the question, and the connection itself is judged again when it stands:
a name that points elsewhere the second time gets nothing.
"""

import ipaddress
import socket
import time
from urllib.parse import urlsplit

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError

SECONDS, SECONDS_IN_ALL, LARGEST = 5, 10, 512 * 1024
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class NotOutside(requests.RequestException):
    """The address is no https, or leads into a network of our own."""


class TooMuch(requests.RequestException):
    """The answer is too large, or keeps dripping in."""


def check(address):
    """Refuse an address that we may not ask anything of."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port or (80 if parts.scheme == "http" else 443)
    except ValueError as mistake:
        raise NotOutside(f"no address: {address!r}") from mistake
    local = settings.OUTSIDE_MAY_BE_LOCAL and parts.scheme == "http" and host in ("localhost", "127.0.0.1")
    if not host or parts.username is not None or not (parts.scheme == "https" or local):
        raise NotOutside(f"not an https address: {address!r}")
    try:
        found = {info[4][0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as mistake:
        raise requests.ConnectionError(f"unknown host: {host}") from mistake
    for ip in found:
        check_ip(ip)


def check_ip(text):
    """Refuse an address of a machine that is not on the public internet."""
    if not is_public(text) and not (settings.OUTSIDE_MAY_BE_LOCAL and ipaddress.ip_address(text).is_loopback):
        raise NotOutside(f"not a public address: {text}")


def is_public(text):
    """Whether this IP address is on the public internet, also when it is wrapped in another one."""
    ip = ipaddress.ip_address(text.partition("%")[0])
    if ip.version == 6:
        if ip in NAT64:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        if inner := ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1]):
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


class _Judged:
    """A connection that is closed again when it turns out to lead inside."""

    def _new_conn(self):
        connected = super()._new_conn()
        try:
            check_ip(connected.getpeername()[0])
        except NotOutside:
            connected.close()
            raise
        return connected


class _JudgedHTTP(_Judged, HTTPConnection):
    pass


class _JudgedHTTPS(_Judged, HTTPSConnection):
    pass


class _PoolHTTP(HTTPConnectionPool):
    ConnectionCls = _JudgedHTTP


class _PoolHTTPS(HTTPSConnectionPool):
    ConnectionCls = _JudgedHTTPS


class _Outside(HTTPAdapter):
    def init_poolmanager(self, *args, **kwargs):
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _PoolHTTP, "https": _PoolHTTPS}

    def send(self, request, **options):
        check(request.url)
        answer = super().send(request, **options | {"stream": True, "timeout": SECONDS})
        answer._content, answer._content_consumed = _read(answer), True
        return answer


def _read(answer):
    """The body, as far as it is small and quick."""
    until, body = time.monotonic() + SECONDS_IN_ALL, b""
    with answer:
        while part := _next_part(answer):
            body += part
            if len(body) > LARGEST or time.monotonic() > until:
                raise TooMuch(f"more than {LARGEST} bytes or {SECONDS_IN_ALL} seconds")
    return body


def _next_part(answer):
    try:
        return answer.raw.read1(64 * 1024, decode_content=True)
    except (OSError, HTTPError) as mistake:
        raise requests.ConnectionError(str(mistake)) from mistake


def session():
    """A session of `requests` that asks only outside, follows nobody elsewhere and carries nothing of our own."""
    opened = requests.Session()
    opened.trust_env, opened.max_redirects = False, 0
    for scheme in ("http://", "https://"):
        opened.mount(scheme, _Outside(max_retries=0))
    return opened
