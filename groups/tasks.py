"""The worker's side of a round: put the question, remind the silent, tell of new dates. Each company is committed
by itself."""

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.mailing import reader_of, why_not_ask
from core import jobs
from core.models import Job
from core.moves import MoveRefused
from core.rounds import on_its_own
from core.tenancy import for_school
from groups import emails, newdays, reminders
from groups.enums import InvitationState
from groups.models import Invitation
from schools.models import Membership, School


def work(school_id, job, state, act):
    """Do `act(invitation, member)` for each company; what goes wrong with one is a sentence and stops no other."""
    with for_school(school_id):
        member = Membership.objects.select_related("user").get(pk=job.arguments["member"])
        there = Invitation.objects.filter(group=job.arguments["group"], state=state)
        ids = list(there.order_by("company__name", "pk").values_list("pk", flat=True))
    for pk in ids:
        with for_school(school_id):
            jobs.step(Job.objects.get(pk=job.pk), fault=attempt(pk, member, act))
    with for_school(school_id):
        jobs.finish(job)


def attempt(pk, member, act):
    """Try one company; returns the sentence for the coordinator when it did not work."""
    invitation = Invitation.objects.for_mail().get(pk=pk)
    if invitation.contact is None or not invitation.contact.member.user.email:
        return _("%(name)s heeft geen e-mailadres.") % {"name": invitation.company.name}
    if fault := why_not_ask(invitation.company, reader_of(invitation.contact)):
        return fault
    try:
        act(invitation, member)
    except MoveRefused as refusal:
        return f"{invitation.company.name}: {refusal}"
    return ""


def ask(invitation, member):
    """The question itself."""
    invitation.ask(by=member)
    emails.ask_availability(Invitation.objects.for_mail().get(pk=invitation.pk))


def remind(invitation, member):
    """Once more."""
    invitation.remind(by=member)
    emails.remind_availability(Invitation.objects.for_mail().get(pk=invitation.pk))


@shared_task(base=jobs.JobTask)
def ask_companies(school_id, job):
    """Put the question to every company of the group that was not asked yet."""
    work(school_id, job, InvitationState.NEW, ask)


@shared_task(base=jobs.JobTask)
def remind_now(school_id, job):
    """The coordinator reminds all silent companies of a group at once."""
    work(school_id, job, InvitationState.ASKED, remind)


@shared_task
def remind_silent_companies():
    """The ladder, for every school, in office hours. Who was reminded today is not due again, so it may run often."""
    now = timezone.localtime()
    if now.hour not in reminders.OFFICE_HOURS:
        return
    for school_id in School.objects.values_list("pk", flat=True):
        with for_school(school_id):
            ids = [invitation.pk for invitation in reminders.due(now.date())]
        for pk in ids:
            with on_its_own("invitation", pk), for_school(school_id):
                attempt(pk, None, remind)


@shared_task
def tell_new_days():
    """Who was asked hears of dates that came in since, in office hours; the mail about the same dates goes once."""
    if timezone.localtime().hour not in reminders.OFFICE_HOURS:
        return
    for school_id in School.objects.values_list("pk", flat=True):
        with for_school(school_id):
            found = newdays.to_tell()
        for invitation, days in found:
            with on_its_own("invitation", invitation.pk), for_school(school_id):
                attempt(invitation.pk, None, lambda one, _member, days=days: emails.tell_new_days(one, days))
