"""The layout of the register file: sheets, headings, what each column holds. One place for all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from thihanh.law.notation import vn
from thihanh.procedures.register_file import labels

Kind = Literal["text", "date", "amount", "count", "year", "choice", "choices"]

VERSION = "1"
# A province of 50,000 matters fits; beyond, the register comes in parts.
MOST_MATTERS, MOST_ROWS = 100_000, 400_000
INFORMATION = "Thông tin"
GUIDE = "Hướng dẫn"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``labels`` maps what the user writes to its code (``choice`` and ``choices``)."""

    key: str
    heading: str
    kind: Kind = "text"
    required: bool = False
    note: str = ""
    labels: Mapping[str, str] | None = None
    width: int = 16
    longest: int = 300
    may_be_future: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of rows, each row one fact."""

    name: str
    columns: tuple[Column, ...]
    note: str
    optional: bool = False
    most_rows: int = MOST_ROWS

    def column(self, key: str) -> Column:
        """The column with this key."""
        return next(column for column in self.columns if column.key == key)


_NUMBER = Column("number", "Số quyết định", required=True, note="Số của quyết định thi hành án.", longest=60)
_DECIDED = Column(
    "decided_on",
    "Ngày quyết định",
    "date",
    required=True,
    note="Ngày ký quyết định. Số cùng năm của ngày này xác định một việc trong tỉnh.",
)
_KNOWN = Column(
    "known_on",
    "Ngày vào sổ",
    "date",
    note="Ngày đơn vị ghi vào sổ. Bỏ trống: lấy ngày nhập tệp.",
)
_KEY = (_NUMBER, _DECIDED)

MATTERS = Sheet(
    "Việc",
    (
        *_KEY,
        Column(
            "kind",
            "Loại",
            "choice",
            required=True,
            labels=labels.MATTER_KINDS,
            note="Chủ động hoặc Theo yêu cầu.",
        ),
        Column("requested_on", "Ngày yêu cầu", "date", note="Chỉ với việc theo yêu cầu."),
        Column("judgment_number", "Số bản án", required=True, note="Số bản án, quyết định.", longest=80),
        Column("judgment_on", "Ngày bản án", "date", required=True, note="Ngày tuyên bản án, quyết định."),
        Column("court", "Tòa án", required=True, note="Nơi ra bản án, quyết định.", width=30),
        Column(
            "judgment_kind",
            "Loại án",
            "choice",
            required=True,
            labels=labels.JUDGMENT_KINDS,
            note="Loại của bản án.",
        ),
        Column(
            "tags",
            "Nhãn",
            "choices",
            labels=labels.TAGS,
            note="Không, một hoặc nhiều nhãn, cách nhau bằng dấu chấm phẩy.",
            width=30,
        ),
        Column(
            "causes",
            "Nguyên nhân tồn",
            "choices",
            labels=labels.CAUSES,
            note="Vì sao việc còn tồn; nhiều nguyên nhân cách nhau bằng dấu chấm phẩy.",
            width=30,
        ),
        Column("delegated_from", "Nhận ủy thác từ", note="Cơ quan đã ủy thác, nếu có.", width=24),
        _KNOWN,
    ),
    "Mỗi dòng một việc: một quyết định thi hành án.",
    most_rows=MOST_MATTERS,
)

PARTIES = Sheet(
    "Đương sự",
    (
        *_KEY,
        Column("no", "STT", "count", required=True, note="Số thứ tự trong việc: 1, 2, 3…", width=8),
        Column("role", "Tư cách", "choice", required=True, labels=labels.ROLES, note="Tư cách.", width=26),
        Column("name", "Họ tên", required=True, note="Họ tên hoặc tên tổ chức.", width=30),
        Column(
            "kind",
            "Loại",
            "choice",
            required=True,
            labels=labels.PARTY_KINDS,
            note="Cá nhân hoặc Tổ chức.",
        ),
        Column(
            "id_number",
            "Số định danh",
            note="Định dạng ô là văn bản, để không mất số 0 ở đầu.",
            longest=30,
        ),
        Column("birth_year", "Năm sinh", "year", note="Bốn chữ số, chỉ với cá nhân.", width=10),
        Column("address", "Địa chỉ", note="Nơi cư trú hoặc trụ sở.", width=40),
    ),
    "Mỗi dòng một đương sự của một việc.",
)

OBLIGATIONS = Sheet(
    "Khoản",
    (
        *_KEY,
        Column("no", "STT", "count", required=True, note="Số thứ tự trong việc: 1, 2, 3…", width=8),
        Column(
            "kind",
            "Loại khoản",
            "choice",
            required=True,
            labels=labels.OBLIGATION_KINDS,
            note="Loại của khoản phải thi hành.",
        ),
        Column("content", "Nội dung", note="Nội dung của khoản.", width=36, longest=2000),
        Column(
            "amount",
            "Số tiền phải thi hành",
            "amount",
            note="Đồng, số nguyên, lớn hơn 0. Chỉ bỏ trống với khoản không tính bằng tiền.",
            width=22,
        ),
        Column("debtor", "STT người phải thi hành", "count", note="STT ở trang Đương sự.", width=12),
        Column("creditor", "STT người được thi hành", "count", note="STT ở trang Đương sự.", width=12),
        _KNOWN,
    ),
    "Mỗi dòng một khoản của một việc.",
)

STAGES = Sheet(
    "Diễn biến",
    (
        *_KEY,
        Column("on", "Ngày", "date", required=True, note="Ngày trạng thái bắt đầu."),
        Column(
            "stage",
            "Trạng thái",
            "choice",
            required=True,
            labels=labels.STAGES,
            note="Trạng thái bắt đầu từ ngày ấy; nó kéo dài đến dòng sau.",
            width=40,
        ),
        Column(
            "ground", "Căn cứ", note="Mã căn cứ, ví dụ H-c, T-a, C-4, N-a; xem trang Hướng dẫn.", width=12
        ),
        Column("document", "Số văn bản", note="Số quyết định, thông báo.", longest=120),
        Column(
            "asset_value", "Giá trị tài sản", "amount", note="Đồng; khi trạng thái dựa vào giá trị tài sản."
        ),
        _KNOWN,
    ),
    "Mỗi dòng một lần đổi trạng thái.",
)

MONEY = Sheet(
    "Tiền",
    (
        *_KEY,
        Column("obligation", "STT khoản", "count", required=True, note="STT ở trang Khoản.", width=10),
        Column("on", "Ngày", "date", required=True, note="Ngày của chứng từ."),
        Column(
            "kind",
            "Loại",
            "choice",
            required=True,
            labels=labels.MONEY_KINDS,
            note="Thu được làm giảm số còn phải thi hành; Tăng nghĩa vụ làm tăng.",
        ),
        Column(
            "amount",
            "Số tiền",
            "amount",
            required=True,
            note="Đồng, số nguyên, lớn hơn 0.",
            width=22,
        ),
        Column("voucher", "Chứng từ", note="Số biên lai, quyết định.", longest=120),
        _KNOWN,
    ),
    "Mỗi dòng một lần thu, giảm hoặc thay đổi của một khoản.",
)

ASSIGNMENTS = Sheet(
    "Phân công",
    (
        *_KEY,
        Column("on", "Ngày", "date", required=True, note="Ngày được giao."),
        Column("office", "Đơn vị", required=True, note="Mã đơn vị, ví dụ 22.KV01.", longest=20),
        Column("officer", "Chấp hành viên", required=True, note="Mã, ví dụ 22.0001.", longest=20),
        _KNOWN,
    ),
    "Mỗi dòng một lần giao việc cho một chấp hành viên.",
)

OFFICERS = Sheet(
    "Cán bộ",
    (
        Column("code", "Mã", required=True, note="Mã, ví dụ 22.0001.", longest=20),
        Column("name", "Họ tên", required=True, note="Họ tên.", width=30),
        Column("rank", "Chức danh", "choice", required=True, labels=labels.RANKS, note="Ngạch.", width=26),
        Column("office", "Đơn vị", required=True, note="Mã đơn vị.", longest=20),
        Column("valid_from", "Từ ngày", "date", required=True, note="Ngày bắt đầu giữ chức danh ở đơn vị."),
        Column(
            "valid_to",
            "Đến ngày",
            "date",
            note="Ngày cuối; bỏ trống nếu còn giữ.",
            may_be_future=True,
        ),
    ),
    "Chấp hành viên có tên trong tệp mà hệ thống chưa có.",
    optional=True,
)

SHEETS: tuple[Sheet, ...] = (MATTERS, PARTIES, OBLIGATIONS, STAGES, MONEY, ASSIGNMENTS, OFFICERS)

INFORMATION_ROWS: tuple[tuple[str, str, str], ...] = (
    ("agency", "Mã đơn vị", "Mã hai chữ số của cơ quan thi hành án cấp tỉnh."),
    ("agency_name", "Tên đơn vị", "Tên của cơ quan, để người đọc dễ nhận ra."),
    ("work_year", "Năm công tác", "Năm N gồm từ 01/10 năm trước đến 30/09 năm N."),
    ("version", "Phiên bản mẫu", "Không sửa."),
    ("note", "Ghi chú", "Tùy ý."),
)


def written_date(ordinal: int) -> str:
    """A date cell as people write it."""
    return vn(date.fromordinal(ordinal))
