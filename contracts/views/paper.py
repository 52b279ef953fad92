"""Hand out the paper: the bytes that were stored, never a new print."""

from django.shortcuts import get_object_or_404

from contracts.models import ContractVersion
from core import files
from schools.access import open_to
from schools.enums import Role


@open_to(Role.COORDINATOR, Role.MENTOR, Role.DIRECTOR, Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR)
def download(request, pk):
    """Give a version of a contract: any version to staff, the latest one to the others concerned."""
    version = get_object_or_404(ContractVersion.objects.visible_to(request.member).select_related("file"), pk=pk)
    return files.hand_out(request, version.file)
