"""A service that misbehaves as no real one can be told to: other keys, other names, nonsense, or nothing at all."""

import base64
import hashlib
import hmac
import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

OURS, ANOTHER = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


def public_key(private):
    return private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


class Answers(BaseHTTPRequestHandler):
    """Answers by the book, save for what the test changed in `server.changed`."""

    def do_GET(self):
        self._answer()

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._answer()

    def _answer(self):
        server, what = self.server, self.path.rsplit("/", 1)[-1]
        made = server.changed.get(what, getattr(server, f"make_{what.replace('-', '_')}"))
        status, body = made() if callable(made) else made
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words):
        """Tests print nothing."""


class OddService(ThreadingHTTPServer):
    """`url` is its issuer; `changed` holds what it answers otherwise, `claims` and `sign` what its tokens say."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.changed, self.claims, self.sign, self.nonce = {}, {}, sign, ""

    def make_openid_configuration(self):
        return 200, json.dumps(self.discovery()).encode()

    def discovery(self):
        ends = ("authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint")
        return {"issuer": self.url} | {name: f"{self.url}/{name}" for name in ends}

    def make_jwks_uri(self):
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(OURS.public_key()))
        return 200, json.dumps({"keys": [key | {"kid": "1", "alg": "RS256"}]}).encode()

    def make_token_endpoint(self):
        now = int(time.time())
        claims = {"iss": self.url, "aud": "odd", "sub": "1", "iat": now - 5, "exp": now + 60, "nonce": self.nonce}
        claims |= {"hd": "school.example", "email": "truus@school.example", "email_verified": True} | self.claims
        token = self.sign({name: value for name, value in claims.items() if value is not None})
        return 200, json.dumps({"access_token": "x", "token_type": "Bearer", "id_token": token}).encode()

    def make_userinfo_endpoint(self):
        return 200, json.dumps({"sub": "1"}).encode()


def sign(claims, key=OURS, **header):
    return jwt.encode(claims, key, algorithm="RS256", headers={"kid": "1"} | header)


def unsigned(claims):
    """A token that says it needs no signature."""
    return jwt.encode(claims, None, algorithm="none", headers={"kid": "1"})


def signed_with_the_public_key(claims):
    """The old trick: HMAC with what everybody knows."""
    parts = [json.dumps(part).encode() for part in ({"alg": "HS256", "kid": "1", "typ": "JWT"}, claims)]
    head = b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in parts)
    mark = hmac.new(public_key(OURS), head, hashlib.sha256).digest()
    return (head + b"." + base64.urlsafe_b64encode(mark).rstrip(b"=")).decode()


@contextmanager
def odd_service():
    """The service, running."""
    with OddService() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
