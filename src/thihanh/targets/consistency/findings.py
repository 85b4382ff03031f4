"""What a check says: reconciled, or a finding with its reason in words. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Severity = Literal["inconsistent", "expected", "explain"]
SEVERITIES: Mapping[Severity, str] = {
    "inconsistent": "mâu thuẫn",
    "expected": "dự kiến",
    "explain": "cần giải trình",
}

REASONS: Mapping[str, str] = {
    "other-edition": "số của bản khác đứng cạnh số của bản này",
    "swap": "hai số bị hoán đổi chỗ",
    "unit-scale": "lẫn đơn vị tỷ, triệu",
    "relative": "phần trăm tương đối ghi vào chỗ điểm phần trăm",
    "base": "cơ số phần trăm khác hoặc không nêu",
    "digit": "gõ nhầm một chữ số",
    "mixed-cut-offs": "số tuyệt đối và tỷ lệ lấy từ hai lần chốt khác nhau",
    "revised-base": "số kỳ trước đã được sửa sau khi in",
    "two-sources": "hai nguồn khác nhau",
    "same-source": "một nguồn in hai số cho cùng một chỉ tiêu",
    "separate-book": "việc chuyển sổ theo dõi riêng giữa hai năm (dự kiến)",
    "scope": "phạm vi thống kê thu hẹp giữa hai kỳ, nguồn không giải thích",
    "period": "kỳ nêu trong bài khác kỳ lũy kế từ 01/10",
    "head-count": "mẫu số bình quân không thống nhất",
    "reclassified": "phân loại lại cuối năm",
    "jump": "kết quả dồn vào hai tháng cuối năm",
    "year-on-year": "biến động so với năm trước vượt ngưỡng",
    "unknown": "chưa rõ nguyên nhân",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why figures most likely disagree: a code of REASONS and the words for this very case.

    ``column`` is the one figure that is most likely wrong, where the reason points at one.
    """

    code: str
    words: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One identity asked of one row: what it computes and what is printed, as people read them.

    ``only_a_bound``: one figure merely may not pass another, which says less than an equality.
    """

    code: str
    row: str
    name: str
    columns: tuple[str, ...]
    formula: str
    computed: str
    printed: str
    ok: bool
    only_a_bound: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Figures that cannot stand together, or that the sector asks to explain."""

    code: str
    severity: Severity
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    name: str
    formula: str
    computed: str
    printed: str
    reason: Reason

    @property
    def sentence(self) -> str:
        """The whole finding in words."""
        told = f"{self.name}: tính {self.computed}, in {self.printed}"
        if not self.formula:
            between = " và " if self.severity == "inconsistent" else " → "
            told = f"{self.name}: {between.join(part for part in (self.computed, self.printed) if part)}"
        return f"{told}. {REASONS[self.reason.code].capitalize()}: {self.reason.words}"
