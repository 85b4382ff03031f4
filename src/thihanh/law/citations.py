"""From the short notation of the reviewed files ("L25 Đ.37.1") to what a reader may quote."""

import re
from datetime import date
from functools import lru_cache
from typing import Final

SOURCES: Final[dict[str, str]] = {
    "L08": "Luật THADS 2008",
    "L25": "Luật THADS 2025",
    "D62": "Nghị định 62/2015/NĐ-CP",
    "D71": "Nghị định 71/2016/NĐ-CP",
    "D139": "Nghị định 139/2026/NĐ-CP",
    "D150": "Nghị định 150/2026/NĐ-CP",
    "D151": "Nghị định 151/2026/NĐ-CP",
    "D152": "Nghị định 152/2026/NĐ-CP",
    "C01": "Thông tư 01/2017/TT-BTP",
    "C04": "Thông tư 04/2023/TT-BTP",
    "C13": "Thông tư 13/2021/TT-BTP",
    "C216": "Thông tư 216/2016/TT-BTC",
    "J02": "Thông tư liên tịch 02/2014",
    "J05": "Thông tư liên tịch 05/2016",
    "J11": "Thông tư liên tịch 11/2016",
    "NQ66.16": "Nghị quyết 66.16/2026/NQ-CP",
    "D154": "Nghị định 154/2026/NĐ-CP",
    "LBT": "Luật Trách nhiệm bồi thường của Nhà nước 2017",
    "LTC": "Luật Tố cáo 2018",
    "LTCD": "Luật Tiếp công dân 2013",
    "TTHC": "Luật Tố tụng hành chính 2015",
    "BLDS": "Bộ luật Dân sự 2015",
}
# Sources younger than their regime: their numbers do not reach further back [K].
_STARTS: Final[dict[str, date]] = {
    "J02": date(2014, 2, 28),
    "D62": date(2015, 9, 1),
    "D71": date(2016, 7, 1),
    "TTHC": date(2016, 7, 1),
    "C01": date(2017, 3, 15),
    "C04": date(2023, 10, 1),
    "C13": date(2022, 2, 15),
    "LBT": date(2018, 7, 1),
    "LTC": date(2019, 1, 1),
    "LTCD": date(2014, 7, 1),
    "NQ66.16": date(2026, 4, 15),
}
_ARTICLE = re.compile(r"Đ\.(\d+)([a-z]?)(?:\.(\d+))?([a-zđ]?)$")


@lru_cache(maxsize=1024)
def cite(reference: str) -> str:
    """A citation as printed: ``"L25 Đ.37.1"`` gives ``"Đ.37.1 Luật THADS 2025"``; several parted by ``"; "``.

    Raises ``KeyError`` when the source's short name is not in ``SOURCES``.
    """
    return "; ".join(_one(part) for part in reference.split("; "))


@lru_cache(maxsize=1024)
def spell(reference: str) -> str:
    """The same citation in full words: ``"L25 Đ.37.1"`` gives ``"khoản 1 Điều 37 Luật THADS 2025"``.

    Raises ``KeyError`` when the source's short name is not in ``SOURCES``.
    """
    return "; ".join(_one_spelled(part) for part in reference.split("; "))


def in_force_since(reference: str) -> date:
    """First day of the source cited first; ``date.min`` where the regime itself decides."""
    return _STARTS.get(reference.partition(" ")[0], date.min)


def _parts(reference: str) -> tuple[str, str]:
    source, _, article = reference.partition(" ")
    return SOURCES[source], article


def _one(reference: str) -> str:
    title, article = _parts(reference)
    return f"{article} {title}".strip()


def _one_spelled(reference: str) -> str:
    title, article = _parts(reference)
    match = _ARTICLE.fullmatch(article)
    if match is None:
        return f"{article} {title}".strip()
    number, letter, clause, point = match.groups()
    words = [f"điểm {point}"] if point else []
    words += [f"khoản {clause}"] if clause else []
    return " ".join([*words, f"Điều {number}{letter}", title])
