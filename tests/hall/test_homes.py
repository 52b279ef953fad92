"""The first page of every role: what it says in each state, and what it asks the database."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from contracts.models import Contract
from core.models import OutgoingMail
from core.tenancy import for_school
from placements.models import AttendanceDay
from schools.enums import Purpose, Role
from tests.conftest import StrictClient
from tests.factories import (
    AssessmentFactory,
    ContactFactory,
    ContractFactory,
    DayReportFactory,
    GroupFactory,
    GroupStudentFactory,
    GuardianshipFactory,
    InvitationFactory,
    LetterFactory,
    MembershipFactory,
    PlacementFactory,
    RequestFactory,
    SchoolFactory,
    StudentFactory,
    give_seats,
)
from tests.queries import count_queries
from tests.schools.test_entry import come_in

pytestmark = pytest.mark.django_db
MOST_QUERIES = 8


def home_of(school):
    return reverse("school_home", args=[school.slug])


def a_day(placement, day, presence="expected", **details):
    with for_school(placement.school):
        return AttendanceDay.objects.create(
            placement=placement, date=day, starts_at=time(8, 30), ends_at=time(15, 30), presence=presence, **details
        )


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def people(school):
    """One member of every role."""
    return {role: MembershipFactory(school=school, role=role) for role in Role}


@pytest.fixture
def add_stage(school, people, today):
    """Add one stage that is under way, in which every member has a part, with all that can wait for somebody."""
    company = ContactFactory(school=school, member=people[Role.SUPERVISOR]).company
    group = GroupFactory(
        school=school, coordinator=people[Role.COORDINATOR], state="choosing", starts_on=today - timedelta(days=30),
        ends_on=today + timedelta(days=30), answer_by=today - timedelta(days=40),
    )

    def add(student=None):
        student = student or StudentFactory(school=school, mentor=people[Role.MENTOR])
        GroupStudentFactory(school=school, group=group, student=student)
        GuardianshipFactory(school=school, student=student, member=people[Role.GUARDIAN])
        with for_school(school):
            contact = company.contacts.get()
        placement = PlacementFactory(
            school=school, group=group, student=student, company=company, mentor=people[Role.MENTOR],
            supervisor=contact, state="running",
        )
        a_day(placement, today)
        a_day(placement, today - timedelta(days=3), "absent")
        a_day(placement, today - timedelta(days=4), "absent")
        a_day(placement, today - timedelta(days=5), "present")
        a_day(placement, today + timedelta(days=3))
        DayReportFactory(school=school, placement=placement, date=today - timedelta(days=4))
        ContractFactory(school=school, placement=placement, state="submitted")
        AssessmentFactory(school=school, placement=placement, planned_on=today)
        another = StudentFactory(school=school, mentor=people[Role.MENTOR])
        GroupStudentFactory(school=school, group=group, student=another)
        invitation = give_seats(InvitationFactory(school=school, group=group))
        RequestFactory(school=school, group=group, student=another, invitation=invitation)
        asked = GroupFactory(school=school, coordinator=people[Role.COORDINATOR], state="asking")
        with for_school(school):
            question = InvitationFactory(school=school, group=asked, company=company, contact=contact, state="asked")
        LetterFactory(
            school=school, member=people[Role.SUPERVISOR], purpose=Purpose.AVAILABILITY, about=question.pk
        )
        return placement

    return add


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.GUARDIAN}))
def test_a_home_page_asks_the_same_for_one_row_and_for_six(role, sign_in, school, people, add_stage):
    own = StudentFactory(school=school, member=people[Role.STUDENT], mentor=people[Role.MENTOR])
    add_stage(own)
    browser = sign_in(people[role])
    first = count_queries(browser, home_of(school))
    for _ in range(5):
        add_stage()

    assert count_queries(browser, home_of(school)) == first <= MOST_QUERIES


def test_a_guardian_s_pages_ask_the_same_for_two_children_and_for_six(sign_in, school, people, add_stage):
    browser, first = sign_in(people[Role.GUARDIAN]), add_stage()
    child = reverse("child", args=[school.slug, first.student_id])
    add_stage()
    asked = [count_queries(browser, page) for page in (home_of(school), child)]
    for _ in range(4):
        add_stage()

    assert [count_queries(browser, page) for page in (home_of(school), child)] == asked
    assert max(asked) <= MOST_QUERIES


@pytest.mark.parametrize("role", Role)
def test_every_role_has_a_page_while_there_is_nothing_yet(role, sign_in, school, people):
    assert sign_in(people[role]).get(home_of(school)).status_code == 200


def test_a_new_coordinator_is_led_by_the_hand(sign_in, school, coordinator):
    page = sign_in(coordinator).get(home_of(school)).text

    assert [page.index(step) for step in ("Lees de leerlingen in", "Print de inlogbrieven", "Maak een stagegroep")]
    assert "Wat moet er gebeuren?" not in page


def test_steps_that_were_taken_are_marked(sign_in, school, coordinator):
    StudentFactory(school=school)

    page = sign_in(coordinator).get(home_of(school)).text

    assert page.count("(gedaan)") == 1


def test_the_coordinator_s_tasks_stand_in_the_order_of_their_deadlines(sign_in, school, people, add_stage, today):
    add_stage()
    with for_school(school):
        Contract.objects.get().placement.group.invitations.update(state="asked")

    page = sign_in(people[Role.COORDINATOR]).get(home_of(school)).text

    assert page.index("gaf geen antwoord") < page.index("zonder plek") < page.index("beoordeling om te doen")
    assert "40 dagen te laat" in page


def test_a_mail_that_did_not_arrive_is_a_task_and_a_page(sign_in, school, coordinator):
    StudentFactory(school=school)
    with for_school(school):
        OutgoingMail.objects.create(
            school=school, key="x", kind="x", to="fout@bedrijf.example", subject="Heeft u plek?", text="x",
            state=OutgoingMail.State.REFUSED, message_id="<1@x>",
        )
    browser = sign_in(coordinator)

    assert "mail kwam niet aan" in browser.get(home_of(school)).text
    assert "fout@bedrijf.example" in browser.get(reverse("failed_mail", args=[school.slug])).text


def test_the_mentor_sees_red_flags_before_the_tasks(sign_in, school, people, add_stage):
    add_stage()

    page = sign_in(people[Role.MENTOR]).get(home_of(school)).text

    assert page.index("2 keer afwezig zonder reden") < page.index("wacht op een reactie") < page.index("Nu op stage")


def test_a_mentor_sees_nothing_of_a_colleague_s_students(sign_in, school, people, add_stage):
    placement = add_stage()
    colleague = MembershipFactory(school=school, role=Role.MENTOR)

    assert placement.student.last_name not in sign_in(colleague).get(home_of(school)).text


def test_the_director_sees_numbers_and_no_names(sign_in, school, people, add_stage):
    placement = add_stage()

    page = sign_in(people[Role.DIRECTOR]).get(home_of(school)).text

    assert placement.group.name in page
    assert placement.student.last_name not in page


@pytest.fixture
def student(school, people):
    return StudentFactory(school=school, member=people[Role.STUDENT], mentor=people[Role.MENTOR])


def main_card(browser, school):
    page = browser.get(home_of(school)).text
    return page.split("sb-task--main")[1].split("</a>")[0]


def test_a_student_without_anything_need_not_do_a_thing(sign_in, school, people, student):
    assert "Je hoeft nu niets te doen" in main_card(sign_in(people[Role.STUDENT]), school)


def test_a_student_who_may_choose_is_asked_to_choose(sign_in, school, people, student):
    group = GroupFactory(school=school, state="choosing", choose_by=date(2027, 1, 8))
    GroupStudentFactory(school=school, group=group, student=student)

    card = main_card(sign_in(people[Role.STUDENT]), school)

    assert "Kies een stage" in card
    assert "8 januari" in card


def test_a_student_who_chose_waits(sign_in, school, people, student):
    group = GroupFactory(school=school, state="choosing")
    GroupStudentFactory(school=school, group=group, student=student)
    RequestFactory(school=school, group=group, student=student)

    assert "Even wachten op school" in main_card(sign_in(people[Role.STUDENT]), school)


@pytest.mark.parametrize(
    ("presence", "days_ago", "words"),
    [
        ("expected", 0, "Ben je op je stage?"),
        ("present", 0, "Wat heb je gedaan?"),
        ("present", 2, "Wat heb je gedaan?"),
    ],
)
def test_the_days_come_before_everything_else(sign_in, school, people, student, today, presence, days_ago, words):
    placement = PlacementFactory(school=school, student=student, state="running")
    ContractFactory(school=school, placement=placement)
    a_day(placement, today - timedelta(days=days_ago), presence)

    assert words in main_card(sign_in(people[Role.STUDENT]), school)


def test_a_student_with_a_place_fills_in_the_contract(sign_in, school, people, student):
    PlacementFactory(school=school, student=student)

    assert "Vul je contract in" in main_card(sign_in(people[Role.STUDENT]), school)


def test_a_student_s_card_has_at_most_twelve_words(sign_in, school, people, add_stage):
    own = StudentFactory(school=school, member=people[Role.STUDENT], mentor=people[Role.MENTOR])
    add_stage(own)

    answer = sign_in(people[Role.STUDENT]).get(home_of(school))

    cards = [answer.context["main"], *answer.context["cards"]]
    assert [card.label for card in cards if len(f"{card.label} {card.hint}".split()) > 12] == []
    assert len(cards) <= 5


def test_a_supervisor_sees_students_questions_and_no_birth_date(sign_in, school, people, add_stage):
    placement = add_stage()

    page = sign_in(people[Role.SUPERVISOR]).get(home_of(school)).text

    assert placement.student.name in page
    assert "Heeft u plek voor een leerling?" in page
    assert "2010" not in page


def test_a_supervisor_of_two_schools_finds_both(sign_in, school, people):
    other = SchoolFactory(name="SG Het Veld")
    MembershipFactory(school=other, user=people[Role.SUPERVISOR].user, role=Role.SUPERVISOR)

    page = sign_in(people[Role.SUPERVISOR]).get(home_of(school)).text

    assert "SG Het Veld" in page
    assert home_of(other) in page


def test_somebody_with_the_letter_of_one_school_finds_the_other_too(school, people):
    other = SchoolFactory(name="SG Het Veld")
    MembershipFactory(school=other, user=people[Role.SUPERVISOR].user, role=Role.SUPERVISOR)
    browser = StrictClient()
    come_in(browser, LetterFactory(school=school, member=people[Role.SUPERVISOR]))

    assert home_of(other) in browser.get(home_of(school)).text
