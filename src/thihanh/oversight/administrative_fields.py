"""What the forms of an administrative judgment ask, and what they refuse. Pure."""

from datetime import date
from typing import Final

from thihanh.coordination.bodies import catalogue
from thihanh.dossiers.kinds import Asked, Field, Values
from thihanh.dossiers.life import Dossier, clocks
from thihanh.law.notation import vn
from thihanh.matters.asking import Choice, Refusal


def judgment(dossier: Dossier | None) -> str:
    """The judgment and what it obliges to, for the notice."""
    if dossier is None:
        return ""
    said = dossier.values
    return (
        f"Bản án, quyết định số {said.get('judgment')} ngày {_vn(said, 'judgment_on')} của "
        f"{said.get('court')}; nội dung phải thi hành: {said.get('obligation') or ''}"
    )


def published(dossier: Dossier | None) -> str:
    """What D71 Đ.30.1 publishes: name, address, the decision to compel, the obligation."""
    if dossier is None:
        return ""
    said = dossier.values
    decision = next(iter(dossier.taken("compel_received")), None)
    of = decision.values if decision else {}
    return (
        f"{said.get('body_name')}, địa chỉ: {said.get('body_address')}; quyết định buộc thi hành án hành "
        f"chính số {of.get('decision')} ngày {_vn(of, 'decision_on')} của {of.get('decision_court')}; nội "
        f"dung phải thi hành: {said.get('obligation') or ''}"
    )


def _vn(values: Values, name: str) -> str:
    day = values.get(name)
    return vn(day) if isinstance(day, date) else ""


def _bodies(dossier: Dossier | None) -> tuple[Choice, ...]:
    """Every body there is; the very one is named beside it."""
    return tuple(Choice(one.code, one.name) for one in catalogue().values() if one.until == date.max)


LEVELS: Final = (
    Choice("central", "Bộ, ngành trung ương"),
    Choice("province", "Ủy ban nhân dân tỉnh"),
    Choice("province_chair", "Chủ tịch Ủy ban nhân dân tỉnh"),
    Choice("commune", "Ủy ban nhân dân, Chủ tịch Ủy ban nhân dân xã"),
    Choice("other", "Cơ quan, người khác"),
)
NATIONAL: Final = frozenset({"central", "province", "province_chair"})
"""Levels whose decision to compel is published on the national portals too (D71 Đ.30.2)."""

FILES: Final = Field("files", "Tài liệu kèm theo", "files", required=False)
DOCUMENT: Final = (
    Field("document", "Số, ký hiệu văn bản", "text", longest=80),
    Field("document_on", "Ngày văn bản", "date"),
)

RECEIVE: Final = (
    Field("judgment", "Số bản án, quyết định", "text", longest=80),
    Field("judgment_on", "Ngày bản án, quyết định", "date"),
    Field("court", "Tòa án", "text", longest=200),
    Field("received_on", "Ngày cơ quan thi hành án nhận", "date"),
    Field("by_post", "Nhận qua bưu chính (phải xác nhận cho Tòa án)", "bool", required=False),
    Field("body", "Cơ quan phải thi hành án", "body", choices=_bodies, longest=40),
    Field("body_name", "Tên cơ quan, người phải thi hành án", "text", longest=200),
    Field("level", "Cấp", "choice", choices=LEVELS),
    Field("body_address", "Địa chỉ cơ quan phải thi hành án", "text", longest=300),
    Field("obligation", "Nội dung phải thi hành", "long", required=False),
    Field("winner", "Người được thi hành án", "text", personal=True, longest=200),
    Field(
        "interim_measure", "Biện pháp khẩn cấp tạm thời hoặc danh sách cử tri: thi hành ngay", "bool", False
    ),
    Field("has_content", "Có nội dung phải thi hành", "bool", required=False, default=lambda _: True),
    Field("matters", "Việc thi hành phần tài sản", "matters", required=False),
    FILES,
)
ASSIGN: Final = (Field("monitor", "Người theo dõi", "officer"),)
CONFIRMED: Final = (Field("confirmed", "Hình thức xác nhận cho Tòa án", "text", longest=200),)
NOTICE: Final = (Field("content", "Bản án và nội dung phải tự nguyện thi hành", "long", default=judgment),)
DELIVERED: Final = (
    Field("obliged_received_on", "Ngày cơ quan phải thi hành án nhận bản án", "date"),
    Field("evidence", "Chứng cứ nhận (phiếu báo, biên bản)", "text", longest=200),
)
DONE: Final = (
    Field("done_on", "Ngày thi hành xong", "date"),
    Field("result", "Kết quả thi hành", "long"),
    Field("told", "Cơ quan phải thi hành án đã báo cáo thi hành xong", "bool", required=False),
    FILES,
)
COURT_REQUESTED: Final = (Field("requested_on", "Ngày Tòa án nhận yêu cầu", "date"),)
WINNER_ASKED: Final = (
    Field("answer", "Người được thi hành án trả lời", "long", required=False),
    Field("obstacle", "Trở ngại khách quan đã nêu", "text", required=False, longest=300),
)
COMPEL: Final = (
    Field("decision", "Số quyết định buộc thi hành án", "text", longest=80),
    Field("decision_on", "Ngày quyết định", "date"),
    Field("decision_court", "Tòa án ra quyết định", "text", longest=200),
    Field("compel_received_on", "Ngày cơ quan thi hành án nhận", "date"),
    FILES,
)
PUBLISH: Final = (
    Field("content", "Nội dung công khai", "long", default=published),
    Field("place", "Nơi đăng công khai", "text", longest=300),
    Field("national", "Đã gửi đăng trên cổng thông tin quốc gia", "bool", required=False),
)
UNPUBLISH: Final = (Field("removed_from", "Nơi đã gỡ công khai", "text", longest=300),)
SESSION: Final = (
    Field(
        "with_whom", "Người làm việc với Chấp hành viên, hoặc người được mời (chức vụ)", "text", longest=300
    ),
    Field(
        "absent",
        "Cơ quan phải thi hành án vắng mặt",
        "bool",
        required=False,
        hint="Biên bản ghi vắng mặt; buổi này không tính là cơ quan đã trả lời.",
    ),
    Field("content", "Nội dung làm việc", "long"),
    Field("commitment", "Cam kết, thời hạn thi hành", "long", required=False),
    FILES,
)
DIRECTED: Final = (
    Field("superior", "Cơ quan cấp trên", "text", longest=200),
    *DOCUMENT,
    Field("content", "Nội dung chỉ đạo", "long"),
    FILES,
)
RECOMMEND: Final = (
    Field(
        "fault",
        "Hành vi",
        "choice",
        choices=(
            Choice("none", "không thi hành"),
            Choice("late", "chậm thi hành"),
            Choice("wrong", "thi hành không đúng"),
            Choice("incomplete", "thi hành không đầy đủ"),
        ),
    ),
    Field("to_body", "Cơ quan nhận kiến nghị", "text", longest=200),
    Field("content", "Nội dung kiến nghị", "long"),
)
HANDLED: Final = (
    Field("handled_by", "Cơ quan xử lý", "text", longest=200),
    *DOCUMENT,
    Field("result", "Kết quả xử lý trách nhiệm", "long"),
    FILES,
)
ASK: Final = (Field("content", "Nội dung yêu cầu báo cáo", "long"), *DOCUMENT)
ANSWER: Final = (
    Field("answer", "Nội dung trả lời", "long"),
    Field("answerer", "Người trả lời (chức vụ)", "text", longest=200),
    FILES,
)
COMPLETION: Final = (
    Field("body_done_on", "Ngày thi hành xong theo báo cáo", "date"),
    Field("answer", "Kết quả đã thi hành", "long"),
    Field("answerer", "Người báo cáo (chức vụ)", "text", longest=200),
    FILES,
)
COURT_ACT: Final = (
    *DOCUMENT,
    Field("issuer", "Cơ quan ra văn bản", "text", longest=200),
    Field("reason", "Lý do", "long"),
)
EXPLAIN: Final = (Field("question", "Nội dung cần Tòa án giải thích", "long"), *DOCUMENT)
EXPLAINED: Final = (Field("explanation", "Nội dung giải thích", "long"), *DOCUMENT, FILES)
PROPERTY: Final = (Field("matters", "Việc thi hành phần tài sản", "matters"),)
CLOSE: Final = (Field("archived", "Hộp, số lưu hồ sơ", "text", required=False, longest=80),)


def check_receive(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """Days in their order; a judgment with something to perform says what."""
    _in_order(values, asked, ("judgment_on", "received_on"))
    if values.get("has_content") and not values.get("obligation"):
        raise Refusal(
            "input",
            "bản án có nội dung phải thi hành nhưng chưa ghi nội dung đó. Ghi nội dung phải thi hành theo "
            "quyết định của Tòa án.",
            "obligation",
        )


def check_delivered(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """The day the obliged authority got the judgment is past."""
    _in_order(values, asked, ("obliged_received_on",))


def check_done(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """The day of completion is past."""
    _in_order(values, asked, ("done_on",))


def check_completion(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """The day of completion the authority states is past."""
    _in_order(values, asked, ("body_done_on",))


def check_requested(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """The day the court got the request is past."""
    _in_order(values, asked, ("requested_on",))


def check_document(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """A paper that is stated bears a day that is past."""
    _in_order(values, asked, ("document_on",))


def check_overdue(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """Raises Refusal («Pháp luật») while the voluntary period runs."""
    assert dossier is not None
    running = clocks(dossier, asked.calendar)
    due = next((one.due for one in running if one.rule in ("HC-01", "HC-02") and one.due), None)
    if due is not None and asked.on <= due:
        raise Refusal(
            "law", f"thời hạn tự nguyện đến hết ngày {vn(due)} (Đ.311 Luật TTHC). Ghi quá hạn từ ngày sau đó."
        )


def check_compel(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """One decision to compel a judgment; its days in their order."""
    assert dossier is not None
    if before := dossier.taken("compel_received"):
        said = before[0].values.get("decision")
        raise Refusal("state", f"hồ sơ đã có quyết định buộc thi hành án số {said}. Xem lại dòng thời gian.")
    _in_order(values, asked, ("decision_on", "compel_received_on"))


def check_publish(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """Published once; on the national portals too where the debtor is a province or a ministry."""
    assert dossier is not None
    if is_published(dossier):
        raise Refusal("state", "quyết định buộc thi hành án đã được công khai. Gỡ bỏ khi đã thi hành xong.")
    if dossier.last("level") in NATIONAL and not values.get("national"):
        raise Refusal(
            "law",
            "người phải thi hành án là cơ quan cấp tỉnh hoặc trung ương nên phải đăng cả trên cổng thông tin "
            "quốc gia (Đ.30.2 Nghị định 71/2016/NĐ-CP). Gửi đăng rồi đánh dấu ô này.",
            "national",
        )


def check_unpublish(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """Only what is published can be removed."""
    assert dossier is not None
    if not is_published(dossier):
        raise Refusal(
            "state", "hồ sơ không có quyết định đang công khai; không có gì phải gỡ. Kết thúc theo dõi."
        )


def check_close(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """Nothing stays published after the dossier is closed."""
    assert dossier is not None
    if is_published(dossier):
        raise Refusal(
            "law",
            "quyết định buộc thi hành án còn đăng công khai (Đ.30.3 Nghị định 71/2016/NĐ-CP). Ghi việc gỡ "
            "công khai trước khi kết thúc.",
        )


def check_explained(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """The court answers what it was asked."""
    assert dossier is not None
    if len(dossier.taken("explanation_asked")) <= len(dossier.taken("explanation_answered")):
        raise Refusal("state", "chưa có yêu cầu giải thích nào chờ Tòa án trả lời. Ghi yêu cầu trước.")
    _in_order(values, asked, ("document_on",))


def is_published(dossier: Dossier) -> bool:
    """Whether the publication of the decision to compel was recorded and its removal was not."""
    return len(dossier.taken("publish")) > len(dossier.taken("unpublish"))


def _in_order(values: Values, asked: Asked, names: tuple[str, ...]) -> None:
    before: date | None = None
    for name in names:
        day = values.get(name)
        if not isinstance(day, date):
            continue
        if day > asked.on:
            raise Refusal("input", f"ngày {vn(day)} sau ngày của bước ({vn(asked.on)}). Kiểm tra lại.", name)
        if before is not None and day < before:
            raise Refusal("input", f"ngày {vn(day)} trước ngày {vn(before)} của ô trên. Kiểm tra lại.", name)
        before = day
