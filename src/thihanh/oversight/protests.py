"""Protests and recommendations of the procuracy (kháng nghị, kiến nghị): reply, carry out, disagree."""

from datetime import date
from typing import Final

from thihanh.dossiers.kinds import Asked, Clock, Field, Kind, Step, Values
from thihanh.dossiers.life import Dossier
from thihanh.law.notation import vn
from thihanh.law.regimes import regime_on
from thihanh.matters.asking import Choice, Refusal
from thihanh.oversight.shared import check_not_after, check_not_before, term

FORMS: Final = (Choice("protest", "Kháng nghị"), Choice("recommendation", "Kiến nghị"))
LEVELS: Final = (
    Choice("region", "Viện kiểm sát nhân dân khu vực"),
    Choice("province", "Viện kiểm sát nhân dân tỉnh"),
    Choice("supreme", "Viện kiểm sát nhân dân tối cao"),
)
_TO = Field("counterpart", "Gửi", "text", longest=200,
            default=lambda dossier: dossier.last("procuracy") if dossier else None)  # fmt: skip
ANSWERS: Final = (
    Choice("accept", "Chấp nhận"),
    Choice("partly", "Chấp nhận một phần"),
    Choice("disagree", "Không nhất trí"),
)
KEPT: Final = (Choice("withdrawn", "Rút kháng nghị, kiến nghị"), Choice("kept", "Giữ nguyên"))
OUTCOMES: Final = (Choice("carry", "Phải thực hiện"), Choice("released", "Không phải thực hiện"))
_ACCEPTED = frozenset({"accept", "partly"})


def _facts(values: Values) -> tuple[str, ...]:
    facts = ("supreme_procuracy",) if values.get("level") == "supreme" else ()
    return (*facts, "matter_ended") if values.get("matter_ended") else facts


def _check_received(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """A protest made too late is written down as what it is; nobody refuses to receive it."""
    check_not_after(values, "received_on", asked)
    check_not_before(values, "received_on", values.get("issued_on"), "ngày văn bản")
    check_not_before(values, "issued_on", values.get("known_to_them_on"), "ngày Viện kiểm sát biết")
    issued = values.get("issued_on")
    if values.get("form") != "protest" or not isinstance(issued, date):
        return
    limit = term("KS-06", values.get("known_to_them_on"), asked, _facts(values))
    if limit is not None and issued > limit.due_day and not values.get("late_seen"):
        raise Refusal(
            "law",
            f"kháng nghị ban hành ngày {vn(issued)}, thời hạn kháng nghị hết {vn(limit.due_day)} "
            f"({limit.article}). Đánh dấu «Đã thấy quá hạn» để nhận và nêu trong trả lời.",
            "late_seen",
        )


def _check_partly(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    if values.get("answer") != "accept" and not values.get("grounds"):
        raise Refusal("input", "không nhất trí hoặc nhất trí một phần thì nêu căn cứ.", "grounds")


def _check_ask(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    if regime_on(asked.on) == "R08":
        raise Refusal(
            "law", "Luật THADS 2008 không có đề nghị xem xét lại; báo cáo cơ quan cấp trên.", "reason"
        )


def _check_report(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    if dossier is not None and dossier.state == "disagreed" and regime_on(asked.on) == "R25":
        raise Refusal(
            "law",
            "theo khoản 2 Điều 113 Luật THADS 2025 phải đề nghị Viện kiểm sát xem xét lại trước khi báo cáo.",
        )


def _answered(dossier: Dossier | None, values: Values) -> str:
    return "accepted" if values.get("answer") in _ACCEPTED else "disagreed"


def _reconsidered(dossier: Dossier | None, values: Values) -> str:
    return "closed" if values.get("kept") == "withdrawn" else "kept"


def _settled(dossier: Dossier | None, values: Values) -> str:
    return "accepted" if values.get("outcome") == "carry" else "closed"


def _title(values: Values) -> str:
    form = "kháng nghị" if values.get("form") == "protest" else "kiến nghị"
    return f"{values['subject']} ({form} số {values['number']})"


RECEIVE = Step(
    "receive",
    "Nhận kháng nghị, kiến nghị",
    "nhận văn bản",
    to="received",
    right="receive",
    fields=(
        Field("form", "Loại", "choice", choices=FORMS),
        Field("level", "Viện kiểm sát", "choice", choices=LEVELS),
        Field("procuracy", "Tên Viện kiểm sát", "text", longest=200),
        Field("number", "Số văn bản", "text", longest=60),
        Field("issued_on", "Ngày văn bản", "date"),
        Field("received_on", "Ngày nhận", "date"),
        Field("subject", "Về quyết định, hành vi", "text", longest=200),
        Field("demands", "Yêu cầu, vi phạm đã nêu", "long", longest=8_000),
        Field("known_to_them_on", "Ngày Viện kiểm sát nhận, phát hiện", "date", required=False),
        Field("matter_ended", "Việc đã kết thúc", "bool", required=False),
        Field("late_seen", "Đã thấy quá hạn", "bool", required=False),
        Field("matters", "Việc thi hành án", "matters", required=False),
        Field("files", "Bản chụp", "files", required=False),
    ),
    check=_check_received,
    article="L08 Đ.160; L25 Đ.112",
)

STEPS = (
    RECEIVE,
    Step(
        "reply",
        "Trả lời",
        "trả lời",
        after=frozenset({"received"}),
        to=_answered,
        fields=(
            _TO,
            Field("answer", "Trả lời", "choice", choices=ANSWERS),
            Field("content", "Nội dung", "long", longest=8_000),
            Field("grounds", "Căn cứ phần không nhất trí", "long", required=False),
        ),
        check=_check_partly,
        article="L08 Đ.161; L25 Đ.113.1",
        paper="CV-KS-TRA-LOI",
        signer="head",
    ),
    Step(
        "carry_out",
        "Thực hiện",
        "ghi việc thực hiện",
        after=frozenset({"accepted"}),
        to="carried",
        fields=(Field("done", "Việc đã làm", "long"), Field("files", "Tài liệu", "files", required=False)),
        article="L08 Đ.161; L25 Đ.113.1",
    ),
    Step(
        "remedy",
        "Xác nhận khắc phục",
        "xác nhận khắc phục",
        after=frozenset({"carried"}),
        to="closed",
        fields=(
            Field("evidence", "Căn cứ đã khắc phục", "long"),
            Field("files", "Tài liệu", "files", required=False),
        ),
        not_by=("owner",),
        note="Người khác người thực hiện xác nhận.",
    ),
    Step(
        "ask_again",
        "Đề nghị xem xét lại",
        "đề nghị xem xét lại",
        after=frozenset({"disagreed"}),
        to="reconsidering",
        fields=(_TO, Field("reason", "Lý do", "long")),
        check=_check_ask,
        article="L25 Đ.113.2",
        paper="CV-KS-XEM-XET-LAI",
        signer="head",
    ),
    Step(
        "reconsidered",
        "Viện kiểm sát trả lời",
        "ghi trả lời",
        after=frozenset({"reconsidering"}),
        to=_reconsidered,
        fields=(Field("kept", "Kết quả", "choice", choices=KEPT), Field("number_again", "Số, ngày", "text")),
        article="L25 Đ.113.2",
    ),
    Step(
        "report",
        "Báo cáo cấp trên",
        "báo cáo cấp trên",
        after=frozenset({"disagreed", "kept"}),
        to="reported",
        fields=(Field("counterpart", "Gửi", "text"), Field("reason", "Nội dung báo cáo", "long")),
        check=_check_report,
        article="L08 Đ.161; L25 Đ.113.3",
        paper="BC-KS-CAP-TREN",
        signer="head",
    ),
    Step(
        "answered_above",
        "Cấp trên trả lời",
        "ghi trả lời của cấp trên",
        after=frozenset({"reported"}),
        to=_settled,
        fields=(
            Field("outcome", "Kết quả", "choice", choices=OUTCOMES),
            Field("number_above", "Số, ngày văn bản", "text"),
        ),
        article="L08 Đ.161; L25 Đ.113.3",
        note="Trả lời có hiệu lực thi hành.",
    ),
    Step(
        "recall",
        "Viện kiểm sát rút",
        "ghi việc rút",
        after=frozenset({"received"}),
        to="closed",
        fields=(Field("number_recall", "Số, ngày văn bản", "text"),),
    ),
)
PROTEST = Kind(
    code="protest",
    label="Kháng nghị, kiến nghị",
    object="protest",
    prefix="KS",
    group="grievance",
    states={
        "received": "chờ trả lời",
        "accepted": "chấp nhận, phải thực hiện",
        "carried": "đã thực hiện, chờ xác nhận khắc phục",
        "disagreed": "không nhất trí",
        "reconsidering": "đề nghị xem xét lại",
        "kept": "Viện kiểm sát giữ nguyên",
        "reported": "đã báo cáo cấp trên",
        "closed": "đã kết thúc",
    },
    ended=frozenset({"closed"}),
    steps=STEPS,
    clocks=(
        Clock("KS-01", starts=("receive",), met=("reply", "recall"), from_="received_on",
              needs=("form=protest",)),
        Clock("KS-02", starts=("receive",), met=("reply", "recall"), from_="received_on",
              needs=("form=recommendation",)),
        Clock("KS-03", starts=("reply",), met=("carry_out",), needs=("answer=accept",)),
        Clock("KS-03", starts=("reply",), met=("carry_out",), needs=("answer=partly",)),
        Clock("KS-03", starts=("answered_above",), met=("carry_out",), needs=("outcome=carry",)),
        Clock("KS-04", starts=("ask_again",), met=("reconsidered",), of="body"),
        Clock("KS-05", starts=("report",), met=("answered_above",), of="body"),
    ),
    title=_title,
    tags=lambda values: tuple(one.label for one in LEVELS if one.code == values["level"]),
    article="L08 Đ.160; L25 Đ.112",
)  # fmt: skip
KINDS = (PROTEST,)
