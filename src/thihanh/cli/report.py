"""``thihanh report …``: a report as PDF or Word from an edition or live figures; a Word file checked."""

import hashlib
import json
import sys
from pathlib import Path
from typing import Annotated, Final, NoReturn

import typer
from django.conf import settings

from thihanh.cli import typed
from thihanh.documents.problems import Refused
from thihanh.offices.policy import Denied
from thihanh.offices.reach import EVERYTHING
from thihanh.reports import checking, operations, typesetting, word
from thihanh.reports.kinds.catalogue import KINDS, check_asked, kind_of
from thihanh.reports.operations import NEWEST, Asked
from thihanh.reports.structure import Report

BAD_INPUT: Final = 2
DIFFERS: Final = 1
_ABOUT: Final = "Báo cáo lập từ một ấn bản hoặc số liệu trực tiếp."

making = typer.Typer(add_completion=False, no_args_is_help=True, help=_ABOUT)
checks = typer.Typer(add_completion=False, no_args_is_help=True, help="Kiểm tra tệp Word đã sửa.")


def run(arguments: list[str]) -> int:
    """``report check FILE`` checks; everything else names a kind and makes it."""
    from thihanh.cli.main import dispatch

    if arguments[:1] == ["check"]:
        return dispatch(checks, "thihanh report check", arguments[1:])
    return dispatch(making, "thihanh report", arguments)


@making.command(epilog="Loại: " + ", ".join(f"{kind.slug} ({kind.code})" for kind in KINDS.values()))
def make(
    kind: Annotated[
        str, typer.Argument(metavar="LOẠI", help="Tên hoặc chữ của loại báo cáo, ví dụ hoi-nghi.")
    ],
    unit: Annotated[str, typer.Option("--unit", help="Mã đơn vị: 22, 22.KV01.")],
    year: Annotated[int, typer.Option("--year", help="Năm công tác.")],
    *,
    out: Annotated[Path, typer.Option("--out", help="Tệp kết quả, đuôi .pdf hoặc .docx.")],
    month: Annotated[int, typer.Option("--month", help="Kỳ lũy kế, từ 1 đến 12 tháng.")] = 12,
    edition: Annotated[
        int,
        typer.Option("--edition", help="Số ấn bản; 0 là số liệu trực tiếp; không nêu thì ấn bản mới nhất."),
    ] = NEWEST,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
) -> None:
    """Lập một báo cáo thành tệp PDF hoặc Word."""
    if out.suffix not in (".pdf", ".docx"):
        _refuse(f"Tệp {out} phải có đuôi .pdf hoặc .docx.")
    report = _report(Asked(kind, unit, year, month, edition))
    content = word.docx(report) if out.suffix == ".docx" else typesetting.pdf(report)
    try:
        out.write_bytes(content)
    except OSError as error:
        _refuse(f"Không ghi được {out}: {typed.why(error)}.")
    if not as_json:
        sys.stdout.write(f"Đã lập {out}: {report.source.label}.\n")
        return
    answer = {
        "file": str(out),
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "kind": kind_of(kind).slug,
        "unit": unit,
        "year": year,
        "month": month,
        "edition": max(report.source.id, 0),
        "source": report.source.label,
    }
    sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")


@checks.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp .docx đã sửa.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
) -> None:
    """So các câu và bảng của một tệp Word với báo cáo mà tệp nói nó được lập từ đó."""
    try:
        content = file.read_bytes()
        lines, tables = word.text_of(content)
        report = _report(Asked(*word.report_named_in(content)))
    except OSError as error:
        _refuse(f"Không đọc được {file}: {typed.why(error)}.")
    except ValueError as refused:
        _refuse(str(refused))
    problems = checking.check_document(report, lines) + checking.table_cells(report, tables)
    if as_json:
        answer = {
            "source": report.source.label,
            "ok": not problems,
            "problems": [str(one) for one in problems],
        }
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        raise typer.Exit(DIFFERS if problems else 0)
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    if problems:
        raise typer.Exit(DIFFERS)
    sys.stdout.write(f"Mọi câu và bảng lập từ số liệu đúng như {report.source.label}.\n")


def _report(asked: Asked) -> Report:
    """The report, made for a command line that sees everything; bad input ends with its sentence."""
    on = settings.CLOCK.today()
    try:
        kind = kind_of(asked.kind)
        check_asked(kind, asked.unit, asked.month)
        found = operations.with_edition(Asked(kind.slug, asked.unit, asked.year, asked.month, asked.edition))
        return operations.written(found, operations.gathered(found, EVERYTHING, on))
    except (Refused, Denied, LookupError, ValueError) as refused:
        _refuse(str(refused))


def _refuse(sentence: str) -> NoReturn:
    sys.stderr.write(f"{sentence}\n")
    raise typer.Exit(BAD_INPUT)
