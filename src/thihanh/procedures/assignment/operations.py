"""Giving matters to officers: by a committed draw, or by name; many in one act, balances by construction.

A draw is committed, drawn once, then applied or abandoned with a reason; each turn stands in the record.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from thihanh.law import number
from thihanh.law.citations import cite
from thihanh.law.notation import dotted, vn
from thihanh.matters import kindred
from thihanh.matters.asking import Refusal
from thihanh.matters.draws import DrawRow, NewDraw, draw_of, state_draw
from thihanh.matters.intake import Holding, Intake, StageChange, Step
from thihanh.matters.listing import Filters, MatterRow, every
from thihanh.matters.writing import Heading, write
from thihanh.offices import queries as offices
from thihanh.offices.reach import Viewer, check_reaches, reach
from thihanh.procedures.assignment import draw as lottery
from thihanh.procedures.assignment.workload import minutes
from thihanh.trail import seeds
from thihanh.trail.once import once, remember

MOST = 2_000
_SEEDS = "draws"
_SHORTEST_REASON = 10


@dataclass(frozen=True, slots=True)
class Moved:
    """How many matters changed hands, and the officers who took them."""

    matters: int
    officers: tuple[str, ...]


@transaction.atomic
def commit(*, office: str, by: Viewer, on: date) -> int:
    """Fix a secret seed before any list exists: only its digest is recorded. The id of the draw."""
    agency = offices.agency_of(office)
    check_reaches(by, "matter", "assign", on=on, agency=agency, office=office)
    seed = secrets.token_bytes(lottery.SEED_BYTES)
    new = NewDraw(agency, office, lottery.commitment(seed))
    draw_id = state_draw(new, act="draw.committed", by=by.actor, on=on)
    seeds.keep(_SEEDS, draw_id, seed)
    return draw_id


@transaction.atomic
def run(
    *, draw_id: int, matter_ids: Sequence[int], capacities: Mapping[str, int], by: Viewer, on: date
) -> DrawRow:
    """Draw once from the committed seed and show the seed; nothing is assigned yet.

    ``capacities`` are percent of a full post by officer code. Raises Refusal, Denied, LookupError.
    """
    before = draw_of(draw_id, lock=True)
    check_reaches(by, "matter", "assign", on=on, agency=before.agency, office=before.office)
    if before.state != "committed":
        raise Refusal("state", "lần bốc thăm này đã bốc rồi; mỗi cam kết chỉ bốc một lần. Lập cam kết mới.")
    entry = prepare(before.office, matter_ids, capacities, by=by, on=on)
    seed = _kept(draw_id)
    result = lottery.draw(entry, seed)
    about = {
        "state": "drawn",
        "agency": before.agency,
        "office": before.office,
        "committed_entry": before.entry_id,
        "drawn_on": on.isoformat(),
    }
    file = lottery.written(entry, seed, result, about)
    new = NewDraw(before.agency, before.office, before.commitment, seed.hex(), file, before.id)
    state_draw(new, act="draw.drawn", by=by.actor, on=on)
    return draw_of(draw_id)


@transaction.atomic
def apply(*, draw_id: int, by: Viewer, on: date) -> Moved:
    """Give every matter to the officer drawn, in one act. Raises Refusal where a matter has moved since."""
    row = draw_of(draw_id, lock=True)
    if row.state != "drawn":
        raise Refusal("state", "chỉ giao việc theo lần bốc thăm đã bốc và chưa giao. Mở lại trang bốc thăm.")
    placed = {int(one["matter"]): str(one["officer"]) for one in row.file["placed"]}
    moved = _give(placed, row.office, by=by, on=on, reason=f"Bốc thăm {row.commitment[:12]}")
    _turn(row, "applied", by=by, on=on)
    return moved


@transaction.atomic
def abandon(*, draw_id: int, reason: str, by: Viewer, on: date) -> None:
    """Leave a draw without assigning; the reason stays in the record beside the result. Raises Refusal."""
    row = draw_of(draw_id, lock=True)
    check_reaches(by, "matter", "assign", on=on, agency=row.agency, office=row.office)
    if row.state not in ("committed", "drawn"):
        raise Refusal("state", "lần bốc thăm này đã kết thúc, không còn gì để bỏ.")
    _check_reason(reason)
    _turn(row, "abandoned", by=by, on=on, reason=reason)


@transaction.atomic
def transfer(
    *, matter_ids: Sequence[int], officer: str, reason: str, by: Viewer, on: date, key: str = ""
) -> Moved:
    """Give matters to one named officer of the office, with a reason; one act whatever their number."""
    digest = f"{by.officer or by.name}|{sorted(matter_ids)}|{officer}|{reason}"
    if key and (earlier := once(key, digest)) is not None:
        return Moved(earlier["matters"], tuple(earlier["officers"]))
    _check_reason(reason)
    moved = _give(dict.fromkeys(matter_ids, officer), "", by=by, on=on, reason=reason)
    if key:
        remember(key, digest, {"matters": moved.matters, "officers": list(moved.officers)})
    return moved


def prepare(
    office: str, matter_ids: Sequence[int], capacities: Mapping[str, int], *, by: Viewer, on: date
) -> lottery.Entry:
    """The list a draw runs on: times, bundles, conflicts, loads. Raises Refusal."""
    rows = _matters(matter_ids, by, on, office)
    if not capacities:
        raise Refusal("input", "chưa chọn chấp hành viên nào để bốc thăm. Chọn ít nhất một người.")
    known = {one.code for one in offices.officers(office, on)}
    if strangers := sorted(set(capacities) - known):
        raise Refusal("input", f"{', '.join(strangers)} không phải chấp hành viên của phòng ngày {vn(on)}.")
    ids = [row.id for row in rows]
    parties, bundles = kindred.party_counts(ids), kindred.bundles_of(ids, office)
    barred = kindred.conflicts_of(ids, capacities)
    lots = tuple(
        lottery.Lot(
            matter=row.id,
            number=row.number,
            minutes=minutes(row, parties=parties.get(row.id, 2), on=on),
            group=bundles[row.id].key,
            barred=tuple(sorted({one.officer for one in barred.get(row.id, ()) if one.bars})),
            bound=next((code for code in bundles[row.id].holders if code in capacities), ""),
        )
        for row in rows
    )
    carried = carried_minutes(office, on, besides=ids)
    people = tuple(
        lottery.Candidate(code, carried.get(code, 0), capacity)
        for code, capacity in sorted(capacities.items())
    )
    return lottery.Entry(lots, people, number("workload.tolerance", on))


def carried_minutes(office: str, on: date, *, besides: Sequence[int] = ()) -> dict[str, int]:
    """Expected minutes of the open matters each officer of the office holds, those ``besides`` left out."""
    rows = [row for row in open_matters(office) if row.id not in set(besides)]
    parties = kindred.party_counts([row.id for row in rows])
    loads: dict[str, int] = {}
    for row in rows:
        loads[row.officer] = loads.get(row.officer, 0) + minutes(row, parties=parties.get(row.id, 2), on=on)
    return loads


def open_matters(office: str) -> Sequence[MatterRow]:
    """Every open matter of an office: loads are counted over all of them, whoever asks."""
    return every(offices.Reach(offices=frozenset({office})), Filters(ended=False))


def _matters(matter_ids: Sequence[int], by: Viewer, on: date, office: str) -> list[MatterRow]:
    if not matter_ids:
        raise Refusal("input", "chưa chọn việc nào. Chọn việc trong danh sách rồi làm lại.")
    if len(matter_ids) > MOST:
        raise Refusal(
            "input", f"mỗi lần giao nhiều nhất {dotted(MOST)} việc; đã chọn {dotted(len(matter_ids))}."
        )
    allowed = reach(by, "matter", "assign", on)
    rows = list(every(allowed, Filters(ids=tuple(sorted(set(matter_ids))))))
    if len(rows) != len(set(matter_ids)):
        raise Refusal("reach", "có việc không thuộc phạm vi được phân công. Mở lại danh sách và chọn lại.")
    if ended := [row.number for row in rows if row.ended]:
        raise Refusal(
            "state", f"việc {', '.join(ended[:3])} đã kết thúc, không phân công nữa. Bỏ chọn rồi làm lại."
        )
    if foreign := [row.number for row in rows if office and row.office not in ("", office)]:
        raise Refusal(
            "state", f"việc {', '.join(foreign[:3])} không do phòng {office} giữ. Bỏ chọn rồi làm lại."
        )
    return rows


def _give(placed: Mapping[int, str], office: str, *, by: Viewer, on: date, reason: str) -> Moved:
    """Write the new holders: one entry a matter, one act; conflicts by number are refused whole."""
    rows = _matters(list(placed), by, on, office)
    home = {code: _office_of(code, on) for code in set(placed.values())}
    barred = kindred.conflicts_of(list(placed), sorted(set(placed.values())))
    for row in rows:
        code = placed[row.id]
        check_reaches(by, "matter", "assign", on=on, agency=row.agency, office=home[code])
        if any(one.bars and one.officer == code for one in barred.get(row.id, ())):
            raise Refusal(
                "law",
                f"việc {row.number} có đương sự là người thân thích của chấp hành viên {code}; "
                f"pháp luật cấm người này giải quyết ({cite('L25 Đ.16.2d')}). Chọn chấp hành viên khác.",
            )
    moving = [row for row in rows if row.officer != placed[row.id]]
    orders = kindred.holdings_on([row.id for row in moving], on)
    write(
        [_intake(row, home[placed[row.id]], placed[row.id], on, orders.get(row.id, 0)) for row in moving],
        Heading(act="matter.assigned", by=by.actor, more={"reason": reason}),
    )
    return Moved(len(moving), tuple(sorted({placed[row.id] for row in moving})))


def _intake(row: MatterRow, office: str, officer: str, on: date, order: int) -> Intake:
    first = row.stage == "decided"
    return Intake(
        matter_id=row.id,
        holdings=(Holding(on, office, officer, known_on=on, ordinal=order),),
        stages=(StageChange(on, "assigned", known_on=on, ordinal=1),) if first else (),
        steps=(Step(on, "assign", known_on=on, facts={"officer": officer, "before": row.officer}),),
    )


def _office_of(officer: str, on: date) -> str:
    post = offices.post_on(officer, on)
    if post is None:
        raise Refusal("input", f"{officer} không giữ chức vụ chấp hành viên ngày {vn(on)}. Chọn người khác.")
    return post.unit


def _turn(row: DrawRow, state: str, *, by: Viewer, on: date, reason: str = "") -> None:
    file = {**row.file, "state": state}
    new = NewDraw(row.agency, row.office, row.commitment, row.seed, file, row.id)
    state_draw(new, act=f"draw.{state}", by=by.actor, on=on, reason=reason.strip())


def _check_reason(reason: str) -> None:
    if len(reason.strip()) < _SHORTEST_REASON:
        raise Refusal("input", "cần ghi lý do, đủ để người kiểm tra hiểu (ít nhất 10 ký tự).", "reason")


def _kept(draw_id: int) -> bytes:
    try:
        return seeds.kept(_SEEDS, draw_id)
    except LookupError:
        raise Refusal(
            "state", "không còn tệp hạt giống của lần bốc thăm này nên không bốc được. Lập cam kết mới."
        ) from None
