"""The guardian's page: one per child. Where, when, who, how is it going, and what is asked."""

from datetime import timedelta

from django.db.models import OuterRef, Subquery
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.growth import ladder
from contracts.enums import ContractState
from contracts.models import Contract
from placements.attendance import summary
from placements.enums import PlacementState, Presence
from placements.line import walk
from placements.models import AttendanceDay, Placement
from schools.access import open_to
from schools.enums import Looked, Role
from schools.models import Student
from schools.models.student import eighteen_years_before
from schools.reading import looked_at
from stagebureau.views.homes.student import LIVE_FIRST, to_sign
from stagebureau.views.homes.supervisor import put_in_words

READ_UNTIL = timedelta(days=14)  # after the first day the contract is found under "Meer lezen"


def home(request):
    """The page of the child, or the choice when there are more."""
    children = list(Student.objects.visible_to(request.member).select_related("mentor__user").for_list()[:20])
    if len(children) == 1:
        return show(request, children[0])
    return render(request, "stagebureau/home_guardian.html", {"children": children})


@open_to(Role.GUARDIAN)
def child(request, pk):
    """The page of one child."""
    children = Student.objects.visible_to(request.member).select_related("mentor__user")
    return show(request, get_object_or_404(children, pk=pk), one_of_more=True)


def show(request, student, one_of_more=False):
    """Everything of the running stage; a stage that is over stays readable."""
    looked_at(request, Looked.CHILD, student.pk)
    stages = list(stages_of(request.member, student)[:10])
    stage = stages[0] if stages else None
    context = {"child": student, "stage": stage, "earlier": stages[1:], "one_of_more": one_of_more}
    context["mentor"] = (stage and stage.mentor.user) or (student.mentor and student.mentor.user)
    context["is_minor"] = student.birth_date > eighteen_years_before(timezone.localdate())
    context["aloud"] = read_aloud(student, stage)
    if stage:
        put_in_words(stage)
        stage.address = ", ".join(
            filter(None, [stage.company.street, f"{stage.company.postcode} {stage.company.city}".strip()])
        )
        line = walk(stage, stages)
        context["days"] = counted_days(line)
        context["ladder"] = ladder(line)
        is_new = timezone.localdate() <= stage.starts_on + READ_UNTIL
        context["to_read"] = is_new and stage.contract_state == ContractState.SIGNING
    return render(request, "stagebureau/home_child.html", context)


def read_aloud(student, stage):
    """The page in two sentences, for the ear."""
    if stage is None:
        return _("%s heeft nu geen stage.") % student.first_name
    words = {"name": student.first_name, "company": stage.company.name, "days": stage.weekday_words}
    return _("%(name)s loopt stage bij %(company)s, elke %(days)s.") % words


def stages_of(member, student):
    """The stages of the child: the running one first, then what comes, then what was."""
    coming = AttendanceDay.objects.filter(
        placement=OuterRef("pk"), date__gte=timezone.localdate(), presence=Presence.EXPECTED
    ).order_by("date")
    return (
        Placement.objects.visible_to(member)
        .filter(student=student)
        .exclude(state=PlacementState.CANCELLED)
        .select_related("company", "mentor__user", "group__kind")
        .annotate(
            order=LIVE_FIRST,
            sign_id=to_sign(member),
            next_day=Subquery(coming.values("date")[:1]),
            contract_state=Subquery(Contract.objects.filter(placement=OuterRef("pk")).values("state")[:1]),
        )
        .order_by("order", "-starts_on", "pk")
    )


def counted_days(line):
    """How many stage days there were at all places of the line together, and how they went."""
    of_places = summary([one.pk for one in line]).values()
    counts = {key: sum(one[key] for one in of_places) for key in next(iter(of_places))}
    there = counts[Presence.PRESENT] + counts[Presence.LATE]
    return counts | {"there": there, "past": there + counts[Presence.SICK] + counts[Presence.ABSENT]}
