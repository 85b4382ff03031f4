"""A judgment or a request as typed into its form: rows of people and items, read with their problems."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from django.http import QueryDict

from thihanh.law import regime_on
from thihanh.law.lists import listed
from thihanh.law.terms import fact_names
from thihanh.matters.before import NewPerson
from thihanh.matters.intake import NewJudgment
from thihanh.matters.receipts import Collateral, Item, NewReceipt, Period, of_own_motion
from thihanh.procedures.register_file.labels import JUDGMENT_KINDS, OBLIGATION_KINDS
from thihanh.web import format as vi
from thihanh.web.filters import Choice, choices
from thihanh.web.page import PageRequest
from thihanh.web.typed import Typed, amount

T = TypeVar("T")
PERSON = ("name", "kind", "id_number", "birth_year", "address")
ITEM = (
    "kind",
    "content",
    "amount",
    "debtors",
    "creditors",
    "own",
    "joint",
    "exhibit",
    "collateral",
    "periods",
)
HEAD = ("number", "made_on", "court", "kind", "on", "channel", "effective_on", "incomplete", "logged_at")
CIRCUMSTANCES = (
    "immediate_effect",
    "interim_measure",
    "bankruptcy",
    "procedural_law_silent",
    "state_creditor",
)
_FEWEST = {"person": 3, "item": 2}
_MOST = 60
_YEAR = 4


@dataclass(frozen=True)
class Row:
    """One row of people or items as typed; ``no`` is what the other rows call it."""

    no: int
    values: Mapping[str, str]

    @property
    def blank(self) -> bool:
        """Whether nothing was typed that says anything."""
        said = {name: text for name, text in self.values.items() if name not in ("kind", "own", "joint")}
        return not any(said.values())


@dataclass(frozen=True)
class Sent:
    """The whole form as typed."""

    typed: Typed
    people: tuple[Row, ...]
    items: tuple[Row, ...]
    ticked: frozenset[str]


def words_of_circumstances() -> dict[str, str]:
    """What each circumstance of a judgment is called."""
    names = fact_names()
    return {code: names.get(code, "bên được thi hành án là tổ chức nhà nước") for code in CIRCUMSTANCES}


def sent(data: QueryDict) -> Sent:
    """What was typed, with a few blank rows to go on in; one of each more where that was asked for."""
    more = data.get("them", "")
    return Sent(
        Typed.of(data, HEAD),
        _rows(data, "person", PERSON, more == "nguoi"),
        _rows(data, "item", ITEM, more == "khoan"),
        frozenset(data.getlist("circumstances")) & set(CIRCUMSTANCES),
    )


def _rows(data: QueryDict, prefix: str, names: Sequence[str], more: bool) -> tuple[Row, ...]:
    columns = {name: data.getlist(f"{prefix}.{name}") for name in names}
    count = max([_FEWEST[prefix], *(len(column) for column in columns.values())]) + (2 if more else 0)
    return tuple(
        Row(
            no,
            {name: column[no - 1].strip() if no <= len(column) else "" for name, column in columns.items()},
        )
        for no in range(1, min(count, _MOST) + 1)
    )


def read_judgment(form: Sent, request: PageRequest) -> tuple[Typed, NewReceipt | None]:
    """The judgment as typed, or the form with its problems."""
    typed, made_on = form.typed.day("made_on")
    typed, on = typed.day("on")
    typed, effective_on = typed.read("effective_on", _day_or_nothing)
    typed, logged_at = typed.read("logged_at", _moment_or_nothing)
    typed = typed.need("number", "Ghi số bản án, quyết định.")
    typed = typed.need("court", "Ghi nơi ra bản án, quyết định.")
    if typed.values["kind"] not in JUDGMENT_KINDS.values():
        typed = typed.but("kind", "Chọn loại án.")
    if not typed.values["channel"]:
        typed = typed.but("channel", "Chọn cách nhận.")
    typed, people, places = _people(typed, form.people)
    typed, items = _items(typed, form.items, places, on or request.on)
    if typed.problems or made_on is None or on is None:
        return typed, None
    viewer, values = request.viewer, typed.values
    return typed, NewReceipt(
        agency=viewer.agency,
        office=viewer.unit if viewer.unit != viewer.agency else "",
        judgment=NewJudgment(values["number"], made_on, values["court"], values["kind"]),
        on=on,
        channel=values["channel"],
        effective_on=effective_on,
        persons=people,
        items=items,
        complete=not values["incomplete"],
        logged_at=logged_at,
        circumstances=tuple(code for code in CIRCUMSTANCES if code in form.ticked),
    )


def _people(typed: Typed, rows: Sequence[Row]) -> tuple[Typed, tuple[NewPerson, ...], dict[int, int]]:
    """The people with their places by the number of their row."""
    people: list[NewPerson] = []
    places: dict[int, int] = {}
    for row in rows:
        if row.blank:
            continue
        year = row.values["birth_year"]
        if not row.values["name"]:
            typed = typed.but(f"person-{row.no}", f"Đương sự {row.no}: ghi họ tên, hoặc để trống cả dòng.")
        elif year and not (year.isdecimal() and len(year) == _YEAR):
            typed = typed.but(f"person-{row.no}", f"Đương sự {row.no}: năm sinh phải có bốn chữ số.")
        else:
            places[row.no] = len(people)
            people.append(
                NewPerson(
                    row.values["name"],
                    row.values["kind"] or "person",
                    row.values["id_number"],
                    int(year) if year else None,
                    row.values["address"],
                )
            )
    return typed, tuple(people), places


def _items(
    typed: Typed, rows: Sequence[Row], places: Mapping[int, int], on: date
) -> tuple[Typed, tuple[Item, ...]]:
    items: list[Item] = []
    for row in rows:
        if row.blank:
            continue
        try:
            items.append(_item(row, len(items) + 1, places, typed.values["kind"], on))
        except ValueError as error:
            typed = typed.but(f"item-{row.no}", f"Khoản {row.no}: {error}")
    return typed, tuple(items)


def _item(row: Row, no: int, places: Mapping[int, int], judgment_kind: str, on: date) -> Item:
    said = row.values
    kind = said["kind"]
    if kind not in OBLIGATION_KINDS.values():
        raise ValueError("chọn loại khoản.")
    own = of_own_motion(kind, judgment_kind, on) if not said["own"] else said["own"] == "co"
    return Item(
        no,
        kind,
        said["content"],
        amount(said["amount"]),
        _persons(said["debtors"], places),
        _persons(said["creditors"], places),
        ex_officio=own,
        joint=said["joint"] == "co",
        exhibit=said["exhibit"],
        periods=tuple(period(line) for line in said["periods"].splitlines() if line.strip()),
        collateral=tuple(_collateral(part, places) for part in said["collateral"].split(",") if part.strip()),
    )


def _persons(text: str, places: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(_place(part, places) for part in text.split(",") if part.strip())


def _place(text: str, places: Mapping[int, int]) -> int:
    number = text.strip()
    if (place := vi.place(number, 0)) not in places:
        raise ValueError(f"«{number}» không phải số thứ tự của một đương sự ở trên.")
    return places[place]


def _collateral(text: str, places: Mapping[int, int]) -> Collateral:
    number, sign, ceiling = text.partition(":")
    most = amount(ceiling.strip())
    if not sign or most is None:
        raise ValueError(f"«{text.strip()}» cần theo mẫu số thứ tự:số tiền, ví dụ 3:500000000.")
    return Collateral(_place(number, places), most)


def period(line: str) -> Period:
    """A line «tên; ngày đến hạn; số tiền» as a period. Raises ValueError with its sentence."""
    name, day, *more = (part.strip() for part in f"{line};".split(";"))
    if not name or not day:
        raise ValueError(f"kỳ «{line.strip()}» cần theo mẫu tên kỳ; ngày đến hạn; số tiền.")
    return Period(name, vi.read_day(day), amount(more[0]) if more else None)


def _day_or_nothing(text: str) -> date | None:
    return vi.read_day(text) if text else None


def _moment_or_nothing(text: str) -> datetime | None:
    return vi.read_moment(text) if text else None


def known(read: Callable[[str], T], text: str) -> T | None:
    """The value of a field, or nothing where it cannot be read: only to choose what the form offers."""
    try:
        return read(text)
    except ValueError:
        return None


def offered(form: Sent, on: date) -> dict[str, object]:
    """What the selects of the form offer."""
    day = known(vi.read_day, form.typed.values["on"]) or on
    chosen = form.typed.values["channel"]
    names = words_of_circumstances()
    return {
        "channels": [
            Choice(one.code, one.label, one.code == chosen)
            for one in listed("judgment_channels", regime_on(day))
        ],
        "kinds": choices(JUDGMENT_KINDS, form.typed.values["kind"]),
        "item_kinds": [(code, label) for label, code in OBLIGATION_KINDS.items()],
        "circumstances": [Choice(code, names[code], code in form.ticked) for code in CIRCUMSTANCES],
    }


def blank(on: date) -> Sent:
    """An empty form of the day."""
    empty = sent(QueryDict(""))
    return replace(empty, typed=Typed({**dict.fromkeys(HEAD, ""), "on": vi.day(on)}))
