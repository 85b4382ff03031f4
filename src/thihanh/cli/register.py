"""``thihanh register …``: the empty template, bringing a register in, a synthetic one to try with."""

import json
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from thihanh.procedures.import_register import error_file, operations, queries
from thihanh.procedures.import_register.preparing import Importer, Prepared
from thihanh.procedures.register_file import template as register_template

app = typer.Typer(no_args_is_help=True, help="Sổ thụ lý: tệp mẫu, kiểm tra, nhập.")

ANYBODY = "dòng lệnh"
File = Annotated[Path, typer.Argument(help="Tệp .xlsx.")]
Json = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]


class _Bars:
    """A bar per phase on standard error, so that standard output stays for answers."""

    def __init__(self, shown: bool) -> None:
        columns = (
            TextColumn("{task.description:<12}"),
            BarColumn(),
            TextColumn("{task.completed}/{task.total}"),
        )
        self.progress = Progress(
            *columns, TimeElapsedColumn(), console=Console(file=sys.stderr), disable=not shown, transient=True
        )
        self.tasks: dict[str, TaskID] = {}

    def __call__(self, phase: str, done: int, total: int) -> None:
        if phase not in self.tasks:
            self.tasks[phase] = self.progress.add_task(phase, total=max(total, 1))
        self.progress.update(self.tasks[phase], completed=done, total=max(total, 1))


def _day(text: str | None) -> date:
    if text is None:
        today: date = settings.CLOCK.today()
        return today
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"“{text}” không phải là ngày; hãy ghi dạng 2025-09-30.") from None


def _refuse(sentence: str) -> typer.Exit:
    sys.stderr.write(sentence + "\n")
    return typer.Exit(2)


@app.command()
def template(out: File) -> None:
    """Ghi tệp mẫu trống, có danh mục để chọn và trang hướng dẫn."""
    try:
        register_template.write(out)
    except OSError as error:
        raise _refuse(f"Không ghi được {out}: {error.strerror or error}.") from None


@app.command()
def synth(
    unit: Annotated[str, typer.Argument(help="Mã tỉnh, ví dụ 22.")],
    year: Annotated[int, typer.Argument(help="Năm công tác.")],
    out: File,
    seed: Annotated[int, typer.Option(help="Số gieo; cùng số thì cùng tệp.")] = 2025,
) -> None:
    """Lập sổ thụ lý tổng hợp, tổng số khớp số liệu đã công bố."""
    from thihanh.synthetic.calibration import NoCalibration
    from thihanh.synthetic.generator import generate
    from thihanh.synthetic.workbook import write

    try:
        write(generate(unit, year, seed), out)
    except NoCalibration as error:
        raise _refuse(str(error)) from None
    except OSError as error:
        raise _refuse(f"Không ghi được {out}: {error.strerror or error}.") from None


@app.command("import")
def import_(
    file: File,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ kiểm tra, không ghi sổ.")] = False,
    by: Annotated[str, typer.Option(help="Mã người nhập.")] = ANYBODY,
    on: Annotated[str | None, typer.Option(help="Ngày nhập, ví dụ 2025-09-30.")] = None,
    errors: Annotated[Path | None, typer.Option(help="Ghi tệp có tô màu các ô lỗi.")] = None,
    json_: Json = False,
) -> None:
    """Kiểm tra rồi nhập một sổ thụ lý; tệp có lỗi thì không ghi gì."""
    if not file.is_file():
        raise _refuse(f"Không có tệp {file}.")
    bars = _Bars(shown=sys.stderr.isatty() and not json_)
    who = Importer(by=by, on=_day(on), progress=bars)
    refused = ""
    with bars.progress:
        run_id, prepared = operations.check_file(file, who)
        if prepared.in_order and not dry_run and queries.run(run_id).may_apply:
            refused = _apply(run_id, who, prepared)
    _answer(run_id, as_json=json_)
    if errors is not None:
        shutil.copyfile(error_file.make(run_id), errors)
    row = queries.run(run_id)
    if refused or row.state == "refused":
        raise _refuse(refused or row.sentence)


def _apply(run_id: int, who: Importer, prepared: Prepared) -> str:
    """Write the file; returns the sentence when it was refused."""
    try:
        operations.apply(run_id, who, prepared)
    except operations.ImportRefused as error:
        return error.sentence
    except operations.ImportCancelled:
        return queries.run(run_id).sentence
    return ""


def _answer(run_id: int, *, as_json: bool) -> None:
    row = queries.run(run_id)
    listed = queries.problems(run_id, size=operations.LISTED)
    if as_json:
        answer = {
            "run": row.id,
            "file": row.file_name,
            "sha256": row.sha256,
            "agency": row.agency,
            "state": row.state,
            "sentence": row.sentence,
            "counts": row.counts,
            "errors": row.errors,
            "warnings": row.warnings,
            "unlisted": listed.unlisted,
            "problems": [problem.as_dict() for problem in listed.rows],
        }
        typer.echo(json.dumps(answer, ensure_ascii=False))
        return
    for problem in listed.rows:
        typer.echo(f"{'LỖI' if problem.severity == 'error' else 'XEM'}  {problem.sentence()}")
    if listed.unlisted:
        typer.echo(f"… và {listed.unlisted} lỗi cùng loại chưa liệt kê.")
    if row.state != "refused":
        typer.echo(row.sentence)
