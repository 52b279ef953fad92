"""A list becomes rows: every row is tried first, and the trial is the real work, rolled back."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.sheets import SheetFault, match_columns, read_table
from core.tenancy import for_school
from schools.models import ImportRun

NEW, CHANGED, SAME, FAULTY = "new", "changed", "same", "faulty"
BATCH = 20


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
        raise SheetFault(_("Deze kolommen missen we in de lijst: %s.") % ", ".join(missing))
    return ImportRun.objects.create(
        school=by.school,
        kind=kind.key,
        source_name=name[:150],
        header=table.header,
        rows=[[row.number, row.cells, row.surplus] for row in table.rows],
        report={"unknown": columns.unknown},
        created_by=by,
    )


def work_through(run, kind, *, keep, heard=lambda rows: None):
    """Do every row, a batch at a time, and write the report. Without `keep` each batch is rolled back: the trial.

    `heard(rows)` is told after each batch. Safe to run again after a crash: what was put in is then the same.
    """
    state, lines, seen = run.state, [], {}
    for start in range(0, len(run.rows), BATCH):
        with for_school(run.school_id):
            batch = run.rows[start : start + BATCH]
            with transaction.atomic():
                lines += do_rows(run, kind, batch, seen)
                transaction.set_rollback(not keep)
            heard(len(batch))
    with for_school(run.school_id):
        run = ImportRun.objects.select_for_update().get(pk=run.pk)
        if run.state == state:
            run.report |= report_of(lines)
            run.state = ImportRun.State.DONE if keep else ImportRun.State.TRIAL
            run.rows, run.finished_at = ([], timezone.now()) if keep else (run.rows, None)
            run.save()
    return run


def report_of(lines):
    """Counts and lines as JSON for the page."""
    counts = {outcome: sum(line.outcome == outcome for line in lines) for outcome in (NEW, CHANGED, SAME, FAULTY)}
    return {"counts": counts, "lines": [asdict(line) for line in lines]}


def do_rows(run, kind, rows, seen):
    """Do these rows; a faulty one is skipped and named."""
    columns = match_columns(run.header, kind.aliases).found
    lines = []
    for number, cells, surplus in rows:
        raw = {name: cells[index] for name, index in columns.items() if index < len(cells)}
        line = Line(number, kind.name_of(raw) or _("rij %s") % number, FAULTY)
        lines.append(line)
        form = kind.form(raw)
        if surplus:
            line.faults.append(["", _("Deze rij heeft meer cellen dan de kop. Staat er een ; of , in een cel?")])
        elif not form.is_valid():
            line.faults += [[heading(run, columns, name), " ".join(found)] for name, found in form.errors.items()]
        elif (once := kind.key_of(form.cleaned_data)) in seen:
            line.faults.append(["", _("Staat al in rij %s van deze lijst.") % seen[once]])
        else:
            seen[once] = number
            do_row(line, kind, run.school, form.cleaned_data)
            line.remarks += form.remarks
    return lines


def do_row(line, kind, school, row):
    """Write one good row and tell what that changed."""
    known = kind.find(row)
    before = kind.facts(known) if known else None
    written = kind.write(school, row)
    if before is None:
        line.outcome = NEW
        return
    after = kind.facts(written)
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
