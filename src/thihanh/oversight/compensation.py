"""State compensation (bồi thường nhà nước) in enforcement: Law 10/2017 from the file received to recourse."""

from collections.abc import Callable
from datetime import date

from thihanh.dossiers.kinds import Asked, Clock, Field, Kind, Step, Values
from thihanh.dossiers.life import Dossier
from thihanh.law.notation import dotted, vn
from thihanh.matters.asking import Refusal
from thihanh.oversight.shared import check_listed, check_not_after, check_not_before, flags, of_law, term

_REASON = Field("reason", "Lý do", "long")
_TO = Field("counterpart", "Gửi", "text", personal=True, longest=200,
            default=lambda dossier: dossier.last("claimant") if dossier else None)  # fmt: skip


def _check_received(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    check_not_after(values, "received_on", asked)
    check_not_before(values, "received_on", values.get("base_on"), "ngày nhận văn bản căn cứ")
    check_listed("compensation_bases", values.get("base"), asked, "base")


def _check_accepted(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    assert dossier is not None
    limit = term("BT-11", dossier.values.get("base_on"), asked)
    received = dossier.values.get("received_on")
    if limit is not None and isinstance(received, date) and received > limit.due_day:
        raise Refusal(
            "law",
            f"thời hiệu yêu cầu bồi thường hết ngày {vn(limit.due_day)} ({limit.article}). "
            "Trả lời không thụ lý.",
        )


def _check_once(name: str) -> Callable[[Dossier | None, Values, Asked], None]:
    def check(dossier: Dossier | None, values: Values, asked: Asked) -> None:
        if values.get(name) is not True:
            raise Refusal("input", "đánh dấu để xác nhận.", name)
        if flags(dossier, name):
            raise Refusal("state", "thời hạn đã kéo dài như vậy rồi.", name)

    return check


def _check_decided(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    assert dossier is not None
    advance, amount = dossier.last("advance"), values.get("amount")
    if isinstance(advance, int) and isinstance(amount, int) and amount < advance:
        raise Refusal(
            "input",
            f"số tiền bồi thường thấp hơn số đã tạm ứng {dotted(advance)} đồng. Kiểm tra lại.",
            "amount",
        )


def _check_effective(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    assert dossier is not None
    length = term("BT-10", dossier.last("handed_on"), asked)
    if length is None:
        raise Refusal("state", "chưa ghi ngày người yêu cầu nhận quyết định. Ghi bước «Giao quyết định».")
    if asked.on <= length.due_day:
        raise Refusal("law", f"quyết định có hiệu lực sau ngày {vn(length.due_day)} ({length.article}).")


def _check_paid(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    assert dossier is not None
    owed, advance = dossier.last("amount"), dossier.last("advance") or 0
    paid = values.get("paid")
    if isinstance(owed, int) and isinstance(advance, int) and isinstance(paid, int) and paid > owed:
        raise Refusal("input", f"chi trả vượt số phải bồi thường {dotted(owed)} đồng.", "paid")


def _check_recourse(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    assert dossier is not None
    paid, recourse = dossier.last("paid"), values.get("recourse")
    if isinstance(paid, int) and isinstance(recourse, int) and recourse > paid:
        raise Refusal("input", f"hoàn trả vượt số đã chi trả {dotted(paid)} đồng.", "recourse")


def _title(values: Values) -> str:
    return str(values["subject"])


_OPEN = frozenset({"received", "supplementing", "accepted", "verified", "reported", "negotiating", "agreed"})
RECEIVE = Step(
    "receive",
    "Nhận hồ sơ yêu cầu",
    "nhận hồ sơ",
    to="received",
    right="receive",
    fields=(
        Field("subject", "Thiệt hại do", "text", longest=200),
        Field("claimant", "Người yêu cầu", "text", personal=True, longest=200),
        Field("address", "Địa chỉ", "text", required=False, personal=True, longest=300),
        Field("base", "Văn bản làm căn cứ", "choice", choices=of_law("compensation_bases")),
        Field("base_no", "Số, ngày văn bản", "text", longest=100),
        Field("base_on", "Ngày người yêu cầu nhận văn bản", "date"),
        Field("claimed", "Số tiền yêu cầu", "money"),
        Field("by_post", "Nhận qua bưu chính", "bool", required=False),
        Field("received_on", "Ngày nhận hồ sơ", "date"),
        Field("of_officer", "Người thi hành công vụ gây thiệt hại", "officer", required=False),
        Field("matters", "Việc thi hành án", "matters", required=False),
        Field("dossiers", "Từ hồ sơ (số)", "dossier", required=False),
        Field("files", "Tài liệu", "files", required=False),
    ),
    check=_check_received,
    article="LBT Đ.42",
)

STEPS = (
    RECEIVE,
    Step("receipt", "Giấy xác nhận nhận hồ sơ", "ghi giấy xác nhận", after=frozenset({"received"}),
         fields=(Field("receipt_no", "Số giấy", "text", longest=60),), article="LBT Đ.42"),
    Step("supplement", "Yêu cầu bổ sung", "yêu cầu bổ sung", after=frozenset({"received"}),
         to="supplementing", fields=(_TO, Field("wanted", "Giấy tờ còn thiếu", "long")), article="LBT Đ.42",
         paper="TB-BT-BO-SUNG", signer="head"),
    Step("supplemented", "Nhận bổ sung", "ghi bổ sung", after=frozenset({"supplementing"}), to="received",
         fields=(Field("full_on", "Ngày đủ hồ sơ", "date"),), article="LBT Đ.42",
         check=lambda dossier, values, asked: check_not_after(values, "full_on", asked)),
    Step("accept", "Thụ lý", "thụ lý", after=frozenset({"received"}), to="accepted",
         fields=(_TO,), check=_check_accepted, article="LBT Đ.43", paper="TB-BT-THU-LY", signer="head"),
    Step("refuse", "Không thụ lý", "trả lời không thụ lý", after=frozenset({"received", "supplementing"}),
         to="refused", fields=(_TO, _REASON), article="LBT Đ.43", paper="TB-BT-KHONG-THU-LY", signer="head"),
    Step("name_officer", "Cử người giải quyết", "cử người giải quyết", after=frozenset({"accepted"}),
         fields=(Field("assigned", "Người giải quyết", "officer"),), holder="assigned", right="assign",
         article="LBT Đ.43"),
    Step("advance", "Tạm ứng kinh phí", "ghi tạm ứng",
         after=frozenset({"accepted", "verified", "reported", "negotiating"}),
         fields=(Field("advance", "Số tiền tạm ứng", "money"),), article="LBT Đ.44"),
    Step("complicate", "Vụ việc phức tạp", "ghi vụ việc phức tạp", after=frozenset({"accepted"}),
         fields=(Field("complex", "Vụ việc phức tạp", "bool"), _REASON), check=_check_once("complex"),
         article="LBT Đ.45"),
    Step("extend", "Thỏa thuận kéo dài xác minh", "kéo dài xác minh", after=frozenset({"accepted"}),
         fields=(Field("extension_agreed", "Đã thỏa thuận", "bool"), _REASON),
         check=_check_once("extension_agreed"), article="LBT Đ.45"),
    Step("verify", "Kết thúc xác minh thiệt hại", "kết thúc xác minh", after=frozenset({"accepted"}),
         to="verified", fields=(Field("damage", "Thiệt hại xác minh được", "money"),
                                Field("findings", "Kết quả", "long", longest=8_000)), article="LBT Đ.45"),
    Step("report", "Báo cáo xác minh", "hoàn thành báo cáo", after=frozenset({"verified"}), to="reported",
         fields=(Field("files", "Báo cáo", "files", required=False),), article="LBT Đ.45"),
    Step("negotiate", "Bắt đầu thương lượng", "thương lượng", after=frozenset({"reported"}),
         to="negotiating", fields=(Field("place", "Địa điểm, thành phần", "text"),), article="LBT Đ.46"),
    Step("extend_negotiation", "Thỏa thuận kéo dài thương lượng", "kéo dài thương lượng",
         after=frozenset({"negotiating"}), check=_check_once("longer_agreed"),
         fields=(Field("longer_agreed", "Đã thỏa thuận", "bool"), _REASON), article="LBT Đ.46"),
    Step("negotiated", "Kết quả thương lượng", "ghi kết quả thương lượng", after=frozenset({"negotiating"}),
         to=lambda dossier, values: "agreed" if values.get("agreed") else "failed",
         fields=(Field("agreed", "Thương lượng thành", "bool", required=False),
                 Field("minutes", "Nội dung biên bản", "long")), article="LBT Đ.46"),
    Step("decide", "Quyết định giải quyết bồi thường", "ra quyết định", after=frozenset({"agreed"}),
         to="decided", fields=(_TO, Field("amount", "Số tiền bồi thường", "money"),
                               Field("content", "Nội dung", "long", longest=8_000)), check=_check_decided,
         article="LBT Đ.47", paper="QD-BT", signer="head"),
    Step("hand_over", "Giao quyết định", "ghi giao quyết định", after=frozenset({"decided"}),
         fields=(Field("handed_on", "Ngày người yêu cầu nhận", "date"),), article="LBT Đ.47",
         check=lambda dossier, values, asked: check_not_after(values, "handed_on", asked)),
    Step("effective", "Quyết định có hiệu lực", "ghi hiệu lực", after=frozenset({"decided"}),
         to="effective", check=_check_effective, article="LBT Đ.47"),
    Step("ask_payment", "Đề nghị cấp kinh phí", "đề nghị cấp kinh phí", after=frozenset({"effective"}),
         fields=(Field("letter_no", "Số, ngày văn bản", "text"),), article="LBT Đ.62", mark="K"),
    Step("pay", "Chi trả", "ghi chi trả", after=frozenset({"effective"}), to="paid",
         fields=(Field("paid", "Số tiền đã chi trả", "money"),), check=_check_paid, article="LBT Đ.62",
         mark="K"),
    Step("recourse", "Quyết định hoàn trả", "quyết định hoàn trả", after=frozenset({"paid"}), to="recourse",
         fields=(Field("recourse", "Số tiền phải hoàn trả", "money"), _REASON), check=_check_recourse,
         article="LBT Đ.64", paper="QD-BT-HOAN-TRA", signer="head"),
    Step("no_recourse", "Không phải hoàn trả", "ghi không phải hoàn trả", after=frozenset({"paid"}),
         to="closed", fields=(_REASON,), article="LBT Đ.65"),
    Step("repaid", "Đã hoàn trả", "ghi đã hoàn trả", after=frozenset({"recourse"}), to="closed",
         fields=(Field("repaid", "Số tiền đã hoàn trả", "money"),), article="LBT Đ.65"),
    Step("withdraw", "Rút yêu cầu", "ghi rút yêu cầu", after=_OPEN, to="withdrawn", fields=(_REASON,)),
    Step("to_court", "Người yêu cầu khởi kiện", "ghi khởi kiện", after=frozenset({"failed", "decided"}),
         to="court", fields=(_REASON,), article="LBT Đ.47", mark="K"),
    Step("judged", "Bản án có hiệu lực", "ghi bản án", after=frozenset({"court"}), to="effective",
         fields=(Field("amount", "Số tiền bồi thường", "money"),
                 Field("judgment", "Số, ngày bản án", "text")), article="LBT Đ.12"),
)  # fmt: skip
_STARTED = ("accept", "refuse", "withdraw")
COMPENSATION = Kind(
    code="compensation",
    label="Bồi thường nhà nước",
    object="compensation",
    prefix="BT",
    group="grievance",
    states={
        "received": "đã nhận hồ sơ",
        "supplementing": "chờ bổ sung",
        "accepted": "đang xác minh thiệt hại",
        "verified": "đã xác minh, chờ báo cáo",
        "reported": "chờ thương lượng",
        "negotiating": "đang thương lượng",
        "agreed": "thương lượng thành, chờ quyết định",
        "failed": "thương lượng không thành",
        "decided": "đã quyết định, chờ hiệu lực",
        "court": "Tòa án đang giải quyết",
        "effective": "chờ chi trả",
        "paid": "đã chi trả, xem xét hoàn trả",
        "recourse": "đang hoàn trả",
        "closed": "đã kết thúc",
        "refused": "không thụ lý",
        "withdrawn": "đã rút",
    },
    ended=frozenset({"closed", "refused", "withdrawn"}),
    steps=STEPS,
    clocks=(
        Clock("BT-01", starts=("receive",), met=("receipt", *_STARTED), from_="received_on",
              facts=("by_post",)),
        Clock("BT-02", starts=("receive",), met=("supplement", *_STARTED), from_="received_on"),
        Clock("BT-03", starts=("supplemented",), met=_STARTED, from_="full_on"),
        Clock("BT-04", starts=("accept",), met=("name_officer", "withdraw")),
        Clock("BT-05", starts=("accept",), met=("advance", "withdraw")),
        Clock("BT-06", starts=("accept", "complicate", "extend"), met=("verify", "withdraw"),
              from_step="accept", facts=("complex", "extension_agreed")),
        Clock("BT-07", starts=("verify",), met=("report", "withdraw")),
        Clock("BT-08", starts=("report",), met=("negotiate", "withdraw")),
        Clock("BT-09", starts=("negotiate",), met=("negotiated", "withdraw", "extend_negotiation")),
        Clock("BT-09", starts=("extend_negotiation",), met=("negotiated", "withdraw"),
              from_step="negotiate", given=("extension_agreed",)),
        Clock("BT-10", starts=("hand_over",), met=("effective", "to_court"), from_="handed_on", of="body"),
        Clock("BT-12", starts=("effective", "judged"), met=("ask_payment", "pay")),
        Clock("BT-13", starts=("pay",), met=("recourse", "no_recourse")),
    ),
    title=_title,
    article="LBT Đ.21",
    note="Cơ quan tỉnh kế thừa trách nhiệm của Cục, Chi cục trong văn bản luật [I].",
)  # fmt: skip
KINDS = (COMPENSATION,)
