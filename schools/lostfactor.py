"""Somebody lost phone and key: the second step is taken away, so that a new one can be set up."""

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _

from core.tenancy import acting_as
from schools.emails import tell_changed
from schools.models import Membership
from schools.sessions import end_elsewhere


def forget(user, school=None):
    """Take app, keys and recovery codes away. The person is signed out everywhere and hears of it by mail."""
    Authenticator.objects.filter(user=user).delete()
    end_elsewhere(user)
    tell_changed(user, _("De tweede stap van uw account is weggehaald. Stel een nieuwe in als u inlogt."), school)


def may_be_mended_by_school(member):
    """This person works at this school only, and not for the platform: then the school may mend the account."""
    if member.user.is_staff:
        return False
    with acting_as(member.user_id):
        return not Membership.of_person.filter(user=member.user_id).exclude(school=member.school_id).exists()
