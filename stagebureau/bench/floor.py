"""The floor under our pages: the least that Django can do for a list, a detail page and a form behind a login."""

from functools import cache
from pathlib import Path

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template import engines
from django.urls import path

from core.tenancy import for_school
from placements.models import Placement

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "stagebureau.bench.floor.own_addresses",
]
HTML = Path(__file__).parent / "html"
LIST, DETAIL = ((HTML / name).read_text(encoding="utf-8") for name in ("list.html", "detail.html"))


class HoursForm(forms.ModelForm):
    class Meta:
        model = Placement
        fields = ["starts_at", "ends_at", "break_minutes"]


def own_addresses(get_response):
    """The floor has addresses of its own."""

    def answer(request):
        request.urlconf = "stagebureau.bench.floor"
        return get_response(request)

    return answer


@cache
def compiled(template):
    return engines["django"].from_string(template)


def show(template, request, **context):
    return HttpResponse(compiled(template).render(context | {"user": request.user}, request))


@login_required
def listing(request, school):
    with for_school(school):
        found = Placement.objects.all()
        page = found.select_related("student", "company").order_by("-starts_on", "-pk")[:50]
        return show(LIST, request, total=found.count(), page=list(page), school=school)


@login_required
def detail(request, school, pk):
    with for_school(school):
        one = get_object_or_404(Placement.objects.select_related("student", "company"), pk=pk)
        form = HoursForm(request.POST or None, instance=one)
        if request.method == "POST" and form.is_valid():
            form.save()
            return redirect("listing", school)
        return show(DETAIL, request, p=one, form=form, days=list(one.days.order_by("date")))


urlpatterns = [
    path("<int:school>/", listing, name="listing"),
    path("<int:school>/<int:pk>/", detail, name="detail"),
]
