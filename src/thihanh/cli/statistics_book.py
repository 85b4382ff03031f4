"""``thihanh statistics book``: every form of a unit over a period, and what the control rules found."""

import json
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from thihanh.cli.statistics_answers import Json, KnownOn, day, plain, refusing, shown
from thihanh.offices.reach import EVERYTHING
from thihanh.statistics.book.layout import FilledForm
from thihanh.statistics.control.findings import Finding
from thihanh.statistics.control.live import Controlled, controlled
from thihanh.statistics.period import month_period

_VERDICTS = {"holds": "đúng", "not_applicable": "không áp dụng"}
_BROKEN = {"error": "SAI", "warning": "cảnh báo, cần giải trình"}


def book(
    unit: Annotated[str, typer.Option("--unit", help="Mã đơn vị: 22, 22.KV01, 22.0001, CQL (toàn quốc).")],
    year: Annotated[int, typer.Option("--year", help="Năm công tác, ví dụ 2025.")],
    month: Annotated[int, typer.Option("--month", help="Kỳ lũy kế 1–12 tháng.")],
    *,
    form: Annotated[str, typer.Option("--form", help="Một biểu: 01/TK-THA, 004.N…")] = "",
    of: Annotated[str, typer.Option("--of", help="Đơn vị bên dưới: 22.KV01, 22.KV01/22.0001.")] = "",
    known_on: KnownOn = "",
    as_json: Json = False,
) -> None:
    """Lập bộ biểu thống kê của một đơn vị và đối soát theo quy tắc R01–R26."""
    with refusing():
        period = month_period(year, month)
        known = day(known_on) if known_on else None
        found = controlled(unit, period, reach=EVERYTHING, known_on=known)
        keys = [form] if form else [one.key for one in found.book.forms]
        forms = [found.book.form(key, of or None) for key in keys]
    sys.stdout.write(_as_json(found, forms) if as_json else _as_text(found, forms))


def _as_json(found: Controlled, forms: Sequence[FilledForm]) -> str:
    answer = {
        "unit": found.book.unit,
        "from": found.book.period.from_.isoformat(),
        "to": found.book.period.to.isoformat(),
        "known_on": found.book.known_on.isoformat() if found.book.known_on else None,
        "money_unit": "đồng",
        "forms": [_form(one) for one in forms],
        "lists": {one.definition.code: plain(one.rows) for one in found.lists},
        "findings": [_finding(one) for one in found.findings],
    }
    return json.dumps(answer, ensure_ascii=False) + "\n"


def _form(filled: FilledForm) -> dict[str, object]:
    form = filled.form
    return {
        "form": form.code,
        "version": form.version,
        "title": form.title,
        "mark": form.mark,
        "unit": filled.unit,
        "missing": form.missing,
        "columns": [
            {"no": c.no, "code": c.code, "name": c.name, "of": c.of, "formula": c.formula}
            for c in form.columns
        ],
        "rows": []
        if form.missing
        else [
            {"row": row.code, "name": row.name, "depth": row.depth, "values": [plain(v) for v in row.values]}
            for row in filled.rows
        ],
    }


def _finding(one: Finding) -> dict[str, object]:
    return {
        "rule": one.rule,
        "severity": one.severity,
        "verdict": one.verdict,
        "unit": one.unit,
        "form": one.form,
        "row": one.row,
        "sentence": one.sentence,
    }


def _as_text(found: Controlled, forms: Sequence[FilledForm]) -> str:
    lines = [f"Bộ biểu của {found.book.units[0].name}, {found.book.period.label}", ""]
    for filled in forms:
        lines += [*_table(filled), ""]
    for one in found.lists:
        lines.append(f"Danh sách ({one.definition.code}) {one.definition.title}: {shown(one.rows)}")
    lines += ["", "Đối soát:"]
    for finding in found.findings:
        word = _BROKEN[finding.severity] if finding.verdict == "broken" else _VERDICTS[finding.verdict]
        lines.append(f"  {finding.rule} {finding.name} – {word}")
        if finding.verdict != "holds":
            lines.append(f"      {finding.sentence}")
    return "\n".join(lines) + "\n"


def _table(filled: FilledForm) -> list[str]:
    form = filled.form
    lines = [f"Biểu {form.code} [{form.mark}] {form.title} – {filled.unit} ({form.unit}; tiền ghi đến đồng)"]
    if form.missing:
        return [*lines, f"  {form.missing}"]
    cells = [[shown(value) for value in row.values] for row in filled.rows]
    heads = [column.no for column in form.columns]
    widths = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
    lines += [f"  {column.no:>4}  {column.name}" for column in form.columns]
    names = [f"{'  ' * row.depth}{row.name}"[:48] for row in filled.rows]
    for name, values in zip(["", *names], [heads, *cells], strict=True):
        numbers = "  ".join(f"{value:>{width}}" for value, width in zip(values, widths, strict=True))
        lines.append(f"  {name:<48}  {numbers}".rstrip())
    return lines
