"""Citizen reception (tiếp công dân): a session planned, its book of visits, its conclusion.

A session is a dossier; every visit is a step of it. Names of those received are personal; a matter told there
becomes a complaint or a denunciation of its own, linked to the session.
"""

from datetime import date
from typing import Final

from thihanh.dossiers.kinds import Asked, Clock, Field, Kind, Step, Values
from thihanh.dossiers.life import Dossier
from thihanh.law.notation import vn
from thihanh.matters.asking import Choice, Refusal
from thihanh.oversight.shared import check_listed, check_not_after, of_law

FORMS: Final = (
    Choice("leader", "Lãnh đạo tiếp định kỳ"),
    Choice("ad_hoc", "Lãnh đạo tiếp đột xuất"),
    Choice("regular", "Tiếp thường xuyên"),
)
ABOUT: Final = (
    Choice("complaint", "Khiếu nại"),
    Choice("denunciation", "Tố cáo"),
    Choice("petition", "Kiến nghị, phản ánh"),
    Choice("question", "Hỏi, đề nghị hướng dẫn"),
)
KEPT: Final = "denunciation"
"""About what nobody who comes is named: the name belongs to the denunciation alone."""
_LATEST_PLAN: Final = 366


def _check_planned(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    held = values.get("held_on")
    if isinstance(held, date) and (held - asked.on).days > _LATEST_PLAN:
        raise Refusal("input", f"ngày tiếp {vn(held)} xa quá một năm. Kiểm tra lại ngày.", "held_on")
    if values.get("form") != "regular" and not values.get("received_by"):
        raise Refusal("input", "buổi tiếp của lãnh đạo phải ghi người tiếp.", "received_by")


def _check_begun(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    assert dossier is not None
    held = dossier.last("held_on")
    if isinstance(held, date) and asked.on < held:
        raise Refusal("input", f"buổi tiếp ngày {vn(held)} chưa diễn ra. Ghi từ ngày đó.", "on")


def _check_visit(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    _check_begun(dossier, values, asked)
    people = values.get("people")
    if isinstance(people, int) and people < 1:
        raise Refusal("input", "một lượt tiếp có ít nhất một người.", "people")
    if values.get("about") == KEPT and (values.get("visitor") or values.get("address")):
        raise Refusal(
            "input",
            "người đến tố cáo không ghi tên, địa chỉ ở sổ tiếp công dân. Bỏ trống, rồi mở hồ sơ tố cáo từ "
            "buổi tiếp này để ghi.",
            "visitor" if values.get("visitor") else "address",
        )
    if values.get("about") != KEPT and not values.get("visitor"):
        raise Refusal("input", "«Người đến» chưa điền. Điền rồi gửi lại.", "visitor")


def _check_refused(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    _check_begun(dossier, values, asked)
    check_listed("reception_refused", values.get("ground"), asked)


def _title(values: Values) -> str:
    form = next((one.label for one in FORMS if one.code == values["form"]), "")
    held = values["held_on"]
    return f"{form} ngày {vn(held)}" if isinstance(held, date) else form


_TO = Field("counterpart", "Gửi", "text", personal=True, longest=200)

PLAN = Step(
    "plan",
    "Lên lịch buổi tiếp",
    "lên lịch",
    to="planned",
    fields=(
        Field("form", "Buổi tiếp", "choice", choices=FORMS),
        Field("held_on", "Ngày tiếp", "date"),
        Field("received_by", "Người tiếp", "officer", required=False),
        Field("place", "Địa điểm", "text", longest=200),
        Field("online", "Trực tuyến", "bool", required=False),
    ),
    check=_check_planned,
    article="LTCD Đ.18",
    mark="K",
)

STEPS = (
    PLAN,
    Step(
        "move",
        "Đổi ngày",
        "đổi ngày",
        after=frozenset({"planned"}),
        fields=(Field("held_on", "Ngày tiếp", "date"), Field("reason", "Lý do", "text")),
    ),
    Step(
        "announce",
        "Thông báo buổi tiếp trực tuyến",
        "thông báo",
        after=frozenset({"planned"}),
        fields=(Field("told", "Đã thông báo cho", "text"),),
        article="D154",
    ),
    Step(
        "try_out",
        "Kiểm tra kỹ thuật",
        "ghi kiểm tra kỹ thuật",
        after=frozenset({"planned"}),
        fields=(Field("tested", "Kết quả", "text"),),
        article="D154",
    ),
    Step(
        "visit",
        "Ghi lượt tiếp",
        "ghi lượt tiếp",
        after=frozenset({"planned", "open"}),
        to="open",
        fields=(
            Field("about", "Loại", "choice", choices=ABOUT),
            Field(
                "visitor",
                "Người đến",
                "text",
                required=False,
                hint="Người đến tố cáo: bỏ trống tên và địa chỉ, ghi ở hồ sơ tố cáo.",
                personal=True,
                longest=200,
            ),
            Field("address", "Địa chỉ", "text", required=False, personal=True, longest=300),
            Field("people", "Số người", "number", default=lambda dossier: 1),
            Field("matters_told", "Số vụ việc", "number", default=lambda dossier: 1),
            Field("said", "Nội dung (không nêu tên người tố cáo)", "long", personal=True),
            Field("answer", "Hướng dẫn, giải quyết", "long", required=False),
            Field("matters", "Việc thi hành án", "matters", required=False),
        ),
        check=_check_visit,
        article="D154",
        note="Đơn tố cáo: không ghi tên người tố cáo ở đây; mở hồ sơ tố cáo.",
    ),
    Step(
        "receipt",
        "Giấy biên nhận",
        "lập giấy biên nhận",
        after=frozenset({"open"}),
        fields=(_TO, Field("content", "Đơn, tài liệu đã nhận", "long")),
        article="D154",
        paper="GBN-TCD",
        signer="officer",
    ),
    Step(
        "refuse",
        "Từ chối tiếp",
        "ghi từ chối tiếp",
        after=frozenset({"planned", "open"}),
        to="open",
        fields=(
            Field("refused_person", "Người bị từ chối", "text", personal=True, longest=200),
            Field("ground", "Căn cứ", "choice", choices=of_law("reception_refused")),
        ),
        check=_check_refused,
        article="D154",
    ),
    Step(
        "refusal_notice",
        "Thông báo từ chối",
        "gửi thông báo từ chối",
        after=frozenset({"open", "concluded", "closed"}),
        fields=(_TO, Field("sent_on", "Ngày gửi", "date")),
        check=lambda dossier, values, asked: check_not_after(values, "sent_on", asked),
        article="D154",
        paper="TB-TCD-TU-CHOI",
        signer="officer",
    ),
    Step(
        "conclude",
        "Thông báo kết luận",
        "thông báo kết luận",
        after=frozenset({"open"}),
        to="concluded",
        fields=(
            Field("content", "Kết luận", "long", longest=8_000),
            Field("units", "Đơn vị phải thực hiện", "text"),
        ),
        article="D154",
        paper="TB-TCD-KET-LUAN",
        signer="head",
    ),
    Step(
        "close",
        "Kết thúc buổi tiếp",
        "kết thúc",
        after=frozenset({"open", "concluded"}),
        to="closed",
    ),
    Step(
        "nobody",
        "Không có người đến",
        "ghi không có người đến",
        after=frozenset({"planned"}),
        to="closed",
        check=_check_begun,
    ),
    Step(
        "cancel",
        "Hủy buổi tiếp",
        "hủy buổi tiếp",
        after=frozenset({"planned"}),
        to="cancelled",
        fields=(Field("reason", "Lý do", "text"),),
    ),
)
_HELD = ("visit", "refuse", "nobody", "cancel")
RECEPTION = Kind(
    code="reception",
    label="Buổi tiếp công dân",
    object="reception",
    prefix="TCD",
    group="grievance",
    from_matter=False,
    states={
        "planned": "đã lên lịch",
        "open": "đang ghi sổ",
        "concluded": "đã thông báo kết luận",
        "closed": "đã kết thúc",
        "cancelled": "đã hủy",
    },
    ended=frozenset({"closed", "cancelled"}),
    steps=STEPS,
    clocks=(
        Clock(due="held_on", act="Buổi tiếp công dân", starts=("plan", "move"), met=_HELD),
        Clock(
            "TCD-02",
            starts=("plan", "move"),
            met=("announce", *_HELD),
            from_="held_on",
            event=True,
            needs=("online=True",),
        ),
        Clock(
            "TCD-03",
            starts=("plan", "move"),
            met=("try_out", *_HELD),
            from_="held_on",
            event=True,
            needs=("online=True",),
        ),
        Clock("TCD-04", starts=("refuse",), met=("refusal_notice",)),
    ),
    title=_title,
    tags=lambda values: ("trực tuyến",) if values.get("online") else (),
    article="LTCD Đ.18",
)
KINDS = (RECEPTION,)
