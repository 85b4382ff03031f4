"""Papers that wait for the viewer's own hand: returned to him, to check, to sign, to issue."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from thihanh.documents import queries
from thihanh.offices import queries as offices
from thihanh.offices.powers import may_sign_some
from thihanh.web.board import Todo
from thihanh.web.page import PageRequest
from thihanh.web.signing import age

_TURNS = (
    ("check", "submitted", "kiem-tra", "văn bản chờ kiểm tra"),
    ("sign", "checked", "cho-ky", "văn bản chờ ký"),
    ("issue", "signed", "phat-hanh", "văn bản chờ cấp số, phát hành"),
)


def papers(request: PageRequest) -> list[Todo]:
    """What waits, returned papers first, each with the age of its oldest; nothing that does not wait."""
    return [*_returned(request), *_by_right(request)]


def _returned(request: PageRequest) -> Iterator[Todo]:
    makers = sorted(request.viewer.own_officers)
    reach = offices.reach(request.viewer, "paper", "read", request.on)
    if not makers or reach.is_empty or not request.page.allows("paper", "draft"):
        return
    found = queries.queue(reach, ("returned",), makers=makers, limit=1)
    if found.total and found.oldest:
        yield _todo(
            request, found.total, "văn bản bị trả lại cho tôi", "cua-toi", oldest=found.oldest, tone="late"
        )


def _by_right(request: PageRequest) -> Iterator[Todo]:
    for right, state, slug, words in _TURNS:
        reach = offices.reach(request.viewer, "paper", right, request.on)
        if right == "sign" and not reach.is_empty and not may_sign_some(request.viewer, request.on):
            continue
        if not reach.is_empty and (one := queries.waiting(reach, (state,)).get(state)):
            yield _todo(request, one.count, words, slug, oldest=one.oldest, tone="soon")


def _todo(request: PageRequest, number: int, words: str, slug: str, *, oldest: date, tone: str) -> Todo:
    address = f"{reverse('web:signing')}?muc={slug}"
    return Todo(number, f"{words} · cũ nhất {age(request, oldest)}", address, tone)
