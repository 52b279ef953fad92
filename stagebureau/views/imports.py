"""Lists of students and companies come in: upload or paste, look at the trial, then put them in."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from core.sheets import SheetFault
from schools import importing
from schools.access import confirm_first, open_to
from schools.enums import Role
from schools.models import ImportRun
from stagebureau.forms import ListForm
from stagebureau.lists import KINDS
from stagebureau.sheet import written
from stagebureau.tasks import hand_over, job_of

OUTCOMES = (importing.NEW, importing.CHANGED, importing.SAME, importing.FAULTY)
SHOWN = 400  # rows of a report on one page; counts are always of the whole list


@open_to(Role.COORDINATOR)
def index(request):
    """Choose what to import, and see what was imported before."""
    runs = ImportRun.objects.for_list().defer("rows", "report").order_by("-created_at")[:20]
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
        except SheetFault as fault:
            form.add_error("file" if form.cleaned_data["file"] else "text", str(fault))
        else:
            hand_over(run, request.member)
            return redirect("import", school=request.school.slug, pk=run.pk)
    context = {"form": form, "kind": kind, "aliases": KINDS[kind].aliases, "required": KINDS[kind].required}
    return render(request, "stagebureau/import_new.html", context)


def _find(request, pk):
    return get_object_or_404(ImportRun.objects.for_list(), pk=pk)


@open_to(Role.COORDINATOR)
def trial(request, pk):
    """What the list would do, or did: new, changed (old → new), the same, and what is wrong per row."""
    run = _find(request, pk)
    if run.state in (ImportRun.State.READING, ImportRun.State.BUSY):
        template = "stagebureau/_import_busy.html" if request.htmx else "stagebureau/import_busy.html"
        return render(request, template, {"run": run, "job": job_of(run)})
    if request.htmx:
        return HttpResponseClientRefresh()
    only = request.GET.get("toon", "")
    counts = dict.fromkeys(OUTCOMES, 0) | run.report.get("counts", {})
    lines = [line for line in run.report.get("lines", []) if not only or line["outcome"] == only]
    context = {
        "run": run,
        "only": only,
        "lines": lines[:SHOWN],
        "more": max(0, len(lines) - SHOWN),
        "remarks": sorted({words for line in run.report.get("lines", []) for words in line["remarks"]})[:10],
        "counts": counts,
        "good": counts["new"] + counts["changed"],
    }
    return render(request, "stagebureau/import.html", context)


@open_to(Role.COORDINATOR)
@require_POST
def carry_out(request, pk):
    """Put the good rows in."""
    run = get_object_or_404(ImportRun.objects.select_for_update(of=("self",)), pk=pk)
    if run.state == ImportRun.State.TRIAL:
        run.state = ImportRun.State.BUSY
        run.save()
        hand_over(run, request.member)
    else:
        messages.error(request, _("Deze lijst is al verwerkt."))
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
@confirm_first
def faults(request, pk):
    """The faulty rows as a workbook, with what is wrong in front, to mend and send in again."""
    run = _find(request, pk)
    wrong = {line["number"]: line for line in run.report.get("lines", []) if line["outcome"] == importing.FAULTY}
    rows = [
        ["; ".join(": ".join(filter(None, fault)) for fault in wrong[number]["faults"]), *cells]
        for number, cells, _surplus in run.rows
        if number in wrong
    ]
    content = written(_("Rijen met fouten"), [[_("Wat klopt er niet?"), *run.header], *rows])
    answer = HttpResponse(content, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    answer["Content-Disposition"] = 'attachment; filename="rijen-met-fouten.xlsx"'
    return answer
