"""Projections: where matters stood (positions), how they stand (current), and the names to search by.

They hold nothing of their own: ``refresh`` derives them anew from facts for the matters given, or for all.
"""

from collections.abc import Sequence

from django.db import connection

from thihanh.matters import names, stands, term_rows
from thihanh.matters.stands import Stand, Touched
from thihanh.matters.states import ENDS
from thihanh.matters.term_rows import Calendars, Holder
from thihanh.matters.terms import Term
from thihanh.trail.copying import Batch, Row, write_rows

_CHUNK = 20_000

CURRENT_COLUMNS = (
    "matter_id",
    "agency",
    "office",
    "officer",
    "number",
    "number_key",
    "decided_on",
    "kind",
    "judgment_id",
    "judgment_kind",
    "stage",
    "ground",
    "stage_since",
    "ended",
    "tags",
    "creditor",
    "debtor",
    "parties",
    "due",
    "collected",
    "outstanding",
    "next_rule",
    "next_due",
)


ALL = Touched()


def refresh(matter_ids: Sequence[int] | None = None, touched: Touched = ALL) -> int:
    """Derive the projections of the given matters anew (all, when none are given); says how many."""
    if matter_ids is None:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE matters_position, matters_current, matters_name, matters_term")
            cursor.execute("SELECT id FROM matters_matter ORDER BY id")
            matter_ids = [row[0] for row in cursor.fetchall()]
    calendars = Calendars()
    for start in range(0, len(matter_ids), _CHUNK):
        _derive(list(matter_ids[start : start + _CHUNK]), calendars, touched)
    return len(matter_ids)


def extend_horizon(work_year: int) -> int:
    """Carry open matters to the end of ``work_year``; how many were derived anew, 0 when already done."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(work_year) FROM matters_horizon")
        (known,) = cursor.fetchone()
        if known is not None and known >= work_year:
            return 0
        cursor.execute("DELETE FROM matters_horizon")
        cursor.execute("INSERT INTO matters_horizon (work_year) VALUES (%s)", [work_year])
    return refresh()


def _derive(ids: list[int], calendars: Calendars, touched: Touched) -> None:
    found = stands.taken(ids, touched)
    holders = [Holder(one.matter_id, one.agency, one.office, one.officer, one.tags) for one in found]
    terms = term_rows.derive(holders, {one.matter_id: one.told for one in found}, calendars)
    current = [_current_row(one, terms[one.matter_id]) for one in found]
    named = [row for one in found for row in _name_rows(one)] if touched.names else []
    write_rows(
        [
            term_rows.batch(holders, terms),
            Batch("matters_current", CURRENT_COLUMNS, current),
            Batch("matters_name", ("matter_id", "no", "words", "sort_key"), named),
        ]
    )


def _current_row(one: Stand, terms: Sequence[Term]) -> Row:
    creditors = [name for role, name in one.parties if role == "creditor"]
    debtors = [name for role, name in one.parties if role == "debtor"]
    rule, next_due = term_rows.next_of(terms)
    return (
        one.matter_id,
        one.agency,
        one.office,
        one.officer,
        one.number,
        names.number_key(one.number),
        one.decided_on,
        one.kind,
        one.judgment_id,
        one.judgment_kind,
        one.stage,
        one.ground,
        one.stage_since,
        one.stage in ENDS,
        one.tags,
        _first(creditors),
        _first(debtors),
        len(creditors) + len(debtors),
        one.due,
        one.collected,
        one.outstanding,
        rule,
        next_due,
    )


def _first(people: list[str]) -> str:
    if not people:
        return ""
    return people[0] if len(people) == 1 else f"{people[0]} và {len(people) - 1} người khác"


def _name_rows(one: Stand) -> list[Row]:
    return [
        (one.matter_id, no, names.words(name), names.sort_key(name))
        for no, (_, name) in enumerate(one.parties, 1)
    ]
