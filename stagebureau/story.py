"""What was done around one student, in words: the recorded moves of every room together."""

from django.db.models import Q

from assessments.models import Assessment
from assessments.views.result import WHAT_HAPPENED
from contracts.models import Contract
from contracts.views.checking import WORDS as OF_CONTRACTS
from core.models import AuditEntry
from placements.history import WORDS as OF_PLACEMENTS
from placements.models import Placement, PlacementRequest
from schools.history import WORDS as OF_SCHOOLS
from schools.models import Student

SHOWN = 40
ROOMS = (  # (whose acts, the way to the student, in which words)
    (Student, "pk", OF_SCHOOLS),
    (PlacementRequest, "student", OF_PLACEMENTS),
    (Placement, "student", OF_PLACEMENTS),
    (Contract, "placement__student", OF_CONTRACTS),
    (Assessment, "placement__student", WHAT_HAPPENED),
)


def story_of(student):
    """The newest acts for the history component, in one question."""
    wanted, words = Q(), {}
    for model, way, room_words in ROOMS:
        label = model._meta.label_lower
        rows = model.objects.filter(**{way: student.pk}).order_by().values("pk")
        wanted |= Q(subject=label, subject_id__in=rows)
        words[label] = room_words
    entries = AuditEntry.objects.filter(wanted).for_list().order_by("-at", "-pk")[:SHOWN]
    return [one.told(words[one.subject]) for one in entries]
