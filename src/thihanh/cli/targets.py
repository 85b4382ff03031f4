"""``thihanh targets …``: results against targets, and the checker of published figures."""

import json
import sys
from dataclasses import asdict, is_dataclass
from datetime import date
from typing import Annotated, Any

import typer

from thihanh.cli import target_figures, target_slots
from thihanh.cli.statistics import refusing
from thihanh.law.notation import dotted
from thihanh.offices.reach import EVERYTHING
from thihanh.statistics.numbers import Absent, Growth, Percent, Points
from thihanh.statistics.unit import UnknownUnit
from thihanh.targets import checker, queries
from thihanh.targets.consistency.statements import Interval
from thihanh.targets.scorecard import Scorecard, Side

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Chỉ tiêu, kết quả so với chỉ tiêu, kiểm tra số đã công bố.",
)

Json = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]


for _command in (target_figures.rank, target_figures.forecast, target_figures.remaining):
    app.command()(_command)


@app.callback()
def _group() -> None:
    """Chỉ tiêu, kết quả so với chỉ tiêu, kiểm tra số đã công bố."""


@app.command()
def scorecard(
    unit: Annotated[str, typer.Option("--unit", help="Mã đơn vị: 22, 22.KV01, 22.0001.")],
    year: Annotated[int, typer.Option("--year", help="Năm công tác.")],
    month: Annotated[int, typer.Option("--month", help="Kỳ lũy kế, từ 1 đến 12 tháng.")] = 12,
    as_json: Json = False,
) -> None:
    """So kết quả của một đơn vị với chỉ tiêu được giao."""
    with refusing():
        card = queries.scorecard(unit, year, month, reach=EVERYTHING)
        slots = target_slots.slots(unit, year, month)
        if card.name == card.unit and not (card.cases.eligible or card.money.eligible):
            raise UnknownUnit(f"Không có đơn vị «{unit}» trong danh mục, cũng không có việc nào trong kỳ.")
    if as_json:
        sys.stdout.write(
            json.dumps(_answer(card) | target_slots.slots_answer(slots), ensure_ascii=False) + "\n"
        )
        return
    sys.stdout.write(f"{card.name} – năm công tác {card.work_year}, kỳ {card.month} tháng\n")
    for name, side in (("Về việc", card.cases), ("Về tiền", card.money)):
        sys.stdout.write(_text(name, side))
    sys.stdout.write(target_slots.slots_text(slots))
    for label in card.labels:
        sys.stdout.write(f"  {label}\n")


def _text(name: str, side: Side) -> str:
    lines = [
        f"{name}: {dotted(side.resolved)} / {dotted(side.eligible)} = {side.rate}",
        f"  chỉ tiêu {_target(side)}; vượt {side.beat}",
        *(f"  mốc {mark.name}: {mark.mark} ({mark.beat})" for mark in side.benchmarks),
    ]
    if not isinstance(side.nation, Absent):
        lines.append(f"  toàn quốc ({side.nation.edition}): {side.nation.rate} ({side.nation.points})")
    lines.append(f"  so với năm trước: {side.resolved_growth}; tỷ lệ {side.rate_growth}")
    lines.append(f"  xếp hạng: {side.rank.reason if isinstance(side.rank, Absent) else side.rank}")
    return "\n".join(lines) + "\n"


def _target(side: Side) -> str:
    return "–" if isinstance(side.target, Absent) else f"{side.target.value} ({side.target.words})"


def _answer(card: Scorecard) -> dict[str, Any]:
    return {
        "unit": card.unit,
        "name": card.name,
        "year": card.work_year,
        "month": card.month,
        "to": card.to.isoformat(),
        "version": card.version,
        "cases": _side(card.cases),
        "money": _side(card.money),
        "labels": list(card.labels),
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "resolved": side.resolved,
        "eligible": side.eligible,
        "rate": plain(side.rate),
        "target": None if isinstance(side.target, Absent) else plain(side.target.value),
        "target_basis": side.target.reason if isinstance(side.target, Absent) else side.target.words,
        "beat_points": plain(side.beat),
        "met": side.met,
        "achievement": plain(side.achievement),
        "benchmarks": {
            mark.kind: {"mark": plain(mark.mark), "beat_points": plain(mark.beat), "met": mark.met}
            for mark in side.benchmarks
        },
        "nation": plain(side.nation),
        "resolved_growth": plain(side.resolved_growth),
        "rate_growth_points": plain(side.rate_growth),
        "rank": None
        if isinstance(side.rank, Absent)
        else {"rank": side.rank.rank, "of": side.rank.of, "text": str(side.rank)},
        "reasons": {
            name: value.reason
            for name in ("rate", "beat", "nation", "resolved_growth", "rate_growth", "rank")
            if isinstance(value := getattr(side, name), Absent)
        },
    }


def plain(value: object) -> Any:
    """A value as JSON: hundredths as a number with two decimals, null where there is none."""
    if isinstance(value, Percent | Points | Growth):
        return value.hundredths / 100
    if isinstance(value, Absent):
        return None
    if is_dataclass(value) and not isinstance(value, type):
        return {key: plain(getattr(value, key)) for key in asdict(value)}
    if isinstance(value, date):
        return value.isoformat()
    return value


@app.command()
def check(as_json: Json = False) -> None:
    """Tính lại các số đã công bố: số nào khớp, số nào mâu thuẫn."""
    found = [check for check, _ in checker.stated_checks()]
    if as_json:
        rows = [
            {
                "row": one.row,
                "check": one.name,
                "formula": one.formula,
                "computed": _middle(one.computed),
                "published": one.published,
                "finding": one.finding,
            }
            for one in found
        ]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False) + "\n")
        return
    words = {"reconciles": "khớp", "mismatch": "MÂU THUẪN", "note": "ghi nhận"}
    for one in found:
        sys.stdout.write(
            f"{words[one.finding]:<10} {one.row:<14} {one.name}: {one.formula} = {_middle(one.computed)}"
            f"{f' | công bố {one.published}' if one.published else ''}\n"
        )


def _middle(worth: Interval) -> str:
    middle = (worth.low + worth.high) / 2
    return str(middle) if middle.denominator == 1 else f"{float(round(middle, 3))}"
