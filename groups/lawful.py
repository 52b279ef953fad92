"""A group beside the law on work and age, before anybody has a place: its days and hours, with lessons and age."""

from schools.labour import Day, findings, gathered
from schools.lessons import Lessons, days_of

LATER = {"side_job"}  # asked for the contract


def days_in_group(group, weekdays):
    """{date: Day} of a stage on these weekdays of a group, with its hours."""
    return {day: Day.of(group, group.kind, day) for day in group.stage_days() if day.weekday() in weekdays}


def warnings_in(group, parts, school_kind):
    """[([GroupStudent], [(Finding, sentence)])] of who cannot do these days as they stand, or only with a reason.

    Students of one age with the same lessons and days share the answer: the law asks nothing else of them.
    """
    parts = list(parts)
    every = days_in_group(group, group.weekdays)
    if not parts or not every:
        return []
    lessons = Lessons([part.student for part in parts], group.starts_on, group.ends_on)
    answers, same = {}, {}
    for part in parts:
        case = _case(part, group, lessons)
        if case not in answers:
            answers[case] = _said(part, group, every, lessons, school_kind)
        if answers[case]:
            same.setdefault(tuple(words for _one, words in answers[case]), ([], answers[case]))[0].append(part)
    return list(same.values())


def _case(part, group, lessons):
    student = part.student
    ages = {student.age_on(group.starts_on), student.age_on(group.ends_on)}
    who = ages.pop() if len(ages) == 1 else student.birth_date
    return who, lessons.of(student), student.class_name, part.days_in(group)


def _said(part, group, every, lessons, school_kind):
    student, weekdays = part.student, part.days_in(group)
    stage = {day: [row] for day, row in every.items() if day.weekday() in weekdays}
    days = days_of(student, lessons, stage, group.starts_on, group.ends_on)
    found = findings(student.birth_date, days, school_kind=school_kind)
    return [(one, words) for one, words in gathered(found) if one.code not in LATER]
