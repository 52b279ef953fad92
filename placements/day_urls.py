"""The pages about the days of a placement: attendance, day reports, assignments."""

from datetime import date

from django.urls import path, register_converter

from placements.views import assignments, days, reports, today


class DayConverter:
    """A date in the address: 2027-02-04."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value):
        """The date; a day that does not exist is no address."""
        return date.fromisoformat(value)

    def to_url(self, value):
        return str(value)


register_converter(DayConverter, "day")

day_urls = [
    path("vandaag/", today.today, name="today"),
    path("<int:pk>/aanwezigheid/", days.days, name="days"),
    path("<int:pk>/aanwezigheid/ik-ben-er/", days.check_in, name="check_in"),
    path("<int:pk>/aanwezigheid/<day:date>/", days.day, name="day"),
    path("<int:pk>/aanwezigheid/week/<day:monday>/klopt/", days.confirm_week, name="confirm_week"),
    path("<int:pk>/dagverslagen/", reports.reports, name="reports"),
    path("<int:pk>/dagverslagen/<day:date>/", reports.report, name="report"),
    path("<int:pk>/dagverslagen/<day:date>/schrijven/", reports.report_write, name="report_write"),
    path("<int:pk>/dagverslagen/<day:date>/foto/", reports.report_photo, name="report_photo"),
    path("<int:pk>/opdrachten/", assignments.assignments, name="assignments"),
    path("<int:pk>/opdrachten/<int:number>/", assignments.submission, name="submission"),
    path("<int:pk>/opdrachten/<int:number>/bestand/", assignments.submission_file, name="submission_file"),
    path("opdrachten/groep/<int:pk>/", assignments.group_assignments, name="group_assignments"),
    path("opdrachten/groep/<int:pk>/nieuw/", assignments.assignment_new, name="assignment_new"),
]
