"""mail_1000: our outbox against a loop over smtplib, with the same mail and a mail server on this machine."""

import contextlib
import itertools
import smtplib
import subprocess
import sys

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.test.utils import override_settings

from core.mail import post
from core.tasks import drain_outbox
from core.tenancy import for_school
from stagebureau.bench.measure import compare

TURN = itertools.count()
TEMPLATE = "contracts/mail/part_submitted"
SINK = """
import asyncio
from aiosmtpd.smtp import SMTP

class Sink:
    async def handle_DATA(self, server, session, envelope):
        return "250 OK"

async def main():
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(Sink(), hostname="sink"), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()

asyncio.run(main())
"""


@contextlib.contextmanager
def sink():
    """A mail server that takes everything; gives its port."""
    running = subprocess.Popen([sys.executable, "-c", SINK], stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own
    try:
        yield int(running.stdout.readline())
    finally:
        running.terminate()
        running.wait()
        running.stdout.close()


def mail_1000(world, quick):
    """Claimed in batches, sent on one connection, each committed by itself; the writing is told beside it."""
    batch, rounds = (10, 1) if quick else (100, 9)
    context = {
        "placement": world.placement, "person": world.coordinator.user, "link": f"{settings.SITE_URL}/x",
        "school": world.school,
    }  # fmt: skip
    with sink() as port, override_settings(EMAIL_HOST="127.0.0.1", EMAIL_PORT=port):
        return compare(
            "mail_1000", lambda: drain_outbox(world.school.pk), lambda: plain_loop(port, context, batch),
            target=1.15, rounds=rounds, prepare=lambda: write(world, context, batch),
            what=f"{batch * (rounds + 1)} mails drained from the outbox against an smtplib loop that renders",
        )  # fmt: skip


def write(world, context, number):
    """What pages write into the outbox, mail by mail."""
    details = {name: value for name, value in context.items() if name != "school"}
    with for_school(world.school):
        for _ in range(number):
            key = f"bench:{next(TURN)}"
            post(TEMPLATE, to="bedrijf@mail.example", key=key, school=world.school, **details)


def plain_loop(port, context, number):
    """Render, make the message, send: nothing is kept."""
    with smtplib.SMTP("127.0.0.1", port) as server:
        for n in range(number):
            message = EmailMultiAlternatives(
                render_to_string(f"{TEMPLATE}_subject.txt", context).strip(),
                render_to_string(f"{TEMPLATE}_body.txt", context),
                settings.DEFAULT_FROM_EMAIL,
                [f"bedrijf{n}@mail.example"],
            )
            html = css_inline.inline(render_to_string(f"{TEMPLATE}_body.html", context))
            message.attach_alternative(html, "text/html")
            content = message.message().as_bytes(linesep="\r\n")
            server.sendmail("stagebureau@mail.example", [f"bedrijf{n}@mail.example"], content)
