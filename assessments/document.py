"""The assessment on paper: for the file of the student and for at home."""

from assessments.enums import Voice
from assessments.growth import ladder_of
from assessments.models import AspectVerdict, Indicator, IndicatorScore
from core.pdf import render_pdf


def render(assessment):
    """Return the bytes of the PDF: the groeiladder, the remarks, who was there, and every agreed point."""
    scores = IndicatorScore.objects.agreed().filter(assessment=assessment)
    given = {score.indicator_id: score for score in scores}
    areas = {}
    for indicator in Indicator.objects.of_form(assessment.form_id):
        areas.setdefault(indicator.area.name, []).append((indicator, given.get(indicator.pk)))
    remarked = AspectVerdict.objects.filter(assessment=assessment, voice=Voice.AGREED).exclude(remark="")
    context = {
        "school": assessment.school,
        "assessment": assessment,
        "placement": assessment.placement,
        "ladder": ladder_of(assessment),
        "areas": areas,
        "remarked": remarked.select_related("aspect").order_by("aspect__position"),
    }
    return render_pdf("assessments/print/assessment.html", context)
