"""The student looks back on a place."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from placements.enums import Smiley
from placements.forms.ratings import RatingForm
from placements.models import Placement, StageRating
from placements.models.rating import to_rate
from placements.ratings import FACES
from schools.access import open_to
from schools.enums import Role


@open_to(Role.STUDENT)
def rate(request, pk):
    """Three smileys and one sentence, once a stage."""
    placement = get_object_or_404(Placement.objects.visible_to(request.member).select_related("company"), pk=pk)
    given = StageRating.objects.filter(placement=placement).first()
    if given or not to_rate(Placement.objects.filter(pk=pk)).exists():
        said = [(question, words, FACES[value]) for question, words, value in given.answers] if given else []
        return render(request, "placements/rating_closed.html", {"placement": placement, "given": given, "said": said})
    form = RatingForm(request.POST or None)
    if form.is_valid():
        StageRating.objects.get_or_create(placement=placement, defaults=form.cleaned_data)
        messages.success(request, _("Dank je wel! Hiermee help je de leerlingen na jou."))
        return redirect("school_home", request.school.slug)
    questions = [(form[name], _faces(form[name])) for name in ("work", "people", "learning")]
    context = {"placement": placement, "form": form, "questions": questions}
    return render(request, "placements/rating.html", context, status=422 if form.errors else 200)


def _faces(field):
    """[(value, label, icon, chosen)]"""
    chosen = str(field.value() or "")
    return [(value, label, FACES[value], str(value) == chosen) for value, label in Smiley.choices]
