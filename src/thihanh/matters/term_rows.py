"""The projection of open terms: one row each, with the days whose being worked or not could move it.

Derived from facts for the matters given; the nearest term of each stands in ``matters_current`` too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from psycopg.types.json import Jsonb

from thihanh.deadlines import Calendar, Stop, load_calendar
from thihanh.matters.stands import Told, told
from thihanh.matters.terms import Term, nearest, open_terms
from thihanh.offices.queries import calendar_overrides
from thihanh.trail.copying import Batch, Row, write_rows

COLUMNS = (
    "matter_id",
    "no",
    "agency",
    "office",
    "officer",
    "rule",
    "step",
    "regime",
    "from_on",
    "due_on",
    "first_day",
    "last_day",
    "facts",
    "stops",
    "met_by",
)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a matter, and its tags: what its terms need beside its stages and steps."""

    matter_id: int
    agency: str
    office: str
    officer: str
    tags: Sequence[str]


class Calendars:
    """The calendar of each office: the State's with the office's own days and its province's.

    ``instead`` are days of units that are not recorded, for a question of what would become of the terms.
    """

    def __init__(self, instead: Mapping[str, Calendar] | None = None) -> None:
        self._by_office: dict[str, Calendar] = dict(instead or {})

    def of(self, office: str) -> Calendar:
        """The calendar by which the office's terms are counted."""
        if office not in self._by_office:
            self._by_office[office] = load_calendar(calendar_overrides(office))
        return self._by_office[office]


def derive(
    holders: Sequence[Holder], told: Mapping[int, Told], calendars: Calendars
) -> dict[int, tuple[Term, ...]]:
    """The open terms of each matter, from what is told of it."""
    return {
        one.matter_id: open_terms(
            told[one.matter_id].history,
            tags=one.tags,
            calendar=calendars.of(one.office or one.agency),
            verified_on=told[one.matter_id].verified_on,
            steps=told[one.matter_id].steps,
        )
        for one in holders
    }


def batch(holders: Sequence[Holder], terms: Mapping[int, Sequence[Term]]) -> Batch:
    """The rows of matters whose rows are gone."""
    return Batch("matters_term", COLUMNS, list(_rows(holders, terms)))


def _rows(holders: Sequence[Holder], terms: Mapping[int, Sequence[Term]]) -> Iterator[Row]:
    for one in holders:
        for no, term in enumerate(terms[one.matter_id], 1):
            yield (
                one.matter_id,
                no,
                one.agency,
                one.office,
                one.officer,
                term.rule,
                term.step,
                term.regime,
                term.from_,
                term.due,
                term.first_day,
                term.last_day,
                Jsonb(dict(term.facts)),
                Jsonb([_stop(stop) for stop in term.stops]),
                list(term.met_by),
            )


def _stop(stop: Stop) -> dict[str, str | None]:
    return {
        "from": stop.from_.isoformat(),
        "to": stop.to.isoformat() if stop.to else None,
        "reason": stop.reason,
        "article": stop.article,
        "mark": stop.mark,
    }


def next_of(terms: Sequence[Term]) -> tuple[str, date | None]:
    """What ``matters_current`` says of the nearest term: its rule and last day."""
    term = nearest(terms)
    return (term.rule, term.due) if term else ("", None)


def refresh(matter_ids: Sequence[int], calendars: Calendars | None = None) -> None:
    """Derive the terms of the given matters anew, and their nearest one, when law or calendar changed."""
    known, ids = calendars or Calendars(), list(matter_ids)
    holders = holders_of(ids)
    terms = derive(holders, told(ids), known)
    moved = [(key, *next_of(found)) for key, found in terms.items()]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM matters_term WHERE matter_id = ANY(%s)", [ids])
        cursor.execute(
            "UPDATE matters_current c SET next_rule = m.rule, next_due = m.due "
            "FROM unnest(%s::bigint[], %s::text[], %s::date[]) m (id, rule, due) "
            "WHERE c.matter_id = m.id AND (c.next_rule, c.next_due) IS DISTINCT FROM (m.rule, m.due)",
            [[row[0] for row in moved], [row[1] for row in moved], [row[2] for row in moved]],
        )
    write_rows([batch(holders, terms)])


def holders_of(matter_ids: Sequence[int]) -> list[Holder]:
    """Who holds the given matters now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT matter_id, agency, office, officer, tags FROM matters_current "
            "WHERE matter_id = ANY(%s) ORDER BY matter_id",
            [list(matter_ids)],
        )
        return [Holder(*row) for row in cursor.fetchall()]
