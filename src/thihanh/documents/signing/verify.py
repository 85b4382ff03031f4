"""Is a PDF what its signers signed: every signature, in words, with nothing asked from the network.

The judgement is pyHanko's reading of the file against the authorities trusted here.
"""

import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from thihanh.documents.signing.authority import TRIAL
from thihanh.documents.signing.pades import AGENCY_FIELD, PERSON_FIELD
from thihanh.documents.signing.seen import moment

ROLES: Final = {PERSON_FIELD: "Người ký", AGENCY_FIELD: "Cơ quan (văn thư)"}


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom to believe: certificates of authorities (PEM), serial numbers revoked since when."""

    roots: Sequence[bytes] = ()
    revoked: Mapping[int, datetime] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was looked at. ``ok`` None: told, not judged."""

    label: str
    value: str
    ok: bool | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """All that was looked at; ``ok`` when there is a signature and nothing is wrong with any."""

    sha256: str
    rows: tuple[Row, ...]
    signers: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        return bool(self.signers) and all(row.ok is not False for row in self.rows)


def verify_pdf(data: bytes, trust: Trust) -> Verdict:
    """What can be said about the signatures of a file; never raises for a strange file."""
    digest = hashlib.sha256(data).hexdigest()
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    try:
        found = list(PdfFileReader(BytesIO(data)).embedded_signatures)
    except Exception:
        return Verdict(digest, (Row("Tệp", "không phải tệp PDF đọc được", ok=False),))
    if not found:
        return Verdict(digest, (Row("Chữ ký số", "tệp không có chữ ký số nào", ok=False),))
    rows = [Row("Số chữ ký", str(len(found)))]
    names = []
    for place, signature in enumerate(found):
        try:
            rows += _judged(signature, trust, last=place == len(found) - 1)
            names.append(_subject(signature.signer_cert)["common_name"])
        except Exception:
            rows.append(Row(f"Chữ ký {place + 1}", "không đọc được; tệp có thể đã bị sửa", ok=False))
    return Verdict(digest, tuple(rows), tuple(names))


def _judged(signature: Any, trust: Trust, *, last: bool) -> list[Row]:
    certificate = signature.signer_cert
    subject = _subject(certificate)
    role = ROLES.get(signature.field_name, signature.field_name)
    at = signature.self_reported_timestamp
    status = validate_pdf_signature(signature, _context(trust, at))
    rows = [
        Row(role, " – ".join(filter(None, (subject["common_name"], subject["organization_name"])))),
        Row(
            f"{role}: thời điểm ký",
            f"{moment(at)} (giờ máy ký ghi)" if at else "không ghi",
            ok=at is not None,
        ),
    ]
    whole = status.intact and status.valid
    rows.append(
        Row(f"{role}: nội dung", "nguyên vẹn" if whole else "đã bị thay đổi hoặc chữ ký giả", ok=bool(whole))
    )
    unchanged = _unchanged(status, last=last)
    said = "không có" if unchanged else "tệp bị thêm, sửa sau chữ ký này"
    rows.append(Row(f"{role}: thay đổi sau khi ký", said, ok=unchanged))
    return [*rows, *_certificate_rows(role, certificate, status, trust, at)]


def _unchanged(status: Any, *, last: bool) -> bool:
    """The last signature covers the whole file; after earlier ones only further signatures came."""
    if last:
        return bool(status.coverage == SignatureCoverageLevel.ENTIRE_FILE)
    return status.modification_level in (
        ModificationLevel.NONE,
        ModificationLevel.LTA_UPDATES,
        ModificationLevel.FORM_FILLING,
    )


def _certificate_rows(
    role: str, certificate: Any, status: Any, trust: Trust, at: datetime | None
) -> list[Row]:
    since, until = certificate.not_valid_before, certificate.not_valid_after
    rows = [
        Row(
            f"{role}: hạn chứng thư",
            f"{since:%d/%m/%Y} – {until:%d/%m/%Y}",
            ok=bool(at and since <= at <= until),
        )
    ]
    revoked = (trust.revoked or {}).get(certificate.serial_number)
    if revoked is not None:
        before = bool(at and at < revoked)
        rows.append(
            Row(
                f"{role}: chứng thư bị thu hồi",
                f"{revoked:%d/%m/%Y}{' (sau khi ký)' if before else ''}",
                ok=before,
            )
        )
    issuer = certificate.issuer.native.get("common_name", "")
    trusted = bool(status.trusted)
    doubt = (
        " (không được tin cậy ở đây)" if status.intact and status.valid else " (không xét vì nội dung đã đổi)"
    )
    rows.append(Row(f"{role}: nơi cấp chứng thư", issuer if trusted else f"{issuer}{doubt}", ok=trusted))
    if _subject(certificate)["organizational_unit_name"] == TRIAL:
        rows.append(Row(f"{role}: loại chứng thư", "thử nghiệm, không có giá trị pháp lý"))
    return rows


def _context(trust: Trust, at: datetime | None) -> ValidationContext:
    """Judged at the time of signing; revocations are judged by our own list."""
    roots = [root for pem in trust.roots for root in load_certs_from_pemder_data(pem)]
    return ValidationContext(trust_roots=roots, moment=at, allow_fetching=False, revocation_mode="soft-fail")


def _subject(certificate: Any) -> dict[str, str]:
    said = certificate.subject.native
    names = ("common_name", "organization_name", "organizational_unit_name")
    return {name: str(said.get(name) or "") for name in names}
