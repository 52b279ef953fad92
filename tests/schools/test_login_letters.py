"""Letters with login codes: one PDF per class, the only place where the codes are shown."""

import datetime
import io
import re

import pypdf
import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from core import files
from core.models import Job, StoredFile
from core.tenancy import for_school
from schools import codes
from schools.models import EntryCode, FailedEntry, LoginCode
from schools.tasks import clear_the_doormat, make_login_letters
from tests.factories import StudentFactory
from tests.queries import count_queries


def page(school, name, *args):
    return reverse(f"schools:{name}", args=[school.slug, *args])


@pytest.fixture
def pupils(school):
    return [StudentFactory(school=school, first_name=name, class_name="P3a") for name in ("Lisa", "Çağla", "Youssef")]


@pytest.fixture
def browser(sign_in, coordinator):
    return sign_in(coordinator)


def ask(browser, school, students):
    answer = browser.post(
        page(school, "login_letters_of") + "?klas=P3a", {"student": [pupil.pk for pupil in students]}
    )
    assert answer["Location"].startswith(f"/{school.slug}/werk/")
    with for_school(school):
        return Job.objects.latest("pk")


def printed(school, job):
    """(text per page) of the letters this job made."""
    make_login_letters(school.pk, job.pk)
    with for_school(school):
        job.refresh_from_db()
        return [sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(files.read(job.file))).pages]


def code_on(sheet):
    return re.search(r"[A-Z]{3}-[A-Z]{3}-[A-Z]{3}", sheet)[0]


def test_a_class_gets_one_sheet_each_and_each_code_opens_the_own_door(school, browser, pupils, client):
    sheets = printed(school, ask(browser, school, pupils))

    assert len(sheets) == 3
    for pupil in pupils:
        (sheet,) = [sheet for sheet in sheets if pupil.name in sheet]
        with for_school(school):
            assert codes.find(school, code_on(sheet)).student == pupil
        assert f"/{school.slug}/in" in sheet


def test_only_the_chosen_students_get_a_new_code(school, browser, pupils):
    first = printed(school, ask(browser, school, pupils))
    second = printed(school, ask(browser, school, pupils[:1]))

    assert len(second) == 1
    with for_school(school):
        assert [bool(codes.find(school, code_on(sheet))) for sheet in first].count(True) == 2
        assert LoginCode.objects.exclude(state="void").count() == 3


def test_asking_for_letters_changes_no_code_until_they_are_printed(school, browser, pupils):
    (old,) = printed(school, ask(browser, school, pupils[:1]))

    job = ask(browser, school, pupils[:1])

    with for_school(school):
        assert codes.find(school, code_on(old))
    printed(school, job)
    with for_school(school):
        assert not codes.find(school, code_on(old))


def test_a_task_that_runs_twice_prints_once(school, browser, pupils):
    job = ask(browser, school, pupils)
    (one, *_) = printed(school, job)

    assert code_on(printed(school, job)[0]) == code_on(one)


def test_a_page_says_before_that_the_old_code_ends(school, browser, pupils):
    printed(school, ask(browser, school, pupils[:1]))

    text = browser.get(page(school, "login_letters_of") + "?klas=P3a").text

    assert "Een nieuwe brief maakt de oude ongeldig" in text
    assert text.count(" checked>") == 2  # only who has none yet
    assert "nog niet gebruikt" in text


def test_nobody_chosen_is_told(school, browser, pupils):
    answer = browser.post(page(school, "login_letters_of") + "?klas=P3a", {})

    assert "Kies minstens één leerling" in answer.text


def test_a_mentor_makes_letters_for_the_own_students_only(school, sign_in, mentor, pupils):
    own = StudentFactory(school=school, class_name="P3a", mentor=mentor)
    browser = sign_in(mentor)

    text = browser.get(page(school, "login_letters_of") + "?klas=P3a").text
    assert own.name in text
    assert pupils[0].name not in text
    browser.post(page(school, "login_letters_of") + "?klas=P3a", {"student": [pupils[0].pk]})
    with for_school(school):
        assert not Job.objects.exists()


def test_the_job_page_shows_progress_and_then_the_letters(school, browser, pupils):
    job = ask(browser, school, pupils)
    busy = browser.get(page(school, "job", job.pk))
    assert 'hx-trigger="every 2s"' in busy.text
    assert "Kijk hoe ver het is" in busy.text
    piece = browser.get(page(school, "job", job.pk), HTTP_HX_REQUEST="true")
    assert "<html" not in piece.text

    printed(school, job)

    done = browser.get(page(school, "job", job.pk))
    assert "hx-trigger" not in done.text
    assert "3 van 3" in done.text
    pdf = browser.get(page(school, "job_file", job.pk))
    assert (pdf["Content-Type"], pdf["Cache-Control"]) == ("application/pdf", "no-store")


def test_the_letters_of_one_mentor_are_not_for_another(school, sign_in, coordinator, mentor, pupils):
    job = ask(sign_in(coordinator), school, pupils)

    assert sign_in(mentor).get(page(school, "job", job.pk)).status_code == 404


def test_a_job_that_cannot_be_printed_says_so_and_leaves_the_old_codes(school, browser, pupils, settings):
    (old,) = printed(school, ask(browser, school, pupils[:1]))
    job = ask(browser, school, pupils[:1])
    settings.MEDIA_ROOT = settings.MEDIA_ROOT / "not" / "here"
    settings.MEDIA_ROOT.parent.write_text("a file where a folder should be")

    with pytest.raises(NotADirectoryError):
        make_login_letters(school.pk, job.pk)

    settings.MEDIA_ROOT.parent.unlink()
    assert "De oude codes werken nog" in browser.get(page(school, "job", job.pk)).text
    with for_school(school):
        assert codes.find(school, code_on(old))


def test_letters_are_destroyed_after_a_day(school, browser, pupils):
    job = ask(browser, school, pupils)
    printed(school, job)
    with for_school(school):
        FailedEntry.objects.create(address_hmac="x")
    clear_the_doormat()
    assert browser.get(page(school, "job_file", job.pk)).status_code == 200

    with time_machine.travel(timezone.now() + datetime.timedelta(hours=25)):
        clear_the_doormat()

    with for_school(school):
        assert not StoredFile.objects.exists()
        assert not FailedEntry.objects.exists()
        assert not EntryCode.objects.exists()
    assert browser.get(page(school, "job_file", job.pk)).status_code == 404
    assert "zijn gewist" in browser.get(page(school, "job", job.pk)).text


def test_the_pages_ask_the_same_number_of_questions_for_one_student_and_for_many(school, browser, pupils):
    pages = [page(school, "login_letters"), page(school, "login_letters_of") + "?klas=P3a"]
    before = [count_queries(browser, url) for url in pages]
    for number in range(5):
        StudentFactory(school=school, class_name="P3a")
        StudentFactory(school=school, class_name=f"P4{number}")

    assert [count_queries(browser, url) for url in pages] == before
    assert max(before) <= 8
