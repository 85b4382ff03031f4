"""Which matters of a list an act is for: those ticked, those of the page, all that the filter finds, or a
whole watch-list.

The scope is said in words beside the button, and travels in the address, so that it can be read again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from thihanh.law.notation import dotted
from thihanh.matters import queries
from thihanh.matters.listing import Filters, MatterRow
from thihanh.offices.reach import Reach
from thihanh.web import filters, watched

MOST = 2_000
SCOPES = {
    "danh-dau": "{} việc đã đánh dấu",
    "trang": "{} việc trên trang này",
    "tat-ca": "cả {} việc theo bộ lọc",
    "danh-sach": "cả {} việc của danh sách theo dõi",
}


class Unreadable(ValueError):
    """The selection cannot be read, is empty or too large; the message is a sentence for the reader."""


@dataclass(frozen=True)
class Selection:
    """Rows chosen, the scope in words, and the address that chooses them again."""

    rows: tuple[MatterRow, ...]
    scope: str
    query: str

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(row.id for row in self.rows)

    @property
    def words(self) -> str:
        """ "280 việc đã đánh dấu", "cả 1.284 việc theo bộ lọc"."""
        return SCOPES[self.scope].format(dotted(len(self.rows)))


def read(query: QueryDict, reach: Reach, on: date) -> Selection:
    """The matters of a selection within the reach; who is out of it is as if it were not there.

    Raises Unreadable.
    """
    scope = query.get("pham-vi", "danh-dau")
    if scope not in SCOPES:
        raise Unreadable(f"Không có phạm vi chọn “{scope}”. Mở lại danh sách và chọn lại.")
    try:
        chosen, sort = filters.read(query, on)
    except filters.Unreadable as error:
        raise Unreadable(str(error)) from None
    if scope != "tat-ca":
        chosen, sort = Filters(ids=_named(scope, query, reach, on)), "decided"
    rows = queries.every(reach, chosen, sort=sort, limit=MOST + 1)
    _check(rows)
    kept = query.copy()
    for name in ("sau", "lam", "csrfmiddlewaretoken", *(() if scope == "trang" else ("trang",))):
        kept.pop(name, None)
    if scope in ("tat-ca", "danh-sach"):
        kept.pop("chon", None)
    return Selection(tuple(rows), scope, kept.urlencode())


def _named(scope: str, query: QueryDict, reach: Reach, on: date) -> tuple[int, ...]:
    """The matters ticked, of the page, or of the whole watch-list."""
    if scope != "danh-sach":
        return _ids(query.getlist("chon" if scope == "danh-dau" else "trang"))
    try:
        return watched.listed(query, reach, on, MOST + 1)
    except (LookupError, ValueError) as error:
        raise Unreadable(str(error)) from None


def _ids(values: Sequence[str]) -> tuple[int, ...]:
    parts = [part for value in values for part in value.split(",") if part]
    if not all(part.isdecimal() and len(part) < 19 for part in parts):
        raise Unreadable("Mã việc trong địa chỉ không đọc được. Mở lại danh sách và chọn lại.")
    return tuple(sorted({int(part) for part in parts}))


def _check(rows: Sequence[MatterRow]) -> None:
    if not rows:
        raise Unreadable("Chưa chọn việc nào. Đánh dấu việc trong danh sách, hoặc chọn cả bộ lọc.")
    if len(rows) > MOST:
        raise Unreadable(f"Mỗi lần làm nhiều nhất {dotted(MOST)} việc. Lọc hẹp lại rồi làm từng phần.")
