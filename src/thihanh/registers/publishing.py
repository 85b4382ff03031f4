"""What must still be done about the publication of debtors without means: publish, update, end.

Our own public page follows the state by itself. What the law also asks of people (the portal of the managing
body, the sheet at the commune) is an act of its own; these lists say where it is missing, with its clock.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db import connection

from thihanh.law.publication import publication
from thihanh.matters.listing import named_condition
from thihanh.matters.standing import in_force
from thihanh.offices.queries import Reach

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


# When a matter last entered the list and last left it, from its stages in order.
_RUNS = f"""
SELECT r.matter_id, max(r."on") FILTER (WHERE r.listed AND NOT coalesce(r.before, false)) AS since,
    max(r."on") FILTER (WHERE NOT r.listed AND r.before) AS left_on
FROM (
    SELECT s.matter_id, s."on", s.stage = ANY(%(stages)s) AS listed,
        lag(s.stage = ANY(%(stages)s))
            OVER (PARTITION BY s.matter_id ORDER BY s."on", s.ordinal, s.id) AS before
    FROM matters_stage s
    WHERE {in_force("matters_stage", "s")} AND s.matter_id IN (SELECT matter_id FROM asked)
) r GROUP BY r.matter_id"""
# The last step of each act about publication.
_STEPS = f"""
SELECT t.matter_id, max(t."on") FILTER (WHERE t.code = 'publish') AS published_on,
    max(t."on") FILTER (WHERE t.code = 'publication_ended') AS ended_on,
    max(t.known_on) FILTER (WHERE t.code <> 'publication_ended') AS told_on
FROM matters_step t
WHERE t.code IN ('publish', 'publication_updated', 'publication_ended') AND {in_force("matters_step", "t")}
GROUP BY t.matter_id"""
_FACTS = f"""
SELECT c.matter_id, c.number, c.agency, c.office, c.officer, c.debtor, c.stage,
    c.stage = ANY(%(stages)s) AS listed, run.since, run.left_on, t.published_on, t.ended_on, t.told_on
FROM asked c JOIN ({_RUNS}) run ON run.matter_id = c.matter_id LEFT JOIN ({_STEPS}) t
    ON t.matter_id = c.matter_id"""
# What changed of a published debtor and when it was known: a party corrected, money received.
_CHANGED = f"""
SELECT min(k.known_on) FROM (
    SELECT y.known_on FROM matters_party y WHERE y.matter_id = x.matter_id AND y.role = 'debtor'
        AND y.replaces_id IS NOT NULL AND {in_force("matters_party", "y")}
    UNION ALL
    SELECT g.known_on FROM money_posting g WHERE g.subject = x.matter_id
) k WHERE k.known_on > x.told_on"""
_LISTED = "c.stage = ANY(%(stages)s)"
_TOLD = "c.matter_id IN (SELECT matter_id FROM matters_step WHERE code = 'publish')"
# Which matters can have the task at all: the rest is asked of these alone.
_ASKED: dict[Task, str] = {
    "publish": _LISTED,
    "update": f"{_LISTED} AND {_TOLD}",
    "end": f"NOT {_LISTED} AND {_TOLD}",
}
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
    exact, values = named_condition(reach, "x")
    values["stages"] = sorted(publication().stages)
    inner, outer = [_ASKED[task]], [exact, _CONDITIONS[task][1]]
    if not reach.everything:
        inner.append("c.agency = ANY(%(agencies)s)")
        values["agencies"] = sorted(reach.touched)
    for part, name, value in (
        ("x.office = %(office)s", "office", office),
        ("x.officer = %(officer)s", "officer", officer),
    ):
        if value:
            outer.append(part)
            values[name] = value
    asked = f"WITH asked AS (SELECT * FROM matters_current c WHERE {' AND '.join(inner)})"
    source = f"FROM ({asked} {_FACTS}) x"
    if task == "update":
        source += f" LEFT JOIN LATERAL ({_CHANGED}) w (changed) ON x.told_on IS NOT NULL"
    return f"{source} WHERE {' AND '.join(outer)}", values
