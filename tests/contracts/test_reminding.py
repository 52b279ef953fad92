"""Reminders by school day, the letter on paper, and somebody else who signs."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from contracts import reminding, signing, standing_in, tasks
from contracts.enums import Method, Proof
from contracts.letters import letter_of
from contracts.models import ContractVersion, Signatory
from core import files
from core.models import AuditEntry, Job, OutgoingMail
from core.moves import MoveRefused
from core.tenancy import for_school
from placements.attendance import plan_days
from placements.gate import NOT_YET
from placements.models import Placement
from schools.enums import Role
from schools.models import ClosedDays, Membership
from tests.contracts.conftest import print_them
from tests.factories import ContactFactory, GuardianshipFactory, MembershipFactory
from tests.queries import count_queries

ZONE = timezone.get_default_timezone()


def moment(day, hour=10):
    """An hour of a day in January 2027; the 11th is a Monday."""
    return datetime.datetime(2027, 1, day, hour, tzinfo=ZONE)


@pytest.fixture
def version(checked, stage):
    """Printed on Monday 11 January 2027."""
    with time_machine.travel(moment(11), tick=False):
        print_them(stage.coordinator, checked)
        with for_school(stage.school):
            return ContractVersion.objects.get()


def on(day, hour=10):
    """The worker looks around at this moment."""
    with time_machine.travel(moment(day, hour), tick=False):
        tasks.watch_the_papers()


def mails(stage, *words):
    """[(to, title)] of the mails about what is to do."""
    with for_school(stage.school):
        found = OutgoingMail.objects.filter(kind="contracts/mail/to_do").order_by("pk")
        return [(one.to, one.subject) for one in found if not words or any(word in one.key for word in words)]


def sign(version, *roles):
    for one in version.signatories.for_list():
        if one.role in roles:
            signing.sign(
                one, by=one.member, method=Method.TYPED, proof=Proof.LOGIN, name=one.name, statement="Ik ga akkoord.",
                in_order=False,
            )  # fmt: skip


def at(name, stage, *args):
    return reverse(f"contracts:{name}", args=[stage.school.slug, *args])


def test_only_whose_turn_it_is_is_reminded_after_three_school_days(version, stage):
    on(13)
    assert mails(stage) == []
    on(14)
    assert mails(stage) == [(stage.director.user.email, "Er wachten contracten op uw handtekening")]


def test_who_became_director_is_reminded_when_the_one_before_left(version, stage):
    with for_school(stage.school):
        Membership.objects.filter(pk=stage.director.pk).update(until=datetime.date(2027, 1, 12))
        new = MembershipFactory(school=stage.school, role=Role.DIRECTOR)
    on(14)
    assert mails(stage) == [(new.user.email, "Er wachten contracten op uw handtekening")]


def test_not_again_within_three_school_days_and_not_twice_on_one_day(version, stage):
    for day, number in ((14, 1), (14, 1), (15, 1), (18, 1), (19, 2)):
        on(day)
        on(day, 15)
        assert len(mails(stage)) == number, day


def test_no_mail_at_night_in_the_weekend_or_in_a_holiday(version, stage):
    with for_school(stage.school):
        ClosedDays.objects.create(
            kind="holiday", name="Ijsvrij", starts_on=datetime.date(2027, 1, 13), ends_on=datetime.date(2027, 1, 15)
        )
    on(14)
    on(16)
    on(17)
    on(19, 3)
    assert mails(stage) == []
    on(19)
    assert len(mails(stage)) == 1


def test_after_an_outage_one_mail_leaves_and_not_all_that_were_missed(version, stage):
    on(29)
    on(29, 11)
    assert len(mails(stage)) == 1


def test_after_three_mails_the_mentor_is_asked_to_call_once(version, stage):
    for day in range(14, 32):
        on(day)
    on(31)
    assert len(mails(stage, "contracts-reminder")) == 3
    assert mails(stage, "contract-silent") == [
        (stage.mentor.user.email, "Anja de Groot reageert niet op onze mails")
    ]


def test_who_signed_is_left_alone_and_the_next_hears(version, stage):
    with for_school(stage.school), time_machine.travel(moment(11), tick=False):
        sign(version, "director", "student")
    on(14)
    assert mails(stage) == [(stage.guardian.user.email, "Tekent u het stagecontract van Youssef nog?")]


def test_each_guardian_hears_through_the_own_link(stage, checked):
    second = GuardianshipFactory(student=stage.placement.student, member__user__name="Omar", school=stage.school)
    with time_machine.travel(moment(11), tick=False):
        print_them(stage.coordinator, checked)
        with for_school(stage.school):
            version = ContractVersion.objects.get()
            sign(version, "director", "student")
    on(14)
    assert {to for to, _title in mails(stage)} == {stage.guardian.user.email, second.member.user.email}
    with for_school(stage.school):
        texts = OutgoingMail.objects.filter(kind="contracts/mail/to_do").values_list("text", flat=True)
        links = {word for text in texts for word in text.split() if word.startswith("§letter:")}
    assert len(links) == 2


def test_the_button_sends_once_and_says_when_it_can_again(version, stage, sign_in):
    with time_machine.travel(moment(14), tick=False):
        browser = sign_in(stage.mentor)
        with for_school(stage.school):
            director, student = list(version.signatories.for_list())[:2]
        page = browser.get(at("paper", stage, version.pk)).text
        assert "Herinner" in page
        assert "Nog niet aan de beurt" in page
        for _again in range(2):
            page = browser.post(at("remind", stage, director.pk), follow=True).text
        assert "Herinneren kan weer op dinsdag 19 januari" in page
        assert "1 keer herinnerd" in page
        assert "Nog niet aan de beurt" in browser.post(at("remind", stage, student.pk), follow=True).text
    assert len(mails(stage)) == 1


def test_a_batch_says_of_everybody_whether_a_mail_left_and_why_not(version, stage):
    with for_school(stage.school), time_machine.travel(moment(14), tick=False):
        first = reminding.remind([version], by=stage.coordinator)
        again = reminding.remind([version], by=stage.coordinator)
    assert [why for _one, why in first] == [""]
    assert "Herinneren kan weer op" in again[0][1]


def test_who_has_no_mail_gets_a_letter_on_paper(version, stage, sign_in, at_once):
    with for_school(stage.school):
        stage.guardian.user.email = None
        stage.guardian.user.save()
        sign(version, "director", "student")
        guardian = version.signatories.for_list().get(role="guardian")
    with time_machine.travel(moment(14), tick=False):
        browser = sign_in(stage.mentor)
        assert "Heeft geen e-mailadres. Print de brief." in browser.get(at("paper", stage, version.pk)).text
        browser.post(at("ask_letter", stage, guardian.pk))
        with for_school(stage.school):
            job = Job.objects.get(kind="contracts.tasks.make_ask_letter")
        tasks.make_ask_letter(stage.school.pk, job.pk)
    with for_school(stage.school):
        job.refresh_from_db()
        assert (job.state, files.read(job.file)[:5]) == ("done", b"%PDF-")


def letter_to(version, role):
    found = Signatory.objects.select_related(
        "version__contract__placement__student", "version__contract__placement__company", "member__user",
        "version__contract__placement__school", "version__contract__placement__mentor__user", "stand_in__user",
    )  # fmt: skip
    return letter_of(found.get(version=version, role=role))[1]


def test_an_address_stands_on_the_envelope_only_when_it_may(version, stage):
    with for_school(stage.school):
        to = letter_to(version, "guardian")["to"]
        assert (to["name"], to["lines"][0], to["greeting"]) == (
            "Fatima el Amrani", "Kerkstraat 12", "Fatima el Amrani",
        )  # fmt: skip
        stage.guardianship.is_address_shielded = True
        stage.guardianship.save()
        shielded = letter_to(version, "guardian")["to"]
        assert (shielded["name"], shielded["lines"]) == ("Aan de ouders/verzorgers van Youssef el Amrani", [])
        assert shielded["greeting"] == "ouder of verzorger"
        assert letter_to(version, "company")["to"][0] == "Garage Bakker"


def test_with_two_guardians_nobody_knows_who_lives_where(version, stage):
    GuardianshipFactory(student=stage.placement.student, school=stage.school)
    with for_school(stage.school):
        to = letter_to(version, "guardian")["to"]
    assert (to["name"], to["lines"]) == ("Aan de ouders/verzorgers van Youssef el Amrani", [])


def test_a_colleague_signs_in_the_name_of_the_contact_with_a_reason(version, stage, sign_in):
    colleague = ContactFactory(
        company=stage.placement.company, member__user__name="Piet Vos", is_first=False, school=stage.school
    )
    with for_school(stage.school):
        company = version.signatories.for_list().get(role="company")
    browser = sign_in(stage.coordinator)
    there = at("stand_in", stage, company.pk)
    assert "Piet Vos" in browser.get(there).text
    assert browser.post(there, {"member": colleague.member_id, "note": ""}).status_code == 422
    assert browser.post(there, {"member": stage.guardian.pk, "note": "Ziek."}).status_code == 422
    browser.post(there, {"member": colleague.member_id, "note": "Jan is met vakantie."})
    assert "Piet Vos tekent namens" in browser.get(at("paper", stage, version.pk)).text
    with for_school(stage.school):
        company.refresh_from_db()
        assert company.signer == colleague.member
        entry = AuditEntry.objects.about(company).get(action="replace")
        assert (entry.note, company.name) == ("Jan is met vakantie.", "Jan Bakker")
    browser.post(there, {"member": "", "note": "Jan is terug."})
    with for_school(stage.school):
        company.refresh_from_db()
        assert company.signer == company.member


def test_nobody_signs_for_a_student_and_only_a_guardian_with_authority_for_another(version, stage):
    GuardianshipFactory(student=stage.placement.student, has_authority=False, school=stage.school)
    with for_school(stage.school):
        who = {one.role: one for one in version.signatories.for_list()}
        assert standing_in.why_nobody(who["student"]) == "Een leerling tekent altijd zelf."
        assert standing_in.why_nobody(who["guardian"]) == "Er is geen andere ouder of verzorger met gezag."
        other = MembershipFactory(role="guardian", school=stage.school)
        with pytest.raises(MoveRefused, match="dezelfde partij"):
            standing_in.let_stand_in(who["guardian"], other, by=stage.coordinator, note="Ziek.")


def begins(stage, weekdays=(0,)):
    """The stage runs from Monday 18 January, on these days of the week."""
    with for_school(stage.school):
        Placement.objects.update(
            may_work_from=NOT_YET, starts_on=datetime.date(2027, 1, 18), ends_on=datetime.date(2027, 4, 1),
            weekdays=list(weekdays),
        )  # fmt: skip
        plan_days(Placement.objects.get(pk=stage.placement.pk))


@pytest.fixture
def soon(version, stage):
    """The stage begins on Monday 18 January; the director and the student signed."""
    begins(stage)
    with for_school(stage.school), time_machine.travel(moment(12), tick=False):
        sign(version, "director", "student")
        version.signatories.update(reminded_at=timezone.now())
    return stage


def test_on_the_last_school_day_before_the_first_day_everybody_gets_the_own_item(soon):
    on(14)
    assert mails(soon, "contract-gate") == []
    on(15)
    on(15, 15)
    on(18)
    guardian, student, mentor = mails(soon, "contract-gate")
    assert guardian == (
        soon.guardian.user.email, "De stage van Youssef begint maandag 18 januari. Er mist nog iets",
    )  # fmt: skip
    assert (student[0], mentor[0]) == (soon.student.user.email, soon.mentor.user.email)
    with for_school(soon.school):
        texts = {one.to: one.text for one in OutgoingMail.objects.filter(key__startswith="contract-gate")}
    assert "U bent aan de beurt om te tekenen." in texts[guardian[0]]
    assert "Vraag Fatima el Amrani om vandaag te tekenen." in texts[student[0]]
    assert "De handtekening van Fatima el Amrani en Jan Bakker mist nog." in texts[mentor[0]]
    assert soon.supervisor.user.email not in texts


def test_after_an_outage_the_warning_still_leaves_on_the_day_itself_and_later_no_more(soon):
    on(18)
    assert len(mails(soon, "contract-gate")) == 3
    on(19)
    assert len(mails(soon, "contract-gate")) == 3


def test_whose_paper_is_whole_hears_nothing(soon, version):
    with for_school(soon.school), time_machine.travel(moment(13), tick=False):
        sign(version, "guardian", "company")
    on(15)
    assert mails(soon, "contract-gate", "contracts-gate") == []


def test_without_a_paper_the_student_is_asked_to_fill_in(stage):
    begins(stage)
    on(15)
    with for_school(stage.school):
        mail = OutgoingMail.objects.get(key__startswith="contract-gate", to=stage.student.user.email)
    assert "Vul eerst jouw deel in." in mail.text


def test_the_paper_page_with_its_reminders_asks_the_same_of_more_signers(version, stage, sign_in):
    browser, page = sign_in(stage.coordinator), at("paper", stage, version.pk)
    few = count_queries(browser, page)
    with for_school(stage.school):
        for _n in range(3):
            member = MembershipFactory(role="guardian", school=stage.school)
            Signatory.objects.create(version=version, role="guardian", position=1, member=member, name="x")
    assert count_queries(browser, page) == few
