"""The werk- en veiligheidscheck: which tasks a student does, at what age, who watches, and what stands in the way."""

from typing import NamedTuple

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import AuditEntry
from placements.enums import TaskFrom, TaskVerdict
from placements.models import SafetyCheck, SafetyTask
from schools.labour.forbidden import AGES, bands_between, dangers_in, suggested

FACTS = ("text", "child", "young", "adult", "supervised_by", "starts")
FREE = {"": 0, TaskVerdict.FORBIDDEN: 0, TaskVerdict.WATCHED: 1, TaskVerdict.ALLOWED: 2}
UNTIL = {"child": 16, "young": 18}
BEGINS = {TaskFrom.YOUNG: gettext_lazy("vanaf 16 jaar"), TaskFrom.ADULT: gettext_lazy("vanaf 18 jaar")}


class SafeTask(NamedTuple):
    """A task as the paper names it, with what goes with it: "" or "onder toezicht van Karin tot 16 jaar"."""

    task: str
    words: str = ""


class WorkChange(NamedTuple):
    """What another check makes of the work: [SafeTask] before and after, and of those after the new and the freer."""

    before: list
    after: list
    looser: list


def bands_of(placement):
    """The age bands of this student from the first to the last day of the stage."""
    return bands_between(placement.student.birth_date, placement.starts_on, placement.ends_on)


def tasks_of(placement):
    """The tasks of the last check, or [] when there was none. A list knows them already, see `with_tasks`."""
    if (rows := getattr(placement, "safety_rows", None)) is not None:
        return [SafetyTask(**row) for row in rows]
    return list(SafetyTask.objects.filter(check_of__placement=placement).for_list())


def with_tasks(placements):
    """These stages, each with the tasks of its last check as plain rows: one question for a list."""
    tasks, row = SafetyTask.objects.filter(check_of__placement=OuterRef("pk")), {name: name for name in FACTS}
    return placements.annotate(safety_rows=ArraySubquery(tasks.for_list().values(row=JSONObject(**row))))


def proposed(placement):
    """The tasks to go through: those of the last check, and what the company added since, with what the law suggests.
    """
    known, bands = tasks_of(placement), bands_of(placement)
    names = {task.text.casefold() for task in known}
    fresh = [text[:200] for text in placement.company.task_list if text[:200].casefold() not in names]
    rows = known + [SafetyTask(text=text) for text in dict.fromkeys(fresh)]
    for row in rows:
        for band in bands:
            if not getattr(row, band):
                setattr(row, band, suggested(row.text, band).value)
        row.dangers = dangers_in(row.text)
    return rows


def keep(placement, rows, *, by):
    """Write the check down as a whole; `rows` are dicts with the fields of SafetyTask.

    Raises MoveRefused when the paper of this stage says other work: `settings.WORK_ON_PAPER` looks at the change.
    """
    with transaction.atomic():
        before, after = tasks_of(placement), [SafetyTask(**row) for row in rows]
        is_other = [_facts(task) for task in before] != [_facts(task) for task in after]
        if is_other:
            import_string(settings.WORK_ON_PAPER)(placement, _change(placement, before, after))
        done = {"done_by": by, "done_at": timezone.now()}
        check, _new = SafetyCheck.objects.update_or_create(placement=placement, defaults=done)
        if is_other:
            check.tasks.all().delete()
            SafetyTask.objects.bulk_create(
                SafetyTask(school_id=placement.school_id, check_of=check, position=position, **row)
                for position, row in enumerate(rows, start=1)
            )
        AuditEntry.record(placement, action="safety_checked", by=by)
    return check


def _change(placement, before, after):
    bands = bands_of(placement)
    known = {task.text.casefold(): task for task in before or _of_company(placement)}
    looser = [
        task
        for task in after
        if any(FREE[task.verdict(band)] > _freedom(known.get(task.text.casefold()), band) for band in bands)
    ]
    return WorkChange(safe_tasks(placement), _told(placement, after), _told(placement, looser))


def _freedom(task, band):
    """How free a task was at this age; when nobody judged it for this age yet, it was not kept from the student."""
    if task is None:
        return FREE[""]
    if task.starts != TaskFrom.NEVER and not getattr(task, band):
        return FREE[TaskVerdict.ALLOWED]
    return FREE[task.verdict(band)]


def _facts(task):
    return [getattr(task, name) for name in FACTS]


def safe_tasks(placement):
    """[SafeTask]: what the student does, for the paper. Without a check the tasks of the company as they stand."""
    known = tasks_of(placement)
    return _told(placement, known) if known else [SafeTask(task.text) for task in _of_company(placement)]


def _of_company(placement):
    return [SafetyTask(text=text) for text in placement.company.task_list]


def _told(placement, rows):
    bands = bands_of(placement)
    return [SafeTask(row.text, _rule(row, bands)) for row in rows if any(_may(row, band) for band in bands)]


def _may(row, band):
    return row.verdict(band) in (TaskVerdict.ALLOWED, TaskVerdict.WATCHED)


def _rule(row, bands):
    words = [str(BEGINS[row.starts])] if row.starts in BEGINS and len(bands) > 1 else []
    watched = [band for band in bands if row.verdict(band) == TaskVerdict.WATCHED]
    if watched:
        until = UNTIL.get(watched[-1]) if watched[-1] != bands[-1] else None
        said = _("onder toezicht van %(who)s tot %(age)s jaar") if until else _("onder toezicht van %(who)s")
        words.append(said % {"who": row.supervised_by, "age": until})
    return ", ".join(words)


def blocked(placement, known=None):
    """Sentences about tasks that are forbidden at an age the student has during this stage; [] when there are none."""
    bands = bands_of(placement)
    return [
        _("%(task)s is verboden voor leerlingen van %(ages)s. Haal deze taak weg, of laat de leerling later beginnen.")
        % {"task": row.text, "ages": AGES[band]}
        for row in (tasks_of(placement) if known is None else known)
        for band in bands
        if row.verdict(band) == TaskVerdict.FORBIDDEN
    ]


def why_not_safe(placement):
    """Sentences that say why this stage may not begin for safety; [] when it may. An interne stage is at school."""
    if placement.group.kind.is_internal:
        return []
    known = tasks_of(placement)
    if not known:
        return [_("De werk- en veiligheidscheck is nog niet gedaan.")]
    mine = [row for row in known if row.starts != TaskFrom.NEVER]
    unseen = [band for band in bands_of(placement) if not all(getattr(row, band) for row in mine)]
    missing = [
        _("De leerling is tijdens de stage ook %(ages)s. Doe de werk- en veiligheidscheck daarvoor opnieuw.")
        % {"ages": AGES[band]}
        for band in unseen
    ]
    return blocked(placement, known) + missing
