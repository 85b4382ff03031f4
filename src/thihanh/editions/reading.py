"""Reading an edition anywhere: no database, no framework, nothing asked of the network.

What can be wrong is told by the part it is in: the frame of the file, the header, the body, the members, the
acts, or the signature of the PDF that carries them. Figures are folded again from the members.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import pikepdf

from thihanh.documents.signing.verify import Row, Trust, verify_pdf
from thihanh.editions import canon, container
from thihanh.editions.body import (
    FORMAT,
    SORTS,
    Body,
    Listed,
    definitions_now,
    figures_of,
    law_digest,
    read_body,
)
from thihanh.editions.canon import NotCanonical
from thihanh.editions.container import ACTS, BODY, FRAME, HEADER, MEMBERS, NotAnEdition
from thihanh.editions.kinds import KIND_NAMES
from thihanh.law.notation import dotted
from thihanh.statistics.book.columns import ACT_COLUMNS, MEMBER_COLUMNS
from thihanh.statistics.book.folding import fold_book
from thihanh.statistics.book.shapes import Book
from thihanh.statistics.control.running import run
from thihanh.statistics.period import RefusedPeriod

ATTACHED: Final = "an-ban.thia"
CUT: Final = "Mốc neo của hồ sơ ghi nhận"
_PARTS: Final = {
    FRAME: "Khung tệp",
    HEADER: "Phần đầu (header.json)",
    BODY: "Phần thân (body.json)",
    MEMBERS: f"Danh sách việc ({MEMBERS})",
    ACTS: f"Danh sách tác nghiệp ({ACTS})",
}
_STRANGE = (KeyError, ValueError, TypeError, IndexError, RefusedPeriod)


@dataclass(frozen=True)
class EditionFile:
    """An edition as its file holds it: header, body, and the rows the figures were folded from.

    ``content`` are the bytes of the machine file, also where it came inside a PDF.
    """

    header: Mapping[str, Any]
    body: Body
    members: list[tuple[Any, ...]]
    acts: list[tuple[Any, ...]]
    content: bytes

    @property
    def id(self) -> int:
        return int(self.header["edition"])

    def book(self) -> Book:
        """The book folded from the members and acts of the file."""
        return fold_book(
            self.body.units,
            self.body.frozen.period,
            self.members,
            acts=self.acts,
            known_on=self.body.frozen.cut.known_on,
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything that was looked at. ``ok`` when nothing is wrong; ``wrong`` names the damaged parts."""

    sha256: str
    label: str
    rows: tuple[Row, ...]

    @property
    def ok(self) -> bool:
        return all(row.ok is not False for row in self.rows)

    @property
    def wrong(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.ok is False)


def attached(pdf: bytes) -> bytes:
    """The machine file inside a signed PDF. Raises ``NotAnEdition``."""
    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            if ATTACHED in opened.attachments:
                return bytes(opened.attachments[ATTACHED].get_file().read_bytes())
    except pikepdf.PdfError:
        raise NotAnEdition("Dữ liệu: tệp PDF bị hỏng, không mở được.") from None
    raise NotAnEdition(
        f"Dữ liệu: trong tệp PDF không có tệp máy “{ATTACHED}”, nên đây không phải ấn bản đã khóa. Mở bản "
        "PDF tải "
        "từ trang của ấn bản."
    )


def read_body_of(data: bytes) -> Body:
    """The body alone of an edition's file: its figures, without the members. Raises as ``read_file``."""
    content = attached(data) if data.startswith(b"%PDF") else data
    return read_body(canon.read(container.unpack(content).parts[BODY], BODY))


def read_file(data: bytes) -> EditionFile:
    """The edition of a ``.thia`` file or of the PDF that carries one.

    Raises ``NotAnEdition`` or ``NotCanonical`` on bytes that are none; what was altered is for ``verify``.
    """
    content = attached(data) if data.startswith(b"%PDF") else data
    parts = container.unpack(content).parts
    try:
        body = read_body(canon.read(parts[BODY], BODY))
        return EditionFile(
            canon.read(parts[HEADER], HEADER),
            body,
            canon.rows_of(parts.get(MEMBERS, _NO_MEMBERS), MEMBER_COLUMNS, SORTS, MEMBERS),
            canon.rows_of(parts.get(ACTS, _NO_ACTS), ACT_COLUMNS, SORTS, ACTS),
            content,
        )
    except NotCanonical:
        raise
    except _STRANGE as error:
        raise NotAnEdition(
            f"Dữ liệu: phần thân của tệp không có đúng nội dung của một ấn bản ({type(error).__name__})."
        ) from None


def verify(data: bytes, trust: Trust | None = None) -> Verdict:
    """Whether a file is what was closed: frame, digests, canonical form, figures, control rules, signature.

    ``trust`` names the authorities for the signature of a PDF; without it signatures are told, not trusted.
    Never raises on a strange file.
    """
    digest = hashlib.sha256(data).hexdigest()
    rows: list[Row] = []
    content, label = data, ""
    try:
        if data.startswith(b"%PDF"):
            rows += _signature_rows(data, trust or Trust())
            content = attached(data)
        found = container.unpack(content)
        rows += _part_rows(found)
        if found.damaged and all(row.ok is not False for row in rows):
            said = ", ".join(_PARTS[name] for name in found.damaged)
            rows.append(Row(_PARTS[FRAME], f"mã kiểm của {said} trong khung tệp đã bị sửa", ok=False))
        if any(row.ok is False for row in rows if row.label in _PARTS.values()):
            return Verdict(digest, label, tuple(rows))
        read = read_file(content)
        label = label_of(read)
        rows += _folded_rows(read)
    except (NotAnEdition, NotCanonical) as error:
        rows.append(Row("Tệp", str(error), ok=False))
    return Verdict(digest, label, tuple(rows))


def label_of(found: EditionFile) -> str:
    """How the edition calls itself."""
    frozen = found.body.frozen
    name = found.header.get("unit_name", frozen.unit)
    return f"{name} · {frozen.period.label} · {KIND_NAMES[frozen.kind]} · ấn bản số {found.id}"


def _signature_rows(data: bytes, trust: Trust) -> list[Row]:
    """The signatures of a PDF; one without any is told so, not called altered."""
    found = verify_pdf(data, trust)
    if found.signers or len(found.rows) != 1:
        return list(found.rows)
    return [Row("Chữ ký số", "bản PDF này chưa ký; chỉ kiểm tra được tệp máy bên trong")]


def _part_rows(found: container.Contents) -> Iterator[Row]:
    """Frame, then each part against the digest that another part holds of it."""
    yield _row(FRAME, FRAME not in found.damaged, "đúng cấu trúc", "cấu trúc tệp đã bị sửa")
    header_ok, header = _header(found)
    yield _row(HEADER, header_ok, "khớp mã băm của chính nó", "không khớp mã băm: phần đầu đã bị sửa")
    if not header_ok:
        return
    body_ok = canon.digest(found.parts[BODY]) == header.get("body_sha256")
    yield _row(
        BODY, body_ok, f"SHA-256 {header.get('body_sha256')}", "không khớp mã băm ghi ở phần đầu: đã bị sửa"
    )
    if not body_ok:
        return
    try:
        body = read_body(canon.read(found.parts[BODY], BODY))
    except (NotCanonical, *_STRANGE) as error:
        yield Row(_PARTS[BODY], f"không ở dạng chuẩn ({error})", ok=False)
        return
    yield _cut_row(body)
    for name, listed in ((MEMBERS, body.members), (ACTS, body.acts)):
        yield _listed_row(name, listed, found.parts.get(name, _EMPTY[name]))


def _cut_row(body: Body) -> Row:
    """Where the record was cut: what to compare with the anchors kept outside the record."""
    cut = body.frozen.cut
    return Row(CUT, f"mốc neo {cut.anchor}, sổ ghi đến {cut.known_on:%d/%m/%Y}, gốc Merkle {cut.root}")


def _header(found: container.Contents) -> tuple[bool, Mapping[str, Any]]:
    try:
        header = canon.read(found.parts[HEADER], HEADER)
        return header_digest(header) == header.get("sha256") and header.get("format") == FORMAT, header
    except NotCanonical:
        return False, {}


def header_digest(header: Mapping[str, Any]) -> str:
    """The digest a header holds of all it says beside it."""
    return canon.digest(canon.written({key: value for key, value in header.items() if key != "sha256"}))


def _listed_row(name: str, listed: Listed, content: bytes) -> Row:
    if canon.digest(content) != listed.sha256:
        return Row(_PARTS[name], "không khớp mã băm ghi ở phần thân: đã bị sửa", ok=False)
    return Row(_PARTS[name], f"{dotted(listed.rows)} dòng, SHA-256 {listed.sha256}", ok=True)


def _row(part: str, good: bool, yes: str, no: str) -> Row:
    return Row(_PARTS[part], yes if good else no, ok=good)


def _folded_rows(found: EditionFile) -> Iterator[Row]:
    """Figures folded again, by today's definitions where they are still those of the edition."""
    said, frozen = found.body.said, found.body.frozen
    now = definitions_now(frozen.period)
    changed = [key for key, form in found.body.forms.items() if now.get(key) != form["digest"]]
    law = [regime for regime, digest in said["law"].items() if law_digest(regime) != digest]
    if changed or law:
        names = ", ".join([*changed, *(f"cách phân loại theo {one}" for one in law)])
        yield Row(
            "Định nghĩa", f"bản phần mềm này định nghĩa khác ấn bản: {names}; các số đó không tính lại được"
        )
    if frozen.composed_of:
        yield Row(
            "Số liệu", f"tổng hợp từ {len(frozen.composed_of)} ấn bản của đơn vị, không có danh sách việc"
        )
        return
    book = found.book()
    wrong = None if law else _first_difference(found.body, book, set(changed))
    if wrong:
        yield Row("Số liệu tính lại từ danh sách việc", wrong, ok=False)
    elif not law:
        yield Row("Số liệu tính lại từ danh sách việc", "mọi ô của mọi biểu, mọi đơn vị đều khớp", ok=True)
    yield _controlled(book)


def _controlled(book: Book) -> Row:
    """The control rules that a book alone can be held against (R01–R11, R16, R22–R26)."""
    found = run(book)
    broken = [one for one in found if one.is_error]
    warned = [one.rule for one in found if one.verdict == "broken" and not one.is_error]
    if broken:
        said = f"{broken[0].rule}: {broken[0].sentence}"
        return Row("Quy tắc đối soát", f"{len(broken)} sai; {said}", ok=False)
    held = sum(one.verdict == "holds" for one in found)
    words = f"; cần giải thích: {', '.join(warned)}" if warned else ""
    return Row("Quy tắc đối soát", f"{held} quy tắc đúng{words}", ok=True)


def _first_difference(body: Body, book: Book, skipped: set[str]) -> str:
    """The first cell that differs, in words; "" when all are equal."""
    folded = figures_of(book, body.units)
    for key, by_unit in body.said["figures"].items():
        if key in skipped:
            continue
        for unit, rows in by_unit.items():
            again = folded.get(key, {}).get(unit)
            if again != rows:
                return f"biểu {key}, đơn vị {unit}: ấn bản ghi khác số tính lại{_where(rows, again or [])}"
    return ""


def _where(rows: list[Any], again: list[Any]) -> str:
    for said, found in zip(rows, again, strict=False):
        if said != found:
            place = next(
                (n for n, pair in enumerate(zip(said[2], found[2], strict=False), 1) if pair[0] != pair[1]), 0
            )
            return f" (dòng {said[0]}, ô thứ {place})"
    return " (số dòng khác nhau)"


_NO_MEMBERS = canon.table(MEMBER_COLUMNS, [])
_NO_ACTS = canon.table(ACT_COLUMNS, [])
_EMPTY = {MEMBERS: _NO_MEMBERS, ACTS: _NO_ACTS}
