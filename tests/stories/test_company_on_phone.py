"""A company on its phone, three rounds: an answer with reserve, the same in one tap, and a no with a date."""

from datetime import timedelta

from django.utils import timezone

from core.tenancy import for_school
from groups.asking import hindrance_to
from groups.emails import letter_of
from groups.enums import Part
from groups.models import Invitation
from groups.offer import Offer
from groups.seats import offered
from schools.letters import address_of
from tests.factories import ContactFactory, GroupFactory, InvitationFactory, SchoolFactory
from tests.stories import company as acts

WEEKS = timedelta(days=27)


def asked(contact, name, first):
    """The school asks this company for four weeks of Thursdays and Fridays."""
    group = GroupFactory(
        school=contact.school, name=name, state="asking", starts_on=first, ends_on=first + WEEKS,
        answer_by=timezone.localdate() + timedelta(days=10),
    )  # fmt: skip
    invitation = InvitationFactory(
        school=contact.school, group=group, company=contact.company, contact=contact, state="asked",
        asked_at=timezone.now(),
    )  # fmt: skip
    with for_school(contact.school):
        return invitation, address_of(letter_of(invitation), contact.school)


def given(invitation):
    with for_school(invitation.school):
        return {day.weekday(): offer for day, offer in offered(invitation).items()}


def test_three_rounds_on_a_phone(site, actor):
    first = timezone.localdate() + timedelta(days=30)
    contact = ContactFactory(school=SchoolFactory())
    company = actor(375, "company-phone")

    spring, link = asked(contact, "Voorjaar", first)
    acts.answer_with_reserve(company, link)
    assert given(spring) == {3: Offer(1), 4: Offer(1, True, Part.MORNING)}

    autumn, link = asked(contact, "Najaar", first + 2 * WEEKS)
    acts.answer_as_before(company, link, "Voorjaar")
    assert given(autumn) == given(spring)

    winter, link = asked(contact, "Winter", first + 4 * WEEKS)
    until = timezone.localdate() + timedelta(days=200)
    acts.decline_until(company, link, until)
    summer, _link = asked(contact, "Zomer", first + 6 * WEEKS)
    with for_school(contact.school):
        assert Invitation.objects.get(pk=winter.pk).ask_again_on == until
        assert "vraag ons weer vanaf" in hindrance_to(summer.pk)
