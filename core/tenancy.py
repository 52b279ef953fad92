"""Which school are we working for?

Rows of a school exist only while that school is open: `with for_school(school): ...`. With no school open every
question refuses, because the check is read when the SQL is written. PostgreSQL guards the same wall a second time: the
policies of `core.constraints` show a row only when its school is the one that was told to this transaction.
"""

from contextlib import contextmanager, nullcontext
from contextvars import ContextVar

from django.db import connection, models, transaction

from core.constraints import SchoolPolicy, SchoolReference

_open = ContextVar("open_school", default=None)
_acting = ContextVar("acting_user", default=None)


class NoSchoolOpen(RuntimeError):
    """Rows of a school were asked for while no school was open."""


def open_school_id():
    """Return the id of the school that is open, or None."""
    return _open.get()


@contextmanager
def for_school(school, *, told=False):
    """Open a school (or its id) inside one transaction; the school that was open before is open again afterwards.

    `told` says that the running transaction knows the school already; then it gets no savepoint of its own.
    """
    school_id = getattr(school, "pk", school)
    before = _open.get()
    if before == school_id and connection.in_atomic_block:
        yield
        return
    token = _open.set(school_id)
    nested = bool(connection.savepoint_ids) if told else connection.in_atomic_block
    try:
        with nullcontext() if told else transaction.atomic():
            if not told:
                tell_database(school_id)
            yield
            if nested and not connection.needs_rollback:  # a local setting survives the release of a savepoint
                tell_database(before)
    finally:
        _open.reset(token)


def tell_database(school_id):
    """Tell the running transaction which school is open (None closes it), and whose work the worker does."""
    told, values = "SELECT set_config('app.school_id', %s, true)", ["" if school_id is None else str(school_id)]
    if user_id := _acting.get():
        told, values = f"{told}, set_config('app.user_id', %s, true)", [*values, str(user_id)]
    with connection.cursor() as cursor:
        cursor.execute(told, values)


@contextmanager
def on_behalf_of(user_id):
    """What the worker writes meanwhile is traced as the act of this person. A page tells this by itself."""
    token = _acting.set(user_id)
    try:
        yield
    finally:
        _acting.reset(token)


@contextmanager
def acting_as(user_id):
    """Tell the running transaction that this person acts, for what the policies show to that person only."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('app.user_id', true), set_config('app.user_id', %s, true)", [str(user_id)]
        )
        before = cursor.fetchone()[0]
    try:
        yield
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('app.user_id', %s, true)", [before or ""])


def execute_at_once(statement, school_id, **values):
    """Run one statement for a school (None: for no school) and commit it, in a single trip to the database.

    Statements sent together are one transaction. Inside a running transaction it is a statement like any other.
    """
    if connection.in_atomic_block:
        with nullcontext() if school_id is None else for_school(school_id), connection.cursor() as cursor:
            cursor.execute(statement, values)
            return
    told = "SELECT set_config('app.school_id', %(told_school)s, true);"
    with connection.cursor() as cursor:
        cursor.execute(told + statement, {"told_school": "" if school_id is None else str(school_id), **values})


class InOpenSchool(models.Func):
    """True for rows of the school that is open at the moment the SQL is written."""

    arity = 1
    output_field = models.BooleanField()

    def as_sql(self, compiler, connection, **extra):
        school_id = _open.get()
        if school_id is None:
            raise NoSchoolOpen
        column, params = compiler.compile(self.source_expressions[0])
        return f"{column} = %s", [*params, school_id]


def school_manager(queryset=models.QuerySet):
    """A manager that finds rows of the open school only and refuses when none is open.

    The question is put together once for each table: it names no school until its SQL is written.
    """
    asked = {}

    class SchoolManager(models.Manager.from_queryset(queryset)):
        def get_queryset(self):
            found = super().get_queryset()
            if self.model not in asked:
                asked[self.model] = found.filter(InOpenSchool("school_id")).query
            found.query = asked[self.model].clone()
            return found

    return SchoolManager()


class SchoolForeignKey(models.ForeignKey):
    """A reference between two rows of one school: (school_id, x_id) → (school_id, id), checked at once."""

    def __init__(self, to, on_delete, **kwargs):
        super().__init__(to, on_delete, **{**kwargs, "db_constraint": False})

    def contribute_to_class(self, cls, name, **kwargs):
        super().contribute_to_class(cls, name, **kwargs)
        if not cls._meta.abstract:
            wall = SchoolReference(field=name, name=f"{cls._meta.db_table}_{name}_same_school"[:63])
            cls._meta.constraints = [*cls._meta.constraints, wall]
            cls._meta.original_attrs["constraints"] = cls._meta.constraints

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs


class SchoolModel(models.Model):
    """A row that belongs to one school."""

    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, related_name="+")
    objects = school_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["school", "id"], name="%(app_label)s_%(class)s_school_id"),
            SchoolPolicy(name="%(app_label)s_%(class)s_of_open_school"),
        ]

    def save(self, *args, **kwargs):
        """Fill in the school that is open; a row of another school is refused."""
        if self.school_id is None:
            self.school_id = _open.get()
        if self.school_id is None or self.school_id != _open.get():
            raise NoSchoolOpen(f"{self._meta.label} of school {self.school_id} while {_open.get()} is open")
        super().save(*args, **kwargs)


walls = SchoolModel.Meta.constraints
