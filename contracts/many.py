"""Ask or remind for many contracts at once: what came of each, in words for the person who asked for it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from contracts import asking, reminding
from contracts.enums import Route
from contracts.gate import WHOLE
from contracts.models import Contract, Signatory
from contracts.signing import being_signed


def ask_for(contract_id, *, by):
    """Ask whoever can sign this contract now. Returns what came of it; asked before: nothing new."""
    version = being_signed(contract_id)
    if version is None:
        return stand_of(contract_id)
    before = set(Signatory.objects.filter(version=version, asked_at=None).values_list("pk", flat=True))
    asking.ask_next(version, by=by)
    found = [asked_words(one, is_new=one.signatory.pk in before) for one in in_turn(version)]
    return "; ".join(found) or stand_of(contract_id)


def remind_for(contract_id, *, by):
    """Remind whoever can sign this contract now. Returns what came of it; nobody twice within three school days."""
    version = being_signed(contract_id)
    if version is None:
        return stand_of(contract_id)
    return "; ".join(reminded_words(one, by=by) for one in in_turn(version)) or stand_of(contract_id)


def stand_of(contract_id):
    """Why there is nothing to sign."""
    contract = Contract.objects.get(pk=contract_id)
    if contract.state in WHOLE:
        return _("klaar, iedereen heeft getekend")
    return _("er is nog geen papier om te tekenen: %s") % contract.get_state_display()


def in_turn(version):
    """The stands of those who can sign now."""
    found = reminding.stands([version.pk]).values()
    return [one for one in found if one.signatory.position == one.turn]


def asked_words(stand, *, is_new):
    """Whether this person was asked now."""
    if why := out_of_reach(stand):
        return why
    return named(stand, _("gevraagd") if is_new else _("al gevraagd"))


def reminded_words(stand, *, by):
    """Remind this person if that may be, and say so."""
    if why := out_of_reach(stand):
        return why
    at = stand.signatory.reminded_at
    if at and timezone.localdate(at) == stand.clock.today:
        return named(stand, _("vandaag al herinnerd"))
    return named(stand, stand.why_not or reminding.send(stand, by=by) or _("herinnerd"))


def out_of_reach(stand):
    """Why a mail to this person helps nobody; "" when it does."""
    if stand.signatory.route == Route.PAPER:
        return named(stand, _("ligt op papier"))
    if why := stand.lost:
        return named(stand, why)
    if stand.reader is None or not stand.reader.user.email:
        return named(stand, _("geen mailadres, print de brief"))
    return ""


def named(stand, words):
    """Anja de Groot: al gevraagd"""
    return f"{stand.signatory.name or stand.signatory.get_role_display()}: {words}"
