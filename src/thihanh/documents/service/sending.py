"""Handing queued attempts over to their channels: background work that tries again, later and later.

A channel that is down delays the paper, never an act: the attempt waits with its events, and after the last
try it stands in the list of failed service with what to do next.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction

from thihanh.documents.rows import fact_ids, write
from thihanh.documents.service import projections, queries
from thihanh.documents.service.adapters import ChannelDown, Envelope, Receipt, adapter
from thihanh.documents.service.events import Days, Recorded, newly_served, next_of, statement
from thihanh.documents.service.queries import File
from thihanh.law.service import channels
from thihanh.offices.reach import EVERYTHING
from thihanh.queue.names import SERVICE_SEND
from thihanh.queue.operations import enqueue
from thihanh.trail.locking import hold

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720))
"""Between one try and the next; after the last the attempt is given up."""
MACHINE = "hệ thống"


After = Callable[[Recorded], object]


@dataclass(frozen=True, slots=True)
class Try:
    """One try: of which attempt, for whose account, on which day; ``now`` is the moment by the real clock."""

    service_id: int
    attempt: int
    account: int
    today: date
    now: datetime
    waited: int = 0


def transmit(one: Try, *, after: After = lambda recorded: None) -> Recorded:
    """One try of one attempt. Does nothing where the attempt no longer waits for its channel.

    ``after`` is called in the transaction that records what the channel answered.

    The channel is asked outside any transaction; its key is the same at every try, so that a try that
    came through and was not recorded is not delivered twice. Raises LookupError for no such duty.
    """
    found = queries.file(EVERYTHING, one.service_id)
    if not _waits(found, one.attempt):
        return Recorded(())
    channel = found.standing.channel
    sha256 = queries.pdf_of(found.row.paper_id)
    if channels()[channel].electronic and not sha256:
        # The signed file is still being made: that is no fault of the channel.
        _again(replace(one, waited=one.waited + 1), WAITS[min(one.waited, len(WAITS) - 1)])
        return Recorded(())
    row = found.row
    envelope = Envelope(
        key=f"{one.service_id}-{one.attempt}",
        channel=channel,
        symbol=row.number,
        sha256=sha256,
        addressee=f"{row.matter_id}:{row.party}" if row.party is not None else row.body,
    )
    try:
        receipt = adapter(channel).hand_over(envelope)
    except ChannelDown as down:
        return _failed(one, down)
    return _taken(one, receipt, after)


@transaction.atomic
def _taken(one: Try, receipt: Receipt, after: After) -> Recorded:
    found = _locked(one.service_id)
    if not _waits(found, one.attempt):
        return Recorded(())
    days = Days(one.today, one.today, MACHINE)
    (fact,) = fact_ids(1)
    fresh = next_of(fact, found.events[-1], receipt.result, days, {"reference": receipt.reference})
    served = newly_served(found.row, found.events, fresh)
    write([statement(found.row, fresh, "service.sent")], by=MACHINE, known_on=one.today)
    projections.refresh([one.service_id])
    recorded = Recorded((one.service_id,), served)
    after(recorded)
    return recorded


@transaction.atomic
def _failed(one: Try, down: ChannelDown) -> Recorded:
    found = _locked(one.service_id)
    if not _waits(found, one.attempt):
        return Recorded(())
    tries = found.standing.tries
    last = tries >= len(WAITS)
    days = Days(one.today, one.today, MACHINE)
    (fact,) = fact_ids(1)
    result = "given_up" if last else "try_failed"
    fresh = next_of(fact, found.events[-1], result, days, {"reference": down.sentence})
    write([statement(found.row, fresh, "service.send_failed")], by=MACHINE, known_on=one.today)
    projections.refresh([one.service_id])
    if not last:
        _again(replace(one, waited=0), WAITS[tries])
    return Recorded((one.service_id,))


def _again(one: Try, wait: timedelta) -> None:
    values = {"service": one.service_id, "attempt": one.attempt, "account": one.account, "waited": one.waited}
    enqueue(SERVICE_SEND, values, at=one.now + wait)


def _waits(found: File, attempt: int) -> bool:
    return found.standing.state == "sending" and found.standing.attempt == attempt


def _locked(service_id: int) -> File:
    hold("service", [service_id])
    return queries.file(EVERYTHING, service_id)
