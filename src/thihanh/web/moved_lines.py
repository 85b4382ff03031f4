"""The matters that moved since an edition, one line each: grouped by reason, cells folded, days told once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thihanh.editions.differences import CellMove, headline_forms
from thihanh.editions.restating import Late, Restated
from thihanh.law.notation import dotted
from thihanh.matters.states import label
from thihanh.statistics.period import Period
from thihanh.web import format as vi

PAGE = 50


@dataclass(frozen=True)
class Side:
    """One way of counting a column: the amount in the edition, now, and the change, as printed."""

    then: str
    now: str
    change: str


@dataclass(frozen=True)
class Sum:
    """What the matters together move in one column, counted in matters and in đồng."""

    name: str
    cases: Side | None
    money: Side | None


@dataclass(frozen=True)
class MovedLine:
    """One matter: its number, where it stood and stands, its cells, who held it, its later facts."""

    matter_id: int
    number: str
    opens: bool
    why: str
    stage: str
    cells: tuple[str, ...]
    hands: str
    told: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Shown:
    """A page of the lines. ``groups`` are (reason, its matters in all, its lines on this page)."""

    groups: tuple[tuple[str, int, tuple[MovedLine, ...]], ...]
    page: int
    pages: int


def sums_of(found: Sequence[CellMove], period: Period) -> list[Sum]:
    """One row per column of the headline forms, in their order."""
    own = {(one.column, one.of): one for one in found}
    names: dict[str, str] = {}
    for form in headline_forms(period).values():
        for column in form.columns:
            names.setdefault(column.code, column.name)
    names |= {one.column: one.name for one in found if one.column not in names}
    rows = [
        Sum(name, _side(own.get((code, "cases"))), _side(own.get((code, "money"))))
        for code, name in names.items()
    ]
    return [row for row in rows if row.cases or row.money]


def ordered(rows: Sequence[Restated]) -> list[Restated]:
    """By reason, the commonest first; the order within a reason is kept."""
    many = _counts(rows)
    return sorted(rows, key=lambda one: (-many[one.reason], one.reason))


def shown(
    rows: Sequence[Restated], number: int, linked: Mapping[int, str], names: Mapping[str, str]
) -> Shown:
    """The page ``number`` of rows already in order. ``linked`` holds the numbers of those that open."""
    many = _counts(rows)
    pages = max(1, -(-len(rows) // PAGE))
    page = min(max(1, number), pages)
    groups: dict[str, list[MovedLine]] = {}
    for one in rows[(page - 1) * PAGE : page * PAGE]:
        groups.setdefault(one.reason, []).append(_line(one, linked, names))
    return Shown(tuple((why, many[why], tuple(lines)) for why, lines in groups.items()), page, pages)


def _counts(rows: Sequence[Restated]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in rows:
        found[one.reason] = found.get(one.reason, 0) + 1
    return found


def _line(one: Restated, linked: Mapping[int, str], names: Mapping[str, str]) -> MovedLine:
    matter = one.moved.matter_id
    number = linked.get(matter, "")
    return MovedLine(
        matter,
        number or one.number,
        bool(number),
        one.reason,
        _stage(one),
        tuple(_cell(cell) for cell in one.moved.cells),
        _hands(one, names),
        _told(one.facts),
        tuple(f"hiệu lực {vi.day(on)}, vào sổ {vi.day(known_on)}" for on, known_on in _days(one.facts)),
    )


def _stage(one: Restated) -> str:
    then, now = (label(stage) if stage else "" for stage in one.moved.stages)
    if then == now:
        return f"{now or '–'} (không đổi)"
    return f"{then or 'chưa có trong ấn bản'} → {now or 'không còn'}"


def _cell(cell: CellMove) -> str:
    unit = " đồng" if cell.of == "money" else " việc"
    return f"{cell.name}: {dotted(cell.then)} → {dotted(cell.now)}{unit}"


def _hands(one: Restated, names: Mapping[str, str]) -> str:
    if not one.moved.changed_hands:
        return ""
    then, now = (_holder(said, names) for said in one.moved.hands)
    return f"Chuyển số của {then} sang {now}"


def _holder(said: str, names: Mapping[str, str]) -> str:
    office, _, officer = said.partition("/")
    return ", ".join(names.get(code, code) for code in (officer, office) if code and code != "–") or "–"


def _days(facts: Sequence[Late]) -> list[tuple[date, date]]:
    return sorted({(fact.on, fact.known_on) for fact in facts})


def _told(facts: Sequence[Late]) -> str:
    if not facts:
        return "–"
    days = sorted({fact.known_on for fact in facts})
    when = vi.day(days[0]) if len(days) == 1 else f"{vi.day(days[0])} – {vi.day(days[-1])}"
    return when if len(facts) == 1 else f"{when} · {len(facts)} dữ kiện"


def _side(one: CellMove | None) -> Side | None:
    if one is None:
        return None
    return Side(dotted(one.then), dotted(one.now), vi.signed(one.change))
