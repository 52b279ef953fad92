"""How far everybody in a group is: one line per student with the next step, and counters.

The number of questions to the database does not grow with the number of students.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessments.enums import AssessmentState
from assessments.models import Assessment
from contracts.enums import ContractState
from contracts.models import Contract
from core.calendar import nl_date
from groups.enums import GroupState, InvitationState
from groups.models import GroupStudent, Invitation
from placements.enums import PlacementState, RequestState
from placements.lifecycle import UNDECIDED
from placements.models import HelpCall, Placement, PlacementRequest

LADDER = {  # stand: words on the page, tone of the badge
    "no_wish": (_("geen wens"), "warn"),
    "draft": (_("is bezig met een wens"), "wait"),
    "wish": (_("wens gedaan"), "info"),
    "declined": (_("geen plek"), "warn"),
    "placed": (_("geplaatst"), "ok"),
    "contract": (_("contract"), "info"),
    "running": (_("loopt"), "ok"),
    "ended": (_("gestopt"), "stop"),
    "assessed": (_("beoordeeld"), "ok"),
}
TO_CHECK = {ContractState.SUBMITTED, ContractState.CHECKED}
WITHOUT_PLACE = {"no_wish", "draft", "wish", "declined", "ended"}


@dataclass
class Line:
    """One student in one group: where the student stands and what comes next."""

    student: Any
    stand: str
    company: str = ""
    next_words: str = ""
    next_url: str = ""
    placement: Any = None
    help_since: Any = None  # a hulpvraag goes on since

    @property
    def words(self):
        return LADDER[self.stand][0]

    @property
    def tone(self):
        return LADDER[self.stand][1]

    @property
    def has_place(self):
        return self.stand not in WITHOUT_PLACE

    @property
    def has_contract_to_check(self):
        return bool(self.placement) and self.placement.contract_state in TO_CHECK


def lines(group, slug):
    """A Line for every student of the group, by class and name. Three questions."""
    placements, requests = {}, {}
    for placement in placements_of(group):
        placements.setdefault(placement.student_id, placement)
    wanted = PlacementRequest.objects.filter(group=group).select_related("invitation__company").order_by("rank", "pk")
    for request in wanted:
        requests.setdefault(request.student_id, []).append(request)
    found = []
    for row in HelpCall.objects.beside(GroupStudent.objects.filter(group=group).for_list()):
        pk = row.student_id
        found.append(line_of(group, row.student, placements.get(pk), requests.get(pk, []), slug))
        found[-1].help_since = row.help_since
    return found


def placements_of(group):
    """Stages of the group, the newest live one first, with the stand of the contract and of the assessment."""
    contract = Contract.objects.filter(placement=OuterRef("pk")).values("state")[:1]
    final = Assessment.objects.filter(placement=OuterRef("pk"), state=AssessmentState.FINAL)
    stages = Placement.objects.filter(group=group).exclude(state=PlacementState.CANCELLED).select_related("company")
    stages = stages.annotate(contract_state=Subquery(contract), is_assessed=Exists(final))
    is_over = Q(state__in=[PlacementState.ENDED_EARLY, PlacementState.TRANSFERRED])
    return stages.annotate(was_stopped=Exists(Placement.objects.filter(is_over, pk=OuterRef("pk")))).order_by(
        "was_stopped", "-pk"
    )


def page(slug, name, pk):
    """The address of a page about one thing."""
    return reverse(name, args=[slug, pk])


def line_of(group, student, placement, requests, slug):
    """Where this student stands on the ladder."""
    if placement is None:
        return line_without_place(group, student, requests, slug)
    stand, words, name = step_of(placement)
    url = page(slug, name, placement.pk)
    return Line(student, stand, placement.company.name, words, url, placement)


def line_without_place(group, student, requests, slug):
    """The student has no place yet: help to wish, or look at the wishes."""
    states = {request.state for request in requests}
    posted = [request for request in requests if request.state in UNDECIDED]
    here = page(slug, "schools:student", student.pk)
    if posted:
        board = page(slug, "placements:board", group.pk)
        first = posted[0].invitation.company.name
        words = _("Bekijk de aanvraag") if len(posted) == 1 else _("Bekijk de %(n)s aanvragen") % {"n": len(posted)}
        return Line(student, "wish", _("1e keuze: %(name)s") % {"name": first}, words, board)
    if states & {RequestState.DRAFT, RequestState.FEEDBACK}:
        return Line(student, "draft", "", _("Help de aanvraag af te maken"), here)
    if RequestState.DECLINED in states:
        return Line(student, "declined", "", _("Zoek samen een ander bedrijf"), here)
    if group.state == GroupState.DRAFT:
        return Line(student, "no_wish", "", _("Vraag eerst de bedrijven"), page(slug, "groups:group_ask", group.pk))
    if group.state == GroupState.ASKING and getattr(group, "yes_count", None) == 0:
        return Line(student, "no_wish", "", _("Wacht op de bedrijven"), page(slug, "groups:group_answers", group.pk))
    if group.state == GroupState.ASKING:
        return Line(student, "no_wish", "", _("Laat leerlingen kiezen"), page(slug, "groups:group", group.pk))
    return Line(student, "no_wish", "", _("Help kiezen: nog geen wens"), here)


def step_of(placement):
    """(stand, what now, page) of a stage."""
    contract, state = placement.contract_state, placement.state
    if state in (PlacementState.ENDED_EARLY, PlacementState.TRANSFERRED):
        return "ended", _("Praat over wat nu kan"), "placements:placement"
    if contract in TO_CHECK:
        words = _("Kijk het contract na") if contract == ContractState.SUBMITTED else _("Print het contract")
        return "assessed" if placement.is_assessed else "contract", words, "contracts:contract"
    if placement.is_assessed:
        return "assessed", _("Bekijk de beoordeling"), "assessments:assessments"
    if state == PlacementState.COMPLETED:
        return "running", _("Maak de eindbeoordeling"), "assessments:assessments"
    if contract in (None, ContractState.DRAFT):
        return "placed", _("Contract: de leerling vult in"), "contracts:contract"
    if state == PlacementState.RUNNING:
        return "running", _("Plan de beoordeling"), "assessments:assessments"
    begin = nl_date(placement.starts_on, year=False)
    return "contract", _("Laat tekenen vóór %(date)s") % {"date": begin}, "contracts:contract"


def counts_of(lines, group):
    """The four counters above the lines. One question more."""
    silent = Count("pk", filter=Q(state=InvitationState.ASKED))
    companies = Invitation.objects.filter(group=group).aggregate(
        silent=silent,
        new=Count("pk", filter=Q(state=InvitationState.NEW)),
        call=Count("pk", filter=Q(state=InvitationState.CALL)),
    )
    return {
        "without_place": sum(not line.has_place for line in lines),
        "wishes": sum(line.stand == "wish" for line in lines),
        "contracts": sum(line.has_contract_to_check for line in lines),
        **companies,
    }


def totals(groups):
    """The same counters over several groups at once, for the first page of a coordinator. Four questions."""
    placed = Placement.objects.filter(group=OuterRef("group"), student=OuterRef("student")).exclude(
        state__in=[PlacementState.CANCELLED, PlacementState.ENDED_EARLY, PlacementState.TRANSFERRED]
    )
    return {
        "without_place": GroupStudent.objects.filter(~Exists(placed), group__in=groups).count(),
        "silent": Invitation.objects.silent().filter(group__in=groups).count(),
        "wishes": PlacementRequest.objects.waiting().filter(group__in=groups).count(),
        "contracts": Contract.objects.filter(state__in=TO_CHECK, placement__group__in=groups).count(),
    }
