"""Who may follow long work: whoever asked for it, and the coordinator."""

from core.models import Job
from schools.enums import Role


def visible_to(member):
    """Jobs this member may follow, with the file they made."""
    jobs = Job.objects.select_related("file")
    return jobs if member.role == Role.COORDINATOR else jobs.filter(created_by_id=member.user_id)
