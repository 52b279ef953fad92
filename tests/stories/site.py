"""The whole site for a story: web, a worker of its own, and the mailbox of everybody."""

import os
import re
import subprocess
import sys
import time
from email import policy
from email.parser import BytesParser
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

WAIT = 30


def start_worker(url, log):
    """A real Celery worker on the database of this test, mailing to the catcher and writing its log to a file."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    database = parts._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    environment = os.environ | {
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "stagebureau.settings.test",
        "OUTBOX_DELIVERY_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "SITE_URL": url,
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
    }
    command = [sys.executable, "-m", "celery", "-q", "-A", "stagebureau.celery", "worker", "-P", "threads", "-c", "2"]
    quiet = ["-l", "WARNING", "--without-gossip", "--without-mingle", "--without-heartbeat"]
    return subprocess.Popen([*command, *quiet], env=environment, start_new_session=True, stdout=log, stderr=log)


class Mailbox:
    """What was mailed since the story began, for one address or for all."""

    def __init__(self):
        self.folder = Path(os.environ["MAILBOX_DIR"])
        self.before = {mail.name for mail in self.folder.glob("*.eml")}

    def mails(self, to):
        """The mails to this address, oldest first, as email.message objects."""
        found = []
        for path in sorted(self.folder.glob("*.eml")):
            if path.name not in self.before:
                mail = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
                if to.lower() in str(mail["X-Envelope-To"]).lower():
                    found.append(mail)
        return found

    def wait_for(self, to, subject):
        """The newest mail to this address whose subject holds these words; waits until the worker has sent it."""
        deadline = time.monotonic() + WAIT
        while time.monotonic() < deadline:
            for mail in reversed(self.mails(to)):
                if subject.lower() in mail["Subject"].lower():
                    return mail
            time.sleep(0.1)
        subjects = [mail["Subject"] for mail in self.mails(to)]
        raise AssertionError(f"no mail to {to} about {subject!r}; there is {subjects}")


def text_of(mail):
    """The plain text of a mail."""
    return mail.get_body(("plain",)).get_content()


def links_in(mail):
    """The addresses in the plain text of a mail, in order."""
    return re.findall(r"https?://\S+", text_of(mail))


def wait_until(check, sentence):
    """Try until the answer is true; the worker needs a moment."""
    deadline = time.monotonic() + WAIT
    while time.monotonic() < deadline:
        if answer := check():
            return answer
        time.sleep(0.1)
    raise AssertionError(sentence)
