"""Find the assessment of a page, among those its visitor may see."""

from django.shortcuts import get_object_or_404

from assessments.models import Assessment
from placements.models import Placement
from schools.enums import Looked
from schools.reading import looked_at


def find_assessment(request, pk, what=Looked.ASSESSMENT):
    """One assessment with the people around it, in one query."""
    seen = Assessment.objects.visible_to(request.member)
    people = (
        "placement__student",
        "placement__company",
        "placement__mentor__user",
        "placement__supervisor__member__user",
    )
    found = get_object_or_404(seen.select_related(*people), pk=pk)
    found.school = request.school
    looked_at(request, what, found.placement.student_id)
    return found


def find_placement(request, pk):
    """One stage with the people around it."""
    seen = Placement.objects.visible_to(request.member)
    found = get_object_or_404(seen.select_related("student", "company", "group", "mentor__user"), pk=pk)
    looked_at(request, Looked.ASSESSMENT, found.student_id)
    return found
