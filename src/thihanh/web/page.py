"""What every page stands on: the viewer, the day, the navigation; and the door that lets a view run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from thihanh.deadlines import Calendar, load_calendar
from thihanh.law import regime_on, work_year
from thihanh.offices import queries as offices
from thihanh.offices.states import ROLES

P = ParamSpec("P")


@dataclass(frozen=True)
class Item:
    """One entry of the navigation; ``key`` follows ``g`` on the keyboard."""

    label: str
    address: str
    key: str
    current: bool


@dataclass(frozen=True)
class Entry:
    """A page of the navigation and the right that shows it (object, action; empty for everybody)."""

    label: str
    name: str
    key: str
    right: tuple[str, str] | None = None


ENTRIES = (
    Entry("Trang chính", "home", "h"),
    Entry("Việc", "matters", "v", ("matter", "read")),
    Entry("Thống kê", "statistics", "k", ("statistics", "read")),
    Entry("Chỉ tiêu", "targets", "c", ("target", "read")),
    Entry("Nhập sổ", "imports", "n", ("import", "dry_run")),
    Entry("Thời hạn", "deadline", "d"),
    Entry("Lịch", "calendar", "l"),
    Entry("Pháp luật", "law", "p"),
    Entry("Sổ ghi", "record", "s", ("trail", "verify")),
    Entry("Quyền", "access", "q"),
    Entry("Tài khoản", "accounts", "a", ("account", "read")),
)

LAW_NAMES = {
    "R08": "Luật Thi hành án dân sự 2008",
    "R25": "Luật Thi hành án dân sự 2025",
}


@dataclass(frozen=True)
class Names:
    """Names of units and people, by code."""

    offices: Mapping[str, str]
    officers: Mapping[str, str]


@dataclass(frozen=True)
class Page:
    """The ground of one request's page. Everything that asks the database is asked at most once."""

    viewer: offices.Viewer | None
    on: date
    path: str
    sought: str

    @property
    def work_year(self) -> int:
        """The work year that holds the working day."""
        return work_year(self.on)

    @property
    def law_name(self) -> str:
        """The law in force on the working day."""
        return LAW_NAMES[regime_on(self.on)]

    @property
    def stands_still(self) -> bool:
        """Whether the product's day is fixed, as in the demonstration."""
        return settings.CLOCK.stands_still_on() is not None

    @cached_property
    def unit_name(self) -> str:
        """The name of the viewer's agency on the working day."""
        found = None if self.viewer is None else offices.unit(self.viewer.agency, self.on)
        return "" if found is None else found.name

    @cached_property
    def calendar(self) -> Calendar:
        """The working calendar under which this viewer's terms are counted."""
        own = offices.calendar_overrides(self.viewer.unit, self.on) if self.viewer else ()
        return load_calendar(own)

    @cached_property
    def names(self) -> Names:
        """Names of the offices and officers of the viewer's agency on the day."""
        agency = self.viewer.agency if self.viewer else ""
        return Names(
            offices={unit.code: unit.name for unit in offices.units(self.on, agency)},
            officers={row.code: row.name for row in offices.officers(agency, self.on)},
        )

    @property
    def role_names(self) -> str:
        """The viewer's posts, as they are called on the working day."""
        roles = self.viewer.roles if self.viewer else ()
        return " · ".join(ROLES[role].title(self.on) for role in roles)

    @cached_property
    def navigation(self) -> tuple[Item, ...]:
        """The pages this viewer may open."""
        return tuple(
            Item(entry.label, address, entry.key, self._stands_at(address))
            for entry in ENTRIES
            if entry.right is None or self.allows(*entry.right)
            for address in (reverse(f"web:{entry.name}"),)
        )

    def allows(self, object_: str, action: str) -> bool:
        """Whether the policy gives the viewer this right anywhere at all."""
        return self.viewer is not None and not offices.reach(self.viewer, object_, action, self.on).is_empty

    def _stands_at(self, address: str) -> bool:
        return self.path == address if address == "/" else self.path.startswith(address)


class PageRequest(HttpRequest):
    """A request that went through the page middleware and carries a logged-in viewer."""

    page: Page
    viewer: offices.Viewer
    on: date


def of(request: HttpRequest) -> Page:
    """The page ground of a request, made once by the middleware."""
    viewer: offices.Viewer | None = getattr(request, "viewer", None)
    return Page(viewer, settings.CLOCK.today(), request.path, request.GET.get("q", "").strip())


def context(request: HttpRequest) -> dict[str, object]:
    """Template context processor: ``page`` on every page, also those drawn by other applications."""
    return {"page": getattr(request, "page", None)}


def page(
    view: Callable[Concatenate[PageRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let a view run for a logged-in viewer; everybody else is asked to log in."""

    @wraps(view)
    def door(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        asked = cast("PageRequest", request)
        if asked.page.viewer is None:
            return redirect_to_login(request.get_full_path())
        asked.on = asked.page.on
        return view(asked, *args, **kwargs)

    return door
