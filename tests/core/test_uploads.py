"""Photos and PDFs of strangers: what is kept is clean, what is hostile is refused with a sentence."""

import io
import struct
import time
import zlib

import pikepdf
import pytest
from PIL import Image

from core.documents import DocumentFault, check_pdf
from core.images import PhotoFault, tidy_photo


def jpeg(size=(400, 300), **options):
    out = io.BytesIO()
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (0, 0, size[0] // 2, size[1] // 2))
    picture.save(out, "JPEG", **options)
    return out.getvalue()


def opened(content):
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def test_a_photo_loses_its_place_its_comment_and_its_tail():
    exif = Image.Exif()
    exif[0x010F] = "Telefoon van Sam"
    exif.get_ifd(0x8825)[1] = "N"
    hostile = jpeg(exif=exif, comment=b"woont in Steenwijk") + b"<script>alert(1)</script>PK\x03\x04"
    clean = tidy_photo(hostile)
    assert opened(clean).format == "JPEG"
    assert dict(opened(clean).getexif()) == {}
    for secret in (b"Sam", b"Steenwijk", b"script", b"Exif"):
        assert secret not in clean


def test_a_photo_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert opened(tidy_photo(jpeg((400, 300), exif=exif))).size == (300, 400)


def test_a_large_photo_becomes_at_most_1600_pixels():
    assert max(opened(tidy_photo(jpeg((4000, 3000)))).size) == 1600


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_photos_become_jpeg_on_white(kind):
    out = io.BytesIO()
    Image.new("RGBA", (50, 40), (0, 0, 0, 0)).save(out, kind)
    clean = opened(tidy_photo(out.getvalue()))
    assert (clean.format, clean.getpixel((5, 5))) == ("JPEG", (255, 255, 255))


def test_a_colour_mode_of_the_printing_house_is_read():
    out = io.BytesIO()
    Image.new("CMYK", (50, 40), (0, 0, 0, 0)).save(out, "JPEG")
    assert opened(tidy_photo(out.getvalue())).mode == "RGB"


def png_of(width, height):
    """A PNG that claims to be this large and holds almost nothing."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 5000)) + chunk(b"IEND", b"")


GIF_JS = b"GIF89a/*" + b"\0" * 40 + b"*/=alert(1)"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HOSTILE = {
    "bomb of 900 megapixels": (png_of(30000, 30000), "te veel beeldpunten"),
    "bomb below the library's own limit": (png_of(13000, 13000), "te veel beeldpunten"),
    "svg": (SVG, "geen foto"),
    "gif with script": (GIF_JS, "geen foto"),
    "real gif": (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "geen foto"),
    "html": (b"<!doctype html><img src=x onerror=alert(1)>", "geen foto"),
    "heic": (b"\0\0\0\x18ftypheic" + b"\0" * 200, "HEIC"),
    "postscript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n", "geen foto"),
    "truncated jpeg": (jpeg((800, 600), quality=95)[:3000], "beschadigd"),
    "truncated png": (png_of(800, 600)[:-20], "beschadigd"),
    "too few pixels": (png_of(5000, 5000), "beschadigd"),
    "too large": (b"\xff\xd8\xff" + b"\0" * (10 * 1024 * 1024), "10 MB"),
    "noise": (bytes(range(256)) * 20, "geen foto"),
    "nothing": (b"", "geen foto"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_honest_photo_is_refused_with_a_sentence(name):
    content, words = HOSTILE[name]
    began = time.monotonic()
    with pytest.raises(PhotoFault, match=words):
        tidy_photo(content)
    assert time.monotonic() - began < 10


def pdf(change=lambda document: None, **options):
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        change(document)
        document.save(out, **options)
    return out.getvalue()


def script(document):
    return pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def opens_with_script(document):
    document.Root.OpenAction = script(document)


def chained(document):
    link = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=[0], Next=document.make_indirect(script(document)))
    document.Root.OpenAction = link


def page_action(document):
    document.pages[0].obj.AA = pikepdf.Dictionary(O=script(document))


def launches(document):
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")


def named(document):
    document.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["a", script(document)]))


def xfa(document):
    document.Root.AcroForm = pikepdf.Dictionary(XFA="<xdp/>", Fields=[])


def attachment(document):
    document.attachments["virus.exe"] = b"MZ"


def submits(document):
    note = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=pikepdf.Dictionary(S=pikepdf.Name.SubmitForm, F="http://x"))
    document.pages[0].obj.Annots = [document.make_indirect(note)]


ACTIVE = [opens_with_script, chained, page_action, launches, named, xfa, attachment, submits]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("change", ACTIVE, ids=lambda change: change.__name__)
def test_a_pdf_that_acts_is_refused_also_when_packed_in_object_streams(change, packed):
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
    with pytest.raises(DocumentFault, match="programmaatje"):
        check_pdf(pdf(change, object_stream_mode=mode))


def test_a_plain_pdf_is_kept_as_it_is():
    content = pdf()
    assert check_pdf(content) == content


def test_a_pdf_with_a_link_to_a_site_is_kept():
    def link(document):
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://voorbeeld.example")
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, A=action, Rect=[0, 0, 9, 9])
        document.pages[0].obj.Annots = [document.make_indirect(note)]

    assert check_pdf(pdf(link))


@pytest.mark.parametrize("user", ["geheim", ""])
def test_a_locked_pdf_is_refused(user):
    with pytest.raises(DocumentFault, match="op slot"):
        check_pdf(pdf(encryption=pikepdf.Encryption(owner="baas", user=user)))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\nniets", "beschadigd"),
        (b"GIF89a%PDF-1.7", "geen PDF"),
        (b"%PDF-" + b"\0" * (10 * 1024 * 1024), "10 MB"),
    ],
)
def test_what_is_no_whole_pdf_is_refused(content, words):
    with pytest.raises(DocumentFault, match=words):
        check_pdf(content)


def test_a_pdf_that_unpacks_to_gigabytes_does_not_take_the_server_along():
    """An object stream of two gigabytes of zeros in two megabytes of file."""
    squeeze = zlib.compressobj(9)
    zeros = b"\0" * (8 * 1024 * 1024)
    packed = b"".join(squeeze.compress(zeros) for _ in range(256)) + squeeze.flush()
    header = b"%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length " + str(len(packed)).encode()
    body = header + b">>stream\n" + packed + b"\nendstream\nendobj\n2 0 obj\n<</Type/Catalog/Pages 3 0 R>>\nendobj\n"
    entries = b"".join(
        struct.pack(">BIB", *row) for row in [(1, 9, 0), (1, len(header) + len(packed) + 36, 0), (2, 1, 0)]
    )
    index = b"<</Type/XRef/Size 4/W[1 4 1]/Index[1 3]/Root 2 0 R/Length " + str(len(entries)).encode() + b">>stream\n"
    start = len(body)
    bomb = (
        body + b"4 0 obj\n" + index + entries + b"\nendstream\nendobj\nstartxref\n" + str(start).encode() + b"\n%%EOF"
    )
    began = time.monotonic()
    with pytest.raises(DocumentFault):
        check_pdf(bomb)
    assert time.monotonic() - began < 25
