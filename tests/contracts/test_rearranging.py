"""Before everybody signed school changes the stage itself: days, hours, period and people. A new version follows."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from companies.contacts import end_contact
from contracts.models import CompanyRemark, Contract, ContractVersion
from contracts.rearranging import save
from core.models import AuditEntry, OutgoingMail
from core.moves import MoveRefused
from core.tenancy import for_school
from placements import safety as checks
from placements.models import LawReason, PlacementTerm
from placements.rearranging import ARRANGED
from tests.contracts.changing import (
    FRIDAY,
    MARCH,
    THURSDAY,
    WEDNESDAY,
    at,
    clock,
    contact_at,
    dates,
    fresh,
    planned,
    sign_all,
)
from tests.contracts.conftest import print_them
from tests.contracts.signers import mails, newest_version, page, rung, sign
from tests.contracts.traject import traject
from tests.factories import MembershipFactory
from tests.queries import count_queries

__all__ = ["clock", "planned"]
pytestmark = pytest.mark.django_db
WHY = "Het bedrijf kan niet op vrijdag."


def there(scene, name, *more):
    return reverse(f"contracts:{name}", args=[scene.school.slug, *(more or [scene.placement.pk])])


def answers(scene, **changes):
    """What the form holds when nothing is touched, with these changes."""
    stage = fresh(scene)
    return {name: getattr(stage, name) for name in ARRANGED} | {
        "starts_at": "08:30", "ends_at": "15:30", "supervisor": stage.supervisor_id, "mentor": stage.mentor_id,
        "note": WHY, "reason": "",
    } | changes  # fmt: skip


def contract_of(scene):
    with for_school(scene.school):
        return Contract.objects.get(pk=scene.contract.pk)


def seats(scene):
    with for_school(scene.school):
        held = scene.placement.taken_seats.filter(released_at=None).order_by("date")
        return list(held.values_list("date", flat=True))


def test_from_the_remark_of_the_company_to_a_stage_on_other_days_that_everybody_signed(planned, sign_in, clock):
    company, coordinator = sign_in(planned.supervisor), sign_in(planned.coordinator)
    shown = company.get(there(planned, "company_check")).context["form"]
    told = {name: shown.get_initial_for_field(field, name) for name, field in shown.fields.items()}
    company.post(there(planned, "company_check"), told | {"times": "alleen donderdag, 9 tot 15 uur"})
    print_them(planned.coordinator, planned.contract)
    old = newest_version(planned.contract)
    sign(sign_in(planned.director), rung(old, "director"), name="Anja de Groot")

    with for_school(planned.school):
        remark = CompanyRemark.objects.get()
    link = f"{there(planned, 'rearrange')}?opmerking={remark.pk}"
    assert link in coordinator.get(there(planned, "missing")).text
    asked = coordinator.get(link).text
    assert "alleen donderdag, 9 tot 15 uur" in asked
    assert "Dit contract wordt al getekend" in asked
    wanted = answers(planned, weekdays=[THURSDAY], starts_at="09:00", ends_at="15:00")
    done = coordinator.post(link, wanted, follow=True)

    assert "Het papier klopt niet meer" in done.text
    assert "Maak een nieuwe versie" in done.text
    assert contract_of(planned).state == "checked"
    with for_school(planned.school):
        remark.refresh_from_db()
        assert (remark.state, ContractVersion.objects.get(pk=old.pk).state) == ("taken", "void")
    late = sign(sign_in(planned.student), rung(old, "student"))
    assert late.status_code == 422
    assert not mails(planned.school, "stage_rearranged")

    print_them(planned.coordinator, planned.contract)
    new = newest_version(planned.contract)
    text = sign_in(planned.director).get(page(rung(old, "director"))).text
    assert "Deze versie is vervangen door versie 2" in text
    for mail in mails(planned.school, "changed"):
        assert "Was: Donderdag en vrijdag, 08:30 – 15:30" in mail.text or "donderdag en vrijdag" in mail.text
        assert "Nu: donderdag, 09:00 – 15:00" in mail.text
    assert len(mails(planned.school, "changed")) == 4
    with for_school(planned.school):
        sign_all(ContractVersion.objects.get(pk=new.pk))

    assert contract_of(planned).state == "complete"
    assert {day.weekday() for day in dates(planned)} == {THURSDAY}
    assert seats(planned) == dates(planned)
    with for_school(planned.school):
        hours = set(planned.placement.days.values_list("starts_at", "ends_at"))
    assert hours == {(datetime.time(9), datetime.time(15))}


def test_before_it_begins_the_first_day_moves_too_and_nothing_is_a_change_of_what_was_agreed(planned, sign_in):
    first = datetime.date(2027, 2, 15)
    answer = sign_in(planned.mentor).post(
        there(planned, "rearrange"), answers(planned, starts_on=first, weekdays=[WEDNESDAY]), follow=True
    )

    assert "De stage is aangepast." in answer.text
    assert dates(planned)[0] == datetime.date(2027, 2, 17)
    assert seats(planned) == dates(planned)
    stage = fresh(planned)
    assert (stage.starts_on, stage.is_changed) == (first, False)
    with for_school(planned.school):
        assert not PlacementTerm.objects.exists()
        record = AuditEntry.objects.about(contract_of(planned)).get(action="rearrange")
    assert "Stagedagen: was donderdag en vrijdag, is nu woensdag" in record.note
    assert WHY in record.note
    assert WHY in sign_in(planned.coordinator).get(there(planned, "contract")).text


def test_without_a_paper_everybody_in_the_stage_hears_once_what_was_and_what_is(planned, sign_in):
    other = contact_at(planned, member__user__name="Petra Bakker", member__user__email="petra@bakker.example")
    browser = sign_in(planned.mentor)
    for _twice in range(2):
        browser.post(there(planned, "rearrange"), answers(planned, supervisor=other.pk))

    told = {mail.to: mail.text for mail in mails(planned.school, "stage_rearranged")}
    assert {planned.supervisor.user.email, "petra@bakker.example"} <= told.keys()
    assert planned.mentor.user.email not in told
    assert all("Nu: Petra Bakker" in text and WHY not in text for text in told.values())
    with for_school(planned.school):
        assert OutgoingMail.objects.filter(kind="contracts/mail/stage_rearranged").count() == len(told)


def test_who_guides_leaves_the_company_after_school_chose_another(planned, sign_in):
    other, browser = contact_at(planned, member__user__name="Petra Bakker"), sign_in(planned.coordinator)
    browser.post(there(planned, "rearrange"), answers(planned, supervisor=other.pk))
    with for_school(planned.school), pytest.raises(MoveRefused, match="druk op ‘Pas de stage aan’"):
        end_contact(other)

    browser.post(there(planned, "rearrange"), answers(planned, supervisor=planned.contact.pk))
    with for_school(planned.school):
        end_contact(other)
        assert other.until < timezone.localdate()


def test_a_stage_that_runs_changes_from_today_and_what_was_stays(planned, sign_in, clock):
    with for_school(planned.school):
        type(planned.placement).objects.filter(pk=planned.placement.pk).update(state="running")
    clock.move_to(at(3, 1))
    browser = sign_in(planned.mentor)
    shown = browser.get(there(planned, "rearrange"))
    assert "geldt vanaf vandaag" in shown.text
    assert 'name="starts_on"' not in shown.text
    browser.post(there(planned, "rearrange"), answers(planned, weekdays=[THURSDAY]))

    days = dates(planned)
    assert {day.weekday() for day in days if day < MARCH} == {THURSDAY, FRIDAY}
    assert {day.weekday() for day in days if day >= MARCH} == {THURSDAY}
    assert fresh(planned).weekdays == [THURSDAY]
    stage = reverse("placements:placement", args=[planned.school.slug, planned.placement.pk])
    assert WHY in browser.get(stage).text
    assert [WHY in sign_in(one).get(stage).text for one in (planned.student, planned.supervisor)] == [False, False]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Er verandert niets."),
        ({"weekdays": []}, "Kies minstens één dag."),
        ({"ends_at": "08:00"}, "Het einde ligt vóór het begin."),
        ({"starts_on": "2026-11-02"}, "Deze dag is al geweest."),
        ({"ends_on": "2027-01-04"}, "De laatste dag ligt vóór de eerste dag."),
        ({"note": "", "weekdays": [THURSDAY]}, "verplicht"),
        ({"mentor": "999999", "supervisor": "x", "break_minutes": "-1", "starts_at": "laat"}, "geldige"),
        ({"weekdays": [THURSDAY, 6]}, "zondag"),
    ],
)
def test_what_cannot_be_is_said_where_it_is_mended_and_nothing_changes(planned, sign_in, changes, words):
    before = dates(planned)
    answer = sign_in(planned.mentor).post(there(planned, "rearrange"), answers(planned, **changes))

    assert answer.status_code == 422
    assert words in answer.text
    assert "note" in changes or WHY in answer.text
    assert dates(planned) == before
    assert fresh(planned).weekdays == [THURSDAY, FRIDAY]


def test_what_the_company_checked_is_to_be_checked_again_when_it_became_different(planned, sign_in):
    browser, new = sign_in(planned.coordinator), MembershipFactory(school=planned.school)
    with for_school(planned.school):
        contract_of(planned).company_checks(by=planned.supervisor)

    browser.post(there(planned, "rearrange"), answers(planned, mentor=new.pk))
    assert contract_of(planned).company_checked_at
    browser.post(there(planned, "rearrange"), answers(planned, weekdays=[THURSDAY]))
    assert contract_of(planned).company_checked_at is None
    assert "Het bedrijf is nog niet gevraagd" in browser.get(there(planned, "missing")).text


def test_a_day_without_a_place_is_named(planned, sign_in):
    with for_school(planned.school):
        planned.invitation.seats.filter(date__week_day=4).update(is_offered=False)
    answer = sign_in(planned.mentor).post(there(planned, "rearrange"), answers(planned, weekdays=[WEDNESDAY]))

    assert answer.status_code == 422
    assert "heeft geen plek op woensdag" in answer.text


def test_after_the_last_signature_the_page_leads_to_a_change_that_everybody_signs(planned, sign_in):
    print_them(planned.coordinator, planned.contract)
    with for_school(planned.school):
        sign_all(newest_version(planned.contract))
    browser = sign_in(planned.mentor)

    assert browser.get(there(planned, "rearrange")).url == there(planned, "addendum_new")
    answer = browser.post(there(planned, "rearrange"), answers(planned, weekdays=[THURSDAY]))
    assert answer.url == there(planned, "addendum_new")
    assert fresh(planned).weekdays == [THURSDAY, FRIDAY]
    assert there(planned, "rearrange") not in browser.get(there(planned, "contract")).text


def test_staff_find_the_page_at_the_contract_and_at_the_stage(planned, sign_in):
    stage = reverse("placements:placement", args=[planned.school.slug, planned.placement.pk])
    for who in ("coordinator", "mentor", "director", "student", "guardian", "supervisor"):
        browser, may = sign_in(getattr(planned, who)), who in ("coordinator", "mentor")
        for address in (stage, there(planned, "contract")):
            assert (there(planned, "rearrange") in browser.get(address).text) == may
        assert browser.get(there(planned, "rearrange")).status_code == (200 if may else 404)


def test_the_page_asks_few_questions(planned, sign_in):
    assert count_queries(sign_in(planned.mentor), there(planned, "rearrange")) <= 8


def test_a_refusal_of_the_company_is_mended_by_school_without_the_student(planned, sign_in):
    print_them(planned.coordinator, planned.contract)
    old = newest_version(planned.contract)
    for role, who in (("director", planned.director), ("student", planned.student), ("guardian", planned.guardian)):
        sign(sign_in(who), rung(old, role))
    sign_in(planned.supervisor).post(page(rung(old, "company"), "sign_refuse"), {"note": "Vrijdag kan niet."})

    mentor = sign_in(planned.mentor)
    text = mentor.get(there(planned, "contract")).text
    assert "“Vrijdag kan niet.”" in text
    assert there(planned, "rearrange") in text
    student = sign_in(planned.student).get(there(planned, "contract")).text
    assert "Je hoeft nu niets te doen." in student
    assert "Vul jouw deel in" not in student
    mentor.post(there(planned, "rearrange"), answers(planned, weekdays=[THURSDAY]))
    with for_school(planned.school):
        allowed = {"text": "Vegen", "child": "allowed", "young": "allowed"}
        checks.keep(fresh(planned), [allowed], by=planned.mentor)
    assert "Nagekeken" in mentor.post(there(planned, "check_off"), follow=True).text
    print_them(planned.coordinator, planned.contract)
    assert contract_of(planned).state == "signing"
    assert newest_version(planned.contract).number == old.number + 1
    assert all("Nu: donderdag" in mail.text for mail in mails(planned.school, "changed"))


def test_after_a_refusal_school_can_ask_the_student_as_well(planned, sign_in):
    print_them(planned.coordinator, planned.contract)
    old = newest_version(planned.contract)
    sign_in(planned.director).post(page(rung(old, "director"), "sign_refuse"), {"note": "De doelen kloppen niet."})
    sign_in(planned.mentor).post(there(planned, "send_back"), {"note": "Schrijf je doelen opnieuw."})

    assert contract_of(planned).state == "draft"
    text = sign_in(planned.student).get(there(planned, "contract")).text
    assert "Schrijf je doelen opnieuw." in text
    assert "De doelen kloppen niet." not in text


def test_where_the_law_warns_the_page_asks_a_reason_and_keeps_it(planned, sign_in):
    with for_school(planned.school):
        type(planned.pupil).objects.filter(pk=planned.pupil.pk).update(birth_date=datetime.date(2012, 12, 1))
    browser, wanted = sign_in(planned.mentor), answers(planned, starts_at="09:00", ends_at="15:00")
    asked = browser.post(there(planned, "rearrange"), wanted)
    assert asked.status_code == 422
    assert "Waarom mag het toch?" in asked.text
    assert fresh(planned).starts_at == datetime.time(8, 30)

    browser.post(there(planned, "rearrange"), wanted | {"reason": "Geen bijbaan, gevraagd aan moeder."})
    assert fresh(planned).starts_at == datetime.time(9)
    with for_school(planned.school):
        assert {one.reason for one in LawReason.objects.all()} == {"Geen bijbaan, gevraagd aan moeder."}


def test_a_stage_of_which_no_contract_was_begun_changes_as_well(planned, sign_in):
    with for_school(planned.school):
        Contract.objects.all().delete()
    sign_in(planned.coordinator).post(there(planned, "rearrange"), answers(planned, weekdays=[THURSDAY]))

    assert {day.weekday() for day in dates(planned)} == {THURSDAY}
    told = {mail.to for mail in mails(planned.school, "stage_rearranged")}
    assert {planned.mentor.user.email, planned.supervisor.user.email} <= told


def test_a_leer_werktraject_keeps_its_lessons_and_its_size(school, mentor, clock):
    made = traject(school, mentor)
    with for_school(school):
        wanted = {name: getattr(made.placement, name) for name in ARRANGED}
        with pytest.raises(MoveRefused, match="In elke schoolweek hoort les op school"):
            save(made.placement, by=mentor, note=WHY, reason=WHY, **wanted | {"weekdays": [0, 1, 2, 3, 4]})
        made.placement.refresh_from_db()
        assert made.placement.weekdays == [1, 2, 3]
        save(made.placement, by=mentor, note=WHY, reason=WHY, **wanted | {"weekdays": [0, 1, 2]})
    assert {day.weekday() for day in dates(made)} == {0, 1, 2}
