"""``thihanh trail …``: check the record, anchor it, prove an entry, rebuild, rehearse a tampering."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from typing import Annotated, Any, NoReturn

import typer

from thihanh.law.notation import dotted
from thihanh.trail import operations, queries, rehearsal
from thihanh.trail.findings import Report
from thihanh.trail.outside import Anchor, OutsideFileError, file_path
from thihanh.trail.payloads import plain
from thihanh.trail.seals import SealKeyError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Hồ sơ ghi nhận: kiểm tra, neo, chứng minh, dựng lại số liệu.",
)
Json = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]
SHOWN = 20
# Of a matter that is not done: what is left of a done one counts as done, so its forms would not move.
COLLECTED = """debit = 'collected' AND "on" BETWEEN '2024-10-01' AND '2025-09-30' AND NOT EXISTS (
    SELECT FROM matters_stage s WHERE s.matter_id = subject AND s.stage = 'done')"""
FIGURE = "statistics form 005.N --unit 22 --from 2024-10-01 --to 2025-09-30"


@app.command()
def verify(
    facts: Annotated[bool, typer.Option("--facts", help="So cả các bảng dữ kiện với hồ sơ.")] = False,
    as_json: Json = False,
) -> None:
    """Kiểm tra toàn bộ hồ sơ; nêu mục hoặc dữ kiện sai đầu tiên. Mã thoát 1 khi có sai lệch."""
    with _sentences():
        report = operations.check(facts=facts, progress=_told)
    if as_json:
        _print({**asdict(report), "first": asdict(report.first) if report.first else None})
    else:
        typer.echo(_in_words(report))
    raise typer.Exit(0 if report.ok else 1)


@app.command()
def rebuild(as_json: Json = False) -> None:
    """Xóa và dựng lại các bảng số liệu từ dữ kiện."""
    rebuilt = operations.rebuild()
    if as_json:
        _print({"projections": rebuilt})
        return
    for name, rows in rebuilt.items():
        typer.echo(f"{name}: dựng lại {dotted(rows)} dòng.")


@app.command()
def anchor(
    daily: Annotated[
        bool, typer.Option("--daily", help="Lập mốc neo của ngày, kể cả khi không có mục mới.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Neo các mục chưa neo và ghi một dòng vào tệp ngoài cơ sở dữ liệu."""
    with _sentences():
        made = operations.anchor("daily" if daily else "interval")
    if as_json:
        _print({"anchor": _anchor(made) if made else None})
    elif made:
        typer.echo(f"Mốc neo {made.number}: {dotted(made.count)} mục, gốc {made.root.hex()}.")
    else:
        typer.echo("Không có mục mới để neo.")


@app.command()
def proof(entry: Annotated[int, typer.Argument(min=1, max=2**63 - 1, help="Số của mục.")]) -> None:
    """In bằng chứng (JSON) rằng một mục nằm trong mốc neo: ai cũng kiểm tra được, không cần cơ sở dữ liệu."""
    found = queries.proof(entry)
    if found is None:
        _refuse(
            f"Mục {entry} chưa có trong mốc neo nào." if queries.entry(entry) else f"Không có mục {entry}."
        )
    _print(
        {
            "entry": found.entry_id,
            "hash": found.hash,
            "place": found.place,
            "size": found.size,
            "path": list(found.path),
            "anchor": _anchor(found.anchor),
            "outside": queries.is_outside(found.anchor),
        }
    )


@app.command()
def tamper(
    table: Annotated[str, typer.Option(help="Bảng dữ kiện bị sửa.")] = "money_posting",
    column: Annotated[str, typer.Option(help="Cột số bị sửa.")] = "amount",
    where: Annotated[str, typer.Option(help="Điều kiện SQL chọn dòng.")] = COLLECTED,
    figure: Annotated[str, typer.Option(help="Lệnh in số liệu bị ảnh hưởng.")] = FIGURE,
) -> None:
    """Sửa một con số trong một bản sao của cơ sở dữ liệu, rồi để việc kiểm tra gọi tên mục bị sửa."""
    with _sentences():
        rehearsal.check_figure(table, column)
        typer.echo("Đang sao hồ sơ và dữ kiện sang một cơ sở dữ liệu thử…")
        with rehearsal.copied() as copy:
            before = _figure(copy, figure)
            change = copy.change_largest(table, column, where)
            typer.echo(
                f"Trên bản sao, bảng {change.table}, dòng {change.fact_id}: "
                f"{change.column} {dotted(change.before)} → {dotted(change.after)}; "
                f"tổng của các dòng cùng loại {dotted(change.sum_before)} → {dotted(change.sum_after)}."
            )
            _show_moved(before, _figure(copy, figure), figure)
            done = copy.thihanh("trail", "verify", "--facts", "--json")
    _show_named(done.stdout, change)


def _figure(copy: rehearsal.Copy, figure: str) -> dict[str, Any]:
    """The figure's JSON on the copy, its projections rebuilt first; empty where the command is not there."""
    copy.thihanh("trail", "rebuild")
    done = copy.thihanh(*figure.split(), "--json")
    if done.returncode:
        return {}
    shown: dict[str, Any] = json.loads(done.stdout)
    return {f"cột {column['no']} ({column['name']})": column["value"] for column in shown.get("columns", [])}


def _show_moved(before: Mapping[str, Any], after: Mapping[str, Any], figure: str) -> None:
    moved = [name for name in before if before[name] != after.get(name)]
    if moved:
        typer.echo(f"Số liệu của «thihanh {figure}» đổi theo:")
    for name in moved:
        typer.echo(f"  {name}: {_shown(before[name])} → {_shown(after.get(name))}")


def _show_named(output: str, change: rehearsal.Change) -> None:
    first = json.loads(output)["first"] if output.strip() else None
    if first is None or first["entry_id"] != change.entry_id:
        _refuse("Việc kiểm tra không gọi đúng tên mục bị sửa.")
    typer.echo(f"Kiểm tra nêu đúng mục {first['entry_id']}: {first['sentence']}")
    typer.echo("Bản sao đã được xóa; cơ sở dữ liệu thật không bị đụng tới.")


@contextmanager
def _sentences() -> Iterator[None]:
    """Errors that have a sentence for the operator end the command with it."""
    try:
        yield
    except (SealKeyError, OutsideFileError, rehearsal.RehearsalError) as error:
        _refuse(str(error))


def _refuse(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(2)


def _told(done: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\rĐã đọc {dotted(done)} mục…")


def _in_words(report: Report) -> str:
    lines = [
        f"Đã kiểm tra {dotted(report.entries)} mục của {dotted(report.subjects)} chuỗi"
        + (f" và {dotted(report.facts)} dữ kiện." if report.with_facts else "."),
        f"Mốc neo: {report.anchors}, trong đó {report.anchors_outside} có dòng trong tệp ngoài "
        f"{file_path().name}; {dotted(report.tail)} mục mới hơn mốc neo cuối cùng ở ngoài.",
    ]
    if report.ok:
        return "\n".join([*lines, "Không có sai lệch."])
    total = sum(report.counts.values())
    lines.append(f"Có {dotted(total)} sai lệch. Sai lệch đầu tiên:")
    lines += [f"  {problem.sentence}" for problem in report.problems[:SHOWN]]
    if total > SHOWN:
        lines.append(f"  … và {dotted(total - SHOWN)} sai lệch khác.")
    return "\n".join(lines)


def _anchor(made: Anchor) -> dict[str, object]:
    return {**json.loads(made.text), "line": made.line}


def _print(value: Mapping[str, object]) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, default=plain))


def _shown(value: object) -> str:
    return dotted(value) if isinstance(value, int) else str(value)
