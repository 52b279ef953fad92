"""The coordinator's day: what must happen, oldest deadline first, and how the own groups stand."""

from django.db.models import Exists, OuterRef
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Assessment
from assessments.planning import due_for
from companies.models import Company, ProfileProposal
from contracts.enums import ContractState
from contracts.models import Addendum, Contract, PartnerAgreement
from core.models import OutgoingMail
from groups.enums import GroupState, InvitationState
from groups.models import Group, GroupStudent, Invitation
from placements.enums import RequestState
from placements.models import HelpCall, Placement, PlacementRequest
from placements.todo import today_of
from schools.enums import Role
from schools.models import DataRequest, LoginCode, Membership, School, Student
from stagebureau.counting import Task, count_of, first_of, oldest_first
from stagebureau.links import page_at
from stagebureau.views.failed_mail import NOT_ARRIVED
from stagebureau.views.homes import beside

MOST_GROUPS = 24
ANSWERED = [InvitationState.YES, InvitationState.CALL, InvitationState.NO]



def home(request):
    """Lead a new coordinator by the hand; show the others what must happen."""
    school = counted_school(request.member)
    groups = list(counted_groups(request.member)[:MOST_GROUPS])
    mine = [group for group in groups if group.coordinator_id == request.member.place_id] or groups
    for group in mine:
        group.done, group.total, group.stand = progress_of(group)
        group.url = page_at(school, "cockpit", group.pk)
    steps = first_steps(school, groups)
    for step in steps:
        step["next"] = step is next((one for one in steps if not one["done"]), None)
    context = {
        "tasks": oldest_first([*tasks_of_school(school), *tasks_of_groups(school, mine), *beside.tasks_of(school)]),
        "groups": mine,
        "others": len(groups) - len(mine),
        "steps": steps,
        "is_new": not all(step["done"] for step in steps) and not school.placements,
        "today": today_of(request.member) if school.placements else {},
    }
    return render(request, "stagebureau/home_coordinator.html", context)


def counted_school(member):
    """The school with what is counted over all groups."""
    to_check = Contract.objects.filter(state=ContractState.SUBMITTED)
    due = Assessment.objects.filter(pk__in=due_for(member).order_by().values("pk"))
    failed = OutgoingMail.objects.filter(state__in=NOT_ARRIVED)
    return School.objects.annotate(
        students=count_of(Student.objects.enrolled(), "school"),
        colleagues=count_of(Membership.objects.filter(role__in=[Role.MENTOR, Role.DIRECTOR]), "school"),
        companies=count_of(Company.objects.active(), "school"),
        codes=count_of(LoginCode.objects.exclude(state=LoginCode.State.VOID), "school"),
        placements=count_of(Placement.objects.live(), "school"),
        unlawful=count_of(Placement.objects.unlawful(), "school"),
        unlawful_from=first_of(Placement.objects.unlawful(), "school", "unlawful_from"),
        contracts=count_of(to_check, "school"),
        refused=count_of(Contract.objects.refused(), "school"),
        contracts_due=first_of(to_check, "school", "placement__starts_on"),
        assessments=count_of(due, "school"),
        assessments_due=first_of(due, "school", "planned_on"),
        failed=count_of(failed, "school"),
        stuck=count_of(Addendum.objects.stuck(), "school"),
        stuck_from=first_of(Addendum.objects.stuck(), "school", "effective_from"),
        stuck_pk=first_of(Addendum.objects.stuck(), "school", "pk"),
        proposals=count_of(ProfileProposal.objects.open(), "school"),
        agreements=count_of(PartnerAgreement.objects.nearly_over(), "school"),
        agreements_until=first_of(PartnerAgreement.objects.nearly_over(), "school", "valid_until"),
        data_requests=count_of(DataRequest.objects.waiting(), "school"),
        **beside.counted(),
        **{name: count_of(wishes, "school") for name, wishes in by_stand().items()},
    ).get(pk=member.school_id)


def by_stand():
    """The requests on which somebody waits, by what the coordinator can do about it."""
    wishes = PlacementRequest.objects
    return {
        "to_soften": wishes.filter(state=RequestState.REFUSED),
        "both_yes": wishes.filter(state=RequestState.AGREED),
        "company_yes": wishes.filter(state=RequestState.PROPOSED),
        "nearly_over": wishes.unanswered().exclude(warned_on=None),
        "at_mentor": wishes.filter(state=RequestState.FEEDBACK),
    }


def counted_groups(member):
    """The groups that are not over, each with what is counted in it."""
    asked = Invitation.objects.exclude(state=InvitationState.NEW)
    placed = Placement.objects.live().filter(group=OuterRef("group"), student=OuterRef("student"))
    return (
        Group.objects.visible_to(member)
        .open()
        .select_related("kind")
        .annotate(
            students=count_of(GroupStudent.objects.all(), "group"),
            without=count_of(GroupStudent.objects.exclude(Exists(placed)), "group"),
            companies=count_of(Invitation.objects.all(), "group"),
            asked=count_of(asked, "group"),
            answered=count_of(asked.filter(state__in=ANSWERED), "group"),
            silent=count_of(Invitation.objects.silent(), "group"),
            bounced=count_of(Invitation.objects.bounced(), "group"),
            to_call=count_of(Invitation.objects.filter(state=InvitationState.CALL), "group"),
            yes=count_of(Invitation.objects.filter(state=InvitationState.YES), "group"),
            waiting=count_of(PlacementRequest.objects.waiting(), "group"),
            help_silent=count_of(HelpCall.objects.silent(), "group"),
            help_asked=first_of(HelpCall.objects.silent(), "group", "asked_at__date"),
        )
        .order_by("starts_on", "name", "pk")
    )


def progress_of(group):
    """(done, of how many, in words) for the card of a group."""
    if group.state == GroupState.DRAFT:
        return group.asked, group.companies, _("bedrijven gevraagd")
    if group.state == GroupState.ASKING:
        return group.answered, group.asked, _("bedrijven hebben geantwoord")
    return group.students - group.without, group.students, _("leerlingen hebben een stage")


def tasks_of_groups(school, groups):
    """What each group asks for; a counter leads to the place where it is done."""
    for group in groups:
        board = page_at(school, "placements:board", group.pk)
        call = page_at(school, "groups:call_list", group.pk)
        late = Task(0, "", "", group.answer_by).days_late > 0
        words = {"hint": group.name}
        yield Task(
            group.bounced,
            ngettext(
                "vraag kwam niet aan: kijk het adres na", "vragen kwamen niet aan: kijk het adres na", group.bounced
            ),
            page_at(school, "groups:group_answers", group.pk) + "?toon=fout",
            group.answer_by, icon="envelope", **words,
        )
        yield Task(
            group.to_call,
            ngettext("bedrijf wil gebeld worden", "bedrijven willen gebeld worden", group.to_call),
            call, group.answer_by, icon="telephone", **words,
        )
        yield Task(
            group.silent if late else 0,
            ngettext("bedrijf gaf geen antwoord: bellen", "bedrijven gaven geen antwoord: bellen", group.silent),
            call, group.answer_by, icon="telephone", **words,
        )
        yield Task(
            group.waiting,
            ngettext("aanvraag om te bekijken", "aanvragen om te bekijken", group.waiting),
            board, group.choose_by or group.starts_on, icon="chat-left-text", **words,
        )
        yield Task(
            group.without if group.state in (GroupState.CHOOSING, GroupState.RUNNING) else 0,
            ngettext("leerling zonder plek", "leerlingen zonder plek", group.without),
            board if group.state == GroupState.CHOOSING else group.url, group.starts_on, icon="people", **words,
        )
        yield unanswered_help(school, group)
        yield Task(
            group.yes if group.state == GroupState.ASKING and group.students else 0,
            ngettext(
                "bedrijf met plek: laat leerlingen kiezen",
                "bedrijven met plek: laat leerlingen kiezen",
                group.yes,
            ),
            page_at(school, "groups:group", group.pk), group.answer_by, icon="check-lg", **words,
        )
        yield Task(
            group.companies - group.asked,
            ngettext("bedrijf nog niet gevraagd", "bedrijven nog niet gevraagd", group.companies - group.asked),
            page_at(school, "groups:group_ask", group.pk), group.answer_by, icon="send", **words,
        )


def unanswered_help(school, group):
    """Calls for help to SBB or the werkgeversservicepunt that wait two weeks."""
    words = ngettext("hulpvraag zonder antwoord", "hulpvragen zonder antwoord", group.help_silent)
    page = page_at(school, "placements:help_calls")
    return Task(group.help_silent, words, page, group.help_asked, hint=group.name, icon="question-circle-fill")


def unlawful_stage(school):
    """Stages that came to have a day that the law forbids, for the lesson hours or the holidays changed."""
    words = ngettext("stage past niet meer bij de regels", "stages passen niet meer bij de regels", school.unlawful)
    page = page_at(school, "placements:placements") + "?stand=regels"
    hint = _("Te lang of te veel, met de lesuren erbij.")
    return Task(school.unlawful, words, page, school.unlawful_from, hint=hint, icon="clock")


def stuck_change(school):
    """Changes of contracts that everybody signed and the stage cannot follow."""
    words = ngettext(
        "getekende wijziging die nog niet kan ingaan", "getekende wijzigingen die nog niet kunnen ingaan", school.stuck
    )
    url = page_at(school, "contracts:addendum", school.stuck_pk) if school.stuck else ""
    return Task(school.stuck, words, url, school.stuck_from, icon="file-earmark-text")


def ending_agreement(school):
    """Agreements with an mbo that end within eight weeks; without one no leer-werktraject begins."""
    words = ngettext("overeenkomst met een mbo loopt af", "overeenkomsten met het mbo lopen af", school.agreements)
    page = page_at(school, "contracts:agreements")
    return Task(school.agreements, words, page, school.agreements_until, icon="mortarboard")


def tasks_of_requests(school):
    """Requests on which somebody waits; the list shows which."""
    here = page_at(school, "placements:requests")
    n = school.to_soften
    yield Task(
        n, ngettext("bedrijf zegt nee: vertel het de leerling", "bedrijven zeggen nee: vertel het de leerlingen", n),
        f"{here}?toon=nee", hint=_("Eerst langs u."), icon="chat-left-text",
    )
    n = school.both_yes
    yield Task(
        n, ngettext("leerling en bedrijf zeggen ja: leg vast", "leerlingen en bedrijven zeggen ja: leg vast", n),
        f"{here}?toon=ja", icon="check-lg",
    )
    n = school.nearly_over
    yield Task(
        n, ngettext("aanvraag verloopt bijna", "aanvragen verlopen bijna", n), f"{here}?toon=verloopt", icon="clock"
    )
    n = school.company_yes
    yield Task(
        n, ngettext("bedrijf wil graag, leerling kiest", "bedrijven willen graag, leerlingen kiezen", n),
        f"{here}?toon=ja", icon="hourglass-split",
    )
    n = school.at_mentor
    yield Task(
        n, ngettext("aanvraag ligt bij de mentor", "aanvragen liggen bij de mentor", n),
        f"{here}?toon=mentor", icon="hourglass-split",
    )


def tasks_of_school(school):
    """What is asked over all groups."""
    yield from tasks_of_requests(school)
    yield unlawful_stage(school)
    yield stuck_change(school)
    yield ending_agreement(school)
    yield Task(
        school.contracts,
        ngettext("contract om na te kijken", "contracten om na te kijken", school.contracts),
        page_at(school, "contracts:contracts"), school.contracts_due, icon="file-earmark-text",
    )
    yield Task(
        school.refused,
        ngettext("contract wil iemand anders", "contracten wil iemand anders", school.refused),
        f"{page_at(school, 'contracts:contracts')}?stand=draft", icon="pen", hint=_("Pas het aan."),
    )
    yield Task(
        school.assessments,
        ngettext("beoordeling om te doen", "beoordelingen om te doen", school.assessments),
        page_at(school, "assessments:due"), school.assessments_due, icon="graph-up",
    )
    yield Task(
        school.failed,
        ngettext("mail kwam niet aan", "mails kwamen niet aan", school.failed),
        page_at(school, "failed_mail"), icon="envelope", hint=_("Kijk het adres na."),
    )
    yield Task(
        school.proposals,
        ngettext("voorstel van een bedrijf", "voorstellen van bedrijven", school.proposals),
        page_at(school, "companies:proposals"), icon="building", hint=_("Neemt u de wijziging over?"),
    )
    yield Task(
        school.data_requests,
        ngettext("vraag om gegevens", "vragen om gegevens", school.data_requests),
        page_at(school, "schools:data_requests"), icon="download", hint=_("Geef antwoord binnen een maand."),
    )


def first_steps(school, groups):
    """The six steps with which a school begins, and which are done."""
    first = groups[0].pk if groups else None
    return [
        {
            "title": _("Nodig uw collega’s uit"),
            "text": _("De begeleiders staan dan bij hun leerlingen, en de directeur ziet de contracten."),
            "done": school.colleagues > 0,
            "url": page_at(school, "schools:members"),
        },
        {
            "title": _("Lees de leerlingen in"),
            "text": _("Uit Magister of Somtoday, of geplakt uit Excel. U ziet eerst een proef."),
            "done": school.students > 0,
            "url": page_at(school, "import_new", "leerlingen"),
        },
        {
            "title": _("Print de inlogbrieven"),
            "text": _("Elke leerling krijgt een brief met een code. Een e-mailadres is niet nodig."),
            "done": school.codes > 0,
            "url": page_at(school, "schools:login_letters"),
        },
        {
            "title": _("Lees de bedrijven in"),
            "text": _("Met de contactpersonen. Een lijst uit Excel is genoeg."),
            "done": school.companies > 0,
            "url": page_at(school, "import_new", "bedrijven"),
        },
        {
            "title": _("Maak een stagegroep"),
            "text": _("Wie gaan er, wanneer, en bij welke bedrijven? De vakanties staan er al in."),
            "done": bool(groups),
            "url": page_at(school, "groups:group_new"),
        },
        {
            "title": _("Vraag de bedrijven"),
            "text": _("Elk bedrijf krijgt een mail en geeft in twee minuten door welke dagen kunnen."),
            "done": any(group.asked for group in groups),
            "url": page_at(school, "groups:group_ask", first) if first else page_at(school, "groups:groups"),
        },
    ]
