"""Mails that did not arrive, so that the coordinator can mend the address."""

from django.shortcuts import render

from core.models import OutgoingMail
from schools.access import open_to
from schools.enums import Role

NOT_ARRIVED = [OutgoingMail.State.REFUSED, OutgoingMail.State.FAILED, OutgoingMail.State.UNKNOWN]
SHOWN = 100


@open_to(Role.COORDINATOR)
def failed_mail(request):
    """The newest first, with what the mail server said."""
    mails = OutgoingMail.objects.filter(school=request.school, state__in=NOT_ARRIVED).order_by("-created_at", "-pk")
    return render(request, "stagebureau/failed_mail.html", {"mails": mails[:SHOWN]})
