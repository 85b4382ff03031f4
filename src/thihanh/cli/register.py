"""``thihanh register …``: the empty template, bringing a register in, a synthetic one to try with."""

import errno
import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from thihanh.cli import typed
from thihanh.editions import late_facts
from thihanh.offices import queries as offices
from thihanh.offices.operations import load_reference
from thihanh.procedures.import_register import error_file, operations, queries
from thihanh.procedures.import_register.preparing import Importer, Prepared
from thihanh.procedures.register_file import template as register_template

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Sổ thụ lý: tệp mẫu, kiểm tra, nhập.")

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
        return typed.day(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def _refuse(sentence: str) -> typer.Exit:
    sys.stderr.write(sentence + "\n")
    return typer.Exit(2)


@contextmanager
def _written(out: Path) -> Iterator[Path]:
    """A place to write to that becomes ``out`` once written whole; what stops it is a sentence."""
    place = out.with_name(f".{os.getpid()}.{out.name}")
    try:
        if out.exists() and not out.is_file():
            raise OSError(errno.EISDIR, "not a file")
        place.touch()
        yield place
        place.replace(out)
    except Exception as error:
        cause = error if isinstance(error, OSError) else error.__context__  # the workbook's writer wraps it
        if not isinstance(cause, OSError):
            raise
        raise _refuse(f"Không ghi được {out}: {typed.why(cause)}.") from None
    finally:
        with suppress(OSError):
            place.unlink()


def _check_readable(file: Path) -> None:
    if file.is_dir():
        raise _refuse(f"{file} là một thư mục; hãy chọn tệp sổ thụ lý .xlsx.")
    if not file.is_file():
        raise _refuse(f"Không có tệp {file}.")
    if not os.access(file, os.R_OK):
        raise _refuse(f"Không có quyền đọc tệp {file}.")


@app.command()
def template(out: File, *, json_: Json = False) -> None:
    """Ghi tệp mẫu trống, có danh mục để chọn và trang hướng dẫn."""
    with _written(out) as place:
        register_template.write(place)
    if json_:
        typer.echo(json.dumps({"file": str(out)}, ensure_ascii=False))


@app.command()
def synth(
    unit: Annotated[str, typer.Argument(help="Mã tỉnh, ví dụ 22.")],
    year: Annotated[int, typer.Argument(help="Năm công tác.")],
    out: File,
    *,
    seed: Annotated[int, typer.Option(min=0, help="Số gieo; cùng số thì cùng tệp.")] = 2025,
    json_: Json = False,
) -> None:
    """Lập sổ thụ lý tổng hợp, tổng số khớp số liệu đã công bố."""
    from thihanh.synthetic.calibration import NoCalibration
    from thihanh.synthetic.generator import generate
    from thihanh.synthetic.workbook import write

    try:
        register = generate(unit, year, seed)
    except NoCalibration as error:
        raise _refuse(str(error)) from None
    with _written(out) as place:
        write(register, place)
    if json_:
        answer = {
            "file": str(out),
            "unit": unit,
            "year": year,
            "seed": seed,
            "matters": len(register.matters),
        }
        typer.echo(json.dumps(answer, ensure_ascii=False))


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
    _check_readable(file)
    if errors is not None and not errors.parent.is_dir():
        raise _refuse(f"Không ghi được {errors}: không có thư mục ấy.")
    bars = _Bars(shown=sys.stderr.isatty() and not json_)
    who = Importer(by=by, on=_day(on), progress=bars)
    refused = ""
    if not offices.units(who.on):  # a database fresh from migrate knows no province yet
        load_reference(by=by, on=who.on)
    with bars.progress:
        run_id, prepared = operations.check_file(file, who)
        if prepared.in_order and not dry_run and queries.run(run_id).may_apply:
            refused = _apply(run_id, who, prepared)
    _answer(run_id, as_json=json_)
    if errors is not None:
        with _written(errors) as place:
            shutil.copyfile(error_file.make(run_id), place)
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
    closed = late_facts.sentence_for(row.agency, row.since)
    listed = queries.problems(run_id, size=operations.LISTED)
    if as_json:
        answer = {
            "run": row.id,
            "file": row.file_name,
            "sha256": row.sha256,
            "agency": row.agency,
            "state": row.state,
            "sentence": row.sentence,
            "closed": closed,
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
        if closed:
            typer.echo(closed)
