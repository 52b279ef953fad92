"""The tabs of a placement, shared by all rooms that show a side of it."""

from functools import cache

from django import template
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext_lazy as _

register = template.Library()

TABS = [
    ("placements:placement", _("Stage")),
    ("placements:days", _("Aanwezigheid")),
    ("placements:reports", _("Dagverslagen")),
    ("placements:assignments", _("Opdrachten")),
    ("placements:safety", _("Veiligheid")),
    ("contracts:contract", _("Contract")),
    ("assessments:assessments", _("Beoordeling")),
    ("placements:guidance", _("Begeleiding")),
]


@register.simple_tag(takes_context=True)
def tabs_of(context, placement):
    """[{label, url, current}] of the pages about this placement that the visitor's roles may open."""
    request = context["request"]
    roles = {member.role for member in request.memberships} or {request.member.role}
    here = request.resolver_match.view_name
    tabs = []
    for name, label in TABS:
        try:
            url = reverse(name, args=[request.school.slug, placement.pk])
        except NoReverseMatch:
            continue
        if roles & _open_to(name):
            tabs.append({"label": label, "url": url, "current": here == name})
    return tabs


@cache
def _open_to(name):
    """Who may open the page with this name."""
    return resolve(reverse(name, args=["een-school", 1])).func.open_to
