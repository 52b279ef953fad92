"""Hostile files, made here and now: {name: (who gets it, its bytes, the words of the refusal)}."""

import base64
import io
import struct
import zipfile
import zlib

import openpyxl
import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

MEGABYTE = 1024 * 1024
HEIC = """
AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAZdtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA
ADRpbG9jAAAAAERAAAIAAQAAAAABuwABAAAAAAAAAEYAAgAAAAACAQABAAAAAAAAAFQAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAA
AAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA1mlwcnAAAAC3aXBjbwAAAHhodmNDAQNwAAAA
kAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoDCBBZbq
SSmubgIaDAgAAAMAyAAAAwAIQGIAAQAHRAHBcrAiQAAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAABgAAAAQAAAABBw
aXhpAAAAAAMICAgAAAAXaXBtYQAAAAAAAAABAAEEgQIDBAAAABppcmVmAAAAAAAAAA5jZHNjAAIAAQABAAAAom1kYXQAAABCKAGv
E4AHZxngKfLngT//8MhRX/wEOr/fiPYAr8aNniv+inQqOnd+77k60HCB5XBxC39O7Kb640rPqvdB+6iP6SeHAAAABkV4aWYAAE1N
ACoAAAAIAAIBDwACAAAAEQAAACaIJQAEAAAAAQAAADgAAAAAVGVsZWZvb24gdmFuIFNhbQAAAAEAAQACAAAAAk4AAAAAAAAA
"""


def heic():
    """A photo as an iPhone makes it: 96 × 64 pixels, with its maker and a place."""
    return base64.b64decode(HEIC)


def jpeg(size=(400, 300), **options):
    """A red and blue photo."""
    out = io.BytesIO()
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (0, 0, size[0] // 2, size[1] // 2))
    picture.save(out, "JPEG", **options)
    return out.getvalue()


def png(width, height, *extra):
    """A PNG that claims to be this large and holds almost nothing."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    more = b"".join(chunk(*one) for one in extra)
    return b"\x89PNG\r\n\x1a\n" + header + more + chunk(b"IDAT", zlib.compress(b"\0" * 5000)) + chunk(b"IEND", b"")


def pdf(change=lambda document: None, **options):
    """A PDF of one empty page, changed."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        change(document)
        document.save(out, **options)
    return out.getvalue()


def saved(kind, size=(9, 9)):
    """A harmless picture of a kind that nobody brings from a stage."""
    out = io.BytesIO()
    Image.new("RGB", size).save(out, kind)
    return out.getvalue()


def claimed_jpeg():
    """A JPEG that says it has 65,000 × 65,000 pixels."""
    content = jpeg()
    place = content.index(b"\xff\xc0")
    return content[: place + 5] + struct.pack(">HH", 65000, 65000) + content[place + 9 :]


def claimed_heic():
    """A HEIC that says it has 40,000 × 40,000 pixels."""
    return heic().replace(b"ispe" + struct.pack(">III", 0, 96, 64), b"ispe" + struct.pack(">III", 0, 40000, 40000))


NOT_A_PHOTO = "geen foto"
PHOTOS = {
    "bomb of 900 megapixels": (png(30000, 30000), "te veel beeldpunten"),
    "bomb below the library's own limit": (png(13000, 13000), "te veel beeldpunten"),
    "jpeg that claims four gigapixels": (claimed_jpeg(), "te veel beeldpunten"),
    "heic that claims more than it has": (claimed_heic(), "(te veel beeldpunten|beschadigd)"),
    "png with a text that unpacks to 64 megabytes": (
        png(9, 9, (b"zTXt", b"a\0\0" + zlib.compress(b"\0" * 64 * MEGABYTE))),
        "beschadigd",
    ),
    "svg with a script": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', NOT_A_PHOTO),
    "xml with entities": (b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>', NOT_A_PHOTO),
    "gif with a script": (b"GIF89a/*" + b"\0" * 40 + b"*/=alert(1)", NOT_A_PHOTO),
    "gif": (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", NOT_A_PHOTO),
    "html": (b"<!doctype html><img src=x onerror=alert(1)>", NOT_A_PHOTO),
    "php": (b"<?php system($_GET['c']); ?>", NOT_A_PHOTO),
    "program of windows": (b"MZ" + b"\0" * 300, NOT_A_PHOTO),
    "program of linux": (b"\x7fELF" + b"\0" * 300, NOT_A_PHOTO),
    "zip": (b"PK\x03\x04" + b"\0" * 300, NOT_A_PHOTO),
    "tiff": (saved("TIFF"), NOT_A_PHOTO),
    "bmp": (saved("BMP"), NOT_A_PHOTO),
    "icon": (saved("ICO", (16, 16)), NOT_A_PHOTO),
    "jpeg 2000": (b"\x00\x00\x00\x0cjP  \r\n\x87\n" + b"\0" * 200, NOT_A_PHOTO),
    "postscript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n", NOT_A_PHOTO),
    "film": (b"\0\0\0\x18ftypmp42" + b"\0" * 200, NOT_A_PHOTO),
    "heic of nothing": (b"\0\0\0\x18ftypheic" + b"\0" * 200, "(geen foto|beschadigd)"),
    "truncated heic": (heic()[:450], "(geen foto|beschadigd)"),
    "truncated jpeg": (jpeg((800, 600), quality=95)[:3000], "beschadigd"),
    "truncated png": (png(800, 600)[:-20], "beschadigd"),
    "too few pixels": (png(5000, 5000), "beschadigd"),
    "too large": (b"\xff\xd8\xff" + b"\0" * (10 * MEGABYTE), "10 MB"),
    "noise": (bytes(range(256)) * 20, NOT_A_PHOTO),
    "nothing": (b"", "leeg"),
}


def _script():
    return Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def _note(document, **what):
    document.pages[0].obj.Annots = [document.make_indirect(Dictionary(Type=Name.Annot, Rect=[0, 0, 9, 9], **what))]


def opens_with_script(document):
    document.Root.OpenAction = _script()


def chained(document):
    document.Root.OpenAction = Dictionary(S=Name.GoTo, D=[0], Next=document.make_indirect(_script()))


def page_action(document):
    document.pages[0].obj.AA = Dictionary(O=_script())


def launches(document):
    document.Root.OpenAction = Dictionary(S=Name.Launch, F="cmd.exe")


def named(document):
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=["a", _script()]))


def xfa(document):
    document.Root.AcroForm = Dictionary(XFA="<xdp/>", Fields=[])


def attachment(document):
    document.attachments["virus.exe"] = b"MZ"


def submits(document):
    _note(document, Subtype=Name.Link, A=Dictionary(S=Name.SubmitForm, F="http://x"))


def opens_another_file(document):
    _note(document, Subtype=Name.Link, A=Dictionary(S=Name.GoToR, F="//server/share", D=[0]))


def imports_data(document):
    _note(document, Subtype=Name.Link, A=Dictionary(S=Name.ImportData, F="x.fdf"))


def file_in_a_note(document):
    _note(document, Subtype=Name.FileAttachment)


def film_in_a_note(document):
    _note(document, Subtype=Name.RichMedia)


def script_on_a_field(document):
    field = document.make_indirect(Dictionary(FT=Name.Tx, T="a", AA=Dictionary(K=_script())))
    document.Root.AcroForm = Dictionary(Fields=[field])


def loose_script(document):
    """Nothing refers to it, and a reader that repairs files may still find it."""
    document.Root.PieceInfo = document.make_indirect(_script())


def deep(document):
    nest = Array([])
    for _ in range(150):
        nest = Array([nest])
    document.Root.Deep = nest


ACTIVE = [
    *(opens_with_script, chained, page_action, launches, named, xfa, attachment, submits, opens_another_file),
    *(imports_data, file_in_a_note, film_in_a_note, script_on_a_field, loose_script),
]


def unpacks_to_gigabytes():
    """A PDF of two megabytes with an object stream of two gigabytes of zeros."""
    squeeze = zlib.compressobj(9)
    zeros = b"\0" * (8 * MEGABYTE)
    packed = b"".join(squeeze.compress(zeros) for _ in range(256)) + squeeze.flush()
    header = b"%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length " + str(len(packed)).encode()
    body = header + b">>stream\n" + packed + b"\nendstream\nendobj\n2 0 obj\n<</Type/Catalog/Pages 3 0 R>>\nendobj\n"
    rows = [(1, 9, 0), (1, len(header) + len(packed) + 36, 0), (2, 1, 0)]
    entries = b"".join(struct.pack(">BIB", *row) for row in rows)
    index = b"<</Type/XRef/Size 4/W[1 4 1]/Index[1 3]/Root 2 0 R/Length " + str(len(entries)).encode() + b">>stream\n"
    ends = b"\nendstream\nendobj\nstartxref\n" + str(len(body)).encode() + b"\n%%EOF"
    return body + b"4 0 obj\n" + index + entries + ends


def documents():
    """PDFs that act, are locked, broken, or a bomb."""
    packed = pikepdf.ObjectStreamMode.generate
    found = {f"pdf: {change.__name__}": (pdf(change), "programmaatje") for change in ACTIVE}
    found |= {
        f"pdf, packed: {change.__name__}": (pdf(change, object_stream_mode=packed), "programmaatje")
        for change in ACTIVE[:4]
    }
    for user in ("geheim", ""):
        lock = pikepdf.Encryption(owner="baas", user=user)
        found[f"pdf locked with “{user}”"] = (pdf(encryption=lock), "op slot")
    return found | {
        "pdf nested 150 deep": (pdf(deep), "beschadigd"),
        "pdf that unpacks to gigabytes": (unpacks_to_gigabytes(), "beschadigd"),
        "half a pdf": (b"%PDF-1.7\nniets", "beschadigd"),
        "gif that says pdf": (b"GIF89a%PDF-1.7", "geen PDF"),
        "pdf of eleven megabytes": (b"%PDF-" + b"\0" * (11 * MEGABYTE), "10 MB"),
    }


def workbook(*lines):
    """An honest workbook."""
    book = openpyxl.Workbook()
    for line in lines or (["a", "b"],):
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(content, name, change):
    """The same workbook with one of its parts changed by hand."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            part = old.read(member)
            new.writestr(member, change(part) if member == name else part)
    return out.getvalue()


def with_rows(rows):
    """A workbook with these rows of XML at its end."""
    sheet = "xl/worksheets/sheet1.xml"
    return repacked(workbook(), sheet, lambda part: part.replace(b"</sheetData>", rows + b"</sheetData>"))


def lists():
    """Lists that nobody should send."""
    sheet = "xl/worksheets/sheet1.xml"
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    noisy = b"".join(b'<row><c t="str"><v>%d</v></c></row>' % (n * 7919 % 99991) for n in range(60_000))
    return {
        "xlsx that unpacks to thirty megabytes": (
            repacked(workbook(), sheet, lambda part: part + b" " * 30 * MEGABYTE),
            "te groot",
        ),
        "xlsx packed too tightly": (repacked(workbook(), sheet, lambda part: part + b" " * 4 * MEGABYTE), "te groot"),
        "xlsx with entities": (repacked(workbook(), sheet, lambda part: entities + part), "beschadigd"),
        "xlsx of sixty thousand rows": (with_rows(noisy), "meer dan 5000"),
        "xlsx without a sheet": (repacked(workbook(), sheet, lambda part: b""), "beschadigd"),
        "excel with a password": (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "wachtwoord",
        ),
        "list of four million lines": (b"naam;klas\n" + b"\n" * 4_000_000, "meer dan 5000"),
        "list of six megabytes": (b"naam;klas\n" + b"x" * (6 * MEGABYTE), "5 MB"),
    }
