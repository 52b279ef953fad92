"""A contract on its way over paper: who signs, and a scan that nobody looked at yet."""

import io

import pikepdf
from PIL import Image

from contracts import signing
from contracts.models import Scan
from core import files


def scanned(words=""):
    """A PDF of one page that is a photo, as core/scans.py makes it; with these words hidden in it."""
    out, jpeg = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (20, 30), "white").save(jpeg, "JPEG")
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        picture = document.make_stream(
            jpeg.getvalue(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=20, Height=30,
            ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
        )  # fmt: skip
        document.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=picture))
        document.docinfo["/Subject"] = words
        document.save(out)
    return out.getvalue()


def add_papers(side, relation):
    """The version of the running stage has its signers, and a scan of it waits."""
    version = side.things["version"][relation]
    signing.invite(version)
    content = scanned(side.mark(f"{relation}.scanfile", "bytes"))
    stored = files.keep(side.school, content, name="x.pdf", content_type="application/pdf")
    side.label(stored, f"{relation}.scanfile")
    by = side.people[f"{relation}.student"]
    side.put("scan", relation, Scan.objects.create(version=version, file=stored, pages=1, brought_by=by))
    for kind, role in (("signatory", "student"), ("company_signs", "company")):
        side.things.setdefault(kind, {})[relation] = version.signatories.get(role=role)
