"""What is kept of a signature on screen beside the signature: what was said, and how it was shown who said it."""

from django.utils.translation import gettext as _

from contracts.enums import Proof
from contracts.summary import title_of
from schools import confirming, secondfactor
from schools.sessions import device_in_words
from schools.throttle import client_address


def proof_of(request):
    """How this visitor showed in the last ten minutes who it is; None when that still has to be done.

    Staff do it with their second step, students with password or code, who came by letter with a mailed code.
    """
    method = confirming.shown_by(request)
    if not method:
        return None
    if method == "code":
        return Proof.MAIL_CODE
    return Proof.SECOND_STEP if secondfactor.is_taken(request) else Proof.LOGIN


def traces_of(request):
    """Where the signature comes from, as far as the browser tells."""
    device = device_in_words(request.headers.get("user-agent", ""))
    return {"ip": client_address(request) or None, "device": device[:200]}


def statement_of(signatory):
    """The sentence somebody agrees to, word for word; it is kept with the signature."""
    version = signatory.version
    words = {
        "title": title_of(version),
        "student": version.contract.placement.student.name,
        "company": version.contract.placement.company.name,
        "number": version.number,
        "party": signatory.party,
    }
    said = _("Ik heb dit papier gelezen: %(title)s van %(student)s bij %(company)s, versie %(number)s.") % words
    said += " " + _("Ik ga akkoord met wat erin staat.")
    return said + (" " + _("Ik teken namens %(party)s.") % words if signatory.party else "")


def said_at_once(said, signatory):
    """What somebody agreed to for many papers in one go, word for word, and which paper this signature is under."""
    version = signatory.version
    words = {
        "said": said,
        "title": title_of(version),
        "student": version.contract.placement.student.name,
        "company": version.contract.placement.company.name,
        "number": version.number,
    }
    return _("%(said)s Dit papier: %(title)s van %(student)s bij %(company)s, versie %(number)s.") % words


def signed_as(name, signatory, member):
    """The name under the paper; who signs for somebody else says so."""
    if signatory.member_id in (None, member.pk) or not signatory.name:
        return name[:150]
    return (_("%(name)s, namens %(other)s") % {"name": name, "other": signatory.name})[:150]
