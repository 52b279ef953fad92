"""Signed paper that comes back by phone or copier: straight, bright, without hidden data, as one A4 PDF."""

import io
import struct

from django.utils.translation import gettext as _

from core import documents, images
from core.child import be_child, in_child
from core.uploads import Upload

MAX_FILES = 12
MAX_PAGES = 20
MAX_BYTES = 40 * 1024 * 1024
SECONDS, CPU_SECONDS = 90, 60
LONGEST_SIDE = 2600
SHORTEST_SIDE = 700  # below that a signature cannot be read
DPI = 200
A4 = (1654, 2339)  # at 200 dpi
A4_POINTS = (595.276, 841.89)
PAINTS = "Do S s f F f* B B* b b* sh Tj TJ ' \" BI ID EI"  # every operator of PDF that leaves something to see
NOT_ON_PAPER = {"/Link", "/Popup", "/Text"}
HIDDEN = 2 | 32


class ScanFault(Exception):
    """This scan cannot be kept; the text says in Dutch why and what to do."""


def tidy_scan(contents):
    """One PDF of A4 pages from photos and PDFs (bytes each), in this order. Raises ScanFault.

    A photo is cut out along the edges of the paper, set straight and brightened. So is a page of a PDF that is one
    picture; another page of a PDF stays as it is, with what was drawn on it, without notes, links and hidden data.
    """
    if not contents:
        raise ScanFault(_("Kies eerst een foto of PDF van het getekende papier."))
    if len(contents) > MAX_FILES:
        raise ScanFault(_("Kies niet meer dan %(most)s bestanden tegelijk.") % {"most": MAX_FILES})
    if any(len(one) > images.MAX_BYTES for one in contents) or sum(map(len, contents)) > MAX_BYTES:
        raise ScanFault(_("Dit is te groot. Eén bestand mag 10 MB zijn, alles samen 40 MB."))
    packed = b"".join(struct.pack(">I", len(one)) + one for one in contents)
    good, answer = in_child("core.scans", packed, seconds=SECONDS)
    if good:
        return Upload(answer, "application/pdf", "pdf")
    raise ScanFault(refusal(answer, len(contents)))


def refusal(answer, files):
    """The sentence for the word that the child gave up with, such as "small 2"."""
    word, _space, number = answer.partition(" ")
    sentence = {
        "format": _("Dit is geen foto of PDF die we kennen. Kies een JPG, PNG, WEBP, HEIC of PDF."),
        "large": _("Dit heeft te veel beeldpunten. Maak de foto kleiner en probeer het weer."),
        "small": _("Deze foto is te klein om de handtekeningen te lezen. Maak een nieuwe foto van het hele papier."),
        "empty": _("Op deze bladzijde staat niets. Maak een nieuwe foto van het getekende papier."),
        "locked": _("Deze PDF zit op slot met een wachtwoord. Sla hem op zonder wachtwoord."),
        "active": _("In deze PDF zit een programmaatje of een bijlage. Maak een gewone PDF: kies Afdrukken als PDF."),
        "drawn": _("Op deze PDF is met een app getekend. Maak er een foto van, of kies Afdrukken als PDF."),
        "pages": _("Dit zijn te veel bladzijden. Kies er hoogstens %(most)s.") % {"most": MAX_PAGES},
    }.get(word, _("Dit bestand is beschadigd. Maak een nieuwe foto of sla de PDF opnieuw op."))
    return _("Bestand %(number)s: %(why)s") % {"number": number, "why": sentence} if number and files > 1 else sentence


def join(packed):
    """The work of the child: every file becomes pages of one document."""
    import pikepdf  # noqa: PLC0415 - slow import, in the child only

    with pikepdf.new() as document:
        number = 0
        while packed:
            size = struct.unpack(">I", packed[:4])[0]
            content, packed, number = packed[4 : 4 + size], packed[4 + size :], number + 1
            try:
                add_pages(document, content)
            except ValueError as refused:
                raise ValueError(f"{refused} {number}") from None
            if len(document.pages) > MAX_PAGES:
                raise ValueError("pages")
        document.remove_unreferenced_resources()
        out = io.BytesIO()
        document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def add_pages(document, content):
    """The pages of one file."""
    if b"%PDF-" not in content[:1024]:
        add_picture(document, content)
        return
    import pikepdf  # noqa: PLC0415 - slow import, in the child only

    documents.look_through(content)
    with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as scan:
        if len(scan.pages) > MAX_PAGES:
            raise ValueError("pages")
        put_on_paper(scan)
        for page in scan.pages:
            picture = only_picture(page)
            if picture is None:
                add_as_it_is(document, page)
            else:
                add_picture(document, picture, turned=int(page.get("/Rotate", 0)))


def put_on_paper(scan):
    """What an app drew or filled in over the pages becomes part of them. "drawn": it cannot be seen how it looks."""
    for page in scan.pages:
        page.Annots = [one for one in page.get("/Annots", []) if one.get("/Subtype") not in NOT_ON_PAPER]
    scan.generate_appearance_streams()
    scan.flatten_annotations("all")
    left = [one for page in scan.pages for one in page.get("/Annots", [])]
    if any(not int(one.get("/F", 0)) & HIDDEN and not is_empty_field(one) for one in left):
        raise ValueError("drawn")


def is_empty_field(note):
    """A place to fill in where nothing was written."""
    import pikepdf  # noqa: PLC0415 - slow import, in the child only

    written = note.get("/V", note.get("/Parent", {}).get("/V"))
    return note.get("/Subtype") == "/Widget" and not (isinstance(written, pikepdf.String) and str(written))


def only_picture(page):
    """The bytes of the picture when the page does nothing but show it, as a copier makes it; None for any other."""
    import pikepdf  # noqa: PLC0415 - slow import, in the child only

    found = list(page.images.items())
    if len(found) != 1 or "/Font" in page.get("/Resources", {}):
        return None
    name, picture = found[0]
    try:
        painted = pikepdf.parse_content_stream(page, PAINTS)
        if [[str(one) for one in done.operands] for done in painted] != [[name]]:
            return None
        one = pikepdf.PdfImage(picture)
        if one.width * one.height > images.MAX_PIXELS:
            raise ValueError("large")
        out = io.BytesIO()
        one.as_pil_image().convert("RGB").save(out, "PNG", compress_level=1)
    except (pikepdf.PdfError, NotImplementedError, OSError):
        return None
    return out.getvalue() if min(one.width, one.height) >= SHORTEST_SIDE else None


def add_as_it_is(document, page):
    """A page with text of its own: shown whole on A4, without what is not on the paper."""
    import pikepdf  # noqa: PLC0415 - slow import, in the child only

    for key in set(page.keys()) - {"/Type", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents"}:
        if key != "/Parent":
            del page[key]
    shown = document.copy_foreign(page.as_form_xobject())
    for key in set(shown.keys()) & {"/Metadata", "/PieceInfo", "/StructParents", "/StructParent"}:
        del shown[key]
    wide = float(shown.BBox[2]) - float(shown.BBox[0]) > float(shown.BBox[3]) - float(shown.BBox[1])
    width, height = A4_POINTS[::-1] if wide else A4_POINTS
    document.add_blank_page(page_size=(width, height))
    document.pages[-1].add_overlay(shown, pikepdf.Rectangle(0, 0, width, height))


def add_picture(document, content, *, turned=0):
    """A page that is one JPEG, made by us."""
    from pikepdf import Dictionary, Name  # noqa: PLC0415 - slow import, in the child only

    from core.scan_pictures import straight_page  # noqa: PLC0415 - slow import, in the child only

    jpeg, wide = straight_page(content, turned)
    width, height = A4_POINTS[::-1] if wide else A4_POINTS
    pixels = A4[::-1] if wide else A4
    picture = document.make_stream(
        jpeg, Type=Name.XObject, Subtype=Name.Image, Width=pixels[0], Height=pixels[1],
        ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Name.DCTDecode,
    )  # fmt: skip
    document.add_blank_page(page_size=(width, height))
    page = document.pages[-1]
    page.Resources = Dictionary(XObject=Dictionary(Im0=picture))
    page.Contents = document.make_stream(f"q {width} 0 0 {height} 0 0 cm /Im0 Do Q".encode())


if __name__ == "__main__":
    be_child(join, CPU_SECONDS)
