"""A day report is written once per stage day, and again as long as nobody reacted."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import files
from core.moves import MoveRefused
from placements.models import DayReport, Placement


def write_report(placement, date, *, by, did, mood, learned, photo=None, without_photo=False):
    """Write the report of a day or change it; a new photo takes the place of the old one."""
    with transaction.atomic():
        Placement.objects.select_for_update().get(pk=placement.pk)
        report = DayReport.objects.filter(placement=placement, date=date).first()
        report = report or DayReport(placement=placement, date=date)
        if report.pk and not report.is_open:
            raise MoveRefused(_("Er is al gereageerd op je verslag. Je kunt het niet meer veranderen."))
        old = report.photo
        report.did, report.mood, report.learned = did, mood, learned
        if photo or without_photo:
            report.photo = photo and files.keep(
                placement.school,
                photo.content,
                name=f"foto-{date}.jpg",
                content_type=photo.content_type,
                by=by,
                of_stranger=True,
            )
        report.save()
        if old and old != report.photo:
            files.drop(old)
    return report
