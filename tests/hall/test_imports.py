"""Lists as schools export them come in, with every mistake named and nothing done twice."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from companies.company_list import COMPANIES
from companies.models import Company, CompanyContact, Recognition
from core.models import Job
from core.tasks import sweep_jobs
from core.tenancy import for_school
from schools import importing
from schools.enums import Role
from schools.models import Guardianship, ImportRun, Student
from schools.student_list import STUDENTS
from tests.factories import MembershipFactory, StudentFactory, UserFactory

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[2] / "demo" / "data"
LISTS = [
    ("pro_leerlingen.csv", STUDENTS, 60, {15, 28, 41, 65}),
    ("vmbo_leerlingen.xlsx", STUDENTS, 40, {20, 49}),
    ("pro_bedrijven.csv", COMPANIES, 30, {11, 25}),
    ("vmbo_bedrijven.xlsx", COMPANIES, 20, {11, 25}),
]


def upload(name):
    return SimpleUploadedFile(name, (DATA / name).read_bytes())


def take_in(school, by, kind, source):
    with for_school(school):
        run = importing.take_in(kind, source, name="lijst", by=by)
    return importing.work_through(run, kind, keep=False)


def carry_out(school, run, kind):
    return importing.work_through(run, kind, keep=True)


def outcomes(run):
    return run.report["counts"]


@pytest.mark.parametrize(("name", "kind", "good", "faulty"), LISTS, ids=lambda x: x if isinstance(x, str) else "")
def test_a_list_of_the_demo_comes_in_once_and_its_mistakes_are_named(school, coordinator, name, kind, good, faulty):
    run = take_in(school, coordinator, kind, upload(name))
    assert outcomes(run) == {"new": good, "changed": 0, "same": 0, "faulty": len(faulty)}
    assert {line["number"] for line in run.report["lines"] if line["faults"]} == faulty
    with for_school(school):
        assert Student.objects.count() + Company.objects.count() == 0

    carry_out(school, run, kind)
    again = take_in(school, coordinator, kind, upload(name))

    assert outcomes(again) == {"new": 0, "changed": 0, "same": good, "faulty": len(faulty)}
    with for_school(school):
        assert Student.objects.count() + Company.objects.count() == good


def test_guardians_of_brothers_are_two_people_not_four(school, coordinator):
    run = take_in(school, coordinator, STUDENTS, upload("pro_leerlingen.csv"))
    carry_out(school, run, STUDENTS)

    with for_school(school):
        mulders = Guardianship.objects.filter(student__last_name="Mulder").values_list("member", "student")
        assert (len(mulders), len({member for member, _ in mulders})) == (4, 2)


def test_a_company_comes_with_contact_and_recognition(school, coordinator):
    run = take_in(school, coordinator, COMPANIES, upload("pro_bedrijven.csv"))
    carry_out(school, run, COMPANIES)

    with for_school(school):
        wieringa = Company.objects.get(name="Autobedrijf Wieringa")
        contact = CompanyContact.objects.get(company=wieringa)
        assert (contact.member.user.email, contact.member.role) == ("arjen@autobedrijfwieringa.example", "supervisor")
        assert Recognition.objects.get(company=wieringa).sbb_id == "100035862"
        assert len(wieringa.task_list) == 4


HEAD = "Leerlingnummer;Roepnaam;Achternaam;Geboortedatum;Klas;E-mail;Mentor\n"


def one(row):
    return HEAD + row + "\n"


def test_what_changed_is_shown_old_and_new(school, coordinator):
    StudentFactory(school=school, number="7", first_name="Sem", last_name="Vos", class_name="P3a", year=None)

    run = take_in(school, coordinator, STUDENTS, one("7;Sem;Vos;14-03-2010;P4a;;"))

    assert run.report["lines"][0]["changes"] == [["Klas", "P3a", "P4a"]]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("7;Sem;Vos;31-02-2010;P4a;;", ["Geboortedatum", "dit is geen datum (dag-maand-jaar)"]),
        ("7;Sem;;14-03-2010;P4a;;", ["Achternaam", "is leeg"]),
        ("7;Sem;Vos;14-03-2010;P4a;sem.school.example;", ["E-mail", "@ ontbreekt"]),
        ("7;Sem;Vos;14-03-2010;P4a;bezet@school.example;", ["E-mail", "dit adres is al van iemand anders"]),
        ("7;Sem;Vos;14-03-1910;P4a;;", ["Geboortedatum", "klopt dit jaar wel?"]),
    ],
)
def test_a_wrong_cell_is_named_with_its_column_and_the_reason(school, coordinator, row, fault):
    UserFactory(email="bezet@school.example")

    run = take_in(school, coordinator, STUDENTS, one(row))

    assert run.report["lines"][0]["faults"] == [fault]


def test_an_unknown_mentor_does_not_keep_the_student_out(school, coordinator):
    run = take_in(school, coordinator, STUDENTS, one("7;Sem;Vos;14-03-2010;P4a;;nieuw@school.example"))

    assert outcomes(run)["new"] == 1
    assert "kennen we nog niet" in run.report["lines"][0]["remarks"][0]


def test_a_known_mentor_is_linked(school, coordinator):
    mentor = MembershipFactory(school=school, role=Role.MENTOR)
    run = take_in(school, coordinator, STUDENTS, one(f"7;Sem;Vos;14-03-2010;P4a;;{mentor.user.email}"))
    carry_out(school, run, STUDENTS)

    with for_school(school):
        assert Student.objects.get(number="7").mentor == mentor


class TestOnThePage:
    @pytest.fixture
    def browser(self, sign_in, coordinator):
        return sign_in(coordinator)

    @pytest.fixture
    def tried(self, school, browser, at_once):
        def run_of(source):
            with at_once():
                browser.post(reverse("import_new", args=[school.slug, "leerlingen"]), {"file": source})
            with for_school(school):
                return ImportRun.objects.get()

        return run_of

    def test_a_coordinator_uploads_looks_and_puts_it_in(self, school, browser, tried, at_once):
        run = tried(upload("pro_leerlingen.csv"))
        page = reverse("import", args=[school.slug, run.pk])
        trial = browser.get(page).text
        assert "Zet de 60 goede rijen erin" in trial
        assert "@ ontbreekt" in trial

        with at_once():
            browser.post(reverse("import_carry_out", args=[school.slug, run.pk]))

        assert "Verwerkt op" in browser.get(page).text
        with for_school(school):
            assert Student.objects.count() == 60

    def test_the_page_shows_how_far_it_is(self, school, browser):
        browser.post(reverse("import_new", args=[school.slug, "leerlingen"]), {"file": upload("pro_leerlingen.csv")})
        with for_school(school):
            run = ImportRun.objects.get()

        assert "We kijken de lijst na" in browser.get(reverse("import", args=[school.slug, run.pk])).text

    def test_a_second_click_does_nothing_more(self, school, browser, tried, at_once):
        address = reverse("import_carry_out", args=[school.slug, tried(upload("vmbo_leerlingen.xlsx")).pk])
        with at_once():
            browser.post(address)

        assert "Deze lijst is al verwerkt." in browser.post(address, follow=True).text

    def test_a_pasted_list_with_a_missing_column_says_which_and_keeps_the_text(self, school, browser):
        address = reverse("import_new", args=[school.slug, "leerlingen"])

        answer = browser.post(address, {"text": "Roepnaam\tAchternaam\tKlas\nSem\tVos\tP4a"})

        assert "Deze kolommen missen we in de lijst: Leerlingnummer, Geboortedatum." in answer.text
        assert "Sem\tVos\tP4a" in answer.text

    def test_nothing_at_all_is_asked_again(self, school, browser):
        answer = browser.post(reverse("import_new", args=[school.slug, "bedrijven"]), {})

        assert "Kies een bestand of plak een lijst." in answer.text

    def test_the_faulty_rows_come_back_as_a_workbook(self, school, coordinator, browser, tried):
        answer = browser.get(reverse("import_faults", args=[school.slug, tried(upload("pro_leerlingen.csv")).pk]))

        back = take_in(school, coordinator, STUDENTS, SimpleUploadedFile("x.xlsx", answer.content))
        assert outcomes(back) == {"new": 1, "changed": 0, "same": 0, "faulty": 3}

    def test_a_trial_can_be_thrown_away(self, school, browser, tried):
        browser.post(reverse("import_drop", args=[school.slug, tried(upload("pro_leerlingen.csv")).pk]))

        with for_school(school):
            assert (ImportRun.objects.get().state, Student.objects.count()) == ("dropped", 0)


def test_a_list_whose_worker_died_is_taken_up_again(school, coordinator, sign_in, at_once, settings):
    run = take_in(school, coordinator, STUDENTS, upload("vmbo_leerlingen.xlsx"))
    sign_in(coordinator).post(reverse("import_carry_out", args=[school.slug, run.pk]))  # nobody did it
    with for_school(school):
        Job.objects.update(heard_at=timezone.now() - timedelta(minutes=6))

    with at_once():
        sweep_jobs()

    with for_school(school):
        assert (ImportRun.objects.get().state, Student.objects.count()) == ("done", 40)
