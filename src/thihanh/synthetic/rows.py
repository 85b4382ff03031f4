"""The register workbook as plain rows: sheets, headings, and the words written in the cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

Cell = str | int | date | None
Row = tuple[Cell, ...]

HEADINGS: dict[str, tuple[str, ...]] = {
    "Thông tin": (),
    "Việc": (
        "Số quyết định",
        "Ngày quyết định",
        "Loại",
        "Ngày yêu cầu",
        "Số bản án",
        "Ngày bản án",
        "Tòa án",
        "Loại án",
        "Nhãn",
        "Nguyên nhân tồn",
        "Nhận ủy thác từ",
        "Ngày vào sổ",
    ),
    "Đương sự": (
        "Số quyết định",
        "Ngày quyết định",
        "STT",
        "Tư cách",
        "Họ tên",
        "Loại",
        "Số định danh",
        "Năm sinh",
        "Địa chỉ",
    ),
    "Khoản": (
        "Số quyết định",
        "Ngày quyết định",
        "STT",
        "Loại khoản",
        "Nội dung",
        "Số tiền phải thi hành",
        "STT người phải thi hành",
        "STT người được thi hành",
        "Ngày vào sổ",
    ),
    "Diễn biến": (
        "Số quyết định",
        "Ngày quyết định",
        "Ngày",
        "Trạng thái",
        "Căn cứ",
        "Số văn bản",
        "Giá trị tài sản",
        "Ngày vào sổ",
    ),
    "Tiền": (
        "Số quyết định",
        "Ngày quyết định",
        "STT khoản",
        "Ngày",
        "Loại",
        "Số tiền",
        "Chứng từ",
        "Ngày vào sổ",
    ),
    "Phân công": ("Số quyết định", "Ngày quyết định", "Ngày", "Đơn vị", "Chấp hành viên", "Ngày vào sổ"),
    "Cán bộ": ("Mã", "Họ tên", "Chức danh", "Đơn vị", "Từ ngày", "Đến ngày"),
}

STAGES: dict[str, str] = {
    "decided": "Đã ra quyết định",
    "assigned": "Đã phân công",
    "voluntary": "Trong thời hạn tự nguyện",
    "verifying": "Đang xác minh",
    "in_progress": "Có điều kiện – đang thi hành",
    "no_means": "Chưa có điều kiện",
    "collateral_only": "Tài sản duy nhất bảo đảm nghĩa vụ khác",
    "asset_blocked": "Tài sản bị phong tỏa, không còn tài sản khác",
    "nothing_left": "Không còn tài sản, chưa có quyết định",
    "postponed": "Hoãn",
    "suspended": "Tạm đình chỉ",
    "paused": "Tạm dừng",
    "trustee": "Đã chuyển quản tài viên",
    "asset_not_ready": "Tài sản chưa đủ điều kiện xử lý",
    "exhibit_waiting": "Vật chứng chờ cơ quan nhận",
    "plan_waiting": "Kế hoạch cưỡng chế chờ phê duyệt",
    "unsold_after_second_cut": "Đấu giá không thành sau lần giảm giá thứ hai",
    "separate_register": "Sổ theo dõi riêng",
    "done": "Thi hành xong",
    "terminated": "Đình chỉ",
    "delegated": "Ủy thác",
    "withdrawn": "Thu hồi, hủy",
}

PURPOSES: dict[str, str] = {
    "due": "Tăng nghĩa vụ",
    "collected": "Thu được",
    "terminated": "Đình chỉ",
    "reduced": "Giảm",
    "delegated": "Ủy thác",
    "withdrawn": "Thu hồi, hủy",
    "amended": "Sửa đổi",
}

OBLIGATIONS: dict[str, str] = {
    "court_fee": "Án phí",
    "fine": "Tiền phạt",
    "back_payment": "Truy thu",
    "confiscation": "Tịch thu",
    "debt": "Trả nợ",
    "credit_debt": "Trả nợ tín dụng",
    "damages": "Bồi thường",
    "support": "Cấp dưỡng",
    "property_return": "Trả tài sản",
    "act": "Buộc làm việc",
    "other": "Khác",
}

JUDGMENTS: dict[str, str] = {
    "civil": "Dân sự",
    "criminal": "Hình sự",
    "administrative": "Hành chính",
    "family": "Hôn nhân và gia đình",
    "commercial": "Kinh doanh, thương mại",
    "labour": "Lao động",
    "insolvency": "Phá sản",
    "arbitration": "Trọng tài",
    "other": "Khác",
}

TAGS: dict[str, str] = {
    "credit": "Tín dụng, ngân hàng",
    "corruption": "Tham nhũng, kinh tế",
    "state_budget": "Thu NSNN",
    "attention": "Dư luận quan tâm",
}

EX_OFFICIO, ON_REQUEST = "Chủ động", "Theo yêu cầu"
CREDITOR, DEBTOR = "Người được thi hành án", "Người phải thi hành án"
PERSON, ORGANISATION = "Cá nhân", "Tổ chức"


@dataclass
class Register:
    """One province's register: the rows of each sheet, in the order of HEADINGS, without the heading row."""

    unit: str
    year: int
    information: list[Row] = field(default_factory=list)
    matters: list[Row] = field(default_factory=list)
    parties: list[Row] = field(default_factory=list)
    obligations: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    money: list[Row] = field(default_factory=list)
    assignments: list[Row] = field(default_factory=list)
    officers: list[Row] = field(default_factory=list)

    def sheets(self) -> Iterator[tuple[str, list[Row]]]:
        """Each sheet's name with its rows, in the order of the workbook."""
        lists = (
            self.information,
            self.matters,
            self.parties,
            self.obligations,
            self.events,
            self.money,
            self.assignments,
            self.officers,
        )
        yield from zip(HEADINGS, lists, strict=True)

    @property
    def row_count(self) -> int:
        """Rows in all sheets, headings not counted."""
        return sum(len(rows) for _, rows in self.sheets())
