"""The companies of a school, for its staff."""

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.forms.company import CompanyForm
from companies.models import Company, CompanyContact, CompanyFlag, ContactLog, StandIn
from companies.panels import panels_of
from core.models import AuditEntry
from schools.access import open_to
from schools.enums import Role

PAGE, LATEST = 50, 3


@open_to(Role.COORDINATOR, Role.MENTOR, Role.DIRECTOR)
def index(request):
    """All companies, by name; filtered by words, sector and how they stand."""
    asked, sector, after = (request.GET.get(name, "").strip() for name in ("q", "sector", "na"))
    companies = Company.objects.visible_to(request.member).for_list()
    sectors = list(companies.order_by("sector").values_list("sector", flat=True).distinct())
    stands = stands_of(request.member)
    stand = request.GET.get("stand", "")
    if stand in stands:
        companies = stands[stand][1](companies)
    if asked:
        companies = companies.filter(Q(name__icontains=asked) | Q(city__icontains=asked))
    if sector:
        companies = companies.filter(sector=sector)
    if after:
        companies = companies.filter(name__gt=after)
    raised = CompanyFlag.objects.visible_to(request.member).raised().filter(company=OuterRef("pk"))
    rows = list(companies.annotate(has_flag=Exists(raised)).prefetch_related("recognitions")[: PAGE + 1])
    context = {
        "companies": rows[:PAGE],
        "more": rows[PAGE - 1].name if len(rows) > PAGE else "",
        "q": asked,
        "sector": sector,
        "sectors": sectors,
        "stand": stand,
        "stands": [(key, words) for key, (words, _filter) in stands.items()],
        "today": timezone.localdate(),
    }
    return render(request, "companies/companies.html", context)


def stands_of(member):
    """{key: (words, filter)} of the ways to narrow the list; flags are for coordinators."""
    raised = CompanyFlag.objects.visible_to(member).raised().filter(company=OuterRef("pk"))
    stands = {
        "nakijken": (_("langer dan een jaar niet nagekeken"), lambda rows: rows.unchecked()),
        "pauze": (_("heeft pauze"), lambda rows: rows.paused()),
        "vriend": (_("vriend van de school"), lambda rows: rows.friends()),
        "uit": (_("doet niet mee"), lambda rows: rows.filter(is_active=False)),
    }
    if member.role == Role.COORDINATOR:
        stands["let-op"] = (_("let op"), lambda rows: rows.filter(Exists(raised)))
        wish = Q(proposals__state="open")
        stands["voorstel"] = (_("stelt een wijziging voor"), lambda rows: rows.filter(wish).distinct())
    return stands


@open_to(Role.COORDINATOR, Role.MENTOR, Role.DIRECTOR)
def detail(request, pk):
    """One company: what students read, contacts, recognition, the school's notes, and what other rooms show."""
    flag = CompanyFlag.objects.visible_to(request.member).raised().filter(company=OuterRef("pk"))
    companies = Company.objects.visible_to(request.member).select_related("photo", "logo")
    companies = companies.annotate(
        flag_reason=Subquery(flag.values("reason")[:1]),
        open_proposals=Count("proposals", filter=Q(proposals__state="open")),
    )
    company = get_object_or_404(companies, pk=pk)
    context = {
        "company": company,
        "contacts": contacts_of(company),
        "recognitions": company.recognitions.order_by("-valid_until"),
        "logs": ContactLog.objects.visible_to(request.member).filter(company=company).for_list()[:LATEST],
        "panels": panels_of(request.member, company),
        "today": timezone.localdate(),
        "may_change": request.member.role == Role.COORDINATOR,
        "may_write": request.member.role in (Role.COORDINATOR, Role.MENTOR),
    }
    return render(request, "companies/company.html", context)


def contacts_of(company):
    """Who is there now, each with who stands in today or soon."""
    today = timezone.localdate()
    instead = StandIn.objects.filter(contact=OuterRef("pk"), until__gte=today).order_by("since", "-pk")
    return (
        CompanyContact.objects.current()
        .filter(company=company)
        .for_list()
        .annotate(
            instead=Subquery(instead.values("substitute__member__user__name")[:1]),
            instead_since=Subquery(instead.values("since")[:1]),
            instead_until=Subquery(instead.values("until")[:1]),
        )
    )


def find(request, pk):
    """The company of this page, for whoever may see it."""
    return get_object_or_404(Company.objects.visible_to(request.member), pk=pk)


def to_company(company):
    """Back to its page."""
    return redirect("companies:company", school=company.school.slug, pk=company.pk)


def _write(request, company, heading):
    form = CompanyForm(request.POST or None, instance=company, school=request.school)
    if form.is_valid():
        company = form.save()
        changed = ", ".join(str(form.fields[name].label) for name in form.changed_data)
        AuditEntry.record(company, action="edit", by=request.member, note=changed)
        messages.success(request, _("%s is opgeslagen.") % company.name)
        return to_company(company)
    page = {"form": form, "company": company, "heading": heading}
    return render(request, "companies/company_form.html", page, status=422 if form.is_bound else 200)


@open_to(Role.COORDINATOR)
def new(request):
    """Add one company by hand."""
    return _write(request, None, _("Bedrijf toevoegen"))


@open_to(Role.COORDINATOR)
def edit(request, pk):
    """Change what the school knows of a company."""
    company = find(request, pk)
    return _write(request, company, company.name)
