"""A unit declares that it works, or does not, on a day; the running terms of its matters follow at once."""

from datetime import date

from django.db import transaction

from thihanh.matters import term_changes, term_rows
from thihanh.offices.operations import override_day


@transaction.atomic
def declare(*, unit_code: str, day: date, working: bool, reason: str, basis: str, by: str, on: date) -> int:
    """Record the unit's own day and count its terms anew; how many moved. Raises offices' Refused."""
    override_day(unit_code=unit_code, day=day, working=working, reason=reason, basis=basis, by=by, on=on)
    touched = term_changes.touched(term_changes.Scope(unit_code, (day,)))
    calendars = term_rows.Calendars()
    moved = sum(1 for _ in term_changes.differences(touched.matters, calendars))
    term_rows.refresh(touched.matters, calendars)
    return moved
