"""What every answer owes the browser, whoever asks and whatever comes (security.md §7, V3)."""

import re
from urllib.parse import urlsplit

HSTS = {"SECURE_HSTS_SECONDS": 365 * 24 * 60 * 60, "SECURE_HSTS_INCLUDE_SUBDOMAINS": True, "SECURE_HSTS_PRELOAD": True}
OWN_HOSTS = {"", "testserver", "127.0.0.1:8000"}
WEBSITE = "x.example"  # the company's own site, which it gave itself
OWED = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Frame-Options": "DENY",
}
INLINE = re.compile(r"<[a-z][^>]*\s(style|on[a-z]+)\s*=|<style\b|javascript:", re.I)
SCRIPT = re.compile(r"<script\b([^>]*)>", re.I)
ADDRESS = re.compile(r"""\b(src|href|action|formaction|srcset|poster|data)\s*=\s*["']([^"']*)""", re.I)


def header_faults(headers, body, *, is_signed_in):
    """Headers that are missing or weak, and code inside the page, as sentences."""
    found = [
        f"{name} says {headers.get(name)!r}" for name, words in OWED.items() if words not in headers.get(name, "")
    ]
    if "unsafe-" in headers.get("Content-Security-Policy", ""):
        found.append("the policy for content has a hole")
    if is_signed_in and "no-store" not in headers.get("Cache-Control", ""):
        found.append("may be kept by the browser")
    if not headers.get("Content-Type", "").startswith("text/html"):
        return found
    if inline := INLINE.search(body):
        found.append(f"has style or script inside: {inline[0][:60]}")
    if any("src=" not in script and "nonce=" not in script for script in SCRIPT.findall(body)):
        found.append("has a script without source or nonce")
    return found


def outside_hosts(headers, body):
    """Hosts of others that the page sends the reader or the browser to."""
    if not headers.get("Content-Type", "").startswith("text/html"):
        return []
    hosts = {urlsplit(address).netloc for _name, address in ADDRESS.findall(body) if "//" in address}
    return sorted(hosts - OWN_HOSTS - {WEBSITE})
