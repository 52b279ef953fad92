"""PDFs of strangers: only those that do nothing by themselves are kept."""

import io

from django.utils.translation import gettext as _

from core.child import be_child, in_child

MAX_BYTES = 10 * 1024 * 1024
MAX_OBJECTS = 100_000
MAX_DEPTH = 100
ACTIVE_KEYS = {"/JS", "/JavaScript", "/AA", "/EmbeddedFiles", "/EmbeddedFile", "/EF", "/XFA", "/RichMediaContent"}
ACTIVE_ACTIONS = {
    *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/ResetForm", "/GoToR", "/GoToE"),
    *("/Rendition", "/Movie", "/Sound", "/RichMediaExecute", "/Trans", "/SetOCGState", "/Hide"),
}
ACTIVE_NOTES = {"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}


class DocumentFault(Exception):
    """This document cannot be kept; the text says in Dutch why and what to do."""


def check_pdf(content):
    """Let a PDF through that only shows pages. Raises DocumentFault for anything locked, active or broken."""
    if len(content) > MAX_BYTES:
        raise DocumentFault(_("Dit bestand is groter dan 10 MB. Maak het kleiner en probeer het weer."))
    if not content.startswith(b"%PDF-"):
        raise DocumentFault(_("Dit is geen PDF of foto. Kies een PDF, JPG of PNG."))
    good, answer = in_child("core.documents", content)
    if good:
        return content
    raise DocumentFault(
        {
            "locked": _("Deze PDF zit op slot met een wachtwoord. Sla hem op zonder wachtwoord."),
            "active": _(
                "In deze PDF zit een programmaatje of een bijlage. Maak een gewone PDF: kies Afdrukken als PDF."
            ),
        }.get(answer, _("Deze PDF is beschadigd. Sla hem opnieuw op en probeer het weer."))
    )


def look_through(content):
    """The work of the child: walk every object, also those packed in streams."""
    import pikepdf  # noqa: PLC0415 - slow import, in the child only

    try:
        document = pikepdf.open(io.BytesIO(content), suppress_warnings=True)
    except pikepdf.PasswordError:
        raise ValueError("locked") from None
    with document:
        if document.is_encrypted:
            raise ValueError("locked")
        if not len(document.pages) > 0 or len(document.objects) > MAX_OBJECTS:
            raise ValueError("broken")
        _walk(document.trailer)
        for one in document.objects:
            _walk(one)
    return b"fine"


def _walk(one, depth=0):
    """Refuse what acts in this object and in what lies directly in it; references are objects of their own."""
    import pikepdf  # noqa: PLC0415 - slow import, in the child only

    if depth > MAX_DEPTH:
        raise ValueError("broken")
    if isinstance(one, pikepdf.Array):
        for part in one:
            if not getattr(part, "is_indirect", False):
                _walk(part, depth + 1)
        return
    if not isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        return
    keys = set(one.keys())
    acts = str(one.get("/S", "")) in ACTIVE_ACTIONS or str(one.get("/Subtype", "")) in ACTIVE_NOTES
    if keys & ACTIVE_KEYS or acts:
        raise ValueError("active")
    for key in keys:
        part = one[key]
        if not getattr(part, "is_indirect", False):
            _walk(part, depth + 1)


if __name__ == "__main__":
    be_child(look_through)
