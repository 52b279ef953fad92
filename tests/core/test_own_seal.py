"""Keys to seal with: made once for a demo, of the school where it has one, closed to others."""

import os
import shutil
import stat
import threading

import pytest
from cryptography.hazmat.primitives.serialization import pkcs12

from core import own_seal, sealing
from tests.core.hostile import pdf


@pytest.fixture
def folders(settings, tmp_path):
    settings.SEAL_KEYS, settings.SEAL_ROOTS = tmp_path / "keys", tmp_path / "roots"
    return settings


def test_the_certificate_of_the_demo_is_made_once_also_by_six_at_a_time(folders):
    found = []
    crowd = [threading.Thread(target=lambda: found.append(sealing.key_file().read_bytes())) for _n in range(6)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert len(found) == 6
    assert len(set(found)) == 1
    assert [one.name for one in folders.SEAL_KEYS.parent.iterdir() if one.name.startswith(".")] == []


def test_it_is_called_a_demo_and_only_the_worker_reads_its_key(folders):
    file = sealing.key_file()
    _key, certificate, _more = pkcs12.load_key_and_certificates(file.read_bytes(), None)
    assert "demo" in certificate.subject.rfc4514_string()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert b"PRIVATE" not in sealing.roots()
    assert sealing.roots().count(b"BEGIN CERTIFICATE") == 2  # what is sealed with, and who gave it out


def test_a_key_that_others_can_read_is_not_used(folders):
    os.chmod(sealing.key_file(), 0o644)
    with pytest.raises(sealing.NoSeal, match="can be read by others"):
        sealing.key_file()


def test_a_school_may_have_a_certificate_of_its_own(folders):
    platform = sealing.key_file("de-brug")
    own = platform.with_name("de-brug.p12")
    own.write_bytes(platform.read_bytes())
    own.chmod(0o600)
    assert sealing.key_file("de-brug") == own
    assert sealing.key_file("het-anker") == platform


def test_without_a_certificate_nothing_is_made_up(folders):
    folders.SEAL_SELF_MADE = False
    with pytest.raises(sealing.NoSeal, match="no platform.p12"):
        sealing.key_file()


def test_a_passphrase_closes_the_key(folders):
    folders.SEAL_PASSPHRASE = "a long one"
    own_seal.make_once(folders.SEAL_KEYS, folders.SEAL_ROOTS, "a long one")
    with pytest.raises(ValueError, match="password"):
        pkcs12.load_key_and_certificates(sealing.key_file().read_bytes(), None)
    assert sealing._signer(sealing.key_file(), "a long one").signing_cert
    assert sealing.judged(b"%PDF-1.7") == {"verdict": "foreign"}


def test_another_customer_of_the_same_issuer_does_not_seal_for_us(folders):
    sealing.key_file()
    ours = sealing.seal(pdf(), reason="Getekend")
    assert sealing.judge_of_stranger(ours)["verdict"] == "sealed"

    for one in folders.SEAL_ROOTS.glob("platform.pem"):
        one.unlink()  # the issuer stays
    assert sealing.judge_of_stranger(ours) == {"verdict": "foreign"}
    assert sealing.judge_of_stranger(ours + b"\n% more") == {"verdict": "foreign"}


def test_a_certificate_of_an_earlier_year_still_counts_beside_the_new_one(folders):
    before = sealing.seal(pdf(), reason="Getekend")
    (folders.SEAL_ROOTS / "platform.pem").rename(folders.SEAL_ROOTS / "2026.pem")
    shutil.rmtree(folders.SEAL_KEYS)
    sealing._signer.cache_clear()
    after = sealing.seal(pdf(), reason="Getekend")
    assert [sealing.judge_of_stranger(one)["verdict"] for one in (before, after)] == ["sealed", "sealed"]


def test_no_seal_is_put_with_a_certificate_that_nobody_could_judge_by(folders):
    sealing.key_file()
    folders.SEAL_SELF_MADE = False
    (folders.SEAL_ROOTS / "platform.pem").unlink()
    with pytest.raises(sealing.NoSeal, match="the public certificate of platform.p12 lie in SEAL_ROOTS"):
        sealing.seal(pdf(), reason="Getekend")
