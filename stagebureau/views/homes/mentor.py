"""The mentor's today: what needs eyes first, who is out today, and the own stages."""

from django.db.models import OuterRef, Subquery
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Assessment
from assessments.planning import due_for
from contracts.enums import ContractState
from contracts.models import Contract
from placements.enums import Presence, RequestState
from placements.models import AttendanceDay, DayReport, Placement, PlacementRequest, StageTalk
from placements.todo import today_of
from stagebureau.counting import Task, count_of, first_of, oldest_first
from stagebureau.links import page_at

MOST = 60
MANY = 2  # so many days without a report are worth a call


def home(request):
    """Red flags first."""
    todo, school = today_of(request.member), request.school
    placements = list(own_placements(request.member)[:MOST])
    out = [placement for placement in placements if placement.today_id]
    for placement in out:
        placement.today = AttendanceDay(
            date=timezone.localdate(), presence=placement.presence,
            starts_at=placement.today_from, ends_at=placement.today_until,
        )
    context = {
        "flags": flags(school, todo),
        "tasks": oldest_first(tasks(school, todo, placements, to_read(request.member))),
        "day": timezone.localdate(),
        "out": sorted(out, key=lambda one: (one.today_from, one.student.last_name)),
        "placements": placements,
    }
    return render(request, "stagebureau/home_mentor.html", context)


def own_placements(member):
    """The own stages, each with its day of today, and what waits to be looked at."""
    today = AttendanceDay.objects.filter(placement=OuterRef("pk"), date=timezone.localdate())
    today = today.exclude(presence=Presence.CANCELLED)
    due = Assessment.objects.filter(pk__in=due_for(member).order_by().values("pk"))
    last_talk = StageTalk.objects.filter(placement=OuterRef("pk")).order_by("-created_at", "-pk")
    return (
        Placement.objects.visible_to(member)
        .live()
        .for_list()
        .annotate(
            today_id=Subquery(today.values("pk")[:1]),
            presence=Subquery(today.values("presence")[:1]),
            today_from=Subquery(today.values("starts_at")[:1]),
            today_until=Subquery(today.values("ends_at")[:1]),
            to_check=count_of(Contract.objects.filter(state=ContractState.SUBMITTED), "placement"),
            refused=count_of(Contract.objects.refused(), "placement"),
            unread=count_of(DayReport.objects.unanswered(), "placement"),
            due=count_of(due, "placement"),
            due_on=first_of(due, "placement", "planned_on"),
            look_again=Subquery(last_talk.values("look_again_on")[:1]),
        )
    )


def to_read(member):
    """How many requests of own students wait until the mentor says they may go on."""
    return PlacementRequest.objects.visible_to(member).filter(state=RequestState.FEEDBACK).count()


def flags(school, todo):
    """Students about whom somebody should call: twice absent, or two worked days without a report. One line each."""
    found = {}
    for row in todo["absent"]:
        page = page_at(school, "placements:days", row["pk_of"])
        words = _("%d keer afwezig zonder reden in vier weken") % row["absent"]
        found[row["pk_of"]] = {"name": row["name"], "words": words, "url": page}
    for row in todo["silent"]:
        if row["silent"] < MANY:
            continue
        words = _("%d stagedagen zonder dagverslag") % row["silent"]
        if row["pk_of"] in found:
            found[row["pk_of"]]["words"] += f" · {words}"
        else:
            page = page_at(school, "placements:reports", row["pk_of"])
            found[row["pk_of"]] = {"name": row["name"], "words": words, "url": page}
    return list(found.values())


def tasks(school, todo, placements, to_read):
    """Requests that wait for a yes, reports to react to, contracts to check, assessments to do."""
    yield Task(
        to_read,
        ngettext("aanvraag wacht op uw mening", "aanvragen wachten op uw mening", to_read),
        f"{page_at(school, 'placements:requests')}?toon=mentor",
        hint=_("Keur goed of geef een tip."),
        icon="chat-left-text",
    )
    oldest, unread = todo["unanswered"][:1], sum(one.unread for one in placements)
    due = [one for one in placements if one.due]
    again = [one for one in placements if one.look_again and one.look_again <= timezone.localdate()]
    if again:
        first = min(again, key=lambda placement: placement.look_again)
        yield Task(
            len(again),
            ngettext("afspraak om op terug te kijken", "afspraken om op terug te kijken", len(again)),
            page_at(school, "placements:guidance", first.pk), first.look_again,
            hint=first.student.first_name, icon="chat-left-text",
        )
    if oldest:
        yield Task(
            unread,
            ngettext("dagverslag wacht op een reactie", "dagverslagen wachten op een reactie", unread),
            page_at(school, "placements:reports", oldest[0].placement_id),
            hint=_("Begin bij %s") % oldest[0].placement.student.first_name,
            icon="journal-text",
        )
    yield from papers(school, placements)
    if due:
        number = sum(one.due for one in due)
        yield Task(
            number,
            ngettext("beoordeling om te doen", "beoordelingen om te doen", number),
            page_at(school, "assessments:due"),
            min(one.due_on for one in due),
            icon="graph-up",
        )


def papers(school, placements):
    """Contracts somebody else has to sign, and those to check."""
    refused = [one for one in placements if one.refused]
    contracts = [one for one in placements if one.to_check]
    if refused:
        yield Task(
            len(refused), ngettext("contract wil iemand anders", "contracten wil iemand anders", len(refused)),
            page_at(school, "contracts:contract", refused[0].pk), refused[0].starts_on, icon="pen",
            hint=refused[0].student.first_name,
        )  # fmt: skip
    if contracts:
        one = min(contracts, key=lambda placement: placement.starts_on)
        yield Task(
            len(contracts),
            ngettext("contract om na te kijken", "contracten om na te kijken", len(contracts)),
            page_at(school, "contracts:contracts") if len(contracts) > 1
            else page_at(school, "contracts:contract", one.pk),
            one.starts_on,
            icon="file-earmark-text",
        )
