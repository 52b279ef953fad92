"""The demo's mailbox page, and that a server has none."""

import email.policy
from email.message import EmailMessage

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db

NAMES = ["01795294758574088608-000000.eml", "01795294759574088608-000001.eml"]


@pytest.fixture
def mailbox(settings, tmp_path):
    """Two mails in a mailbox, the newer with a layout and a file."""
    settings.DEBUG = True
    settings.MAILBOX_DIR = str(tmp_path)
    for name, to in zip(NAMES, ["bakker@example.nl", "ouder@example.nl"], strict=True):
        mail = EmailMessage(policy=email.policy.SMTP)
        mail["X-Envelope-To"] = to
        mail["Subject"] = f"Voor {to} <b>"
        mail["From"] = "Praktijkschool <school@example.nl>"
        mail.set_content("Dag.\n\nOpen https://voorbeeld.nl/brief/abc?x=1.\n")
        if to.startswith("ouder"):
            mail.add_alternative(
                '<p style="color: red">Dag <a href="https://voorbeeld.nl/brief/abc?x=1&amp;y=2">open</a></p>',
                subtype="html",
            )
            mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="brief één.pdf")
        (tmp_path / name).write_bytes(bytes(mail))
    return tmp_path


def test_the_list_shows_the_newest_first_and_finds_an_address(client, mailbox):
    page = client.get(reverse("mailbox")).content.decode()
    assert page.index("Voor ouder@example.nl") < page.index("Voor bakker@example.nl")
    assert "&lt;b&gt;" in page
    found = client.get(reverse("mailbox"), {"aan": "BAKKER"}).content.decode()
    assert "Voor bakker@example.nl" in found
    assert "Voor ouder@example.nl" not in found
    assert "Er is geen mail aan dit adres." in client.get(reverse("mailbox"), {"aan": "niemand"}).content.decode()


def test_older_mail_is_one_click_away(client, mailbox, monkeypatch):
    monkeypatch.setattr("stagebureau.views.mailbox.PER_PAGE", 1)
    first = client.get(reverse("mailbox")).content.decode()
    assert f"?voor={NAMES[1]}" in first
    second = client.get(reverse("mailbox"), {"voor": NAMES[1]}).content.decode()
    assert "Voor bakker@example.nl" in second
    assert "Oudere mail" not in second


def test_one_mail_shows_words_links_and_files(client, mailbox):
    page = client.get(reverse("mailbox_message", args=[NAMES[1]])).content.decode()
    assert 'href="https://voorbeeld.nl/brief/abc?x=1&amp;y=2"' in page
    assert "brief één.pdf" in page
    file = client.get(reverse("mailbox_attachment", args=[NAMES[1], 0]))
    assert file.content == b"%PDF-1.7"
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert client.get(reverse("mailbox_attachment", args=[NAMES[1], 1])).status_code == 404


def test_the_layout_is_shown_apart_without_any_power(mailbox):
    shown = Client().get(reverse("mailbox_layout", args=[NAMES[1]]))
    assert b'<p style="color: red">' in shown.content
    rules = shown.headers["Content-Security-Policy"]
    assert rules.startswith("default-src 'none';")
    assert "sandbox" in rules
    assert "allow-scripts" not in rules
    assert Client().get(reverse("mailbox_layout", args=[NAMES[0]])).status_code == 404


def test_a_server_has_no_mailbox(client, mailbox, settings):
    settings.DEBUG = False
    addresses = [reverse("mailbox"), reverse("mailbox_message", args=[NAMES[0]])]
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    settings.DEBUG, settings.MAILBOX_DIR = True, None
    assert [client.get(address).status_code for address in addresses] == [404, 404]


@pytest.mark.parametrize("name", ["weg.eml", "..%2fsecrets.json", "%2e%2e"])
def test_a_mail_that_is_not_there(client, mailbox, name):
    assert client.get(f"/postvak/{name}/").status_code == 404
