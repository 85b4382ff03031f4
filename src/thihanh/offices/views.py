"""Saved views: a list's filters under a name, for one log-in. A preference, not a fact."""

from dataclasses import dataclass

from thihanh.offices.models import SavedView
from thihanh.offices.rules import Refused

MOST = 30
LONGEST = 60


@dataclass(frozen=True)
class View:
    """A name and the address part it stands for."""

    id: int
    name: str
    query: str


def views_of(account: int, page: str) -> tuple[View, ...]:
    """The views of a log-in for a page, by name."""
    rows = SavedView.objects.filter(account_id=account, page=page).order_by("name")
    return tuple(View(row.id, row.name, row.query) for row in rows)


def keep_view(*, account: int, page: str, name: str, query: str) -> View:
    """Keep the filters under a name; the same name again takes the new filters. Raises Refused."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST:
        raise Refused(f"Dữ liệu: đặt tên cho bộ lọc, nhiều nhất {LONGEST} ký tự.")
    known = SavedView.objects.filter(account_id=account, page=page)
    if known.count() >= MOST and not known.filter(name=name).exists():
        raise Refused(f"Dữ liệu: đã lưu {MOST} bộ lọc, nhiều nhất của một trang. Bỏ bớt rồi lưu lại.")
    row, _ = SavedView.objects.update_or_create(
        account_id=account, page=page, name=name, defaults={"query": query}
    )
    return View(row.id, row.name, row.query)


def drop_view(*, account: int, view: int) -> None:
    """Forget a view of this log-in; one that is not there any more is forgotten already."""
    SavedView.objects.filter(account_id=account, id=view).delete()
