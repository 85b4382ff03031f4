"""The columns of a file of published rows: their codes, Vietnamese headings and kinds. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from thihanh.procedures.register_file.text import folded

Kind = Literal["count", "money", "percent", "points", "text"]
SHEET = "Số công bố"
GUIDE = "Hướng dẫn"
MOST_ROWS = 2_000
LONGEST_NUMBER = 80
TY = "tỷ đồng"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``code`` as in the machine file, ``heading`` as in the Excel page."""

    code: str
    heading: str
    kind: Kind
    longest: int = LONGEST_NUMBER
    note: str = ""
    required: bool = False


def _text(code: str, heading: str, longest: int, note: str = "", *, required: bool = False) -> Column:
    return Column(code, heading, "text", longest, note, required)


_ABOUT = (
    _text("row_id", "Mã dòng", 60, "Để trống thì hệ thống đặt."),
    _text("level", "Cấp", 20, "toàn quốc, tỉnh, huyện; để trống thì suy từ tên."),
    _text(
        "unit_vi",
        "Đơn vị",
        160,
        "Toàn quốc, tên tỉnh cũ hoặc mới; huyện ghi kèm tỉnh trong ngoặc.",
        required=True,
    ),
    _text(
        "unit_note",
        "Ranh giới",
        160,
        "63 (trước 01/07/2025) hoặc 34 (từ 01/07/2025), khi kỳ không tự cho biết.",
    ),
    _text(
        "work_year", "Năm công tác", 10, "Năm công tác 2025 là từ 01/10/2024 đến 30/9/2025.", required=True
    ),
    _text("months", "Số tháng lũy kế", 10, "1 đến 12, kể từ 01/10.", required=True),
    _text("as_of", "Số liệu đến ngày", 12, "Để trống thì là ngày cuối kỳ."),
    _text("status", "Bản", 30, "giữa năm, sơ bộ, cả năm, chính thức.", required=True),
    _text(
        "money_unit",
        "Đơn vị tiền",
        30,
        "tỷ đồng (ngầm định), triệu đồng, nghìn đồng, đồng; ô ghi đơn vị thì theo ô.",
    ),
)
_COUNTED = (
    ("opening", "Số cũ chuyển sang"),
    ("new", "Thụ lý mới"),
    ("handled", "Tổng thụ lý"),
    ("entrusted", "Ủy thác"),
    ("revoked", "Thu hồi, hủy"),
    ("due", "Phải thi hành"),
    ("eligible", "Có điều kiện"),
    ("not_eligible", "Chưa có điều kiện"),
    ("other_excluded", "Hoãn, tạm đình chỉ, khác"),
    ("separate_book", "Sổ theo dõi riêng"),
    ("enforced", "Thi hành xong"),
    ("terminated", "Đình chỉ"),
    ("reduced", "Giảm nghĩa vụ"),
    ("other_ending", "Kết thúc khác"),
    ("in_progress", "Đang thi hành"),
    ("postponed_c", "Hoãn điểm c"),
    ("done", "Giải quyết xong"),
    ("carried", "Chuyển kỳ sau"),
)
_PERCENTS = (
    ("rate_pub", "Tỷ lệ (%)"),
    ("target", "Chỉ tiêu (%)"),
    ("eligible_share", "Tỷ trọng có điều kiện (%)"),
    ("not_eligible_share", "Tỷ trọng chưa có điều kiện (%)"),
    ("other_share", "Tỷ trọng hoãn, khác (%)"),
    ("achievement", "Hoàn thành chỉ tiêu (%)"),
    ("done_growth", "Kết quả tăng, giảm (%)"),
)
_POINTS = (("beat_pub", "Vượt chỉ tiêu (điểm %)"), ("rate_change", "Tỷ lệ tăng, giảm (điểm %)"))
_FIGURES = tuple(
    column
    for of, name in (("cases", "việc"), ("money", "tiền"))
    for column in (
        *(
            Column(f"{of}_{code}", f"{heading} – {name}", "money" if of == "money" else "count")
            for code, heading in _COUNTED
            if (of, code) not in (("cases", "reduced"), ("money", "separate_book"))
        ),
        *(Column(f"{of}_{code}", f"{heading} – {name}", "percent") for code, heading in _PERCENTS),
        *(Column(f"{of}_{code}", f"{heading} – {name}", "points") for code, heading in _POINTS),
        _text(f"{of}_rank", f"Hạng – {name}", 12),
    )
)
_WHENCE = (
    _text("target_basis", "Chỉ tiêu lấy từ", 80, "published, hoặc cách suy ra."),
    _text(
        "approx_fields",
        "Số làm tròn",
        300,
        "Mã cột của các số không chính xác, kèm above, nearly, about, below.",
    ),
    _text("source", "Nguồn", 300, "Tên báo, trang, văn bản.", required=True),
    _text("address", "Địa chỉ nguồn", 300),
    _text("published_on", "Ngày đăng", 12, "Ngày của bài hoặc văn bản."),
    _text("mark", "Dấu", 12, "S đọc trong nguồn, S-derived suy ra, K kiến thức nền, I cách đọc của đơn vị."),
    _text("note", "Ghi chú", 1000),
)
COLUMNS: tuple[Column, ...] = (*_ABOUT, *_FIGURES, *_WHENCE)
BY_CODE: Mapping[str, Column] = {column.code: column for column in COLUMNS}
BY_HEADING: Mapping[str, Column] = {folded(column.heading): column for column in COLUMNS}
FIGURES: Mapping[str, Column] = {column.code: column for column in _FIGURES if column.kind != "text"}

EDITIONS: Mapping[str, str] = {
    "interim": "interim",
    "giua nam": "interim",
    "annual": "annual",
    "ca nam": "annual",
    "annual preliminary": "preliminary",
    "preliminary": "preliminary",
    "so bo": "preliminary",
    "annual final": "final",
    "final": "final",
    "chinh thuc": "final",
}
LEVELS: Mapping[str, str] = {
    "national": "national",
    "toan quoc": "national",
    "ca nuoc": "national",
    "province": "province",
    "tinh": "province",
    "tinh thanh pho": "province",
    "district": "district",
    "huyen": "district",
    "cap duoi": "district",
}
MARKS = ("S", "S-derived", "K", "I")
