"""What everybody may expect of a sealed paper: whole, read by other tools, known by its code, and nothing else is."""

import hashlib
import io
import time
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pypdf
import segno
from django.core.signing import TimestampSigner, b62_encode
from django.urls import reverse
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from contracts.views.at_company import SALT
from core import sealing
from core.seal_reading import certificates
from tests.core.archive_checks import faults
from tests.stories.papers import text_of_pdf


def fetched(somebody):
    """The bytes of the sealed paper; the same when it is fetched again."""
    first, second = (somebody.download("Het verzegelde papier (pdf)") for _twice in range(2))
    assert hashlib.sha256(first).hexdigest() == hashlib.sha256(second).hexdigest()
    return first


def check(content, *, pages, words):
    """Whole for pyHanko, qpdf and pypdf: tagged, Dutch, own fonts, this many pages, and these words on them."""
    (seal,) = PdfFileReader(io.BytesIO(content)).embedded_signatures
    trust = ValidationContext(trust_roots=certificates(sealing.roots()), allow_fetching=False)
    with ThreadPoolExecutor(1) as apart:  # pyHanko brings a loop of its own, and the browser has one here
        status = apart.submit(validate_pdf_signature, seal, trust).result()
    assert (status.bottom_line, status.intact, status.trusted) == (True, True, True)
    with pikepdf.open(io.BytesIO(content)) as document:
        assert faults(document) == []  # also tags, language, fonts and what qpdf finds
    assert len(pypdf.PdfReader(io.BytesIO(content), strict=True).pages) == pages
    text = text_of_pdf(content)
    words = ("Exemplaar voor het dossier op school", "Handtekeningenblad", *words)
    assert [one for one in words if one not in text] == []
    assert [copy for copy in ("voor het stagebedrijf", "voor de ouders") if f"Exemplaar {copy}" in text] == []


def is_it_real(somebody, content, tmp_path, *, hidden):
    """The page for everybody says so, sees one changed byte, and names nobody."""
    genuine, changed = tmp_path / "sealed.pdf", tmp_path / "changed.pdf"
    genuine.write_bytes(content)
    place = content.index(b"stream") + 40
    changed.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
    somebody.press("Is het echt?")
    somebody.reads("Bij deze code hoort een verzegeld papier")
    for path, words in ((genuine, "precies zoals de school het heeft verzegeld"), (changed, "Gewijzigd")):
        somebody.page.locator("input[type=file]").set_input_files(path)
        somebody.press("Controleer")
        somebody.reads(words)
        somebody.never_reads(*hidden)


def address_in_qr(student, signatory):
    """What a camera reads in the picture on the screen: the address that makes exactly this picture."""
    shown = student.page.locator("img.sb-qr").get_attribute("src")
    for ago in range(120):
        signer = TimestampSigner(salt=SALT)
        stamp = b62_encode(int(time.time()) - ago)
        signer.timestamp = lambda stamp=stamp: stamp
        token = signer.sign_object([signatory.school_id, signatory.pk])
        address = student.site + reverse("contracts:scan_to_sign", args=[signatory.school.slug, token])
        if segno.make(address, error="m").svg_data_uri(border=2, scale=5, light="white") == shown:
            return address
    raise AssertionError("the picture is no code for this signature")
