"""A kind of dossier of the tests' own: a letter with a term, a secret sender, a step for another person."""

from datetime import date

import pytest

from tests.cast import BINH, HOA, LAN, MINH, TRUONG, gather
from thihanh.dossiers import kinds
from thihanh.dossiers.kinds import Asked, Clock, Field, Kind, Step, Values
from thihanh.dossiers.life import Dossier
from thihanh.matters.asking import Choice, Refusal

ON = date(2026, 3, 2)


def _content(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    if values.get("result") == "none" and not values.get("reason"):
        raise Refusal("law", "trả lời «không có» phải nêu lý do.", "reason")


LETTER = Kind(
    code="test_letter",
    label="thư thử",
    object="complaint",
    prefix="TT",
    states={"open": "chờ trả lời", "answered": "đã trả lời", "closed": "đã kết thúc"},
    ended=frozenset({"closed"}),
    steps=(
        Step(
            "receive",
            "Nhận thư",
            "nhận",
            to="open",
            right="act",
            fields=(
                Field("title", "Nội dung", "text"),
                Field("received_on", "Ngày nhận", "date"),
                Field("urgent", "Khẩn", "bool", required=False),
                Field("sender", "Người gửi", "text", required=False, personal=True),
                Field("source", "Người báo tin", "text", required=False, secret=True),
                Field("matters", "Việc liên quan", "matters", required=False),
            ),
        ),
        Step(
            "answer",
            "Trả lời",
            "trả lời",
            after=frozenset({"open"}),
            to="answered",
            fields=(
                Field(
                    "result", "Kết quả", "choice", choices=(Choice("given", "có"), Choice("none", "không có"))
                ),
                Field("reason", "Lý do", "long", required=False),
                Field("amount", "Số tiền", "money", required=False),
            ),
            check=_content,
            article="L25 Đ.37.6",
        ),
        Step(
            "close",
            "Đóng",
            "đóng",
            after=frozenset({"answered"}),
            to="closed",
            not_by=("owner",),
            right="act",
        ),
    ),
    clocks=(Clock("KN-02", starts=("receive",), met=("answer",), from_="received_on"),),
    title=lambda values: str(values["title"]),
)


@pytest.fixture
def letters(db: None) -> Kind:
    """The office with its people, and the kind."""
    kinds.register(LETTER)
    gather(LAN, MINH, BINH, HOA, TRUONG)
    return LETTER
