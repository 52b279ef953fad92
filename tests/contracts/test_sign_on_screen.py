"""Everybody signs on an own page, in turn, after showing who it is; what is kept is the evidence."""

import time

import pytest
from django.urls import reverse
from django.utils import timezone

from contracts import asking
from contracts.models import Contract, Signature
from core.tenancy import for_school
from schools.enums import Role
from tests.contracts.conftest import print_them
from tests.contracts.signers import STROKES, YES, fresh, mails, newest_version, page, rung, sign
from tests.factories import GuardianshipFactory, MembershipFactory, SchoolFactory

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36"


def everybody(stage, version):
    """[(who signs, the member)] in the order of the school."""
    roles = [("director", stage.director), ("student", stage.student), ("guardian", stage.guardian),
             ("company", stage.supervisor)]  # fmt: skip
    return [(rung(version, role), member) for role, member in roles]


def test_looking_at_the_page_signs_nothing(stage, version, sign_in):
    one = rung(version, "director")
    text = sign_in(stage.director).get(page(one)).text

    assert "Ik heb dit papier gelezen: Stageovereenkomst van Youssef el Amrani bij Garage Bakker, versie 1." in text
    assert "Ik teken namens" in text
    assert fresh(one).state == "waiting"


def test_all_sign_in_turn_and_the_contract_is_complete(stage, version, sign_in):
    for one, member in everybody(stage, version):
        answer = sign(sign_in(member), one, name=f"Getypt door {one.role}")
        assert answer.status_code == 302, answer.context["form"].errors

    with for_school(stage.school):
        assert Contract.objects.get(pk=version.contract_id).state == "complete"
        kept = list(Signature.objects.for_list().values_list("name", "method", "document_sha256"))
        same = version.file.sha256
    roles = ["director", "student", "guardian", "company"]
    assert kept == [(f"Getypt door {role}", "typed", same) for role in roles]


def test_the_evidence_tells_who_when_how_where_and_what_was_said(stage, version, sign_in):
    one = rung(version, "director")
    browser = sign_in(stage.director)
    browser.post(page(one), YES | {"drawing": STROKES}, headers={"user-agent": PHONE})

    kept = fresh(one).signature
    assert (kept.signed_by_id, kept.method, kept.proof, kept.drawing) == (
        stage.director.pk, "drawn", "second_step", STROKES,
    )  # fmt: skip
    assert (kept.ip, kept.device) == ("127.0.0.1", "Chrome op Android")
    assert kept.statement.startswith("Ik heb dit papier gelezen")


def test_who_is_not_in_turn_reads_who_comes_first_and_cannot_sign(stage, version, sign_in):
    one = rung(version, "guardian")
    browser = sign_in(stage.guardian)

    text = browser.get(page(one)).text
    assert "Eerst tekenen: de directeur (Anja de Groot), de leerling (Youssef el Amrani)." in text
    assert 'name="agree"' not in text
    refused = sign(browser, one)
    assert refused.status_code == 422
    assert "Eerst tekent Anja de Groot" in refused.text
    assert fresh(one).state == "waiting"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"agree": ""}, "Zet een vinkje"),
        ({"name": "  "}, "Typ uw naam"),
        ({"drawing": "M1 1"}, "te klein"),
        ({"drawing": '"><script>'}, "kwam niet goed over"),
        ({"drawing": "M1 1" + " L1 1" * 9000}, "kwam niet goed over"),
    ],
)
def test_a_form_that_is_not_right_says_why_and_keeps_what_was_typed(stage, version, sign_in, typed, said):
    one = rung(version, "director")
    answer = sign(sign_in(stage.director), one, **typed)

    assert (answer.status_code, fresh(one).state) == (422, "waiting")
    assert said in answer.text
    assert ("Een Naam" in answer.text) == ("name" not in typed)


def test_who_showed_long_ago_who_it_is_shows_it_again_first(stage, version, sign_in):
    one, browser = rung(version, "director"), sign_in(stage.director)
    session = browser.session
    for record in session["account_authentication_methods"]:
        record["at"] = time.time() - 3600
    session.save()
    answer = sign(browser, one)

    assert (answer.status_code, fresh(one).state) == (302, "waiting")
    assert browser.session["held"]["path"] == page(one)


def test_signing_twice_is_signing_once(stage, version, sign_in):
    one, browser = rung(version, "director"), sign_in(stage.director)
    for _twice in range(2):
        assert sign(browser, one).status_code == 302

    with for_school(stage.school):
        assert Signature.objects.count() == 1


def test_nobody_reaches_the_page_of_somebody_else(stage, version, sign_in):
    stranger = MembershipFactory(role=Role.DIRECTOR, school=SchoolFactory())
    other = GuardianshipFactory(school=stage.school).member
    seen = {
        one.role: [
            name for name, member in vars(stage).items()
            if isinstance(member, type(stage.director)) and sign_in(member).get(page(one)).status_code == 200
        ]
        for one, _ in everybody(stage, version)
    }  # fmt: skip

    assert seen == {"director": ["director"], "student": ["student"], "guardian": ["guardian"],
                    "company": ["supervisor"]}  # fmt: skip
    for outsider in (stranger, other):
        assert {sign_in(outsider).get(page(one)).status_code for one, _ in everybody(stage, version)} == {404}
        assert {sign(sign_in(outsider), one).status_code for one, _ in everybody(stage, version)} == {404}


def test_somebody_who_follows_nothing_still_reads_and_signs_the_own_paper(stage, version, sign_in):
    with for_school(stage.school):
        stage.guardianship.sees_progress = False
        stage.guardianship.save()
    one = rung(version, "guardian")
    for earlier, member in everybody(stage, version)[:2]:
        sign(sign_in(member), earlier)
    browser = sign_in(stage.guardian)

    assert b"%PDF" in b"".join(browser.get(page(one, "sign_paper")).streaming_content)
    assert sign(browser, one).status_code == 302
    assert fresh(one).state == "signed"


def test_a_guardian_without_authority_any_more_does_not_sign(stage, version, sign_in):
    with for_school(stage.school):
        stage.guardianship.has_authority = False
        stage.guardianship.save()

    assert sign_in(stage.guardian).get(page(rung(version, "guardian"))).status_code == 404


def test_everybody_chooses_paper_or_screen_and_may_change_that(stage, version, sign_in):
    one, browser = rung(version, "guardian"), sign_in(stage.guardian)
    for route, text in (("paper", "U tekent op papier"), ("screen", "U mag ook op papier tekenen")):
        browser.post(page(one, "choose"), {"route": route})
        assert fresh(one).route == route
        assert text in browser.get(page(one)).text
    browser.post(page(one, "choose"), {"route": "postduif"})
    assert fresh(one).route == "screen"


def test_a_deputy_of_the_director_signs_in_the_name_of_the_director(stage, version, sign_in):
    today = timezone.localdate()
    deputy = MembershipFactory(
        role=Role.DIRECTOR, school=stage.school, deputy_for=stage.director, since=today, until=today
    )
    one = rung(version, "director")
    sign(sign_in(deputy), one, name="Piet Plaats")

    kept = fresh(one).signature
    assert (kept.name, kept.signed_by_id) == ("Piet Plaats, namens Anja de Groot", deputy.pk)


def test_the_contract_page_shows_everybody_the_ladder_and_staff_the_evidence(stage, version, sign_in):
    sign(sign_in(stage.director), rung(version, "director"), name="Anja de Groot")
    url = reverse("contracts:contract", args=[stage.school.slug, stage.placement.pk])
    for name in ("coordinator", "mentor", "director", "student", "guardian", "supervisor"):
        text = sign_in(getattr(stage, name)).get(url).text
        assert "Is nu aan de beurt" in text
        assert ("naam getypt op het scherm" in text) == (name in ("coordinator", "mentor", "director"))


def test_who_signs_on_the_screen_is_not_told_that_the_paper_comes_along(stage, version, sign_in):
    url = reverse("contracts:contract", args=[stage.school.slug, stage.placement.pk])
    assert "U krijgt bericht als u aan de beurt bent" in sign_in(stage.guardian).get(url).text
    for role in ("director", "student"):
        sign(sign_in(getattr(stage, role)), rung(version, role))
    assert "U kunt nu tekenen, op het scherm of op papier" in sign_in(stage.guardian).get(url).text
    sign_in(stage.guardian).post(page(rung(version, "guardian"), "choose"), {"route": "paper"})
    assert "krijgt het contract op papier mee" in sign_in(stage.guardian).get(url).text


def test_asking_twice_mails_once(stage, version):
    with for_school(stage.school):
        for _twice in range(2):
            asking.ask_next(version, by=None)

    assert [mail.to for mail in mails(stage.school, "ask_director")] == [stage.director.user.email]


def test_with_a_shielded_address_a_guardian_reads_no_name_of_another_one(stage, checked, sign_in):
    other = GuardianshipFactory(
        school=stage.school, student=stage.placement.student, is_address_shielded=True,
        member__user__name="Omar Benali",
    ).member  # fmt: skip
    print_them(stage.coordinator, checked)
    one = rung(newest_version(checked), "guardian")
    assert other.user.name not in sign_in(stage.guardian).get(page(one)).text
    assert other.user.name in sign_in(stage.student).get(page(rung(newest_version(checked), "student"))).text
