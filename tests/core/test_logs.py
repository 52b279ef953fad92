"""The log says what went wrong and where, and nothing about anybody."""

import io
import logging
import re
import smtplib

import pytest
from celery.utils.log import get_logger
from django.core.handlers.exception import response_for_exception
from django.db import IntegrityError, transaction
from django.test import RequestFactory
from django.urls import path, reverse

from core.tasks import scan_file
from schools.models import User
from stagebureau.celery import app
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
CANARY = "Kanarie-Jansen"
ADDRESS = "kanarie.jansen@ouders.example"


@pytest.fixture
def log():
    """What the console of the server would show, made by the handler of the settings."""
    (handler,) = [one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler]
    written, before = io.StringIO(), handler.stream
    handler.setStream(written)
    yield written
    handler.setStream(before)


def twice_the_same_address():
    UserFactory(email=ADDRESS, name=CANARY)
    with transaction.atomic():
        User.objects.create(email=ADDRESS, name=CANARY)


def test_a_fault_of_the_database_names_its_rule_and_not_its_row(log):
    with pytest.raises(IntegrityError) as caught:
        twice_the_same_address()
    assert ADDRESS in str(caught.value)
    answer = response_for_exception(RequestFactory().get("/"), caught.value)
    assert answer.status_code == 500
    told = log.getvalue()
    assert ADDRESS not in told
    assert CANARY not in told
    assert "IntegrityError 23505 schools_user_email" in told or "user_email_once" in told
    assert "twice_the_same_address" in told


def test_a_page_that_fails_is_told_once(log, client, settings):
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    assert client.get("/stuk", {"naam": CANARY}).status_code == 500
    told = log.getvalue()
    assert CANARY not in told
    assert told.count("Internal Server Error") == 1


def broken(request):
    raise KeyError(CANARY)


broken.open_to = frozenset({"anyone"})
urlpatterns = [path("stuk", broken)]


def test_a_task_that_fails_is_told_without_its_arguments_and_without_the_text_of_its_fault(log):
    @app.task(name="tests.clumsy")
    def clumsy(name):
        raise ValueError(f"cannot place {name}")

    clumsy.apply(kwargs={"name": CANARY})
    get_logger("celery.app.trace").error(
        "Task %(name)s[%(id)s] %(description)s: %(exc)s",
        {"name": "x", "id": 1, "description": "raised unexpected", "exc": CANARY, "args": CANARY, "kwargs": ""},
    )
    del app.tasks["tests.clumsy"]
    told = log.getvalue()
    assert CANARY not in told
    assert "Task x[1] raised unexpected" in told


def test_the_worker_keeps_the_log_of_the_settings():
    before = list(logging.getLogger().handlers)
    app.log.setup_logging_subsystem(loglevel="DEBUG")
    assert logging.getLogger().handlers == before


def test_a_mail_server_that_refuses_an_address_leaves_no_address_in_the_log(log):
    try:
        raise smtplib.SMTPRecipientsRefused({ADDRESS: (550, b"unknown user")})
    except smtplib.SMTPException:
        logging.getLogger("core.delivery").exception("Mail for %s did not leave", ADDRESS)
    assert ADDRESS not in log.getvalue()
    assert "SMTPRecipientsRefused" in log.getvalue()


def test_a_scanner_that_is_away_is_told_with_the_file_number_only(log, school, settings):
    settings.VIRUS_SCANNER = "127.0.0.1:1"
    scan_file(school.pk, 1)
    assert CANARY not in log.getvalue()


def test_the_doors_write_down_who_came_in_and_who_was_turned_away_in_utc_and_by_number(log, client, mentor):
    mentor.user.name = CANARY
    mentor.user.set_password("een lang wachtwoord 12")
    mentor.user.save()
    client.post(reverse("account_login"), {"login": mentor.user.email, "password": CANARY})
    client.post(reverse("account_login"), {"login": mentor.user.email, "password": "een lang wachtwoord 12"})
    assert client.get(reverse("schools:members", args=[mentor.school.slug])).status_code == 404
    told = log.getvalue()
    assert "failed to come in" in told
    assert f"came in: user {mentor.user.pk}" in told
    assert f"turned away: user {mentor.user.pk}, GET" in told
    assert all(re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (INFO|WARNING)", line) for line in told.splitlines())
    assert CANARY not in told
    assert mentor.user.email not in told
