"""Preview a change, accept it, count the touched deadlines anew: each change is one run with its report."""

import json
import secrets
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db import connection, transaction

from thihanh.matters import term_changes, term_rows
from thihanh.matters.term_changes import Moved, Touched
from thihanh.matters.term_rows import Calendars
from thihanh.offices import queries as offices
from thihanh.offices.operations import override_day
from thihanh.offices.reach import Viewer
from thihanh.procedures.change_calendar import changes, queries
from thihanh.procedures.change_calendar.changes import LawChange, OwnDay
from thihanh.queue import operations as queue
from thihanh.queue.names import TERMS_RECOMPUTE

#: Rows of the difference that a run keeps to be read; all are counted.
KEPT = 500
#: Matters that a preview counts anew before it is accepted; the job counts every one.
LOOKED_AT = 20_000
_CHUNK = 5_000

Progress = Callable[[int, int], None]


class ChangeRefused(Exception):
    """The change cannot be accepted; the sentence says which question refused and what to do."""


@transaction.atomic
def preview(change: OwnDay | LawChange, *, by: str, on: date) -> str:
    """Which open deadlines the change touches and moves, kept under the key returned."""
    touched = term_changes.touched(change.scope)
    looked_at = touched.matters[:LOOKED_AT]
    moved = list(_differences(looked_at, _calendars(change, looked_at)))
    return _keep(change, touched, moved, len(looked_at), by=by, on=on)


@transaction.atomic
def accept(key: str, *, by: Viewer, on: date) -> None:
    """Record the own day that was previewed and hand its deadlines to the background, once.

    Raises ``ChangeRefused`` for a run that was accepted before, ``Denied`` and offices' ``Refused``.
    """
    run = queries.run(key, lock=True)
    if run.kind != "day" or run.day is None:
        raise ChangeRefused("Dữ liệu: thay đổi này không phải ngày riêng của đơn vị nên không ghi ở đây.")
    if run.state != "previewed":
        raise ChangeRefused(f"Trạng thái: ngày riêng {run.day:%d/%m/%Y} đã được ghi, không ghi lần thứ hai.")
    office = run.unit if "." in run.unit else ""
    offices.check_reaches(by, "calendar", "override", on=on, agency=run.unit.partition(".")[0], office=office)
    override_day(
        unit_code=run.unit,
        day=run.day,
        working=run.working,
        reason=run.reason,
        basis=run.basis,
        by=by.actor,
        on=on,
    )
    _accepted(key, by.actor, on)
    queue.expect(queries.job_key(key))
    queue.enqueue(TERMS_RECOMPUTE, {"key": key}, lock=TERMS_RECOMPUTE)


@transaction.atomic
def recompute(key: str, progress: Progress = lambda _done, _total: None) -> int:
    """Count every open deadline that an accepted change touches anew; how many moved. Keeps the report.

    A run that was done before is left as it is.
    """
    run = queries.run(key, lock=True)
    if run.state == "done":
        return run.moved
    change = _change_of(run)
    touched, kept, count = term_changes.touched(change.scope), list[Moved](), 0
    calendars = Calendars()
    for start in range(0, len(touched.matters), _CHUNK):
        ids = touched.matters[start : start + _CHUNK]
        for one in term_changes.differences(ids, calendars):
            count += 1
            if len(kept) < KEPT:
                kept.append(one)
        term_rows.refresh(ids, calendars)
        progress(start + len(ids), len(touched.matters))
    _report(key, touched, kept, count)
    if isinstance(change, LawChange):
        changes.keep_basis()
    return count


@transaction.atomic
def recompute_law(*, by: str, on: date, progress: Progress = lambda _done, _total: None) -> str:
    """Count anew what the reviewed files changed since the last time; the key of the run, "" for none."""
    change = changes.law_change()
    if not change:
        return ""
    touched = term_changes.touched(change.scope)
    key = _keep(change, touched, (), 0, by=by, on=on)
    _accepted(key, by, on)
    recompute(key, progress)
    return key


def _accepted(key: str, by: str, on: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procedures_term_change SET state = 'accepted', accepted_on = %s, accepted_by = %s "
            "WHERE key = %s",
            [on, by, key],
        )


def _calendars(change: OwnDay | LawChange, matters: Sequence[int]) -> Calendars:
    if isinstance(change, LawChange):
        return Calendars()
    return change.calendars({one.office: one.agency for one in term_rows.holders_of(matters)})


def _differences(matters: Sequence[int], calendars: Calendars) -> Iterator[Moved]:
    for start in range(0, len(matters), _CHUNK):
        yield from term_changes.differences(matters[start : start + _CHUNK], calendars)


def _keep(
    change: OwnDay | LawChange, touched: Touched, moved: Sequence[Moved], looked_at: int, *, by: str, on: date
) -> str:
    key = secrets.token_hex(12)
    stated: dict[str, Any] = {
        "unit": "",
        "day": None,
        "working": False,
        "reason": change.words,
        "basis": "",
    }
    if isinstance(change, OwnDay):
        stated = {name: getattr(change, name) for name in ("unit", "day", "working", "reason", "basis")}
        stated |= {"kind": "day", "days": [change.day.isoformat()], "rules": [], "everything": False}
    else:
        stated |= {
            "kind": "law",
            "days": [day.isoformat() for day in change.days],
            "rules": list(change.rules),
            "everything": change.everything,
        }
    values: dict[str, Any] = {
        **stated,
        "key": key,
        "state": "previewed",
        "made_by": by,
        "made_on": on,
        "terms": touched.terms,
        "matters": len(touched.matters),
        "looked_at": looked_at,
        "moved": len(moved),
        "differences": json.dumps([_row(one) for one in moved[:KEPT]], ensure_ascii=False),
    }
    names = ", ".join(f'"{name}"' for name in values)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO procedures_term_change ({names}) VALUES ({', '.join(['%s'] * len(values))})",
            list(values.values()),
        )
    return key


def _report(key: str, touched: Touched, kept: Sequence[Moved], count: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procedures_term_change SET state = 'done', terms = %s, matters = %s, looked_at = %s, "
            "moved = %s, differences = %s, finished_at = clock_timestamp() WHERE key = %s",
            [
                touched.terms,
                len(touched.matters),
                len(touched.matters),
                count,
                json.dumps([_row(one) for one in kept], ensure_ascii=False),
                key,
            ],
        )


def _row(one: Moved) -> dict[str, object]:
    return {
        "matter": one.matter_id,
        "number": one.number,
        "office": one.office,
        "officer": one.officer,
        "rule": one.rule,
        "step": one.step,
        "before": one.before.isoformat() if one.before else None,
        "after": one.after.isoformat() if one.after else None,
    }


def _change_of(run: queries.Run) -> OwnDay | LawChange:
    if run.kind == "day" and run.day is not None:
        return OwnDay(run.unit, run.day, run.working, run.reason, run.basis)
    return LawChange(run.days, run.rules, run.everything)
