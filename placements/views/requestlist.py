"""The requests of the school as a list: what waits on whom and how long, and one act on many."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.asked import whole_number
from placements.enums import RequestState as State
from placements.forms.answers import NoteForm, RequestFilter, TogetherForm
from placements.lifecycle import AT_SCHOOL, UNDECIDED
from placements.models import PlacementRequest
from placements.reasons import choices
from placements.together import ACTS, act_on
from placements.waiting import Clock, nearly
from schools.access import open_to
from schools.enums import Role

PAGE = 50
SHOWN = {  # what each choice of the filter means
    "": {"state__in": [State.FEEDBACK, *UNDECIDED]},
    "nieuw": {"state": State.SUBMITTED},
    "mentor": {"state": State.FEEDBACK},
    "bedrijf": {"state": State.READ, "released_at__isnull": False},
    "ja": {"state__in": [State.PROPOSED, State.AGREED]},
    "nee": {"state": State.REFUSED},
    "wacht": {"state__in": [State.PROPOSED, State.TRANSFERRED, State.POOLED]},
    "klaar": {"state__in": [State.ACCEPTED, State.DECLINED, State.EXPIRED, State.WITHDRAWN, State.SUPERSEDED]},
}


def request_list(request):
    """For staff: the requests they may see, the longest waiting first, with how long an answer may still take."""
    form = RequestFilter(request.GET, member=request.member)
    asked = form.cleaned_data if form.is_valid() else {}
    found, clock = PlacementRequest.objects.visible_to(request.member).select_related(
        "student", "invitation__company", "group"
    ), Clock()
    if asked.get("groep"):
        found = found.filter(group=asked["groep"])
    if asked.get("toon") == "verloopt":
        rows = [wish for wish, _left in nearly(found.unanswered(), clock)]
    else:
        rows = found.filter(**SHOWN[asked.get("toon") or ""]).order_by("waits_since", "submitted_at", "pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("p"))
    for wish in page:
        age = clock.age(wish)
        wish.age_words = ngettext("%d schooldag", "%d schooldagen", age) % age if age else _("vandaag")
        wish.left = clock.left(wish) if wish.state in AT_SCHOOL else None
        wish.left_words = ngettext("nog %d schooldag", "nog %d schooldagen", wish.left or 0) % (wish.left or 0)
    context = {"form": form, "page": page, "acts": [(name, words) for name, (words, _act) in ACTS.items()]}
    context |= {"before": _page(request, page.number - 1), "after": _page(request, page.number + 1)}
    context["may_act"] = request.member.role == Role.COORDINATOR
    return render(request, "placements/requests.html", context)


def _page(request, number):
    asked = request.GET.copy()
    asked["p"] = number
    return f"?{asked.urlencode()}"


@open_to(Role.COORDINATOR)
@require_POST
def together(request):
    """One act on the requests that were ticked; a no asks for the reason first. Shows what became of each."""
    name = request.POST.get("doen", "")
    ids = [pk for pk in map(whole_number, request.POST.getlist("wens")) if pk]
    if name not in ACTS or not ids:
        return redirect("placements:requests", request.school.slug)
    reasons = choices(request.school.pk)
    details, form = {}, None
    if name == "decline":
        form = TogetherForm(request.POST if "bevestig" in request.POST else None, reasons=reasons)
    elif name == "extend":
        form = NoteForm(
            request.POST if "bevestig" in request.POST else None, label=_("Waarom is er meer tijd nodig?"),
            hint=_("Nodig als een aanvraag voor de tweede keer meer tijd krijgt."),
        )  # fmt: skip
    if form is not None and not form.is_valid():
        context = {"form": form, "ids": ids, "name": name, "words": ACTS[name][0]}
        return render(request, "placements/requests_together.html", context, status=422 if form.is_bound else 200)
    details = form.cleaned_data if form else {}
    outcomes = act_on(request.member, ids, name, reasons=reasons, **details)
    done = sum(one.is_done for one in outcomes)
    context = {"outcomes": outcomes, "done": done, "words": ACTS[name][0]}
    return render(request, "placements/requests_outcome.html", context)
