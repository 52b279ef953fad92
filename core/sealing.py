"""The seal under a complete document: PAdES with the certificate of the school or the platform. In tasks only.

`SEAL_KEYS` is a folder that only the worker can read: `<school>.p12` for a school with a certificate of its own,
`platform.p12` for all others, opened with `SEAL_PASSPHRASE`. `SEAL_ROOTS` holds, for everybody, the certificates that
seals are judged by (`*.pem`): the public half of each key that we sealed with, those of earlier years as well.
`SEAL_TIMESTAMP` may name a timestamp service (B-T).
"""

import io
import json
import stat
from functools import cache

from django.conf import settings

from core import own_seal
from core.child import in_child
from core.seal_reading import packed, told

FIELD = "Verzegeling"
VERIFY_SECONDS = 30


class NoSeal(Exception):
    """There is no certificate to seal with, or its key lies open."""


def seal(content, *, school_slug="", reason, place=""):
    """The same bytes with one signature after them; nothing may change any more (certification, no changes).

    `content` has an empty signature field named FIELD (core.joining). What comes out was read back and is whole.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415 - slow import
    from pyhanko.sign import signers  # noqa: PLC0415 - slow import
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter  # noqa: PLC0415 - slow import

    class MarksStay(IncrementalPdfFileWriter):
        """pyHanko would write title and marks of archive again, in a form that archives refuse."""

        def _update_meta(self):
            """Leave them."""

    file = key_file(school_slug)
    signer = _signer(file, settings.SEAL_PASSPHRASE)
    about = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        reason=reason,
        location=place or None,
    )
    out = io.BytesIO()
    writer = MarksStay(io.BytesIO(content))
    signers.PdfSigner(about, signer=signer, timestamper=_timestamper()).sign_pdf(writer, output=out)
    sealed = out.getvalue()
    if not sealed.startswith(content) or (found := judged(sealed))["verdict"] != "sealed":
        raise NoSeal(f"the seal does not hold: {found}. Does the public certificate of {file.name} lie in SEAL_ROOTS?")
    return sealed


def key_file(school_slug=""):
    """The key to seal with for this school. Raises NoSeal when there is none, or when others can read it."""
    folder = settings.SEAL_KEYS
    if folder is None:
        raise NoSeal("SEAL_KEYS is not set")
    if settings.SEAL_SELF_MADE:
        own_seal.make_once(folder, settings.SEAL_ROOTS, settings.SEAL_PASSPHRASE)
    own, platform = folder / f"{school_slug}.p12", folder / "platform.p12"
    found = own if school_slug and own.is_file() else platform
    if not found.is_file():
        raise NoSeal(f"no {found.name} in SEAL_KEYS")
    if stat.S_IMODE(found.stat().st_mode) & 0o077:
        raise NoSeal(f"{found.name} can be read by others: chmod 600")
    return found


@cache
def _signer(file, passphrase):
    """Key and certificates, read once per process."""
    from pyhanko.sign.signers import SimpleSigner  # noqa: PLC0415 - slow import

    found = SimpleSigner.load_pkcs12_data(file.read_bytes(), other_certs=[], passphrase=passphrase.encode() or None)
    if found is None:
        raise NoSeal(f"{file.name} cannot be opened with SEAL_PASSPHRASE")
    return found


def _timestamper():
    """The timestamp service, where one is set."""
    if not settings.SEAL_TIMESTAMP:
        return None
    from pyhanko.sign.timestamps import HTTPTimeStamper  # noqa: PLC0415 - slow import

    return HTTPTimeStamper(settings.SEAL_TIMESTAMP)


def roots():
    """The certificates that seals are judged by, as PEM."""
    folder = settings.SEAL_ROOTS
    return b"".join(one.read_bytes() for one in sorted(folder.glob("*.pem"))) if folder and folder.is_dir() else b""


def judged(content):
    """What our seal says about these bytes, read in this process: for files that we made ourselves."""
    return told(packed(roots(), content))


def judge_of_stranger(content):
    """The same about bytes that somebody brought, read in a process of its own; what cannot be read is foreign."""
    good, answer = in_child("core.seal_reading", packed(roots(), content), seconds=VERIFY_SECONDS)
    return json.loads(answer) if good else {"verdict": "foreign"}
