"""The loop of the watch-lists: every matter on them carries causes, a plan with its day, a report each month.

A matter without them is listed against its office. What an officer recorded are steps of the matter; who is
on a list is a figure; both are read of one day.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from thihanh.law import number
from thihanh.law.notation import vn
from thihanh.matters.steps import StepRow, steps_of
from thihanh.offices.reach import Reach
from thihanh.statistics import watch
from thihanh.statistics.watch import WatchRow

MOST = 20_000
PLAN, REPORT = "watch_plan", "watch_report"
STATES: Mapping[str, str] = {
    "no_plan": "chưa có nguyên nhân, kế hoạch",
    "plan_over": "kế hoạch đã quá hạn",
    "no_report": "thiếu báo cáo tháng",
    "followed": "đang theo dõi đủ",
}


@dataclass(frozen=True, slots=True)
class Followed:
    """A matter on a list: which lists, what was planned until when, the last report, and what is missing."""

    row: WatchRow
    lists: tuple[str, ...]
    causes: tuple[str, ...]
    plan: str
    until: date | None
    reported: str
    result: str
    state: str
    missing: str


@dataclass(frozen=True, slots=True)
class Office:
    """One office's account of its watched matters; counts of matters."""

    office: str
    watched: int
    by_state: Mapping[str, int]

    @property
    def lacking(self) -> int:
        """Matters held against the office: no plan, a plan past its day, a month without report."""
        return self.watched - self.by_state.get("followed", 0)


def followed(unit: str, on: date, *, reach: Reach) -> tuple[Followed, ...]:
    """Every matter of the unit on a watch-list on that day, those that lack most first.

    Raises Denied, UnknownUnit.
    """
    named: dict[int, tuple[WatchRow, list[str]]] = {}
    for read in (watch.large_and_old, watch.long_eligible):
        found = read(unit, on, reach=reach, limit=MOST)
        for row in found.rows:
            named.setdefault(row.matter_id, (row, []))[1].append(found.name)
    steps = steps_of(list(named))
    month = month_to_report(on)
    rows = [
        _followed(row, tuple(lists), steps.get(row.matter_id, ()), on, month) for row, lists in named.values()
    ]
    order = {state: place for place, state in enumerate(STATES)}
    return tuple(sorted(rows, key=lambda one: (order[one.state], one.row.since, one.row.matter_id)))


def offices_of(rows: Iterable[Followed]) -> tuple[Office, ...]:
    """The account of every office, those that lack most first; the counts add up to the rows."""
    counted: dict[str, dict[str, int]] = {}
    for one in rows:
        states = counted.setdefault(one.row.office, {})
        states[one.state] = states.get(one.state, 0) + 1
    offices = [Office(code, sum(states.values()), states) for code, states in counted.items()]
    return tuple(sorted(offices, key=lambda one: (-one.lacking, one.office)))


def month_to_report(on: date) -> str:
    """The latest month whose report is due by that day, as MM/YYYY: last month, once its day has come."""
    last = on.replace(day=1) - timedelta(days=1)
    if on.day <= number("watch.report_day", on):
        last = last.replace(day=1) - timedelta(days=1)
    return f"{last:%m/%Y}"


def _followed(
    row: WatchRow, lists: tuple[str, ...], steps: Sequence[StepRow], on: date, month: str
) -> Followed:
    plans = [step for step in steps if step.code == PLAN]
    reports = [step for step in steps if step.code == REPORT]
    plan = plans[-1] if plans else None
    report = reports[-1] if reports else None
    state, missing = _lacks(plan, reports, on, month)
    return Followed(
        row=row,
        lists=lists,
        causes=tuple(str(plan.facts.get("causes", "")).split()) if plan else (),
        plan=str(plan.facts.get("plan", "")) if plan else "",
        until=plan.until if plan else None,
        reported=str(report.facts.get("period", "")) if report else "",
        result=str(report.facts.get("result", "")) if report else "",
        state=state,
        missing=missing,
    )


def _lacks(plan: StepRow | None, reports: Sequence[StepRow], on: date, month: str) -> tuple[str, str]:
    if plan is None:
        return "no_plan", "chưa ghi nguyên nhân, kế hoạch và hạn"
    if plan.until is not None and plan.until < on:
        return "plan_over", f"hạn của kế hoạch là {vn(plan.until)}, việc vẫn chưa xong"
    if _after(plan.on, month) and not any(step.facts.get("period") == month for step in reports):
        return "no_report", f"chưa có báo cáo tháng {month}"
    return "followed", ""


def _after(planned: date, month: str) -> bool:
    """Whether the plan stood already in the month to be reported."""
    return (planned.year, planned.month) <= (int(month[3:]), int(month[:2]))
