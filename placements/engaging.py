"""Work that an organisation asks for: who may come along, who signs up, and who is chosen (Metzo, R135 to R147)."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.moves import MoveRefused
from groups.models import StageKind
from placements import emails
from placements.enums import SignUpState
from placements.lawful import too_young, why_not_work
from placements.models import Engagement, SignUp

KIND = "prestatie"


def kind_of_engagements():
    """The kind of stage whose rules hold here; None when the school has not filled in its kinds."""
    return StageKind.objects.filter(code=KIND).first()


def why_not_join(engagement, student):
    """The sentence that tells this student why signing up is not possible; "" when it is."""
    if not engagement.takes_sign_ups:
        return _("Aanmelden kan niet meer. Kijk of er een andere prestatie is.")
    if student.class_name not in engagement.classes:
        return _("Deze prestatie is voor een andere klas.")
    age, kind = student.age_on(engagement.date), engagement.kind
    asked = max(0 if kind.is_internal else kind.min_age, engagement.company.min_age or 0)
    return too_young(age, asked, engagement.date) or why_not_work(engagement, student)


def sign_up(engagement, student, *, by, **words):
    """The student offers to come along; who took it back may do so again. Raises MoveRefused."""
    with transaction.atomic():
        locked = Engagement.objects.select_for_update(of=("self",)).select_related("company", "kind")
        engagement = locked.get(pk=engagement.pk)
        if fault := why_not_join(engagement, student):
            raise MoveRefused(fault)
        own = SignUp.objects.filter(engagement=engagement, student=student).first()
        if own is None:
            return SignUp.objects.create(
                school_id=engagement.school_id, engagement=engagement, student=student, **words
            )
        if "post_again" not in own.moves:
            raise MoveRefused(_("Je hebt je al aangemeld."))
        own.post_again(by=by, **words)
        return own


def decide(engagement, answers, *, by):
    """Answer everybody at once: `answers` is {id of the sign-up: (goes, words)}. All or nothing; then all are told.

    Raises MoveRefused when somebody would stay without words, when more go than are asked, or when nobody goes.
    """
    with transaction.atomic():
        engagement.decide(by=by)
        waiting = list(engagement.sign_ups.waiting().for_list().select_for_update(of=("self",)))
        if {one.pk for one in waiting} != answers.keys():
            raise MoveRefused(_("Intussen meldde iemand zich aan of af. Kijk de lijst nog eens na."))
        _check(engagement, answers)
        for one in waiting:
            goes, text = answers[one.pk]
            (one.choose if goes else one.turn_down)(by=by, text=text)
            emails.told_the_choice(one)
        emails.told_who_comes(engagement)


def _check(engagement, answers):
    going = sum(goes for goes, _text in answers.values())
    if not all(text.strip() for _goes, text in answers.values()):
        raise MoveRefused(_("Schrijf voor elke leerling op waarom."))
    if going > engagement.seats:
        said = ngettext(
            "Er is plek voor %(seats)s leerling. U koos er %(going)s.",
            "Er is plek voor %(seats)s leerlingen. U koos er %(going)s.",
            engagement.seats,
        )
        raise MoveRefused(said % {"seats": engagement.seats, "going": going})
    if not going:
        raise MoveRefused(_("Kies minstens één leerling. Gaat er niemand? Laat de prestatie dan niet doorgaan."))


def finish(engagement, minutes, *, by):
    """Note the hours, {id of the sign-up: minutes}, and close the work."""
    with transaction.atomic():
        engagement.finish(by=by)
        for one in engagement.sign_ups.chosen().for_list():
            one.minutes = minutes[one.pk]
            one.save(update_fields=["minutes"])


def call_off(engagement, *, by, note):
    """It does not take place: who signed up and the organisation are told why."""
    with transaction.atomic():
        engagement.call_off(by=by, note=note)
        coming = engagement.sign_ups.filter(state__in=[SignUpState.POSTED, SignUpState.CHOSEN])
        for one in coming.select_related("student__member__user"):
            emails.told_off(engagement, one.student.member)
        emails.told_off(engagement, engagement.contact.member)
