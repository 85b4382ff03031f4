"""Alerts: somebody asks to be told when a figure passes a threshold; looked at each night and on demand.

A subscription and its end are facts; so is every change of what an alert says. The reach is asked anew each
time: an alert on a unit that left the subscriber's reach says so and shows no figure.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from thihanh.law import work_year, work_year_start
from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied
from thihanh.offices.reach import Reach, Viewer
from thihanh.statistics.numbers import Absent, Percent
from thihanh.statistics.period import Period, version_on
from thihanh.statistics.queries import check_covers, forms
from thihanh.statistics.readings.headline import EMPTY_YEAR, FORMS, last_year
from thihanh.statistics.unit import UnknownUnit, scope_of
from thihanh.targets.alert_rules import (
    AlertRefused,
    Condition,
    Judged,
    Seen,
    check_threshold,
    condition_of,
    judge,
)
from thihanh.targets.goals import Assigned, assigned
from thihanh.targets.models import AlertFact, AlertReadingFact, live
from thihanh.targets.recording import lock
from thihanh.trail.stating import Stated, state

MOST = 50
NIGHT = "hệ thống"
"""Who the record names for what the night found."""


@dataclass(frozen=True, slots=True)
class Alert:
    """A subscription that stands."""

    id: int
    account_id: int
    unit: str
    condition: Condition
    hundredths: int
    since: date


@dataclass(frozen=True, slots=True)
class AlertRow:
    """An alert as it stands on a day: what is seen, whether it speaks, why it cannot; what it said last."""

    alert: Alert
    period: Period
    seen: Seen | None
    judged: Judged
    last: tuple[date, bool, str] | None


def _alert(fact: AlertFact) -> Alert:
    return Alert(
        fact.id, fact.account_id, fact.unit, condition_of(fact.condition), fact.hundredths, fact.known_on
    )


def standing(account_id: int | None = None) -> tuple[Alert, ...]:
    """The subscriptions that stand: of one account, or of everybody (for the night)."""
    facts = live(AlertFact.objects.all()).order_by("id")
    chosen = facts if account_id is None else facts.filter(account_id=account_id)
    return tuple(_alert(fact) for fact in chosen)


def subscribe(viewer: Viewer, unit: str, condition: str, hundredths: int, *, on: date) -> int:
    """Ask to be told. The same subscription twice is one; its id is answered.

    Raises Denied outside the live reach, AlertRefused for what cannot be watched, UnknownUnit.
    """
    known, scope = condition_of(condition), scope_of(unit)
    check_threshold(hundredths)
    check_covers(_reach(viewer, on), scope)
    with transaction.atomic():
        lock()
        own = standing(viewer.account_id)
        for one in own:
            if (one.unit, one.condition, one.hundredths) == (unit, known, hundredths):
                return one.id
        if len(own) >= MOST:
            raise AlertRefused(f"Trạng thái: mỗi người theo dõi nhiều nhất {MOST} cảnh báo; bỏ bớt rồi thêm.")
        row = {"account_id": viewer.account_id, "unit": unit, "condition": condition}
        _state("alert.subscribe", unit, [(AlertFact, {**row, "hundredths": hundredths})], viewer.actor, on)
        return standing(viewer.account_id)[-1].id


def end(viewer: Viewer, alert_id: int, *, on: date) -> None:
    """Stop being told; only one's own. Raises AlertRefused where there is none, or it has ended."""
    with transaction.atomic():
        lock()
        one = next((alert for alert in standing(viewer.account_id) if alert.id == alert_id), None)
        if one is None:
            raise AlertRefused("Trạng thái: không có cảnh báo này của mình, hoặc đã bỏ theo dõi.")
        row = {
            "account_id": one.account_id,
            "unit": one.unit,
            "condition": one.condition.code,
            "hundredths": one.hundredths,
            "replaces_id": one.id,
            "void": True,
        }
        _state("alert.end", one.unit, [(AlertFact, row)], viewer.actor, on)


def _state(act: str, unit: str, rows: list[tuple[type, dict[str, object]]], by: str, on: date) -> None:
    state([Stated(f"alert:{unit}", act, on, rows)], by=by, on=on)


def _reach(viewer: Viewer, on: date) -> Reach:
    return offices.reach(viewer, "figure", "read", on)


def look(viewer: Viewer, *, on: date) -> tuple[AlertRow, ...]:
    """The viewer's alerts as they stand now, those that speak first; nothing is written."""
    reach = _reach(viewer, on)
    said = _last([alert.id for alert in standing(viewer.account_id)])
    rows = [_row(alert, reach, on, said.get(alert.id)) for alert in standing(viewer.account_id)]
    return tuple(sorted(rows, key=lambda row: (not row.judged.fired, row.alert.id)))


def speaking(account_id: int) -> int:
    """How many of an account's alerts stood past their threshold when they were last read."""
    said = _last([alert.id for alert in standing(account_id)])
    return sum(fired for _, fired, _ in said.values())


def evaluate(*, on: date) -> int:
    """Look at every alert under the reach its subscriber has today; what changed is stated. How many changed.

    An alert that cannot be read (no reach, no base) is left as it last spoke.
    """
    everybody = standing()
    said = _last([alert.id for alert in everybody])
    reaches: dict[int, Reach] = {}
    changed = 0
    for alert in everybody:
        if alert.account_id not in reaches:
            reaches[alert.account_id] = _reach(offices.viewer_of(alert.account_id, on), on)
        row = _row(alert, reaches[alert.account_id], on, said.get(alert.id))
        fired = row.judged.fired
        if fired is None or fired == (row.last is not None and row.last[1]):
            continue
        reading = {"alert_id": alert.id, "on": on, "fired": fired, "words": words(row)}
        with transaction.atomic():
            _state("alert.read", alert.unit, [(AlertReadingFact, reading)], NIGHT, on)
        changed += 1
    return changed


def _last(ids: list[int]) -> dict[int, tuple[date, bool, str]]:
    found = live(AlertReadingFact.objects.filter(alert_id__in=ids)).order_by("id")
    return {one.alert_id: (one.on, one.fired, one.words) for one in found}


def _row(alert: Alert, reach: Reach, on: date, last: tuple[date, bool, str] | None) -> AlertRow:
    period = Period(work_year_start(work_year(on)), on)
    try:
        seen = _seen(alert, reach, period)
    except (Denied, UnknownUnit):
        gone = Absent("Phạm vi: đơn vị này không còn trong phạm vi xem trực tiếp nên không đọc số.")
        return AlertRow(alert, period, None, Judged(None, gone), None)
    return AlertRow(alert, period, seen, judge(alert.condition, alert.hundredths, seen), last)


def _seen(alert: Alert, reach: Reach, period: Period) -> Seen:
    version, condition = version_on(period.to), alert.condition
    code = FORMS[condition.of]
    found = forms(alert.unit, period.from_, period.to, reach=reach, versions=(version,))[
        code, version
    ].figures
    if condition.against == "target":
        now = found["rate"]
        goal = assigned(alert.unit.partition("/")[0], condition.of, period.to)
        assert not isinstance(now, int)
        return Seen(now, goal.value if isinstance(goal, Assigned) else goal)
    before = last_year(period)
    then = forms(alert.unit, before.from_, before.to, reach=reach, versions=(version,))[code, version].figures
    base = then.count("carried") if then.count("resolved") else EMPTY_YEAR
    return Seen(found.count("carried"), base)


def words(row: AlertRow) -> str:
    """The alert in a sentence: the figure, its base, how far, the day."""
    seen = row.seen
    if seen is None or isinstance(row.judged.difference, Absent):
        return str(getattr(row.judged.difference, "reason", ""))
    now, base = (str(one) if isinstance(one, Percent) else _dotted(one) for one in (seen.now, seen.base))
    return f"{now} so với {base} ({row.judged.difference}), đến {row.period.to:%d/%m/%Y}"


def _dotted(value: int | Absent) -> str:
    return f"{value:,}".replace(",", ".") if isinstance(value, int) else str(value)
