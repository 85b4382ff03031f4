"""``thihanh targets rank|forecast|remaining``: ranks with intervals, the year's end, what is left to do."""

import json
import sys
from datetime import date, timedelta
from typing import Annotated, Any

import typer
from django.conf import settings

from thihanh.cli.statistics import day, refusing
from thihanh.deadlines import load_calendar
from thihanh.law import work_year, work_year_end
from thihanh.law.notation import dotted
from thihanh.offices.queries import calendar_overrides
from thihanh.offices.reach import EVERYTHING
from thihanh.statistics.numbers import Absent
from thihanh.statistics.period import FIRST_YEAR, RefusedPeriod
from thihanh.statistics.unit import UnknownUnit
from thihanh.targets import standings
from thihanh.targets.columns import UnknownColumn, column
from thihanh.targets.outlook import Outlooks, outlooks
from thihanh.targets.provincial import between
from thihanh.targets.ranking import Move
from thihanh.targets.standings import Standing
from thihanh.targets.workplan import DENOMINATORS, Need, Workplan, workplan

Json = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]
LEVELS: dict[str, standings.Level] = {"phong": "offices", "nguoi": "officers", "tinh": "provinces"}


def last_full_month() -> tuple[int, int]:
    """Work year and month of the last cumulative period that has ended on the product's day."""
    tomorrow = settings.CLOCK.today() + timedelta(days=1)
    last = tomorrow.replace(day=1) - timedelta(days=1)
    return work_year(last), (last.month - 10) % 12 + 1


def rank(
    *,
    by: Annotated[str, typer.Option("--by", help="Cột xếp hạng: cases.rate, money.rate, cases.carried…")],
    unit: Annotated[str, typer.Option("--unit", help="Cơ quan (22) hoặc phòng (22.KV01).")],
    among: Annotated[str, typer.Option("--among", help="phong, nguoi hoặc tinh.")] = "phong",
    year: Annotated[int, typer.Option("--year", help="Năm công tác; không nêu thì năm gần nhất.")] = 0,
    month: Annotated[int, typer.Option("--month", help="Kỳ lũy kế, từ 1 đến 12 tháng.")] = 0,
    as_json: Json = False,
) -> None:
    """Xếp hạng các phòng, chấp hành viên hoặc các tỉnh theo một cột."""
    newest = last_full_month()
    year, month = year or newest[0], month or newest[1]
    with refusing():
        if among not in LEVELS:
            raise UnknownUnit(f"Không xếp hạng giữa «{among}»; có {', '.join(LEVELS)}.")
        level = "nguoi" if among == "phong" and "." in unit else among
        try:
            chosen = column(by)
        except UnknownColumn as unknown:
            raise UnknownUnit(str(unknown)) from None
        if level == "tinh":
            found = between(chosen, year, month)
        else:
            found = standings.inside(chosen, unit, year, month, reach=EVERYTHING, level=LEVELS[level])
    if as_json:
        sys.stdout.write(json.dumps(_answer(found), ensure_ascii=False) + "\n")
        return
    sys.stdout.write(f"{chosen.name} – {found.ranking.basis or ''}\n{found.summary}\n")
    for place in found.ranking.places:
        code = place.line.unit
        interval, move = found.intervals[code], found.moves[code]
        span = interval.reason if isinstance(interval, Absent) else f"khoảng hạng {interval}"
        way = f"; thêm {move.amount} để lên hạng {move.rank}" if isinstance(move, Move) else ""
        value = standings.shown(chosen, place.value)
        sys.stdout.write(f"{place.rank:>3}  {place.line.name:<40} {value:>20}  {span}{way}\n")
    for name, why in found.ranking.unranked:
        sys.stdout.write(f"  –  {name}: {why}\n")
    for label in found.labels:
        sys.stdout.write(f"  {label}\n")


def forecast(
    unit: Annotated[str, typer.Option("--unit", help="Mã đơn vị: 22, 22.KV01, 22.0001.")],
    year: Annotated[int, typer.Option("--year", help="Năm công tác; không nêu thì năm gần nhất.")] = 0,
    month: Annotated[int, typer.Option("--month", help="Dự báo từ kỳ lũy kế này.")] = 0,
    as_json: Json = False,
) -> None:
    """Dự báo kết quả cuối năm, luôn là một khoảng, kèm kiểm nghiệm lùi."""
    newest = last_full_month()
    with refusing():
        found = outlooks(unit, year or newest[0], month or newest[1], reach=EVERYTHING)
    if as_json:
        sys.stdout.write(json.dumps(_outlook(found), ensure_ascii=False) + "\n")
        return
    sys.stdout.write(f"{found.name} – năm công tác {found.work_year}, đến {found.to:%d/%m/%Y}\n")
    for side in found.sides:
        what = "Về việc" if side.of == "cases" else "Về tiền"
        end = side.found.reason if isinstance(side.found, Absent) else f"cuối năm {side.found}"
        sys.stdout.write(f"{what}: {side.rate} đến tháng {side.month}; {end}")
        sys.stdout.write(f"; {side.verdict}\n" if side.verdict else "\n")
        for one in found.published[side.of]:
            held = "trong khoảng" if one.held else "NGOÀI KHOẢNG"
            point = one.point
            sys.stdout.write(
                f"  kiểm nghiệm {point.name} {point.year}, tháng {point.month}: {one.found.low} – "
                f"{one.found.high}, thực tế {point.final}, {held}\n"
            )
    for row in found.invented:
        error = f"{row.error / 100:.2f}".replace(".", ",")
        sys.stdout.write(
            f"  năm giả định, tháng {row.month}: lệch {error} điểm %, trong khoảng {row.held}/{row.count}\n"
        )
    for label in found.labels:
        sys.stdout.write(f"  {label}\n")


def _outlook(found: Outlooks) -> dict[str, Any]:
    return {
        "unit": found.unit,
        "year": found.work_year,
        "to": found.to.isoformat(),
        "sides": {
            side.of: {
                "rate": None if isinstance(side.rate, Absent) else side.rate.hundredths / 100,
                "interval": None
                if isinstance(side.found, Absent)
                else [side.found.low.hundredths / 100, side.found.high.hundredths / 100],
                "middle": None if isinstance(side.found, Absent) else side.found.middle.hundredths / 100,
                "verdict": side.verdict,
                "back_test": [
                    {
                        "unit": one.point.unit,
                        "year": one.point.year,
                        "month": one.point.month,
                        "error_points": one.error / 100,
                        "held": one.held,
                    }
                    for one in found.published[side.of]
                ],
            }
            for side in found.sides
        },
        "invented_years": [
            {"month": row.month, "count": row.count, "error_points": row.error / 100, "held": row.held}
            for row in found.invented
        ],
        "labels": list(found.labels),
    }


def remaining(
    unit: Annotated[str, typer.Option("--unit", help="Mã đơn vị: 22, 22.KV01, 22.0001.")],
    on: Annotated[str, typer.Option("--on", help="Tính từ sau ngày này, dạng 2025-05-31.")] = "",
    year: Annotated[
        int, typer.Option("--year", help="Năm công tác: tính đến ngày cuối của năm, hoặc hôm nay.")
    ] = 0,
    as_json: Json = False,
) -> None:
    """Số việc, số tiền còn phải giải quyết để đạt chỉ tiêu, và mỗi tuần làm việc."""
    with refusing():
        asked = _asked_day(on, year)
        calendar = load_calendar(calendar_overrides(unit, asked))
        plan = workplan(unit, asked, reach=EVERYTHING, calendar=calendar)
    if as_json:
        sys.stdout.write(json.dumps(_plan(plan), ensure_ascii=False) + "\n")
        return
    sys.stdout.write(f"Sau {plan.on:%d/%m/%Y} còn {plan.days} ngày, {plan.weeks} tuần làm việc\n")
    for row in plan.rows:
        sides = []
        for needs, name in ((row.cases, "việc"), (row.money, "đồng")):
            if isinstance(needs, Absent):
                sides.append(needs.reason)
                continue
            first = needs[0]
            weekly = "" if isinstance(first.weekly, Absent) else f" ({dotted(first.weekly)} mỗi tuần)"
            sides.append(f"{dotted(first.left)} {name}{weekly}")
        sys.stdout.write(f"{'  ' * row.depth}{row.name}: {'; '.join(sides)}\n")
    for version, words in DENOMINATORS.items():
        sys.stdout.write(f"  {version}: {words}\n")


def _asked_day(on: str, year: int) -> date:
    """The day to count from: the one said, else the last day of the year said, not after the working day."""
    today: date = settings.CLOCK.today()
    if not year:
        return day(on) if on else today
    if not FIRST_YEAR <= year <= work_year(today):
        raise RefusedPeriod(
            f"Dữ liệu: năm công tác {year} không tính được; chọn từ {FIRST_YEAR} đến {work_year(today)}."
        )
    asked = day(on) if on else min(work_year_end(year), today)
    if work_year(asked) != year:
        raise RefusedPeriod(
            f"Dữ liệu: ngày {asked:%d/%m/%Y} không thuộc năm công tác {year}. Bỏ một trong hai."
        )
    return asked


def _plan(plan: Workplan) -> dict[str, Any]:
    def needs(given: tuple[Need, ...] | Absent) -> Any:
        if isinstance(given, Absent):
            return None
        return [
            {
                "version": one.version,
                "target": one.target.hundredths / 100,
                "left": one.left,
                "weekly": None if isinstance(one.weekly, Absent) else one.weekly,
                "enough": one.enough,
            }
            for one in given
        ]

    return {
        "on": plan.on.isoformat(),
        "working_days": plan.days,
        "weeks": plan.weeks,
        "units": [
            {"unit": row.code, "name": row.name, "cases": needs(row.cases), "money": needs(row.money)}
            for row in plan.rows
        ],
    }


def _answer(found: Standing) -> dict[str, Any]:
    chosen = found.ranking.column
    basis = found.ranking.basis
    return {
        "by": chosen.code,
        "better": chosen.better,
        "basis": str(basis) if basis else None,
        "places": [_place(found, place.line.unit) for place in found.ranking.places],
        "unranked": [{"name": name, "reason": why} for name, why in found.ranking.unranked],
        "labels": list(found.labels),
    }


def _place(found: Standing, unit: str) -> dict[str, Any]:
    chosen, place = found.ranking.column, found.ranking.place(unit)
    assert place is not None
    interval, move = found.intervals[unit], found.moves[unit]
    adjusted, composite = found.adjusted.get(unit), found.composites.get(unit)
    return {
        "unit": unit,
        "name": place.line.name,
        "rank": place.rank,
        "of": place.of,
        "value": place.value / 100 if chosen.is_ratio else place.value,
        "rank_interval": None if isinstance(interval, Absent) else [interval.best, interval.worst],
        "one_place_up": {"amount": move.amount, "rank": move.rank, "past": move.past}
        if isinstance(move, Move)
        else None,
        "case_mix_rank": adjusted.rank if adjusted else None,
        "composite_ranks": [composite.rank, composite.best, composite.worst] if composite else None,
    }
