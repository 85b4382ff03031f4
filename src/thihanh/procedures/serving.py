"""Service of papers and what follows from it: a decision validly served starts the voluntary period.

The events of service belong to ``documents.service``; here they meet the acts. What an act refuses never
takes the service back: the sentence goes to whoever recorded it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from django.db import transaction

from thihanh.documents import efile
from thihanh.documents.efile import Sent
from thihanh.documents.service import operations, queries, sending
from thihanh.documents.service.events import Recorded, Served
from thihanh.documents.service.rules import Attempt, Outcome, ServiceRefused
from thihanh.documents.service.sending import Try
from thihanh.law.service import channels
from thihanh.offices.queries import Viewer
from thihanh.offices.reach import EVERYTHING
from thihanh.procedures.catalogue import acts
from thihanh.procedures.performing import Outcome as Done
from thihanh.procedures.performing import perform

DECISIONS = frozenset({"QD-THA-CD", "QD-THA-YC"})
"""The kinds of the enforcement decision, whose valid notice starts the voluntary period."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What was recorded, and what became of the acts that follow from it."""

    recorded: Recorded
    acts: tuple[Done, ...] = ()


@transaction.atomic
def record(
    service_ids: Sequence[int],
    outcome: Outcome,
    *,
    by: Viewer,
    on: date,
    attempt: Attempt | None = None,
    key: str = "",
    proof: Sent | None = None,
) -> Followed:
    """Record a result of service and do what follows, in one transaction.

    ``proof`` goes into the e-file of the one duty's matter. Raises Denied, ServiceRefused, LookupError,
    KeyReused as ``documents.service.operations.record`` does, and FileRefused for a scan that is not taken.
    """
    if proof is not None:
        outcome = _proven(service_ids[0], outcome, proof, by=by, on=on, key=key)
    recorded = operations.record(service_ids, outcome, by=by, on=on, attempt=attempt, key=key)
    return Followed(recorded, service_valid(recorded.served, by=by, on=on))


def _proven(service_id: int, outcome: Outcome, proof: Sent, *, by: Viewer, on: date, key: str) -> Outcome:
    """The outcome with its scan kept in the e-file of the matter."""
    (row,) = queries.rows(EVERYTHING, [service_id])
    if row.matter_id is None:
        raise ServiceRefused("Dữ liệu: văn bản này không thuộc một việc; ghi số giấy tờ thay cho bản quét.")
    no = efile.receive(row.matter_id, proof, by=by, on=on, key=f"{key}:proof" if key else "")
    kept = next(one for one in efile.efile(row.matter_id) if one.no == no)
    return replace(outcome, file=kept.file_id, reference=outcome.reference or f"bút lục {no}")


def transmit(one: Try, *, by: Viewer) -> Recorded:
    """One try to hand an attempt to its channel, by background work for whoever started it."""
    return sending.transmit(one, after=lambda recorded: service_valid(recorded.served, by=by, on=one.today))


def service_valid(served: Sequence[Served], *, by: Viewer, on: date) -> tuple[Done, ...]:
    """The acts that follow from papers now validly served; a refused one is answered, not raised."""
    done: list[Done] = []
    for one in served:
        if one.matter_id is None:
            continue
        if one.body == "procuracy" and one.kind in _sent_papers():
            raw = {"on": one.validity.on.isoformat()}
            done += perform("send_to_procuracy", [one.matter_id], raw, by=by, on=on)
        if one.kind in DECISIONS and one.role == "debtor" and (last := _all_debtors(one)):
            raw = {
                "on": last.on.isoformat(),
                "channel": last.channel,
                "proof": last.proof or channels()[last.channel].label,
            }
            done += perform("notice_valid", [one.matter_id], raw, by=by, on=on)
    return tuple(done)


@cache
def _sent_papers() -> frozenset[str]:
    """The kinds of the decisions that the procuracy must be sent (DL-12)."""
    return DECISIONS | {act.paper for act in acts().values() if "DL-12" in act.starts}


@dataclass(frozen=True, slots=True)
class _Last:
    on: date
    channel: str
    proof: str


def _all_debtors(one: Served) -> _Last | None:
    """The last valid notice once every debtor of the decision has been served.

    The period is counted for the matter from the last of them, so that nobody's own period is cut short.
    """
    duties = [row for row in queries.of_paper(one.paper_id) if row.role == "debtor"]
    if any(row.valid_on is None for row in duties):
        return None
    last = max(duties, key=lambda row: row.valid_on or date.min)
    assert last.valid_on is not None
    events = queries.events_of([last.id])[last.id]
    proof = next((event.reference for event in reversed(events) if event.reference), "")
    return _Last(last.valid_on, last.channel, proof)
