"""The kinds of stage of the school."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups.forms.group import KindForm
from groups.kinds import default_kinds
from groups.models import StageKind
from schools.access import open_to
from schools.enums import Role


@open_to(Role.COORDINATOR)
def kinds(request):
    """The kinds of stage with their rules."""
    return render(request, "groups/kinds.html", {"kinds": StageKind.objects.for_list()})


@open_to(Role.COORDINATOR)
@require_POST
def kinds_fill(request):
    """Add the usual kinds that the school does not have."""
    messages.success(request, _("%(n)s soorten toegevoegd.") % {"n": default_kinds(request.school)})
    to = "groups:group_new" if "groep" in request.POST else "groups:kinds"
    return redirect(to, school=request.school.slug)


@open_to(Role.COORDINATOR)
def kind_new(request):
    """A kind of the school's own."""
    form = KindForm(request.POST or None, instance=StageKind(position=99))
    if form.is_valid():
        form.instance.code = form.new_code()
    return answer(request, form, _("Nieuwe soort stage"))


@open_to(Role.COORDINATOR)
def kind_edit(request, pk):
    """Change the name or the rules of a kind."""
    kind = get_object_or_404(StageKind, pk=pk)
    return answer(request, KindForm(request.POST or None, instance=kind), _("Soort stage wijzigen"))


def answer(request, form, title):
    if form.is_valid():
        form.instance.save()
        messages.success(request, _("“%(name)s” is bewaard.") % {"name": form.instance.name})
        return redirect("groups:kinds", school=request.school.slug)
    status = 422 if form.is_bound else 200
    return render(request, "groups/kind_form.html", {"form": form, "title": title}, status=status)
