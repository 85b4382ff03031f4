"""``thihanh published …``: published results: check all, check a file, bring a file in, a unit's series."""

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from django.conf import settings

from thihanh.cli.main import refuse
from thihanh.offices.reference import provinces
from thihanh.procedures.register_file.problems import FileRefused
from thihanh.targets import checker
from thihanh.targets.consistency.article_figures import article_figures
from thihanh.targets.consistency.findings import SEVERITIES, Finding
from thihanh.targets.consistency.labels import label
from thihanh.targets.consistency.report import Report, known_findings
from thihanh.targets.imported import operations
from thihanh.targets.imported.judging import LABELS, Verdict
from thihanh.targets.imported.queries import report_all, series_of
from thihanh.targets.imported.template import write
from thihanh.targets.places import NATION
from thihanh.targets.published import NATIONAL

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Số liệu đã công bố: kiểm tra, nhập, chuỗi nhiều năm."
)
BY = "dòng lệnh"
SHOWN = ("_due", "_eligible", "_done", "_carried", "_rate_pub")
File = Annotated[Path, typer.Argument(help="Tệp .csv hoặc .xlsx.")]
Json = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]


@app.callback()
def _group() -> None:
    """Số liệu đã công bố: kiểm tra, nhập, chuỗi nhiều năm."""


@app.command()
def check(
    file: Annotated[
        Path | None, typer.Argument(help="Tệp .csv hoặc .xlsx; kiểm tra thử, không ghi gì.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Mọi dòng đã duyệt và đã nhập.")] = False,
    as_json: Json = False,
) -> None:
    """Tính lại số đã công bố: dòng nào khớp, dòng nào mâu thuẫn và vì sao."""
    if (file is None) == (not everything):
        raise typer.BadParameter("Hãy nêu một tệp, hoặc --all.")
    if file is not None:
        verdicts = _read(file)
        _print_verdicts(verdicts, as_json=as_json)
        raise typer.Exit(1 if any(one.state == "refused" for one in verdicts) else 0)
    found = report_all()
    sys.stdout.write(json.dumps(_answer(found), ensure_ascii=False) + "\n" if as_json else _text(found))


@app.command(name="import")
def import_(
    file: File,
    apply: Annotated[bool, typer.Option("--apply", help="Ghi; không có thì chỉ kiểm tra thử.")] = False,
    keep: Annotated[str, typer.Option("--keep", help="Lý do giữ mọi dòng mâu thuẫn như nguồn in.")] = "",
    skip: Annotated[bool, typer.Option("--skip", help="Bỏ mọi dòng còn chờ quyết định.")] = False,
    as_json: Json = False,
) -> None:
    """Nhập số đã công bố từ CSV hoặc Excel: mặc định kiểm tra thử."""
    verdicts = _read(file)
    _print_verdicts(verdicts, as_json=as_json)
    if not apply:
        raise typer.Exit(1 if any(one.state == "refused" for one in verdicts) else 0)
    decided = {
        one.draft.line: operations.Decision(bool(keep), keep)
        for one in verdicts
        if one.state == "decide" and (keep or skip)
    }
    try:
        count = operations.write_rows(verdicts, file.name, _importer(), decided)
    except operations.ImportRefused as refused:
        raise typer.Exit(refuse(str(refused))) from None
    sys.stderr.write(f"Đã ghi {count} dòng.\n")


@app.command()
def series(
    unit: Annotated[
        str, typer.Option("--unit", help="Mã tỉnh của 34 tỉnh, hoặc CQL cho toàn quốc.")
    ] = NATIONAL,
    as_json: Json = False,
) -> None:
    """Chuỗi kết quả đã công bố của một đơn vị, các bản để riêng."""
    names = {NATIONAL: NATION} | {one.code: one.name for one in provinces()}
    if unit not in names:
        raise typer.Exit(refuse(f"Không có đơn vị «{unit}» trong 34 tỉnh; dùng mã tỉnh hoặc {NATIONAL}."))
    found = series_of(unit, names[unit])
    points = [
        {
            "year": one.year,
            "months": one.months,
            "edition": one.edition_name,
            "figures": {column: str(said) for column, said in one.figures.items() if column.endswith(SHOWN)},
            "derived": sorted(one.derived),
            "missing": list(one.missing),
            "source": one.source,
            "origin": one.origin,
        }
        for one in found.points
    ]
    if as_json:
        breaks = [{"year": one.year, "text": one.text} for one in found.breaks]
        answer = {"unit": unit, "name": found.name, "points": points, "breaks": breaks}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        return
    for one in found.points:
        told = "; ".join(
            f"{label(column)} {said}" for column, said in one.figures.items() if column.endswith(SHOWN)
        )
        lacks = f"thiếu {', '.join(one.missing)}" if one.missing else told
        sys.stdout.write(f"{one.year} {one.months:>2} tháng  {one.edition_name}: {lacks} ({one.origin})\n")
    sys.stdout.writelines(f"Mốc {one.year}: {one.text}\n" for one in found.breaks)


@app.command()
def template(out: Annotated[Path, typer.Argument(help="Tệp .xlsx sẽ ghi.")]) -> None:
    """Ghi tệp mẫu Excel trống."""
    write(out)


def _importer() -> operations.Importer:
    today: date = settings.CLOCK.today()
    return operations.Importer(BY, today)


def _read(file: Path) -> tuple[Verdict, ...]:
    if not file.is_file():
        raise typer.Exit(refuse(f"Không có tệp {file}."))
    try:
        return operations.read_rows(file, file.name, _importer())
    except FileRefused as refused:
        raise typer.Exit(refuse(str(refused))) from None


def _print_verdicts(verdicts: tuple[Verdict, ...], *, as_json: bool) -> None:
    counts = Counter(one.state for one in verdicts)
    if as_json:
        rows = [
            {
                "line": one.draft.line,
                "row": one.draft.key,
                "state": one.state,
                "sentences": list(one.sentences),
            }
            for one in verdicts
        ]
        sys.stdout.write(json.dumps({"counts": counts, "rows": rows}, ensure_ascii=False) + "\n")
        return
    for one in verdicts:
        sys.stdout.write(f"{one.label:<15} dòng {one.draft.line:<4} {one.draft.key}\n")
        sys.stdout.writelines(f"                {sentence}\n" for sentence in one.sentences)
    sys.stdout.write("; ".join(f"{LABELS[state]}: {counts.get(state, 0)}" for state in LABELS) + "\n")


def _text(found: Report) -> str:
    lines = []
    for row in found.rows:
        held = sum(check.ok for check in row.checks)
        lines.append(
            f"{row.status:<18} {row.row.row:<16} {row.row.name}: {held} phép tính khớp. {row.why}".rstrip()
        )
        lines += [f"    [{SEVERITIES[one.severity]}] [{one.code}] {one.sentence}" for one in row.findings]
    lines += [
        f"{one.status:<18} bài {one.figure.article} {one.figure.province}, {one.figure.item}: "
        f"«{one.figure.words}». {one.why}"
        for one in article_figures(found)
    ]
    lines += [f"{'ngoài phép tính':<18} {side.title}: {side.why}" for side in found.sides if side.why]
    held, reviewed = _stated()
    lines.append(f"Phép tính người duyệt ghi: {held}/{reviewed} cho cùng kết luận khi tính lại.")
    counts = "; ".join(f"{name}: {count}" for name, count in found.statuses.items())
    lines += [
        f"{len(found.rows)} dòng ({counts}); {found.reconciled} phép tính khớp "
        f"({found.equalities} đẳng thức, còn lại là chặn); "
        f"{sum(one.severity == 'inconsistent' for one in found.findings)} mâu thuẫn.",
        f"Báo động giả trên các dòng đã duyệt: {len(found.false_alarms)}; mâu thuẫn đã biết bị bỏ sót: "
        f"{len(found.missed)}; không còn số gốc để tính: {sum(not one.code for one in known_findings())}.",
    ]
    return "\n".join(lines) + "\n"


def _stated() -> tuple[int, int]:
    """How many of the reviewers' own sums come out as they found them."""
    stated = list(checker.stated_checks())
    return sum(one.finding == reviewed for one, reviewed in stated), len(stated)


def _answer(found: Report) -> dict[str, Any]:
    return {
        "rows": [
            {
                "row": row.row.row,
                "name": row.row.name,
                "year": row.row.year,
                "months": row.row.months,
                "edition": row.row.edition,
                "status": row.status,
                "why": row.why,
                "reconciled": sum(check.ok for check in row.checks),
                "findings": [_finding(one) for one in row.findings],
            }
            for row in found.rows
        ],
        "sides": [
            {"table": one.table, "title": one.title, "row": one.row, "why": one.why} for one in found.sides
        ],
        "articles": [
            {
                "article": one.figure.article,
                "province": one.figure.province,
                "item": one.figure.item,
                "words": one.figure.words,
                "row": one.row,
                "status": one.status,
                "why": one.why,
            }
            for one in article_figures(found)
        ],
        "reconciled": found.reconciled,
        "equalities": found.equalities,
        "false_alarms": len(found.false_alarms),
        "missed": len(found.missed),
    }


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity,
        "rows": list(one.rows),
        "columns": list(one.columns),
        "formula": one.formula,
        "computed": one.computed,
        "printed": one.printed,
        "reason": one.reason.code,
        "sentence": one.sentence,
    }
