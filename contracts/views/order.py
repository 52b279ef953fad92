"""How a school signs: the order, by buttons that say where a row goes, who certifies an LWT, and who waits for it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from contracts import gate
from contracts.enums import SignerRole
from contracts.forms.signing import PartnerForm, StartForm
from contracts.models import PaperRules
from core.models import AuditEntry
from schools.access import open_to
from schools.enums import Role


@open_to(Role.COORDINATOR)
def order(request):
    """Show the order, and keep a new one; papers that are out for signing keep theirs."""
    rules = PaperRules.objects.of(request.school)
    form = PartnerForm(request.POST if "naam" in request.POST else None, instance=rules)
    start = StartForm(request.POST if "start" in request.POST else None, instance=rules)
    if request.method == "POST":
        wanted = request.POST.get("volgorde", "").split(",")
        if sorted(wanted) == sorted(rules.order):
            rules.order = wanted
            return keep(request, rules, "reorder")
        if form.is_valid():
            return keep(request, form.instance, "name_partner")
        if start.is_valid():
            return keep(request, start.instance, "close_the_gate" if rules.closes_from_16 else "only_warn")
    page = {"rules": rules, "rows": rows_of(rules.order), "form": form, "start": start}
    return render(request, "contracts/order.html", page, status=422 if form.errors else 200)


def keep(request, rules, action):
    """Save and record who decided it."""
    rules.school = request.school
    rules.save()
    AuditEntry.record(rules, action=action, by=request.member, note=str(rules))
    gate.let_in_where_only_warned()
    said = _("Bewaard. Nieuwe contracten volgen deze volgorde.") if action == "reorder" else _("Bewaard.")
    messages.success(request, said)
    return redirect("contracts:order", request.school.slug)


def rows_of(places):
    """[{label, up, down}]: what the order becomes when this row goes up or down; "" where it cannot."""
    return [
        {
            "label": SignerRole(role).label,
            "role": role,
            "up": swapped(places, number - 1) if number else "",
            "down": swapped(places, number) if number + 1 < len(places) else "",
        }
        for number, role in enumerate(places)
    ]


def swapped(places, number):
    """The order with row `number` and the next one in each other's place."""
    return ",".join([*places[:number], places[number + 1], places[number], *places[number + 2 :]])
