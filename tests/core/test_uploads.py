"""Photos and PDFs of strangers: what is kept is clean, what is hostile is refused with a sentence."""

import io

import pikepdf
import pytest
from PIL import Image

from core.documents import check_pdf
from core.images import tidy_photo
from tests.core.hostile import heic, jpeg, pdf


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


def test_a_photo_of_an_iphone_becomes_a_jpeg_without_its_place():
    assert b"Telefoon van Sam" in heic()
    clean = tidy_photo(heic())
    assert (opened(clean).format, opened(clean).size) == ("JPEG", (96, 64))
    assert dict(opened(clean).getexif()) == {}
    assert b"Sam" not in clean


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


def test_a_plain_pdf_is_kept_as_it_is():
    content = pdf()
    assert check_pdf(content) == content


def test_a_pdf_with_a_link_to_a_site_is_kept():
    def link(document):
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://voorbeeld.example")
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, A=action, Rect=[0, 0, 9, 9])
        document.pages[0].obj.Annots = [document.make_indirect(note)]

    assert check_pdf(pdf(link))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIC"])
def test_no_photo_keeps_what_the_phone_wrote_in_it(kind, figure):
    exif = Image.Exif()
    exif[0x010F] = "Telefoon van Sam"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    if kind == "HEIC":
        out.write(heic())
    else:
        Image.new("RGB", (50, 40), "red").save(out, kind, exif=exif)
    assert b"Telefoon van Sam" in out.getvalue()
    clean = opened(tidy_photo(out.getvalue()))
    left = [name for name in ("exif", "comment", "icc_profile", "xmp", "photoshop") if clean.info.get(name)]
    figure(f"walls.photos_with_metadata_left[{kind.lower()}]", len(left), "0")
    assert left == []
