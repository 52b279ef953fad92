"""Whose school account is this, and what does it open? Never more than one school, never more than was given there.

The service of a school is trusted about the people of that school and about nothing else: its coordinator chose it, so
whatever it says could be a lie about anybody. So it links only to people who have a role at this very school, never to
the platform's own staff, and the session it begins is good for this school alone (`schools.letters.still_holds`).
"""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.models import AuditEntry
from core.secrets import encrypt
from schools import emails
from schools.enums import BY_SCHOOL_ACCOUNT, Role
from schools.letters import peppered
from schools.models import Membership, SchoolAccount, SignInService
from schools.oidc import PURPOSE, WHERE_IT_IS, issuer_of
from schools.secondfactor import is_asked_of
from schools.sign_in_faults import Fault

TRUE = (True, 1, "1", "true", "True")


class Known(NamedTuple):
    """What the service said, as far as we believe it. `address_fault` says why an address does not count."""

    subject: str
    email: str
    address_fault: str
    second_step: bool


def judge(service, claims):
    """Believe the service about its own school only: a Fault when the account is of another school or of nobody."""
    if not belongs_here(service, claims):
        raise Fault("tenant")
    subject = claims.get("uid" if service.kind == service.Kind.ENTREE else "sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise Fault("subject")
    email, fault = address_in(service, claims)
    methods = claims.get("amr")
    told = isinstance(methods, list) and "mfa" in methods
    return Known(subject, email, fault, told or service.demands_second_step)


def belongs_here(service, claims):
    """The tenant, domain or BRIN of the answer is the one of this school. A service of the school's own has none."""
    if service.kind == service.Kind.OTHER:
        return True
    told, ours = claims.get(WHERE_IT_IS[service.kind]), service.tenant.strip().lower()
    if not isinstance(told, str) or not ours:
        return False
    told = told.strip().lower()
    # Entree says the BRIN with or without the number of the branch (six or four characters).
    return told == ours or (service.kind == service.Kind.ENTREE and len(ours) == 4 and told[:4] == ours)


def address_in(service, claims):
    """(address, fault): the address counts when the service vouches for it and it is an address of the school."""
    told = claims.get("email")
    if not isinstance(told, str) or not told or not told.isascii():  # some other letters turn into ours in lower case
        return "", "email_missing"
    told = told.strip().lower()
    try:
        validate_email(told)
    except ValidationError:
        return "", "email_missing"
    vouched = "xms_edov" if service.kind == service.Kind.ENTRA else "email_verified"
    if claims.get(vouched) not in TRUE:
        return told, "email_unverified"
    ours = {service.tenant.lower()} if service.kind == service.Kind.GOOGLE else set(service.domains.lower().split())
    if ours and told.rpartition("@")[2] not in ours:
        return told, "domain"
    return told, ""


def hmac_of(service, subject):
    """What we keep of the service's name for an account; another service cannot say the same name."""
    return peppered(f"school account:{service.school_id}:{issuer_of(service)}:{service.tenant}:{subject}")


def person_of(service, known):
    """The linked account of this person; links it now when an invitation or role waits for this address."""
    linked = SchoolAccount.objects.linked().filter(subject_hmac=hmac_of(service, known.subject))
    account = linked.select_related("user").first()
    if account is None:
        account = _link_by_address(service, known)
    if not may_come_in(account.user):
        raise Fault("not_for_you")
    account.used_at = timezone.now()
    account.save(update_fields=["used_at"])
    return account


def _link_by_address(service, known):
    if known.address_fault:
        raise Fault(known.address_fault)
    waiting = Membership.objects.current().filter(user__email=known.email, role__in=BY_SCHOOL_ACCOUNT)
    member = waiting.select_related("user").first()
    if member is None:
        raise Fault("unknown")
    if not may_come_in(member.user):
        raise Fault("not_for_you")
    if SchoolAccount.objects.linked().filter(user=member.user).exists():
        raise Fault("other_account")
    return link(service, member, known.subject, SchoolAccount.How.EMAIL)


def may_come_in(user):
    """An open account of somebody with a role here that works with a school account, and not of the platform."""
    if not user.is_active or user.is_staff or user.is_superuser:
        return False
    return Membership.objects.current().filter(user=user, role__in=BY_SCHOOL_ACCOUNT).exists()


def needs_second_step(user):
    """One of this person's roles here asks for a second step."""
    members = Membership.objects.current().filter(user=user, role__in=BY_SCHOOL_ACCOUNT).select_related("school")
    return any(map(is_asked_of, members))


def link(service, member, subject, how):
    """This account at the service is this person's. Tells the person by mail."""
    try:
        with transaction.atomic():
            account = SchoolAccount.objects.create(
                user=member.user, subject_hmac=hmac_of(service, subject), how=how, school_id=service.school_id
            )
    except IntegrityError as mistake:
        raise Fault("taken" if how == SchoolAccount.How.SELF else "other_account") from mistake
    AuditEntry.record(account, action="linked", by=member)
    emails.tell_linked(account, member)
    return account


def link_own(service, member, known):
    """Somebody who is signed in links the own account at the service, in place of an earlier one."""
    hashed = hmac_of(service, known.subject)
    if not may_come_in(member.user):
        raise Fault("not_for_you")
    mine = SchoolAccount.objects.linked().filter(user=member.user).first()
    if mine and mine.subject_hmac == hashed:
        return mine
    if SchoolAccount.objects.linked().filter(subject_hmac=hashed).exists():
        raise Fault("taken")
    if mine:
        mine.end()
    return link(service, member, known.subject, SchoolAccount.How.SELF)


def save_service(given, secret, by):
    """Write the settings of the school's service. Another service means other accounts: earlier links end."""
    service = SignInService.objects.first()
    if secret:
        given = given | {"locked_secret": encrypt(secret, PURPOSE)}
    if service is None:
        service = SignInService(**given)
        service.save()
        AuditEntry.record(service, action="made", by=by)
        return service
    was = (issuer_of(service), service.tenant)
    service.change(by=by, given=given, note=service.get_kind_display())
    if was != (issuer_of(service), service.tenant):
        SchoolAccount.objects.linked().update(ended_at=timezone.now())
    return service


def switch_on(service, by):
    """Open this way in, and let the other coordinators and directors know: it decides who is who at their school."""
    service.switch_on(by=by)
    told = Membership.objects.staff(Role.COORDINATOR, Role.DIRECTOR).exclude(user=by.user)
    for member in {member.user_id: member for member in told}.values():
        emails.tell_switched_on(service, member, by)
