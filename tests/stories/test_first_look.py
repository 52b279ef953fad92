"""The stage itself works: web, worker and mail."""

from django.core.mail import send_mail

from tests.factories import MembershipFactory
from tests.stories.site import text_of


def test_mail_written_on_the_site_arrives_through_the_worker(site, mailbox, actor):
    member = MembershipFactory(role="coordinator")

    send_mail("Uw inlogcode", "De code is 123456", None, [member.user.email])
    visitor = actor()
    visitor.go("/")

    assert "123456" in text_of(mailbox.wait_for(member.user.email, "inlogcode"))
