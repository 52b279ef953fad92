"""Ways into the demo without a password. They open a demo only: a server with DEBUG off knows none of them."""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from core.tenancy import for_school
from schools.models import Membership, School
from stagebureau.demo.people import WAYS_IN

SALT = "stagebureau.demo.door"


def key_of(member):
    """The key that opens this role of this person."""
    return signing.Signer(salt=SALT).sign_object([member.school_id, member.pk])


def member_of(key):
    """The membership that a key opens; None for a key that is not ours or whose person is gone. Opens no school."""
    try:
        school_id, member_id = signing.Signer(salt=SALT).unsign_object(key)
    except signing.BadSignature:
        return None
    with for_school(school_id):
        return Membership.objects.current().select_related("user", "school").filter(pk=member_id).first()


def doors():
    """[{school, role, name, what, url}] for the people with whom a visitor best looks round."""
    rows = []
    with translation.override("nl"):
        for slug, ways in WAYS_IN.items():
            school = School.objects.filter(slug=slug).first()
            if school is None:
                continue
            with for_school(school):
                for role, who, what in ways:
                    if member := find(role, who):
                        rows.append(row(school, member, what))
    return rows


def find(role, who):
    """The member with this role, known by e-mail address or, for students, by number."""
    members = Membership.objects.current().filter(role=role).select_related("user")
    if "@" in who:
        return members.filter(user__email=who).first()
    return members.filter(students__number=who).first()


def row(school, member, what):
    return {
        "school": school.name,
        "role": str(member.get_role_display()),
        "name": member.user.name,
        "what": what,
        "url": settings.SITE_URL + reverse("demo_door", args=[key_of(member)]),
    }
