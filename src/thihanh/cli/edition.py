"""``thihanh edition …``: close a period, verify a file, show it, compare it, make it again."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from django.conf import settings

from thihanh.cli import typed
from thihanh.documents.keystore import key_store
from thihanh.documents.problems import Refused as FileRefused
from thihanh.documents.signing.verify import Trust
from thihanh.editions import making, operations, queries, reading, restating
from thihanh.editions.canon import NotCanonical, digest
from thihanh.editions.container import NotAnEdition
from thihanh.editions.cutting import CutGone
from thihanh.editions.figures import Figures, NotInEdition
from thihanh.editions.kinds import KIND_NAMES, kind_of
from thihanh.editions.queries import EditionUnknown
from thihanh.editions.restating import Comparison
from thihanh.editions.rows import EditionRow
from thihanh.editions.rules import Asked, Refused
from thihanh.law.notation import dotted
from thihanh.offices.policy import Denied
from thihanh.offices.queries import viewer_named
from thihanh.offices.reach import EVERYTHING
from thihanh.statistics.numbers import Absent, Percent
from thihanh.statistics.period import RefusedPeriod
from thihanh.statistics.unit import UnknownUnit

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Ấn bản thống kê: khóa kỳ, kiểm tra tệp, xem, đối chiếu, lập lại từ hồ sơ ghi nhận.",
)
Unit = Annotated[str, typer.Option("--unit", help="Mã cơ quan: 22; CQL là toàn quốc.")]
Year = Annotated[int, typer.Option("--year", help="Năm công tác.")]
Month = Annotated[int, typer.Option("--month", help="Kỳ lũy kế: 1 đến 12 tháng.")]
Json = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]
_SIGNS = {True: "✓", False: "✗", None: "·"}
_REFUSALS = (
    Refused,
    RefusedPeriod,
    UnknownUnit,
    EditionUnknown,
    NotAnEdition,
    NotCanonical,
    NotInEdition,
    CutGone,
    FileRefused,
    ValueError,
)


@contextmanager
def _sentences() -> Iterator[None]:
    """Bad input ends with one sentence and exit status 2."""
    try:
        yield
    except Denied as error:
        sys.stderr.write(f"{error.sentence}\n")
        raise typer.Exit(2) from None
    except _REFUSALS as error:
        sys.stderr.write(f"{error}\n")
        raise typer.Exit(2) from None


@app.command()
def close(
    *,
    unit: Unit,
    year: Year,
    month: Month,
    by: Annotated[str, typer.Option("--by", help="Tên đăng nhập của người khóa (thủ trưởng cơ quan).")],
    kind: Annotated[
        str, typer.Option("--kind", help="final (chính thức) hoặc preliminary (sơ bộ).")
    ] = "final",
    late: Annotated[
        str,
        typer.Option(
            "--late", help="Mã các đơn vị còn chậm, cách nhau dấu phẩy; “tat-ca”: mọi đơn vị còn chậm."
        ),
    ] = "",
    elsewhere: Annotated[
        str, typer.Option("--elsewhere", help="Các kỳ đã báo cáo ngoài hệ thống: 1-10 hoặc 1,2.")
    ] = "",
    key: Annotated[
        str, typer.Option("--key", help="Mã lần gửi: gọi lại với cùng mã không khóa hai lần.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Khóa kỳ: đóng băng ấn bản của một cơ quan, hoặc của toàn quốc từ các ấn bản đã khóa."""
    on = settings.CLOCK.today()
    with _sentences():
        viewer = viewer_named(by, on)
        asked = Asked(unit, year, month, kind_of(kind), elsewhere=_months(elsewhere))
        named = (
            queries.waiting(unit, asked.period, on)
            if late == "tat-ca"
            else tuple(filter(None, late.split(",")))
        )
        row = operations.close(
            Asked(unit, year, month, asked.kind, named, asked.elsewhere), by=viewer, on=on, key=key
        )
    _told(row, as_json=as_json)


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp .thia, hoặc PDF có kèm tệp máy.")],
    as_json: Json = False,
) -> None:
    """Kiểm tra một tệp ấn bản, không cần cơ sở dữ liệu. Mã thoát 1: tệp không còn đúng."""
    with _sentences():
        data = _content(file)
    store = key_store()
    verdict = reading.verify(data, Trust(store.roots(), store.revoked()))
    if as_json:
        rows = [{"part": row.label, "found": row.value, "ok": row.ok} for row in verdict.rows]
        _print(
            {
                "file": file.name,
                "sha256": verdict.sha256,
                "edition": verdict.label,
                "ok": verdict.ok,
                "rows": rows,
            }
        )
    else:
        typer.echo(f"{file.name}  SHA-256 {verdict.sha256}")
        typer.echo(verdict.label or "(không đọc được ấn bản)")
        for row in verdict.rows:
            typer.echo(f"  {_SIGNS[row.ok]} {row.label}: {row.value}")
        typer.echo(
            "Kết luận: đúng là ấn bản đã khóa." if verdict.ok else "Kết luận: KHÔNG đúng ấn bản đã khóa."
        )
    raise typer.Exit(0 if verdict.ok else 1)


@app.command()
def show(
    edition: Annotated[str, typer.Argument(metavar="ẤN_BẢN", help="Số ấn bản, hoặc tệp .thia/PDF.")],
    as_json: Json = False,
) -> None:
    """Xem một ấn bản: mốc, mã băm, số liệu chính."""
    from thihanh.editions.headline import named_figures

    with _sentences():
        found = _edition(edition)
        figures = named_figures(found.body, found.id)
    if as_json:
        _print({"header": dict(found.header), "figures": _figures(figures)})
        return
    frozen = found.body.frozen
    typer.echo(reading.label_of(found))
    typer.echo(f"  mốc neo {frozen.cut.anchor}, sổ ghi đến {frozen.cut.known_on:%d/%m/%Y}")
    typer.echo(f"  SHA-256 phần thân {found.header['body_sha256']}")
    for name, value in _figures(figures).items():
        typer.echo(f"  {name:<24}{value:>28}")


@app.command()
def diff(
    first: Annotated[str, typer.Argument(metavar="ẤN_BẢN", help="Số ấn bản, hoặc tệp.")],
    second: Annotated[
        str, typer.Argument(metavar="ẤN_BẢN_2", help="Ấn bản sau; không nêu: số liệu hiện nay.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Đối chiếu: những việc nào làm đổi ô nào, từ mấy thành mấy, vì sao."""
    with _sentences():
        before = _edition(first)
        found = restating.between(before, _edition(second)) if second else restating.since(before)
    if as_json:
        _print(_difference(found))
        return
    typer.echo(
        f"{len(found.rows)} việc đổi: "
        + (", ".join(f"{n} {why}" for why, n in found.by_reason.items()) or "–")
    )
    for cell in (*found.sums, *found.redefined):
        typer.echo(
            f"  {cell.of}.{cell.column:<16}{cell.name[:44]:<46}{dotted(cell.then)} → {dotted(cell.now)}"
        )
    for row in found.rows:
        cells = "; ".join(f"{c.of}.{c.column} {dotted(c.then)} → {dotted(c.now)}" for c in row.moved.cells)
        typer.echo(f"  {row.number:<24}{row.reason:<28}{cells}")


@app.command()
def remake(
    edition: Annotated[int, typer.Argument(metavar="SỐ", help="Số ấn bản.")],
    *,
    out: Annotated[Path | None, typer.Option("--out", help="Ghi tệp lập lại vào đây.")] = None,
    file: Annotated[
        Path | None, typer.Option("--file", help="So từng byte với tệp này, thay vì tệp đã lưu.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Lập lại ấn bản từ hồ sơ ghi nhận và so từng byte. Mã thoát 1: khác."""
    with _sentences():
        row = queries.edition(EVERYTHING, edition)
        again = making.remade(edition)
        kept = _machine(_content(file)) if file else None
    same = again == kept if kept is not None else digest(again) == row.file_sha256
    if out:
        _keep(out, again)
    if as_json:
        _print({"edition": edition, "sha256": digest(again), "same": same})
    else:
        said = "giống từng byte" if same else "KHÁC"
        typer.echo(f"Ấn bản số {edition} lập lại từ hồ sơ ghi nhận: {said} (SHA-256 {digest(again)}).")
    raise typer.Exit(0 if same else 1)


def _edition(text: str) -> reading.EditionFile:
    if text.isdecimal():
        return queries.file_of(int(text))
    return reading.read_file(_content(Path(text)))


def _machine(data: bytes) -> bytes:
    return reading.attached(data) if data.startswith(b"%PDF") else data


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise NotAnEdition(f"Dữ liệu: không đọc được tệp {file.name}: {typed.why(error)}.") from None


def _keep(out: Path, content: bytes) -> None:
    try:
        out.write_bytes(content)
    except OSError as error:
        sys.stderr.write(f"Dữ liệu: không ghi được {out.name}: {typed.why(error)}.\n")
        raise typer.Exit(2) from None


def _months(text: str) -> tuple[int, ...]:
    """ "1-3" or "1,2" as months."""
    first, dash, last = text.partition("-")
    try:
        return (
            tuple(range(int(first), int(last) + 1))
            if dash
            else tuple(int(one) for one in text.split(",") if one)
        )
    except ValueError:
        raise Refused(f"Dữ liệu: “{text}” không phải danh sách kỳ; viết 1-10 hoặc 1,2,3.") from None


def _figures(figures: Figures) -> dict[str, str]:
    return {name: _said(figures.value(name)) for name in figures.names()}


def _said(value: int | Percent | Absent) -> str:
    return dotted(value) if isinstance(value, int) else str(value)


def _difference(found: Comparison) -> dict[str, object]:
    return {
        "reasons": found.by_reason,
        "definitions": list(found.definitions),
        "cells": [
            {"cell": f"{c.of}.{c.column}", "then": c.then, "now": c.now}
            for c in (*found.sums, *found.redefined)
        ],
        "matters": [
            {
                "id": row.moved.matter_id,
                "number": row.number,
                "why": row.why,
                "cells": [
                    {"cell": f"{c.of}.{c.column}", "then": c.then, "now": c.now} for c in row.moved.cells
                ],
                "facts": [
                    {
                        "table": f.table,
                        "entry": f.entry,
                        "on": f.on.isoformat(),
                        "known_on": f.known_on.isoformat(),
                    }
                    for f in row.facts
                ],
            }
            for row in found.rows
        ],
    }


def _told(row: EditionRow, *, as_json: bool) -> None:
    if as_json:
        _print({"edition": row.id, "body_sha256": row.body_sha256, "anchor": row.anchor, "root": row.root})
        return
    typer.echo(
        f"Đã khóa ấn bản {KIND_NAMES[row.kind]} số {row.id} của {row.unit_name}, kỳ {row.period.label}.\n"
        f"  mốc neo {row.anchor}, SHA-256 phần thân {row.body_sha256}"
    )


def _print(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
