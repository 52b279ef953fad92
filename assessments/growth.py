"""The groeiladder: per aspect where the student stands now and where the time before."""

import textwrap
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from assessments.enums import Score
from assessments.models import AspectVerdict, Assessment
from placements.enums import PlacementState
from placements.line import SEE_THE_LINE
from placements.models import Placement

# Measures of the drawing, in its own units.
WIDTH, LEFT, STEP = 340, 43, 85
HEAD, LINE, TRACK, GAP = 40, 17, 30, 12
LETTERS = 40  # of an aspect's name on one line


@dataclass
class Rung:
    """One aspect on the ladder."""

    name: str
    now: Score | None
    previous: Score | None
    top: int = 0
    reason: str = ""  # why the three chose another score than the derived one
    remark: str = ""

    @property
    def lines(self):
        """(y, text) of the name, broken so that it fits."""
        return [(self.top + LINE * n, text) for n, text in enumerate(textwrap.wrap(self.name, LETTERS), start=1)]

    @property
    def y(self):
        """The height of its dots."""
        return self.top + LINE * len(self.lines) + TRACK // 2 + 3

    @property
    def bottom(self):
        return self.y + TRACK // 2 + GAP

    @property
    def now_x(self):
        return x_of(self.now)

    @property
    def previous_x(self):
        return x_of(self.previous)

    @property
    def moved(self):
        """In words: what changed."""
        if not self.now or not self.previous:
            return ""
        step = self.now - self.previous
        return _("gegroeid") if step > 0 else _("gelijk gebleven") if step == 0 else _("nog eens oefenen")


def x_of(score):
    return LEFT + STEP * (score - 1) if score else None


@dataclass
class Ladder:
    """What the drawing and the table beside it show. Empty (false) as long as nothing is fixed."""

    assessment: Assessment | None = None
    previous: Assessment | None = None
    rungs: list = field(default_factory=list)

    def __bool__(self):
        return bool(self.rungs)

    @property
    def height(self):
        return self.rungs[-1].bottom if self.rungs else HEAD

    @property
    def columns(self):
        """(x, the words on two lines) of the four points."""
        return [(x_of(score), str(score.label).split(" ", 1)) for score in Score]

    width = WIDTH


def ladder(of):
    """The ladder of a placement, of a line of placements, or of a student over all of them: the last two fixed
    assessments, one query.
    """
    if isinstance(of, list):
        whose = {"placement__in": [one.pk for one in of]}
    else:
        whose = {"placement": of} if isinstance(of, Placement) else {"placement__student": of}
    last = Assessment.objects.final().filter(**whose).order_by("-planned_on", "-pk").values("pk")[:2]
    verdicts = AspectVerdict.objects.agreed().filter(assessment__in=last).select_related("aspect", "assessment")
    return build(verdicts)


def ladder_of(assessment):
    """The ladder of one fixed assessment, with the one before it at the same placement."""
    return build(AspectVerdict.objects.agreed().now_and_before(assessment).select_related("aspect", "assessment"))


def ladder_in_line(assessment, member):
    """The same, with the one before it at any place of the line that this reader sees: growth goes on after a
    transfer.
    """
    placement, here = assessment.placement, Q(placement=assessment.placement_id)
    if placement.predecessor_id and member.role in SEE_THE_LINE:
        seen = Placement.objects.visible_to(member).filter(student=placement.student_id)
        here |= Q(placement__in=seen.filter(state=PlacementState.TRANSFERRED))
    earlier = Q(planned_on__lt=assessment.planned_on) | Q(planned_on=assessment.planned_on, pk__lt=assessment.pk)
    before = Assessment.objects.final().filter(here & earlier).order_by("-planned_on", "-pk").values("pk")[:1]
    both = Q(assessment=assessment) | Q(assessment__in=before)
    return build(AspectVerdict.objects.agreed().filter(both).select_related("aspect", "assessment"))


def build(verdicts):
    """Put the verdicts of one or two assessments on a ladder. An aspect is known by its code in every version."""
    verdicts = list(verdicts)
    moments = sorted({v.assessment for v in verdicts}, key=lambda one: (one.planned_on, one.pk))
    if not moments:
        return Ladder()
    now, previous = moments[-1], moments[-2] if len(moments) > 1 else None
    before = {v.aspect.code: v.score for v in verdicts if v.assessment == previous}
    rungs, top = [], HEAD
    for verdict in sorted((v for v in verdicts if v.assessment == now), key=lambda v: v.aspect.position):
        aspect = verdict.aspect
        reason = verdict.reason if verdict.value else ""
        rung = Rung(aspect.name, verdict.score, before.get(aspect.code), top, reason, verdict.remark)
        rungs.append(rung)
        top = rung.bottom
    return Ladder(now, previous, rungs)
