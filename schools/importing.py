"""A list becomes rows: every row is tried first, and the trial is the real work, rolled back."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.moves import MoveRefused
from core.sheets import match_columns, read_table
from schools.models import ImportRun

NEW, CHANGED, SAME, FAULTY = "new", "changed", "same", "faulty"
MOST_ROWS = 1500


@dataclass(frozen=True)
class ListKind:
    """What a kind of list holds and how one row of it becomes a row of ours."""

    key: str
    aliases: dict[str, list[str]]
    required: frozenset[str]
    form: type[forms.Form]
    key_of: Callable  # cleaned row → what may be in the list once
    name_of: Callable  # raw or cleaned row → how we call it in the report
    find: Callable  # cleaned row → our row or None
    facts: Callable  # our row → {label: text} that the report compares
    write: Callable  # school, cleaned row → our row


@dataclass
class Line:
    """One row of the list in the report."""

    number: int
    name: str
    outcome: str
    changes: list = field(default_factory=list)  # [label, old, new]
    faults: list = field(default_factory=list)  # [column, sentence]
    remarks: list = field(default_factory=list)


def take_in(kind, source, *, name, by):
    """Read an uploaded or pasted list and keep it for a trial. Raises SheetFault with a Dutch sentence."""
    table = read_table(source, kind.aliases)
    columns = match_columns(table.header, kind.aliases)
    missing = [kind.aliases[column][0] for column in kind.aliases if column in kind.required - columns.found.keys()]
    if missing:
        raise MoveRefused(_("Deze kolommen missen we in de lijst: %s.") % ", ".join(missing))
    if len(table.rows) > MOST_ROWS:
        raise MoveRefused(_("Deze lijst heeft meer dan %s rijen. Splits hem in tweeën.") % MOST_ROWS)
    run = ImportRun(
        kind=kind.key,
        source_name=name[:150],
        header=table.header,
        rows=[[row.number, row.cells, row.surplus] for row in table.rows],
        created_by=by,
    )
    run.report = try_out(run, kind, by.school)
    run.report["unknown"] = columns.unknown
    run.save()
    return run


def try_out(run, kind, school):
    """The report of what carrying out would do; nothing is kept."""
    with transaction.atomic():
        lines = work_through(run, kind, school)
        transaction.set_rollback(True)
    return report_of(lines)


def carry_out(run, kind, school):
    """Put the good rows in, once. Raises MoveRefused when that was done already."""
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().get(pk=run.pk)
        if run.state != ImportRun.State.TRIAL:
            raise MoveRefused(_("Deze lijst is al verwerkt."))
        run.report |= report_of(work_through(run, kind, school))
        run.state, run.rows, run.finished_at = ImportRun.State.DONE, [], timezone.now()
        run.save()
    return run


def report_of(lines):
    """Counts and lines as JSON for the page."""
    counts = {outcome: sum(line.outcome == outcome for line in lines) for outcome in (NEW, CHANGED, SAME, FAULTY)}
    return {"counts": counts, "lines": [asdict(line) for line in lines]}


def work_through(run, kind, school):
    """Do every row; a faulty one is skipped and named."""
    columns = match_columns(run.header, kind.aliases).found
    seen, lines = {}, []
    for number, cells, surplus in run.rows:
        raw = {name: cells[index] for name, index in columns.items() if index < len(cells)}
        line = Line(number, kind.name_of(raw) or _("rij %s") % number, FAULTY)
        lines.append(line)
        form = kind.form(raw)
        if surplus:
            line.faults.append(
                ["", _("Deze rij heeft meer cellen dan de kop. Staat er een scheidingsteken in een cel?")]
            )
        elif not form.is_valid():
            line.faults += [[heading(run, columns, name), " ".join(found)] for name, found in form.errors.items()]
        elif (once := kind.key_of(form.cleaned_data)) in seen:
            line.faults.append(["", _("Staat al in rij %s van deze lijst.") % seen[once]])
        else:
            seen[once] = number
            do_row(line, kind, school, form.cleaned_data)
            line.remarks += getattr(form, "remarks", [])
    return lines


def do_row(line, kind, school, row):
    """Write one good row and tell what that changed."""
    known = kind.find(row)
    before = kind.facts(known) if known else None
    after = kind.facts(kind.write(school, row))
    if before is None:
        line.outcome = NEW
        return
    line.changes = [[label, before[label], after[label]] for label in after if before[label] != after[label]]
    line.outcome = CHANGED if line.changes else SAME


def heading(run, columns, name):
    """The column as it is called in the list itself."""
    return run.header[columns[name]] if name in columns else ""


class RowForm(forms.Form):
    """One row of a list. Says in Dutch what is wrong with which cell."""

    default_renderer = None

    def __init__(self, data):
        super().__init__(data)
        self.remarks = []
        for row_field in self.fields.values():
            row_field.error_messages["required"] = _("is leeg")


class RowEmail(forms.EmailField):
    """An address in a cell; says what is missing."""

    default_error_messages = {"invalid": _("dit is geen e-mailadres")}

    def clean(self, value):
        value = (value or "").strip().lower()
        if value and "@" not in value:
            raise forms.ValidationError(_("@ ontbreekt"))
        return super().clean(value)


class RowDate(forms.DateField):
    """A date in a cell: dag-maand-jaar."""

    default_error_messages = {"invalid": _("dit is geen datum (dag-maand-jaar)")}

    def __init__(self, **kwargs):
        super().__init__(input_formats=["%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d"], **kwargs)


class RowNumber(forms.IntegerField):
    """A whole number in a cell."""

    default_error_messages = {"invalid": _("dit is geen getal")}
