"""The live board of a unit: each result with what it is compared with, backlog beside the rate, its parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from thihanh.offices.reach import Reach
from thihanh.statistics.numbers import Absent, Growth, Percent, Points, rate
from thihanh.statistics.readings.groups import level_forms
from thihanh.statistics.readings.headline import EMPTY_YEAR, last_year
from thihanh.statistics.result import FormResult, UnitFigures
from thihanh.statistics.trend import growth
from thihanh.statistics.unit import Scope, scope_of
from thihanh.targets.decisions import recorded
from thihanh.targets.goals import Assigned, assigned, goals
from thihanh.targets.published import EDITION_NAMES, national
from thihanh.targets.ranking import ranks_of
from thihanh.web import format as vi
from thihanh.web.board import FORMULA, Figure, beat
from thihanh.web.figures import Asked, billions

SWITCHES: Mapping[str, str] = {
    "nam-truoc": "cùng kỳ năm trước",
    "chi-tieu": "chỉ tiêu",
    "cung-cap": "đơn vị cùng cấp",
}
"""What a board may be compared with; each is a switch of its own."""

FORMS = ("004.N", "005.N")
_NAMES = {"004.N": "Về việc", "005.N": "Về tiền"}
_COLUMNS = ("due", "eligible", "resolved", "rate", "carried")


@dataclass(frozen=True)
class Against:
    """One comparison: its base in words, the base's value, the difference; or why there is none."""

    name: str
    base: str
    value: Percent | Absent
    difference: Points | Absent


@dataclass(frozen=True)
class Result:
    """A result of the unit: rate, formula in words, the counts behind it, backlog beside it, comparisons."""

    of: str
    name: str
    rate: Percent | Absent
    formula: str
    due: Figure
    eligible: Figure
    resolved: Figure
    carried: Figure
    carried_growth: Growth | Absent
    unit: str
    against: tuple[Against, ...]


@dataclass(frozen=True)
class Cell:
    """A figure of a part under its heading; ``wide`` where a telephone leaves it to the part's own board."""

    head: str
    figure: Figure
    wide: bool


@dataclass(frozen=True)
class PartLine:
    """A unit under this one: its figures of both forms, its distance from the target and from last year."""

    code: str
    name: str
    address: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Board:
    """The board of a unit over a period, with its parts in the order of their code."""

    name: str
    results: tuple[Result, ...]
    heads: tuple[str, ...]
    lines: tuple[PartLine, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True)
class _Sources:
    """The forms of now and of what they are compared with, by form code."""

    now: Mapping[str, FormResult]
    before: Mapping[str, FormResult] | None
    peers: Mapping[str, FormResult] | Absent
    targeted: frozenset[str] = frozenset()
    shared: dict[str, Assigned | Absent] = field(default_factory=dict)

    def goal(self, unit: str, of: str, on: date) -> Assigned | Absent:
        """The target of a unit under this one; those without one of their own share what holds above them."""
        if unit.rpartition("/")[2] in self.targeted:
            return assigned(unit, of, on)
        if of not in self.shared:
            self.shared[of] = assigned(unit, of, on)
        return self.shared[of]


def board(asked: Asked, switches: Sequence[str], *, reach: Reach) -> Board:
    """The board of the unit asked for. Raises Denied, UnknownUnit, RefusedPeriod, InvariantBroken."""
    scope = scope_of(asked.unit)
    sources = _Sources(
        _forms(asked, asked.unit, reach),
        _forms(asked, asked.unit, reach, before=True) if "nam-truoc" in switches else None,
        _peers(asked, scope, reach) if "cung-cap" in switches else Absent("Không chọn so sánh này."),
        frozenset({*(row.unit for row in recorded()), *(goal.unit for goal in goals())}),
    )
    cases = sources.now["004.N"]
    return Board(
        cases.figures.name,
        tuple(_result(asked.form_as(code), sources, switches, scope) for code in FORMS),
        _heads(switches),
        _lines(asked, sources, switches, scope),
        cases.labels,
    )


def _forms(asked: Asked, unit: str, reach: Reach, *, before: bool = False) -> dict[str, FormResult]:
    return level_forms(
        unit,
        last_year(asked.period) if before else asked.period,
        asked.version,
        reach=reach,
        known_on=None if before else asked.known_on,
        narrow=asked.narrow,
    )


def _peers(asked: Asked, scope: Scope, reach: Reach) -> dict[str, FormResult] | Absent:
    """The unit that holds this one and its peers; the nation's peers are published, not live."""
    if scope.unit_kind == "agency":
        return Absent("")
    whole = scope.office if scope.unit_kind == "officer" and scope.office else scope.agency
    if not reach.covers(scope.agency, None if "." not in whole else whole):
        return Absent(
            "Phạm vi: số liệu trực tiếp của đơn vị cùng cấp chỉ hiện cho người xem được các đơn vị đó."
        )
    return _forms(asked, whole, reach)


def _result(asked: Asked, sources: _Sources, switches: Sequence[str], scope: Scope) -> Result:
    now = sources.now[asked.form].figures
    shown = _rate(now)
    then = None if sources.before is None else sources.before[asked.form].figures
    against = []
    if "chi-tieu" in switches:
        against.append(_target(asked, shown))
    if then is not None:
        against.append(_last_year(asked, shown, then))
    if "cung-cap" in switches:
        against.append(_among(asked, now, sources.peers, scope))
    known = then is not None and then.count("resolved") > 0
    return Result(
        of=asked.form_of,
        name=_NAMES[asked.form],
        rate=shown,
        formula=FORMULA[asked.form],
        due=_figure(asked, now, "due"),
        eligible=_figure(asked, now, "eligible"),
        resolved=_figure(asked, now, "resolved"),
        carried=_figure(asked, now, "carried"),
        carried_growth=growth(then.count("carried"), now.count("carried")) if then and known else EMPTY_YEAR,
        unit="tỷ đồng" if asked.form == "005.N" else "việc",
        against=tuple(against),
    )


def _rate(unit: UnitFigures) -> Percent | Absent:
    found = unit["rate"]
    assert not isinstance(found, int)
    return found


def _against(name: str, base: str, shown: Percent | Absent, value: Percent | Absent) -> Against:
    if isinstance(shown, Percent) and isinstance(value, Percent):
        return Against(name, base, value, shown - value)
    reason = value if isinstance(value, Absent) else shown
    assert isinstance(reason, Absent)
    return Against(name, base, value, reason)


def _target(asked: Asked, shown: Percent | Absent) -> Against:
    goal = assigned(asked.unit.partition("/")[0], asked.form_of, asked.period.to)
    words = goal.words if isinstance(goal, Assigned) else "chỉ tiêu cả năm"
    return _against("chỉ tiêu", words, shown, goal.value if isinstance(goal, Assigned) else goal)


def _last_year(asked: Asked, shown: Percent | Absent, then: UnitFigures) -> Against:
    value = _rate(then) if then.count("resolved") else EMPTY_YEAR
    return _against("năm trước", f"cùng kỳ đến {vi.day(last_year(asked.period).to)}", shown, value)


def _among(asked: Asked, now: UnitFigures, peers: Mapping[str, FormResult] | Absent, scope: Scope) -> Against:
    """Against the others of the same level together, and the place among them."""
    shown = _rate(now)
    if scope.unit_kind == "agency":
        row = national(asked.period.work_year, asked.period.months or 0, asked.form_of)
        printed = None if row is None else row.rate(asked.form_of)
        value = (
            Percent.read(str(printed.value))
            if printed is not None and not printed.is_bound
            else Absent("Chưa có số toàn quốc đã công bố của kỳ này.")
        )
        base = f"số {EDITION_NAMES[row.edition]}" if row else "đã công bố"
        return _against("toàn quốc", base, shown, value)
    if isinstance(peers, Absent):
        return Against("cùng cấp", "", peers, peers)
    whole = peers[asked.form].figures
    level = () if scope.unit_kind == "officer" and not scope.office else whole.parts
    left = {column: whole.count(column) - now.count(column) for column in ("resolved", "eligible")}
    others = rate(left["resolved"], left["eligible"])
    rated = [one for one in (_rate(unit) for unit in level if unit.code) if isinstance(one, Percent)]
    place = ""
    if isinstance(shown, Percent) and shown in rated:
        rank = ranks_of([one.hundredths for one in rated])[rated.index(shown)]
        place = f"; hạng {rank} trong {len(rated)}"
    return _against("cùng cấp", f"các đơn vị khác của {whole.name}{place}", shown, others)


def _figure(asked: Asked, unit: UnitFigures, code: str, address: str = "") -> Figure:
    cell = next(column for column in unit.columns if column.code == code)
    if isinstance(cell.value, Absent):
        return Figure(str(cell.value), reason=cell.value.reason)
    if not isinstance(cell.value, int):
        return Figure(str(cell.value))
    text = billions(cell.value) if asked.form == "005.N" else vi.count(cell.value)
    return Figure(text, asked.cell(cell.no, address or None))


_SHORT = {"Có điều kiện": "{} có ĐK", "Xong": "{} xong", "Tỷ lệ": "Tỷ lệ", "so chỉ tiêu": "so CT"}
"""The figures of a part that a telephone shows, four of cases over four of money, with their short heads."""


def _heads(switches: Sequence[str]) -> tuple[str, ...]:
    heads = ["Phải thi hành", "Có điều kiện", "Xong", "Tỷ lệ", "Chuyển kỳ sau"]
    heads += ["so chỉ tiêu"] if "chi-tieu" in switches else []
    return tuple(heads + (["so năm trước"] if "nam-truoc" in switches else []))


def _lines(asked: Asked, sources: _Sources, switches: Sequence[str], scope: Scope) -> tuple[PartLine, ...]:
    pairs = zip(sources.now["004.N"].rows, sources.now["005.N"].rows, strict=True)
    return tuple(_line(asked, sources, switches, scope, pair) for pair in pairs)


def _line(
    asked: Asked,
    sources: _Sources,
    switches: Sequence[str],
    scope: Scope,
    pair: tuple[UnitFigures, UnitFigures],
) -> PartLine:
    code = pair[0].code
    address = f"{scope.office}/{code}" if scope.office and code else code
    cells: list[Figure] = []
    for form, unit in zip(FORMS, pair, strict=True):
        own = asked.form_as(form)
        cells += [
            _figure(own, unit, column, address) if code else _plain(own, unit, column) for column in _COLUMNS
        ]
        if "chi-tieu" in switches:
            cells.append(beat(_rate(unit), sources.goal(address or asked.unit, own.form_of, asked.period.to)))
        if sources.before is not None:
            cells.append(_since(unit, sources.before[form].rows))
    heads = [(of, head) for of in ("Việc", "Tiền") for head in _heads(switches)]
    told = tuple(
        Cell(_SHORT.get(head, head).format(of), cell, head not in _SHORT)
        for (of, head), cell in zip(heads, cells, strict=True)
    )
    return PartLine(code, pair[0].name, address, told)


def _plain(asked: Asked, unit: UnitFigures, code: str) -> Figure:
    """A part without a code (not yet assigned) is opened from the unit above it."""
    return Figure(_figure(asked, unit, code).text, reason="Chưa phân công; mở từ đơn vị cấp trên.")


def _since(unit: UnitFigures, before: Sequence[UnitFigures]) -> Figure:
    then = next((one for one in before if one.code == unit.code), None)
    now = _rate(unit)
    if then is None or not then.count("resolved") or not isinstance(now, Percent):
        return Figure(vi.NONE, reason=EMPTY_YEAR.reason)
    value = _rate(then)
    assert isinstance(value, Percent)
    return Figure(str(now - value).removesuffix(" điểm %"), reason=f"cùng kỳ năm trước {value}")


def today(asked: Asked, on: date) -> str:
    """The address that shows this very board later too: fixed days, as known today."""
    return asked.query(**{"ghi-nhan-den": (asked.known_on or on).isoformat()})
