"""Totals of a register counted the slow, obvious way, to hold the generator to its calibration.

Written from docs/manual/readings.md 12-14 alone and sharing nothing with the statistics room or with the
plan.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from thihanh.synthetic.rows import EX_OFFICIO, PURPOSES, STAGES, Register

_CODES = {label: code for code, label in STAGES.items()}
_PURPOSE = {label: code for code, label in PURPOSES.items()}
_ENDS = {"done", "terminated", "delegated", "withdrawn"}
_OUT = {"separate_register", "delegated", "withdrawn"}
_BUCKETS = {
    "decided": "other",
    "assigned": "other",
    "voluntary": "other",
    "paused": "other",
    "no_means": "no_means",
    "collateral_only": "no_means",
    "asset_blocked": "no_means",
    "postponed": "postponed",
    "suspended": "suspended",
    "done": "enforced",
    "terminated": "terminated",
}
Totals = dict[str, int]


@dataclass
class _History:
    decided: date
    judgment: tuple[object, ...]
    tags: str
    ex_officio: bool
    stages: list[tuple[date, str, str, int | None]] = field(default_factory=list)
    postings: list[tuple[date, str, int]] = field(default_factory=list)

    def stage(self, day: date) -> tuple[str, str, int | None]:
        """What the matter was at the end of a day: stage, ground, value of the asset."""
        last: tuple[str, str, int | None] = ("decided", "", None)  # the decision itself, where no row says it
        for on, stage, ground, asset in self.stages:
            if on <= day:
                last = (stage, ground, asset)
        return last

    def owed(self, day: date) -> int:
        """What was still to be enforced at the end of a day."""
        return sum(
            amount if purpose == "due" else -amount for on, purpose, amount in self.postings if on <= day
        )

    def posted(self, purpose: str, from_: date, to: date) -> int:
        """What was posted under a purpose in a period."""
        return sum(amount for on, kind, amount in self.postings if kind == purpose and from_ <= on <= to)


def totals(register: Register, from_: date, to: date, known_on: date | None = None) -> Totals:
    """Columns of the R08 forms and the chain above them: "cases.…" in matters, "money.…" in đồng.

    `known_on` leaves out what was entered in the book later.
    """
    found: Totals = defaultdict(int)
    done_judgments: set[tuple[object, ...]] = set()
    for history in _histories(register, known_on).values():
        if history.decided <= to:
            _count(found, history, from_, to, done_judgments)
    found["corruption.judgments"] = len(done_judgments)
    for kind in ("cases", "money"):
        _sums(found, kind)
    return dict(found)


def _histories(register: Register, known_on: date | None) -> dict[tuple[object, object], _History]:
    def known(row: tuple[object, ...]) -> bool:
        entered = row[-1]
        return known_on is None or (isinstance(entered, date) and entered <= known_on)

    found: dict[tuple[object, object], _History] = {}
    for row in filter(known, register.matters):
        decided = row[1]
        assert isinstance(decided, date)
        found[row[0], decided] = _History(decided, row[4:7], str(row[8] or ""), row[2] == EX_OFFICIO)
    for row in filter(known, register.obligations):
        history, amount = found[row[0], row[1]], row[5]
        if isinstance(amount, int):
            history.postings.append((history.decided, "due", amount))
    for row in filter(known, register.events):
        day, asset = row[2], row[6]
        assert isinstance(day, date)
        value = asset if isinstance(asset, int) else None
        found[row[0], row[1]].stages.append((day, _CODES[str(row[3])], str(row[4] or ""), value))
    for row in filter(known, register.money):
        day, amount = row[3], row[5]
        assert isinstance(day, date)
        assert isinstance(amount, int)
        found[row[0], row[1]].postings.append((day, _PURPOSE[str(row[4])], amount))
    return found


def _count(
    found: Totals, history: _History, from_: date, to: date, done_judgments: set[tuple[object, ...]]
) -> None:
    eve = from_ - timedelta(days=1)
    then, (now, ground, asset) = history.stage(eve)[0], history.stage(to)
    if then in _ENDS or (then == "separate_register" == now):
        return
    origin = "new" if history.decided >= from_ else "returned" if then == "separate_register" else "opening"
    raised = history.posted("due", from_, to)
    before = history.owed(eve)
    found[f"cases.{origin}"] += 1
    found[f"money.{origin}"] += before
    found["money.new"] += raised
    for purpose in ("delegated", "withdrawn", "amended"):
        found[f"money.{purpose}"] += history.posted(purpose, from_, to)
    if now in _OUT:
        key = "moved" if now == "separate_register" else now
        found[f"cases.{key}"] += 1
        if key == "moved":
            found["money.moved"] += history.owed(to)
        return
    bucket = _BUCKETS.get(now, "in_progress")
    bucket = "hc" if ground == "H-c" else bucket
    found[f"cases.{bucket}"] += 1
    collected = {p: history.posted(p, from_, to) for p in ("collected", "terminated", "reduced")}
    for purpose, amount in collected.items():
        found[f"money.{purpose}"] += amount
    left = history.owed(to)
    if now == "unsold_after_second_cut" and asset is not None:
        found["money.in_progress"] += min(asset, left)
        found["money.no_means"] += max(left - asset, 0)
    elif now == "nothing_left":
        found["money.no_means"] += left
    elif now not in _ENDS:
        found[f"money.{bucket}"] += left
    elif left:
        raise AssertionError(f"an ended matter still owes {left} đồng")
    _tagged(found, history, bucket, sum(collected.values()) + left, done_judgments)
    found["cases.ex_officio"] += history.ex_officio
    found["corruption.collected"] += collected["collected"] if "Tham nhũng" in history.tags else 0


def _tagged(
    found: Totals, history: _History, bucket: str, due: int, done_judgments: set[tuple[object, ...]]
) -> None:
    if "Tham nhũng" not in history.tags:
        return
    found["corruption.due_cases"] += 1
    found["corruption.due_money"] += due
    if bucket == "enforced":
        found["corruption.enforced"] += 1
        done_judgments.add(history.judgment)


def _sums(found: Totals, kind: str) -> None:
    """The columns that are sums, from the rows counted."""

    def add(*keys: str) -> int:
        return sum(found[f"{kind}.{key}"] for key in keys)

    done = ("enforced", "terminated") if kind == "cases" else ("collected", "terminated", "reduced")
    found[f"{kind}.handled"] = add("opening", "new", "returned")
    found[f"{kind}.due"] = found[f"{kind}.handled"] - add("delegated", "withdrawn", "moved", "amended")
    found[f"{kind}.completed"] = add(*done)
    found[f"{kind}.eligible"] = add("completed", "in_progress", "hc")
    found[f"{kind}.eligible_two_way"] = found[f"{kind}.due"] - add("no_means")
    standing = add("eligible", "no_means", "postponed", "suspended", "other")
    if standing != found[f"{kind}.due"]:
        raise AssertionError(f"{kind}: the chain gives {found[f'{kind}.due']}, the rows {standing}")
