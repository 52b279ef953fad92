"""A form that was sent twice, because somebody tapped again while the answer was on its way."""

from datetime import timedelta

from django.utils import timezone

MOMENTS = timedelta(minutes=2)


def just_written(rows, moment):
    """The one of these rows that was written moments ago, None without one. `moment` names the field that says when.

    The rows hold everything that the form says: the same words later on are meant, and are kept.
    """
    return rows.filter(**{f"{moment}__gt": timezone.now() - MOMENTS}).order_by("-pk").first()
