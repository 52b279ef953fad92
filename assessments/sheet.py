"""The paper form of one assessment with what was filled in, as far as the reader may see it. Three queries."""

from collections import defaultdict
from functools import cached_property

from assessments.enums import SEPARATE_VOICES, Score, Voice
from assessments.models import AspectVerdict, Indicator, IndicatorScore
from assessments.models.score import band


class Sheet:
    """The form, the scores and the words by the aspects."""

    def __init__(self, assessment, member):
        self.assessment, self.member = assessment, member

    @cached_property
    def indicators(self):
        return list(Indicator.objects.of_form(self.assessment.form_id))

    @cached_property
    def areas(self):
        """The areas in the order of the form; each is one page."""
        return list({indicator.area_id: indicator.area for indicator in self.indicators}.values())

    @cached_property
    def aspects(self):
        return sorted({i.aspect_id: i.aspect for i in self.indicators}.values(), key=lambda aspect: aspect.position)

    @cached_property
    def _scores(self):
        """{voice: {indicator: value}} of this assessment; "before" holds the agreed ones of the time before."""
        found = defaultdict(dict)
        for score in IndicatorScore.objects.visible_to(self.member).now_and_before(self.assessment):
            voice = score.voice if score.assessment_id == self.assessment.pk else "before"
            found[voice][score.indicator_id] = score.value
        return found

    @cached_property
    def verdicts(self):
        """{(voice, aspect): verdict} of this assessment."""
        seen = AspectVerdict.objects.visible_to(self.member).filter(assessment=self.assessment)
        return {(verdict.voice, verdict.aspect_id): verdict for verdict in seen}

    def scores(self, voice):
        """{indicator: value or None} of one voice; what it did not answer is not in it."""
        return self._scores[voice]

    @property
    def before(self):
        """The agreed scores of the fixed assessment before this one."""
        return self._scores["before"]

    def remarks(self, voice):
        """{aspect: text} of one voice."""
        return {aspect: one.remark for (whose, aspect), one in self.verdicts.items() if whose == voice}

    def said(self, aspect, besides):
        """[(voice, remark)] of the other voices about an aspect, as far as the reader may know."""
        found = [(v, self.verdicts.get((v, aspect.pk))) for v in SEPARATE_VOICES if v != besides]
        return [(voice, one.remark) for voice, one in found if one and one.remark]

    def page(self, number):
        """The indicators of one area; none when there is no such page."""
        area = self.areas[number - 1].pk if 1 <= number <= len(self.areas) else None
        return [indicator for indicator in self.indicators if indicator.area_id == area]

    def counts(self, voice):
        """Per area (number, area, answered, asked)."""
        answered = self.scores(voice)
        pages = [(n, area, self.page(n)) for n, area in enumerate(self.areas, start=1)]
        return [(n, area, sum(i.pk in answered for i in page), len(page)) for n, area, page in pages]

    def derived(self):
        """{aspect: score or None} from the agreed scores as they are now."""
        agreed, points = self.scores(Voice.AGREED), defaultdict(list)
        for indicator in self.indicators:
            points[indicator.aspect_id].append(agreed.get(indicator.pk))
        return {aspect: band(values) for aspect, values in points.items()}

    def heard(self, indicator):
        """[(voice, value)] of the voices that answered this indicator; value None is not seen."""
        return [(v, self.scores(v)[indicator.pk]) for v in SEPARATE_VOICES if indicator.pk in self.scores(v)]

    def suggestion(self, indicator):
        """The score all voices gave, when two or more gave one; otherwise None: that is to be talked about."""
        values = [value for _voice, value in self.heard(indicator) if value]
        return values[0] if len(values) > 1 and len(set(values)) == 1 else None

    def differs(self, indicator):
        """Did the voices see it differently?"""
        return len({value for _voice, value in self.heard(indicator) if value}) > 1

    def answers(self, voices):
        """Per area (indicator, agreed score, the word of each of these voices), for reading back."""
        return [
            (area, [(i, self._word(Voice.AGREED, i), [(v, self._word(v, i)) for v in voices]) for i in self.page(n)])
            for n, area in enumerate(self.areas, start=1)
        ]

    def _word(self, voice, indicator):
        given = self.scores(voice)
        value = given.get(indicator.pk)
        return Score(value).label if value else "niet gezien" if indicator.pk in given else "–"
