"""Acts of service: start an attempt through a channel, record its result. Single is bulk of one.

Events only are written; where a duty stands is derived. Whoever records gets back the duties that became
validly served by it, so that ``procedures`` can go on from there.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from django.db import transaction

from thihanh.deadlines import load_calendar
from thihanh.documents.rows import fact_ids, write
from thihanh.documents.service import projections, queries, rules
from thihanh.documents.service.events import (
    Days,
    Recorded,
    Served,
    first_of,
    newly_served,
    next_of,
    statement,
)
from thihanh.documents.service.queries import Row
from thihanh.documents.service.rules import Attempt, Outcome, ServiceRefused
from thihanh.documents.service.states import Event
from thihanh.offices.policy import refusal
from thihanh.offices.queries import calendar_overrides, reach
from thihanh.offices.reach import Viewer, relation_to
from thihanh.queue.names import SERVICE_SEND
from thihanh.queue.operations import enqueue
from thihanh.trail.locking import hold
from thihanh.trail.operations import once, remember
from thihanh.trail.payloads import canonical

__all__ = ["Recorded", "Served", "record", "start"]

MOST_AT_ONCE = 1_000
LONGEST_REFERENCE = 120
LONGEST_BASIS = 300


@transaction.atomic
def start(service_ids: Sequence[int], attempt: Attempt, *, by: Viewer, on: date, key: str = "") -> Recorded:
    """Choose a channel for duties and leave the handing over to background work.

    An empty channel means the first that the law offers for each. Raises Denied, ServiceRefused; LookupError
    out of reach. All start, or none does.
    """
    ids = _checked(service_ids)
    digest = _digest("start", by, ids, attempt.channel, attempt.on.isoformat(), attempt.basis)
    if key and (before := once(key, digest)) is not None:
        return Recorded(tuple(before["services"]))
    rows, events = _take(ids, by, on)
    statements = []
    for row, fact in zip(rows, fact_ids(len(rows)), strict=True):
        happened = events.get(row.id, ())
        with _named(row, many=len(rows) > 1):
            chosen = _chosen(row, happened, attempt)
            rules.check_may_start(row.duty, happened, chosen, on)
        fresh = first_of(fact, happened, chosen, "queued", Days(chosen.on, on, by.actor))
        statements.append(statement(row, fresh, "service.started"))
        enqueue(
            SERVICE_SEND,
            {"service": row.id, "attempt": fresh.attempt, "account": by.account_id, "waited": 0},
        )
    write(statements, by=by.actor, known_on=on)
    projections.refresh(ids)
    if key:
        remember(key, digest, {"services": list(ids)})
    return Recorded(ids)


@transaction.atomic
def record(
    service_ids: Sequence[int],
    outcome: Outcome,
    *,
    by: Viewer,
    on: date,
    attempt: Attempt | None = None,
    key: str = "",
) -> Recorded:
    """Record the result of the open attempt of each duty; with ``attempt``, of one that nobody announced.

    Raises Denied, ServiceRefused; LookupError out of reach. All are recorded, or none is.
    """
    ids = _checked(service_ids)
    channel = attempt.channel if attempt else ""
    digest = _digest("record", by, ids, outcome.result, outcome.on.isoformat(), outcome.reference, channel)
    if key and (before := once(key, digest)) is not None:
        return Recorded(tuple(before["services"]))
    _check_lengths(outcome.reference, attempt.basis if attempt else "")
    rows, events = _take(ids, by, on)
    statements = []
    served: list[Served] = []
    for row, fact in zip(rows, fact_ids(len(rows)), strict=True):
        happened = events.get(row.id, ())
        with _named(row, many=len(rows) > 1):
            _check(row, happened, outcome, attempt, on)
        fresh = _result(fact, happened, outcome, attempt, Days(outcome.on, on, by.actor))
        statements.append(statement(row, fresh, "service.recorded"))
        served += newly_served(row, happened, fresh)
    write(statements, by=by.actor, known_on=on)
    projections.refresh(ids)
    if key:
        remember(key, digest, {"services": list(ids)})
    return Recorded(ids, tuple(served))


def _check(row: Row, events: Sequence[Event], outcome: Outcome, attempt: Attempt | None, today: date) -> None:
    if attempt is None:
        calendar = load_calendar(calendar_overrides(row.office, today))
        rules.check_may_record(row.duty, events, outcome, today, calendar)
        return
    rule = rules.check_may_start(row.duty, events, attempt, today)
    rules.check_fits(attempt.channel, rule, outcome)


def _result(
    fact: int, events: Sequence[Event], outcome: Outcome, attempt: Attempt | None, days: Days
) -> Event:
    said = {"reference": outcome.reference, "file": outcome.file}
    if attempt is None:
        return next_of(fact, events[-1], outcome.result, days, said)
    fresh = first_of(fact, events, attempt, outcome.result, days)
    return replace(fresh, reference=outcome.reference, file=outcome.file)


def _chosen(row: Row, events: Sequence[Event], attempt: Attempt) -> Attempt:
    _check_lengths("", attempt.basis)
    if attempt.channel:
        return attempt
    tried = {one.channel for one in events}
    offered = [
        rule.channel.code
        for rule in rules.offered(row.duty, events, attempt.on)
        if not rules.needs(row.duty, rule)
    ]
    fresh = [code for code in offered if code not in tried]
    if not offered:
        raise ServiceRefused("Pháp luật: không còn kênh nào được phép; mở từng lần tống đạt để xem vì sao.")
    return replace(attempt, channel=(fresh or offered)[0])


def _checked(service_ids: Sequence[int]) -> tuple[int, ...]:
    ids = tuple(sorted(set(service_ids)))
    if not ids:
        raise ServiceRefused("Dữ liệu: chưa chọn dòng nào; đánh dấu ít nhất một dòng rồi gửi lại.")
    if len(ids) > MOST_AT_ONCE:
        raise ServiceRefused(f"Dữ liệu: mỗi lần tối đa {MOST_AT_ONCE} dòng; chia danh sách rồi gửi lại.")
    return ids


def _check_lengths(reference: str, basis: str) -> None:
    if len(reference) > LONGEST_REFERENCE or len(basis) > LONGEST_BASIS:
        raise ServiceRefused(
            f"Dữ liệu: số giấy tờ dài nhất {LONGEST_REFERENCE} ký tự, "
            f"căn cứ {LONGEST_BASIS} ký tự; rút gọn lại."
        )


def _take(ids: Sequence[int], by: Viewer, on: date) -> tuple[tuple[Row, ...], dict[int, tuple[Event, ...]]]:
    """The duties, locked in the order of their ids, with their events; each in reach and within the right."""
    hold("service", ids)
    rows = queries.rows(reach(by, "service", "read", on), ids)
    if len(rows) != len(ids):
        raise LookupError("Phạm vi: không tìm thấy lần tống đạt này trong phạm vi được xem.")
    allowed = reach(by, "service", "record", on)
    for row in rows:
        if not allowed.covers(row.agency, row.office, row.officer):
            relation = relation_to(by, row.agency, row.office, row.officer)
            raise refusal(by.roles, "service", "record", relation, on)
    return rows, queries.events_of(ids)


@contextmanager
def _named(row: Row, *, many: bool) -> Iterator[None]:
    """In a batch, a refusal says which paper it is about."""
    try:
        yield
    except ServiceRefused as refused:
        if not many:
            raise
        question, _, rest = refused.sentence.partition(": ")
        raise ServiceRefused(
            f"{question}: {row.number or row.kind}: {rest} Không dòng nào được ghi."
        ) from None


def _digest(*said: object) -> str:
    parts = [one.actor if isinstance(one, Viewer) else one for one in said]
    return hashlib.sha256(canonical({"said": parts}).encode()).hexdigest()
