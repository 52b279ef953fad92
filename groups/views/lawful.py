"""Regels voor werk en leeftijd of a group: who cannot do its days and hours as they stand."""

from django.shortcuts import render

from groups.lawful import warnings_in
from groups.views.members import group_of
from schools.access import open_to
from schools.enums import Role


@open_to(Role.COORDINATOR)
def group_lawful(request, pk):
    """The students of the group by name with what the law says; other pages of the group load it into themselves."""
    group = group_of(request, pk)
    context = {"group": group, "warned": warnings_in(group, group.group_students.for_list(), request.school.kind)}
    template = "groups/_lawful.html" if request.headers.get("HX-Request") else "groups/group_lawful.html"
    return render(request, template, context)
