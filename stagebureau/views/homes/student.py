"""The student's page: one big card with the next thing, and at most four others."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, OuterRef, Subquery, Value, When
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Assessment
from assessments.planning import due_for
from contracts.enums import ContractState
from contracts.gate import put_missing
from contracts.models import Contract, Signatory
from core.calendar import nl_date
from groups.models import Group
from placements.enums import PlacementState, RequestState, SubmissionState
from placements.lifecycle import UNDECIDED
from placements.models import Placement, PlacementRequest, Submission
from placements.models.request import ASKS_STUDENT
from placements.todo import today_of
from stagebureau.counting import count_of
from stagebureau.links import page_at
from stagebureau.views.homes import beside

MOST_CARDS = 4
TO_DO = [SubmissionState.OPEN, SubmissionState.AGAIN]
LIVE_FIRST = Case(
    When(state=PlacementState.RUNNING, then=Value(0)),
    When(state=PlacementState.PLANNED, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


@dataclass
class Card:
    """At most twelve words: what, and a line about it."""

    label: str
    url: str
    hint: str = ""
    icon: str = ""
    is_stop: bool = False


def home(request):
    """Find out where the student stands and show the one next thing."""
    member = request.member
    days = today_of(member)
    stage = own_stage(member)
    rounds = list(own_rounds(member)[:3])
    due = due_for(member).first() if stage else None
    own = beside.counted_student(member)
    main = next_thing(request.school, days, stage, rounds, due, own)
    more = [*other_things(request.school, days, stage, rounds), *beside.others(request.school, own, Card)]
    cards = [card for card in more if card.url != main.url]
    if own and own.stage_over and main.url != (card := look_back(request.school, own)).url:
        cards.insert(0, card)
    context = {
        "name": request.user.get_short_name(),
        "today": timezone.localdate(),
        "main": main,
        "cards": cards[:MOST_CARDS],
        "aloud": f"{main.label}. {main.hint}",
    }
    return render(request, "stagebureau/home_student.html", context)


def own_stage(member):
    """The stage that runs, else the one that comes, else the last one."""
    contract = Contract.objects.filter(placement=OuterRef("pk"))
    return (
        Placement.objects.visible_to(member)
        .exclude(state=PlacementState.CANCELLED)
        .annotate(
            order=LIVE_FIRST,
            contract_state=Subquery(contract.values("state")[:1]),
            sign_id=to_sign(member),
            to_hand_in=count_of(Submission.objects.filter(state__in=TO_DO), "placement"),
            judged=count_of(Assessment.objects.final(), "placement"),
        )
        .select_related("company")
        .order_by("order", "-starts_on", "pk")
        .first()
    )


def to_sign(member):
    """What of the stage outside waits for the name of this member now, as a column."""
    mine = Signatory.objects.visible_to(member).in_turn().filter(version__contract__placement=OuterRef("pk"))
    return Subquery(mine.order_by("pk").values("pk")[:1])


def own_rounds(member):
    """The groups in which the student may choose, with how far the choosing is."""
    mine = PlacementRequest.objects.filter(student__member=member)
    return (
        Group.objects.visible_to(member)
        .choosing()
        .annotate(
            sent=count_of(mine.filter(state__in=[RequestState.FEEDBACK, *UNDECIDED]), "group"),
            asked=count_of(mine.filter(ASKS_STUDENT), "group"),
            drafts=count_of(mine.filter(state=RequestState.DRAFT), "group"),
            accepted=count_of(mine.filter(state=RequestState.ACCEPTED), "group"),
            placed=count_of(Placement.objects.live().filter(student__member=member), "group"),
        )
        .filter(placed=0)
        .order_by("choose_by", "pk")
    )


def next_thing(school, days, stage, rounds, due, own):
    """The first of these that is so: at the stage, a report, the paper, the own view, choosing, waiting, looking back
    on a place, nothing.
    """
    is_live = stage is not None and stage.state in (PlacementState.PLANNED, PlacementState.RUNNING)
    candidates = [
        days["today"] and days["today"].is_closed and not_yet(school, days["today"].placement),
        days["today"] and not days["is_checked_in"] and at_the_stage(school, days["today"]),
        days["missing"] and write_report(school, days["missing"][0]),
        stage and needs_contract(stage) and fill_in(school, stage),
        stage and stage.sign_id and put_name(school, stage),
        due and own_view(school, due),
        *beside.urgent(school, own, Card),
        *[say_yes(school) for group in rounds if group.asked],
        *[choose(school, group) for group in rounds if not group.sent],
        *[wait(school, group) for group in rounds if group.sent],
        days["next"] and see_you(school, days["next"]),
        is_live and first_day(school, stage),
        own and own.stage_over and look_back(school, own),
    ]
    nothing = Card(_("Je hoeft nu niets te doen"), page_at(school, "school_home"), _("Kom later terug."), "check-lg")
    return next((card for card in candidates if card), nothing)


def needs_contract(stage):
    """The student's own part of the contract is still to be filled in."""
    is_live = stage.state in (PlacementState.PLANNED, PlacementState.RUNNING)
    return is_live and stage.contract_state in (None, ContractState.DRAFT)


def not_yet(school, placement):
    """The paper is not whole, so nobody may work today: what misses, and the way to what to do now."""
    put_missing([placement])
    hint = placement.missing.sentence if placement.missing else ""
    there = page_at(school, "contracts:contract", placement.pk)
    return Card(_("Je mag nog niet beginnen"), there, hint, "exclamation-triangle-fill", is_stop=True)


def at_the_stage(school, day):
    where = f"{day.placement.company.name} · {day.starts_at:%H:%M}"
    return Card(_("Ben je op je stage?"), page_at(school, "placements:days", day.placement_id), where, "geo-alt")


def write_report(school, day):
    today = day.date == timezone.localdate()
    return Card(
        _("Wat heb je gedaan?"),
        page_at(school, "placements:report_write", day.placement_id, day.date),
        _("Schrijf over vandaag.") if today else _("Schrijf over %s.") % nl_date(day.date, weekday=True, year=False),
        "journal-text",
    )


def fill_in(school, stage):
    return Card(
        _("Vul je contract in"), page_at(school, "contracts:contract", stage.pk),
        _("Klaar in vijf minuten."), "file-earmark-text",
    )


def put_name(school, stage):
    return Card(
        _("Teken je contract"), page_at(school, "contracts:sign", stage.sign_id), stage.company.name, "pen"
    )


def own_view(school, assessment):
    return Card(
        _("Hoe vind jij dat het gaat?"), page_at(school, "assessments:fill", assessment.pk, 1),
        _("Jij vult in. Daarna praten jullie."), "graph-up",
    )


def look_back(school, own):
    return Card(
        _("Hoe was je stage?"), page_at(school, "placements:rating", own.stage_over),
        _("Drie gezichtjes over %s.") % own.company_over, "emoji-smile",
    )


def choose(school, group):
    if group.drafts:
        hint = _("Je aanvraag is nog niet verstuurd.")
    elif group.choose_by:
        hint = _("Kies vóór %s.") % nl_date(group.choose_by, year=False)
    else:
        hint = _("Welk bedrijf past bij jou?")
    name = "placements:requests" if group.drafts else "placements:choose"
    label = _("Maak je aanvraag af") if group.drafts else _("Kies een stage")
    return Card(label, page_at(school, name), hint, "search")


def say_yes(school):
    return Card(
        _("Er is een antwoord voor jou"), page_at(school, "placements:requests"), _("Zeg ja of nee."), "chat-left-text"
    )


def wait(school, group):
    hint = ngettext("%d aanvraag is verstuurd.", "%d aanvragen zijn verstuurd.", group.sent) % group.sent
    return Card(_("Even wachten op school"), page_at(school, "placements:requests"), hint, "hourglass-split")


def see_you(school, day):
    when = nl_date(day.date, weekday=True, year=False)
    return Card(
        _("Je volgende stagedag"), page_at(school, "placements:placement", day.placement_id),
        f"{when.capitalize()} · {day.starts_at:%H:%M}", "calendar3",
    )


def first_day(school, stage):
    hint = _("Begint %s.") % nl_date(stage.starts_on, weekday=True, year=False)
    return Card(_("Je stage komt eraan"), page_at(school, "placements:placement", stage.pk), hint, "briefcase")


def other_things(school, days, stage, rounds):
    """What may be looked at as well, the most useful first."""
    if stage:
        if needs_contract(stage):
            yield fill_in(school, stage)
        if stage.sign_id:
            yield put_name(school, stage)
        hours = f"{stage.weekday_short} · {stage.starts_at:%H:%M} – {stage.ends_at:%H:%M}"
        yield Card(stage.company.name, page_at(school, "placements:placement", stage.pk), hours, "briefcase")
        if stage.to_hand_in:
            words = ngettext("%d opdracht te doen", "%d opdrachten te doen", stage.to_hand_in) % stage.to_hand_in
            yield Card(_("Opdrachten"), page_at(school, "placements:assignments", stage.pk), words, "clipboard-check")
        if days["today"] and not days["today"].is_closed:
            yield Card(
                _("Ziek of te laat?"), page_at(school, "placements:days", stage.pk), _("Dit moet je doen."), "clock"
            )
        yield Card(
            _("Mijn dagverslagen"), page_at(school, "placements:reports", stage.pk), _("Lees ze terug."),
            "journal-text",
        )
        if stage.judged:
            words = ngettext("%d keer beoordeeld", "%d keer beoordeeld", stage.judged) % stage.judged
            growth = page_at(school, "assessments:assessments", stage.pk)
            yield Card(_("Hoe gaat het met mij?"), growth, words, "graph-up")
        if stage.contract_state and not needs_contract(stage):
            yield Card(_("Mijn contract"), page_at(school, "contracts:contract", stage.pk), "", "file-earmark-text")
    if rounds:
        yield Card(_("Bedrijven bekijken"), page_at(school, "placements:choose"), _("Waar kun je heen?"), "building")
        yield Card(_("Mijn aanvragen"), page_at(school, "placements:requests"), _("Zo staat het ervoor."), "list")
