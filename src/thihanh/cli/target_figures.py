"""``thihanh targets rank``: units by any column with the interval of each rank and the way up."""

import json
import sys
from datetime import timedelta
from typing import Annotated, Any

import typer
from django.conf import settings

from thihanh.cli.statistics import refusing
from thihanh.law import work_year
from thihanh.offices.reach import EVERYTHING
from thihanh.statistics.numbers import Absent
from thihanh.statistics.unit import UnknownUnit
from thihanh.targets import standings
from thihanh.targets.columns import UnknownColumn, column
from thihanh.targets.ranking import Move
from thihanh.targets.standings import Standing

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
            found = standings.between(chosen, year, month)
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
