"""What must still be done about the publication of debtors without means: publish, update, end.

Our own public page follows the state by itself. What the law also asks of people (the portal of the managing
body, the sheet at the commune) is an act of its own; these lists say where it is missing, with its clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db import connection

from thihanh.law.publication import publication
from thihanh.matters.listing import condition
from thihanh.matters.standing import in_force
from thihanh.offices.queries import Reach, agency_of

Task = Literal["publish", "update", "end"]
TASKS: dict[Task, str] = {"publish": "Phải đăng", "update": "Phải cập nhật", "end": "Phải gỡ"}
RULES: dict[Task, str] = {"publish": "DL-26", "update": "DL-27", "end": "DL-28"}
#: The act of ``procedures`` that does each.
ACTS: dict[Task, str] = {
    "publish": "publish",
    "update": "publication_updated",
    "end": "publication_ended",
}


@dataclass(frozen=True, slots=True)
class DueRow:
    """One matter with something to do; the clock runs from ``trigger``."""

    matter_id: int
    number: str
    agency: str
    office: str
    officer: str
    debtor: str
    stage: str
    trigger: date
    published_on: date | None


@dataclass(frozen=True, slots=True)
class DuePage:
    """A page, the oldest trigger first; ``after`` is the key of the next page, "" at the end."""

    rows: tuple[DueRow, ...]
    total: int
    after: str = ""


# The last step of each act about publication, and since when the matter has been in or out of the list.
_FACTS = f"""
SELECT c.matter_id, c.number, c.agency, c.office, c.officer, c.debtor, c.stage,
    c.stage = ANY(%(stages)s) AS listed, run.since, left_.on AS left_on,
    (SELECT max(t."on") FROM matters_step t WHERE t.matter_id = c.matter_id AND t.code = 'publish'
        AND {in_force("matters_step", "t")}) AS published_on,
    (SELECT max(t."on") FROM matters_step t WHERE t.matter_id = c.matter_id
        AND t.code = 'publication_ended' AND {in_force("matters_step", "t")}) AS ended_on,
    (SELECT max(t.known_on) FROM matters_step t WHERE t.matter_id = c.matter_id
        AND t.code IN ('publish', 'publication_updated') AND {in_force("matters_step", "t")}) AS told_on
FROM matters_current c
LEFT JOIN LATERAL (
    SELECT s."on" AS since FROM matters_stage s
    WHERE s.matter_id = c.matter_id AND s.stage = ANY(%(stages)s) AND {in_force("matters_stage", "s")}
        AND NOT EXISTS (SELECT FROM matters_stage o WHERE o.matter_id = s.matter_id
            AND NOT o.stage = ANY(%(stages)s) AND {in_force("matters_stage", "o")}
            AND (o."on", o.ordinal, o.id) > (s."on", s.ordinal, s.id))
    ORDER BY s."on", s.ordinal, s.id LIMIT 1
) run ON c.stage = ANY(%(stages)s)
LEFT JOIN LATERAL (
    SELECT s."on" FROM matters_stage s
    WHERE s.matter_id = c.matter_id AND NOT s.stage = ANY(%(stages)s) AND {in_force("matters_stage", "s")}
        AND EXISTS (SELECT FROM matters_stage o WHERE o.matter_id = s.matter_id
            AND o.stage = ANY(%(stages)s) AND {in_force("matters_stage", "o")}
            AND (o."on", o.ordinal, o.id) < (s."on", s.ordinal, s.id))
        AND NOT EXISTS (SELECT FROM matters_stage o WHERE o.matter_id = s.matter_id
            AND o.stage = ANY(%(stages)s) AND {in_force("matters_stage", "o")}
            AND (o."on", o.ordinal, o.id) > (s."on", s.ordinal, s.id))
    ORDER BY s."on", s.ordinal, s.id LIMIT 1
) left_ ON NOT c.stage = ANY(%(stages)s)
"""
# What changed of a published debtor and when it was known: a party corrected, money received.
_CHANGED = f"""
SELECT min(k.known_on) FROM (
    SELECT y.known_on FROM matters_party y WHERE y.matter_id = x.matter_id AND y.role = 'debtor'
        AND y.replaces_id IS NOT NULL AND {in_force("matters_party", "y")}
    UNION ALL
    SELECT g.known_on FROM money_posting g WHERE g.subject = x.matter_id
) k WHERE k.known_on > x.told_on"""
_CONDITIONS: dict[Task, tuple[str, str]] = {
    # trigger, condition
    "publish": ("x.since", "x.listed AND (x.published_on IS NULL OR x.published_on < x.since)"),
    "update": (
        "w.changed",
        "x.listed AND x.published_on >= x.since AND x.told_on IS NOT NULL AND w.changed IS NOT NULL",
    ),
    "end": (
        "x.left_on",
        "NOT x.listed AND x.left_on IS NOT NULL AND x.published_on <= x.left_on "
        "AND (x.ended_on IS NULL OR x.ended_on < x.left_on)",
    ),
}


def page(
    task: Task, reach: Reach, *, office: str = "", officer: str = "", after: str = "", limit: int = 100
) -> DuePage:
    """A page of matters with this to do, in two statements. Raises ValueError for a key it did not give."""
    where, values = _where(task, reach, office, officer)
    trigger = _CONDITIONS[task][0]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {where}", values)
        (total,) = cursor.fetchone()
        if after:
            day, _, last = after.partition("|")
            where += f" AND ({trigger}, x.matter_id) > (%(day)s, %(last)s)"
            values |= {"day": date.fromisoformat(day), "last": int(last)}
        cursor.execute(
            "SELECT x.matter_id, x.number, x.agency, x.office, x.officer, x.debtor, x.stage, "
            f"{trigger}, x.published_on {where} ORDER BY {trigger}, x.matter_id LIMIT %(limit)s",
            {**values, "limit": limit + 1},
        )
        rows = [DueRow(*row) for row in cursor.fetchall()]
    more = rows[limit - 1] if len(rows) > limit else None
    return DuePage(tuple(rows[:limit]), total, f"{more.trigger}|{more.matter_id}" if more else "")


def counts(reach: Reach) -> dict[Task, int]:
    """How many matters in reach have each thing to do."""
    found: dict[Task, int] = {}
    with connection.cursor() as cursor:
        for task in TASKS:
            where, values = _where(task, reach, "", "")
            cursor.execute(f"SELECT count(*) {where}", values)
            found[task] = cursor.fetchone()[0]
    return found


def _where(task: Task, reach: Reach, office: str, officer: str) -> tuple[str, dict[str, Any]]:
    values: dict[str, Any] = {"stages": sorted(publication().stages)}
    inner = ["c.agency = ANY(%(agencies)s)"] if not reach.everything else ["TRUE"]
    if not reach.everything:
        agencies = {*reach.agencies, *map(agency_of, reach.offices), *map(agency_of, reach.officers)}
        values["agencies"] = sorted(agencies)
    exact, given = condition(reach, "x")
    outer = [_named(exact, given, values), _CONDITIONS[task][1]]
    for part, name, value in (
        ("x.office = %(office)s", "office", office),
        ("x.officer = %(officer)s", "officer", officer),
    ):
        if value:
            outer.append(part)
            values[name] = value
    source = f"FROM ({_FACTS} WHERE {' AND '.join(inner)}) x"
    if task == "update":
        source += f" LEFT JOIN LATERAL ({_CHANGED}) w (changed) ON x.told_on IS NOT NULL"
    return f"{source} WHERE {' AND '.join(outer)}", values


def _named(exact: str, given: Sequence[Any], values: dict[str, Any]) -> str:
    """The condition of a reach with its values by name."""
    for place, value in enumerate(given):
        exact = exact.replace("%s", f"%(reach{place})s", 1)
        values[f"reach{place}"] = value
    return exact
