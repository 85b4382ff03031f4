"""Judgments and requests as they come in; matters that begin again with their judgment, up to the notice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import cast

from thihanh.cli.demo_people import OFFICE
from thihanh.cli.demonstration.cast import UNIT, Cast, by_code, sep
from thihanh.cli.demonstration.director import Scene
from thihanh.cli.demonstration.held_back import Beginning
from thihanh.cli.demonstration.serving import handed, posted, returned
from thihanh.matters import receipts, requests
from thihanh.matters.before import NewPerson
from thihanh.matters.intake import NewJudgment
from thihanh.matters.receipts import Item, NewReceipt
from thihanh.matters.requests import NewRequest
from thihanh.offices.queries import EVERYTHING
from thihanh.procedures import answering
from thihanh.procedures.assignment import operations as assignment
from thihanh.procedures.deciding import propose
from thihanh.procedures.register_file.labels import JUDGMENT_KINDS, OBLIGATION_KINDS
from thihanh.synthetic import rows

_APPEAL_TIME = timedelta(days=30)
COMPLETE = frozenset(
    {"requester", "creditor", "debtor", "agency", "items", "assets", "dated", "signature", "judgment_copy"}
)


@dataclass
class Begun:
    """The matters of the office that began in the scenes so far, for the draw and the notices."""

    matters: list[int] = field(default_factory=list)
    papers: list[int] = field(default_factory=list)


def begins(cast_: Cast, one: Beginning, begun: Begun) -> Scene:
    """One matter: its judgment received, asked for where it must be, decided on its own day."""
    desk = cast_.clerk if one.office == OFFICE else cast_.department
    decided = one.key[1]
    came = _worked_before(cast("date", one.matter[3] or decided), 3)
    yield came
    receipt_id = receipts.register(_receipt(one, came), by=desk, on=came)
    request_id = None
    if not one.ex_officio:
        asked = cast("date", one.matter[3])
        yield asked
        request_id = requests.receive(_request(one, receipt_id, asked), by=desk, on=asked)
    ready = _worked_before(decided, 1)
    yield ready
    drafted = propose(receipt_id, request_id, by=desk, on=ready)
    cast_.checks(drafted, ready)
    yield decided
    cast_.signs(drafted, decided)
    (matter,) = cast_.issues(drafted, decided)
    cast_.used.add(matter)
    if one.office == OFFICE:
        begun.matters.append(matter)
        begun.papers += drafted
        return
    holder = by_code(one.officer)
    cast_.does("assign", matter, {"officer": one.officer}, by=cast_.department, on=decided)
    opened = max(decided, sep(29))
    yield opened
    cast_.does("open_file", matter, {}, by=holder, on=opened)
    handed(drafted[0], "debtor", opened, by=holder)
    handed(drafted[0], "creditor", opened, by=holder)


def drawn(cast_: Cast, begun: Begun) -> Scene:
    """The office's new matters are given to officers by a committed draw; then the notices go out."""
    yield sep(24)
    if not begun.matters:
        return
    draw = assignment.commit(office=OFFICE, by=cast_.office_head, on=sep(24))
    yield sep(25)
    capacities = {one.officer: 100 for one in (cast_.officer, cast_.colleague)}
    wanted = [one for one in begun.matters if one]
    assignment.run(draw_id=draw, matter_ids=wanted, capacities=capacities, by=cast_.office_head, on=sep(25))
    assignment.apply(draw_id=draw, by=cast_.office_head, on=sep(25))
    yield sep(26)
    for paper, way in zip(begun.papers, (handed, returned, posted), strict=False):
        way(paper, "debtor", sep(26), by=cast_.clerk)
    assignment.commit(office=OFFICE, by=cast_.office_head, on=sep(26))


def _receipt(one: Beginning, came: date) -> NewReceipt:
    number, made_on, court, kind = one.matter[4:8]
    made = cast("date", made_on)
    bound = Bound.of(_people(one))
    return NewReceipt(
        agency=UNIT,
        office=one.office,
        judgment=NewJudgment(str(number), made, str(court), JUDGMENT_KINDS[str(kind)]),
        on=came,
        channel="court_post" if one.ex_officio else "with_request",
        effective_on=min(made + _APPEAL_TIME, came),
        persons=tuple(_person(row) for row in _people(one)),
        items=tuple(_item(row, bound, ex_officio=one.ex_officio) for row in one.obligations),
    )


def _people(one: Beginning) -> list[rows.Row]:
    """The State is nobody's receipt: an item without a creditor goes to it."""
    return [row for row in one.parties if row[6] is not None]


def _person(row: rows.Row) -> NewPerson:
    kind = "person" if row[5] == rows.PERSON else "organisation"
    return NewPerson(str(row[4]), kind, str(row[6]), cast("int | None", row[7]), str(row[8] or ""))


@dataclass(frozen=True, slots=True)
class Bound:
    """The places of a judgment's people by their number in the register, and of all its debtors."""

    places: Mapping[rows.Cell, int]
    debtors: tuple[int, ...]

    @classmethod
    def of(cls, people: Sequence[rows.Row]) -> "Bound":
        places = {row[2]: place for place, row in enumerate(people)}
        return cls(places, tuple(places[row[2]] for row in people if row[3] == rows.DEBTOR))


def _item(row: rows.Row, bound: Bound, *, ex_officio: bool) -> Item:
    """Several debtors of one judgment owe together."""
    return Item(
        no=cast("int", row[2]),
        kind=OBLIGATION_KINDS[str(row[3])],
        content=str(row[4] or ""),
        amount=cast("int | None", row[5]),
        debtors=bound.debtors,
        creditors=(bound.places[row[7]],) if row[7] in bound.places else (),
        ex_officio=ex_officio,
        joint=len(bound.debtors) > 1,
    )


def _request(one: Beginning, receipt_id: int, asked: date) -> NewRequest:
    receipt = receipts.receipt(EVERYTHING, receipt_id)
    people = [_person(row) for row in _people(one)]
    roles = [row[3] for row in _people(one)]
    return NewRequest(
        agency=UNIT,
        office=one.office,
        on=asked,
        received_on=asked,
        channel="in_person",
        requester=people[roles.index(rows.CREDITOR)],
        contents=COMPLETE,
        debtor=people[roles.index(rows.DEBTOR)],
        judgment_id=receipt.judgment_id,
        judgment_kind=receipt.judgment.kind,
        items=tuple(item.no for item in receipt.items),
    )


def _worked_before(day: date, days: int) -> date:
    """So many days before, weekends left out."""
    while days:
        day -= timedelta(days=1)
        days -= day.weekday() < 5
    return day


# Judgments and requests that wait.

_MINH = NewPerson("Bùi Quang Minh", "person", "999086310417", 1986, "Tổ 4, phường Bãi Cháy, Quảng Ninh")
_HANH = NewPerson("Đoàn Thị Hạnh", "person", "999190271548", 1990, "Tổ 11, phường Hồng Gai, Quảng Ninh")
_LAP = NewPerson("Nguyễn Văn Lập", "person", "999079514026", 1979, "Tổ 2, phường Tuần Châu, Quảng Ninh")
_PHU = NewPerson("Công ty TNHH Vật liệu Phú Hải (giả lập)", "organisation", "9900011827")
_COURT = "Tòa án nhân dân khu vực 1 – Quảng Ninh"


def _debt(
    number: str, made_on: date, came: date, *, effective_on: date, amount: int, complete: bool = True
) -> NewReceipt:
    return NewReceipt(
        agency=UNIT,
        office=OFFICE,
        judgment=NewJudgment(number, made_on, _COURT, "civil"),
        on=came,
        channel="court_post",
        effective_on=effective_on,
        persons=(_MINH, _HANH),
        items=(
            Item(1, "debt", "Trả nợ gốc và lãi theo hợp đồng vay", amount, (0,), (1,)),
            Item(2, "court_fee", "Án phí dân sự sơ thẩm", amount // 20, (0,), (), ex_officio=True),
        ),
        complete=complete,
    )


def incoming(cast_: Cast) -> Scene:
    """A judgment whose file is not complete, one not in force yet, one on whose fee no decision was made."""
    desk = cast_.clerk
    yield sep(24)
    late = _debt("41/2025/DS-ST", sep(8), sep(24), effective_on=date(2025, 10, 9), amount=86_000_000)
    receipts.register(late, by=desk, on=sep(24))
    yield sep(26)
    bare = _debt("38/2025/DS-ST", date(2025, 8, 12), sep(26), effective_on=sep(12), amount=42_000_000)
    receipts.register(replace(bare, complete=False), by=desk, on=sep(26))
    yield sep(29)
    whole = _debt("35/2025/DS-ST", date(2025, 8, 6), sep(29), effective_on=sep(6), amount=120_000_000)
    receipts.register(whole, by=desk, on=sep(29))


def asked(cast_: Cast) -> Scene:
    """Requests: one waits for a supplement, one refused, one ready to decide, one just come."""
    desk = cast_.clerk
    yield sep(10)
    stranger = _wanting(_PHU, _LAP, sep(10), "in_person")
    refused = requests.receive(stranger, by=desk, on=sep(10))
    yield sep(12)
    refusal = answering.propose_refusal(refused, ground="TC-2", by=desk, on=sep(12))
    yield from cast_.through([refusal], (sep(15), sep(16)), signer=cast_.office_head)
    handed(refusal, "creditor", sep(16), by=desk)
    yield sep(19)
    lacking = replace(_wanting(_HANH, _LAP, sep(19), "oral"), contents=COMPLETE - {"judgment_copy", "items"})
    waiting = requests.receive(lacking, by=desk, on=sep(19))
    yield sep(22)
    notice = answering.propose_supplement(waiting, until=date(2025, 10, 10), by=desk, on=sep(22))
    yield from cast_.through([notice], (sep(23), sep(24)), signer=cast_.office_head)
    yield sep(29)
    receipt = receipts.register(_small_claim(), by=desk, on=sep(29))
    found = receipts.receipt(EVERYTHING, receipt)
    whole = replace(
        _wanting(_HANH, _LAP, sep(29), "in_person"),
        judgment_id=found.judgment_id,
        judgment_kind="civil",
        items=(1,),
    )
    requests.receive(whole, by=desk, on=sep(29))
    yield sep(30)
    fresh = replace(_wanting(_PHU, _MINH, sep(30), "post"), on=sep(26), contents=COMPLETE - {"signature"})
    requests.receive(fresh, by=desk, on=sep(30))


def _wanting(requester: NewPerson, debtor: NewPerson, on: date, channel: str) -> NewRequest:
    return NewRequest(
        agency=UNIT,
        office=OFFICE,
        on=on,
        received_on=on,
        channel=channel,
        requester=requester,
        contents=COMPLETE,
        debtor=debtor,
    )


def _small_claim() -> NewReceipt:
    return NewReceipt(
        agency=UNIT,
        office=OFFICE,
        judgment=NewJudgment("33/2025/DS-ST", date(2025, 8, 1), _COURT, "civil"),
        on=sep(29),
        channel="with_request",
        effective_on=sep(1),
        persons=(_LAP, _HANH),
        items=(Item(1, "debt", "Trả tiền hàng còn thiếu", 57_400_000, (0,), (1,)),),
    )
