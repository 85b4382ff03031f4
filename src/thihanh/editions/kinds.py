"""The three kinds of edition, and how one is named in a sentence."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

from thihanh.statistics.period import Period

Kind = Literal["preliminary", "final", "supplementary"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

KIND_NAMES: Final[dict[Kind, str]] = {
    "preliminary": "sơ bộ",
    "final": "chính thức",
    "supplementary": "bổ sung",
}


@dataclass(frozen=True, slots=True)
class EditionName:
    """Which frozen book a figure is of. ``id`` 0 stands for a book known only as printed elsewhere."""

    id: int
    unit: str
    period: Period
    kind: Kind

    @property
    def label(self) -> str:
        """How a sentence names it: "ấn bản chính thức số 12 (đơn vị 22, năm công tác 2025 …)"."""
        number = f" số {self.id}" if self.id else ""
        return f"ấn bản {KIND_NAMES[self.kind]}{number} (đơn vị {self.unit}, {self.period.label})"


def kind_of(text: str) -> Kind:
    """A kind as stored or typed. Raises ``ValueError`` with a sentence."""
    if text not in KINDS:
        raise ValueError(f"Dữ liệu: không có loại ấn bản “{text}”; có {', '.join(KINDS)}.")
    return text
