"""Letters: links for people without an account. A letter opens one thing for one person until it ends.

GET shows, only POST acts, and opening a letter changes nothing, because mail scanners open every link.
"""

import hashlib
import hmac
import re
import secrets
import uuid
from functools import wraps

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from schools.enums import BY_SCHOOL_ACCOUNT, Purpose
from schools.models import Letter, LoginCode, Membership, SchoolAccount

IN_THE_MAIL = re.compile(r"§letter:(\d+)(:[a-z]+)?§")


def peppered(text):
    """HMAC-SHA256 of a secret with the server's pepper, as hex."""
    return hmac.new(settings.CODE_PEPPER.encode(), text.encode(), hashlib.sha256).hexdigest()


def token_of(letter):
    """The secret part of the letter's address: 256 bits, derived, so that nothing usable is kept."""
    return peppered(f"letter:{letter.school_id}:{letter.secret}")


def write_letter(member, purpose, *, expires_at, about=None, renewed_from=None):
    """Return the valid letter for this person, purpose and thing; writes one when there is none."""
    known = member.letters.valid().filter(purpose=purpose, about=about).first()
    if known and renewed_from is None:
        if known.expires_at < expires_at:
            known.expires_at = expires_at
            known.save()
        return known
    letter = Letter(
        school_id=member.school_id,
        member=member,
        purpose=purpose,
        about=about,
        expires_at=expires_at,
        secret=uuid.UUID(bytes=secrets.token_bytes(16)),
        renewed_from=renewed_from,
    )
    letter.token_sha256 = hashlib.sha256(token_of(letter).encode()).hexdigest()
    letter.save()
    return letter


def address_of(letter, school=None):
    """The full address of a letter, for a person to open."""
    name = "groups:availability" if letter.purpose == Purpose.AVAILABILITY else "schools:entry"
    return settings.SITE_URL + reverse(name, args=[(school or letter.school).slug, token_of(letter)])


def in_mail(letter, answer=None):
    """What a mail template writes for the letter's address; the outbox fills the address in when it sends."""
    return f"§letter:{letter.pk}{':' + answer if answer else ''}§"


def fill_in_addresses(mails):
    """Put the real addresses in mails that leave the house (settings.OUTBOX_FILL). Their school must be open."""
    wanted = {int(pk) for mail in mails for pk, _ in IN_THE_MAIL.findall(mail.text + mail.html)}
    if not wanted:
        return
    letters = Letter.objects.select_related("school").in_bulk(wanted)

    def address(found):
        letter, answer = letters.get(int(found[1])), f"?antwoord={found[2][1:]}" if found[2] else ""
        return address_of(letter) + answer if letter else settings.SITE_URL

    for mail in mails:
        mail.text, mail.html = (IN_THE_MAIL.sub(address, part) for part in (mail.text, mail.html))


def find_letter(token, *purposes):
    """The letter with this token in the open school, valid or not; None when there is no such letter."""
    hashed = hashlib.sha256(token.encode()).hexdigest()
    opens = Letter.objects.valid().filter(pk=OuterRef("pk"), member__in=Membership.objects.current())
    letters = Letter.objects.annotate(opens=Exists(opens))
    letters = letters.filter(token_sha256=hashed, **({"purpose__in": purposes} if purposes else {}))
    return letters.select_related("member__user", "school").first()


def may_be_renewed(letter):
    """A letter that ran out may be replaced; one that was withdrawn may not, nor one of somebody whose role ended."""
    return not letter.revoked_at and Membership.objects.current().filter(pk=letter.member_id).exists()


def renew(letter, expires_at):
    """The letter that replaces one that ran out: the same person, purpose and thing."""
    known = letter.renewals.valid().first()
    return known or write_letter(
        letter.member, letter.purpose, expires_at=expires_at, about=letter.about, renewed_from=letter
    )


def show_ended(request, letter, token):
    """Say that the link has ended, and offer a new one where that is possible."""
    page = {"letter": letter, "token": token, "renewable": may_be_renewed(letter)}
    return render(request, "schools/letter_ended.html", page, status=410)


def open_by_letter(*purposes):
    """Open the page for whoever holds a letter for one of these purposes, as `request.letter` and `request.member`.

    An ended letter shows a page that offers a new one, sent to the known address only.
    """

    def decorate(view):
        @wraps(view)
        def door(request, token, *args, **kwargs):
            kwargs.pop("school")
            letter = find_letter(token, *purposes)
            if letter is None:
                raise Http404
            if not letter.opens:
                return show_ended(request, letter, token)
            request.letter, request.member = letter, letter.member
            request.school = request.member.school = letter.school
            return view(request, *args, **kwargs)

        door.open_to = frozenset(f"letter:{Purpose(one).value}" for one in purposes)
        return door

    return decorate


def still_holds(paper, now):
    """A condition on memberships: the paper with which this session began is still valid, and for its holder only."""
    kind, pk = paper
    if kind == "code":
        code = LoginCode.objects.filter(pk=pk, student__member=OuterRef("pk"), expires_on__gte=now.date())
        return Q(Exists(code.exclude(state=LoginCode.State.VOID)))
    if kind == "sso":
        account = SchoolAccount.objects.in_use().filter(pk=pk, user=OuterRef("user"))
        return Q(Exists(account), role__in=BY_SCHOOL_ACCOUNT)
    return Q(Exists(Letter.objects.valid().filter(pk=pk, member=OuterRef("pk"))))
