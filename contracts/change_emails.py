"""Mail about changes and the end of contracts. Every mail has a key, so that it leaves once."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from core.mail import post
from schools.enums import Purpose, Role
from schools.letters import in_mail, write_letter

OPEN_FOR = timedelta(days=30)


def page_of(to, contract):
    """Where this person reads the contract: by a letter for who has no account, else the page itself."""
    if to.role in (Role.GUARDIAN, Role.SUPERVISOR):
        last = datetime.combine(contract.placement.ends_on, time.max, timezone.get_current_timezone())
        return in_mail(write_letter(to, Purpose.ENTRY, expires_at=max(last, timezone.now()) + OPEN_FOR))
    return settings.SITE_URL + reverse("contracts:contract", args=[contract.school.slug, contract.placement_id])


def addendum_stuck(addendum):
    """Tell the coordinator that everybody signed and the stage cannot follow."""
    placement = addendum.contract.placement
    to = placement.group.coordinator
    page = reverse("contracts:addendum", args=[addendum.school.slug, addendum.pk])
    post(
        "contracts/mail/addendum_stuck",
        to=to.user.email,
        key=f"addendum-stuck:{addendum.pk}",
        school=addendum.school,
        about=addendum.contract,
        placement=placement,
        addendum=addendum,
        person=to.user,
        link=settings.SITE_URL + page,
    )


def addendum_holds(addendum, rows):
    """Tell the people who guide the stage, before and after the change, what holds and from when."""
    contract, placement = addendum.contract, addendum.contract.placement
    then = addendum.term
    people = [placement.mentor, placement.supervisor.member]
    if then and then.mentor_id:
        people.append(then.mentor)
    if then and then.supervisor_id:
        people.append(then.supervisor.member)
    for to in {person.pk: person for person in people}.values():
        post(
            "contracts/mail/addendum_holds",
            to=to.user.email,
            key=f"addendum-holds:{addendum.pk}:{to.pk}",
            school=addendum.school,
            about=contract,
            reply_to=placement.mentor.user.email or "",
            placement=placement,
            addendum=addendum,
            since=then.from_date if then else addendum.effective_from,
            rows=rows,
            person=to.user,
            link=page_of(to, contract),
        )


def contract_ended(contract, *, why, last_day):
    """Confirm to everybody who signed that the contract ended, from which day and why (domain.md, clause 17)."""
    placement = contract.placement
    signed = contract.signed_version()
    if signed is None:
        return
    for signatory in signed.signatories.exclude(member=None).for_list():
        to = signatory.member
        if to.role in (Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR):
            post(
                "contracts/mail/contract_ended",
                to=to.user.email,
                key=f"contract-ended:{contract.pk}:{to.pk}",
                school=contract.school,
                about=contract,
                reply_to=placement.mentor.user.email or "",
                placement=placement,
                person=to.user,
                is_student=to.role == Role.STUDENT,
                why=why,
                last_day=last_day,
                link=page_of(to, contract),
            )
