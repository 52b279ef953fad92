"""Vrienden van de school: companies that want to be seen beside the school, on a page that everybody may read."""

from django.contrib import messages
from django.db.models import Max
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from companies.enums import Size
from companies.forms.company import FriendForm, NetworkForm
from companies.models import Company, NetworkPage
from companies.views.companies import find, to_company
from companies.views.facts import form_page
from core import files
from core.models import AuditEntry
from schools.access import open_to, open_to_anyone
from schools.enums import Role


@open_to(Role.COORDINATOR)
def network(request):
    """The friends, those we did not speak for longest in front, and what the public page says."""
    known = NetworkPage.objects.first()
    form = NetworkForm(request.POST or None, instance=known or NetworkPage(school=request.school))
    if form.is_valid():
        AuditEntry.record(form.save(), action="edit", by=request.member)
        messages.success(request, _("Opgeslagen."))
        return redirect("companies:network", school=request.school.slug)
    friends = list(
        Company.objects.friends().annotate(spoken_on=Max("logs__on")).order_by("spoken_on", "name", "pk")
    )
    friends.sort(key=lambda one: one.spoken_on is not None)
    page = {"form": form, "friends": friends, "page": known, "balance": balance(friends)}
    return render(request, "companies/network.html", page, status=422 if form.errors else 200)


def balance(companies):
    """[(size in words, how many)]: large and small side by side."""
    sizes = [(size.label, sum(one.size == size for one in companies)) for size in Size]
    return [*sizes, (_("grootte onbekend"), sum(not one.size for one in companies))]


@open_to(Role.COORDINATOR)
def friend(request, pk):
    """The company wants to be a friend: who said so and when; or wants it no longer."""
    company = find(request, pk)
    if request.method == "POST" and "stoppen" in request.POST:
        set_friend(company, None, "", by=request.member)
        messages.success(request, _("Opgeslagen."))
        return to_company(company)
    form = FriendForm(request.POST or None)
    if form.is_valid():
        set_friend(company, form.cleaned_data["since"], form.cleaned_data["agreed_by"], by=request.member)
        messages.success(request, _("Opgeslagen."))
        return to_company(company)
    if company.friend_since is None:
        hint = _("Naam, plaats, sector en logo komen op een openbare pagina. Dat mag alleen als iemand ja zei.")
        return form_page(request, company, form, _("Vriend van de school"), hint)
    return render(request, "companies/friend.html", {"company": company})


def set_friend(company, since, agreed_by, *, by):
    """On or off the public page, with whose consent."""
    company.friend_since, company.friend_agreed_by = since, agreed_by
    company.save(update_fields=["friend_since", "friend_agreed_by"])
    words = {"who": agreed_by, "day": since and date_format(since, "j F Y")}
    note = _("%(who)s zei ja op %(day)s") % words if since else ""
    AuditEntry.record(company, action="friend" if since else "friend_ended", by=by, note=note)


def open_page():
    """The public page of the open school; there is none until the coordinator opens it."""
    return get_object_or_404(NetworkPage.objects.filter(is_open=True).select_related("contact__user"))


@open_to_anyone
def friends(request, school):
    """Everybody: the friends of this school with their logos, and whom an employer can reach."""
    page = open_page()
    found = list(Company.objects.friends().for_list())
    is_here = page.contact and not page.contact.is_over
    context = {"page": page, "friends": found, "contact": page.contact.user if is_here else None}
    return render(request, "companies/friends.html", context)


@open_to_anyone
def friend_logo(request, school, pk):
    """The logo of a friend."""
    open_page()
    company = get_object_or_404(Company.objects.friends().select_related("logo"), pk=pk)
    if company.logo is None:
        raise Http404
    return files.hand_out(request, company.logo, inline=True)
