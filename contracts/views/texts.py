"""The school's own texts of contracts: which there are, their versions, and the clauses of a draft."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Max
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from contracts import defaults, tasks
from contracts.comparing import differences
from contracts.enums import Paper, TemplateState
from contracts.forms.texts import ClauseForm, PreviewForm, PublishForm, TextForm
from contracts.models import Clause, ContractTemplate, TemplateVersion
from contracts.sample import sample_facts
from contracts.texts import copied, text_for
from contracts.wording import PLACEHOLDERS, composed
from core import jobs
from core.asked import whole_number
from core.moves import MoveRefused
from schools.access import open_to
from schools.enums import Role

READERS = (Role.COORDINATOR, Role.DIRECTOR)


@open_to(*READERS)
def texts(request):
    """Every paper, with the school's own texts for it; without one the text of the house counts."""
    own = {}
    versions = TemplateVersion.objects.for_list()
    for version in versions:
        own.setdefault(version.template.document, {}).setdefault(version.template_id, []).append(version)
    today = timezone.localdate()
    rows = []
    for paper in Paper:
        found = [row_of(some, today) for some in own.get(paper, {}).values()]
        number = len(defaults.CLAUSES[paper])
        rows.append({"paper": paper, "own": found, "number": number})
    return render(request, "contracts/texts.html", {"rows": rows, "code": defaults.CODE})


def row_of(versions, today):
    """One template: the version that counts today, the one that comes, and the draft."""
    published = [one for one in versions if one.state == TemplateState.PUBLISHED]
    now = max((one for one in published if one.valid_from <= today), key=in_time, default=None)
    coming = [one for one in published if one.valid_from > today]
    draft = next((one for one in versions if one.state == TemplateState.DRAFT), None)
    return {"template": versions[0].template, "now": now, "coming": coming, "draft": draft, "newest": versions[0]}


def in_time(version):
    return version.valid_from, version.number


@open_to(Role.COORDINATOR)
def text_new(request):
    """Begin an own text: a draft with what counts now, to change."""
    form = TextForm(request.POST or None, initial={"document": request.GET.get("papier", "")})
    if form.is_valid():
        paper, kind = form.cleaned_data["document"], form.cleaned_data["kind"]
        template, is_new = ContractTemplate.objects.get_or_create(document=paper, kind=kind)
        if is_new:
            draft_of(template, text_for(paper, kind and kind.pk, timezone.localdate())[1], by=request.member)
        return redirect("contracts:text", request.school.slug, template.versions.for_list()[0].pk)
    return form_page(request, form, _("Eigen contracttekst"), hint=_("U begint met de tekst die nu geldt."))


def draft_of(template, clauses, *, by):
    """A new draft with these clauses; the one that is there already when there is one."""
    with transaction.atomic():
        ContractTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
        if known := template.versions.drafts().first():
            return known
        number = (template.versions.aggregate(last=Max("number"))["last"] or 0) + 1
        version = TemplateVersion.objects.create(
            school_id=template.school_id, template=template, number=number, made_by=by
        )
        Clause.objects.bulk_create(copied(clauses, version))
        return version


def shown(pk):
    return get_object_or_404(TemplateVersion.objects.for_list(), pk=pk)


def draft(pk):
    return get_object_or_404(TemplateVersion.objects.drafts().select_related("template__kind"), pk=pk)


@open_to(*READERS)
def text(request, pk):
    """One version: its clauses, how they read on paper, and what differs from the one before it."""
    return text_page(request, shown(pk))


def text_page(request, version, publish=None, status=200):
    paper, clauses = version.template.document, list(version.clauses.for_list())
    earlier = version.template.versions.filter(number__lt=version.number).order_by("-number").first()
    facts = sample_facts(request.school, Paper(paper), version.template.kind)
    context = {
        "version": version,
        "clauses": clauses,
        "reads": composed(clauses, facts),
        "earlier": earlier,
        "changed": differences(earlier.clauses.for_list() if earlier else defaults.CLAUSES[paper], clauses),
        "versions": list(version.template.versions.for_list()),
        "publish": publish or PublishForm(),
        "preview": PreviewForm(member=request.member),
        "may_write": request.member.role == Role.COORDINATOR,
    }
    return render(request, "contracts/text.html", context, status=status)


@open_to(Role.COORDINATOR)
@require_POST
def text_draft(request, pk):
    """The next version: a copy of this one, or of the text of the house, to change."""
    version = shown(pk)
    from_house = "standaard" in request.POST
    clauses = defaults.CLAUSES[version.template.document] if from_house else version.clauses.for_list()
    made = draft_of(version.template, clauses, by=request.member)
    return redirect("contracts:text", request.school.slug, made.pk)


@open_to(Role.COORDINATOR)
def clause_new(request, pk):
    """Add a clause at the end of a draft."""
    version = draft(pk)
    last = version.clauses.aggregate(last=Max("position"))["last"] or 0
    clause = Clause(school=request.school, version=version, position=last + 1)
    return clause_page(request, ClauseForm(request.POST or None, instance=clause), version)


@open_to(Role.COORDINATOR)
def clause(request, pk):
    """Change a clause of a draft."""
    found = draft_clause(pk)
    return clause_page(request, ClauseForm(request.POST or None, instance=found), found.version)


def draft_clause(pk):
    """A clause of a text that is still being written."""
    drafts = Clause.objects.filter(version__in=TemplateVersion.objects.drafts())
    return get_object_or_404(drafts.select_related("version__template__kind"), pk=pk)


def clause_page(request, form, version):
    if form.is_valid():
        form.save()
        messages.success(request, _("“%(name)s” is bewaard.") % {"name": form.instance.heading})
        return redirect("contracts:text", request.school.slug, version.pk)
    words = [(f"{{{name}}}", what) for name, (what, _find) in PLACEHOLDERS.items()]
    context = {"form": form, "version": version, "words": words}
    return render(request, "contracts/clause.html", context, status=422 if form.is_bound else 200)


@open_to(Role.COORDINATOR)
@require_POST
def clause_remove(request, pk):
    """Take a clause out of a draft."""
    found = draft_clause(pk)
    found.delete()
    messages.success(request, _("“%(name)s” is eruit.") % {"name": found.heading})
    return redirect("contracts:text", request.school.slug, found.version_id)


@open_to(Role.COORDINATOR)
@require_POST
def clause_place(request, pk):
    """Put a clause in another place of a draft; sent twice it stands where it was put."""
    found = draft_clause(pk)
    number = max(1, whole_number(request.POST.get("plaats", ""), found.position))
    with transaction.atomic():
        rest = list(found.version.clauses.select_for_update(of=("self",)).for_list().exclude(pk=found.pk))
        rest.insert(number - 1, found)
        for place, one in enumerate(rest, start=1):
            one.position = place
        Clause.objects.bulk_update(rest, ["position"])
    return redirect("contracts:text", request.school.slug, found.version_id)


@open_to(Role.COORDINATOR)
@require_POST
def text_publish(request, pk):
    """From a day on papers are made with this text. It never changes again."""
    version = draft(pk)
    form = PublishForm(request.POST)
    if form.is_valid():
        try:
            version.publish(by=request.member, **form.cleaned_data)
        except MoveRefused as refused:
            form.add_error("valid_from", str(refused))
        else:
            messages.success(request, _("Vastgesteld. Nieuwe contracten krijgen vanaf die dag deze tekst."))
            return redirect("contracts:text", request.school.slug, pk)
    return text_page(request, version, publish=form, status=422)


@open_to(*READERS)
@require_POST
def text_preview(request, pk):
    """Have an example printed, and follow it."""
    version, form = shown(pk), PreviewForm(request.POST, member=request.member)
    chosen = form.cleaned_data["placement"] if form.is_valid() else None
    job = jobs.start(
        tasks.print_example, school=request.school, label=_("Voorbeeld: %(text)s") % {"text": version.template},
        by=request.member, total=1, version=version.pk, placements=[chosen.pk] if chosen else [],
    )  # fmt: skip
    return redirect("schools:job", request.school.slug, job.pk)


def form_page(request, form, heading, hint=""):
    context = {"form": form, "heading": heading, "hint": hint}
    return render(request, "contracts/text_form.html", context, status=422 if form.is_bound else 200)
