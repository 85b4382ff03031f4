"""One addressee of a paper: what happened and why a notice is valid; start an attempt, record a result."""

import uuid
from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from thihanh.documents.efile import Sent
from thihanh.documents.inspection.formats import LARGEST, FileRefused, too_large
from thihanh.documents.service import operations, queries, rules
from thihanh.documents.service.queries import File
from thihanh.documents.service.rules import Attempt, Outcome, ServiceRefused
from thihanh.documents.service.states import OF_THE_MACHINE, may_follow
from thihanh.law.marks import unconfirmed
from thihanh.law.regimes import regime_on
from thihanh.law.service import RESULTS, channel_rule, channels
from thihanh.matters.rules import StateRefused
from thihanh.offices import queries as offices
from thihanh.procedures import serving
from thihanh.procedures.serving import Followed
from thihanh.trail.operations import KeyReused
from thihanh.web import format as vi
from thihanh.web import late
from thihanh.web.doing import UNKEYED, key_of
from thihanh.web.filters import Choice, Unreadable
from thihanh.web.page import PageRequest, page
from thihanh.web.service import TABS, line, reach_of, whole
from thihanh.web.typed import Typed

_START = ("channel", "day", "basis", "unknown")
_RESULT = ("result", "day", "reference", "basis", "unknown")


@page
def show(request: PageRequest, service_id: int) -> HttpResponse:
    """Everything about one paper and one addressee."""
    return _page(request, _file(request, service_id), Typed(dict.fromkeys({*_START, *_RESULT}, "")))


@page
def start(request: PageRequest) -> HttpResponse:
    """Start attempts for the ticked rows of the list, or for one from its page."""
    if request.method != "POST":
        raise Http404
    ids = _ids(request)
    typed, day = _day(Typed.of(request.POST, _START), request.on)
    if not key_of(request):
        typed = typed.but("", UNKEYED)
    attempt = Attempt(
        typed.values["channel"], day or request.on, typed.values["basis"], bool(typed.values["unknown"])
    )
    return _answered(
        request,
        ids,
        typed,
        lambda: (
            operations.start(ids, attempt, by=request.viewer, on=request.on, key=key_of(request)).services
        ),
        f"Đã bắt đầu tống đạt {vi.count(len(ids))} dòng; hệ thống đang giao cho kênh.",
    )


@page
def record(request: PageRequest, service_id: int) -> HttpResponse:
    """Record a result, with its proof; what follows from a valid notice is said."""
    if request.method != "POST":
        raise Http404
    found = _file(request, service_id)
    typed, day = _day(Typed.of(request.POST, _RESULT), request.on)
    channel, _, result = typed.values["result"].rpartition(":")
    if result not in RESULTS:
        typed = typed.but("result", "Chọn kết quả của lần tống đạt.")
    if not key_of(request):
        typed = typed.but("", UNKEYED)
    typed, proof = _proof(request, typed, found, day)
    attempt = (
        None
        if found.standing.open or not channel
        else Attempt(channel, day or request.on, typed.values["basis"], bool(typed.values["unknown"]))
    )
    outcome = Outcome(result, day or request.on, typed.values["reference"])

    def done() -> Followed:
        return serving.record(
            [service_id],
            outcome,
            by=request.viewer,
            on=request.on,
            attempt=attempt,
            key=key_of(request),
            proof=proof,
        )

    return _answered(request, (service_id,), typed, done, f"Đã ghi: {RESULTS.get(result, result)}.")


def _answered(
    request: PageRequest,
    ids: tuple[int, ...],
    typed: Typed,
    do: Callable[[], object],
    sentence: str,
) -> HttpResponse:
    """Do it and go back to where it came from; a refusal is said on the page of one, or on the list."""
    if not typed.problems:
        try:
            done = do()
        except LookupError:
            raise Http404 from None
        except (ServiceRefused, StateRefused, KeyReused, FileRefused) as refused:
            typed = typed.but("", getattr(refused, "sentence", str(refused)))
        else:
            messages.success(request, sentence)
            for act in done.acts if isinstance(done, Followed) else ():
                (messages.success if act.done else messages.warning)(request, act.sentence)
            late.warn(request, _written(request, done))
            return redirect(_back(request, ids))
    if len(ids) == 1:
        return _page(request, _file(request, ids[0]), typed, 422)
    for _, problem in typed.problems:
        messages.error(request, problem)
    return redirect(_back(request, ids))


def _written(request: PageRequest, done: object) -> list[tuple[str, date | None]]:
    """What followed from the result on the matters of the viewer's agency."""
    acts = done.acts if isinstance(done, Followed) else ()
    return [(request.viewer.agency, one.first_day) for one in acts if one.done]


def _back(request: PageRequest, ids: tuple[int, ...]) -> str:
    tab = request.POST.get("muc", "")
    if tab.isascii() and tab.replace("-", "").isalpha():
        return f"{reverse('web:service')}?muc={tab}"
    return reverse("web:service-one", args=[ids[0]]) if len(ids) == 1 else reverse("web:service")


def _ids(request: PageRequest) -> tuple[int, ...]:
    """The rows ticked, of the page, or of the whole filter; none where the filter cannot be read."""
    scope, tab = request.POST.get("pham-vi", ""), request.POST.get("muc", "")
    if scope == "tat-ca":
        try:
            return whole(request, tab, QueryDict(request.POST.get("bo-loc", ""))) if tab in TABS else ()
        except Unreadable:
            return ()
    sent = request.POST.getlist("trang" if scope == "trang" else "chon")
    return tuple(int(one) for one in sent[: operations.MOST_AT_ONCE + 1] if one.isdecimal() and len(one) < 19)


def _day(typed: Typed, today: date) -> tuple[Typed, date | None]:
    return typed.day("day") if typed.values["day"] else (typed, today)


def _proof(request: PageRequest, typed: Typed, found: File, day: date | None) -> tuple[Typed, Sent | None]:
    """The scan that proves the result, as it goes into the matter's e-file."""
    sent = request.FILES.get("proof")
    if sent is None:
        return typed, None
    if found.row.matter_id is None:
        return typed.but("proof", "Văn bản này không thuộc một việc; ghi số giấy tờ thay cho bản quét."), None
    if (size := sent.size or 0) > LARGEST:
        return typed.but("proof", too_large(size).sentence), None
    title = f"Chứng cứ tống đạt {found.row.number or found.row.kind}"
    return typed, Sent(sent.name or "chung-cu", sent.read(), title, day or request.on)


def _file(request: PageRequest, service_id: int) -> File:
    try:
        return queries.file(reach_of(request), service_id)
    except LookupError as error:
        raise Http404(str(error)) from None


def _page(request: PageRequest, found: File, typed: Typed, status: int = 200) -> HttpResponse:
    row, now = found.row, found.standing
    allowed = offices.reach(request.viewer, "service", "record", request.on)
    may = allowed.covers(row.agency, row.office, row.officer) and (now.state != "served" or now.open)
    offered = rules.offered(row.duty, found.events, request.on)
    context = {
        "line": line(row, request.page),
        "row": row,
        "events": [
            (one, channels()[one.channel].label, RESULTS[one.result]) for one in reversed(found.events)
        ],
        "names": offices.names_of([one.actor for one in found.events], request.on),
        "now": now,
        "doubt": unconfirmed(now.valid.mark) if now.valid else "",
        "may_record": may,
        "offered": [
            Choice(one.channel.code, _offer(one.channel.label, rules.needs(row.duty, one)), False)
            for one in offered
        ],
        "posting_closed": row.party is not None and not any(one.after_failed for one in offered),
        "results": _results(found, request.on) if may else [],
        "typed": typed,
        "problems": typed.problems,
        "key": uuid.uuid4().hex,
        "today": vi.day(request.on),
        "entries": request.page.allows("trail", "read"),
    }
    return render(request, "web/service_one.html", context, status=status)


def _offer(label: str, needs: str) -> str:
    return f"{label} (cần nêu {needs})" if needs else label


def _results(found: File, on: date) -> list[Choice]:
    """The results that may be recorded now: of the open attempt, else of every channel that is offered."""
    if found.standing.open:
        last = found.events[-1]
        return [Choice(f":{code}", RESULTS[code], False) for code in may_follow(last.channel, last.rule)]
    choices: list[Choice] = []
    regime = regime_on(on)
    for offered in rules.offered(found.row.duty, found.events, on):
        rule = channel_rule(offered.channel.code, regime)
        if rule is None:
            continue
        outcomes = (*rule.valid, *rule.fails)
        choices += [
            Choice(f"{rule.channel.code}:{code}", f"{rule.channel.label}: {RESULTS[code]}", False)
            for code in outcomes
            if code not in OF_THE_MACHINE
        ]
    return choices
