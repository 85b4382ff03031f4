"""Diễn biến: everything recorded of one matter as one line of events, newest first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from thihanh.law import grounds, regime_on
from thihanh.matters.queries import MatterFile, StageRow
from thihanh.matters.states import STAGES
from thihanh.money.ledger import LABELS
from thihanh.web import format as vi
from thihanh.web.page import Names


@dataclass(frozen=True)
class Event:
    """One thing that happened. ``voided`` says why it no longer counts; ``fact`` can be corrected."""

    on: date
    title: str
    detail: str
    known_on: date
    entry_id: int
    source: str
    voided: str = ""
    fact: int | None = None


def events(file: MatterFile, names: Names) -> list[Event]:
    """All events of a matter, newest first; of one day, the last recorded first."""
    found = [*_stages(file), *_assignments(file, names), *_money(file), *_verifications(file)]
    return sorted(found, key=lambda event: (event.on, event.entry_id))[::-1]


def ground_words(code: str, on: date) -> str:
    """A ground in the words of the law of that day: ``H-a · không xác định được địa chỉ``."""
    if not code:
        return ""
    label = next((one.label for one in grounds(regime_on(on)) if one.code == code), "")
    return f"{code} · {label}" if label else code


def _stages(file: MatterFile) -> Iterator[Event]:
    by_id: Mapping[int, StageRow] = {row.id: row for row in file.stages}
    for row in file.stages:
        details = [ground_words(row.ground, row.on), row.document and f"văn bản {row.document}"]
        details.append("" if row.asset_value is None else f"giá trị tài sản {vi.dong(row.asset_value)}")
        if row.replaces is not None and row.replaces in by_id:
            old = by_id[row.replaces]
            details.append(f"sửa cho “{STAGES[old.stage].label}” ngày {vi.day(old.on)}")
        yield Event(
            on=row.on,
            title=f"Rút lại: {STAGES[row.stage].label}" if row.void else STAGES[row.stage].label,
            detail="; ".join(filter(None, details)),
            known_on=row.known_on,
            entry_id=row.entry_id,
            source=row.source,
            voided="đã được sửa" if row.replaced_by is not None else "đã rút lại" if row.void else "",
            fact=row.id if row.in_force else None,
        )


def _assignments(file: MatterFile, names: Names) -> Iterator[Event]:
    for row in file.assignments:
        office = names.offices.get(row.office, row.office)
        yield Event(
            on=row.on,
            title=f"Giao cho {names.officers.get(row.officer, row.officer)}",
            detail=office,
            known_on=row.known_on,
            entry_id=row.entry_id,
            source=row.source,
        )


def _money(file: MatterFile) -> Iterator[Event]:
    for row in file.postings:
        label = LABELS.get(row.kind, row.kind)  # type: ignore[call-overload]  # -- a reversal may be of any kind
        yield Event(
            on=row.on,
            title=f"{'Đảo bút toán: ' if row.is_reversal else ''}{label} {vi.dong(row.amount)}",
            detail="; ".join(
                filter(None, [f"khoản {row.obligation}", row.voucher and f"chứng từ {row.voucher}"])
            ),
            known_on=row.known_on,
            entry_id=row.entry_id,
            source=row.source,
        )


def _verifications(file: MatterFile) -> Iterator[Event]:
    for row in file.verifications:
        yield Event(
            on=row.on,
            title="Kết quả xác minh",
            detail=f"{row.means}: {row.finding}",
            known_on=row.known_on,
            entry_id=row.entry_id,
            source="",
        )
