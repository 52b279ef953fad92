"""What a company may propose to change in its own profile, and how a proposal gets in the books."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from companies.models import Company, ProfileProposal
from core.models import AuditEntry
from core.moves import MoveRefused


def as_text(field, value):
    """A value as a proposal keeps it."""
    if field == "likes":
        return ",".join(sorted(value or []))
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def from_text(field, text):
    """What the company's row holds."""
    if field == "likes":
        return text.split(",") if text else []
    return (int(text) if text else None) if field == "min_age" else text


def in_words(field, text):
    """The text of a proposal for reading."""
    company = Company(**{field: from_text(field, text)})
    if field == "likes":
        return ", ".join(company.like_words)
    return str(company.get_size_display()) if field == "size" else text


def label_of(field):
    """The name of a field on the screen."""
    name = str(Company._meta.get_field(field).verbose_name)
    return name[:1].upper() + name[1:]


def propose(company, wanted, *, by):
    """Keep what differs from the books as proposals; returns how many fields wait for the school now.

    What waited already makes room for the newest wish; a wish for what the books say is withdrawn.
    """
    waiting = {one.field: one for one in company.proposals.open()}
    number = 0
    for field, value in wanted.items():
        old, new, known = as_text(field, getattr(company, field)), as_text(field, value), waiting.get(field)
        number += old != new
        if known and (known.old, known.new) == (old, new):
            continue
        if known:
            known.withdraw(by=by)
        if old != new:
            ProfileProposal.objects.create(
                school_id=company.school_id, company=company, field=field, old=old, new=new, proposed_by=by
            )
    return number


def put_in(proposal, seen, *, by):
    """Write the wish in the books. `seen` is what the coordinator read there: refused when that changed."""
    company = Company.objects.select_for_update(of=("self",)).get(pk=proposal.company_id)
    now = as_text(proposal.field, getattr(company, proposal.field))
    if now != seen.replace("\r\n", "\n").strip():
        raise MoveRefused(_("Dit is intussen veranderd. Kijk nog eens wat er nu staat."))
    setattr(company, proposal.field, from_text(proposal.field, proposal.new))
    try:
        with transaction.atomic():
            company.save(update_fields=[proposal.field])
    except IntegrityError:
        raise MoveRefused(_("Er staat al een bedrijf met deze naam en postcode in de lijst.")) from None
    AuditEntry.record(company, action="proposal", by=by, note=label_of(proposal.field))
