"""Judgments received (IN-1): register 01, the items of the operative part, the clocks that start.

An item says who owes whom what; persons are named once and stand in the record as digests.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from itertools import chain
from typing import Any

from django.db import connection, transaction

from thihanh.law import regime_on
from thihanh.law.lists import listed
from thihanh.law.notation import vn
from thihanh.matters import before
from thihanh.matters.before import NewPerson
from thihanh.matters.intake import NewJudgment
from thihanh.matters.rules import StateRefused, check_not_future
from thihanh.matters.standing import in_force
from thihanh.offices.reach import Reach, Viewer, check_reaches, reach
from thihanh.trail.kept import ask


@dataclass(frozen=True, slots=True)
class Period:
    """One period of an item that falls due by periods; ``amount`` in đồng."""

    period: str
    due_on: date
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Collateral:
    """A third person's collateral for an item: he answers within ``ceiling`` đồng (L25 Đ.3.3)."""

    person: int
    ceiling: int


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the operative part. Persons are ids (of a new receipt: places in its list, from 0).

    Several ``debtors`` are bound jointly (``joint``); duties for shares are items of their own. ``exhibit``
    names the thing several items concern.
    """

    no: int
    kind: str
    content: str = ""
    amount: int | None = None
    debtors: tuple[int, ...] = ()
    creditors: tuple[int, ...] = ()
    ex_officio: bool = False
    joint: bool = False
    exhibit: str = ""
    periods: tuple[Period, ...] = ()
    collateral: tuple[Collateral, ...] = ()

    @property
    def people(self) -> tuple[int, ...]:
        """Everybody the item names, once each."""
        named = (*self.debtors, *self.creditors, *(one.person for one in self.collateral))
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True, slots=True)
class NewReceipt:
    """A judgment as it came in. ``logged_at`` is the moment an electronic judgment was complete (DL-02)."""

    agency: str
    office: str
    judgment: NewJudgment
    on: date
    channel: str
    effective_on: date | None
    persons: tuple[NewPerson, ...]
    items: tuple[Item, ...]
    complete: bool = True
    logged_at: datetime | None = None
    circumstances: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One line of register 01."""

    id: int
    entry_id: int
    agency: str
    office: str
    year: int
    number: int
    on: date
    known_on: date
    channel: str
    effective_on: date | None
    complete: bool
    judgment_id: int
    judgment: NewJudgment
    items: tuple[Item, ...]
    circumstances: tuple[str, ...]
    logged_at: str

    def facts(self, *names: str) -> dict[str, bool]:
        """The circumstances that switch a deadline rule's variants, of those it knows."""
        return {name: True for name in names if name in self.circumstances}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person of a receipt or request; the id number is None where the viewer's reach covers it."""

    id: int
    kind: str
    name: str
    id_number: str | None
    birth_year: int | None
    address: str | None


def of_own_motion(kind: str, judgment_kind: str, on: date) -> bool:
    """Whether an item of this kind is enforced without a request (L25 Đ.33.2; L08 Đ.36). A return is so in
    criminal judgments; between private parties it is requested.
    """
    known = {one.code for one in listed("ex_officio_items", regime_on(on))}
    return kind in known and (kind != "property_return" or judgment_kind == "criminal")


@transaction.atomic
def register(new: NewReceipt, *, by: Viewer, on: date) -> int:
    """Enter a judgment into register 01; the id of the receipt. Raises Denied, StateRefused."""
    check_reaches(by, "request", "receive", on=on, agency=new.agency, office=new.office)
    check(new, on)
    judgment_id, judgment = before.judgment_row(new.agency, new.judgment)
    if judgment is None:
        _check_first(new, judgment_id, reach(by, "request", "read", on))
    receipt_id, *person_ids = before.fact_ids(1 + len(new.persons))
    persons = [before.person_row(i, one) for i, one in zip(person_ids, new.persons, strict=True)]
    items = tuple(_with_ids(item, person_ids) for item in new.items)
    row = {
        **before.head(receipt_id, new.agency, new.on, on),
        "judgment_id": judgment_id,
        "office": new.office,
        "year": new.on.year,
        "number": before.next_number("matters_receipt", new.agency, new.on.year),
        "channel": new.channel,
        "effective_on": new.effective_on,
        "complete": new.complete,
        "facts": _stated(items, new.circumstances, new.logged_at),
    }
    rows = [("matters_judgment", judgment)] if judgment else []
    before.write(
        [*rows, ("matters_receipt", row)],
        _heading(receipt_id, "judgment.received", new.on, on, by),
        persons=persons,
    )
    return receipt_id


@transaction.atomic
def completed(receipt_id: int, *, completed_on: date, by: Viewer, on: date) -> int:
    """The file of a judgment became complete on a day: its clocks start then. The id of the new fact."""
    old = _standing(receipt_id)
    check_reaches(by, "request", "receive", on=on, agency=old.agency, office=old.office)
    check_not_future(completed_on, on, "ngày nhận đủ hồ sơ")
    if old.complete:
        raise StateRefused(
            f"Trạng thái: bản án số {old.number}/{old.year} trong sổ 01 đã đủ hồ sơ, không ghi lần nữa."
        )
    if completed_on < old.on:
        raise StateRefused(
            f"Trạng thái: ngày nhận đủ hồ sơ {vn(completed_on)} sớm hơn ngày nhận bản án {vn(old.on)}; "
            "ghi đúng ngày nhận đủ."
        )
    new_id = before.fact_ids(1)[0]
    row = {
        **before.head(new_id, old.agency, completed_on, on, replaces=old.id),
        "judgment_id": old.judgment_id,
        "office": old.office,
        "year": old.year,
        "number": old.number,
        "channel": old.channel,
        "effective_on": old.effective_on,
        "complete": True,
        "facts": {
            "items": [_json(item) for item in old.items],
            "circumstances": list(old.circumstances),
            "logged_at": old.logged_at,
            "first_on": old.on.isoformat(),
        },
    }
    before.write([("matters_receipt", row)], _heading(old.id, "judgment.completed", completed_on, on, by))
    return new_id


def check(new: NewReceipt, on: date) -> None:
    """Raises StateRefused for a receipt that cannot be: dates, channel of the other law, empty items."""
    check_not_future(new.on, on, "ngày nhận bản án")
    if new.on < new.judgment.made_on:
        raise StateRefused(
            f"Dữ liệu: ngày nhận {vn(new.on)} sớm hơn ngày ra bản án {vn(new.judgment.made_on)}; "
            "kiểm tra lại hai ngày."
        )
    if new.effective_on is not None and new.effective_on < new.judgment.made_on:
        raise StateRefused(
            f"Dữ liệu: ngày có hiệu lực {vn(new.effective_on)} sớm hơn ngày ra bản án "
            f"{vn(new.judgment.made_on)}; kiểm tra lại hai ngày."
        )
    regime = regime_on(new.on)
    if new.channel not in {one.code for one in listed("judgment_channels", regime)}:
        raise StateRefused(
            f"Pháp luật: cách nhận «{new.channel}» chưa có trong luật áp dụng ngày {vn(new.on)} ({regime}). "
            "Chọn một cách nhận trong danh sách."
        )
    if not new.items:
        raise StateRefused("Dữ liệu: bản án chưa có khoản nào phải thi hành; ghi ít nhất một khoản.")
    for item in new.items:
        _check_item(item, len(new.persons))
    for person in new.persons:
        before.check_person(person)


#: What the agency itself disposes of or gives back: nobody else has to perform it.
_WITHOUT_DEBTOR = frozenset({"confiscation", "property_return"})


def _check_item(item: Item, persons: int) -> None:
    if any(not 0 <= place < persons for place in item.people):
        raise StateRefused(f"Dữ liệu: khoản {item.no} chỉ tới một người chưa ghi trong danh sách đương sự.")
    if not item.debtors and item.kind not in _WITHOUT_DEBTOR:
        raise StateRefused(
            f"Dữ liệu: khoản {item.no} chưa có người phải thi hành án; chỉ khoản tịch thu, tiêu hủy hoặc trả "
            "lại tiền, tài sản do cơ quan đang giữ mới không cần. Chọn người phải thi hành án."
        )
    if item.kind == "property_return" and not (item.debtors or item.creditors):
        raise StateRefused(f"Dữ liệu: khoản {item.no} trả lại tiền, tài sản cần người được nhận.")
    if len(item.debtors) > 1 and not item.joint:
        raise StateRefused(
            f"Dữ liệu: khoản {item.no} có {len(item.debtors)} người phải thi hành án. Nếu liên đới thì "
            "đánh dấu liên đới; nếu mỗi người một phần thì ghi mỗi phần thành một khoản."
        )
    if item.joint and len(item.debtors) < 2:
        raise StateRefused(f"Dữ liệu: khoản {item.no} liên đới cần từ hai người phải thi hành án trở lên.")
    if any(one.ceiling <= 0 or one.person in item.debtors for one in item.collateral):
        raise StateRefused(
            f"Dữ liệu: người thứ ba bảo đảm cho khoản {item.no} phải khác người phải thi hành án và có "
            "phạm vi bảo đảm lớn hơn 0 đồng."
        )
    if set(item.debtors) & set(item.creditors):
        raise StateRefused(f"Dữ liệu: khoản {item.no} có một người vừa được nhận vừa phải thi hành khoản ấy.")


def _check_first(new: NewReceipt, judgment_id: int, seen: Reach) -> None:
    """Where another office has it, the refusal says only that: neither number nor day of its line."""
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT b.number, b.year, b."on", b.agency, b.office FROM matters_receipt b '
            f"WHERE b.judgment_id = %s AND {in_force('matters_receipt', 'b')} ORDER BY b.id LIMIT 1",
            [judgment_id],
        )
        found = cursor.fetchone()
    if found is not None and not seen.covers(found[3], found[4]):
        raise StateRefused(
            f"Trạng thái: bản án {new.judgment.number} ngày {vn(new.judgment.made_on)} đã có ở đơn vị khác "
            "của cơ quan. Hỏi văn thư của cơ quan, không vào sổ lần thứ hai."
        )
    if found is not None:
        number, year, day = found[:3]
        raise StateRefused(
            f"Trạng thái: bản án {new.judgment.number} ngày {vn(new.judgment.made_on)} đã vào sổ 01 số "
            f"{number}/{year} ngày {vn(day)}. Mở mục đó để ghi tiếp, không vào sổ lần thứ hai."
        )


def receipts(
    reach: Reach, *, year: int | None = None, judgment_id: int | None = None, limit: int = 200
) -> tuple[ReceiptRow, ...]:
    """Lines of register 01 inside the reach, newest first."""
    wanted, values = before.within(reach, "b")
    if year is not None:
        wanted += " AND b.year = %(year)s"
    if judgment_id is not None:
        wanted += " AND b.judgment_id = %(judgment)s"
    with connection.cursor() as cursor:
        cursor.execute(_rows(wanted), {**values, "year": year, "judgment": judgment_id, "limit": limit})
        return tuple(map(_row, cursor.fetchall()))


def receipt(reach: Reach, receipt_id: int) -> ReceiptRow:
    """One line, by the id of any of its versions. Raises LookupError out of reach or unknown."""
    wanted, values = before.within(reach, "b")
    found = ask(_rows(f"{wanted} AND {_SAME}"), {**values, "id": receipt_id, "limit": 1})
    if not found:
        raise LookupError("Không tìm thấy bản án này trong phạm vi được xem.")
    return _row(found[0])


def persons_of(ids: Sequence[int], masked: frozenset[str] = frozenset()) -> dict[int, PersonRow]:
    """The persons by id; fields in ``masked`` come empty."""
    people = "SELECT id, kind, name, id_number, birth_year, address FROM matters_person"
    rows = ask(f"{people} WHERE id = ANY(%s::bigint[])", [list(ids)])
    found = {row[0]: PersonRow(*row) for row in rows}
    return {key: _covered(one, masked) for key, one in found.items()}


def _covered(person: PersonRow, masked: frozenset[str]) -> PersonRow:
    return replace(
        person,
        id_number=None if "id_number" in masked else person.id_number,
        address=None if "address" in masked else person.address,
    )


def people_in(items: Sequence[Item]) -> tuple[int, ...]:
    """The ids of everybody the items name, once each."""
    return tuple(dict.fromkeys(chain.from_iterable(item.people for item in items)))


def decided_items(judgment_ids: Sequence[int]) -> dict[int, dict[int, int]]:
    """Of each judgment: item number to the matter whose decision took it up and was not taken back."""
    rows = ask(
        f"""
        SELECT m.judgment_id, s.facts ->> 'items', m.id
        FROM matters_step s JOIN matters_matter m ON m.id = s.matter_id
            JOIN matters_current c ON c.matter_id = m.id
        WHERE s.code = 'decide' AND m.judgment_id = ANY(%s::bigint[]) AND s.facts ? 'items'
            AND c.stage <> 'withdrawn' AND {in_force("matters_step", "s")}
        ORDER BY m.id
        """,
        [list(judgment_ids)],
    )
    out: dict[int, dict[int, int]] = {}
    for judgment_id, numbers, matter_id in rows:
        for number in filter(None, numbers.split(",")):
            out.setdefault(judgment_id, {})[int(number)] = matter_id
    return out


def decided_periods(judgment_id: int) -> dict[int, frozenset[str]]:
    """Of each item of a judgment: the periods that decisions took up and that were not taken back."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT i.obligation, array_agg(i.period) FROM matters_instalment i
                JOIN matters_matter m ON m.id = i.matter_id
                JOIN matters_current c ON c.matter_id = m.id
            WHERE m.judgment_id = %s AND c.stage <> 'withdrawn' AND {in_force("matters_instalment", "i")}
            GROUP BY i.obligation
            """,
            [judgment_id],
        )
        return {item: frozenset(periods) for item, periods in cursor.fetchall()}


_SAME = """(b.agency, b.year, b.number) = (
    SELECT o.agency, o.year, o.number FROM matters_receipt o WHERE o.id = %(id)s)"""


def _standing(receipt_id: int) -> ReceiptRow:
    found = ask(_rows(_SAME), {"id": receipt_id, "limit": 1})
    if not found:
        raise LookupError("Không tìm thấy bản án này trong phạm vi được xem.")
    return _row(found[0])


def _rows(wanted: str) -> str:
    return f"""
        SELECT b.id, b.entry_id, b.agency, b.office, b.year, b.number, b."on", b.known_on, b.channel,
            b.effective_on, b.complete, b.judgment_id, j.number, j.made_on, j.court, j.kind, b.facts::text
        FROM matters_receipt b JOIN matters_judgment j ON j.id = b.judgment_id
        WHERE {wanted} AND {in_force("matters_receipt", "b")}
        ORDER BY b.year DESC, b.number DESC LIMIT %(limit)s
        """


def _row(row: tuple[Any, ...]) -> ReceiptRow:
    facts = json.loads(row[16])
    judgment, items = NewJudgment(*row[12:16]), tuple(_item(one) for one in facts["items"])
    values = (*row[:12], judgment, items, tuple(facts["circumstances"]), facts["logged_at"])
    return ReceiptRow(*values)


def _heading(receipt_id: int, act: str, day: date, on: date, by: Viewer) -> before.Heading:
    return before.Heading(f"receipt:{receipt_id}", act, day, on, by.actor)


def _with_ids(item: Item, ids: Sequence[int]) -> Item:
    return replace(
        item,
        debtors=tuple(ids[place] for place in item.debtors),
        creditors=tuple(ids[place] for place in item.creditors),
        collateral=tuple(replace(one, person=ids[one.person]) for one in item.collateral),
    )


def _stated(
    items: Sequence[Item], circumstances: Sequence[str], logged_at: datetime | None
) -> dict[str, object]:
    return {
        "items": [_json(item) for item in items],
        "circumstances": list(circumstances),
        "logged_at": logged_at.isoformat() if logged_at else "",
    }


def _json(item: Item) -> dict[str, object]:
    periods = [{**asdict(one), "due_on": one.due_on.isoformat()} for one in item.periods]
    return {**asdict(item), "periods": periods}


def _item(row: Mapping[str, Any]) -> Item:
    periods = tuple(
        Period(one["period"], date.fromisoformat(one["due_on"]), one["amount"]) for one in row["periods"]
    )
    people = {name: tuple(row[name]) for name in ("debtors", "creditors")}
    collateral = tuple(Collateral(**one) for one in row["collateral"])
    return Item(**{**row, **people, "periods": periods, "collateral": collateral})
