"""Registers 13–19 and 21: exhibits, security, coercion, fee, assets at auction, exemption, THAHC, archive."""

from thihanh.registers.books.parts import DEBTOR, MATTER, NUMBER, OFFICER, of_matters
from thihanh.registers.register import Column, Register

_ON = Column("Ngày", "h.day", "day", 12)
_PAPER = Column("Số quyết định, văn bản", "h.document", width=18)
_WHAT = Column("Bước", "h.what", "what", 26)
_AMOUNT = Column("Số tiền (đồng)", "h.amount", "money", 18)
_COUNTERPART = Column("Cơ quan, tổ chức liên quan", "h.counterpart", width=26)
_UNTIL = Column("Đến ngày", "h.until", "day", 12)

EXHIBITS = Register(
    code="13",
    name="Sổ theo dõi vật chứng, tài sản kê biên, tạm giữ",
    day="ngày của bước",
    columns=(_ON, _WHAT, _PAPER, *MATTER, _AMOUNT, OFFICER),
    source=of_matters((), ("seize", "exhibit_waiting", "delivered")),
    words={
        "seize": "kê biên",
        "exhibit_waiting": "vật chứng chờ cơ quan nhận",
        "delivered": "giao tài sản",
    },
    note="Ghi theo bước của việc: kê biên, vật chứng chờ cơ quan nhận, giao; số lượng, tình trạng và kho "
    "chưa có nguồn ghi nhận.",
)
SECURED = Register(
    code="14",
    name="Sổ ra quyết định áp dụng biện pháp bảo đảm thi hành án",
    day="ngày quyết định",
    columns=(_PAPER, _ON, _WHAT, *MATTER, _COUNTERPART, _AMOUNT, _UNTIL, OFFICER),
    source=of_matters((), ("secure", "exit_ban", "secure_lifted")),
    words={
        "secure": "áp dụng biện pháp bảo đảm",
        "exit_ban": "tạm hoãn xuất cảnh",
        "secure_lifted": "chấm dứt biện pháp bảo đảm",
    },
)
COERCED = Register(
    code="15",
    name="Sổ ra quyết định cưỡng chế thi hành án",
    day="ngày quyết định",
    columns=(_PAPER, _ON, _WHAT, *MATTER, _COUNTERPART, OFFICER),
    source=of_matters((), ("coerce", "plan_sent", "plan_approved", "seize", "delivered")),
    words={
        "coerce": "quyết định cưỡng chế",
        "plan_sent": "gửi kế hoạch cưỡng chế",
        "plan_approved": "phê duyệt kế hoạch cưỡng chế",
        "seize": "kê biên",
        "delivered": "giao tài sản",
    },
)
FEES = Register(
    code="16",
    name="Sổ theo dõi thu phí thi hành án",
    day="ngày quyết định thu phí",
    absent="Quyết định thu phí và chứng từ thu chưa có nguồn ghi nhận; số phí tính được ở trang Pháp luật.",
)
AUCTIONS = Register(
    code="17",
    name="Sổ theo dõi xử lý tài sản bán đấu giá thi hành án",
    day="ngày của bước",
    columns=(_ON, _WHAT, _PAPER, NUMBER, DEBTOR, _COUNTERPART, _AMOUNT, _UNTIL, OFFICER),
    source=of_matters(
        (),
        (
            *("value_contract", "value_result", "auction_contract", "auction_failed", "price_reduced"),
            *("auction_won", "buyer_paid", "delivered"),
        ),
    ),
    words={
        "value_contract": "hợp đồng thẩm định giá",
        "value_result": "kết quả thẩm định giá",
        "auction_contract": "hợp đồng đấu giá",
        "auction_failed": "đấu giá không thành",
        "price_reduced": "giảm giá",
        "auction_won": "đấu giá thành",
        "buyer_paid": "người mua nộp đủ tiền",
        "delivered": "giao tài sản",
    },
    note="Mới có các bước; từng tài sản (loại, diện tích, giá từng lần) chưa có nguồn ghi nhận.",
)
EXEMPTED = Register(
    code="18",
    name="Sổ theo dõi miễn, giảm nghĩa vụ thi hành án",
    day="ngày của bước",
    columns=(
        _ON,
        _WHAT,
        _PAPER,
        *MATTER,
        Column("Số tiền (đồng)", "h.amount", "money", 18),
        Column("Cơ quan, tổ chức liên quan", "h.counterpart", "what", 26),
        OFFICER,
    ),
    source=of_matters(
        (), ("exemption_file", "exemption_view", "exemption_sent", "exemption_accepted", "exemption_decided")
    ),
    words={
        "exemption_file": "lập hồ sơ đề nghị",
        "exemption_view": "ý kiến của Viện kiểm sát",
        "exemption_sent": "gửi Tòa án",
        "exemption_accepted": "Tòa án thụ lý",
        "exemption_decided": "Tòa án quyết định",
        "court": "Tòa án",
        "procuracy": "Viện kiểm sát",
    },
)
ADMINISTRATIVE = Register(
    code="19",
    name="Sổ theo dõi, quản lý thi hành án hành chính",
    day="ngày nhận bản án",
    dossiers="administrative",
)
ARCHIVED = Register(
    code="21",
    name="Sổ theo dõi lưu trữ hồ sơ thi hành án",
    day="ngày đưa vào lưu trữ",
    columns=(
        _ON,
        *MATTER,
        Column("Kết quả", "c.stage", "stage", 26),
        Column("Ngày kết thúc", "CASE WHEN c.ended THEN c.stage_since END", "day", 12),
        Column(
            "Số tờ (bút lục)",
            "(SELECT max(f.no) FROM documents_folio f WHERE f.matter_id = c.matter_id)",
            "number",
            10,
        ),
        Column("Thẩm tra viên, người giao", "h.counterpart", width=24),
        OFFICER,
    ),
    source=of_matters((), ("archive",)),
)

BOOKS = (EXHIBITS, SECURED, COERCED, FEES, AUCTIONS, EXEMPTED, ADMINISTRATIVE, ARCHIVED)
