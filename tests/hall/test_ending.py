"""A stage that is over takes its contract along: ended with day and reason, nothing gone, confirmed in writing."""

import datetime

import pytest
from django.urls import reverse

from assessments.models import Assessment
from contracts.models import Addendum, Contract, ContractVersion, Signature
from core.models import AuditEntry, OutgoingMail
from core.tenancy import for_school
from placements.models import Placement
from stagebureau.tasks import turn_the_day
from tests.contracts.changing import FRIDAY, WEDNESDAY, at, clock, made, scene, signed
from tests.factories import AssessmentFactory, PlacementFactory
from tests.placements.moving import FIRST, LAST, move, talked
from tests.placements.scene import offering

__all__ = ["clock", "scene"]
WHY = "De leerling verhuist naar Groningen."


def stop(scene, sign_in, name="placement_end", who="mentor"):
    url = reverse(name, args=[scene.school.slug, scene.placement.pk])
    return sign_in(getattr(scene, who)).post(url, {"note": WHY})


def paper(scene):
    with for_school(scene.school):
        return Contract.objects.get(pk=scene.contract.pk)


def confirmed(scene):
    with for_school(scene.school):
        return sorted(OutgoingMail.objects.filter(kind="contracts/mail/contract_ended").values_list("to", flat=True))


def test_a_stage_that_stops_early_ends_its_contract_with_the_reason_and_everybody_gets_it_in_writing(
    school, scene, sign_in
):
    stop(scene, sign_in)
    stop(scene, sign_in)

    known = paper(scene)
    assert (known.state, known.ended_on, known.end_reason) == ("ended", datetime.date(2027, 2, 15), WHY)
    people = (scene.student, scene.guardian, scene.supervisor)
    assert confirmed(scene) == sorted(member.user.email for member in people)
    with for_school(school):
        assert ContractVersion.objects.get().state == "complete"
        assert Signature.objects.count() == 4
        assert WHY in OutgoingMail.objects.filter(kind="contracts/mail/contract_ended").first().text
        assert [one.note for one in AuditEntry.objects.about(known) if one.action == "end"] == [WHY]
    for member in (scene.student, scene.guardian, scene.supervisor, scene.coordinator):
        page = sign_in(member).get(reverse("contracts:contract", args=[school.slug, scene.placement.pk])).text
        assert "Dit contract is beëindigd" in page
        assert WHY in page


def test_a_change_that_was_under_way_or_to_come_does_not_come_any_more(school, scene, sign_in):
    signed(scene, weekdays=[FRIDAY])
    change, version = made(scene, datetime.date(2027, 3, 15), weekdays=[WEDNESDAY])
    with for_school(school):
        talk = AssessmentFactory(school=school, placement=scene.placement, planned_on=datetime.date(2027, 3, 12))

    stop(scene, sign_in)

    with for_school(school):
        version.refresh_from_db()
        known = Addendum.objects.get(pk=change.pk)
        assert (version.state, known.state, known.why_not) == ("void", "withdrawn", WHY)
        dropped = Placement.objects.get(pk=scene.placement.pk).terms.exclude(cancelled_at=None).get()
        assert dropped.cancel_reason == WHY
        assert Assessment.objects.get(pk=talk.pk).state == "cancelled"


def test_a_stage_that_comes_to_its_last_day_ends_its_contract_without_a_mail(school, scene, clock):
    clock.move_to(at(4, 24))
    turn_the_day()
    turn_the_day()

    known = paper(scene)
    assert (known.state, known.ended_on) == ("ended", datetime.date(2027, 4, 23))
    assert known.end_reason == "De laatste dag van de stage was 23 april 2027."
    assert confirmed(scene) == []


def test_a_contract_that_nobody_signed_is_closed_when_the_stage_does_not_go_on(school, scene, sign_in, clock):
    with for_school(school):
        other = PlacementFactory(school=school, mentor=scene.mentor, student=scene.pupil, group=scene.group)
        known = Contract.objects.of(other)
    url = reverse("placement_cancel", args=[school.slug, other.pk])
    sign_in(scene.coordinator).post(url, {"note": WHY})

    with for_school(school):
        known.refresh_from_db()
        assert (known.state, known.ended_on) == ("closed", None)
    assert confirmed(scene) == []


def test_a_refused_stop_leaves_the_contract_as_it_was(scene, sign_in):
    answer = stop(scene, sign_in, "placement_cancel", "coordinator")

    assert "Dit kan nu niet" in answer.text
    assert paper(scene).state == "complete"


def test_after_a_transfer_the_old_contract_ends_with_its_last_day_and_not_before(school, scene, clock):
    clock.move_to(datetime.datetime(2027, 2, 22, 9, tzinfo=datetime.UTC))
    with for_school(school):
        talked(scene.placement)
    move(scene.placement, offering(scene.group), scene.coordinator, weekdays=[WEDNESDAY, FRIDAY], starts_on=FIRST)
    assert paper(scene).state == "complete"

    clock.move_to(at(2, 27))
    turn_the_day()

    known = paper(scene)
    assert (known.state, known.ended_on) == ("ended", LAST)
    assert known.end_reason == "De leerling gaat verder op een andere plek."
    assert len(confirmed(scene)) == 3


@pytest.mark.parametrize("name", ["placement_end", "placement_cancel"])
def test_only_who_guides_a_stage_stops_it(scene, sign_in, name):
    for who in ("student", "guardian", "supervisor", "director"):
        assert stop(scene, sign_in, name, who).status_code == 404
