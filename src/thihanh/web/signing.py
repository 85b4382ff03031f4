"""Trình ký: what waits for the viewer by right, how long, what it blocks; many papers with one preview."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thihanh.documents import efile, operations, queries
from thihanh.documents.pdf_jobs import job_key
from thihanh.documents.problems import Refused
from thihanh.documents.queries import PaperRow
from thihanh.documents.states import MOVES
from thihanh.dossiers import queries as dossiers
from thihanh.matters.rules import StateRefused
from thihanh.offices import powers
from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied
from thihanh.procedures import issuing
from thihanh.procedures.proceedings import dossier_of
from thihanh.queue import queries as progress
from thihanh.queue.operations import request_cancel
from thihanh.trail.operations import KeyReused
from thihanh.web import choosing, queues, refusals
from thihanh.web import format as vi
from thihanh.web.doing import UNKEYED, key_of
from thihanh.web.page import PageRequest, page
from thihanh.web.paper_words import Summary, covers_numbers, summary
from thihanh.web.queues import TABS, Tab

PER_PAGE = 100
LAST = 300
"""Of how many papers, the last issued, the page follows the PDFs."""
SLUGS = {
    "trinh": "submitted",
    "kiem-tra": "checked",
    "tra-lai": "returned",
    "ky": "signed",
    "rut-ve": "recalled",
    "bo": "abandoned",
    "phat-hanh": "issued",
}
"""The moves as addresses say them."""
DONE = {
    "submitted": "Đã trình {}.",
    "checked": "Đã kiểm tra, chuyển ký {}.",
    "returned": "Đã trả lại {} cho người soạn.",
    "signed": "Đã ký {}; văn thư cấp số và phát hành.",
    "recalled": "Đã rút về {}.",
    "abandoned": "Đã bỏ {}.",
}


@dataclass(frozen=True)
class Line:
    """A row: how many working days it has waited, who made it."""

    row: PaperRow
    age: str
    maker: str
    officer: str
    dossier: int | None = None
    dossier_number: str = ""


@page
def queue(request: PageRequest) -> HttpResponse:
    """The papers that wait, by right; the first queue of the viewer that holds something."""
    tabs = tuple(tab for tab in TABS if request.page.allows("paper", tab.right))
    if not tabs:
        raise refusals.not_granted(request.viewer, "paper", "read")
    counts = {tab.slug: _count(request, tab) for tab in tabs}
    asked = request.GET.get("muc", "")
    tab = next((one for one in tabs if one.slug == asked), None) or _first(request, tabs, counts)
    after = vi.place(request.GET.get("sau", "0"), 0)
    found = queries.queue(
        queues.reach_of(request, tab),
        tab.states,
        makers=queues.makers_of(request, tab),
        after=after,
        limit=PER_PAGE,
        newest=tab.slug == "da-phat-hanh",
    )
    context = {
        "tabs": [(one, counts[one.slug]) for one in tabs],
        "tab": tab,
        "found": found,
        **choosing.views_here(request),
        "lines": lines(request, found.rows),
        "moves": [(slug, MOVES[SLUGS[slug]].label) for slug in tab.moves],
        "calendar": request.page.calendar,
        "pending": len(_making(request)) if tab.slug == "da-phat-hanh" else 0,
        "oldest": age(request, found.oldest) if found.oldest else "",
        "powers": powers.powers_of(request.viewer.officer, on=request.on) if tab.right == "sign" else (),
        "signs_as_head": "province_head" in request.viewer.roles,
    }
    return render(request, "web/signing.html", context)


def _first(request: PageRequest, tabs: Sequence[Tab], counts: Mapping[str, int]) -> Tab:
    """The queue to open: the signer's own first, then the first that holds something to do."""
    viewer = request.viewer
    signs = powers.may_sign_some(viewer, request.on)
    ranked = sorted(tabs, key=lambda tab: not (signs and tab.right == "sign"))
    return next((tab for tab in ranked if counts[tab.slug] and tab.right != "read"), tabs[0])


@page
def many(request: PageRequest, slug: str) -> HttpResponse:
    """The preview of a move for many papers, and the move itself with one PIN."""
    move = SLUGS.get(slug)
    if move is None or not request.page.allows("paper", "read"):
        raise Http404
    ids = queues.chosen(request)
    rows = queries.papers(offices.reach(request.viewer, "paper", "read", request.on), ids)
    if not rows:
        messages.error(request, "Chưa chọn văn bản nào. Hãy đánh dấu ít nhất một văn bản trong danh sách.")
        return redirect("web:signing")
    if request.method == "POST" and request.POST.get("gui"):
        wrong = act(request, move, ids)
        if not wrong:
            tab = "da-phat-hanh" if move == "issued" else request.POST.get("muc", "")
            return redirect(f"{reverse('web:signing')}?{urlencode({'muc': tab})}")
        return _preview(request, slug, rows, wrong)
    return _preview(request, slug, rows)


def act(request: PageRequest, move: str, ids: Sequence[int]) -> str:
    """Make the move; "" where it is made, else the sentence of the refusal. What was issued is told."""
    key = key_of(request)
    if not key:
        return UNKEYED
    by, on, reason = request.viewer, request.on, request.POST.get("reason", "")
    try:
        match move:
            case "submitted":
                operations.submit(ids, by=by, on=on, key=key)
            case "checked":
                operations.check(ids, by=by, on=on, key=key)
            case "returned":
                operations.return_back(ids, by=by, on=on, reason=reason, key=key)
            case "signed":
                operations.sign(ids, by=by, on=on, pin=request.POST.get("pin", ""), key=key)
            case "recalled":
                operations.recall(ids, by=by, on=on, reason=reason, key=key)
            case "abandoned":
                operations.abandon(ids, by=by, on=on, reason=reason, key=key)
            case _:
                return _issue(request, ids, key)
    except LookupError:
        raise Http404 from None
    except (StateRefused, Denied, Refused, KeyReused) as refused:
        return refused.sentence
    what = "văn bản" if len(ids) == 1 else f"{vi.count(len(ids))} văn bản"
    messages.success(request, DONE[move].format(what))
    return ""


def _issue(request: PageRequest, ids: Sequence[int], key: str) -> str:
    """Issue papers one by one: each is done or says why not."""
    answers = issuing.issue(ids, by=request.viewer, on=request.on, key=key)
    done = [one for one in answers if one.done]
    if not done:
        return "; ".join(dict.fromkeys(one.sentence for one in answers))
    if len(done) == 1:
        messages.success(request, done[0].sentence)
    else:
        numbers = ", ".join(one.number for one in done[:3] if one.number)
        more = ", …" if len(done) > 3 else ""
        messages.success(request, f"Đã phát hành {vi.count(len(done))} văn bản: {numbers}{more}.")
    for one in answers:
        if not one.done:
            messages.warning(request, one.sentence)
    return ""


@page
def pdfs(request: PageRequest) -> HttpResponse:
    """How many PDFs are still to come; a POST stops those not yet begun."""
    if not request.page.allows("paper", "read"):
        raise refusals.not_granted(request.viewer, "paper", "read")
    if request.method == "POST":
        if not request.page.allows("paper", "issue"):
            raise refusals.not_granted(request.viewer, "paper", "issue")
        stopped = sum(request_cancel(job_key(paper)) for paper in _making(request))
        messages.success(
            request, f"Đã yêu cầu dừng tạo {vi.count(stopped)} tệp PDF; văn bản vẫn có hiệu lực."
        )
        return redirect(f"{reverse('web:signing')}?muc=da-phat-hanh")
    return render(request, "web/parts/paper_pdfs_told.html", {"pending": len(_making(request))})


def _making(request: PageRequest) -> list[int]:
    """Of the papers issued last, those whose PDF is waited for."""
    reach = offices.reach(request.viewer, "paper", "read", request.on)
    last = queries.queue(reach, ("issued",), limit=LAST, newest=True)
    missing = efile.missing_pdfs([row.id for row in last.rows if row.number])
    told = progress.many([job_key(paper) for paper in missing])
    return [paper for paper in missing if (one := told.get(job_key(paper))) and not one.is_over]


def lines(request: PageRequest, rows: Sequence[PaperRow]) -> list[Line]:
    """Rows with their age in working days and the names of people; none that is kept from the viewer."""
    codes = {code for row in rows for code in (row.maker, row.officer) if code}
    names = offices.names_of(codes, request.on)
    about = {row.id: number for row in rows if (number := dossier_of(row.act)) is not None}
    kept = dossiers.kept_among(request.viewer, list(about.values())) if about else frozenset()
    numbers = dossiers.numbers_of(list(about.values())) if about else {}
    return [
        Line(
            row,
            age(request, row.since),
            names.get(row.maker, row.maker),
            names.get(row.officer, row.officer),
            about.get(row.id),
            numbers.get(about.get(row.id, 0), ""),
        )
        for row in rows
        if about.get(row.id) not in kept
    ]


def age(request: PageRequest, since: date) -> str:
    """How long something has waited, in working days of the viewer's office."""
    days = vi.working_days_between(since, request.on, request.page.calendar.is_working)
    return f"{vi.count(days)} ngày làm việc" if days else "hôm nay"


def _preview(request: PageRequest, slug: str, rows: Sequence[PaperRow], wrong: str = "") -> HttpResponse:
    move = SLUGS[slug]
    refused = operations.refusals([row.id for row in rows], move, by=request.viewer, on=request.on)
    masked = covers_numbers(request)
    said = {one.paper_id: summary(one, masked=masked) for one in queries.contents([row.id for row in rows])}
    shown: list[tuple[Line, Summary, str]] = [
        (line, said[line.row.id], refused.get(line.row.id, "")) for line in lines(request, rows)
    ]
    able = sum(not sentence for _, _, sentence in shown)
    context = {
        "slug": slug,
        "move": MOVES[move],
        "shown": shown,
        "able": able,
        "problems": [("", wrong)] if wrong else [],
        "key": uuid.uuid4().hex,
        "tab": request.POST.get("muc") or request.GET.get("muc", ""),
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "web/signing_many.html", context, status=422 if wrong else 200)


def _count(request: PageRequest, tab: Tab) -> int:
    if tab.slug == "da-phat-hanh":
        return 0
    if tab.own:
        makers = queues.makers_of(request, tab)
        return queries.queue(queues.reach_of(request, tab), tab.states, makers=makers, limit=1).total
    return sum(one.count for one in queries.waiting(queues.reach_of(request, tab), tab.states).values())
