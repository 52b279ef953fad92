"""Files of strangers wait for the virus scanner. Here a small one, which speaks as clamd does and knows EICAR."""

import socketserver
import struct
import threading

import pytest
from django.conf import settings as site

from core import files
from core.models import AuditEntry, StoredFile
from core.tasks import scan_file, sweep_files
from core.tenancy import for_school

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Scanner(socketserver.StreamRequestHandler):
    """Speaks INSTREAM as clamd does."""

    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack(">I", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        said = b"stream: Eicar-Test-Signature FOUND" if EICAR in content else b"stream: OK"
        self.wfile.write((b"INSTREAM size limit exceeded. ERROR" if b"TOO-MUCH" in content else said) + b"\0")


@pytest.fixture
def scanner(settings):
    """A scanner on a port of its own; ends with the test."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Scanner) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.VIRUS_SCANNER = f"127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()


@pytest.fixture(autouse=True)
def _school_is_open(school):
    with for_school(school):
        yield


def brought(school, content):
    return files.keep(school, content, name="werk.pdf", content_type="application/pdf", of_stranger=True)


def test_without_a_scanner_a_file_says_that_nobody_looked(school):
    assert brought(school, b"werk").state == StoredFile.State.UNSCANNED
    assert brought(school, b"werk").withheld == ""


def test_what_we_make_ourselves_is_not_scanned(school, scanner):
    made = files.keep(school, b"%PDF", name="contract.pdf", content_type="application/pdf")
    assert made.state == StoredFile.State.OWN


def test_a_file_waits_in_quarantine_until_the_scanner_has_looked(school, scanner, at_once):
    with at_once():
        stored = brought(school, b"een verslag" * 20_000)
        assert stored.state == StoredFile.State.QUARANTINED
        assert "controleren" in stored.withheld
    stored.refresh_from_db()
    assert (stored.state, stored.withheld) == (StoredFile.State.CLEAN, "")
    assert [entry.action for entry in AuditEntry.objects.about(stored)] == ["pass_scan"]


def test_a_virus_is_named_in_the_record_and_its_bytes_go(school, scanner, at_once):
    with at_once():
        stored = brought(school, b"%PDF-1.7 " + EICAR)
    stored.refresh_from_db()
    assert stored.state == StoredFile.State.INFECTED
    assert "virus" in stored.withheld
    assert AuditEntry.objects.about(stored).get().note == "Eicar-Test-Signature"
    assert not (site.MEDIA_ROOT / stored.path).exists()


@pytest.mark.parametrize("content", [b"werk", b"TOO-MUCH"])
def test_a_scanner_that_gives_no_answer_is_asked_again_and_the_file_stays_in_quarantine(
    school, scanner, settings, at_once, content
):
    there = settings.VIRUS_SCANNER
    settings.VIRUS_SCANNER = "127.0.0.1:1" if content == b"werk" else there
    stored = brought(school, content)
    scan_file(school.pk, stored.pk)
    stored.refresh_from_db()
    assert stored.state == StoredFile.State.QUARANTINED
    settings.VIRUS_SCANNER = there
    (site.MEDIA_ROOT / stored.path).write_bytes(b"werk")
    with at_once():
        sweep_files()
    stored.refresh_from_db()
    assert stored.state == StoredFile.State.CLEAN


def test_a_file_is_scanned_once_also_when_two_workers_have_it(school, scanner):
    stored = brought(school, b"werk")
    scan_file(school.pk, stored.pk)
    scan_file(school.pk, stored.pk)
    assert AuditEntry.objects.about(stored).count() == 1
