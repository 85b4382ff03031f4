"""Sổ ghi: where the record stands, what the last check found, and one entry with its proof."""

import json

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from thihanh.documents.queries import papers
from thihanh.dossiers import queries as dossiers
from thihanh.matters import queries as matters
from thihanh.offices import queries as offices
from thihanh.offices.reference import CENTRE
from thihanh.queue import operations as queue
from thihanh.queue.names import CHECK
from thihanh.trail import queries
from thihanh.trail.findings import Problem, Report
from thihanh.web import refusals
from thihanh.web.page import PageRequest, page

_LATEST = 30


@page
def status(request: PageRequest) -> HttpResponse:
    """Where the record stands. Numbers and latest entries are of the acts of the viewer's own agency, of all
    only for the centre's administrators: a total would tell of matters out of reach."""
    if not request.page.allows("trail", "verify"):
        raise refusals.not_granted(request.viewer, "trail", "verify")
    actors = actors_of(request)
    found = queries.check_status(actors)
    latest = queries.latest(_LATEST, actors=actors)
    people = offices.names_of({one.actor for one in latest}, request.on)
    context = {
        "status": found,
        "whole": actors is None,
        "problems": _problems(found.report, actors),
        "outside": found.last_anchor is not None and queries.is_outside(found.last_anchor),
        "opens": request.page.allows("matter", "read"),
        "latest": [(one, people.get(one.actor, one.actor)) for one in latest],
    }
    return render(request, "web/record.html", context)


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


def actors_of(request: PageRequest) -> tuple[str, ...] | None:
    """Whose acts the viewer may count, by the beginning of their codes; everybody's (None) at the centre."""
    reach = offices.reach(request.viewer, "trail", "verify", request.on)
    if reach.everything and request.viewer.agency == CENTRE:
        return None
    return tuple(f"{code}." for code in sorted(reach.agencies | {request.viewer.agency}))


def _problems(report: Report | None, actors: tuple[str, ...] | None) -> list[Problem]:
    """Deviations of the last check; of other agencies' entries only that there are some."""
    if report is None or actors is None:
        return list(report.problems) if report else []
    own = set(queries.acted_by(actors, [p.entry_id for p in report.problems if p.entry_id]))
    return [problem for problem in report.problems if problem.entry_id in own]


def _matter(subject: str) -> int | None:
    kind, _, number = subject.partition(":")
    return int(number) if kind == "matter" and number.isdigit() else None


def _dossier(subject: str) -> int | None:
    kind, _, number = subject.partition(":")
    return int(number) if kind == "dossier" and number.isdigit() else None


def _paper(subject: str) -> int | None:
    kind, _, number = subject.partition(":")
    return int(number) if kind == "paper" and number.isdigit() else None


def _within(request: PageRequest, found: queries.Entry) -> bool:
    """A matter's or a paper's entry is seen with it; any other by who verifies the acts of its maker."""
    if (paper := _paper(found.subject)) and request.page.allows("trail", "read"):
        return bool(papers(offices.reach(request.viewer, "paper", "read", request.on), [paper]))
    if (dossier := _dossier(found.subject)) and request.page.allows("trail", "read"):
        return bool(dossiers.page(request.viewer, dossiers.Filters(ids=(dossier,)), request.on).total)
    matter = _matter(found.subject)
    if matter is None:
        actors = actors_of(request)
        own = actors is None or found.actor.startswith(actors)
        return own and request.page.allows("trail", "verify")
    if not request.page.allows("trail", "read"):
        return False
    reach = offices.reach(request.viewer, "matter", "read", request.on)
    return bool(matters.page(reach, matters.Filters(ids=(matter,)), limit=1).rows)
