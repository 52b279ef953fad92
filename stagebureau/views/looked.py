"""Who looked at what of a student: for the student, the guardians who follow the stage, and the coordinator."""

from itertools import groupby

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.models import CompanyContact
from core.asked import whole_number
from schools.access import open_to
from schools.enums import STAFF, Role
from schools.models import ReadTrace, Student
from stagebureau.story import story_of

PAGE = 60


@open_to(Role.STUDENT)
def own(request):
    """The student's own page."""
    return show(request, get_object_or_404(Student.objects.visible_to(request.member)))


@open_to(Role.STUDENT, Role.GUARDIAN, Role.COORDINATOR)
def who_looked(request, pk):
    """Who looked at one student; for the coordinator also what was done, in words."""
    return show(request, get_object_or_404(Student.objects.visible_to(request.member), pk=pk))


def show(request, student):
    """Per day, newest first, sixty looks at a time."""
    before = whole_number(request.GET.get("voor", ""))
    found = ReadTrace.objects.about(student)
    if before:
        found = found.filter(pk__lt=before)
    rows = list(found[: PAGE + 1])
    following = f"?voor={rows[PAGE - 1].pk}" if len(rows) > PAGE else ""
    page = {"student": student, "days": by_day(rows[:PAGE], request.member), "role": request.member.role}
    page |= {"next": following, "later": bool(before)}
    if request.member.role == Role.COORDINATOR:
        page["history"] = story_of(student)
    return render(request, "stagebureau/who_looked.html", page)


def by_day(rows, viewer):
    """[(date, [{name, detail, looks}])]: everybody who looked that day, with what they opened."""
    companies = companies_of({row.user_id for row in rows if row.role == Role.SUPERVISOR})
    days = []
    for day, of_day in groupby(rows, key=lambda row: timezone.localdate(row.at)):
        people = {}
        for row in of_day:
            people.setdefault((row.user_id, row.role), []).append(row)
        lines = [
            {
                "name": name_of(looks[0], viewer),
                "detail": " · ".join(
                    filter(None, [role_words(role), companies.get(user_id) or house_of(role, viewer)])
                ),
                "looks": sorted(looks, key=lambda row: row.at),
            }
            for (user_id, role), looks in people.items()
        ]
        days.append((day, lines))
    return days


def companies_of(users):
    """{user: names of the companies}, in one question."""
    found = CompanyContact.objects.filter(member__user__in=users, member__role=Role.SUPERVISOR) if users else ()
    names = {}
    for contact in found and found.select_related("company", "member").order_by("company__name"):
        names.setdefault(contact.member.user_id, []).append(contact.company.name)
    return {user: ", ".join(many) for user, many in names.items()}


def name_of(look, viewer):
    """The name; guardians do not follow each other's reading by name."""
    if look.role == Role.GUARDIAN and viewer.role == Role.GUARDIAN and look.user_id != viewer.user_id:
        return _("Een andere ouder of verzorger")
    return look.user.name if look.user else _("Iemand die er niet meer is")


def role_words(role):
    """The role as it was then."""
    return str(Role(role).label if role in Role.values else _("beheer van het platform"))


def house_of(role, viewer):
    """Where somebody works: colleagues at the school, the platform's staff at Stagebureau."""
    if role in STAFF:
        return viewer.school.name
    return "" if role in Role.values else "Stagebureau"
