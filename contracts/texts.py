"""Which text a paper is made with: the school's own one that counts on the day, otherwise the text of the house."""

from contracts import defaults
from contracts.enums import Paper
from contracts.models import Clause, TemplateVersion


def text_for(paper, kind, day):
    """(code, clauses) of the text that counts on this day for this kind of stage."""
    version = TemplateVersion.objects.in_force(paper, kind, day)
    if version:
        return version.code, list(version.clauses.for_list())
    return f"{paper}-{defaults.CODE}", defaults.CLAUSES[Paper(paper)]


def copied(clauses, version):
    """These clauses as rows of a draft, in the same order; they are not kept yet."""
    return [
        Clause(
            school_id=version.school_id, version=version, position=place, code=one.code, heading=one.heading,
            text=one.text, conditions=list(one.conditions), by_law=one.by_law,
        )
        for place, one in enumerate(clauses, start=1)
    ]  # fmt: skip
