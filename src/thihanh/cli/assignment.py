"""``thihanh assignment …``: run a draw of assignments again from its file; needs no database."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from thihanh.procedures.assignment import draw

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Phân công: bốc thăm lại từ tệp để kiểm tra kết quả."
)
LARGEST = 50_000_000


@app.callback()
def assignment() -> None:
    """Phân công: bốc thăm lại từ tệp để kiểm tra kết quả."""


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="Tệp JSON tải từ trang kết quả bốc thăm.")],
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
) -> None:
    """Bốc thăm lại: mã cam kết, danh sách và kết quả có khớp không. Mã thoát 1 khi có sai lệch."""
    try:
        findings = draw.verify(_read(file))
    except ValueError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    holds = all(finding.holds for finding in findings)
    if as_json:
        typer.echo(
            json.dumps({"ok": holds, "findings": [asdict(one) for one in findings]}, ensure_ascii=False)
        )
    else:
        for finding in findings:
            typer.echo(("Đúng: " if finding.holds else "SAI: ") + finding.sentence)
    raise typer.Exit(0 if holds else 1)


def _read(file: Path) -> dict[str, object]:
    try:
        if file.stat().st_size > LARGEST:
            raise ValueError(f"Tệp «{file}» quá lớn, không phải tệp bốc thăm.")
        read = json.loads(file.read_text(encoding="utf-8"))
    except OSError:
        raise ValueError(f"Không mở được tệp «{file}»; kiểm tra đường dẫn và quyền đọc.") from None
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ValueError(
            f"Tệp «{file}» không phải JSON đọc được ({error}); tải lại từ trang kết quả."
        ) from None
    if not isinstance(read, dict):
        raise ValueError(f"Tệp «{file}» không phải tệp bốc thăm phân công.")
    return read
