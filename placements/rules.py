"""What the coordinator decided about a student and a company."""

from django.db.models import Q

from core.models import AuditEntry
from placements.enums import RuleKind
from placements.models import MatchRule


def decide(student, *, by, group, kind, invitation, reason=""):
    """Lay this down in place of what was decided about these two before; without a kind nothing holds any more."""
    own = MatchRule.objects.filter(Q(group=group) | Q(group=None), student=student)
    gone = Q(company=invitation.company_id)
    if kind == RuleKind.MUST:
        gone |= Q(kind=RuleKind.MUST)
    own.filter(gone).delete()
    if kind:
        MatchRule.objects.create(
            school_id=student.school_id, student=student, company_id=invitation.company_id,
            group=None if kind == RuleKind.NEVER else group, kind=kind, reason=reason.strip(), made_by=by,
        )  # fmt: skip
    words = RuleKind(kind).label if kind else "geen afspraak"
    AuditEntry.record(student, action="match_rule", by=by, note=f"{invitation.company.name}: {words}")
