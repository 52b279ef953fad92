"""The company's page: the students who come, what is asked, and the other schools that know this person."""

from django.db.models import Exists, OuterRef, Subquery
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Assessment
from assessments.planning import due_for
from contracts.models import Contract
from core.calendar import nl_date
from core.templatetags.ui_words import date_range, times
from groups.enums import GroupState, InvitationState
from groups.models import Invitation
from placements.enums import Presence
from placements.models import AttendanceDay, Placement
from placements.todo import today_of
from schools.enums import Purpose
from schools.everywhere import gather
from schools.letters import address_of
from schools.models import Letter
from stagebureau.counting import first_of
from stagebureau.views.homes import beside
from stagebureau.views.homes.student import to_sign

MOST = 40


def home(request):
    """What is asked first, then who comes when."""
    todo = today_of(request.member)
    per_placement = {}
    for day in [*todo["to_confirm"], *todo["to_fill"]]:
        per_placement.setdefault(day.placement_id, []).append(day)
    placements = list(own_placements(request.member)[:MOST])
    for placement in placements:
        put_in_words(placement)
        waiting = per_placement.get(placement.pk, [])
        placement.waiting = len(waiting)
        placement.waiting_words = ngettext("dag om na te kijken", "dagen om na te kijken", len(waiting))
    questions = list(questions_to(request.member))
    context = {
        "placements": placements,
        "waiting": [placement for placement in placements if placement.waiting],
        "to_check": [placement for placement in placements if placement.to_check],
        "to_sign": [placement for placement in placements if placement.sign_id],
        "due": [placement for placement in placements if placement.due_id],
        "questions": [question for question in questions if question.state == InvitationState.ASKED],
        "answered": [question for question in questions if question.state != InvitationState.ASKED],
        "elsewhere": other_schools(request),
        "beside": beside.of_company(request),
    }
    return render(request, "stagebureau/home_supervisor.html", context)


def own_placements(member):
    """The stages at the own company, each with its next day and the assessment that may be filled in."""
    coming = AttendanceDay.objects.filter(
        placement=OuterRef("pk"), date__gte=timezone.localdate(), presence=Presence.EXPECTED
    ).order_by("date")
    due = Assessment.objects.filter(pk__in=due_for(member).order_by().values("pk"))
    asked = Contract.objects.asked_company().filter(placement=OuterRef("pk"))
    return (
        Placement.objects.visible_to(member)
        .live()
        .for_list()
        .annotate(
            next_day=Subquery(coming.values("date")[:1]),
            sign_id=to_sign(member),
            due_id=first_of(due, "placement", "pk"),
            due_on=first_of(due, "placement", "planned_on"),
            to_check=Exists(asked),
        )
    )


def put_in_words(placement):
    """When the student comes, for reading."""
    placement.hours = times(placement.starts_at, placement.ends_at)
    placement.period = date_range(placement.starts_on, placement.ends_on)
    placement.next_words = placement.next_day and nl_date(placement.next_day, weekday=True, year=False)


def questions_to(member):
    """Questions for places in rounds that still run, each with the address where it is answered."""
    letter = Letter.objects.valid().filter(
        member=member, purpose=Purpose.AVAILABILITY, about=OuterRef("pk")
    )
    questions = (
        Invitation.objects.visible_to(member)
        .exclude(state=InvitationState.NEW)
        .filter(group__state__in=[GroupState.ASKING, GroupState.CHOOSING])
        .annotate(secret=Subquery(letter.values("secret")[:1]))
        .exclude(secret=None)
        .select_related("group", "company")
        .order_by("group__answer_by", "pk")
    )
    for question in questions:
        paper = Letter(school_id=member.school_id, secret=question.secret, purpose=Purpose.AVAILABILITY)
        question.link = address_of(paper, member.school)
        yield question


def other_schools(request):
    """[(school, how many stages in words)] elsewhere, each school opened apart."""
    is_here = lambda member: member.school_id == request.school.pk  # noqa: E731
    counted = gather(request, lambda member: is_here(member) or Placement.objects.visible_to(member).live().count())
    return [(member.school, stages(number)) for member, number in counted if not is_here(member)]


def stages(number):
    """How many, in words."""
    return ngettext("%d stagiair", "%d stagiairs", number) % number if number else _("nu geen stagiairs")
