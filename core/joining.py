"""Several documents become one that can be sealed: tags, language and fonts stay, and it carries the marks of archive
(PDF/A-3a) and accessibility (PDF/UA-1).

pikepdf copies pages without their structure, so the trees are joined here. Pages of a scan have no words of their own;
each becomes a picture with a description.
"""

import io
from importlib import resources
from typing import NamedTuple
from xml.sax.saxutils import escape

ALPHABET_OF_MARKS = "\ufeff"
XMP = """<?xpacket begin="{begin}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>{archive}
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
# PDF/A wants every mark it does not know explained
ARCHIVE_MARK = """
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file keeps to</pdfaProperty:description></rdf:li></rdf:Seq>
</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


class Scan(NamedTuple):
    """A PDF from core.scans and what a screen reader says of its pages, such as "Scan van het papier"."""

    content: bytes
    alt: str


def join(paper, record, scans=(), *, pages=None, title, field, field_label, attached=None):
    """One PDF of some pages of `paper` (all when None), the scans, and `record`, with an empty signature field.

    `paper` and `record` are tagged PDFs of ours (core.pdf). `attached` is (name, bytes, description) of a file that
    goes along inside. The same input gives the same bytes.
    """
    import pikepdf  # noqa: PLC0415 - slow import

    with pikepdf.open(io.BytesIO(paper)) as whole, pikepdf.open(io.BytesIO(record)) as added:
        adopt(whole)
        adopt(added)
        if pages is not None:
            keep_pages(whole, pages)
        for scan in scans:
            add_scan(whole, scan)
        add_tagged(whole, added)
        tell_colours(whole)
        add_field(whole, field, field_label)
        if attached:
            attach(whole, *attached)
        number_parents(whole)
        mark(whole, title, archive=has_own_fonts(whole))
        whole.remove_unreferenced_resources()
        out = io.BytesIO()
        whole.save(
            out, deterministic_id=True, fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )  # fmt: skip
    return out.getvalue()


def top_of(document):
    """The element under which everything stands."""
    top = document.Root.StructTreeRoot.K
    return top[0] if top._type_name == "array" else top


def adopt(document):
    """Give what stands in the margins (name of the school, page number) its place in the tree.

    WeasyPrint makes elements for it that know their parent, and that the parent does not know.
    """
    import pikepdf  # noqa: PLC0415 - slow import

    top = top_of(document)
    known = {kid.objgen for kid in top.K}
    for parts in document.Root.StructTreeRoot.ParentTree.Nums:
        for element in parts if isinstance(parts, pikepdf.Array) else []:
            while "/P" in element and element.P.objgen != top.objgen:
                element = element.P
            if element.objgen not in known:
                known.add(element.objgen)
                top.K.append(element)


def keep_pages(document, numbers):
    """Only these pages (from 0) and their part of the structure."""
    kept = {document.pages[number].obj.objgen for number in numbers}
    prune(top_of(document), kept, None)
    for number in reversed(range(len(document.pages))):
        if document.pages[number].obj.objgen not in kept:
            del document.pages[number]


def prune(element, kept, page):
    """Take away what stands on other pages; whether anything is left."""
    import pikepdf  # noqa: PLC0415 - slow import

    page = element.Pg.objgen if "/Pg" in element else page
    if "/K" not in element or not children(element):  # an empty cell of a table
        return page in kept
    left = pikepdf.Array()
    for kid in children(element):
        if isinstance(kid, int):
            stays = page in kept
        elif "/S" in kid:
            stays = prune(kid, kept, page)
        else:
            stays = (kid.Pg.objgen if "/Pg" in kid else page) in kept
        if stays:
            left.append(kid)
    element.K = left
    if "/Pg" in element and element.Pg.objgen not in kept:
        del element["/Pg"]
    return len(left) > 0


def children(element):
    """The parts of an element: elements, references, and numbers of marked content."""
    import pikepdf  # noqa: PLC0415 - slow import

    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def add_tagged(document, added):
    """The pages of a tagged document, with their structure, at the end."""
    document.pages.extend(added.pages)
    top = top_of(document)
    for kid in children(top_of(added)):
        copied = document.copy_foreign(kid)
        copied.P = top
        top.K.append(copied)


def add_scan(document, scan):
    """The pages of a scan, each a picture with a description."""
    import pikepdf  # noqa: PLC0415 - slow import
    from pikepdf import Array, Dictionary, Name, String  # noqa: PLC0415 - slow import

    top = top_of(document)
    with pikepdf.open(io.BytesIO(scan.content)) as source:
        first = len(document.pages)
        document.pages.extend(source.pages)
    added = document.pages[first:]
    for number, page in enumerate(added, start=1):
        page.contents_add(document.make_stream(b"/Figure <</MCID 0>> BDC"), prepend=True)
        page.contents_add(document.make_stream(b"EMC"))
        page.obj.Tabs, page.obj.StructParents = Name.S, 0
        box = Array([float(one) for one in page.mediabox])
        alt = f"{scan.alt}, bladzijde {number} van {len(added)}"
        figure = Dictionary(
            Type=Name.StructElem, S=Name.Figure, P=top, Pg=page.obj, K=Array([0]), Alt=String(alt),
            A=Dictionary(O=Name.Layout, BBox=box, Placement=Name.Block),
        )  # fmt: skip
        top.K.append(document.make_indirect(figure))


def add_field(document, name, label):
    """An empty, unseen signature field on the last page, with its place in the structure."""
    from pikepdf import Array, Dictionary, Name, String  # noqa: PLC0415 - slow import

    page, top = document.pages[-1].obj, top_of(document)
    field = document.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String(name), TU=String(label), F=132,
            Rect=Array([0, 0, 0, 0]), P=page, StructParent=0,
        )  # fmt: skip
    )
    page.Annots = Array([*page.get("/Annots", []), field])
    page.Tabs = Name.S
    document.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)
    form = Dictionary(Type=Name.StructElem, S=Name.Form, P=top, Pg=page, Alt=String(label))
    form.K = Array([Dictionary(Type=Name.OBJR, Obj=field, Pg=page)])
    top.K.append(document.make_indirect(form))


def attach(document, name, content, description):
    """A file that goes along inside, named as the source of these pages."""
    from pikepdf import Array, Dictionary, Name, String  # noqa: PLC0415 - slow import

    stream = document.make_stream(content, Type=Name.EmbeddedFile, Subtype=Name("/application/pdf"))
    stream.Params = Dictionary(Size=len(content))
    spec = document.make_indirect(
        Dictionary(
            Type=Name.Filespec, F=String(name), UF=String(name), Desc=String(description),
            AFRelationship=Name.Source, EF=Dictionary(F=stream, UF=stream),
        )  # fmt: skip
    )
    document.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String(name), spec])))
    document.Root.AF = Array([spec])


def tell_colours(document):
    """What the colours mean (sRGB): an archive does not guess."""
    from pikepdf import Array, Dictionary, Name, String  # noqa: PLC0415 - slow import

    profile = (resources.files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
    stream = document.make_stream(profile, N=3, Alternate=Name.DeviceRGB)
    intent = Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
        DestOutputProfile=stream,
    )  # fmt: skip
    document.Root.OutputIntents = Array([intent])


def number_parents(document):
    """Write again which element each piece of content belongs to, for the pages as they now are."""
    from pikepdf import Array, Dictionary  # noqa: PLC0415 - slow import

    numbers, found, fields = {}, {}, []
    for number, page in enumerate(document.pages):
        page.obj.StructParents = number
        numbers[page.obj.objgen] = number

    def walk(element, page):
        page = element.Pg.objgen if "/Pg" in element else page
        for kid in children(element):
            if isinstance(kid, int):
                found.setdefault(numbers[page], {})[kid] = element
            elif "/S" in kid:
                walk(kid, page)
            elif "/Obj" in kid:
                fields.append((kid.Obj, element))
            else:
                found.setdefault(numbers[kid.Pg.objgen if "/Pg" in kid else page], {})[int(kid.MCID)] = element

    walk(top_of(document), None)
    rows = Array()
    for number, parts in sorted(found.items()):
        rows.append(number)
        rows.append(document.make_indirect(Array([parts.get(one) for one in range(max(parts) + 1)])))
    for number, (thing, element) in enumerate(fields, start=len(numbers)):
        thing.StructParent = number
        rows.append(number)
        rows.append(element)
    tree = document.Root.StructTreeRoot
    tree.ParentTree = document.make_indirect(Dictionary(Nums=rows))
    tree.ParentTreeNextKey = len(numbers) + len(fields)


def has_own_fonts(document):
    """Whether every font is inside: a page that somebody else made may lean on the fonts of the reader."""
    import pikepdf  # noqa: PLC0415 - slow import

    for one in document.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font" and one.get("/Subtype") != "/Type0":
            about = one.get("/FontDescriptor", {})
            if one.get("/Subtype") != "/Type3" and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(about.keys()):
                return False
    return True


def mark(document, title, *, archive):
    """Title, language, and what the file keeps to."""
    from pikepdf import Dictionary, Name, String  # noqa: PLC0415 - slow import

    language = str(document.Root.get("/Lang", "nl"))
    text = XMP.format(
        begin=ALPHABET_OF_MARKS, title=escape(title), language=language, archive=ARCHIVE_MARK if archive else ""
    )
    document.Root.Metadata = document.make_stream(text.encode(), Type=Name.Metadata, Subtype=Name.XML)
    document.Root.MarkInfo = Dictionary(Marked=True)
    document.Root.Lang = String(language)
    document.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    del document.docinfo
    document.docinfo["/Title"] = title
