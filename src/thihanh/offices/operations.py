"""Acts of this room: reference data, posts, absences, a unit's own days.

Each is one transaction with one entry per person or unit; a bulk is the same code as one.
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from thihanh.offices import reference
from thihanh.offices.facts import lock, state
from thihanh.offices.models import AbsenceFact, DayFact, Fact, OfficerFact, PostFact, UnitFact, live
from thihanh.offices.queries import agency_of, post_on, posts_of, unit
from thihanh.offices.rules import (
    Appointment,
    Career,
    Change,
    Leave,
    Refused,
    careers,
    check_may_appoint,
    check_may_leave,
)
from thihanh.trail.stating import Stated


@transaction.atomic
def load_reference(*, by: str, on: date) -> int:
    """Bring the units table up to the reviewed files; the number of rows added, 0 where it says the same."""
    lock()
    known = {(fact.code, fact.on): fact for fact in live(UnitFact.objects.all())}
    rows: list[tuple[type[Fact], dict[str, object]]] = []
    for row in reference.unit_names():
        before = known.get((row.code, row.on))
        values = {
            "code": row.code,
            "on": row.on,
            "name": row.name,
            "kind": row.kind,
            "parent": row.parent,
            "seat": row.seat,
            "basis": row.basis,
            "mark": row.mark,
        }
        if before is None:
            rows.append((UnitFact, values))
        elif any(getattr(before, name) != value for name, value in values.items()):
            rows.append((UnitFact, {**values, "replaces_id": before.id}))
    if rows:
        state([Stated("offices:reference", "office.reference_loaded", on, rows)], by=by, on=on)
    return len(rows)


def appoint(one: Appointment, *, by: str, on: date) -> int:
    """Record one appointment; 1 where it said something new, else 0. Raises Refused."""
    return appoint_many([one], by=by, on=on)


@transaction.atomic
def appoint_many(rows: Sequence[Appointment], *, by: str, on: date) -> int:
    """Record appointments (new people, posts, ranks, ends), one entry per person with something new.

    The same rows said again add nothing. Returns the number of entries; raises Refused for the first
    row that cannot be, and then nothing is written.
    """
    lock()
    ordered = sorted(rows, key=lambda row: (row.code, row.first_day, row.unit, row.role))
    _check_units(ordered)
    codes = {row.code for row in ordered}
    found = careers(
        live(OfficerFact.objects.filter(code__in=codes)), live(PostFact.objects.filter(officer__in=codes))
    )
    for row in ordered:
        found.setdefault(row.code, Career(row.code)).apply(row)
    statements = [_of_career(career) for career in found.values() if career.added_names or career.added_posts]
    if statements:
        state(statements, by=by, on=on)
    return len(statements)


def _check_units(rows: Sequence[Appointment]) -> None:
    names = live(UnitFact.objects.filter(code__in={row.unit for row in rows})).order_by("on", "id")
    lines: dict[str, list[UnitFact]] = {}
    for fact in names:
        lines.setdefault(fact.code, []).append(fact)
    for row in rows:
        last = [fact for fact in lines.get(row.unit, []) if fact.on <= row.first_day][-1:]
        check_may_appoint(row, unit_exists=bool(last) and not last[0].ended)


def _of_career(career: Career) -> Stated:
    rows: list[tuple[type[Fact], dict[str, object]]] = [
        (OfficerFact, {"code": career.code, "name": change.name, **_common(change)})
        for change in career.added_names
    ]
    rows += [
        (
            PostFact,
            {
                "officer": career.code,
                "unit": change.unit,
                "role": change.role,
                "rank": change.rank,
                "ended": change.ended,
                **_common(change),
            },
        )
        for change in career.added_posts
    ]
    first = min(change.on for change in (*career.added_names, *career.added_posts))
    return Stated(f"officer:{career.code}", _act_of(career), first, rows)


def _common(change: Change) -> dict[str, object]:
    return {"on": change.on, "replaces_id": change.replaces_id, "source": change.source}


def _act_of(career: Career) -> str:
    if career.is_new:
        return "office.officer_appointed"
    if any(not change.ended for change in career.added_posts):
        return "office.post_assigned"
    return "office.post_ended" if career.added_posts else "office.officer_renamed"


def end_post(*, officer: str, unit: str, role: str, last_day: date, by: str, on: date) -> int:
    """End a post after its last day; 1, or 0 where this end already stands. Raises Refused."""
    held = [row for row in posts_of(officer, last_day) if (row.unit, row.role) == (unit, role)]
    if not held:
        raise Refused(
            f"Trạng thái: ngày {last_day:%d/%m/%Y} cán bộ {officer} không giữ chức vụ này ở {unit}. "
            "Hãy kiểm tra chức vụ và ngày."
        )
    post = held[0]
    return appoint(Appointment(officer, post.name, unit, role, post.since, last_day, post.rank), by=by, on=on)


@transaction.atomic
def record_leave(
    *, officer: str, first_day: date, last_day: date, replacement: str = "", reason: str, by: str, on: date
) -> int:
    """Record an absence, with who acts meanwhile; the id of the absence. Raises Refused."""
    lock()
    away = live(AbsenceFact.objects.filter(first_day__lte=last_day, last_day__gte=first_day))
    posts = post_on if post_on(officer, first_day) else posts_of
    stand_in = [posts(replacement, day) for day in (first_day, last_day)] if replacement else []
    same_house = agency_of(replacement) == agency_of(officer)
    check_may_leave(
        Leave(
            officer=officer,
            first_day=first_day,
            last_day=last_day,
            replacement=replacement,
            officer_in_post=bool(posts_of(officer, first_day)),
            replacement_fits=all(stand_in) and same_house,
            overlaps=away.filter(officer=officer).exists(),
            replacement_away=bool(replacement) and away.filter(officer=replacement).exists(),
        )
    )
    values = {
        "officer": officer,
        "first_day": first_day,
        "last_day": last_day,
        "replacement": replacement,
        "reason": reason,
    }
    entries = _leave(values, first_day, by, on)
    return AbsenceFact.objects.get(entry_id=entries[0]).id


@transaction.atomic
def cancel_leave(*, absence: int, reason: str, by: str, on: date) -> None:
    """Withdraw a recorded absence, as if it had not been. Raises Refused where it does not stand."""
    lock()
    fact = live(AbsenceFact.objects.filter(id=absence)).first()
    if fact is None:
        raise Refused("Trạng thái: đợt vắng mặt này không còn trong sổ. Hãy mở lại danh sách.")
    values = {
        "officer": fact.officer,
        "first_day": fact.first_day,
        "last_day": fact.last_day,
        "replacement": fact.replacement,
        "reason": reason,
        "replaces_id": fact.id,
        "void": True,
    }
    _leave(values, fact.first_day, by, on)


def _leave(values: dict[str, object], effective_on: date, by: str, on: date) -> list[int]:
    act = "office.leave_cancelled" if values.get("void") else "office.leave_recorded"
    row: tuple[type[Fact], dict[str, object]] = (AbsenceFact, values)
    return state([Stated(f"officer:{values['officer']}", act, effective_on, [row])], by=by, on=on)


@transaction.atomic
def override_day(
    *, unit_code: str, day: date, working: bool, reason: str, basis: str, by: str, on: date
) -> None:
    """Record that a unit works, or does not, on a day; a later word replaces an earlier. Raises Refused."""
    lock()
    if unit(unit_code, day) is None:
        raise Refused(f"Trạng thái: ngày {day:%d/%m/%Y} không có đơn vị mã «{unit_code}». Hãy kiểm tra mã.")
    if not reason.strip():
        raise Refused("Trạng thái: ngày làm, ngày nghỉ riêng phải có lý do. Hãy ghi lý do.")
    before = live(DayFact.objects.filter(unit=unit_code, day=day)).first()
    if before is not None and (before.working, before.reason, before.basis) == (working, reason, basis):
        return
    values: dict[str, object] = {
        "unit": unit_code,
        "day": day,
        "working": working,
        "reason": reason,
        "basis": basis,
        "replaces_id": before.id if before else None,
    }
    state([Stated(f"unit:{unit_code}", "office.day_overridden", day, [(DayFact, values)])], by=by, on=on)


@transaction.atomic
def withdraw_day(*, unit_code: str, day: date, reason: str, by: str, on: date) -> None:
    """Withdraw a unit's own word on a day: the State's calendar holds again. Raises Refused."""
    lock()
    before = live(DayFact.objects.filter(unit=unit_code, day=day)).first()
    if before is None:
        raise Refused(f"Trạng thái: {unit_code} không có ngày riêng {day:%d/%m/%Y}. Hãy mở lại lịch.")
    values: dict[str, object] = {
        "unit": unit_code,
        "day": day,
        "working": before.working,
        "reason": reason,
        "basis": before.basis,
        "replaces_id": before.id,
        "void": True,
    }
    state([Stated(f"unit:{unit_code}", "office.day_withdrawn", day, [(DayFact, values)])], by=by, on=on)
