"""``thihanh statistics …``: the official forms of a unit, and the matters behind any cell."""

import json
import sys
from typing import Annotated, cast, get_args

import typer

from thihanh.cli.statistics_answers import Json, KnownOn, day, plain, refusing, shown
from thihanh.cli.statistics_book import book
from thihanh.law.notation import dotted
from thihanh.offices.reach import EVERYTHING
from thihanh.statistics import queries
from thihanh.statistics.forms.definitions import UnknownForm
from thihanh.statistics.numbers import Absent
from thihanh.statistics.period import Period, Version
from thihanh.statistics.result import FormResult
from thihanh.statistics.unit import UnknownUnit

__all__ = ["app", "day", "plain", "refusing", "shown"]

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Biểu thống kê và danh sách việc của từng ô."
)
app.command("book")(book)

FormCode = Annotated[str, typer.Argument(metavar="BIỂU", help="004.N (việc) hoặc 005.N (tiền).")]
Unit = Annotated[str, typer.Option("--unit", help="Mã đơn vị: 22, 22.KV01, 22.0001.")]
From = Annotated[str, typer.Option("--from", help="Ngày đầu kỳ, dạng 2024-10-01.")]
To = Annotated[str, typer.Option("--to", help="Ngày cuối kỳ, dạng 2025-09-30.")]
VersionOption = Annotated[
    str, typer.Option("--version", help="R08, R25 hoặc two_way; không nêu thì theo ngày cuối kỳ.")
]


def _version(text: str) -> Version | None:
    if text and text not in get_args(Version):
        raise UnknownForm(f"Không có phiên bản «{text}»; có R08, R25, two_way.")
    return cast("Version", text) if text else None


def _form_code(text: str) -> str:
    return text.removesuffix("/BCB-TP")


def _check_exists(result: FormResult) -> None:
    if result.figures.name == result.figures.code and not result.figures.count("handled"):
        code = result.scope.code
        raise UnknownUnit(f"Không có đơn vị «{code}» trong danh mục, cũng không có việc nào trong kỳ.")


def _answer(result: FormResult) -> dict[str, object]:
    reasons = {c.no: c.value.reason for c in result.columns if isinstance(c.value, Absent)}
    return {
        "form": result.form.code,
        "version": result.form.version,
        "unit": result.scope.code,
        "name": result.figures.name,
        "from": result.period.from_.isoformat(),
        "to": result.period.to.isoformat(),
        "known_on": result.known_on.isoformat() if result.known_on else None,
        "money_unit": "đồng" if result.form.of == "money" else None,
        "columns": [
            {"no": c.no, "name": c.name, "value": plain(c.value)}
            | ({"reason": reasons[c.no]} if c.no in reasons else {})
            for c in result.columns
        ],
        "upstream": {line.code: line.value for line in result.upstream},
        "labels": list(result.labels),
    }


def _rows(result: FormResult) -> list[dict[str, object]]:
    return [
        {
            "unit": row.code,
            "name": row.name,
            "columns": {str(c.no): plain(c.value) for c in row.columns},
            "officers": [
                {
                    "unit": part.code,
                    "name": part.name,
                    "columns": {str(c.no): plain(c.value) for c in part.columns},
                }
                for part in row.parts
            ],
        }
        for row in result.rows
    ]


@app.command()
def form(
    code: FormCode,
    *,
    unit: Unit,
    from_: From,
    to: To,
    version: VersionOption = "",
    known_on: KnownOn = "",
    units: Annotated[bool, typer.Option("--units", help="Kèm từng đơn vị, từng chấp hành viên.")] = False,
    as_json: Json = False,
) -> None:
    """Lập biểu 004.N hoặc 005.N của một đơn vị."""
    with refusing():
        result = queries.form(
            _form_code(code),
            unit,
            day(from_),
            day(to),
            reach=EVERYTHING,
            version=_version(version),
            known_on=day(known_on) if known_on else None,
        )
        _check_exists(result)
    if as_json:
        answer = _answer(result) | ({"units": _rows(result)} if units else {})
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        return
    sys.stdout.write(f"Biểu {result.form.full_code} – {result.form.title} – {result.figures.name}\n")
    for label in result.labels:
        sys.stdout.write(f"  {label}\n")
    for line in result.upstream:
        sys.stdout.write(f"  {'':>3}  {line.name:<60}{shown(line.value):>26}\n")
    for column in result.columns:
        sys.stdout.write(f"  {column.no:>3}  {column.name[:60]:<60}{shown(column.value):>26}\n")
    if units:
        for row in result.rows:
            sys.stdout.write(
                f"  {row.code:<10}{row.name:<40}" + " ".join(shown(c.value) for c in row.columns) + "\n"
            )


@app.command()
def drill(
    code: FormCode,
    *,
    unit: Unit,
    from_: From,
    to: To,
    column: Annotated[int, typer.Option("--column", help="Số cột của biểu.")] = 0,
    line: Annotated[str, typer.Option("--line", help="Hoặc dòng của chuỗi: opening, new, delegated…")] = "",
    version: VersionOption = "",
    known_on: KnownOn = "",
    page: Annotated[int, typer.Option("--page", min=1, max=1_000_000)] = 1,
    as_json: Json = False,
) -> None:
    """Mở một ô: các việc làm nên số đó, số lượng và tổng bằng đúng ô."""
    with refusing():
        if bool(column) == bool(line):
            raise UnknownForm("Hãy nêu một cột (--column 3) hoặc một dòng của chuỗi (--line opening).")
        period = Period(day(from_), day(to))
        view = queries.View(_version(version), day(known_on) if known_on else None, page)
        item: int | str = column or line
        found = queries.drill(_form_code(code), item, unit, period, reach=EVERYTHING, view=view)
        result = queries.form(
            _form_code(code),
            unit,
            period.from_,
            period.to,
            reach=EVERYTHING,
            version=view.version,
            known_on=view.known_on,
        )
        queries.check_drill(found, result)
        _check_exists(result)
    if as_json:
        sys.stdout.write(json.dumps(_opened(found, unit), ensure_ascii=False) + "\n")
        return
    sys.stdout.write(f"{found.name} – {found.matters} việc, tổng {dotted(found.amount)}\n")
    for row in found.rows:
        sys.stdout.write(
            f"  {row.number:<24}{row.decided_on:%d/%m/%Y}  {row.stage_label:<40}{dotted(row.amount):>22}\n"
        )
    if found.pages > 1:
        sys.stdout.write(f"  trang {found.page}/{found.pages}\n")


def _opened(found: queries.Drill, unit: str) -> dict[str, object]:
    return {
        "form": found.form.code,
        "version": found.form.version,
        "unit": unit,
        "column": found.item,
        "name": found.name,
        "count": found.matters,
        "sum": found.amount,
        "page": found.page,
        "pages": found.pages,
        "matters": [
            {
                "id": row.matter_id,
                "number": row.number,
                "decided_on": row.decided_on.isoformat(),
                "office": row.office,
                "officer": row.officer,
                "stage": row.stage,
                "amount": row.amount,
            }
            for row in found.rows
        ],
    }
