"""Diễn biến: everything recorded of one matter as one line of events, newest first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from thihanh.law import grounds, regime_on
from thihanh.matters.queries import MatterFile, StageRow
from thihanh.matters.states import STAGES
from thihanh.matters.steps import StepRow
from thihanh.money.ledger import LABELS
from thihanh.offices.reference import provinces_on
from thihanh.procedures import catalogue
from thihanh.web import format as vi
from thihanh.web.page import Names

_BODIES = {"procuracy": "Viện kiểm sát", "court": "Tòa án"}
"""Bodies that steps name by a code of the house."""
_NO_PAPERS: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True)
class Event:
    """One thing that happened. ``voided`` says why it no longer counts; ``fact`` can be corrected,
    ``paper`` opened."""

    on: date
    title: str
    detail: str
    known_on: date
    entry_id: int
    source: str
    voided: str = ""
    fact: int | None = None
    paper: int | None = None


def events(file: MatterFile, names: Names, papers: Mapping[int, str] = _NO_PAPERS) -> list[Event]:
    """All events of a matter, newest first; of one day, the last recorded first.

    What one act did to stage, money and holding stands under the act. ``papers`` are numbers by paper.
    """
    told = [*_stages(file), *_assignments(file, names), *_money(file), *_verifications(file)]
    acts = {(step.entry_id, step.on) for step in file.steps}
    under: dict[tuple[int, date], list[Event]] = {}
    alone = []
    for event in told:
        key = (event.entry_id, event.on)
        if key in acts and not event.voided:
            under.setdefault(key, []).append(event)
        else:
            alone.append(event)
    steps = [_step(step, under.pop((step.entry_id, step.on), ()), papers) for step in file.steps]
    found = [*alone, *steps]
    return sorted(found, key=lambda event: (event.on, event.entry_id))[::-1]


def _step(step: StepRow, under: Sequence[Event], papers: Mapping[int, str]) -> Event:
    known = catalogue.acts().get(step.code)
    fact = next((event.fact for event in under if event.fact is not None), None)
    said = any(step.ground and step.ground in event.detail for event in under)
    number = papers.get(step.paper or 0, "")
    wrote = [beneath(event, number) for event in under]
    told = step.amount is not None and any(vi.dong(step.amount) in one for one in wrote)
    details = [
        number,
        *wrote,
        "" if said else ground_words(step.ground, step.on),
        _body(step),
        _chosen_law(step),
        f"khoản {step.obligation}" if step.obligation and not under else "",
        "" if step.amount is None or told else vi.dong(step.amount),
        f"đến {vi.day(step.until)}" if step.until else "",
        step.article,
    ]
    return Event(
        on=step.on,
        title=known.label if known else step.code,
        detail="; ".join(filter(None, details)),
        known_on=step.known_on,
        entry_id=step.entry_id,
        source=step.source,
        fact=fact,
        paper=step.paper if step.paper in papers else None,
    )


def beneath(event: Event, number: str) -> str:
    """What an act wrote, beside the act; its paper is named once."""
    parts = [one for one in event.detail.split("; ") if not (number and _names(one, number))]
    return ": ".join(filter(None, (event.title, "; ".join(parts))))


def _names(part: str, number: str) -> bool:
    """Whether a part of an event names the paper ``«Quyết định …» số 14/QĐ-CTHADS`` and nothing else."""
    return part.startswith("văn bản ") and number.endswith(part.removeprefix("văn bản "))


def _body(step: StepRow) -> str:
    """The body of a step in words; an agency is named by its code in the record."""
    agencies = (
        {one.code: f"THADS {one.place}" for one in provinces_on(step.on)}
        if step.counterpart.isdecimal()
        else {}
    )
    return {**_BODIES, **agencies}.get(step.counterpart, step.counterpart)


def _chosen_law(step: StepRow) -> str:
    """What a choice of law says: for which term, which law, why."""
    said = step.facts
    return f"{said['rule']} theo {said['regime']}: {said['reason']}" if step.code == "law_override" else ""


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
        officer = names.officers.get(row.officer, row.officer)
        yield Event(
            on=row.on,
            title=f"Giao cho {officer or office}",
            detail=office if officer else "",
            known_on=row.known_on,
            entry_id=row.entry_id,
            source=row.source,
        )


def _money(file: MatterFile) -> Iterator[Event]:
    for row in file.postings:
        yield Event(
            on=row.on,
            title=f"{'Đảo bút toán: ' if row.is_reversal else ''}{LABELS[row.kind]} {vi.dong(row.amount)}",
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
