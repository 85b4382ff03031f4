"""The catalogue of bodies the agency writes to: names, kinds, seats in the committee, who took over."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

KINDS: Final[Mapping[str, str]] = {
    "police": "Công an",
    "government": "Chính quyền địa phương",
    "party": "Cấp ủy",
    "department": "Sở, ngành",
    "registry": "Cơ quan đăng ký",
    "finance": "Thuế, kho bạc, bảo hiểm",
    "bank": "Ngân hàng, lưu ký",
    "employer": "Nơi trả thu nhập",
    "justice": "Tòa án, Viện kiểm sát",
    "prison": "Trại giam, trại tạm giam",
    "service": "Đấu giá, thẩm định giá",
    "military": "Quân đội",
    "organisation": "Mặt trận và các tổ chức thành viên",
    "enforcement": "Thi hành án nơi khác",
    "other": "Khác",
}


@dataclass(frozen=True, slots=True)
class Body:
    """A body. ``place``: there is one of each place, so a request names which. ``committee``: "" for no seat.

    It stands from ``since`` to ``until``, both included; after that ``successor`` owes what it owed.
    """

    code: str
    name: str
    kind: str
    place: bool = False
    committee: str = ""
    since: date = date.min
    until: date = date.max
    successor: str = ""
    note: str = ""

    def stands(self, on: date) -> bool:
        """Whether there is such a body on a day."""
        return self.since <= on <= self.until


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Body]:
    """Every body by its code, in the order of the file."""
    found = tomllib.loads((Path(__file__).parent / "bodies.toml").read_text(encoding="utf-8"))
    return {code: Body(code=code, **one) for code, one in found.items()}


def body(code: str) -> Body:
    """A body by its code, also «code:place». Raises LookupError for none."""
    return catalogue()[code.partition(":")[0]]


def bodies(on: date) -> tuple[Body, ...]:
    """The bodies there are on a day."""
    return tuple(one for one in catalogue().values() if one.stands(on))


def named(code: str, name: str = "") -> str:
    """The body as people say it: the name of the very one where a request tells it, else the catalogue's."""
    found = catalogue().get(code.partition(":")[0])
    return name or (found.name if found else code)


def today_of(code: str, on: date) -> Body:
    """Who owes on that day what the body of this code owed: itself, or who took over. Raises LookupError."""
    found = body(code)
    while found.until < on and found.successor:
        found = body(found.successor)
    return found
