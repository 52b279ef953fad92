"""A state changes by a named move: lock, check, act, save and record, all or nothing."""

from functools import wraps

from django.db import transaction
from django.utils.translation import gettext as _

from core.models.audit import AuditEntry


class MoveRefused(Exception):
    """The move is not possible now. The message is a Dutch sentence for whoever tried."""


def move(*, source, target, who=None):
    """Turn a model method into a move from one of `source` to `target`; `target=None` leaves the state as it is.

    `who` is {role: states from which a member with this role may do it}; without it the door of the page is enough.
    Call it as `thing.accept(by=member, ...)`; `by` is the Membership that acts, None for the system. `note` is kept in
    the record. Raises MoveRefused when the row is in another state by now, or when the method itself refuses.
    """

    def decorate(method):
        @wraps(method)
        def run(self, *, by, **details):
            with transaction.atomic():
                self.refresh_from_db(from_queryset=type(self)._base_manager.select_for_update(of=("self",)))
                if self.state not in source:
                    raise MoveRefused(
                        _("Dit kan nu niet: de stand is intussen “%(state)s”.") % {"state": self.get_state_display()}
                    )
                if who is not None and by is not None and self.state not in who.get(by.role, ()):
                    raise MoveRefused(_("Dit kan alleen iemand anders doen."))
                before = self.state
                method(self, by=by, **details)
                if target is not None:
                    self.state = target
                self.save()
                AuditEntry.record(self, action=method.__name__, by=by, before=before, note=details.get("note", ""))

        run.source, run.target, run.who = frozenset(source), target, who
        return run

    return decorate


def move_together(rows, name, *, by, changing):
    """Let many rows make a move that leaves their state as it is, in three questions to the database.

    `changing` names the fields that the move writes. A row in another state by now stays out. Returns how many moved.
    """
    method = getattr(rows.model, name)
    with transaction.atomic():
        found = [row for row in rows.select_for_update(of=("self",)) if row.state in method.source]
        before = [row.state for row in found]
        for row in found:
            method.__wrapped__(row, by=by)
        rows.model._base_manager.bulk_update(found, changing)
        AuditEntry.objects.bulk_create(
            AuditEntry.line(row, action=name, by=by, before=state) for row, state in zip(found, before, strict=True)
        )
    return len(found)


class Moves:
    """Mixin: ask an object what it can do now."""

    @property
    def moves(self):
        """Names of the moves that the present state allows."""
        return {
            name
            for kind in type(self).__mro__
            for name, method in vars(kind).items()
            if self.state in getattr(method, "source", ())
        }
