"""Mail is written with the data and leaves afterwards: nothing lost, nothing twice."""

import smtplib
import time
from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.utils import timezone

from core.delivery import claim, deliver, open_server
from core.mail import post
from core.models import OutgoingMail
from core.tasks import drain_outbox, sweep_outbox
from core.tenancy import for_school
from schools.letters import address_of, in_mail
from schools.models import Letter
from stagebureau.celery import app
from tests.factories import LetterFactory, SchoolFactory

pytestmark = pytest.mark.django_db
TEMPLATE = "schools/mail/test"


@pytest.fixture(autouse=True)
def _words(settings, tmp_path):
    folder = tmp_path / "schools/mail"
    folder.mkdir(parents=True)
    (folder / "test_subject.txt").write_text("Vraag van\n{{ school.name }}")
    (folder / "test_body.txt").write_text("Open {{ link }}")
    (folder / "test_body.html").write_text('<style>p{color:red}</style><p>Open <a href="{{ link }}">dit</a></p>')
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}]


def write(school, key="k1", **context):
    with for_school(school):
        return post(TEMPLATE, to="bedrijf@mail.example", key=key, school=school, **context)


def state_of(written):
    with for_school(written.school):
        return OutgoingMail.objects.get(pk=written.pk).state


def test_a_mail_is_written_once_per_key_and_sent_once(school):
    written = write(school)
    assert write(school) == written

    drain_outbox(school.pk)
    drain_outbox(school.pk)

    assert [(m.subject, m.to) for m in mail.outbox] == [(f"Vraag van {school.name}", ["bedrijf@mail.example"])]
    assert state_of(written) == "sent"


def test_the_address_of_a_letter_is_filled_in_when_it_leaves_and_never_kept(school):
    letter = LetterFactory(school=school)
    written = write(school, link=in_mail(letter))
    assert "/b/" not in written.text

    drain_outbox(school.pk)

    assert address_of(letter) in mail.outbox[0].body
    assert address_of(letter) in mail.outbox[0].alternatives[0][0]


def test_what_is_rolled_back_is_not_sent(school):
    with transaction.atomic():
        write(school)
        transaction.set_rollback(True)

    drain_outbox(school.pk)
    assert mail.outbox == []


def test_two_workers_never_take_the_same_mail(school):
    write(school)

    with for_school(school):
        assert [len(claim()), len(claim())] == [1, 0]


def lapse(written):
    with for_school(written.school):
        OutgoingMail.objects.filter(pk=written.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_a_mail_of_a_worker_that_died_is_sent_again_with_the_same_message_id(school):
    written = write(school)
    with for_school(school), open_server() as server:
        deliver(claim()[0], server)
        OutgoingMail.objects.filter(pk=written.pk).update(state="leased")  # it died before it could say so
    lapse(written)

    drain_outbox(school.pk)

    assert [m.extra_headers["Message-ID"] for m in mail.outbox] == [written.message_id] * 2


def test_a_code_of_a_worker_that_died_is_never_sent_again_by_itself(school):
    written = write(school, resend_after_crash=False)
    with for_school(school):
        claim()
    lapse(written)

    drain_outbox(school.pk)

    assert (mail.outbox, state_of(written)) == ([], "unknown")


def test_a_secret_is_wiped_once_it_is_sent(school):
    written = write(school, is_secret=True)

    drain_outbox(school.pk)

    with for_school(school):
        assert OutgoingMail.objects.get(pk=written.pk).text == ""


class Refusing:
    """A mail server as smtplib shows it to us when it says no."""

    def __init__(self, fault):
        self.fault = fault

    def send_messages(self, messages):
        raise self.fault


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (smtplib.SMTPRecipientsRefused({"x@mail.example": (550, b"no such user")}), "refused"),
        (smtplib.SMTPRecipientsRefused({"x@mail.example": (450, b"try later")}), "waiting"),
        (smtplib.SMTPDataError(554, b"spam"), "waiting"),
    ],
)
def test_a_refusal_is_written_down(school, fault, state):
    written = write(school)

    with for_school(school):
        deliver(claim()[0], Refusing(fault))

    assert state_of(written) == state


def test_a_mail_that_keeps_failing_is_given_up_and_one_bad_mail_does_not_stop_the_rest(school):
    bad, good = write(school, "slecht"), write(school, "goed")
    with for_school(school):
        OutgoingMail.objects.filter(pk=bad.pk).update(attempts=5, subject="twee\nregels")

    drain_outbox(school.pk)

    assert (state_of(bad), state_of(good), len(mail.outbox)) == ("failed", "sent", 1)


def test_the_sweep_finds_what_the_queue_lost_at_every_school(school, monkeypatch):
    monkeypatch.setitem(app.conf, "task_always_eager", True)
    write(school)
    write(SchoolFactory())

    sweep_outbox()

    assert len(mail.outbox) == 2


def test_a_page_does_not_wait_for_a_broker_that_is_down(school, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setitem(app.conf, "broker_url", "redis://127.0.0.1:1/0")
    monkeypatch.setattr(app.amqp, "_producer_pool", None)
    began = time.monotonic()

    with django_capture_on_commit_callbacks(execute=True):
        written = write(school)

    assert (state_of(written), time.monotonic() - began < 3) == ("waiting", True)


def test_sign_in_mail_belongs_to_no_school_and_no_school_sees_it(school, client):
    mail.send_mail("Inlogcode", "123456", None, ["medewerker@school.example"])
    with for_school(school):
        assert OutgoingMail.objects.count() == 0

    drain_outbox(None)

    assert [m.subject for m in mail.outbox] == ["Inlogcode"]


@pytest.mark.django_db(transaction=True)
def test_each_mail_is_committed_by_itself(school):
    written = write(school), write(school, "k2", link=in_mail(LetterFactory(school=school)))
    with for_school(school):
        Letter.objects.all().delete()

    class DiesAtTheSecond:
        def send_messages(self, messages):
            if mail.outbox:
                raise KeyboardInterrupt
            mail.outbox.extend(messages)

    with for_school(school):
        claimed = claim()
    for one, what in zip(claimed, (nullcontext(), pytest.raises(KeyboardInterrupt)), strict=True):
        with what:
            deliver(one, DiesAtTheSecond())

    assert [state_of(one) for one in written] == ["sent", "leased"]
    assert settings.SITE_URL in claimed[1].text
