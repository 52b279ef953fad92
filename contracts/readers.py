"""Who hears of a paper today: who signs it, who stands in, or who came in the place of somebody who left.

Never who may know nothing of the student any more. Here also: who may stand in at all.
"""

from django.db.models import Exists, OuterRef, Q

from companies.mailing import reader_of
from companies.models import CompanyContact
from contracts.enums import SignatoryState, SignerRole
from contracts.guardians import guardians_of
from contracts.models import Signatory
from schools.enums import Role
from schools.models import Guardianship, Membership


def readers_of(signatory):
    """The memberships that are asked: who signs, or who stands in today. None for whom the school has no person."""
    if signatory.role == SignerRole.COMPANY:
        return [company_reader(signatory)]
    if signatory.role == SignerRole.GUARDIAN:
        found = with_authority(Signatory.objects.select_related("member__user", "stand_in__user"))
        reader = guardian_reader(found.get(pk=signatory.pk))
        return [reader] if reader else []
    if signatory.role == SignerRole.DIRECTOR and is_gone(signatory.signer):
        return list(Membership.objects.staff(Role.DIRECTOR))
    return [signatory.signer] if signatory.signer else []


def is_gone(member):
    """There is no such person at school, or no longer."""
    return member is None or member.is_over


def director_reader(signatory):
    """The director who is reminded: who signs or stands in, or who came in the place of one who left."""
    if not is_gone(signatory.signer):
        return signatory.signer
    return Membership.objects.staff(Role.DIRECTOR).first()


def company_reader(signatory):
    """Who reads for the company today: who was chosen to sign instead as long as that one works there, else its
    contact, or who stands in for that one or came in its place.
    """
    contacts = CompanyContact.objects.filter(company=signatory.version.contract.placement.company_id)
    if signatory.stand_in_id and contacts.current().filter(member=signatory.stand_in_id).exists():
        return signatory.stand_in
    contact = contacts.filter(member=signatory.member_id).for_list().first()
    return reader_of(contact).member if contact else signatory.member


def with_authority(signatories):
    """The same, with whether a guardian and who stands in for one may sign today."""
    return signatories.annotate(member_signs=_signs("member"), stand_in_signs=_signs("stand_in"))


def _signs(who):
    student = OuterRef("version__contract__placement__student")
    return Exists(Guardianship.objects.may_know().with_authority().filter(student=student, member=OuterRef(who)))


def guardian_reader(signatory):
    """The guardian who is asked: who stands in, or who signs; None when neither may sign any more. Ask for it
    `with_authority`.
    """
    if signatory.stand_in_signs:
        return signatory.stand_in
    return signatory.member if signatory.member_signs else None


def who_still_reads(signatory, placement):
    """The memberships that hear how it goes on with a paper that this one signed; [] when that is nobody's business
    any more: of a student of 18 who did not agree, of a guardian or a company that is out.
    """
    if signatory.member is None or signatory.state == SignatoryState.NOT_NEEDED:
        return []
    if signatory.role == SignerRole.GUARDIAN:
        links = Guardianship.objects.may_know().filter(student=placement.student_id, member=signatory.member_id)
        return [signatory.member] if links.filter(Q(has_authority=True) | Q(sees_progress=True)).exists() else []
    if signatory.role == SignerRole.COMPANY:
        contact = CompanyContact.objects.filter(company=placement.company_id, member=signatory.member_id)
        found = contact.select_related("member__user").first()
        if found and found.is_over:
            found = reader_of(found)
        return [found.member] if found and not found.is_over else []
    return [signatory.member]


def candidates(signatory):
    """The memberships of the same party: a colleague at the company, the other guardian with authority, or somebody
    else who is director at school.
    """
    placement = signatory.version.contract.placement
    if signatory.role == SignerRole.COMPANY:
        contacts = placement.company.contacts.current().values("member")
        found = Membership.objects.current().filter(pk__in=contacts)
    elif signatory.role == SignerRole.GUARDIAN:
        found = Membership.objects.current().filter(pk__in=guardians_of(placement.student).values("member"))
    elif signatory.role == SignerRole.DIRECTOR:
        found = Membership.objects.staff(Role.DIRECTOR)
    else:
        return Membership.objects.none()
    return found.exclude(pk=signatory.member_id).select_related("user").order_by("user__name", "pk")
