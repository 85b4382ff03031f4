"""Số công bố: published results, what reconciles, what does not and why."""

from dataclasses import dataclass, replace

from django.http import Http404, HttpResponse
from django.shortcuts import render

from thihanh.offices import queries as offices
from thihanh.targets.consistency.article_figures import article_figures
from thihanh.targets.consistency.findings import REASONS, SEVERITIES, Finding
from thihanh.targets.consistency.labels import label
from thihanh.targets.consistency.report import Report, RowReport, known_findings
from thihanh.targets.imported import queries
from thihanh.targets.published import edition_name
from thihanh.web import refusals
from thihanh.web.page import PageRequest, page

SHOWN = {"": "Tất cả", "mau-thuan": "mâu thuẫn", "khop": "khớp", "khong-tinh": "không có phép tính"}


@dataclass(frozen=True, slots=True)
class Named:
    """A finding as the page shows it, with how many more of the row have the same reason."""

    finding: Finding
    row: RowReport
    reason: str
    severity: str
    others: int = 0


@page
def index(request: PageRequest) -> HttpResponse:
    """How the published figures stand, and every contradiction with its reason."""
    check_read(request)
    found = queries.report_all()
    named = _named(found)
    context = {
        "report": found,
        "contradictions": [one for one in named if one.finding.severity == "inconsistent"],
        "others": [one for one in named if one.finding.severity != "inconsistent"],
        "lost": [one for one in known_findings() if not one.code],
        "silent_sides": [one for one in found.sides if one.why],
        "statuses": [(name, found.statuses.get(name, 0)) for name in list(SHOWN.values())[1:]],
        "may_import": may_import(request),
        "imported": queries.imported_rows(),
    }
    return render(request, "web/published.html", context)


@page
def rows(request: PageRequest) -> HttpResponse:
    """Every published row with its status, the identities that hold and those that do not."""
    check_read(request)
    chosen = request.GET.get("xem", "")
    if chosen not in SHOWN:
        raise Http404
    found = queries.report_all()
    wanted = [row for row in found.rows if not chosen or row.status == SHOWN[chosen]]
    context = {
        "rows": [(row, edition_name(row.row.edition), sum(one.ok for one in row.checks)) for row in wanted],
        "choices": [(code, name.capitalize(), code == chosen) for code, name in SHOWN.items()],
        "report": found,
        "articles": () if chosen else article_figures(found),
        "sides": () if chosen else [one for one in found.sides if one.why],
    }
    return render(request, "web/published_rows.html", context)


@page
def row(request: PageRequest, row_id: str) -> HttpResponse:
    """One printed row: its figures, its identities, its findings, its versions."""
    check_read(request)
    found = next((one for one in queries.report_all().rows if one.row.row == row_id), None)
    if found is None:
        raise Http404
    imported = [one for one in queries.imported_rows() if one.row.row == row_id]
    people = offices.names_of({one.by for one in imported}, request.on)
    context = {
        "row": found,
        "edition": edition_name(found.row.edition),
        "figures": [
            (label(column), said) for column, printings in found.row.by_column.items() for said in printings
        ],
        "named": [_name(found, one) for one in found.findings],
        "versions": [
            (version, people.get(version.by, version.by))
            for one in imported
            for version in queries.versions_of(one.id)
        ],
    }
    return render(request, "web/published_row.html", context)


def _named(found: Report) -> list[Named]:
    order = {finding: place for place, finding in enumerate(SEVERITIES)}
    named: dict[tuple[str, str], Named] = {}
    for one in found.rows:
        for finding in one.findings:
            key = one.row.row, finding.reason.words
            known = named.get(key)
            named[key] = replace(known, others=known.others + 1) if known else _name(one, finding)
    return sorted(named.values(), key=lambda one: order[one.finding.severity])


def _name(row_: RowReport, finding: Finding) -> Named:
    return Named(finding, row_, REASONS[finding.reason.code], SEVERITIES[finding.severity])


def check_read(request: PageRequest) -> None:
    """Published figures are for everybody who has logged in."""
    if offices.reach(request.viewer, "published", "read", request.on).is_empty:
        raise refusals.not_granted(request.viewer, "published", "read")


def may_import(request: PageRequest) -> bool:
    """Whether the viewer may bring rows in."""
    return not offices.reach(request.viewer, "published", "import", request.on).is_empty
