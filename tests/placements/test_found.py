"""A student found a place: told in small steps, checked by school; a yes becomes company, question and request."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from companies.models import Company, Recognition
from core.models import AuditEntry, OutgoingMail
from core.moves import MoveRefused
from core.tenancy import for_school
from groups.models import Group, Invitation, StageKind
from placements import finding
from placements.models import FoundPlace, PlacementRequest
from tests.factories import CompanyFactory, ContactFactory, GuardianshipFactory, give_seats
from tests.placements.scene import choosing_group, offering, taking_part, wishing
from tests.queries import count_queries

ANSWERS = [
    {"name": "Garage Veld"},
    {"street": "Dorpsstraat 3", "postcode": "8331ab", "city": "Steenwijk"},
    {"tasks": "Banden wisselen"},
    {"why": "Mijn oom werkt daar."},
    {"guide": "Henk Veld", "phone": "0521-555777", "email": "henk@veld.example"},
    {"weekdays": ["3", "4"]},
]
TOLD = {
    "name": "Garage Veld", "street": "Dorpsstraat 3", "postcode": "8331 AB", "city": "Steenwijk", "tasks": "Banden",
    "why": "Mijn oom werkt daar.", "guide": "Henk Veld", "phone": "0521-555777", "email": "henk@veld.example",
    "weekdays": [3, 4],
}  # fmt: skip


def page(thing, name, *args):
    return reverse(f"placements:{name}", args=[thing.school.slug, *args])


def found_by(student, group, state="posted", **facts):
    facts = TOLD | {"group": group, "student": student, "state": state} | facts
    with for_school(group.school):
        return FoundPlace.objects.create(school=group.school, **facts)


@pytest.fixture
def browser(student, sign_in):
    return sign_in(student.member)


# ---- the student


def test_six_questions_and_a_last_look_send_it_to_school(group, student, browser):
    answer = browser.post(page(group, "found_new"), ANSWERS[0], follow=True)
    for words in ANSWERS[1:]:
        answer = browser.post(answer.request["PATH_INFO"], words, follow=True)
    assert "Klopt het zo?" in answer.text
    answer = browser.post(answer.request["PATH_INFO"], follow=True)

    assert "School kijkt ernaar" in answer.text
    with for_school(group.school):
        found = FoundPlace.objects.get()
        assert (found.state, found.postcode, found.weekdays) == ("posted", "8331 AB", [3, 4])
        assert [one.action for one in AuditEntry.objects.about(found)] == ["post"]


def test_what_was_filled_in_is_kept_and_taken_up_where_it_was_left(group, student, browser):
    browser.post(page(group, "found_new"), ANSWERS[0])
    with for_school(group.school):
        draft = FoundPlace.objects.get()
    browser.post(page(group, "found_step", draft.pk, 2), ANSWERS[1])

    again = browser.get(page(group, "found_place", draft.pk))

    assert again.url == page(group, "found_step", draft.pk, 3)
    assert "Garage Veld" in browser.get(page(group, "found_step", draft.pk, 1)).text
    early = browser.post(page(group, "found_step", draft.pk, 7))
    assert early.status_code == 422
    assert "Er mist nog iets." in early.text
    assert browser.get(page(group, "found_new")).url == page(group, "found_place", draft.pk)


@pytest.mark.parametrize(
    ("step", "words", "said"),
    [
        (2, {"postcode": "83", "city": "Steenwijk"}, "Een postcode is zo: 8331 AB."),
        (2, {"postcode": "8331", "city": "Steenwijk"}, "Een postcode is zo: 8331 AB."),
        (5, {"guide": "Henk"}, "Vul een telefoon of een mail in."),
        (5, {"guide": "Henk", "email": "henk"}, "Dit adres klopt niet."),
        (6, {"weekdays": []}, "Kies minstens één dag."),
        (6, {"weekdays": ["0"]}, "Selecteer een geldige keuze"),
        (3, {"tasks": " "}, "Schrijf één zin."),
    ],
)
def test_each_question_says_what_is_wrong(group, student, browser, step, words, said):
    draft = found_by(student, group, state="draft")

    answer = browser.post(page(group, "found_step", draft.pk, step), words)

    assert answer.status_code == 422
    assert said in answer.text


def test_the_own_address_is_no_address_of_a_guide(group, student, browser):
    draft = found_by(student, group, state="draft")
    own = {"guide": "Henk", "email": student.member.user.email.upper()}

    assert "Dit is jouw adres." in browser.post(page(group, "found_step", draft.pk, 5), own).text


def test_who_is_too_young_or_has_three_wishes_reads_why(group, student, browser):
    for rank in (1, 2, 3):
        wishing(student, offering(group), rank=rank)
    assert "Je hebt al 3 aanvragen." in browser.get(page(group, "found_new")).text
    with for_school(group.school):
        StageKind.objects.filter(pk=group.kind_id).update(min_age=18)
        young = finding.why_not_find(Group.objects.get(pk=group.pk), student)
    assert "Je moet 18 zijn op 1 februari 2027." in young
    assert "Je moet 18 zijn" in browser.post(page(group, "found_new"), ANSWERS[0]).text


def test_one_at_a_time_and_taken_back_it_is_free_again(group, student, browser):
    sent = found_by(student, group)
    with for_school(group.school), pytest.raises(IntegrityError), transaction.atomic():
        FoundPlace.objects.create(school=group.school, group=group, student=student, **TOLD)
    assert "al verstuurd" in browser.post(page(group, "found_new"), {"name": "Anders"}).text

    browser.post(page(group, "found_withdraw", sent.pk))
    browser.post(page(group, "found_new"), {"name": "Anders"})

    with for_school(group.school):
        assert sorted(FoundPlace.objects.values_list("name", "state")) == [
            ("Anders", "draft"), ("Garage Veld", "withdrawn"),
        ]  # fmt: skip


def test_nobody_else_sees_it(group, student, sign_in):
    sent, draft = found_by(student, group), found_by(taking_part(group), group, state="draft")
    classmate = taking_part(group)

    assert sign_in(classmate.member).get(page(group, "found_place", sent.pk)).status_code == 404
    assert sign_in(classmate.mentor).get(page(group, "found_place", sent.pk)).status_code == 404
    assert sign_in(student.mentor).get(page(group, "found_place", sent.pk)).status_code == 200
    assert sign_in(group.coordinator).get(page(group, "found_place", draft.pk)).status_code == 404


# ---- school


def test_a_yes_to_a_new_company_makes_company_contact_question_and_request(group, student, sign_in, at_once):
    sent = found_by(student, group)
    browser = sign_in(group.coordinator)
    assert "Kijk dit na" in browser.get(page(group, "found_place", sent.pk)).text

    data = {"company": "nieuw", "sector": "Techniek", "kvk": "1234 5678", "email": "henk@veld.example"}
    answer = browser.post(page(group, "found_accept", sent.pk), data, follow=True)

    assert "Het bedrijf krijgt de vraag welke dagen kunnen." in answer.text
    with for_school(group.school):
        company = Company.objects.get(name="Garage Veld")
        invitation, wish = Invitation.objects.get(company=company), PlacementRequest.objects.get()
        contact = invitation.contact
        assert (company.kvk, company.postcode, company.sector) == ("12345678", "8331 AB", "Techniek")
        assert (contact.member.user.name, contact.is_first, contact.member.role) == ("Henk Veld", True, "supervisor")
        assert (invitation.state, invitation.is_shared, invitation.group) == ("asked", False, group)
        assert (wish.state, wish.student, wish.why) == ("submitted", student, "Mijn oom werkt daar.")
        assert (wish.is_self_found, wish.rank, bool(wish.submitted_at)) == (True, 1, True)
        mails = dict(OutgoingMail.objects.values_list("to", "kind"))
        assert mails["henk@veld.example"] == "groups/mail/ask_availability"
        assert mails[student.member.user.email] == "placements/mail/found_answer"
        assert [one.action for one in AuditEntry.objects.about(sent)] == ["accept"]


def test_a_known_company_is_offered_and_is_not_made_again(group, student, sign_in):
    known = offering(group, company=CompanyFactory(school=group.school, name="Garage Velt", postcode="8331 AB"))
    sent = found_by(student, group)
    browser = sign_in(group.coordinator)
    assert "Dit is hetzelfde bedrijf: Garage Velt" in browser.get(page(group, "found_accept", sent.pk)).text

    browser.post(page(group, "found_accept", sent.pk), {"company": known.company_id, "email": "henk@veld.example"})

    with for_school(group.school):
        assert Company.objects.count() == 1
        wish = PlacementRequest.objects.get()
        assert (wish.invitation_id, wish.invitation.is_shared) == (known.pk, True)
        assert known.company.contacts.count() == 2
        assert known.company.contacts.get(is_first=True) == known.contact


def test_only_the_finder_sees_the_company_until_school_shares_it(group, student, sign_in, browser):
    sent, other = found_by(student, group), taking_part(group)
    with for_school(group.school):
        invitation = finding.accept(sent, by=group.coordinator, sector="Techniek", email="henk@veld.example")
    give_seats(invitation)
    others = sign_in(other.member)

    assert "Garage Veld" not in others.get(page(group, "choose")).text
    assert others.get(page(group, "offer", invitation.pk)).status_code == 404
    assert "Garage Veld" in browser.get(page(group, "choose")).text
    sign_in(group.coordinator).post(page(group, "found_share", sent.pk))
    assert "Garage Veld" in others.get(page(group, "choose")).text


def test_without_an_address_the_coordinator_calls(group, student, sign_in):
    sent = found_by(student, group, email="")

    answer = sign_in(group.coordinator).post(
        page(group, "found_accept", sent.pk), {"company": "nieuw", "sector": "Techniek"}, follow=True
    )

    assert "Bel nu het bedrijf en vul de dagen in." in answer.text
    with for_school(group.school):
        assert Invitation.objects.get().state == "new"
        assert PlacementRequest.objects.get().is_self_found


def test_a_stage_that_asks_recognition_needs_it(group, student, sign_in):
    with for_school(group.school):
        StageKind.objects.filter(pk=group.kind_id).update(needs_recognition=True)
    sent = found_by(student, group)
    browser, url = sign_in(group.coordinator), page(group, "found_accept", sent.pk)
    data = {"company": "nieuw", "sector": "Techniek", "email": "henk@veld.example"}

    for late in ({}, {"sbb_id": "100", "recognised_until": "2027-04-22"}):
        answer = browser.post(url, data | late)
        assert answer.status_code == 422
        assert "Vul de erkenning in, geldig tot en met 23 april 2027." in answer.text
        with for_school(group.school):
            assert not Company.objects.exists()
    browser.post(url, data | {"sbb_id": "100", "recognised_until": "2027-04-23"})

    with for_school(group.school):
        assert Recognition.objects.get().valid_until == datetime.date(2027, 4, 23)
        assert FoundPlace.objects.get().state == "accepted"


def test_the_address_of_a_family_is_refused(group, student, sign_in):
    guardian = GuardianshipFactory(school=group.school, student=student).member.user.email
    sent = found_by(student, group)

    data = {"company": "nieuw", "sector": "Techniek", "email": guardian}
    answer = sign_in(group.coordinator).post(page(group, "found_accept", sent.pk), data)

    assert "Dit e-mailadres is van een leerling of ouder." in answer.text
    with for_school(group.school):
        assert not Company.objects.exists()


def test_two_coordinators_cannot_both_say_yes(group, student, sign_in):
    sent = found_by(student, group)
    facts = {"by": group.coordinator, "sector": "Techniek", "email": "henk@veld.example"}
    with for_school(group.school):
        finding.accept(sent, **facts)
        with pytest.raises(MoveRefused, match="intussen al beantwoord"):
            finding.accept(sent, **facts)
        assert Company.objects.count() == 1
    assert "intussen al beantwoord" in sign_in(group.coordinator).get(
        page(group, "found_accept", sent.pk), follow=True
    ).text


def test_a_full_list_of_wishes_or_the_same_company_twice_is_said(group, student):
    known = offering(group)
    wishing(student, known)
    sent = found_by(student, group)
    with for_school(group.school):
        with pytest.raises(MoveRefused, match="vroeg dit bedrijf al"):
            finding.accept(sent, by=group.coordinator, company=known.company, email="henk@veld.example")
        for rank in (2, 3):
            wishing(student, offering(group), rank=rank)
        with pytest.raises(MoveRefused, match="heeft al 3 aanvragen"):
            finding.accept(sent, by=group.coordinator, sector="x", email="henk@veld.example")


def test_a_no_is_kind_and_has_a_next_step(group, student, sign_in, browser):
    sent = found_by(student, group)
    school_side, url = sign_in(group.coordinator), page(group, "found_refuse", sent.pk)
    assert f"Hoi {student.first_name}, goed dat je zelf zocht!" in school_side.get(url, {"reden": "distance"}).text
    assert school_side.post(url, {"reason": "distance", "text": " "}).status_code == 422
    school_side.post(url, {"reason": "distance", "text": "Goed gezocht! Het is wel ver."})

    text = browser.get(page(group, "found_place", sent.pk)).text

    assert "Het is wel ver." in text
    assert "Vertel over een andere plek" in text
    with for_school(group.school):
        assert "Het is wel ver." in OutgoingMail.objects.get().text
        assert [one.action for one in AuditEntry.objects.about(sent)] == ["refuse"]
    assert browser.get(page(group, "found_new")).status_code == 200


@pytest.mark.parametrize("rows", [1, 6])
def test_the_list_of_school_asks_the_same_number_of_queries(group, sign_in, rows):
    for _ in range(rows):
        found_by(taking_part(group), group)

    assert count_queries(sign_in(group.coordinator), page(group, "found_places")) == 4


@pytest.mark.parametrize("rows", [1, 6])
def test_comparing_with_many_companies_asks_the_same_number_of_queries(group, student, sign_in, rows):
    for _ in range(rows):
        ContactFactory(school=group.school)

    assert count_queries(sign_in(group.coordinator), page(group, "found_accept", found_by(student, group).pk)) == 9


def test_a_group_that_is_not_open_takes_none(school, sign_in):
    group = choosing_group(school)
    student = taking_part(group)
    with for_school(school):
        Group.objects.filter(pk=group.pk).update(state="running")

    text = sign_in(student.member).get(page(group, "found_new")).text

    assert "Je kunt nu geen bedrijf doorgeven." in text
