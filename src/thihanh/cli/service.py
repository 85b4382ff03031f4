"""``thihanh service …``: where service stands by channel, and stand-ins switched to fail for a trial."""

import json
import sys
from typing import Annotated

import typer

from thihanh.documents.service import adapters, queries
from thihanh.documents.service.queries import Filters
from thihanh.documents.service.states import LABELS
from thihanh.law.service import channels
from thihanh.offices.reach import EVERYTHING

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Tống đạt: tình trạng, kênh thử nghiệm.",
)

Json = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]


@app.callback()
def _group() -> None:
    """Tống đạt: tình trạng, kênh thử nghiệm."""


@app.command()
def status(as_json: Json = False) -> None:
    """Có bao nhiêu văn bản ở mỗi tình trạng, kênh thử nào đang đặt cho hỏng."""
    counts, failing = queries.counts(EVERYTHING, Filters()), adapters.failing()
    if as_json:
        answer = {"states": {code: counts.get(code, 0) for code in LABELS}, "failing": sorted(failing)}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        return
    for code, label in LABELS.items():
        sys.stdout.write(f"{label}: {counts.get(code, 0)}\n")
    _tell(failing)


@app.command()
def fail(
    channel: Annotated[list[str], typer.Argument(help="Mã kênh: vneid, email, post, in_person…")],
    off: Annotated[bool, typer.Option("--off", help="Cho kênh hoạt động lại.")] = False,
) -> None:
    """Đặt kênh thử cho hỏng, hoặc cho hoạt động lại; văn bản sẽ tự gửi lại."""
    try:
        failing = adapters.switch(channel, fail=not off)
    except LookupError as error:
        sys.stderr.write(f"{error}\n")
        raise typer.Exit(2) from None
    _tell(failing)


def _tell(failing: frozenset[str]) -> None:
    names = ", ".join(channels()[code].label for code in sorted(failing)) or "không có"
    sys.stdout.write(f"Kênh thử đang đặt cho hỏng: {names}\n")
