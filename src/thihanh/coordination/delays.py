"""Whose days they were: the delay of every matter in a reach, shared out over the bodies and ourselves.

Ours are the days past the last day of the term a matter waits on now; a body's are the days past the last day
of its answer to a request about the matter, until it came. What is no longer late is not remembered as ours.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django.db import connection

from thihanh.coordination.bodies import named
from thihanh.coordination.delay import OURS, Shares, Span, overdue, shares, total
from thihanh.matters.listing import condition
from thihanh.offices.queries import Reach


@dataclass(frozen=True, slots=True)
class MatterDelay:
    """The delay of one matter: its office and the days shared out."""

    matter_id: int
    office: str
    shared: Shares


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body's part (``body`` "" is ours): exact days in fractions, and how many matters it delayed."""

    body: str
    days: Fraction
    matters: int


@dataclass(frozen=True, slots=True)
class Delays:
    """The delay of all matters of a period: the whole, by matter and by body; the parts add up exactly."""

    since: date
    until: date
    matters: tuple[MatterDelay, ...]

    @property
    def whole(self) -> Shares:
        """All matters together."""
        return total(one.shared for one in self.matters)

    def by_office(self) -> Mapping[str, Shares]:
        """The whole of every office."""
        grouped: dict[str, list[Shares]] = defaultdict(list)
        for one in self.matters:
            grouped[one.office].append(one.shared)
        return {office: total(found) for office, found in sorted(grouped.items())}

    def of_body(self, body: str) -> tuple[MatterDelay, ...]:
        """The matters a body delayed, the longest first."""
        found = [one for one in self.matters if body in one.shared.parts]
        return tuple(sorted(found, key=lambda one: (-one.shared.parts[body], one.matter_id)))


def delays(reach: Reach, *, since: date, until: date, office: str = "", matter: int = 0) -> Delays:
    """The delay of the matters inside a reach between two days, both included; two statements.

    ``office`` and ``matter`` ask for one alone.
    """
    where, values = _asked(reach, office, matter)
    spans: dict[int, list[Span]] = defaultdict(list)
    offices: dict[int, str] = {}
    for number, held, by, due, done in (*_own(where, values, until), *_answers(where, values, since, until)):
        if span := overdue(due, done, since=since, until=until, by=by):
            spans[number].append(span)
            offices[number] = held
    return Delays(
        since,
        until,
        tuple(MatterDelay(number, offices[number], shares(found)) for number, found in sorted(spans.items())),
    )


_Overdue = tuple[int, str, str, date, date | None]


def _asked(reach: Reach, office: str, matter: int) -> tuple[str, list[Any]]:
    """The matters asked for, as a condition on their current state."""
    where, values = condition(reach)
    conditions, given = [where], [*values]
    if office:
        conditions.append("c.office = %s")
        given.append(office)
    if matter:
        conditions.append("c.matter_id = %s")
        given.append(matter)
    return " AND ".join(conditions), given


def _own(where: str, values: Sequence[Any], until: date) -> Iterator[_Overdue]:
    """The open matters whose nearest term has run out: (matter, office, "", due, None)."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT c.matter_id, c.office, c.next_due FROM matters_current c WHERE {where} "
            "AND NOT c.ended AND c.next_due < %s",
            [*values, until],
        )
        for matter, held, due in cursor.fetchall():
            yield matter, held, OURS, due, None


def _answers(where: str, values: Sequence[Any], since: date, until: date) -> Iterator[_Overdue]:
    """The answers to requests about matters that were overdue in the period, by the body that owed them."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT c.matter_id, c.office, t.body, t.due, t.met_on
            FROM dossiers_term t
            JOIN (
                SELECT DISTINCT ON (dossier_id, target_id) dossier_id, target_id, void
                FROM dossiers_link WHERE kind = 'matter' ORDER BY dossier_id, target_id, id DESC
            ) l ON l.dossier_id = t.dossier_id AND NOT l.void
            JOIN matters_current c ON c.matter_id = l.target_id
            WHERE {where} AND t.kind = 'request' AND t."of" = 'body' AND t.due < %s
                AND (t.met_on IS NULL OR t.met_on > %s)
            """,
            [*values, until, since],
        )
        yield from cursor.fetchall()


def by_body(found: Iterable[MatterDelay]) -> tuple[BodyLine, ...]:
    """The part of every body and ours, the largest first; the lines add up to the whole."""
    many = list(found)
    days = total(one.shared for one in many).parts
    matters = Counter(body for one in many for body in one.shared.parts)
    lines = [BodyLine(body, part, matters[body]) for body, part in days.items()]
    return tuple(sorted(lines, key=lambda line: (-line.days, line.body)))


def names_of(codes: Collection[str]) -> dict[str, str]:
    """The bodies as the requests to them name them; two of one name with what kind of body each is."""
    if not codes:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT DISTINCT ON (k.body) k.body, s.values->>'body_name'
            FROM dossiers_current k JOIN dossiers_step s ON s.dossier_id = k.dossier_id
            WHERE k.kind = 'request' AND k.body = ANY(%s) AND s.values ? 'body_name'
            ORDER BY k.body, s.id DESC
            """,
            [list(codes)],
        )
        said = dict(cursor.fetchall())
    names = {code: named(code, said.get(code, "")) for code in codes}
    often = Counter(names.values())
    return {code: f"{name} ({named(code)})" if often[name] > 1 else name for code, name in names.items()}


@dataclass(frozen=True, slots=True)
class AnswerTimes:
    """How a body answered: requests asked, answered in time, late, silent; days to answer, sorted."""

    body: str
    asked: int
    in_time: int
    late: int
    silent: int
    days: tuple[int, ...]

    @property
    def median(self) -> int | None:
        """The middle of the days an answer took; None where nothing was answered."""
        return self.days[(len(self.days) - 1) // 2] if self.days else None

    def within(self, percent: int) -> int | None:
        """In how many days so many percent of the answers came."""
        return self.days[-(-len(self.days) * percent // 100) - 1] if self.days else None


Asked = tuple[date, date | None, date | None]
"""A request: asked on, due, answered on."""


def answer_times(rows: Iterable[tuple[str, Asked]], until: date) -> tuple[AnswerTimes, ...]:
    """By body: every request was answered in time or late, is silent past its last day, or still waits."""
    grouped: dict[str, list[Asked]] = defaultdict(list)
    for body, asked in rows:
        grouped[body].append(asked)
    return tuple(_times(body, found, until) for body, found in sorted(grouped.items()))


def _times(body: str, found: list[Asked], until: date) -> AnswerTimes:
    answered = [(asked, due, met) for asked, due, met in found if met]
    late = sum(due is not None and met > due for _, due, met in answered)
    return AnswerTimes(
        body=body,
        asked=len(found),
        in_time=len(answered) - late,
        late=late,
        silent=sum(met is None and due is not None and due < until for _, due, met in found),
        days=tuple(sorted((met - asked) // timedelta(days=1) for asked, _, met in answered)),
    )
