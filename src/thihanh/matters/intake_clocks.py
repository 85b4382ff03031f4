"""The clocks that run before a matter is born: of a judgment received, of a request. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from thihanh.deadlines import Calendar, Deadline, Refused, compute
from thihanh.law.notation import vn
from thihanh.law.terms import rules
from thihanh.matters.receipts import ReceiptRow
from thihanh.matters.request_rows import RequestRow

ANSWER = "Ra quyết định thi hành án hoặc từ chối yêu cầu"
"""What the term of a request asks for until one of the two has been done."""


@dataclass(frozen=True, slots=True)
class IntakeClock:
    """One clock: what must be done by when, and the day it was. ``note`` says why there is no day."""

    rule: str
    act: str
    deadline: Deadline | None
    met_on: date | None = None
    note: str = ""

    @property
    def due(self) -> date | None:
        """The last day; None where the law gives none."""
        return None if self.deadline is None or self.deadline.due is None else self.deadline.due_day

    @property
    def is_open(self) -> bool:
        """Whether it still has to be met."""
        return self.due is not None and self.met_on is None

    def late(self, on: date) -> bool:
        """Whether it was missed, or is on that day."""
        return self.due is not None and (self.met_on or on) > self.due


def of_receipt(row: ReceiptRow, decided: Collection[int], calendar: Calendar) -> tuple[IntakeClock, ...]:
    """The clocks of a judgment: the court's, the moment of an electronic one, the decision of own motion."""
    found: list[IntakeClock] = []
    if row.effective_on is not None:
        sending = row.facts("immediate_effect", "interim_measure", "procedural_law_silent")
        found.append(_clock("DL-01", row.effective_on, calendar, sending, met_on=row.on))
    if row.logged_at:
        found.append(_clock("DL-02", datetime.fromisoformat(row.logged_at), calendar, {}, met_on=row.on))
    undecided = [item for item in row.items if item.ex_officio and item.no not in decided]
    if undecided and row.complete:
        found.append(_clock("DL-06", row.on, calendar, row.facts("interim_measure", "bankruptcy")))
    if "state_creditor" in row.circumstances and row.effective_on is not None:
        found.append(_clock("DL-09", row.effective_on, calendar, {}))
    return tuple(found)


def of_request(
    row: RequestRow, calendar: Calendar, receipt: ReceiptRow | None = None
) -> tuple[IntakeClock, ...]:
    """The clocks of a request: the supplement notice, the refusal or the decision, periods asked later."""
    found: list[IntakeClock] = []
    asked, refused, accepted = (row.event(code) for code in ("supplement_asked", "refused", "accepted"))
    if asked or (row.missing and row.is_open):
        found.append(_clock("DL-04", row.received_on, calendar, {}, met_on=asked.on if asked else None))
    whole = row.whole_on if receipt is None else max(row.whole_on, receipt.on)
    supplemented = row.event("supplemented")
    if asked and (supplemented is None or supplemented.id < asked.id) and not accepted:
        note = _awaited(asked.until)
        answer = rules()["DL-05"].act if refused else ANSWER
        found.append(IntakeClock("DL-05", answer, None, refused.on if refused else None, note))
    elif refused:
        found.append(_clock("DL-05", row.whole_on, calendar, {}, met_on=refused.on))
    elif (row.regime == "R08" or not row.missing) and (accepted or row.is_open):
        met_on = accepted.on if accepted else None
        found.append(replace(_clock("DL-05", row.whole_on, calendar, {}, met_on=met_on), act=ANSWER))
        found.append(_clock("DL-07", whole, calendar, {}, met_on=met_on))
    if row.facts.get("next_periods"):
        found.append(_clock("DL-08", row.received_on, calendar, {}))
    return tuple(found)


def _awaited(until: date | None) -> str:
    """Why no day runs while the requester is to complete the request: it counts anew from the supplement."""
    last = f" đến {vn(until)}" if until else ""
    return f"chờ bổ sung{last}; đếm lại từ ngày nhận bổ sung"


def nearest(clocks: Iterable[IntakeClock]) -> IntakeClock | None:
    """The open clock that runs out first."""
    dated = [(one.due, one.rule, one) for one in clocks if one.is_open and one.due is not None]
    return min(dated)[2] if dated else None


def _clock(
    rule: str,
    from_: date | datetime,
    calendar: Calendar,
    facts: dict[str, bool],
    *,
    met_on: date | None = None,
) -> IntakeClock:
    act = rules()[rule].act
    try:
        deadline = compute(rule, from_=from_, facts=facts, calendar=calendar)
    except Refused as refused:
        return IntakeClock(rule, act, None, met_on, str(refused))
    return IntakeClock(rule, act, deadline, met_on)
