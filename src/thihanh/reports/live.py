"""The material of a report from the live record: only to a reach that covers the unit, said to be open."""

from datetime import date
from typing import TypedDict

from thihanh.deadlines import load_calendar
from thihanh.law.notation import vn
from thihanh.offices import queries as offices
from thihanh.offices.reach import Reach
from thihanh.offices.states import ROLES
from thihanh.reports.material import GROUPS, Filled, Material
from thihanh.reports.sheet import Held, Part, Sheet
from thihanh.reports.steered import steered
from thihanh.reports.structure import Source
from thihanh.statistics.book.queries import book
from thihanh.statistics.book.shapes import Book, FilledForm
from thihanh.statistics.movements import moved_out_of_eligible
from thihanh.statistics.numbers import Absent, Percent
from thihanh.statistics.period import Period, month_period, version_on
from thihanh.statistics.queries import check_covers, forms
from thihanh.statistics.result import FormResult, UnitFigures
from thihanh.statistics.tagged import tagged
from thihanh.statistics.trend import backlog, curve
from thihanh.statistics.unit import scope_of
from thihanh.statistics.watch import large_and_old, long_eligible
from thihanh.targets.card import card
from thihanh.targets.decisions import recorded
from thihanh.targets.emulation import Commended, commendations, scores
from thihanh.targets.goals import Assigned, assigned
from thihanh.targets.queries import published_tiles, scorecard
from thihanh.targets.ranking import Place
from thihanh.targets.schemes import scheme

LIVE, LIVE_BEFORE = 0, -1
ROWS = 40
"""How many matters an appendix lists; the page lists the rest."""
YEARS = 4
BOOK = "TT05"
PRINTED = tuple(f"{number:02d}/TK-THA" for number in range(6, 13))
"""The forms of TT 05/2024 on exemption, coercion, complaints, reception, oversight, compensation, THAHC."""
_SIDES = (("cases", "004.N"), ("money", "005.N"))

Cells = dict[tuple[str, str], int | Percent | Absent]


def figures(unit: str, period: Period, source: Source, *, reach: Reach) -> Held:
    """The live figures of a unit and all under it: both forms and the tagged groups. Raises Denied."""
    chosen = version_on(period.to)
    found = forms(unit, period.from_, period.to, reach=reach, versions=(chosen,))
    cells: Cells = {}
    for side, code in _SIDES:
        _take(cells, side, found[code, chosen])
    for group in GROUPS:
        part = tagged(unit, group, period.to, reach=reach)
        for side, form in (("cases", part.cases), ("money", part.money)):
            _take(cells, f"{group}.{side}", form)
        cells[unit, f"{group}.judgments.done"] = part.judgments_done
        cells[unit, f"{group}.judgments.due"] = part.judgments_due
    return Held(source, unit, period, chosen, _parts(found["004.N", chosen]), cells)


def gather(unit: str, year: int, month: int, *, reach: Reach, on: date) -> Material:
    """The material of a report of a unit for the cumulative period of ``month`` months.

    Raises Denied, UnknownUnit, RefusedPeriod, InvariantBroken.
    """
    period, last_year = month_period(year, month), month_period(year - 1, month)
    check_covers(reach, scope_of(unit))
    now = figures(unit, period, live_source(LIVE, period.to, on), reach=reach)
    sheet = Sheet(
        now,
        _before(unit, last_year, live_source(LIVE_BEFORE, last_year.to, on), reach=reach),
        targets_of(now, period.to),
        places_of(unit, year, month, reach=reach),
    )
    forms_ = filled(book(unit, period, reach=reach)) if len(unit) == 2 else {}
    return beside(sheet, month, forms_, reach=reach, on=on)


def _before(unit: str, period: Period, source: Source, *, reach: Reach) -> Held | None:
    """The year before; none where the register lacks what ended in it."""
    chosen = version_on(period.to)
    found = forms(unit, period.from_, period.to, reach=reach, versions=(chosen,))["004.N", chosen]
    return figures(unit, period, source, reach=reach) if found.figures.count("resolved") else None


def filled(found: Book) -> dict[str, Filled]:
    """The forms of the book that reports print whole, for the unit of the book."""
    return {code: _filled(found.form((code, BOOK))) for code in PRINTED}


def _filled(form: FilledForm) -> Filled:
    columns = tuple(": ".join((*column.head[-1:], column.name)) for column in form.form.columns)
    rows = tuple((row.name, row.values) for row in form.rows)
    said = form.form.missing
    missing = said[:1].upper() + said[1:]
    unit = f"Đơn vị tính: {form.form.unit}"
    return Filled(form.form.title, unit, ("Chỉ tiêu", *columns), () if said else rows, missing)


def beside(sheet: Sheet, month: int, forms_: dict[str, Filled], *, reach: Reach, on: date) -> Material:
    """What stands beside the figures of a sheet, read from the register of matters. Raises Denied."""
    unit, to = sheet.now.unit, sheet.now.period.to
    agency = offices.unit(unit[:2], to)
    above = offices.unit(agency.parent, to) if agency else None
    moved = moved_out_of_eligible(unit, to, reach=reach)
    watch = tuple(one(unit, to, reach=reach, limit=ROWS) for one in (long_eligible, large_and_old))
    held = {row.office for found in watch for row in found.rows} | {one.holder.office for one in moved}
    people = {row.officer for found in watch for row in found.rows} | {one.holder.officer for one in moved}
    names = {one.code: one.name for one in offices.units(to, unit[:2])} | offices.names_of(people - {""}, to)
    calendar = load_calendar(offices.calendar_overrides(unit, to))
    return Material(
        sheet=sheet,
        name=_name(unit, to),
        month=month,
        seat=agency.seat if agency else "",
        superior=above.name if above else "Cục Quản lý Thi hành án dân sự",
        signer=ROLES["province_head" if len(unit) == 2 else "office_head"].title(to),
        curve=curve(unit, to, reach=reach),
        backlog=backlog(unit, to, YEARS, reach=reach),
        watch=watch,
        moved=moved,
        tiles=published_tiles(sheet.now.period.work_year, month),
        names={code: names.get(code, code) for code in held | people} | names,
        forms=forms_,
        card=card(unit, sheet.now.period.work_year, month, reach=reach, calendar=calendar),
        steered=steered(unit, sheet.now.period, on) if len(unit) == 2 else None,
        **_commended(unit, sheet.now.period.work_year, to, reach=reach),
        lists_foot=f"Nguồn: sổ việc, tình trạng đến hết ngày {vn(to)}, đọc ngày {vn(on)}.",
    )


class _Commended(TypedDict):
    commended: tuple[Commended, ...]
    commended_foot: str


def _commended(unit: str, year: int, to: date, *, reach: Reach) -> _Commended:
    """Whom the council's grades of the year propose; the offices of an agency alone."""
    rules = scheme(unit[:2], to)
    rows = tuple(row for row in scores(reach, unit[:2], year) if row.unit.startswith(unit))
    foot = f"Nguồn: điểm thi đua năm công tác {year} do hội đồng xếp theo {rules.number}; không thuộc ấn bản."
    return {"commended": commendations(rows, rules), "commended_foot": foot}


def live_source(id_: int, to: date, on: date) -> Source:
    """How live figures are named wherever they stand."""
    return Source(id_, "live", f"số liệu trực tiếp đến {vn(to)}, đọc ngày {vn(on)}, chưa khóa sổ", to)


def targets_of(now: Held, on: date) -> dict[tuple[str, str], Assigned | Absent]:
    """The targets of the unit and of everything under it, on the last day."""
    decided = recorded()
    return {
        (part.code, side): assigned(part.code, side, on, among=decided)
        for part in now.parts
        for side, _ in _SIDES
    }


def places_of(unit: str, year: int, month: int, *, reach: Reach) -> dict[str, Place | Absent]:
    """The unit's place among published figures, by side."""
    card = scorecard(unit, year, month, reach=reach)
    return {"cases": card.cases.rank, "money": card.money.rank}


def _take(cells: Cells, prefix: str, form: FormResult) -> None:
    for figures_ in _all(form.figures):
        for column in figures_.columns:
            cells[figures_.code, f"{prefix}.{column.code}"] = column.value
        for line in figures_.upstream:
            if line.code != "due":
                cells[figures_.code, f"{prefix}.{line.code}"] = line.value


def _all(figures_: UnitFigures) -> list[UnitFigures]:
    found = [figures_]
    for part in figures_.parts:
        found.append(part)
        found.extend(_inside(part))
    return found


def _inside(office: UnitFigures) -> list[UnitFigures]:
    """Officers under the code that opens them: the part they held in that office."""
    return [
        UnitFigures(f"{office.code}/{one.code}" if one.code else "", one.name, one.columns, one.upstream)
        for one in office.parts
    ]


def _parts(form: FormResult) -> tuple[Part, ...]:
    own = form.figures
    found = [Part(own.code, own.name, 0)]
    for part in own.parts:
        found.append(Part(part.code, part.name, 1))
        found += [Part(f"{part.code}/{one.code}", one.name, 2) for one in part.parts if one.code]
    return tuple(found)


def _name(unit: str, on: date) -> str:
    found = offices.unit(unit, on)
    return found.name if found else offices.names_of([unit], on).get(unit, unit)
