"""The trial authority: its own certificate, the certificates it issues, and whether one is good at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from thihanh.documents.problems import Refused

DIGEST: Final = "sha256"
TRIAL: Final = "Chứng thư thử nghiệm"
AUTHORITY: Final = "Thi Hành – nơi cấp chứng thư thử nghiệm"
_AUTHORITY_DAYS: Final = 3650
_HOLDER_DAYS: Final = 730


class KeyRefused(Refused):
    """A key or certificate cannot be used; nothing was signed."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who a certificate is for. ``code`` is the officer's, or the agency's with ``seal-`` before it."""

    code: str
    name: str
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says."""

    name: str
    organisation: str
    issuer: str
    serial: int
    since: datetime
    until: datetime
    trial: bool


@dataclass(frozen=True, slots=True)
class Issued:
    """A key with its certificate and those above it."""

    key: rsa.RSAPrivateKey
    made: x509.Certificate
    above: tuple[x509.Certificate, ...] = ()

    @property
    def certificate(self) -> Certificate:
        return described(self.made)

    @property
    def pem(self) -> bytes:
        return self.made.public_bytes(serialization.Encoding.PEM)

    def pkcs12(self, password: bytes) -> bytes:
        """The PKCS#12 file, encrypted."""
        return pkcs12.serialize_key_and_certificates(
            b"thihanh", self.key, self.made, self.above, serialization.BestAvailableEncryption(password)
        )


def root(*, at: datetime) -> Issued:
    """A new trial authority."""
    key = _new_key()
    name = _name(AUTHORITY, "")
    builder = _builder(name, name, key, at, _AUTHORITY_DAYS)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(authority=True), critical=True)
    return Issued(key, builder.sign(key, hashes.SHA256()))


def issue(above: Issued, holder: Holder, *, at: datetime, days: int = _HOLDER_DAYS) -> Issued:
    """A certificate for a holder, good from ``at``."""
    key = _new_key()
    builder = _builder(_name(holder.name, holder.organisation), above.made.subject, key, at, days)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(authority=False), critical=True)
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(above.key.public_key())
    builder = builder.add_extension(identifier, critical=False)
    return Issued(key, builder.sign(above.key, hashes.SHA256()), (above.made,))


@lru_cache(maxsize=32)
def read(file: bytes, password: bytes) -> Issued:
    """A PKCS#12 file. Raises ``KeyRefused`` when it cannot be opened."""
    try:
        key, made, above = pkcs12.load_key_and_certificates(file, password)
    except ValueError:
        raise KeyRefused("Dữ liệu: không mở được tệp khóa ký (sai mật khẩu hoặc tệp hỏng).") from None
    if not isinstance(key, rsa.RSAPrivateKey) or made is None:
        raise KeyRefused("Dữ liệu: tệp khóa ký không có khóa RSA kèm chứng thư.")
    return Issued(key, made, tuple(above))


def described(made: x509.Certificate) -> Certificate:
    """The parts of a certificate people ask about."""
    unit = _part(made.subject, NameOID.ORGANIZATIONAL_UNIT_NAME)
    return Certificate(
        name=_part(made.subject, NameOID.COMMON_NAME),
        organisation=_part(made.subject, NameOID.ORGANIZATION_NAME),
        issuer=_part(made.issuer, NameOID.COMMON_NAME),
        serial=made.serial_number,
        since=made.not_valid_before_utc,
        until=made.not_valid_after_utc,
        trial=unit == TRIAL,
    )


def check_valid(found: Certificate, revoked: Mapping[int, datetime], *, at: datetime) -> None:
    """Raise ``KeyRefused`` for a certificate that is expired, not yet good, or revoked at that time."""
    whose = f"chứng thư chữ ký số của {found.name}"
    if at > found.until:
        raise KeyRefused(f"Pháp luật: {whose} đã hết hạn ngày {found.until:%d/%m/%Y}; gia hạn rồi ký lại.")
    if at < found.since:
        raise KeyRefused(f"Pháp luật: {whose} chỉ có hiệu lực từ ngày {found.since:%d/%m/%Y}; chưa ký được.")
    if found.serial in revoked and revoked[found.serial] <= at:
        day = f"{revoked[found.serial]:%d/%m/%Y}"
        raise KeyRefused(f"Pháp luật: {whose} đã bị thu hồi ngày {day}; cấp chứng thư mới rồi ký lại.")


def _new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _name(common: str, organisation: str) -> x509.Name:
    parts = [
        (NameOID.COUNTRY_NAME, "VN"),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, TRIAL),
        (NameOID.COMMON_NAME, common),
    ]
    if organisation:
        parts.insert(1, (NameOID.ORGANIZATION_NAME, organisation))
    return x509.Name([x509.NameAttribute(kind, value[:64]) for kind, value in parts])


def _builder(
    subject: x509.Name, issuer: x509.Name, key: rsa.RSAPrivateKey, at: datetime, days: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _part(name: x509.Name, kind: x509.ObjectIdentifier) -> str:
    found = name.get_attributes_for_oid(kind)
    return str(found[0].value) if found else ""
