"""The demo's mailbox: everything the mail catcher kept. On a server these pages do not exist."""

from functools import wraps

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from schools.access import open_to_anyone
from stagebureau.ground import kept_mail

PER_PAGE = 50
# Mail programs allow a layout in the mail itself; our own pages do not. No script, no form, nothing from elsewhere.
AS_IN_A_MAIL_PROGRAM = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
)


def only_in_the_demo(view):
    """A server has no such page, not even for its staff."""

    @open_to_anyone
    @require_safe
    @wraps(view)
    def door(request, *args, **kwargs):
        if not (settings.DEBUG and settings.MAILBOX_DIR):
            raise Http404
        return view(request, *args, **kwargs)

    return door


def find(name):
    """The kept message with this name."""
    kept = kept_mail.read(settings.MAILBOX_DIR, name)
    if kept is None:
        raise Http404
    return kept


@only_in_the_demo
def inbox(request):
    """List what went out, newest first, all or to one address."""
    to, before = request.GET.get("aan", "").strip(), request.GET.get("voor", "")
    mails = kept_mail.headers(settings.MAILBOX_DIR, to=to, before=before, limit=PER_PAGE + 1)
    older = mails[PER_PAGE - 1].name if len(mails) > PER_PAGE else None
    context = {"mails": mails[:PER_PAGE], "to": to, "older": older, "before": before}
    return render(request, "stagebureau/mailbox.html", context)


@only_in_the_demo
def message(request, name):
    """Read one mail: its words, its links, its files."""
    kept = find(name)
    context = {
        "mail": kept_mail.summary(name, kept),
        "text": kept_mail.text_of(kept),
        "links": kept_mail.links_of(kept),
        "has_layout": bool(kept_mail.html_of(kept)),
        "files": [part.get_filename() or "bijlage" for part in kept_mail.attachments_of(kept)],
    }
    return render(request, "stagebureau/mailbox_message.html", context)


@only_in_the_demo
def layout(request, name):
    """The mail as the receiver's mail program shows it."""
    html = kept_mail.html_of(find(name))
    if not html:
        raise Http404
    return HttpResponse(html, headers={"Content-Security-Policy": AS_IN_A_MAIL_PROGRAM})


@only_in_the_demo
def attachment(request, name, number):
    """One file out of a mail."""
    parts = kept_mail.attachments_of(find(name))
    if number >= len(parts):
        raise Http404
    part = parts[number]
    content = part.get_payload(decode=True)
    named = content_disposition_header(as_attachment=True, filename=part.get_filename() or "bijlage")
    return HttpResponse(content, content_type="application/octet-stream", headers={"Content-Disposition": named})
