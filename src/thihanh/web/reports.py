"""Báo cáo: which were made, by period and kind; making one from an edition or from live figures."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render

from thihanh.law import work_year
from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied
from thihanh.queue import queries as progress
from thihanh.reports import operations, queries
from thihanh.reports.kinds.catalogue import KINDS, Kind
from thihanh.reports.operations import NEWEST, Asked
from thihanh.reports.queries import Sight
from thihanh.reports.rows import ReportRow
from thihanh.web import format as vi
from thihanh.web import refusals, scores
from thihanh.web.figures import home_unit
from thihanh.web.filters import Choice
from thihanh.web.page import PageRequest, page

YEARS = 4


@dataclass(frozen=True)
class Line:
    """One report in the list."""

    row: ReportRow
    kind: Kind
    period: str
    unit: str
    by: str


@page
def listing(request: PageRequest) -> HttpResponse:
    """The reports in reach, and the form that makes one."""
    sight = sight_of(request)
    if request.method == "POST":
        return _ask(request)
    return _show(request, sight)


@page
def telling(request: PageRequest, asked: str) -> HttpResponse:
    """How far a report is; the page that waits goes to it when it is made."""
    sight_of(request)
    what = _read(asked)
    told = progress.progress(what.job_key) if what else None
    answer = render(request, "web/parts/progress.html", {"told": told})
    if what is None or told is None or told.is_over:
        made = queries.same(what.kind, what.unit, what.year, what.month, what.edition) if what else None
        if made is not None and told is not None and told.state == progress.DONE:
            answer["HX-Redirect"] = f"/bao-cao/{made.id}/"
        else:
            answer["HX-Refresh"] = "true"
    return answer


def sight_of(request: PageRequest) -> Sight:
    """What the viewer may read of reports. Raises ``Refusal`` for who may read none."""
    found = offices.reach(request.viewer, "report", "read", request.on)
    if found.is_empty:
        raise refusals.not_granted(request.viewer, "report", "read")
    return Sight(found, offices.reach(request.viewer, "statistics", "read", request.on))


def _ask(request: PageRequest) -> HttpResponse:
    edition = NEWEST if request.POST.get("nguon") != "truc-tiep" else 0
    asked = Asked(
        request.POST.get("loai", "")[:20],
        request.POST.get("don-vi", "")[:20],
        vi.place(request.POST.get("nam", ""), 0),
        vi.place(request.POST.get("ky", ""), 0),
        edition,
    )
    try:
        settled = operations.ask(asked, by=request.viewer, on=request.on)
    except Denied as refused:
        return _show(request, sight_of(request), str(refused), status=403)
    except (LookupError, ValueError) as refused:
        return _show(request, sight_of(request), str(refused), status=422)
    return redirect(f"/bao-cao/?dang-lap={_written(settled)}")


def _show(request: PageRequest, sight: Sight, problem: str = "", status: int = 200) -> HttpResponse:
    year, month = scores.last_full_month(request)
    under_way = _read(request.GET.get("dang-lap", ""))
    told = progress.progress(under_way.job_key) if under_way else None
    rows = queries.reports(sight)
    context = {
        "lines": _lines(request, rows),
        "problem": problem,
        "may_make": request.page.allows("report", "make"),
        "kinds": [Choice(kind.slug, f"{kind.code}. {kind.name}", False) for kind in KINDS.values()],
        "units": _units(request),
        "years": [Choice(str(n), f"năm công tác {n}", n == year) for n in range(year, year - YEARS, -1)],
        "months": [Choice(str(n), _month(n), n == month) for n in range(1, 13)],
        "pack": _pack(request, rows),
        "under_way": _written(under_way) if under_way and told and not told.is_over else "",
        "failed": told.sentence if told and told.state == progress.FAILED else "",
        "told": told,
    }
    return render(request, "web/reports.html", context, status=status)


@dataclass(frozen=True)
class Pack:
    """The annual pack of the viewer's agency on one button: the last work year that has ended."""

    unit: str
    year: int
    made: ReportRow | None


def _pack(request: PageRequest, rows: tuple[ReportRow, ...]) -> Pack | None:
    agency = request.viewer.agency
    if not offices.reach(request.viewer, "report", "make", request.on).covers(agency):
        return None
    year = _ended(request.on)
    made = next((one for one in rows if (one.kind, one.unit, one.year) == ("hoi-nghi", agency, year)), None)
    return Pack(agency, year, made)


def _ended(on: date) -> int:
    """The last work year that has ended on a day (its last day counts as its end)."""
    year = work_year(on)
    return year if (on.month, on.day) == (9, 30) else year - 1


def _lines(request: PageRequest, rows: tuple[ReportRow, ...]) -> list[Line]:
    people = offices.names_of({row.by for row in rows}, request.on)
    units = {one.code: one.name for one in offices.units(request.on)}
    return [
        Line(
            row,
            KINDS[row.kind],
            f"năm công tác {row.year}" if row.month == 12 else f"{row.month} tháng, năm công tác {row.year}",
            units.get(row.unit, row.unit),
            people.get(row.by, row.by),
        )
        for row in rows
    ]


def _units(request: PageRequest) -> list[Choice]:
    reach, agency = offices.reach(request.viewer, "report", "make", request.on), request.viewer.agency
    own, home = offices.unit(agency, request.on), home_unit(request)
    units = [own] if own is not None and reach.covers(agency) else []
    units += [one for one in offices.units(request.on, agency) if reach.covers(agency, one.code)]
    return [Choice(one.code, one.name, one.code == home) for one in units]


def _month(months: int) -> str:
    return "12 tháng (cả năm)" if months == 12 else f"{months} tháng"


def _written(asked: Asked) -> str:
    """An asked report as one word of an address."""
    return f"{asked.kind}.{asked.unit.replace('.', '_')}.{asked.year}.{asked.month}.{asked.edition}"


def _read(text: str) -> Asked | None:
    parts = text.split(".")
    if len(parts) != 5 or parts[0] not in KINDS or not all(one.isdecimal() for one in parts[2:]):
        return None
    year, month, edition = (vi.identifier(one) for one in parts[2:])
    return Asked(parts[0], parts[1].replace("_", "."), year, month, edition)
