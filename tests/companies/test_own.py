"""The company's own page: one for all schools, and no school learns of another."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from companies.models import Company, CompanyContact, ProfileProposal, StandIn
from core.models import OutgoingMail
from core.moves import MoveRefused
from core.tenancy import for_school
from schools.enums import Purpose, Role
from schools.letters import token_of
from tests.conftest import StrictClient
from tests.factories import (
    CompanyFactory,
    ContactFactory,
    InvitationFactory,
    LetterFactory,
    MembershipFactory,
    PlacementFactory,
    SchoolFactory,
    StudentFactory,
    UserFactory,
)
from tests.schools.test_entry import come_in

pytestmark = pytest.mark.django_db
PAGE = "/mijn-bedrijf/"


def days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


@pytest.fixture
def anna():
    """The contact of one company at two schools, under its own name at each."""
    user, found = UserFactory(name="Anna Smit", email="anna@smit.example"), []
    for name in ("De Eik", "De Linde"):
        school = SchoolFactory(name=name)
        member = MembershipFactory(school=school, user=user, role=Role.SUPERVISOR)
        company = CompanyFactory(school=school, name="Bakkerij Smit", clothing="Jas")
        found.append(ContactFactory(school=school, company=company, member=member))
    return found


@pytest.fixture
def browser(anna):
    """Anna, with the letter of her first school."""
    browser = StrictClient()
    come_in(browser, LetterFactory(school=anna[0].school, member=anna[0].member))
    return browser


def address(name, contact):
    return reverse(f"companies:{name}", args=[contact.school.slug, contact.company.pk])


def keys(*contacts):
    return {"places": [f"{one.school_id}-{one.company_id}" for one in contacts]}


def at(contact, read):
    with for_school(contact.school):
        return read()


def company_of(contact):
    return at(contact, lambda: Company.objects.get(pk=contact.company_id))


PROFILE = {
    "sector": "Techniek", "postcode": "8332 AA", "city": "Steenwijk", "phone": "0521 555 100",
    "description": "Wij maken auto's. Je leert banden wisselen.", "tasks": "Banden wisselen\nOpruimen",
}  # fmt: skip


def test_one_page_shows_what_each_school_knows_and_who_comes(browser, anna):
    names = []
    for contact in anna:
        student = StudentFactory(school=contact.school)
        PlacementFactory(school=contact.school, student=student, company=contact.company, supervisor=contact)
        InvitationFactory(school=contact.school, company=contact.company, contact=contact, state="no",
                          answered_at=timezone.now())  # fmt: skip
        names.append(student.name)

    page = browser.get(PAGE).text

    assert all(words in page for words in ("De Eik", "De Linde", *names, "deze keer niet"))


def test_the_question_leads_to_the_page_by_a_mail_to_the_known_address_only(client, anna):
    invitation = InvitationFactory(school=anna[0].school, company=anna[0].company, contact=anna[0], state="yes")
    letter = LetterFactory(
        school=anna[0].school, member=anna[0].member, purpose=Purpose.AVAILABILITY, about=invitation.pk
    )
    with for_school(anna[0].school):
        own = reverse("groups:availability_own_page", args=[anna[0].school.slug, token_of(letter)])
    shown = [client.post(own, follow=True).text for _twice in range(2)]

    mails = at(anna[0], lambda: list(OutgoingMail.objects.values_list("to", flat=True)))
    assert mails == ["anna@smit.example"]
    assert "gemaild naar a•••@smit.example" in shown[0]
    assert client.get(PAGE).status_code == 302


def test_nobody_else_has_this_page(client, coordinator, sign_in):
    assert client.get(PAGE).status_code == 302
    assert sign_in(coordinator).get(PAGE).status_code == 404


def test_a_profile_is_a_proposal_to_each_ticked_school_and_changes_nothing(browser, anna):
    browser.post(address("own_profile", anna[0]), PROFILE | {"clothing": "Schort"} | keys(*anna))

    for contact in anna:
        assert company_of(contact).clothing == "Jas"
        rows = at(contact, lambda: list(ProfileProposal.objects.values_list("field", "old", "new", "state")))
        assert rows == [("clothing", "Jas", "Schort", "open")]
    assert "wacht op school" in browser.get(PAGE).text


def test_a_school_that_was_not_ticked_hears_nothing(browser, anna):
    browser.post(address("own_profile", anna[0]), PROFILE | {"clothing": "Schort"} | keys(anna[0]))

    assert at(anna[0], ProfileProposal.objects.count) == 1
    assert at(anna[1], ProfileProposal.objects.count) == 0


def test_a_key_of_somebody_else_is_refused(browser, anna):
    other = CompanyFactory(school=anna[1].school)

    typed = {"until": days(9), "places": [f"{other.school_id}-{other.pk}"]}
    answer = browser.post(address("own_pause", anna[0]), typed)

    assert answer.status_code == 422
    assert at(anna[1], lambda: Company.objects.get(pk=other.pk).paused_until) is None


def test_a_wish_makes_room_for_a_newer_one_and_goes_when_it_is_what_stands_there(browser, anna):
    for clothing in ("Schort", "Overall", "Jas"):
        browser.post(address("own_profile", anna[0]), PROFILE | {"clothing": clothing} | keys(anna[0]))

    rows = at(anna[0], lambda: list(ProfileProposal.objects.order_by("pk").values_list("new", "state")))
    assert rows == [("Schort", "withdrawn"), ("Overall", "withdrawn")]


@pytest.fixture
def wish(anna):
    def made(**more):
        with for_school(anna[0].school):
            details = {"field": "clothing", "old": "Jas", "new": "Schort", "proposed_by": anna[0].member}
            return ProfileProposal.objects.create(company=anna[0].company, **details | more)

    return made


@pytest.fixture
def decider(anna, sign_in):
    return sign_in(MembershipFactory(school=anna[0].school, role=Role.COORDINATOR))


def test_the_coordinator_takes_over_one_and_leaves_another_with_a_reason(anna, wish, decider, browser):
    good, bad = wish(), wish(field="min_age", old="", new="18")
    home = decider.get(reverse("school_home", args=[anna[0].school.slug])).text
    page = decider.get(reverse("companies:proposals", args=[anna[0].school.slug])).text
    decide = [reverse("companies:proposal", args=[anna[0].school.slug, one.pk]) for one in (good, bad)]
    decider.post(decide[0], {"overnemen": "ja", "seen": "Jas"})
    silent = decider.post(decide[1], {"weigeren": "ja"})
    decider.post(decide[1], {"weigeren": "ja", "reason": "Onze leerlingen zijn 15."})

    company = company_of(anna[0])
    assert "voorstellen van bedrijven" in home
    assert all(words in page for words in ("Jas", "Schort"))
    assert silent.status_code == 422
    assert (company.clothing, company.min_age) == ("Schort", None)
    assert "Onze leerlingen zijn 15." in browser.get(PAGE).text


def test_what_changed_meanwhile_is_not_overwritten_unseen(anna, wish, decider):
    made = wish()
    with for_school(anna[0].school):
        Company.objects.filter(pk=anna[0].company_id).update(clothing="Trui")
    page = reverse("companies:proposal", args=[anna[0].school.slug, made.pk])
    unseen = decider.post(page, {"overnemen": "ja", "seen": "Jas"})
    kept = company_of(anna[0]).clothing
    decider.post(page, {"overnemen": "ja", "seen": "Trui"})

    assert (unseen.status_code, "intussen veranderd" in unseen.text, kept) == (422, True, "Trui")
    assert company_of(anna[0]).clothing == "Schort"


def test_a_proposal_that_was_decided_is_decided(anna, wish):
    made = wish()
    with for_school(anna[0].school):
        made.refuse(by=anna[0].member, note="Nee.")
        with pytest.raises(MoveRefused):
            made.accept(by=anna[0].member, seen="Jas")


def test_the_database_knows_what_a_proposal_is(anna, wish):
    made = wish()
    with for_school(anna[0].school):
        for wrong in ({"new": "Jas"}, {"state": "refused"}, {"state": "accepted"}, {"field": "notes"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                ProfileProposal.objects.filter(pk=made.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        wish(new="Overall")


def test_an_address_that_another_row_has_is_refused_in_words(anna, wish, decider):
    CompanyFactory(school=anna[0].school, name="Bakkerij Smit", postcode="8331 AB")
    made = wish(field="postcode", old="8332 AA", new="8331 AB")

    answer = decider.post(
        reverse("companies:proposal", args=[anna[0].school.slug, made.pk]), {"overnemen": "ja", "seen": "8332 AA"}
    )

    assert (answer.status_code, "Er staat al een bedrijf" in answer.text) == (422, True)


def test_a_pause_counts_for_the_ticked_schools_and_can_be_ended(browser, anna):
    browser.post(address("own_pause", anna[0]), {"until": days(30)} | keys(*anna))
    both = [company_of(one).paused_until for one in anna]
    browser.post(address("own_pause", anna[0]), {"until": ""} | keys(anna[1]))

    assert both == [days(30), days(30)]
    assert [company_of(one).paused_until for one in anna] == [days(30), None]


def test_a_pause_in_the_past_is_refused(browser, anna):
    answer = browser.post(address("own_pause", anna[0]), {"until": days(-1)} | keys(*anna))

    assert (answer.status_code, "al voorbij" in answer.text) == (422, True)


def test_a_stand_in_counts_at_every_ticked_school(browser, anna):
    typed = {"name": "Ben", "email": "ben@smit.example", "since": days(0), "until": days(5)}
    answer = browser.post(address("own_stand_in", anna[0]), typed | keys(*anna))

    assert answer.status_code == 302
    assert [at(one, StandIn.objects.count) for one in anna] == [1, 1]
    assert "Ben, t/m" in browser.get(PAGE).text


def test_never_mail_is_dated_seen_by_the_school_and_can_be_taken_back(browser, anna, decider):
    def since():
        return [at(one, lambda one=one: CompanyContact.objects.get(pk=one.pk).no_mail_since) for one in anna]

    browser.post(address("own_mail", anna[0]), keys(anna[0]))
    first, page = since(), reverse("companies:company", args=[anna[0].school.slug, anna[0].company_id])
    seen = "wil geen vragen per mail" in decider.get(page).text
    browser.post(address("own_mail", anna[0]), keys(anna[0]))

    assert (first, seen) == ([days(0), None], True)
    assert since() == [None, None]


def test_what_we_know_is_right_with_one_click(browser, anna):
    browser.post(address("own_check", anna[1]))

    assert [company_of(one).checked_on for one in anna] == [None, days(0)]


def test_a_company_becomes_a_friend_and_stops_by_itself(browser, anna):
    browser.post(address("own_friend", anna[0]), keys(anna[0]))
    first = company_of(anna[0])
    browser.post(address("own_friend", anna[0]), keys(anna[0]))

    assert (first.friend_since, first.friend_agreed_by) == (days(0), "Anna Smit")
    assert company_of(anna[0]).friend_since is None


def test_who_left_the_company_has_nothing_there(browser, anna):
    with for_school(anna[0].school):
        CompanyContact.objects.filter(pk=anna[0].pk).update(is_first=False, until=days(-1))

    assert browser.get(address("own_profile", anna[0])).status_code == 404
    assert browser.post(address("own_pause", anna[0]), {"until": days(3)}).status_code == 404
    assert "niet meer bij een bedrijf" in browser.get(PAGE).text
