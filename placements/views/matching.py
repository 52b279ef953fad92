"""The coordinator matches: the board, a match, a place without a wish, and a kind no."""

from collections import Counter

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.moves import MoveRefused
from groups.models import Group, Invitation
from placements.answering import decline
from placements.board import company_rows, days_of, student_rows
from placements.declining import advice
from placements.forms.matching import ArrangeForm, BoardFilter, DeclineForm
from placements.lawful import ReasonWanted
from placements.line import learned_of
from placements.matching import match, place
from placements.models import MatchReview, PlacementRequest
from placements.places import free_places
from placements.reasons import choices
from schools.access import open_to
from schools.enums import Looked, Role
from schools.models import Student
from schools.reading import looked_at


@open_to(Role.COORDINATOR)
def board(request, pk):
    """Students, their wishes and the free places of a group side by side; or the same from the companies' side."""
    group = get_object_or_404(Group.objects.visible_to(request.member).select_related("kind"), pk=pk)
    if request.GET.get("kijk") == "bedrijven":
        return render(request, "placements/board_companies.html", {"group": group, "rows": list(company_rows(group))})
    rows = list(student_rows(group))
    counts = Counter(row["stand"] for row in rows)
    form = BoardFilter(request.GET, classes=sorted({row["student"].class_name for row in rows}))
    asked = form.cleaned_data if form.is_valid() else {}
    shown = [
        row
        for row in rows
        if asked.get("toon", "") in ("", row["stand"]) and asked.get("klas", "") in ("", row["student"].class_name)
    ]
    return render(request, "placements/board.html", {"group": group, "rows": shown, "form": form, "counts": counts})


@open_to(Role.COORDINATOR)
def request_accept(request, pk):
    """Make the match that a student asked for."""
    wish = _wish(request, pk)
    if "accept" not in wish.moves:
        return _answered(request, wish)
    form, places = _arrange(request, wish.student, wish.invitation)
    if form.is_valid():
        try:
            made = match(wish, by=request.member, **form.cleaned_data)
        except ReasonWanted as wanted:
            form.ask_reason(wanted)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            return _matched(request, made)
    days = days_of(wish.invitation.group, places)
    context = {"wish": wish, "student": wish.student, "invitation": wish.invitation, "form": form, "days": days}
    context["learned"] = learned_of(wish.student) if wish.was_reviewed else []
    return render(request, "placements/request_accept.html", context | {"has_room": _has_room(places)})


@open_to(Role.COORDINATOR)
def place_choose(request, group, student):
    """Choose a company for a student who is placed without a wish."""
    found = get_object_or_404(Group.objects.visible_to(request.member), pk=group)
    placed = get_object_or_404(_students(request, found), pk=student)
    context = {"group": found, "student": placed, "rows": list(company_rows(found))}
    return render(request, "placements/place_choose.html", context)


@open_to(Role.COORDINATOR)
def place_at(request, student, invitation):
    """Place a student at a company without a wish."""
    found = Invitation.objects.visible_to(request.member).select_related("company", "group__kind")
    chosen = get_object_or_404(found, pk=invitation)
    placed = get_object_or_404(_students(request, chosen.group), pk=student)
    form, places = _arrange(request, placed, chosen)
    if form.is_valid():
        try:
            made = place(placed, chosen, by=request.member, **form.cleaned_data)
        except ReasonWanted as wanted:
            form.ask_reason(wanted)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            return _matched(request, made)
    days = days_of(chosen.group, places)
    context = {"student": placed, "invitation": chosen, "form": form, "days": days, "learned": learned_of(placed)}
    return render(request, "placements/request_accept.html", context | {"has_room": _has_room(places)})


@open_to(Role.COORDINATOR)
def request_decline(request, pk):
    """Say no to a wish: choose the reason, then send the kind words that go with it."""
    wish = _wish(request, pk)
    if "decline" not in wish.moves:
        return _answered(request, wish)
    reasons, reason = choices(request.school.pk), request.GET.get("reden", wish.decline_reason)
    known = reason in reasons
    text = reasons[reason].text_for(wish) if known else ""
    form = DeclineForm(request.POST or None, reasons=reasons, initial={"reason": reason, "text": text})
    if form.is_valid():
        try:
            decline(wish, by=request.member, **form.cleaned_data)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Vastgelegd. De leerling leest waarom en kan opnieuw kiezen."))
            return redirect("placements:board", request.school.slug, wish.group_id)
    places = free_places([wish.invitation_id]).get(wish.invitation_id, {})
    context = {"wish": wish, "form": form, "reasons": reasons.values(), "reason": reason}
    context |= {"advice": advice(wish, places), "ask": known or form.is_bound}
    return render(request, "placements/request_decline.html", context)


def _wish(request, pk):
    found = PlacementRequest.objects.visible_to(request.member)
    found = found.select_related("student__mentor", "invitation__company", "invitation__group__kind", "group")
    reviewed = Exists(MatchReview.objects.filter(placement__student=OuterRef("student")))
    wish = get_object_or_404(found.annotate(was_reviewed=reviewed), pk=pk)
    looked_at(request, Looked.REQUEST, wish.student_id)
    return wish


def _students(request, group):
    return Student.objects.visible_to(request.member).filter(group_students__group=group)


def _arrange(request, student, invitation):
    """The form of a match, and the free places it was made from."""
    places = free_places([invitation.pk]).get(invitation.pk, {})
    return ArrangeForm(request.POST or None, student=student, invitation=invitation, places=places), places


def _has_room(places):
    return any(one.free for one in places.values())


def _answered(request, wish):
    state = {"state": wish.get_state_display()}
    messages.error(request, _("Deze aanvraag is intussen al beantwoord: %(state)s.") % state)
    return redirect("placements:request", request.school.slug, wish.pk)


def _matched(request, placement):
    words = {"student": placement.student.name, "company": placement.company.name, "n": placement.days.count()}
    messages.success(request, _("Match vastgelegd: %(student)s bij %(company)s, %(n)s stagedagen.") % words)
    return redirect("placements:placement", request.school.slug, placement.pk)
