"""The 23 deliberate bugs of security.md §2.1, made against our own tables. Each would leak; none may.

The actor works in school `ours`; a bug leaks when it reads, writes or can test the existence of a row of `theirs`.
"""

from types import SimpleNamespace

import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import Error, connection, models, transaction
from django.test import Client

from companies.models import Company, CompanyContact
from core import files
from core.models import Job, StoredFile
from core.tenancy import NoSchoolOpen, for_school
from schools.models import School, Student
from tests.factories import CompanyFactory, MembershipFactory, SchoolFactory, StudentFactory

pytestmark = pytest.mark.django_db
BUGS = []


def bug(in_school=True):
    """A bug answers True when it leaks."""

    def keep(function):
        BUGS.append(pytest.param(function, in_school, id=function.__name__))
        return function

    return keep


def side(name):
    school = SchoolFactory(name=name)
    with for_school(school):
        return SimpleNamespace(
            school=school,
            company=CompanyFactory(school=school, name=f"bedrijf {name}"),
            student=StudentFactory(school=school, number=f"n-{name}"),
            member=MembershipFactory(school=school),
            file=files.keep(school, b"geheim", name="x.pdf", content_type="application/pdf"),
        )


@bug()
def a_missing_filter_in_a_list(ours, theirs):
    return any(company.school_id == theirs.school.pk for company in Company.objects.all())


@bug()
def an_object_by_a_guessed_number(ours, theirs):
    return Company.objects.get(pk=theirs.company.pk).name


@bug()
def the_choices_of_a_form_field(ours, theirs):
    class Form(forms.Form):
        company = forms.ModelChoiceField(Company.objects.all())

    return theirs.company in Form().fields["company"].queryset


@bug()
def a_posted_number_in_a_form_field(ours, theirs):
    class Form(forms.Form):
        company = forms.ModelChoiceField(Company._default_manager.all())

    return Form({"company": theirs.company.pk}).is_valid()


@bug()
def a_task_with_the_wrong_number(ours, theirs):
    return Student.objects.get(pk=theirs.student.pk)


@bug(in_school=False)
def a_task_that_opened_no_school(ours, theirs):
    return Student.objects.get(pk=theirs.student.pk)


@bug()
def raw_sql_through_a_cursor(ours, theirs):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM companies_company WHERE id = %s", [theirs.company.pk])
        return cursor.fetchone() is not None


@bug()
def raw_sql_through_a_model(ours, theirs):
    return list(Company.objects.raw("SELECT * FROM companies_company WHERE id = %s", [theirs.company.pk])) != []


@bug()
def a_count_of_everything(ours, theirs):
    return Company.objects.aggregate(n=models.Count("id"))["n"] > 1


@bug(in_school=False)
def a_question_whether_anything_exists(ours, theirs):
    return Company.objects.exists()


@bug()
def a_subquery_on_the_base_manager(ours, theirs):
    theirs_exists = models.Exists(Student._base_manager.filter(number=theirs.student.number))
    return Company.objects.annotate(leak=theirs_exists).first().leak


@bug()
def a_file_by_a_guessed_number(ours, theirs):
    return StoredFile.objects.get(pk=theirs.file.pk).path


@bug()
def a_file_by_its_address(ours, theirs):
    paths = (f"/media/{theirs.file.path}", f"{settings.STATIC_URL}{theirs.file.path}", f"/{theirs.file.path}")
    return any(Client().get(path).status_code == 200 for path in paths)


@bug()
def a_reference_to_a_foreign_row(ours, theirs):
    contact = CompanyContact(school=ours.school, company_id=theirs.company.pk, member=ours.member)
    CompanyContact.objects.bulk_create([contact])
    return True


@bug()
def following_a_reference_to_a_foreign_row(ours, theirs):
    return Job(school=ours.school, file_id=theirs.file.pk).file.path


@bug()
def an_update_that_moves_a_row_to_them(ours, theirs):
    return Company.objects.filter(pk=ours.company.pk).update(school=theirs.school) > 0


@bug()
def an_insert_into_their_school(ours, theirs):
    return Company.objects.create(school=theirs.school, name="ongewenst", sector="x").pk


@bug()
def a_bulk_insert_into_their_school(ours, theirs):
    return Company.objects.bulk_create([Company(school=theirs.school, name="ongewenst", sector="x")])


@bug()
def a_delete_by_number(ours, theirs):
    return Company.objects.filter(pk=theirs.company.pk).delete()[0] > 0


@bug()
def a_delete_of_a_made_up_object(ours, theirs):
    return Company(pk=theirs.company.pk, school=ours.school).delete()[0] > 0


@bug()
def a_save_over_a_guessed_number(ours, theirs):
    Company(pk=theirs.company.pk, school=ours.school, name="gestolen", sector="x").save()
    with for_school(theirs.school):
        return Company.objects.get(pk=theirs.company.pk).name == "gestolen"


@bug()
def whether_a_foreign_row_exists_by_referring_to_it(ours, theirs):
    def tried(number):
        try:
            with transaction.atomic():
                contact = CompanyContact(school=ours.school, company_id=number, member=ours.member)
                CompanyContact._base_manager.bulk_create([contact])
        except Error as refusal:
            return type(refusal)

    return tried(theirs.company.pk) != tried(999_999_999)


@bug()
def whether_a_foreign_number_exists_by_using_it(ours, theirs):
    def tried(number):
        try:
            with transaction.atomic():
                StudentFactory(school=ours.school, number=number)
        except Error as refusal:
            return type(refusal)

    return tried(theirs.student.number) != tried("nergens")


def leaks(attempt, in_school, role="stage_app"):
    """Whether the bug reads, writes or feels anything of the other school; its traces are rolled back."""
    ours, theirs = side("wij"), side("zij")
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL ROLE {role}")
            if not in_school:
                return bool(attempt(ours, theirs))
            with for_school(ours.school):
                return bool(attempt(ours, theirs))
    except (Error, NoSchoolOpen, ValidationError, models.ObjectDoesNotExist):
        return False


@pytest.mark.parametrize(("attempt", "in_school"), BUGS)
def test_the_bug_leaks_nothing(attempt, in_school):
    assert not leaks(attempt, in_school)


def test_all_twenty_three_are_tried_and_none_leaks(figure):
    leaking = [case.id for case in BUGS if leaks(*case.values)]

    figure("walls.bugs_leaking", f"{len(leaking)} of {len(BUGS)}", "0 of 23")
    assert (len(BUGS), leaking) == (23, [])


def test_the_harness_sees_a_leak_when_the_wall_is_down():
    assert leaks(raw_sql_through_a_cursor, in_school=True, role="stage_platform")


def test_a_school_is_not_reached_by_a_global_table():
    assert {field.name for field in School._meta.get_fields() if field.one_to_many and not field.hidden} == set()
