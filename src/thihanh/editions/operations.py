"""Closing: officers and offices confirm their figures, the agency freezes its book, the head signs it.

Each is one act with one entry. Nothing closed is ever changed; a later fact goes into a supplementary report.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from thihanh.documents import files
from thihanh.documents.keystore import key_store
from thihanh.documents.signing.pades import sign_pdf
from thihanh.editions import controlling, cutting, making, queries, recording, rules
from thihanh.editions.body import Frozen, units_said
from thihanh.editions.code import code_version
from thihanh.editions.header import header_of
from thihanh.editions.kinds import Kind
from thihanh.editions.making import Made
from thihanh.editions.models import ClosingFact, EditionFact, SigningFact
from thihanh.editions.rights import check_closes, check_confirms
from thihanh.editions.rows import EditionRow
from thihanh.editions.rules import NATION, Asked, Refused
from thihanh.offices import queries as offices
from thihanh.offices.reach import EVERYTHING, Viewer
from thihanh.procedures.import_register.queries import is_running
from thihanh.statistics.book.queries import check_existed
from thihanh.statistics.unit import scope_of
from thihanh.trail.once import once, remember
from thihanh.trail.stating import Stated, ids_for, state

ARTICLE = "TT 05/2024/TT-BTP"


def confirm(unit: str, year: int, month: int, *, by: Viewer, on: date, key: str = "") -> str:
    """An officer or an office confirms its figures of a period; the digest of what was confirmed.

    Again only when the figures have changed since. Raises Denied, Refused, RefusedPeriod, UnknownUnit.
    """
    asked = Asked(unit, year, month)
    agency = check_confirms(by, asked, on)
    rules.check_time(asked, on)
    _check_not_importing(agency)
    digest = queries.own_digest(unit, agency, asked.period, on)
    with transaction.atomic():
        said = f"confirm:{unit}:{year}:{month}"
        if key and (before := once(key, said)) is not None:
            return str(before["digest"])
        recording.lock(unit, year, month)
        if queries.latest(agency, year, month, ("final",)) is not None:
            raise Refused(
                f"Trạng thái: {agency} đã khóa ấn bản kỳ {asked.period.label}; số liệu đổi sau đó đi vào "
                "báo cáo "
                "bổ sung, không chốt lại."
            )
        if queries.confirmed_digests(agency, asked.period).get(unit) == digest:
            raise Refused(
                f"Trạng thái: {unit} đã chốt số liệu kỳ {asked.period.label} và số liệu không đổi từ đó; "
                "không "
                "cần chốt lại."
            )
        values = {
            "agency": agency,
            "unit": unit,
            "work_year": year,
            "month": month,
            "by": by.actor,
            "digest": digest,
        }
        subject = f"edition:{unit}:{year}:{month}"
        confirmed = Stated(subject, "edition.confirmed", on, [(ClosingFact, values)], article=ARTICLE)
        state([confirmed], by=by.actor, on=on)
        if key:
            remember(key, said, {"digest": digest})
    return digest


def close(asked: Asked, *, by: Viewer, on: date, key: str = "") -> EditionRow:
    """Freeze an agency's book of a period (or the nation's, from the provinces' editions).

    No transaction may be open: the cut is anchored first. Raises Denied, Refused, RefusedPeriod, UnknownUnit,
    ``trail.outside.OutsideFileError``.
    """
    said = repr(asked)
    if (before := _answered(key, said)) is not None:
        return queries.edition(EVERYTHING, before)
    _check_may_close(asked, by, on)
    cut = cutting.make(on)
    with transaction.atomic():
        if key and (again := once(key, said)) is not None:
            return queries.edition(EVERYTHING, int(again["edition"]))
        recording.lock(asked.unit, asked.year, asked.month)
        rules.check_order(asked, queries.known(asked.unit, asked.year))
        frozen = Frozen(
            asked.unit, asked.year, asked.month, asked.kind, cut, tuple(sorted(asked.late)), asked.elsewhere
        )
        found = _frozen_nation(frozen) if asked.unit == NATION else _frozen_agency(frozen)
        edition_id = _write(frozen, *found, by=by)
        if key:
            remember(key, said, {"edition": edition_id})
    return queries.edition(EVERYTHING, edition_id)


def restate(edition_id: int, *, by: Viewer, on: date, explanation: str, key: str = "") -> EditionRow:
    """The supplementary report on an edition: a new cut, the figures now, the head's explanation.

    The edition stays as it is. Raises Denied, EditionUnknown, Refused.
    """
    said = f"restate:{edition_id}:{explanation}"
    if (before := _answered(key, said)) is not None:
        return queries.edition(EVERYTHING, before)
    old = queries.edition(EVERYTHING, edition_id)
    asked = Asked(old.unit, old.year, old.month, "supplementary")
    check_closes(by, asked, on, "restate")
    rules.check_restates(old.kind, old.id, old.superseded_by, explanation)
    _check_not_importing(old.unit)
    cut = cutting.make(on)
    with transaction.atomic():
        if key and (again := once(key, said)) is not None:
            return queries.edition(EVERYTHING, int(again["edition"]))
        recording.lock(old.unit, old.year, old.month)
        old = queries.edition(EVERYTHING, edition_id)
        rules.check_restates(old.kind, old.id, old.superseded_by, explanation)
        frozen = Frozen(
            old.unit,
            old.year,
            old.month,
            "supplementary",
            cut,
            supersedes=old.body_sha256,
            explanation=explanation.strip(),
        )
        found = _frozen_nation(frozen) if old.unit == NATION else _frozen_agency(frozen)
        _check_moved(old, found[0])
        new_id = _write(frozen, *found, by=by, supersedes=old.id)
        if key:
            remember(key, said, {"edition": new_id})
    return queries.edition(EVERYTHING, new_id)


def sign(edition_id: int, pin: str, *, by: Viewer, at: datetime) -> EditionRow:
    """The head signs the edition's PDF, which carries the machine file, with the key behind the PIN.

    Raises Denied, EditionUnknown, Refused, ``documents`` KeyRefused and Refused.
    """
    row = queries.edition(EVERYTHING, edition_id)
    check_closes(by, Asked(row.unit, row.year, row.month, row.kind), at.date(), "close")
    if row.pdf_sha256:
        raise Refused(f"Trạng thái: ấn bản số {row.id} đã được ký; tải bản PDF đã ký ở trang của ấn bản.")
    signer = key_store().own_key(by.officer, pin, at=at)
    signed = sign_pdf(queries.paper_of(edition_id), signer=signer, agency=None, at=at)
    values = {
        "edition_id": edition_id,
        "by": by.actor,
        "pdf_sha256": files.store(signed),
    }
    with transaction.atomic():
        recording.lock(row.unit, row.year, row.month)
        if queries.edition(EVERYTHING, edition_id).pdf_sha256:
            raise Refused(f"Trạng thái: ấn bản số {row.id} vừa được ký; tải lại trang để xem.")
        signed_by = Stated(_subject(row.unit), "edition.signed", at.date(), [(SigningFact, values)])
        state([signed_by], by=by.actor, on=at.date())
    return queries.edition(EVERYTHING, edition_id)


def _check_may_close(asked: Asked, by: Viewer, on: date) -> None:
    """Every reason not to close, before the record is anchored for it."""
    period = asked.period
    check_closes(by, asked, on, "close")
    if asked.unit != NATION:
        check_existed(scope_of(asked.unit), period.to, holds=False)
    rules.check_time(asked, on)
    rules.check_order(asked, queries.known(asked.unit, asked.year))
    rules.check_late(asked, queries.waiting(asked.unit, period, on))
    _check_not_importing(asked.unit)


def _check_not_importing(agency: str) -> None:
    if is_running(agency, elsewhere=True):
        raise Refused(
            f"Trạng thái: đang nhập sổ của {agency}; số liệu chưa trọn vẹn nên không chốt, không khóa được. "
            "Chờ "
            "lần nhập xong (trang Nhập sổ) rồi làm lại."
        )


def _check_moved(old: EditionRow, made: Made) -> None:
    """A supplementary report says something new: the same members would only repeat the edition."""
    file = queries.file_of(old.id)
    if (made.taken.members, made.taken.acts) == (file.members, file.acts) and not old.composed_of:
        raise Refused(
            f"Trạng thái: chưa có dữ kiện nào sau ấn bản số {old.id} làm đổi số liệu của kỳ, nên không có "
            "gì để "
            "báo cáo bổ sung."
        )


Found = tuple[Made, list[list[str]], tuple[int, ...], Mapping[str, Any]]


def _frozen_agency(frozen: Frozen) -> Found:
    taken = cutting.taken(frozen.unit, frozen.period, cutting.of(frozen.cut))
    units = making.units_now(frozen.unit, frozen.period, taken)
    made = making.make(frozen, units, taken)
    moved = queries.moved_since_confirming(frozen.unit, frozen.period, taken.members)
    return made, units, (), {"changed_since_confirming": moved, **_controlled(frozen, made)}


def _controlled(frozen: Frozen, made: Made) -> Mapping[str, Any]:
    """What the control rules list beside the figures. Raises ``Refused`` where they refuse the book."""
    found = controlling.findings(frozen, made.book)
    controlling.check(found, frozen.kind)
    return controlling.listed(found)


def _frozen_nation(frozen: Frozen) -> Found:
    rows = [
        row
        for unit in offices.units(frozen.period.to)
        if unit.kind == "province"
        if (row := queries.latest(unit.code, frozen.year, frozen.month, _DEFINITIVE)) is not None
    ]
    if not rows:
        raise Refused(
            f"Trạng thái: chưa tỉnh nào khóa ấn bản kỳ {frozen.period.label}, nên chưa có gì để tổng hợp "
            "toàn quốc."
        )
    top = offices.unit(NATION, frozen.period.to)
    parts = tuple(row.id for row in rows)
    full = making.composed(frozen, rows)
    made, units = making.make_nation(full, top.name if top else NATION, parts)
    return made, units_said(units), parts, _controlled(full, made)


_DEFINITIVE: tuple[Kind, ...] = ("final", "supplementary")


def _write(
    frozen: Frozen,
    made: Made,
    units: Sequence[Sequence[str]],
    parts: Sequence[int],
    more: Mapping[str, Any],
    *,
    by: Viewer,
    supersedes: int | None = None,
) -> int:
    (edition_id,), on = ids_for(EditionFact), frozen.cut.known_on
    header = header_of(edition_id, frozen, units[0][1], made.sha256, by=by, code=code_version(), more=more)
    values = {
        "id": edition_id,
        "unit": frozen.unit,
        "work_year": frozen.year,
        "month": frozen.month,
        "kind": frozen.kind,
        "by": by.actor,
        "anchor": frozen.cut.anchor,
        "root": frozen.cut.root,
        "body_sha256": made.sha256,
        "file_sha256": files.store(made.file(header)),
        "supersedes_id": supersedes,
        "explanation": frozen.explanation,
        "late": list(frozen.late),
        "elsewhere": list(frozen.elsewhere),
        "composed_of": list(parts),
        "units": [list(one) for one in units],
        "header": header,
    }
    closed = Stated(_subject(frozen.unit), "edition.closed", on, [(EditionFact, values)], article=ARTICLE)
    state([closed], by=by.actor, on=on)
    return edition_id


def _subject(unit: str) -> str:
    return f"edition:{unit}"


def _answered(key: str, said: str) -> int | None:
    """The edition that this key got before; nothing is held by asking."""
    if not key:
        return None
    with transaction.atomic():
        before = once(key, said)
        transaction.set_rollback(True)
    return int(before["edition"]) if before is not None else None
