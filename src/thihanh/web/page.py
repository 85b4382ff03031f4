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
from thihanh.dossiers.queries import readable
from thihanh.law import regime_on, work_year
from thihanh.offices import queries as offices
from thihanh.offices.states import ROLES

P = ParamSpec("P")


@dataclass(frozen=True)
class Item:
    """One entry of the navigation; ``key`` follows ``g`` on the keyboard, "" where no key is left."""

    label: str
    address: str
    key: str
    current: bool


@dataclass(frozen=True)
class Group:
    """Pages that belong together: one word in the upper line of the navigation, its pages in the lower."""

    label: str
    items: tuple[Item, ...]

    @property
    def current(self) -> bool:
        """Whether the page at hand is one of the group."""
        return any(item.current for item in self.items)

    @property
    def address(self) -> str:
        """Where the word of the group leads: its first page."""
        return self.items[0].address


@dataclass(frozen=True)
class Entry:
    """A page of the navigation and the right that shows it (object, action; empty for everybody).

    ``tab`` is the end of its address where the page is the first of several tabs. ``also`` begins the
    addresses of pages that stand under it. ``shows`` asks more than a right can say.
    """

    label: str
    name: str
    key: str
    group: str
    right: tuple[str, str] | None = None
    tab: str = ""
    also: tuple[str, ...] = ()
    shows: Callable[[offices.Viewer, date], bool] | None = None


def _has_dossiers(viewer: offices.Viewer, on: date) -> bool:
    """Whether the viewer may read any kind of dossier."""
    return bool(readable(viewer, on))


def _sees_delays(viewer: offices.Viewer, on: date) -> bool:
    """Whether the viewer may read both requests and the matters they are about."""
    return all(_allows(viewer, object_, "read", on) for object_ in ("coordination", "matter"))


def _allows(viewer: offices.Viewer, object_: str, action: str, on: date) -> bool:
    return not offices.reach(viewer, object_, action, on).is_empty


DOSSIERS = "Phối hợp, chỉ đạo"
"""The group of pages about other bodies, complaints, inspections, the committee."""

ENTRIES = (
    Entry("Kết quả", "home", "b", "Hôm nay"),
    Entry("Hôm nay", "today", "h", "Hôm nay", ("matter", "read")),
    Entry("Lịch việc", "agenda", "j", "Hôm nay", ("matter", "read")),
    Entry("Việc", "matters", "v", "Việc", ("matter", "read"), also=("/theo-doi/",)),
    Entry("Tiếp nhận", "intake", "i", "Việc", ("request", "read")),
    Entry("Phân công", "assignment", "g", "Việc", ("matter", "assign")),
    Entry("Theo dõi", "watch-loop", "f", "Việc", ("watchlist", "read")),
    Entry("Đối chiếu", "identity", "e", "Việc", ("person", "match")),
    Entry("Nhập sổ", "imports", "n", "Việc", ("import", "dry_run")),
    Entry("Trình ký", "signing", "y", "Văn bản", ("paper", "read")),
    Entry("Tống đạt", "service", "t", "Văn bản", ("service", "read")),
    Entry("Ủy quyền ký", "powers", "u", "Văn bản", ("power", "read")),
    Entry("Mẫu văn bản", "paper-templates", "x", "Văn bản", ("template", "read")),
    Entry("Hồ sơ", "dossier-kinds", "3", DOSSIERS, shows=_has_dossiers, also=("/boi-thuong/",)),
    Entry("Ngày chậm", "delays", "", DOSSIERS, shows=_sees_delays),
    Entry("Cưỡng chế", "coercion-calendar", "", DOSSIERS, ("coercion", "read")),
    Entry("Tiếp công dân", "receptions", "", DOSSIERS, ("reception", "read")),
    Entry("Án hành chính", "administrative", "0", DOSSIERS, ("administrative", "read")),
    Entry("Ban Chỉ đạo", "committee-page", "4", DOSSIERS, ("committee", "read")),
    Entry("Nhiệm vụ", "directive-board", "5", DOSSIERS, ("directive", "read")),
    Entry("Điểm kiểm soát", "control-points", "6", DOSSIERS, ("inspection", "read")),
    Entry("Kiểm sát", "supervision", "7", DOSSIERS, ("supervision", "read")),
    Entry("Phạm nhân", "inmates", "8", "Việc", ("matter", "read")),
    Entry("Sổ", "registers", "o", "Sổ sách", ("register", "read")),
    Entry("Gửi Viện kiểm sát", "procuracy-ended", "m", "Sổ sách", ("register", "read"), "ket-thuc/"),
    Entry("Công khai", "public-list", "w", "Sổ sách", ("register", "read")),
    Entry(
        "Bảng điều hành", "dashboard", "1", "Số liệu", ("target", "read"), also=("/canh-bao/", "/xu-huong/")
    ),
    Entry("Thống kê", "statistics", "k", "Số liệu", ("statistics", "read")),
    Entry("Ấn bản", "editions", "r", "Số liệu", ("edition", "read")),
    Entry("Chỉ tiêu", "targets", "c", "Số liệu", ("target", "read")),
    Entry("Số công bố", "published", "2", "Số liệu", ("published", "read")),
    Entry("Báo cáo", "reports", "z", "Số liệu", ("report", "read")),
    Entry("Thời hạn", "deadline", "d", "Tra cứu"),
    Entry("Lịch", "calendar", "l", "Tra cứu"),
    Entry("Pháp luật", "law", "p", "Tra cứu"),
    Entry("Tổ chức", "staffing", "9", "Hệ thống", ("post", "read")),
    Entry("Sổ ghi", "record", "s", "Hệ thống", ("trail", "verify")),
    Entry("Quyền", "access", "q", "Hệ thống"),
    Entry("Tài khoản", "accounts", "a", "Hệ thống", ("account", "read")),
)

HOMES: Mapping[str, str] = {
    "province_head": "board",
    "province_deputy": "board",
    "nv_head": "board",
    "office_head": "board",
    "officer": "day",
    "examiner": "board",
    "chief_accountant": "board",
    "procuracy": "board",
    "clerk": "day",
    "accountant": "day",
    "registry": "day",
    "committee_chair": "committee",
    "national_viewer": "published",
    "administrator": "administrator",
}
"""The first page after log-in, by role."""

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

    @property
    def home(self) -> str:
        """Which first page this viewer has; "" for none."""
        return home_of(self.viewer) if self.viewer else ""

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The pages this viewer may open, by group; the longest address that fits is where one stands."""
        shown = [(entry, reverse(f"web:{entry.name}")) for entry in ENTRIES if self._shows(entry)]
        fitting = {address: self._fit(entry, address) for entry, address in shown}
        here = max(fitting, key=lambda one: fitting[one], default="")
        groups: dict[str, list[Item]] = {}
        for entry, address in shown:
            item = Item(entry.label, address, entry.key, address == here and fitting[here] > 0)
            groups.setdefault(entry.group, []).append(item)
        return tuple(Group(label, tuple(items)) for label, items in groups.items())

    @property
    def navigation(self) -> tuple[Item, ...]:
        """The pages this viewer may open, in one row."""
        return tuple(item for group in self.groups for item in group.items)

    @property
    def standing(self) -> str:
        """The name of the page one stands at; "" outside the navigation."""
        return next((item.label for item in self.navigation if item.current), "")

    def _shows(self, entry: Entry) -> bool:
        if entry.name == "home" and self.home == "day":
            return False  # the day itself is this viewer's first page
        if entry.shows is not None:
            return self.viewer is not None and entry.shows(self.viewer, self.on)
        return entry.right is None or self.allows(*entry.right)

    def allows(self, object_: str, action: str) -> bool:
        """Whether the policy gives the viewer this right anywhere at all."""
        return self.viewer is not None and _allows(self.viewer, object_, action, self.on)

    def _fit(self, entry: Entry, address: str) -> int:
        """How much of the path is an entry's own address, or that of a page under it; 0 for none."""
        if self.path == "/":
            return int(address == (reverse("web:today") if self.home == "day" else "/"))
        own = (address.removesuffix(entry.tab), *entry.also)
        return max((len(one) for one in own if one != "/" and self.path.startswith(one)), default=0)


def home_of(viewer: offices.Viewer) -> str:
    """The first page of the highest of the viewer's roles that has one; "" where none has."""
    return next((HOMES[role] for role in viewer.roles if role in HOMES), "")


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
