"""What students say of a place afterwards, as a trend. Never a single answer, never before three of them."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from placements.enums import Smiley
from placements.models import StageRating

ENOUGH = 3  # so many answers make a trend
FACES = {Smiley.SAD: "emoji-frown", Smiley.FAIR: "emoji-neutral", Smiley.GLAD: "emoji-smile"}
WORDS = {Smiley.SAD: _("vaak niet zo fijn"), Smiley.FAIR: _("wisselend"), Smiley.GLAD: _("vaak fijn")}
QUESTIONS = ("work", "people", "learning")
STEP = 0.25  # a smaller difference between old and new answers is no difference


@dataclass(frozen=True)
class Trend:
    """The answers about one company together."""

    number: int
    work: float
    people: float
    learning: float
    direction: int  # 1 better than before, -1 worse, 0 the same or too few to tell

    @property
    def mean(self):
        return (self.work + self.people + self.learning) / 3

    @property
    def face(self):
        """The smiley nearest to the mean."""
        return Smiley(max(1, min(3, int(self.mean + 0.5))))

    @property
    def icon(self):
        return FACES[self.face]

    @property
    def words(self):
        """vaak fijn"""
        return WORDS[self.face]

    @property
    def direction_words(self):
        """What changed, for staff."""
        return {1: _("beter dan eerder"), -1: _("minder dan eerder"), 0: ""}[self.direction]


def rating_trend(company_ids):
    """{company id: Trend} for the companies with three answers or more; others are not in it. One question."""
    rows = (
        StageRating.objects.filter(placement__company__in=list(company_ids))
        .order_by("given_at", "pk")
        .values_list("placement__company", *QUESTIONS)
    )
    said = {}
    for company, *points in rows:
        said.setdefault(company, []).append(points)
    return {company: _trend(answers) for company, answers in said.items() if len(answers) >= ENOUGH}


def _trend(answers):
    means = [sum(column) / len(answers) for column in zip(*answers, strict=True)]
    return Trend(len(answers), *means, _direction([sum(points) / len(points) for points in answers]))


def _direction(means):
    """The newest three beside those before them, when both are enough."""
    if len(means) < 2 * ENOUGH:
        return 0
    new, old = means[-ENOUGH:], means[:-ENOUGH]
    step = sum(new) / len(new) - sum(old) / len(old)
    return (step >= STEP) - (step <= -STEP)
