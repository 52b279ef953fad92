"""What can be held against a PDF without a validator: marks, tags, fonts, colours, language, and nothing that acts."""

import re

import pikepdf

FORBIDDEN = {"/JS", "/JavaScript", "/AA", "/OpenAction", "/XFA", "/Launch"}


def faults(document):
    """Sentences about what keeps this from being PDF/A-3a and PDF/UA-1; an empty list when nothing does."""
    root, found = document.Root, list(document.check_pdf_syntax())
    xmp = root.Metadata.read_bytes().decode()
    for mark in ("<pdfaid:part>3<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<", "pdfaExtension:schemas"):
        if mark not in xmp:
            found.append(f"mark {mark} is missing")
    title = re.search(r"x-default\">(.*?)<", xmp)
    if not title or title[1].replace("&amp;", "&") != str(document.docinfo.get("/Title", "")):
        found.append("the title differs")
    if root.get("/Lang") != "nl" or not root.MarkInfo.Marked or not root.ViewerPreferences.DisplayDocTitle:
        found.append("language, tags or title are not told")
    intents = [one.S for one in root.get("/OutputIntents", [])]
    if intents != [pikepdf.Name.GTS_PDFA1] or len(root.OutputIntents[0].DestOutputProfile.read_bytes()) < 300:
        found.append("no colour profile")
    if document.is_encrypted or "/ID" not in document.trailer:
        found.append("locked, or no identifier")
    return found + objects(document) + tags(document)


def objects(document):
    """What is wrong with single objects: things that act, fonts that are not inside, unmarked attachments."""
    found = []
    for one in document.objects:
        if not isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            continue
        if FORBIDDEN & set(one.keys()) or one.get("/S") in ("/JavaScript", "/Launch"):
            found.append("something acts")
        if one.get("/Type") == "/FontDescriptor" and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(one.keys()):
            found.append(f"font {one.FontName} is not inside")
        if one.get("/Subtype") in ("/Type1", "/TrueType") and "/FontDescriptor" not in one:
            found.append(f"font {one.get('/BaseFont')} is not inside")
        if one.get("/Subtype") == "/Type0" and "/ToUnicode" not in one:
            found.append("letters without a meaning")
        if one.get("/Type") == "/Filespec" and not {"/AFRelationship", "/F", "/UF", "/Desc"} <= set(one.keys()):
            found.append("an attachment without relation")
        if one.get("/Type") == "/Annot" and not int(one.get("/F", 0)) & 4:
            found.append("an annotation that is not printed")
        if one.get("/Filter") == "/LZWDecode":
            found.append("a packing that is not allowed")
    return found


def tags(document):
    """What is wrong with the structure: content outside of it, numbers that lead nowhere, pictures without words."""
    found, owners = [], {}
    numbers = document.Root.StructTreeRoot.ParentTree.Nums
    for place in range(0, len(numbers), 2):
        owners[int(numbers[place])] = numbers[place + 1]
    for number, page in enumerate(document.pages):
        marked = [int(one) for one in re.findall(rb"/MCID (\d+)", page_content(page))]
        known = owners.get(int(page.get("/StructParents", -1)), [])
        if any(one >= len(known) or known[one] is None for one in marked):
            found.append(f"page {number + 1}: content that belongs to nothing")
        if page.get("/Tabs") != "/S":
            found.append(f"page {number + 1}: no order of tabs")
    return found + [
        f"a {element.S} without words"
        for element in elements(document.Root.StructTreeRoot)
        if element.get("/S") in ("/Figure", "/Form") and not str(element.get("/Alt", ""))
    ]


def page_content(page):
    content = page.obj.Contents
    parts = content if isinstance(content, pikepdf.Array) else [content]
    return b"\n".join(part.read_bytes() for part in parts)


def elements(node):
    """Every structure element below this one, each once, with its parent right."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            assert kid.P.objgen == node.objgen, "a part that knows another parent"
            yield kid
            yield from elements(kid)
