"""The home of a group: what waits, and for every student how far it is and what comes next."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.utils.translation import gettext as _

from groups.models import Group
from groups.round import steps_of
from schools.access import confirm_first, open_to
from schools.enums import Looked, Role
from schools.reading import looked_at
from stagebureau import progress, sheet

SHOWN = {  # ?toon=: words on the page, and which lines
    "zonder-plek": (_("zonder plek"), lambda line: not line.has_place),
    "aanvraag": (_("met een aanvraag"), lambda line: line.stand == "wish"),
    "contract": (_("met een contract om na te kijken"), lambda line: line.has_contract_to_check),
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def lines_for(request, pk):
    """(group, all lines, the lines of the chosen counter, the counter)."""
    group = get_object_or_404(Group.objects.visible_to(request.member).with_counts().select_related("kind"), pk=pk)
    lines = progress.lines(group, request.school.slug)
    wanted = request.GET.get("toon", "")
    shown = [line for line in lines if SHOWN[wanted][1](line)] if wanted in SHOWN else lines
    return group, lines, shown, wanted if wanted in SHOWN else ""


@open_to(Role.COORDINATOR, Role.DIRECTOR)
def cockpit(request, pk):
    """Four counters that are links, and one line per student with "Wat nu?"."""
    group, lines, shown, wanted = lines_for(request, pk)
    context = {
        "group": group,
        "lines": lines,
        "shown": shown,
        "wanted": wanted,
        "round": steps_of(group, placed=sum(line.has_place for line in lines)),
        "counts": progress.counts_of(lines, group),
        "filter_words": SHOWN[wanted][0] if wanted else "",
        "may_change": request.member.role == Role.COORDINATOR,
    }
    return render(request, "stagebureau/cockpit.html", context)


@open_to(Role.COORDINATOR, Role.DIRECTOR)
@confirm_first
def cockpit_sheet(request, pk):
    """The lines as an Excel file, as they are shown."""
    group, _lines, shown, _wanted = lines_for(request, pk)
    looked_at(request, Looked.EXPORT, *[line.student.pk for line in shown])
    head = [_("Leerling"), _("Klas"), _("Bedrijf"), _("Stand"), _("Wat nu?")]
    rows = ([line.student.name, line.student.class_name, line.company, line.words, line.next_words] for line in shown)
    response = HttpResponse(sheet.written(group.name, [head, *rows]), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{slugify(group.name) or "groep"}.xlsx"'
    return response
