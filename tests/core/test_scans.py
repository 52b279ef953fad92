"""Signed paper by phone: straight, white, without hidden data, one PDF; nothing of the paper is cut off."""

import io

import numpy as np
import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.scans import ScanFault, tidy_scan
from core.uploads import ScanField
from tests.core.hostile import jpeg, pdf, png
from tests.core.paper_photos import as_jpeg, corners_of, shaded, sheet

ON_A_TABLE = [(310, 260), (1650, 180), (1830, 2330), (180, 2420)]
LINES = [220 / 1754 + n * 40 / 1754 for n in range(30)]  # where lines of text lie, as part of the height


def pages_of(content):
    """[(the picture of the page, its width and height in points)]"""
    with pikepdf.open(io.BytesIO(content)) as document:
        return [
            (pikepdf.PdfImage(next(iter(page.images.values()))).as_pil_image(), tuple(map(float, page.MediaBox[2:])))
            for page in document.pages
        ]


def dark_rows(picture):
    """The rows with much ink, as pieces of the height: [(begin, end)]."""
    ink = np.asarray(picture.convert("L").resize((620, 877))) < 128
    rows = ink.sum(axis=1) > 60
    edges = np.flatnonzero(np.diff(np.concatenate([[0], rows.astype(int), [0]])))
    return [(a / 877, b / 877) for a, b in zip(edges[::2], edges[1::2], strict=True)]


@pytest.mark.parametrize(
    "photo",
    [
        shaded(corners_of(sheet(), ON_A_TABLE)),
        shaded(corners_of(sheet(), ON_A_TABLE)).rotate(90, expand=True),
        shaded(corners_of(sheet(), ON_A_TABLE)).rotate(270, expand=True),
        sheet().rotate(4.2, Image.Resampling.BICUBIC, fillcolor="white"),
        shaded(sheet()),
    ],
    ids=["on a table", "on its left side", "on its right side", "slanting", "in the shade"],
)
def test_a_photo_of_paper_becomes_a_level_white_page_with_every_line(photo):
    (page, size), = pages_of(tidy_scan([as_jpeg(photo)]).content)
    assert size == pytest.approx((595.276, 841.89), abs=0.01)
    rows = dark_rows(page)
    assert len(rows) == 31  # the title and thirty lines, none run together
    assert rows[0][0] < 0.12, "the title is on top"
    assert np.percentile(np.asarray(page.convert("L")), 50) > 245, "paper is white"


def test_a_blue_signature_stays_blue():
    (page, _size), = pages_of(tidy_scan([as_jpeg(shaded(corners_of(sheet(), ON_A_TABLE)))]).content)
    red, _green, blue = (np.asarray(page)[..., n].astype(int) for n in (0, 1, 2))
    assert ((blue - red) > 80).sum() > 500


def test_white_paper_on_a_white_table_loses_nothing():
    photo = shaded(corners_of(sheet(), ON_A_TABLE, table=(225, 220, 215)))
    (page, _size), = pages_of(tidy_scan([as_jpeg(photo)]).content)
    assert len(dark_rows(page)) >= 31
    red, _green, blue = (np.asarray(page)[..., n].astype(int) for n in (0, 1, 2))
    assert ((blue - red) > 60).sum() > 300, "the signature at the bottom is there"


def test_several_photos_and_a_pdf_of_a_copier_become_one_file_in_their_order():
    copier = io.BytesIO()
    sheet(lines=5).save(copier, "PDF", resolution=150)
    made = tidy_scan([as_jpeg(sheet(lines=30)), copier.getvalue(), as_jpeg(sheet(lines=12))])
    assert (made.content_type, made.ending) == ("application/pdf", "pdf")
    assert [len(dark_rows(page)) for page, _size in pages_of(made.content)] == [31, 6, 13]


def test_nothing_hidden_comes_along():
    exif = Image.Exif()
    exif[0x010F] = "Telefoon van Sam"

    def marked(document):
        document.docinfo["/Author"] = "Sam"
        document.pages[0].Contents = document.make_stream(b"0 0 0 rg 100 100 300 20 re f")
        document.Root.Outlines = pikepdf.Dictionary(Title="woont in Steenwijk")

    made = tidy_scan([as_jpeg(sheet(), exif=exif, comment=b"woont in Steenwijk"), pdf(marked)]).content
    with pikepdf.open(io.BytesIO(made)) as document:
        everything = b"".join(one.read_raw_bytes() if isinstance(one, pikepdf.Stream) else b"" for one in
                              document.objects) + made
        assert not {"/Outlines", "/Metadata", "/AcroForm", "/Names"} & set(document.Root.keys())
    for secret in (b"Sam", b"Steenwijk", b"Exif"):
        assert secret not in everything


STROKES = b"0 0 1 RG 4 w 60 60 m 160 90 l 200 50 l S"


def of_a_copier(change):
    """A scanned page, changed afterwards."""
    copier, out = io.BytesIO(), io.BytesIO()
    sheet(lines=5).save(copier, "PDF", resolution=150)
    with pikepdf.open(copier) as document:
        change(document, document.pages[0])
        document.save(out)
    return out.getvalue()


def strokes_in_the_page(document, page):
    page.contents_add(STROKES)


def strokes_in_a_form(document, page):
    page.Resources.XObject.Signed = strokes_as_form(document)
    page.contents_add(b"q /Signed Do Q")


def strokes_as_a_note(document, page):
    note(document, page, "/Ink", AP=pikepdf.Dictionary(N=strokes_as_form(document)))


def strokes_as_form(document):
    name = pikepdf.Name
    return document.make_stream(STROKES, Type=name.XObject, Subtype=name.Form, BBox=[0, 0, 300, 100])


def note(document, page, kind, **more):
    what = {"Type": pikepdf.Name.Annot, "Subtype": pikepdf.Name(kind), "Rect": [60, 60, 360, 160], "F": 4}
    page.Annots = [document.make_indirect(pikepdf.Dictionary(**(what | more)))]
    if kind == "/Widget":
        page.Annots[0].FT, page.Annots[0].T = pikepdf.Name.Tx, "naam"
        document.Root.AcroForm = pikepdf.Dictionary(Fields=page.Annots, NeedAppearances="V" in more, DA="/F 12 Tf")


def drawn_in(content):
    """Everything that is drawn in this document, as it stands in its streams."""
    with pikepdf.open(io.BytesIO(content)) as document:
        streams = [one for one in document.objects if isinstance(one, pikepdf.Stream)]
        return b"".join(one.read_bytes() for one in streams if one.get("/Subtype") != "/Image")


@pytest.mark.parametrize("change", [strokes_in_the_page, strokes_in_a_form, strokes_as_a_note])
def test_a_signature_that_an_app_put_on_a_scan_stays_on_it(change):
    made = tidy_scan([of_a_copier(change)]).content
    assert STROKES in drawn_in(made)
    with pikepdf.open(io.BytesIO(made)) as document:
        assert "/Annots" not in document.pages[0]


def test_a_signature_that_an_app_put_on_a_page_with_text_stays_on_it():
    def signed(document):
        document.pages[0].Contents = document.make_stream(b"0 0 0 rg 100 100 300 20 re f")
        strokes_as_a_note(document, document.pages[0])

    assert STROKES in drawn_in(tidy_scan([pdf(signed)]).content)


def test_what_was_filled_in_on_a_form_stays_on_it():
    made = tidy_scan([of_a_copier(lambda document, page: note(document, page, "/Widget", V="Jan Bakker"))]).content
    assert b"Jan Bakker" in drawn_in(made)


def test_drawing_that_cannot_be_put_on_the_page_is_refused_in_words():
    def signed(document, page):
        note(document, page, "/Ink", InkList=[[60, 60, 160, 90]])

    with pytest.raises(ScanFault, match="met een app getekend"):
        tidy_scan([of_a_copier(signed)])


@pytest.mark.parametrize("kind", ["/Text", "/Popup", "/Link", "/Widget"])
def test_a_scan_with_a_note_a_link_or_an_empty_field_is_still_one_straight_picture(kind):
    content = of_a_copier(lambda document, page: note(document, page, kind, Contents="woont in Steenwijk"))
    made = tidy_scan([content]).content
    (page, _size), = pages_of(made)
    assert len(dark_rows(page)) == 6
    assert b"Steenwijk" not in made


def test_the_same_photos_give_the_same_bytes():
    photos = [as_jpeg(sheet()), as_jpeg(sheet(lines=4))]
    assert tidy_scan(photos).content == tidy_scan(photos).content


@pytest.mark.parametrize(
    ("contents", "words"),
    [
        ([], "Kies eerst"),
        ([b"x" * 30], "geen foto of PDF"),
        ([jpeg((300, 200))], "te klein"),
        ([as_jpeg(Image.new("RGB", (1240, 1754), "white"))], "staat niets"),
        ([png(30_000, 30_000)], "te veel beeldpunten"),
        ([as_jpeg(sheet())] * 13, "niet meer dan 12"),
        ([b"%PDF-1.7 broken"], "beschadigd"),
        ([b"\xff\xd8" + b"x" * (10 * 1024 * 1024)], "10 MB"),
    ],
    ids=["none", "no photo", "small", "blank", "bomb", "too many", "broken", "large"],
)
def test_what_cannot_be_used_is_refused_in_words(contents, words):
    with pytest.raises(ScanFault, match=words):
        tidy_scan(contents)


def test_a_refusal_names_the_file():
    with pytest.raises(ScanFault, match="^Bestand 2: Deze foto is te klein"):
        tidy_scan([as_jpeg(sheet()), jpeg((300, 200))])


def test_a_pdf_that_acts_is_refused():
    def acts(document):
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")

    with pytest.raises(ScanFault, match="programmaatje"):
        tidy_scan([pdf(acts)])


def test_the_field_takes_several_files_and_gives_one():
    field = ScanField(required=False)
    assert field.clean([]) is None
    photos = [SimpleUploadedFile(f"{n}.jpg", as_jpeg(sheet()), "image/jpeg") for n in range(2)]
    assert len(pages_of(field.clean(photos).content)) == 2
    assert "multiple" in str(field.widget.render("scan", None))
    with pytest.raises(ValidationError, match="geen foto"):
        field.clean([SimpleUploadedFile("x.jpg", b"x" * 20, "image/jpeg")])
