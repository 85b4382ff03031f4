"""Registers 04–12 and 20: withdrawal and amendment, delegation, stops, termination, chưa có điều kiện."""

from thihanh.registers.books.parts import MATTER, NUMBER, OFFICER, of_matters
from thihanh.registers.register import Column, Register, Source

_ON = Column("Ngày", "h.day", "day", 12)
_PAPER = Column("Số quyết định, văn bản", "h.document", width=18)
_GROUND = Column("Căn cứ", "h.ground", "ground", 34)
_WHAT = Column("Loại", "h.what", "what", 22)
_LEFT = Column("Còn phải thi hành (đồng)", "c.outstanding", "money", 18, total=True)
_UNTIL = Column("Đến ngày", "h.until", "day", 12)
_PART = Column("Khoản", "h.obligation", "number", 8)
_AMOUNT = Column("Số tiền (đồng)", "h.amount", "money", 18, total=True)
_STATE = Column("Trạng thái hiện nay", "c.stage", "stage", 26)
_DAY = "ngày quyết định"

REVISED = Register(
    code="04",
    name="Sổ ra quyết định thu hồi, sửa đổi, bổ sung, hủy quyết định về thi hành án",
    day=_DAY,
    columns=(_PAPER, _ON, _WHAT, *MATTER, _GROUND, OFFICER),
    source=of_matters(("withdrawn",), ("withdraw", "amend", "cancel", "delegation_returned")),
    words={
        "withdrawn": "thu hồi, hủy",
        "delegation_returned": "trả lại ủy thác",
        "withdraw": "thu hồi",
        "amend": "sửa đổi, bổ sung",
        "cancel": "hủy",
    },
)
DELEGATED = Register(
    code="05",
    name="Sổ ra quyết định ủy thác thi hành án",
    day=_DAY,
    columns=(
        _PAPER,
        _ON,
        *MATTER,
        Column("Cơ quan nhận ủy thác", "h.counterpart", "agency", 26),
        _GROUND,
        _AMOUNT,
        OFFICER,
    ),
    source=of_matters(("delegated",), ("delegate",)),
)
RECEIVED = Register(
    code="06",
    name="Sổ nhận ủy thác thi hành án",
    day="ngày ra quyết định thi hành án theo ủy thác",
    columns=(
        NUMBER,
        Column("Ngày quyết định", "c.decided_on", "day", 12),
        Column("Cơ quan ủy thác", "m.delegated_from", "agency", 26),
        *MATTER[2:],
        Column("Phải thi hành (đồng)", "c.due", "money", 18, total=True),
        _LEFT,
        OFFICER,
        _STATE,
    ),
    source=Source("""
SELECT c.agency, c.office, c.officer, c.matter_id, c.matter_id AS id, c.decided_on AS day, {columns}
FROM matters_current c JOIN matters_matter m ON m.id = c.matter_id
WHERE m.delegated_from <> ''"""),
)
ASSETS_OUT = Register(
    code="07",
    name="Sổ ra quyết định ủy thác xử lý tài sản",
    day=_DAY,
    columns=(
        _PAPER,
        _ON,
        *MATTER,
        Column("Cơ quan nhận ủy thác", "h.counterpart", "agency", 26),
        _UNTIL,
        OFFICER,
    ),
    source=of_matters((), ("delegate_asset",)),
)
ASSETS_IN = Register(
    code="08",
    name="Sổ nhận ủy thác xử lý tài sản",
    day="ngày nhận",
    columns=(
        _PAPER,
        _ON,
        Column("Cơ quan ủy thác", "h.counterpart", "agency", 26),
        *MATTER,
        _UNTIL,
        OFFICER,
    ),
    source=of_matters((), ("receive_asset_delegation",)),
)
STOPPED = Register(
    code="09",
    name="Sổ ra quyết định hoãn, tạm đình chỉ, tiếp tục thi hành án",
    day=_DAY,
    columns=(_PAPER, _ON, _WHAT, *MATTER, _GROUND, _UNTIL, _PART, OFFICER, _STATE),
    source=of_matters(
        ("postponed", "suspended", "paused"), ("postpone", "suspend", "pause", "resume", "conditions_found")
    ),
    words={
        "postponed": "hoãn",
        "postpone": "hoãn một phần",
        "suspended": "tạm đình chỉ",
        "suspend": "tạm đình chỉ một phần",
        "paused": "tạm dừng",
        "pause": "tạm dừng",
        "resume": "tiếp tục",
        "conditions_found": "tiếp tục (có điều kiện)",
    },
)
TERMINATED = Register(
    code="10",
    name="Sổ ra quyết định đình chỉ thi hành án",
    day=_DAY,
    columns=(_PAPER, _ON, _WHAT, *MATTER, _GROUND, _PART, _AMOUNT, OFFICER),
    source=of_matters(("terminated",), ("terminate", "terminate_part")),
    words={"terminated": "toàn bộ", "terminate": "phần còn lại", "terminate_part": "một phần"},
)
NO_MEANS = Register(
    code="11",
    name="Sổ ra quyết định về việc chưa có điều kiện thi hành án",
    day=_DAY,
    columns=(_PAPER, _ON, *MATTER, _GROUND, _LEFT, OFFICER, _STATE),
    source=of_matters(("no_means",), ("no_means",)),
)
RECALLED = Register(
    code="12",
    name="Sổ rút hồ sơ thi hành án của cơ quan thi hành án cấp tỉnh",
    day="ngày rút hồ sơ",
    absent="Việc cơ quan cấp tỉnh rút hồ sơ của cấp huyện chỉ có đến 30/06/2025; "
    "hệ thống chưa có nguồn ghi nhận.",
)
FOLLOWED = Register(
    code="20",
    name="Sổ theo dõi riêng việc chưa có điều kiện thi hành án",
    day="ngày chuyển sổ",
    columns=(
        _PAPER,
        _ON,
        *MATTER,
        _LEFT,
        Column(
            "Xác minh gần nhất",
            '(SELECT max(v."on") FROM matters_verification v WHERE v.matter_id = c.matter_id AND NOT v.void)',
            "day",
            12,
        ),
        OFFICER,
        _STATE,
    ),
    source=of_matters(("separate_register",), ("to_register",)),
    note="Theo luật từ 01/07/2026 chỉ việc chủ động được chuyển sổ; việc theo yêu cầu được trả lại yêu cầu.",
)

BOOKS = (
    REVISED,
    DELEGATED,
    RECEIVED,
    ASSETS_OUT,
    ASSETS_IN,
    STOPPED,
    TERMINATED,
    NO_MEANS,
    RECALLED,
    FOLLOWED,
)
