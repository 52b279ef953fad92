"""A certificate that we make ourselves, once per data folder, for demo and tests; it says so in its name."""

import datetime
import os
import shutil
import tempfile
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

ROOT_NAME = "Stagebureau demo, zelfgemaakte uitgever"
SEAL_NAME = "Stagebureau demo, zelfgemaakt zegel"
YEARS = 10


def make_once(keys, roots, passphrase=""):
    """The folders with key and certificate; who comes second finds them there."""
    if not (keys / "platform.p12").is_file():
        _make(keys, passphrase)
    if not (roots / "platform.pem").is_file():
        roots.mkdir(parents=True, exist_ok=True)
        shutil.copy(keys / "demo.pem", roots / "demo.pem")
        _put(roots / "platform.pem", _public(keys / "platform.p12", passphrase))


def _public(bundle, passphrase):
    """The certificate that is sealed with, without its key."""
    _key, leaf, _more = pkcs12.load_key_and_certificates(bundle.read_bytes(), passphrase.encode() or None)
    return leaf.public_bytes(serialization.Encoding.PEM)


def _put(place, content):
    """The file, whole or not at all, also when several make it at once."""
    with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as unfinished:
        unfinished.write(content)
    os.chmod(unfinished.name, 0o644)
    os.replace(unfinished.name, place)


def _make(keys, passphrase):
    """The folder of keys, whole or not at all."""
    keys.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(dir=keys.parent, prefix=".seal-"))
    root_key, root = _root()
    key, leaf = _leaf(root_key, root)
    lock = serialization.BestAvailableEncryption(passphrase.encode()) if passphrase else serialization.NoEncryption()
    bundle = pkcs12.serialize_key_and_certificates(SEAL_NAME.encode(), key, leaf, [root], lock)
    with os.fdopen(os.open(unfinished / "platform.p12", os.O_WRONLY | os.O_CREAT, 0o600), "wb") as out:
        out.write(bundle)
    (unfinished / "demo.pem").write_bytes(root.public_bytes(serialization.Encoding.PEM))
    try:
        os.rename(unfinished, keys)
    except OSError:  # another process was first
        shutil.rmtree(unfinished)


def _built(subject, issuer, public_key, now):
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=366))  # tests travel in time
        .not_valid_after(now + datetime.timedelta(days=366 * YEARS))
    )


def _usage(**given):
    names = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement key_cert_sign crl_sign"
    )
    return x509.KeyUsage(
        **{name: given.get(name, False) for name in names.split()}, encipher_only=False, decipher_only=False
    )


def _root():
    """Whom the seal is judged by."""
    key, now = rsa.generate_private_key(public_exponent=65537, key_size=2048), datetime.datetime.now(datetime.UTC)
    made = _built(ROOT_NAME, ROOT_NAME, key.public_key(), now)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    made = made.add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
    made = made.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    return key, made.sign(key, hashes.SHA256())


def _leaf(root_key, root):
    """What documents are sealed with."""
    key, now = rsa.generate_private_key(public_exponent=65537, key_size=2048), datetime.datetime.now(datetime.UTC)
    made = _built(SEAL_NAME, ROOT_NAME, key.public_key(), now)
    made = made.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    made = made.add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
    made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key())
    made = made.add_extension(issuer, critical=False)
    return key, made.sign(root_key, hashes.SHA256())
