"""Reads a seal back: whole, changed, or not ours. For bytes of a stranger it runs in a process of its own."""

import io
import json
import struct

CPU_SECONDS = 20


def packed(roots, content):
    """Certificates and document in one piece, as the child takes them."""
    return struct.pack(">I", len(roots)) + roots + content


def answer(both):
    """The work of the child."""
    return json.dumps(told(both)).encode()


def told(both):
    """{"verdict", "by", "at"}: "sealed" (whole, by us), "changed" (sealed by us, and then changed) or "foreign".

    By us is: with a certificate that is itself in SEAL_ROOTS. Everybody can buy one of the same issuer.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 - slow import

    size = struct.unpack(">I", both[:4])[0]
    trusted, content = certificates(both[4 : 4 + size]), both[4 + size :]
    try:
        found = list(PdfFileReader(io.BytesIO(content), strict=False).embedded_signatures)
    except Exception:  # the reader fails in many ways on a file that is none
        return {"verdict": "foreign"}
    judged = [verdict(one, trusted, len(content)) for one in found]
    ours = [one for one in judged if one["verdict"] != "foreign"]
    if not ours:
        return {"verdict": "foreign"}
    return ours[0] if len(judged) == 1 else ours[0] | {"verdict": "changed"}


def certificates(pem):
    """The certificates in this text."""
    from asn1crypto import pem as pem_reader  # noqa: PLC0415 - slow import
    from asn1crypto import x509  # noqa: PLC0415 - slow import

    found = pem_reader.unarmor(pem, multiple=True) if pem else []
    return [x509.Certificate.load(der) for _kind, _headers, der in found]


def verdict(signature, trusted, length):
    """What one signature says. It is judged at the moment it was put: a certificate may have ended since."""
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415 - slow import
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415 - slow import

    if not is_ours(signature, trusted):
        return {"verdict": "foreign"}
    at = signature.self_reported_timestamp
    try:
        context = ValidationContext(trust_roots=trusted, allow_fetching=False, moment=at)
        status = validate_pdf_signature(signature, signer_validation_context=context)
    except Exception:  # a damaged signature: whoever made it, this says nothing good of the file
        return {"verdict": "changed"}
    first, size, second, rest = signature.byte_range
    whole = first == 0 and second + rest == length and status.intact and status.valid and status.trusted
    good = whole and status.docmdp_ok
    name = signature.signer_cert.subject.native.get("common_name", "")
    return {"verdict": "sealed" if good else "changed", "by": name, "at": at and at.isoformat()}


def is_ours(signature, trusted):
    """Whether the certificate in the signature is one of these, byte for byte."""
    try:
        return signature.signer_cert.dump() in {one.dump() for one in trusted}
    except Exception:  # nothing to read
        return False


if __name__ == "__main__":
    from core.child import be_child

    be_child(answer, CPU_SECONDS)
