"""Synthetic complaints and the like, and one way to take their steps; a head's step comes with its paper."""

from datetime import date, datetime

from tests.cast import VAN, Person, viewer
from thihanh.dossiers.life import Dossier, clocks
from thihanh.dossiers.loading import load
from thihanh.dossiers.operations import New, calendar_of, open_dossier, take

PAPER = 1
"""The number of the paper by which a head's step takes effect."""

COMPLAINT = {
    "subject": "Kê biên nhà ở",
    "complainant": "Quách Thị Vô Hình",
    "against": "Quyết định cưỡng chế 01/QĐ",
    "content": "Nhà không thuộc tài sản phải thi hành.",
    "stage": "before",
    "knew_on": "01/06/2026",
    "received_on": "05/06/2026",
    "channel": "post",
}
DENUNCIATION = {
    "category": "procedure",
    "denouncer": "Mạc Kín Danh",
    "address": "Số 9 ngõ Thầm Lặng",
    "handwriting": "chữ nghiêng trái mực tím",
    "accused": "22.0001",
    "accused_post": "officer",
    "content": "Giao tài sản không đúng biên bản.",
    "received_on": "05/06/2026",
    "channel": "post",
}
PROTEST = {
    "form": "protest",
    "level": "region",
    "procuracy": "Viện kiểm sát nhân dân khu vực 1",
    "number": "05/KN-VKS",
    "issued_on": "03/06/2026",
    "received_on": "05/06/2026",
    "subject": "Quyết định hoãn thi hành án",
    "demands": "Hủy quyết định hoãn trái luật.",
}
COMPENSATION = {
    "subject": "Kê biên trái pháp luật",
    "claimant": "Quách Thị Vô Hình",
    "base": "complaint",
    "base_no": "QĐ 12 ngày 01/06/2026",
    "base_on": "01/06/2026",
    "claimed": "120000000",
    "received_on": "05/06/2026",
}
SESSION = {
    "form": "leader",
    "held_on": "15/06/2026",
    "received_by": "22.0031",
    "place": "Phòng tiếp công dân",
}
SAMPLES = {
    "complaint": COMPLAINT,
    "denunciation": DENUNCIATION,
    "protest": PROTEST,
    "compensation": COMPENSATION,
    "reception": SESSION,
}


def day(text: str) -> date:
    """«05/06/2026» as a day."""
    return datetime.strptime(text, "%d/%m/%Y").date()


def opened(
    kind: str, on: str = "05/06/2026", by: Person = VAN, officer: str = "22.0033", **more: object
) -> int:
    """A dossier of the agency, opened by the registry unless said otherwise."""
    raw = {name: value for name, value in {**SAMPLES[kind], **more}.items() if value is not None}
    return open_dossier(New(kind, raw, agency="22", office="22", officer=officer), by=viewer(by), on=day(on))


def step(number: int, code: str, on: str, by: Person, **raw: object) -> Dossier:
    """A step taken on a day; the dossier after it."""
    found = load([number], identify=True)[number]
    of = found.kind.step(code)
    paper = PAPER if of.signer == "head" else None
    raw = {one.name: one.default(found) for one in of.fields if one.default} | raw
    take(number, code, raw, by=viewer(by), on=day(on), paper=paper)
    return load([number], identify=True)[number]


def dues(number: int, rule: str) -> list[tuple[str, str]]:
    """The runs of a clock: last day and the day it was met, as people write them."""
    found = clocks(load([number], identify=True)[number], calendar_of("22", day("01/06/2026")))
    return [(_text(one.due), _text(one.met_on)) for one in found if one.rule == rule]


def _text(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""
