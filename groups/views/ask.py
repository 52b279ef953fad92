"""The question to the companies: look at the mail, send it to all, see who answered, remind the rest."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core import jobs
from core.moves import MoveRefused
from groups import emails, tasks
from groups.asking import hindrance, with_rest
from groups.enums import InvitationState as State
from groups.models import NOT_ARRIVED, Group
from schools.access import open_to
from schools.enums import Role

SHOWN = {  # ?toon=: words on the page, and what is asked of the company's row
    "stil": (_("zonder antwoord"), lambda one: one.state == State.ASKED),
    "plek": (_("met plek"), lambda one: one.state == State.YES),
    "bellen": (_("willen gebeld worden"), lambda one: one.state == State.CALL),
    "nee": (_("deze keer niet"), lambda one: one.state == State.NO),
    "nieuw": (_("nog niet gevraagd"), lambda one: one.state == State.NEW),
    "fout": (_("mail kwam niet aan"), lambda one: one.mail_state in NOT_ARRIVED and not one.answered_at),
}


def group_of(request, pk):
    """The group of this page, with what its mails tell."""
    known = Group.objects.visible_to(request.member).select_related("kind", "coordinator__user", "school")
    return get_object_or_404(known, pk=pk)


@open_to(Role.COORDINATOR)
def group_ask(request, pk):
    """The mail as a company gets it, how many get it, and who has no address; then send it to all."""
    group = group_of(request, pk)
    new = with_rest(group.invitations.filter(state=State.NEW)).for_list().select_related("contact__member__user")
    new = list(new)
    resting = [(one, why) for one in new if (why := hindrance(one))]
    awake = [one for one in new if not hindrance(one)]
    able = [one for one in awake if one.contact and one.contact.member.user.email]
    if request.method == "POST":
        try:
            group.ask_companies(by=request.member)
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("groups:group_ask", school=request.school.slug, pk=group.pk)
        label = _("Bedrijven vragen: %(group)s") % {"group": group.name}
        return start(request, tasks.ask_companies, group, label, len(new))
    context = {
        "group": group,
        "able": able,
        "unable": [one for one in awake if one not in able],
        "resting": resting,
        "mail": emails.preview(group),
        "today": timezone.localdate(),
    }
    return render(request, "groups/group_ask.html", context)


def start(request, task, group, label, total):
    """Hand the work to the worker and show how far it is."""
    job = jobs.start(
        task,
        school=request.school,
        label=label,
        by=request.member,
        total=total,
        group=group.pk,
        member=request.member.pk,
    )
    return redirect("schools:job", school=request.school.slug, pk=job.pk)


@open_to(Role.COORDINATOR, Role.DIRECTOR)
def group_answers(request, pk):
    """Each company of the group: how far the question is, and what it answered."""
    group = group_of(request, pk)
    every = list(group.invitations.for_list().with_mail().select_related("contact__member__user"))
    wanted = request.GET.get("toon", "")
    shown = [one for one in every if SHOWN[wanted][1](one)] if wanted in SHOWN else every
    silent = [one for one in every if one.state == State.ASKED]
    today = timezone.localdate()
    context = {
        "group": group,
        "invitations": shown,
        "every": every,
        "wanted": wanted,
        "filters": filters_of(every),
        "silent": silent,
        "ready": [one for one in silent if one.last_mail_on < today],
        "new": [one for one in every if one.state == State.NEW],
        "answered": [one for one in every if one.answered_at],
        "is_late": group.answer_by < today,
        "may_change": request.member.role == Role.COORDINATOR,
    }
    return render(request, "groups/group_answers.html", context)


def filters_of(every):
    """[(value, words, number)] of the filters that find something."""
    counted = [(value, words, sum(map(fits, every))) for value, (words, fits) in SHOWN.items()]
    return [row for row in counted if row[2]]


@open_to(Role.COORDINATOR)
@require_POST
def group_remind(request, pk):
    """Remind every silent company of the group now; who had mail today is left alone."""
    group = group_of(request, pk)
    today = timezone.localdate()
    silent = [one for one in group.invitations.silent() if one.last_mail_on < today]
    if not silent or group.is_over:
        messages.error(
            request, _("Er is niemand om te herinneren. Wie vandaag al mail kreeg, krijgt morgen pas weer mail.")
        )
        return redirect("groups:group_answers", school=request.school.slug, pk=group.pk)
    label = _("Bedrijven herinneren: %(group)s") % {"group": group.name}
    return start(request, tasks.remind_now, group, label, len(silent))

