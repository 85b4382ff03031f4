"""The room's vocabulary as data: roles with their dated titles, ranks, relations."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from thihanh.law.regimes import R25_START

Seat = Literal["centre", "province", "office", "outside"]
Relation = Literal["own", "office", "province", "other_province", "centre"]

RELATIONS: dict[Relation, str] = {
    "own": "của mình",
    "office": "cùng phòng",
    "province": "phòng khác cùng tỉnh",
    "other_province": "tỉnh khác",
    "centre": "trung ương",
}
"""From the nearest to the farthest; a grant that reaches one of the first three reaches those before it."""

RANKS: dict[str, str] = {"so_cap": "sơ cấp", "trung_cap": "trung cấp", "cao_cap": "cao cấp"}

MERGER = date(2025, 7, 1)
"""One provincial agency with regional offices replaces provincial and district agencies."""


@dataclass(frozen=True)
class Role:
    """A role with the titles it has carried, each from its own day, and where it sits."""

    code: str
    seat: Seat
    titles: tuple[tuple[date, str], ...]
    article: str = ""
    mark: str = "S"

    def title(self, on: date) -> str:
        """What the post is called on that day."""
        return next((name for since, name in reversed(self.titles) if since <= on), self.titles[0][1])


def _role(code: str, seat: Seat, *titles: str | tuple[date, str], article: str = "", mark: str = "S") -> Role:
    dated = tuple(title if isinstance(title, tuple) else (date.min, title) for title in titles)
    return Role(code, seat, dated, article, mark)


ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        _role(
            "province_head",
            "province",
            "Cục trưởng Cục THADS",
            (MERGER, "Trưởng THADS"),
            article="L25 Đ.22",
        ),
        _role(
            "province_deputy",
            "province",
            "Phó Cục trưởng Cục THADS",
            (MERGER, "Phó Trưởng THADS"),
            article="L25 Đ.22.3",
        ),
        _role(
            "nv_head",
            "office",
            "Trưởng phòng Nghiệp vụ",
            (R25_START, "Trưởng phòng Nghiệp vụ và tổ chức THADS"),
            article="L25 Đ.19.3a, 32.2",
        ),
        _role(
            "office_head",
            "office",
            "Chi cục trưởng Chi cục THADS",
            (MERGER, "Trưởng phòng THADS khu vực"),
            (R25_START, "Chấp hành viên trưởng"),
            article="L25 Đ.23.2",
        ),
        _role("officer", "office", "Chấp hành viên", article="L25 Đ.23-25"),
        _role("examiner", "province", "Thẩm tra viên", article="D150 Đ.14"),
        _role("clerk", "office", "Thư ký thi hành án", article="D150 Đ.15"),
        _role("accountant", "office", "Kế toán", article="C04 Đ.13-19"),
        _role("chief_accountant", "province", "Phụ trách kế toán", mark="K"),
        _role("cashier", "office", "Thủ quỹ", mark="K"),
        _role("storekeeper", "office", "Thủ kho", article="D150 Đ.2.3"),
        _role("registry", "office", "Văn thư", mark="K"),
        _role("procuracy", "outside", "Kiểm sát viên theo dõi", article="L25 Đ.112-113"),
        _role("committee_chair", "outside", "Trưởng Ban Chỉ đạo THADS", article="D152 Đ.103-104"),
        _role("national_viewer", "centre", "Người xem toàn quốc (Cục Quản lý THADS)", article="L25 Đ.18"),
        _role("administrator", "centre", "Quản trị hệ thống", mark="I"),
    )
}

STAFF = frozenset(role.code for role in ROLES.values() if role.seat in ("province", "office"))
"""Roles of the enforcement agency's own people; the others look in from outside."""

ENFORCING = frozenset({"province_head", "province_deputy", "nv_head", "office_head", "officer"})
"""Roles whose holder is an enforcement officer and may hold matters."""


def title(role: str, rank: str, on: date) -> str:
    """The post as the officer's card says it: "Chấp hành viên trung cấp", "Chấp hành viên trưởng"."""
    name = ROLES[role].title(on)
    return f"{name} {RANKS[rank]}" if role == "officer" and rank in RANKS else name
