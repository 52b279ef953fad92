"""The wall between schools as constraints: Django's migrations carry them like any other rule of the database."""

from django.core.exceptions import ValidationError
from django.db.models.constraints import BaseConstraint

OPEN_SCHOOL = "NULLIF(current_setting('app.school_id', true), '')::bigint"
ACTING_USER = "NULLIF(current_setting('app.user_id', true), '')::bigint"


class _AfterTables(BaseConstraint):
    """Written after all tables of the migration exist, so that the tables it refers to are there."""

    def constraint_sql(self, model, schema_editor):
        """Part of CREATE TABLE: nothing now, the sentence comes at the end of the migration."""
        self.create_sql(model, schema_editor)

    def create_sql(self, model, schema_editor):
        """Put the sentence at the end of the migration."""
        schema_editor.deferred_sql.append(self.sql(model, schema_editor.quote_name))

    def validate(self, model, instance, exclude=None, using=None):
        """The database checks; there is nothing to ask beforehand."""

    def __eq__(self, other):
        return type(other) is type(self) and self.deconstruct() == other.deconstruct()

    __hash__ = BaseConstraint.__hash__


class SchoolPolicy(_AfterTables):
    """Forced row-level security: only rows of the open school can be read or written.

    `using` is the bare expression with the school column in front: a sub-select would cost the planner its estimate.
    """

    def __init__(self, *, name, using=f"school_id = {OPEN_SCHOOL}", check=None):
        super().__init__(name=name)
        self.using, self.check = using, check or using

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"using": self.using, "check": self.check}

    def sql(self, model, quote):
        table, name = quote(model._meta.db_table), quote(self.name)
        return (
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY; "
            f"CREATE POLICY {name} ON {table} USING ({self.using}) WITH CHECK ({self.check})"
        )

    def remove_sql(self, model, schema_editor):
        table, name = schema_editor.quote_name(model._meta.db_table), schema_editor.quote_name(self.name)
        return f"DROP POLICY {name} ON {table}"


class SchoolReference(_AfterTables):
    """FOREIGN KEY (school_id, x_id) → (school_id, id): a row cannot point at a row of another school."""

    def __init__(self, *, field, name):
        super().__init__(name=name)
        self.field = field

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"field": self.field}

    def sql(self, model, quote):
        field = model._meta.get_field(self.field)
        return (
            f"ALTER TABLE {quote(model._meta.db_table)} ADD CONSTRAINT {quote(self.name)} "
            f"FOREIGN KEY (school_id, {quote(field.column)}) "
            f"REFERENCES {quote(field.remote_field.model._meta.db_table)} (school_id, id) "
            "DEFERRABLE INITIALLY IMMEDIATE"
        )

    def remove_sql(self, model, schema_editor):
        quote = schema_editor.quote_name
        return f"ALTER TABLE {quote(model._meta.db_table)} DROP CONSTRAINT {quote(self.name)}"

    def validate(self, model, instance, exclude=None, using=None):
        """Say no in the form before the database does."""
        field = model._meta.get_field(self.field)
        target = getattr(instance, field.attname)
        if target is None or (exclude and self.field in exclude):
            return
        if not field.remote_field.model._base_manager.filter(pk=target, school_id=instance.school_id).exists():
            raise ValidationError({self.field: "Deze keuze bestaat niet."})


class SameValueThere(_AfterTables):
    """FOREIGN KEY (school_id, x_id, copy) → (school_id, id, column): a row holds what stands in the row it refers to.

    A rule of the table can then compare the two rows. The table referred to is unique on these three columns.
    """

    def __init__(self, *, field, copy, column, name):
        super().__init__(name=name)
        self.field, self.copy, self.column = field, copy, column

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"field": self.field, "copy": self.copy, "column": self.column}

    def sql(self, model, quote):
        field = model._meta.get_field(self.field)
        return (
            f"ALTER TABLE {quote(model._meta.db_table)} ADD CONSTRAINT {quote(self.name)} "
            f"FOREIGN KEY (school_id, {quote(field.column)}, {quote(self.copy)}) "
            f"REFERENCES {quote(field.remote_field.model._meta.db_table)} (school_id, id, {quote(self.column)}) "
            "ON UPDATE CASCADE"
        )

    def remove_sql(self, model, schema_editor):
        quote = schema_editor.quote_name
        return f"ALTER TABLE {quote(model._meta.db_table)} DROP CONSTRAINT {quote(self.name)}"


class Frozen(_AfterTables):
    """Rows for which `when` is true are never changed or thrown away again, whoever writes: a trigger refuses it.

    `when` reads the row as `this`. `also_new` refuses new rows for which it is true, too.
    """

    def __init__(self, *, name, when, also_new=False):
        super().__init__(name=name)
        self.when, self.also_new = when, also_new

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"when": self.when, "also_new": self.also_new}

    def sql(self, model, quote):
        table, name = quote(model._meta.db_table), quote(self.name)

        def refused(side):
            return f"(SELECT {self.when} FROM (SELECT {side}.*) AS this)"  # noqa: S608 - written in a model

        new = f"IF TG_OP <> 'DELETE' AND {refused('NEW')} THEN no := true; END IF;" if self.also_new else ""
        events = "INSERT OR UPDATE OR DELETE" if self.also_new else "UPDATE OR DELETE"
        return f"""
            CREATE OR REPLACE FUNCTION public.{name}() RETURNS trigger LANGUAGE plpgsql AS $frozen$
            DECLARE no boolean := false;
            BEGIN
                IF TG_OP <> 'INSERT' AND {refused("OLD")} THEN no := true; END IF;
                {new}
                IF no THEN
                    RAISE EXCEPTION 'this row is never changed again'
                    USING ERRCODE = 'check_violation', CONSTRAINT = '{self.name}', TABLE = TG_TABLE_NAME;
                END IF;
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
            END $frozen$;
            CREATE OR REPLACE TRIGGER {name} BEFORE {events} ON {table}
            FOR EACH ROW EXECUTE FUNCTION public.{name}()"""

    def remove_sql(self, model, schema_editor):
        table, name = schema_editor.quote_name(model._meta.db_table), schema_editor.quote_name(self.name)
        return f"DROP TRIGGER {name} ON {table}; DROP FUNCTION public.{name}()"
