"""Hand out the paper: the bytes that were stored, never a new print."""

from django.shortcuts import get_object_or_404

from contracts.models import ContractVersion
from core import files
from schools.access import open_to
from schools.enums import Looked, Role
from schools.reading import looked_at


@open_to(Role.COORDINATOR, Role.MENTOR, Role.DIRECTOR, Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR)
def download(request, pk):
    """Give a version of a contract: any version to staff, the latest one to the others concerned."""
    shown = ContractVersion.objects.visible_to(request.member).select_related("file", "contract__placement")
    version = get_object_or_404(shown, pk=pk)
    looked_at(request, Looked.PAPER, version.contract.placement.student_id)
    return files.hand_out(request, version.file)
