"""The committee that stands on a day."""

from datetime import date

from thihanh.dossiers.loading import load
from thihanh.dossiers.queries import Filters, within
from thihanh.offices.reach import Reach
from thihanh.steering.committee import CODE, Committee, on_day


def committee_on(agency: str, day: date) -> Committee | None:
    """The committee of a province on a day, with its members of that day; None before there is one."""
    rows = within(Reach(agencies=frozenset({agency})), Filters(kinds=(CODE,)), day, order="oldest")
    for row in rows:
        if row.opened_on <= day and (row.ended_on is None or day < row.ended_on):
            return on_day(load([row.id])[row.id], day)
    return None
