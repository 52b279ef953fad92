"""Old phones and locked-down computers: the date picker and the code of the letter work without JavaScript."""

from datetime import timedelta

from django.utils import timezone

from core.tenancy import for_school
from groups.models import Seat
from schools import codes
from schools.enums import Purpose
from schools.letters import address_of
from tests.factories import GroupFactory, InvitationFactory, LetterFactory, SchoolFactory, StudentFactory


def test_a_company_answers_the_dates_without_javascript(site, actor):
    first = timezone.localdate() + timedelta(days=30)
    school = SchoolFactory()
    group = GroupFactory(
        school=school, state="asking", starts_on=first, ends_on=first + timedelta(days=27), answer_by=first
    )
    invitation = InvitationFactory(school=school, group=group, state="asked")
    letter = LetterFactory(
        school=school, member=invitation.contact.member, purpose=Purpose.AVAILABILITY, about=invitation.pk
    )
    company = actor(375, "plain-company", java_script_enabled=False)

    company.go(address_of(letter, school) + "?antwoord=ja")
    weeks = company.page.locator("input[name=week]")
    weeks.nth(1).check(force=True)
    company.page.locator("input[name=dag]").first.check(force=True)
    company.write("Hoeveel leerlingen per dag?", "2")
    company.press("Versturen")

    company.reads("Bedankt, uw antwoord is binnen")
    with for_school(school):
        assert Seat.objects.filter(invitation=invitation).count() in (4, 6)


def test_a_student_comes_in_with_the_code_without_javascript(site, actor):
    school = SchoolFactory()
    student = StudentFactory(school=school, first_name="Sem", member__user__name="Sem Mulder")
    code = codes.new_code()
    with for_school(school):
        codes.issue({student.pk: code})
    visitor = actor(375, "plain-student", java_script_enabled=False)

    visitor.go(f"/{school.slug}/in")
    visitor.write("Je code", codes.shown(code).lower())
    visitor.press("Verder")
    visitor.press("Ja, ik ben Sem")
    visitor.reads("Hoi Sem")
