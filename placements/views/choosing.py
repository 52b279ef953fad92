"""A student looks for a place: cards of the companies of the group, and one company."""

from django.db.models import Count, Exists, OuterRef, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from companies.models import Recognition
from core import files
from core.postcode import cycling_minutes, distance_km
from groups.enums import GroupState
from groups.models import GroupStudent, Invitation
from placements.choosing import MOST, why_not
from placements.forms.requests import ChooseFilter
from placements.matching import needed_age
from placements.models import Placement, PlacementRequest
from placements.places import free_places
from placements.sectors import icon_of
from schools.access import open_to
from schools.enums import Role

FAR = 10_000  # km; a company without a postcode comes last


@open_to(Role.STUDENT)
def choose(request):
    """The companies that have a place for this student's group, nearest first."""
    rounds = list(_rounds(request.member))
    choosing = [one for one in rounds if one.group.state == GroupState.CHOOSING]
    asked = request.GET.get("groep", "")
    part = next((one for one in choosing if str(one.group_id) == asked), choosing[0] if choosing else None)
    context = {"part": part, "rounds": choosing, "most": MOST, "waiting": part is None and rounds}
    if part:
        offers = [_offer(invitation, part) for invitation in _invitations(request.member, part)]
        places = free_places([offer["invitation"].pk for offer in offers])
        for offer in offers:
            offer["places"] = list(places.get(offer["invitation"].pk, {}).values())
            offer["is_full"] = not any(one.free for one in offer["places"])
        context["form"] = form = _filter(request, offers, part)
        context["offers"] = sorted(_wanted(offers, form), key=_nearest)
        context["total"] = len(offers)
    return render(request, "placements/choose.html", context)


@open_to(Role.STUDENT)
def offer(request, pk):
    """One company: what you do there, when there is room, and the button to ask."""
    found = _with_proof(Invitation.objects.visible_to(request.member).select_related("company__photo", "group__kind"))
    invitation = get_object_or_404(found, pk=pk)
    part = get_object_or_404(_rounds(request.member), group=invitation.group_id)
    wishes = list(PlacementRequest.objects.filter(group=invitation.group_id, student=part.student_id))
    places = free_places([invitation.pk]).get(invitation.pk, {})
    draft = next((one for one in wishes if one.invitation_id == invitation.pk and one.state == "draft"), None)
    context = _offer(invitation, part) | {
        "draft": draft,
        "part": part,
        "places": list(places.values()),
        "fault": "" if draft else why_not(part.student, invitation, wishes, places),
    }
    return render(request, "placements/offer.html", context)


@open_to(Role.STUDENT)
def photo(request, pk):
    """The photo of a company that this student may choose."""
    found = Invitation.objects.visible_to(request.member).select_related("company__photo")
    stored = get_object_or_404(found, pk=pk).company.photo
    if stored is None:
        raise Http404
    return files.hand_out(request, stored, inline=True)


def _filter(request, offers, part):
    """The filter with what there is to choose from here."""
    sectors = sorted({offer["company"].sector for offer in offers})
    likes = {like for offer in offers for like in offer["company"].likes}
    return ChooseFilter(request.GET, sectors=sectors, likes=likes, weekdays=part.group.weekdays)


def _rounds(member):
    """The groups of this student that are not over, with how many wishes are out and whether there is a place."""
    placed = Placement.objects.live().filter(group=OuterRef("group"), student=OuterRef("student"))
    wishes = PlacementRequest.objects.live().filter(group=OuterRef("group"), student=OuterRef("student"))
    wishes = wishes.order_by().values("student").annotate(n=Count("pk")).values("n")
    return (
        GroupStudent.objects.filter(student__member=member)
        .exclude(group__state=GroupState.FINISHED)
        .select_related("student", "group__kind")
        .annotate(is_placed=Exists(placed), wishes=Subquery(wishes))
        .order_by("group__starts_on", "pk")
    )


def _invitations(member, part):
    own = PlacementRequest.objects.filter(invitation=OuterRef("pk"), student=part.student_id)
    wish = own.exclude(state__in=["withdrawn", "superseded"]).order_by("-pk")
    found = Invitation.objects.visible_to(member).filter(group=part.group_id)
    return _with_proof(found.select_related("company__photo")).annotate(wish_state=Subquery(wish.values("state")[:1]))


def _with_proof(invitations):
    """With the day until which SBB recognises the company, when that is today."""
    valid = Recognition.objects.valid_on(timezone.localdate()).filter(company=OuterRef("company"))
    newest = valid.order_by("-valid_until").values("valid_until")
    return invitations.annotate(recognised_until=Subquery(newest[:1]))


def _offer(invitation, part):
    """What a card says about one company."""
    company, student = invitation.company, part.student
    invitation.group = part.group
    km = distance_km(student.postcode, company.postcode)
    return {
        "invitation": invitation,
        "company": company,
        "icon": icon_of(company.sector),
        "km": km,
        "minutes": cycling_minutes(km),
        "needed_age": needed_age(student, invitation, part.group.starts_on),
        "photo": company.photo if company.photo and not company.photo.withheld else None,
        "aloud": f"{company.name}. {company.description} Wat doe je er? {'. '.join(company.task_list)}.",
    }


def _nearest(offer):
    """Companies with room first, then by distance."""
    return offer["is_full"], FAR if offer["km"] is None else offer["km"]


def _wanted(offers, form):
    """The offers that pass the filter; what cannot be understood does not narrow."""
    asked = form.cleaned_data if form.is_valid() else {}
    for one in offers:
        right_sector = not asked.get("sector") or one["company"].sector == asked["sector"]
        near = not asked.get("afstand") or (one["km"] is not None and one["km"] <= asked["afstand"])
        right_sector = right_sector and (not asked.get("leuk") or asked["leuk"] in one["company"].likes)
        right_age = not asked.get("leeftijd") or not one["needed_age"]
        day = asked.get("dag")
        right_day = day is None or any(p.weekday == day and p.free for p in one["places"])
        if right_sector and right_age and near and right_day:
            yield one
