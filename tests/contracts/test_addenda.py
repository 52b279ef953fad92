"""A change of a signed contract: who signs it, when it holds, and that nothing is half done."""

import datetime
import io

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pypdf import PdfReader

from companies.contacts import end_contact
from contracts import addenda, signing
from contracts.making_addenda import make_addendum
from contracts.models import Addendum, Contract, ContractVersion, Signature
from core import files
from core.models import OutgoingMail
from core.moves import MoveRefused
from core.tenancy import for_school
from placements.enums import Presence
from placements.matching import place
from placements.models import PlacementTerm
from schools.models import Student
from stagebureau.tasks import turn_the_day
from tests.contracts.changing import (
    FRIDAY,
    MARCH,
    THURSDAY,
    WEDNESDAY,
    at,
    begun,
    clock,
    contact_at,
    dates,
    fresh,
    made,
    scene,
    sign_all,
    signed,
)
from tests.factories import GroupStudentFactory, GuardianshipFactory, MembershipFactory, StudentFactory

__all__ = ["clock", "scene"]


def signers(version):
    return [(one.role, one.name) for one in version.signatories.for_list()]


def test_with_the_last_signature_the_day_moves_from_its_date_on(school, scene, clock):
    before = dates(scene)
    change, version = made(scene, weekdays=[WEDNESDAY])
    with for_school(school):
        sign_all(version, but=["company"])
    assert dates(scene) == before
    with for_school(school):
        sign_all(version)

        known = Addendum.objects.select_related("term").get(pk=change.pk)
        assert (known.state, known.term.from_date, known.why_not) == ("applied", MARCH, "")
        assert Contract.objects.get(pk=scene.contract.pk).state == "complete"
    assert {day.weekday() for day in dates(scene) if day < MARCH} == {THURSDAY}
    assert {day.weekday() for day in dates(scene) if day >= MARCH} == {WEDNESDAY}
    assert fresh(scene).weekdays == [THURSDAY]
    clock.move_to(at(3, 1))
    turn_the_day()
    assert fresh(scene).weekdays == [WEDNESDAY]


def test_the_paper_shows_old_and_new_and_its_signers_in_three_copies(school, scene):
    wanted = {"weekdays": [WEDNESDAY], "starts_at": datetime.time(9), "clause": "Youssef brengt lunch mee."}
    _change, version = made(scene, **wanted)
    with for_school(school):
        pages = PdfReader(io.BytesIO(files.read(version.file))).pages
        text = " ".join(" ".join(page.extract_text() for page in pages).split())
        assert version.snapshot["addendum"]["rows"] == [
            {"what": "Stagedagen", "old": "donderdag", "new": "woensdag"},
            {"what": "Begin van de dag", "old": "08:30", "new": "09:00"},
            {"what": "Andere afspraak", "old": "", "new": "Youssef brengt lunch mee."},
        ]
    for words in (
        "Gaat in op 1 maart 2027", "donderdag", "woensdag", "Youssef brengt lunch mee.", "Fatima Amrani",
        "Exemplaar voor het stagebedrijf", "Exemplaar voor de ouders/verzorgers",
        "Exemplaar voor het dossier op school",
    ):  # fmt: skip
        assert words in text


def test_who_signed_the_contract_signs_and_who_comes_in_signs_too(school, scene):
    new = contact_at(scene, member__user__name="Bea Nieuw")
    GuardianshipFactory(school=school, student=scene.pupil, member__user__name="Karim Amrani")
    _change, version = made(scene, supervisor=new.pk)

    with for_school(school):
        found = signers(version)
        assert [role for role, _name in found] == ["director", "student", "guardian", "guardian", "company", "company"]
        assert {name for role, name in found if role == "guardian"} == {"Fatima Amrani", "Karim Amrani"}
        assert {name for role, name in found if role == "company"} == {"Bea Nieuw", scene.supervisor.user.name}


def test_the_one_who_signed_for_the_company_signs_also_when_somebody_else_guides_now(school, scene, clock):
    signed(scene, supervisor=contact_at(scene, member__user__name="Bea Nieuw").pk)
    clock.move_to(at(3, 2))
    turn_the_day()
    assert fresh(scene).supervisor.member.user.name == "Bea Nieuw"

    _change, version = made(scene, datetime.date(2027, 3, 8), weekdays=[WEDNESDAY])
    with for_school(school):
        assert [name for role, name in signers(version) if role == "company"] == [scene.supervisor.user.name]


def test_a_student_who_turned_18_signs_without_guardians(school, scene):
    with for_school(school):
        Student.objects.filter(pk=scene.pupil.pk).update(birth_date=datetime.date(2009, 2, 14))
    _change, version = made(scene, weekdays=[WEDNESDAY])

    with for_school(school):
        assert [role for role, _name in signers(version)] == ["director", "student", "company"]


def test_when_the_seat_is_gone_it_stays_signed_but_not_half_done_and_the_coordinator_hears(school, scene):
    change, version = made(scene, weekdays=[WEDNESDAY])
    other = StudentFactory(school=school, mentor=scene.mentor)
    GroupStudentFactory(school=school, group=scene.group, student=other)
    before = dates(scene)
    with for_school(school):
        taken = place(
            other, scene.invitation, by=scene.coordinator, mentor=scene.mentor, supervisor=scene.contact,
            weekdays=[WEDNESDAY], starts_on=scene.group.starts_on, ends_on=scene.group.ends_on,
        )  # fmt: skip
        sign_all(version)

        known = Addendum.objects.get(pk=change.pk)
        assert known.state == "agreed"
        assert "heeft geen plek op woensdag 3 maart" in known.why_not
        assert Signature.objects.filter(signatory__version=version).count() == 4
        assert not PlacementTerm.objects.exists()
        mail = OutgoingMail.objects.get(kind="contracts/mail/addendum_stuck")
        assert (mail.to, known.why_not in mail.text) == (scene.coordinator.user.email, True)
    assert dates(scene) == before

    with for_school(school):
        taken.taken_seats.update(released_at=datetime.datetime.now(datetime.UTC))
        taken.days.all().delete()
        assert addenda.hold(Addendum.objects.for_page().get(pk=change.pk), by=scene.coordinator)
        assert Addendum.objects.get(pk=change.pk).state == "applied"
    assert {day.weekday() for day in dates(scene) if day >= MARCH} == {WEDNESDAY}


def test_a_day_that_was_filled_in_meanwhile_asks_for_a_later_date(school, scene, clock):
    change, version = made(scene, weekdays=[WEDNESDAY])
    clock.move_to(at(3, 8))
    with for_school(school):
        scene.placement.days.filter(date=datetime.date(2027, 3, 4)).update(presence=Presence.PRESENT)
        sign_all(version)
        known = Addendum.objects.for_page().get(pk=change.pk)
        assert "Kies een ingangsdatum na donderdag 4 maart 2027." in known.why_not
        assert addenda.hold(known, by=scene.coordinator, from_date=datetime.date(2027, 3, 8))
        assert addenda.holds_since(Addendum.objects.select_related("term").get(pk=change.pk)).day == 8
    assert datetime.date(2027, 3, 4) in dates(scene)


def test_a_refusal_or_a_withdrawal_changes_nothing(school, scene):
    before = dates(scene)
    change, version = made(scene, weekdays=[WEDNESDAY])
    with for_school(school):
        director = version.signatories.for_list()[0]
        signing.refuse(director, by=director.member, note="Woensdag is er muziekles.")
        known = Addendum.objects.get(pk=change.pk)
        assert (known.state, known.why_not) == ("refused", "Woensdag is er muziekles.")

    again, version = made(scene, weekdays=[FRIDAY])
    assert again.number == 2
    with for_school(school):
        addenda.withdraw(Addendum.objects.get(pk=again.pk), by=scene.coordinator, note="Toch niet nodig.")
        version.refresh_from_db()
        assert (version.state, Addendum.objects.get(pk=again.pk).state) == ("void", "withdrawn")
        assert Contract.objects.get(pk=scene.contract.pk).state == "complete"
    assert dates(scene) == before


def test_changes_in_a_chain_each_know_what_held_before(school, scene):
    signed(scene, weekdays=[WEDNESDAY])
    later = signed(scene, datetime.date(2027, 3, 29), weekdays=[FRIDAY], allowance="€ 5 per dag")
    assert later.changes == {"weekdays": [[WEDNESDAY], [FRIDAY]], "allowance": ["", "€ 5 per dag"]}
    with for_school(school):
        last = begun(scene, datetime.date(2027, 4, 12), allowance="")
        assert last.changes == {"allowance": ["€ 5 per dag", ""]}
        assert [one.number for one in Addendum.objects.for_list()] == [1, 2, 3]
        assert [term.from_date.month for term in PlacementTerm.objects.after_the_first().for_list()] == [3, 3]


def test_a_change_of_words_only_asks_nothing_of_the_stage(school, scene):
    before = dates(scene)
    known = signed(scene, clause="Het bedrijf geeft schoenen.")
    assert (known.state, known.term, addenda.holds_since(known)) == ("applied", None, MARCH)
    assert dates(scene) == before


def test_who_is_to_guide_does_not_leave_the_company_meanwhile(school, scene):
    guide = contact_at(scene, member__user__name="Petra Bakker")
    signed(scene, supervisor=guide.pk)
    with for_school(school), pytest.raises(MoveRefused, match="Petra Bakker gaat Youssef Amrani begeleiden"):
        end_contact(guide)

    signed(scene, supervisor=scene.contact.pk)
    with for_school(school):
        end_contact(guide)
        assert guide.is_over


def test_a_longer_stage_is_a_change_too(school, scene):
    known = signed(scene, ends_on=datetime.date(2027, 5, 14))
    assert known.state == "applied"
    assert fresh(scene).ends_on == dates(scene)[-1] + datetime.timedelta(days=1) == datetime.date(2027, 5, 14)


def test_the_mentors_before_and_after_hear_what_holds(school, scene):
    new = MembershipFactory(school=school, user__name="Nieuwe Mentor")
    signed(scene, mentor=new.pk)
    with for_school(school):
        mails = OutgoingMail.objects.filter(kind="contracts/mail/addendum_holds")
        assert {mail.to for mail in mails} == {
            scene.mentor.user.email, new.user.email, scene.supervisor.user.email
        }  # fmt: skip
        assert "Begeleider van school" in mails.get(to=new.user.email).text


def test_who_guided_hears_a_change_that_holds_from_today_and_is_not_sent_to_a_page_of_another(school, scene):
    new = MembershipFactory(school=school, user__name="Nieuwe Mentor")
    guide = contact_at(scene, member__user__name="Petra Bakker")
    signed(scene, timezone.localdate(), mentor=new.pk, supervisor=guide.pk)
    with for_school(school):
        told = {one.to: one.text for one in OutgoingMail.objects.filter(kind="contracts/mail/addendum_holds")}
    before, after = (scene.mentor, scene.supervisor), (new, guide.member)
    assert set(told) == {one.user.email for one in (*before, *after)}
    assert not any("vindt u de stage op uw eigen pagina" in text for text in told.values())


def test_one_change_at_a_time_and_only_of_a_contract_that_is_whole(school, scene):
    begun(scene, weekdays=[WEDNESDAY])
    with pytest.raises(MoveRefused, match="al een wijziging in de maak"):
        begun(scene, weekdays=[FRIDAY])
    with for_school(school):
        Contract.objects.filter(pk=scene.contract.pk).update(state="signing")
    with pytest.raises(MoveRefused, match="als het contract volledig getekend is"):
        begun(scene, weekdays=[FRIDAY])


def test_printing_twice_is_once(school, scene):
    change, version = made(scene, weekdays=[WEDNESDAY])
    with for_school(school):
        assert make_addendum(change.pk, member_id=scene.coordinator.pk) == version
        assert ContractVersion.objects.filter(addendum=change).count() == 1


def test_what_cannot_be_is_not_printed(school, scene):
    known = begun(scene, datetime.date(2027, 2, 1), ends_on=datetime.date(2027, 2, 3))
    with for_school(school):
        with pytest.raises(MoveRefused, match="laatste dag is al geweest"):
            make_addendum(known.pk, member_id=scene.coordinator.pk)
        assert Addendum.objects.get(pk=known.pk).state == "draft"


@pytest.mark.parametrize(
    "row", [{"state": "refused"}, {"state": "withdrawn"}, {"state": "onbekend"}, {"reason": ""}]
)
def test_the_database_knows_how_a_change_may_stand(school, scene, row):
    known = begun(scene, weekdays=[WEDNESDAY])
    with for_school(school), pytest.raises(IntegrityError), transaction.atomic():
        Addendum.objects.filter(pk=known.pk).update(**row)


def test_what_the_law_forbids_is_not_printed_and_says_which_rule(school, scene):
    known = begun(scene, ends_at=datetime.time(20))
    with for_school(school):
        why, _warned = addenda.consequences(Addendum.objects.for_page().get(pk=known.pk), by=scene.coordinator)
        assert "19:00" in why
        with pytest.raises(MoveRefused, match="19:00"):
            make_addendum(known.pk, member_id=scene.coordinator.pk)


def test_a_change_that_became_unlawful_while_it_was_signed_waits(school, scene):
    with for_school(school):
        Student.objects.filter(pk=scene.pupil.pk).update(birth_date=datetime.date(2010, 2, 14))
    known, version = made(scene, ends_at=datetime.time(17))
    with for_school(school):
        Student.objects.filter(pk=scene.pupil.pk).update(birth_date=datetime.date(2011, 8, 14))
        sign_all(version)
        found = Addendum.objects.get(pk=known.pk)
    assert (found.state, "7 uur" in found.why_not) == ("agreed", True)
    assert fresh(scene).ends_at == datetime.time(15, 30)
