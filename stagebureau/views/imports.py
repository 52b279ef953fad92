"""Lists of students and companies come in: upload or paste, look at the trial, then put them in."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from companies.company_list import COMPANIES
from core.moves import MoveRefused
from core.sheets import SheetFault
from schools import importing
from schools.access import open_to
from schools.enums import Role
from schools.models import ImportRun
from schools.student_list import STUDENTS
from stagebureau.export import workbook
from stagebureau.forms import ListForm

KINDS = {"leerlingen": STUDENTS, "bedrijven": COMPANIES}
BY_KEY = {kind.key: kind for kind in KINDS.values()}
SHOWN = 400  # rows of a report on one page; counts are always of the whole list


@open_to(Role.COORDINATOR)
def index(request):
    """Choose what to import, and see what was imported before."""
    runs = ImportRun.objects.defer("rows", "report").select_related("created_by__user").order_by("-created_at")[:20]
    return render(request, "stagebureau/imports.html", {"runs": runs})


@open_to(Role.COORDINATOR)
def new(request, kind):
    """Take a file or a pasted list in, and go to the trial."""
    if kind not in KINDS:
        raise Http404
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
    if form.is_valid():
        source, name = form.source()
        try:
            run = importing.take_in(KINDS[kind], source, name=name, by=request.member)
        except (SheetFault, MoveRefused) as fault:
            form.add_error("file" if form.cleaned_data["file"] else "text", str(fault))
        else:
            return redirect("import", school=request.school.slug, pk=run.pk)
    context = {"form": form, "kind": kind, "aliases": KINDS[kind].aliases, "required": KINDS[kind].required}
    return render(request, "stagebureau/import_new.html", context)


def _find(request, pk):
    return get_object_or_404(ImportRun, pk=pk)


@open_to(Role.COORDINATOR)
def trial(request, pk):
    """What the list would do, or did: new, changed (old → new), the same, and what is wrong per row."""
    run = _find(request, pk)
    only = request.GET.get("toon", "")
    lines = [line for line in run.report.get("lines", []) if not only or line["outcome"] == only]
    context = {
        "run": run,
        "only": only,
        "lines": lines[:SHOWN],
        "more": max(0, len(lines) - SHOWN),
        "counts": run.report.get("counts", {}),
        "good": sum(run.report.get("counts", {}).get(outcome, 0) for outcome in ("new", "changed")),
    }
    return render(request, "stagebureau/import.html", context)


@open_to(Role.COORDINATOR)
@require_POST
def carry_out(request, pk):
    """Put the good rows in."""
    run = _find(request, pk)
    try:
        run = importing.carry_out(run, BY_KEY[run.kind], request.school)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        counts = run.report["counts"]
        number = counts["new"] + counts["changed"]
        messages.success(request, ngettext("%d rij is verwerkt.", "%d rijen zijn verwerkt.", number) % number)
    return redirect("import", school=request.school.slug, pk=run.pk)


@open_to(Role.COORDINATOR)
@require_POST
def drop(request, pk):
    """Throw the trial away; nothing was put in."""
    run = _find(request, pk)
    if run.state == ImportRun.State.TRIAL:
        run.state, run.rows = ImportRun.State.DROPPED, []
        run.save()
        messages.success(request, _("De lijst is weggegooid. Er is niets veranderd."))
    return redirect("imports", school=request.school.slug)


@open_to(Role.COORDINATOR)
def faults(request, pk):
    """The faulty rows as a workbook, with what is wrong in front, to mend and send in again."""
    run = _find(request, pk)
    wrong = {line["number"]: line for line in run.report.get("lines", []) if line["outcome"] == importing.FAULTY}
    rows = [
        ["; ".join(": ".join(filter(None, fault)) for fault in wrong[number]["faults"]), *cells]
        for number, cells, _surplus in run.rows
        if number in wrong
    ]
    content = workbook([_("Wat klopt er niet?"), *run.header], rows)
    answer = HttpResponse(content, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    answer["Content-Disposition"] = 'attachment; filename="rijen-met-fouten.xlsx"'
    return answer
