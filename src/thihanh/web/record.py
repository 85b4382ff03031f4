"""Sổ ghi: where the record stands, what the last check found, and one entry with its proof."""

import json

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from thihanh.matters import queries as matters
from thihanh.offices import queries as offices
from thihanh.queue import operations as queue
from thihanh.queue.names import CHECK
from thihanh.trail import queries
from thihanh.trail.findings import Problem, Report
from thihanh.web import refusals
from thihanh.web.page import PageRequest, page

_LATEST = 30


@page
def status(request: PageRequest) -> HttpResponse:
    """What the last check found. How much the record holds, and its latest entries, are shown only to those
    who verify the whole country's: a total would tell of matters out of reach."""
    if not request.page.allows("trail", "verify"):
        raise refusals.not_granted(request.viewer, "trail", "verify")
    whole = _verifies_all(request)
    found = queries.check_status()
    latest = queries.latest(_LATEST) if whole else ()
    people = offices.names_of({one.actor for one in latest}, request.on)
    report = found.report
    context = {
        "status": found,
        "whole": whole,
        "problems": [one for one in report.problems if whole or _within(request, one.subject)]
        if report
        else [],
        "outside": found.last_anchor is not None and queries.is_outside(found.last_anchor),
        "latest": [(one, people.get(one.actor, one.actor)) for one in latest],
    }
    return render(request, "web/record.html", context)


def _verifies_all(request: PageRequest) -> bool:
    return offices.reach(request.viewer, "trail", "verify", request.on).everything


@page
def check(request: PageRequest) -> HttpResponse:
    """Ask the worker to check the whole record with its facts."""
    if request.method != "POST":
        raise Http404
    if not request.page.allows("trail", "verify"):
        raise refusals.not_granted(request.viewer, "trail", "verify")
    queue.enqueue(CHECK, {})
    messages.success(
        request, "Đã xếp việc kiểm tra sổ ghi. Kết quả hiện ở đây khi xong; tải lại trang để xem."
    )
    return redirect("web:record")


@page
def entry(request: PageRequest, entry_id: int) -> HttpResponse:
    """One entry: who, what, when, its payload, its place in the chain and its proof."""
    found = queries.entry(entry_id)
    if found is None or not _within(request, found):
        raise Http404
    proof = queries.proof(entry_id)
    context = {
        "entry": found,
        "actor": offices.names_of({found.actor}, request.on).get(found.actor, found.actor),
        "payload": json.dumps(found.content(), ensure_ascii=False, indent=2),
        "proof": proof,
        "holds": proof is not None and queries.verify_proof(proof),
        "outside": proof is not None and queries.is_outside(proof.anchor),
        "matter": _matter(found.subject),
    }
    return render(request, "web/entry.html", context)


def _actors(request: PageRequest) -> tuple[str, ...] | None:
    """Whose acts the viewer may count: everybody's (None) where the right covers the country."""
    reach = offices.reach(request.viewer, "trail", "verify", request.on)
    return None if reach.everything else tuple(f"{code}." for code in sorted(reach.agencies))


def _problems(report: Report | None, actors: tuple[str, ...] | None) -> list[Problem]:
    """Deviations of the last check; of other agencies' entries only that there are some."""
    if report is None or actors is None:
        return list(report.problems) if report else []
    own = set(queries.acted_by(actors, [p.entry_id for p in report.problems if p.entry_id]))
    return [problem for problem in report.problems if problem.entry_id in own]


def _matter(subject: str) -> int | None:
    kind, _, number = subject.partition(":")
    return int(number) if kind == "matter" and number.isdigit() else None


def _own_import(request: PageRequest, found: queries.Entry) -> bool:
    """The entry of an import names its agency in what it states."""
    if not found.subject.startswith("import:"):
        return False
    reach = offices.reach(request.viewer, "trail", "verify", request.on)
    return reach.covers(str(found.content().get("agency", "")))


def _within(request: PageRequest, subject: str) -> bool:
    """A matter's entry is seen with the matter; what belongs to an agency by those who verify its record;
    anything else only by those who verify all."""
    matter = _matter(subject)
    if matter is None:
        kind, _, code = subject.partition(":")
        reach = offices.reach(request.viewer, "trail", "verify", request.on)
        return reach.everything or (kind in _OF_AGENCY and reach.covers(offices.agency_of(code)))
    if not request.page.allows("trail", "read"):
        return False
    reach = offices.reach(request.viewer, "matter", "read", request.on)
    return bool(matters.page(reach, matters.Filters(ids=(matter,)), limit=1).rows)


_OF_AGENCY = {"officer", "unit", "headings"}
