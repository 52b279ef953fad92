"""Steps of the tests about proposals."""

from django.urls import reverse

from core.tenancy import for_school
from placements.models import MatchRule, PlanLine
from placements.planning import make_plan
from tests.factories import InvitationFactory, give_seats


def stage_days(group, *weekdays):
    with for_school(group.school):
        return [day for day in group.stage_days() if day.weekday() in (weekdays or group.weekdays)]


def open_on(group, days, **facts):
    """A company with one seat on these days only."""
    return give_seats(InvitationFactory(school=group.school, group=group, **facts), days=days)


def never(wish):
    """This student never goes to that company."""
    facts = {"school_id": wish.school_id, "student": wish.student, "company": wish.invitation.company}
    return MatchRule.objects.create(kind="never", reason="Zijn broer werkt er", **facts)


def page(group, name, *args):
    return reverse(f"placements:{name}", args=[group.school.slug, group.pk, *args])


def proposed(group, coordinator, aim="together"):
    """{first name: company or None} of a new proposal."""
    with for_school(group.school):
        plan = make_plan(group, by=coordinator, aim=aim)
        lines = plan.lines.select_related("student", "invitation__company")
        return {line.student.first_name: line.invitation and line.invitation.company.name for line in lines}


def limits(group, coordinator, wish):
    """What stands in the way of this wish."""
    with for_school(group.school):
        plan = make_plan(group, by=coordinator)
        line = plan.lines.get(student=wish.student_id)
        return next((limit["code"] for limit in line.limits if limit["wish"] == wish.pk), "")


def the_line(group, student=None):
    with for_school(group.school):
        lines = PlanLine.objects.filter(student=student) if student else PlanLine.objects.all()
        return lines.order_by("pk").first()
