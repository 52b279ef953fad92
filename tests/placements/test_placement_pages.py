"""The list of placements and the page of one: who sees it, and how much of it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from core.models import OutgoingMail
from core.tenancy import for_school
from placements.models import Placement
from schools.enums import Role
from tests.factories import GuardianshipFactory, MembershipFactory, PlacementFactory
from tests.queries import count_queries


@pytest.fixture
def placement(school):
    return PlacementFactory(school=school)


def page(placement, name="placement"):
    room = "" if name in ("placement_cancel", "placement_end") else "placements:"
    return reverse(f"{room}{name}", args=[placement.school.slug, placement.pk])


@pytest.mark.parametrize("rows", [1, 6])
def test_the_list_asks_the_same_number_of_queries(school, coordinator, sign_in, rows):
    PlacementFactory.create_batch(rows, school=school)

    assert count_queries(sign_in(coordinator), reverse("placements:placements", args=[school.slug])) == 6


def test_the_page_asks_few_queries(placement, coordinator, sign_in):
    assert count_queries(sign_in(coordinator), page(placement)) <= 8


def test_a_mentor_lists_only_the_own_placements(school, placement, sign_in):
    other = PlacementFactory(school=school)

    text = sign_in(placement.mentor).get(reverse("placements:placements", args=[school.slug])).text

    assert placement.student.name in text
    assert other.student.name not in text


def test_the_list_can_be_narrowed_and_paged(school, coordinator, sign_in):
    made = PlacementFactory.create_batch(52, school=school)
    browser, url = sign_in(coordinator), reverse("placements:placements", args=[school.slug])

    first = browser.get(url).context["placements"]
    second = browser.get(url, {"na": first[-1].pk}).context["placements"]
    found = browser.get(url, {"q": made[3].student.last_name, "klas": "P4a", "groep": made[3].group_id})

    assert len(first) == 50
    assert {one.pk for one in [*first, *second]} == {one.pk for one in made}
    assert [one.pk for one in found.context["placements"]] == [made[3].pk]
    assert browser.get(url, {"groep": "x", "na": "9" * 30, "stand": "raar"}).status_code == 200


@pytest.mark.parametrize("who", ["student", "supervisor", "mentor"])
def test_everybody_concerned_opens_the_placement(placement, sign_in, who):
    member = {"student": placement.student, "supervisor": placement.supervisor}.get(who)
    member = member.member if member else placement.mentor

    assert placement.company.name in sign_in(member).get(page(placement)).text


@pytest.mark.parametrize("role", [Role.MENTOR, Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR])
def test_for_others_the_placement_does_not_exist(school, placement, sign_in, role):
    assert sign_in(MembershipFactory(school=school, role=role)).get(page(placement)).status_code == 404


def test_a_guardian_sees_no_phone_or_mail_of_the_company(school, placement, sign_in):
    guardian = GuardianshipFactory(school=school, student=placement.student)

    text = sign_in(guardian.member).get(page(placement)).text

    assert placement.company.name in text
    assert placement.company.phone not in text
    assert placement.supervisor.member.user.email not in text


def test_a_company_sees_no_birth_date_address_or_number_of_the_student(placement, sign_in):
    text = sign_in(placement.supervisor.member).get(page(placement)).text

    assert "16 of 17" in text
    for secret in ("14 maart 2010", "2010-03-14", placement.student.number, placement.student.postcode):
        assert secret not in text


def test_a_cancelled_placement_says_why_and_tells_company_and_student(placement, coordinator, sign_in):
    answer = sign_in(coordinator).post(
        page(placement, "placement_cancel"), {"note": "Het bedrijf verhuist."}, follow=True
    )

    assert "Het bedrijf verhuist." in answer.text
    with for_school(placement.school):
        assert Placement.objects.get().state == "cancelled"
        assert OutgoingMail.objects.filter(kind="placements/mail/placement_stopped").count() == 2


def test_who_stops_a_placement_knows_that_the_parents_read_why_as_well(placement, coordinator, sign_in):
    text = sign_in(coordinator).get(page(placement, "placement_cancel")).text
    assert "De leerling, de ouders en het bedrijf lezen dit." in text


def test_a_placement_is_not_cancelled_without_a_reason(placement, coordinator, sign_in):
    answer = sign_in(coordinator).post(page(placement, "placement_cancel"), {"note": " "})

    assert answer.status_code == 200
    with for_school(placement.school):
        assert Placement.objects.get().state == "planned"
    assert mail.outbox == []


def test_a_stage_that_runs_is_stopped_not_cancelled(placement, coordinator, sign_in):
    with for_school(placement.school):
        placement.start(by=None)
    browser = sign_in(coordinator)

    refused = browser.post(page(placement, "placement_cancel"), {"note": "Te laat"})
    browser.post(page(placement, "placement_end"), {"note": "Gaat verhuizen"})

    assert "Dit kan nu niet" in refused.text
    with for_school(placement.school):
        assert Placement.objects.get().state == "ended_early"


def test_a_company_loses_a_stage_thirty_days_after_it_stopped_early(school, coordinator, time_machine):
    today = timezone.localdate()
    stage = PlacementFactory(
        school=school, state="running", starts_on=today - timedelta(days=10), ends_on=today + timedelta(days=200)
    )
    member = stage.supervisor.member

    def shown():
        return Placement.objects.visible_to(member).exists(), Placement.objects.followed_by(member).exists()

    with for_school(school):
        stage.end_early(by=coordinator, note="Het paste niet.")
        assert shown() == (True, True)

        time_machine.move_to(timezone.now() + timedelta(days=8))
        assert shown() == (True, False)

        time_machine.move_to(timezone.now() + timedelta(days=23))
        assert shown() == (False, False)


def test_after_the_last_day_a_company_reads_less_of_the_student(school, sign_in):
    yesterday = timezone.localdate() - timedelta(days=1)
    stage = PlacementFactory(school=school, state="completed", starts_on=yesterday, ends_on=yesterday)

    text = sign_in(stage.supervisor.member).get(page(stage)).text

    assert "De stage is voorbij." in text
    assert stage.mentor.user.name not in text
    assert str(stage.student.age_band()) not in text
