"""The pages of keeping, erasing and handing over, per role."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEntry, Job
from core.tenancy import for_school
from schools.enums import ErasureState, RequestState, Role
from schools.models import DataRequest, Erasure, RetentionRule, Student
from schools.retention import months_of
from schools.terms import TERMS
from tests.factories import DayReportFactory, GuardianshipFactory, MembershipFactory, PlacementFactory, StudentFactory
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


def at(school, name, *args):
    return reverse(f"schools:{name}", args=[school.slug, *args])


def in_days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def born(years):
    today = timezone.localdate()
    return datetime.date(today.year - years, 1, 1)


@pytest.fixture
def desk(sign_in, coordinator):
    return sign_in(coordinator)


@pytest.fixture
def student(school):
    return StudentFactory(school=school, birth_date=born(17))


@pytest.fixture
def announced(school, student):
    with for_school(school):
        return Erasure.objects.create(student=student, term="dossier", due_on=in_days(30), school=school)


def test_the_coordinator_sees_each_term_with_the_rule_and_changes_one(school, desk, coordinator):
    page = desk.get(at(school, "retention"))
    assert all(str(term.law) in page.text for term in TERMS.values())

    with for_school(school):
        asked = months_of() | {"photos": 3}
    answer = desk.post(at(school, "retention"), asked, follow=True)

    assert "De bewaartijden zijn opgeslagen." in answer.text
    with for_school(school):
        assert months_of("photos") == 3
        assert AuditEntry.objects.get(action="kept_for").note == "Foto's bij dagverslagen: 3"


@pytest.mark.parametrize(("months", "sentence"), [
    ("6", "Minstens 12 maanden."), ("25", "Hooguit 24 maanden."), ("", "Vul een aantal maanden in."),
    ("veel", "Vul een heel getal in."),
])  # fmt: skip
def test_a_term_outside_the_law_is_refused_and_nothing_typed_is_lost(school, desk, months, sentence):
    with for_school(school):
        asked = months_of() | {"dossier": months, "mail": 7}
    answer = desk.post(at(school, "retention"), asked)

    assert (answer.status_code, sentence in answer.text, 'value="7"' in answer.text) == (422, True, True)
    with for_school(school):
        assert not RetentionRule.objects.exists()


def test_a_shorter_term_gives_thirty_days_again(school, desk, announced):
    with for_school(school):
        Erasure.objects.update(due_on=in_days(1))
        asked = months_of() | {"dossier": 12}
    desk.post(at(school, "retention"), asked)

    with for_school(school):
        assert Erasure.objects.get().due_on == in_days(30)


def test_what_goes_is_on_the_page_with_when_and_why(school, desk, announced, student):
    page = desk.get(at(school, "erasures")).text

    assert student.name in page
    assert "Stagedossier" in page
    assert "De bewaartijd na de dag dat de leerling van school ging is dan om." in page


def test_the_list_asks_the_same_number_of_questions_for_one_and_for_six(school, desk, announced):
    one = count_queries(desk, at(school, "erasures"))
    with for_school(school):
        for number in range(5):
            other = StudentFactory(school=school)
            Erasure.objects.create(student=other, term="dossier", due_on=in_days(number), school=school)

    assert count_queries(desk, at(school, "erasures")) == one <= 8


def test_the_page_of_one_announcement_tells_what_goes(school, desk):
    with for_school(school):
        report = DayReportFactory(school=school)
        due = {"due_on": in_days(30), "school": school}
        found = Erasure.objects.create(student=report.placement.student, term="dossier", **due)
    page = desk.get(at(school, "erasure", found.pk)).text

    assert "Dagverslagen: 1" in page
    assert "Aanwezigheid" not in page.partition("Wat gaat weg")[2].partition("Vastzetten")[0]


def test_the_coordinator_holds_with_a_reason_and_lets_go(school, desk, announced):
    page = at(school, "erasure", announced.pk)
    assert desk.post(page, {"doen": "hold", "reason": ""}).status_code == 422
    desk.post(page, {"doen": "hold", "reason": "Er loopt een bezwaarprocedure."})
    with for_school(school):
        held = Erasure.objects.get()
        assert (held.state, held.reason) == (ErasureState.HELD, "Er loopt een bezwaarprocedure.")
        assert AuditEntry.objects.about(held).get().action == "hold"

    assert "Er loopt een bezwaarprocedure." in desk.get(page).text
    desk.post(page, {"doen": "release"})
    with for_school(school):
        assert Erasure.objects.get().state == ErasureState.PLANNED


def test_what_is_due_by_its_term_cannot_be_called_off(school, desk, announced):
    answer = desk.post(at(school, "erasure", announced.pk), {"doen": "call_off"}, follow=True)

    assert "Kies wat u wilt doen." in answer.text
    with for_school(school):
        assert Erasure.objects.get().state == ErasureState.PLANNED


def test_a_reason_names_nobody(school, desk, announced, student):
    answer = desk.post(
        at(school, "erasure", announced.pk), {"doen": "hold", "reason": f"De moeder van {student.first_name} belde."}
    )

    assert (answer.status_code, "Haal de naam van de leerling uit deze tekst." in answer.text) == (422, True)


def test_erasing_asks_for_the_number_and_a_reason(school, desk, student):
    page = at(school, "student_erase", student.pk)
    answer = desk.post(page, {"number": "12", "reason": ""})

    assert answer.status_code == 422
    assert "Dit is niet het nummer van deze leerling." in answer.text
    with for_school(school):
        assert not Job.objects.exists()


def test_a_student_with_a_running_stage_is_not_erased(school, desk):
    with for_school(school):
        stage = PlacementFactory(school=school)
    page = at(school, "student_erase", stage.student.pk)

    answer = desk.post(page, {"number": stage.student.number, "reason": "Op verzoek"})

    assert "Laat die stage eerst stoppen." in answer.text
    with for_school(school):
        assert not Job.objects.exists()


def test_erasing_hands_the_worker_a_number_and_no_name(school, desk, student, at_once):
    with at_once():
        answer = desk.post(
            at(school, "student_erase", student.pk), {"number": student.number, "reason": "Op verzoek"}, follow=True
        )

    assert answer.status_code == 200
    with for_school(school):
        student = Student.objects.select_related("member__user").get(pk=student.pk)
        job = Job.objects.get()
    assert (student.name, student.member.user.name) == ("gewiste leerling", "gewist")
    assert (job.label, job.state, list(job.arguments)) == ("Leerling wissen", Job.State.DONE, ["erasure"])
    assert desk.get(at(school, "student_erase", student.pk)).status_code == 404


@pytest.mark.parametrize(("role", "years", "may"), [
    (Role.STUDENT, 17, True), (Role.STUDENT, 15, False), (Role.GUARDIAN, 15, True), (Role.GUARDIAN, 17, False),
])  # fmt: skip
def test_who_is_old_enough_asks_and_otherwise_who_has_authority(school, sign_in, role, years, may):
    student = StudentFactory(school=school, birth_date=born(years))
    member = student.member if role == Role.STUDENT else GuardianshipFactory(school=school, student=student).member
    browser, page = sign_in(member), at(school, "own_data")
    shown = "<button" in browser.get(page).text.partition("<main")[2].partition("</main")[0]

    browser.post(page, {"leerling": student.pk})

    with for_school(school):
        assert (shown, DataRequest.objects.count()) == (may, int(may))


def test_a_guardian_without_authority_does_not_ask(school, sign_in):
    student = StudentFactory(school=school, birth_date=born(15))
    link = GuardianshipFactory(school=school, student=student, has_authority=False)

    sign_in(link.member).post(at(school, "own_data"), {"leerling": student.pk})

    with for_school(school):
        assert not DataRequest.objects.exists()


def test_nobody_asks_for_somebody_else_s_data(school, sign_in, student):
    other = StudentFactory(school=school, birth_date=born(17))
    answer = sign_in(other.member).post(at(school, "own_data"), {"leerling": student.pk}, follow=True)

    assert answer.status_code == 200
    with for_school(school):
        assert not DataRequest.objects.exists()


def test_the_question_waits_at_the_coordinator_until_it_is_answered(school, desk, student, sign_in, at_once):
    browser = sign_in(student.member)
    for _twice in (1, 2):
        browser.post(at(school, "own_data"), {"leerling": student.pk})
    assert "vraag om gegevens" in desk.get(reverse("school_home", args=[school.slug])).text
    with for_school(school):
        asked = DataRequest.objects.get()
    assert student.name in desk.get(at(school, "data_requests")).text

    with at_once():
        desk.post(at(school, "data_request", asked.pk))

    with for_school(school):
        asked.refresh_from_db()
        job = Job.objects.get()
    assert "gegevens-" in desk.get(at(school, "job", job.pk)).text
    assert asked.state == RequestState.ANSWERED
    got = desk.get(at(school, "job_file", job.pk))
    assert got.content.startswith(b"PK") if not got.streaming else next(iter(got.streaming_content)).startswith(b"PK")
    assert "verzameld" in browser.get(at(school, "own_data")).text


def test_a_question_is_refused_with_a_reason(school, desk, student):
    with for_school(school):
        asked = DataRequest.objects.create(student=student, asked_by=student.member, school=school)
    page = at(school, "data_request", asked.pk)
    assert desk.post(page, {"weigeren": "1", "reason": ""}).status_code == 422

    desk.post(page, {"weigeren": "1", "reason": "De leerling trok de vraag in."})

    with for_school(school):
        asked.refresh_from_db()
        assert (asked.state, Job.objects.count()) == (RequestState.REFUSED, 0)


def test_nobody_else_downloads_what_was_gathered(school, student, sign_in, desk, at_once):
    with at_once():
        desk.post(at(school, "student_export", student.pk))
    with for_school(school):
        job = Job.objects.get()
        assert AuditEntry.objects.about(student).get().action == "exported"

    others = [MembershipFactory(school=school, role=role) for role in (Role.MENTOR, Role.DIRECTOR)]
    assert {sign_in(one).get(at(school, "job_file", job.pk)).status_code for one in [*others, student.member]} == {404}
