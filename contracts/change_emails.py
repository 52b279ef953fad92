"""Mail about changes and the end of contracts. Every mail has a key, so that it leaves once."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from contracts.enums import SignatoryState, SignerRole
from contracts.readers import who_still_reads
from core.mail import post
from placements.enums import PlacementState
from placements.models import Placement
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


def addendum_holds(addendum, rows, guided):
    """Tell the people who guide the stage, before (`guided`) and after the change, what holds and from when.

    When that is later than on the paper, everybody who signed it hears so too.
    """
    contract, placement = addendum.contract, addendum.contract.placement
    then = addendum.term
    since = then.from_date if then else addendum.effective_from
    people = [*guided, placement.mentor, placement.supervisor.member]
    if then and then.mentor_id:
        people.append(then.mentor)
    if then and then.supervisor_id:
        people.append(then.supervisor.member)
    if is_later := since > addendum.effective_from:
        people += who_signed(addendum)
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
            since=since,
            is_later=is_later,
            is_coming=since > timezone.localdate(),
            rows=rows,
            person=to.user,
            is_student=to.role == Role.STUDENT,
            link=page_of(to, contract) if sees(to, placement) else "",
        )


def addendum_withdrawn(addendum, note):
    """Tell everybody who signed a change that school took it back, and why."""
    placement = addendum.contract.placement
    for to in who_signed(addendum):
        post(
            "contracts/mail/addendum_withdrawn",
            to=to.user.email,
            key=f"addendum-withdrawn:{addendum.pk}:{to.pk}",
            school=addendum.school,
            about=addendum.contract,
            reply_to=placement.mentor.user.email or "",
            placement=placement,
            addendum=addendum,
            note=note,
            person=to.user,
            is_student=to.role == Role.STUDENT,
            link=page_of(to, addendum.contract) if sees(to, placement) else "",
        )


def who_signed(addendum):
    """The memberships that signed the newest paper of this change and still read it."""
    version = addendum.versions.order_by("-number").first()
    signed = version.signatories.filter(state=SignatoryState.SIGNED).for_list() if version else ()
    found = [to for one in signed for to in who_still_reads(one, addendum.contract.placement)]
    return list({to.pk: to for to in found}.values())


def sees(member, placement):
    """The page of this stage opens for this member now: a mentor who comes later has it from that day."""
    return Placement.objects.visible_to(member).filter(pk=placement.pk).exists()


def contract_ended(contract, *, why, last_day):
    """Confirm to everybody who signed and still reads it that the contract ended, from which day and why (domain.md,
    clause 17).

    Who signed one that not everybody signed yet hears that the stage stopped.
    """
    placement, whole = contract.placement, contract.signed_version()
    version = whole or contract.versions.open().filter(addendum=None).first()
    if version is None:
        return
    parties = version.signatories.filter(role__in=(SignerRole.STUDENT, SignerRole.GUARDIAN, SignerRole.COMPANY))
    for signatory in (parties if whole else parties.filter(state=SignatoryState.SIGNED)).for_list():
        for to in who_still_reads(signatory, placement):
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
                is_whole=whole is not None,
                is_cancelled=placement.state == PlacementState.CANCELLED,
                why=why,
                last_day=last_day,
                link=page_of(to, contract) if whole else "",
            )
