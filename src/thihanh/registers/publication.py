"""The public list of debtors without means, derived from the state of matters on a day: nobody keeps it.

A debtor stands in it while the matter is in a published stage, and no longer; ``since`` is the day the
unbroken stay began. Rows carry only what the regime of that day publishes, with the masks applied.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from thihanh.law.publication import covered, publication
from thihanh.law.regimes import Regime, regime_on, work_year
from thihanh.matters.rules import StageOn
from thihanh.matters.standing import in_force
from thihanh.money.queries import balances

_COMMUNE = re.compile(r"^(phường|xã|thị trấn|đặc khu)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the public asks for: an agency, and perhaps a commune, a day since when, an office."""

    agency: str
    on: date
    commune: str = ""
    office: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """One obligation as published: its kind, and what is left in đồng where it is money."""

    kind: str
    outstanding: int | None


@dataclass(frozen=True, slots=True)
class PublicRow:
    """One debtor of one matter. None: not published by the regime; what is covered, ``masks`` says."""

    matter_id: int
    party: int
    since: date
    regime: Regime
    name: str
    address: str | None
    owed: tuple[Owed, ...]
    judgment: tuple[str, date, str] | None
    decision: tuple[str, date] | None
    ground: str | None
    masks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicPage:
    """A page of the list; ``after`` is the key of the next page, "" at the end."""

    rows: tuple[PublicRow, ...]
    total: int
    after: str = ""


def published_since(history: Sequence[StageOn], on: date) -> date | None:
    """Since when a matter stands in the list on a day; None where it does not. The rule itself, pure."""
    stages = publication().stages
    since: date | None = None
    for one in sorted(history, key=lambda stage: (stage.on, stage.ordinal)):
        if one.on > on:
            break
        since = (since or one.on) if one.stage in stages else None
    return since


def commune_of(address: str) -> str:
    """The commune named in an address, "" where none is."""
    parts = [part.strip() for part in address.split(",")]
    return next((part for part in parts if _COMMUNE.match(part)), "")


def initials(name: str) -> str:
    """A covered name: the first letters."""
    return " ".join(f"{word[0].upper()}." for word in name.split())


_SOURCE = f"""
FROM matters_position p
JOIN matters_party y ON y.matter_id = p.matter_id AND y.role = 'debtor' AND {in_force("matters_party", "y")}
JOIN matters_person n ON n.id = y.person_id
JOIN matters_matter m ON m.id = p.matter_id
JOIN matters_judgment j ON j.id = m.judgment_id
{{since}}
WHERE p.agency = %(agency)s AND p.work_year = %(year)s AND p.lo <= %(on)s AND %(on)s < p.hi
    AND p.stage = ANY(%(stages)s)"""
# When the unbroken stay in the list began.
_SINCE = f"""
CROSS JOIN LATERAL (
    SELECT s."on" AS since FROM matters_stage s
    WHERE s.matter_id = p.matter_id AND s."on" <= %(on)s AND s.stage = ANY(%(stages)s)
        AND {in_force("matters_stage", "s")} AND NOT EXISTS (
            SELECT FROM matters_stage o WHERE o.matter_id = s.matter_id AND o."on" <= %(on)s
                AND NOT o.stage = ANY(%(stages)s) AND {in_force("matters_stage", "o")}
                AND (o."on", o.ordinal, o.id) > (s."on", s.ordinal, s.id))
    ORDER BY s."on", s.ordinal, s.id LIMIT 1
) b"""
# The ground of the decision in force on the day.
_GROUND = f"""
LEFT JOIN LATERAL (
    SELECT s.ground FROM matters_stage s
    WHERE s.matter_id = p.matter_id AND s."on" <= %(on)s AND s.stage = ANY(%(stages)s) AND s.ground <> ''
        AND {in_force("matters_stage", "s")}
    ORDER BY s."on" DESC, s.ordinal DESC, s.id DESC LIMIT 1
) g ON TRUE"""
_COLUMNS = (
    "p.matter_id, y.no, b.since, n.name, n.kind, n.birth_year, n.address, j.number, j.made_on, j.court, "
    "m.number, m.decided_on, g.ground, p.tags"
)


def page(asked: Asked, *, after: str = "", limit: int = 50) -> PublicPage:
    """A page of the list, who entered his state last first. Raises ValueError for a key it did not give.

    Counted and sought without asking how long each stays; that is asked of the page's rows alone.
    """
    where, values = _where(asked)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {where}", values)
        (total,) = cursor.fetchone()
        if after:
            entered, matter_id, party = after.split("|")
            where += " AND (p.stage_since, p.matter_id, y.no) < (%(entered)s, %(matter)s, %(party)s)"
            values |= {
                "entered": date.fromisoformat(entered),
                "matter": int(matter_id),
                "party": int(party),
            }
        cursor.execute(
            f"SELECT p.stage_since, p.matter_id, y.no {where} "
            "ORDER BY p.stage_since DESC, p.matter_id DESC, y.no DESC LIMIT %(limit)s",
            {**values, "limit": limit + 1},
        )
        found = cursor.fetchall()
        cursor.execute(
            f"SELECT {_COLUMNS} {_SOURCE.replace('{since}', _SINCE + _GROUND)} "
            "AND p.matter_id = ANY(%(ids)s) "
            "AND (p.matter_id, y.no) IN (SELECT * FROM unnest(%(ids)s::bigint[], %(nos)s::smallint[])) "
            "ORDER BY p.stage_since DESC, p.matter_id DESC, y.no DESC",
            {**values, "ids": [row[1] for row in found[:limit]], "nos": [row[2] for row in found[:limit]]},
        )
        rows = _rows(cursor.fetchall(), asked.on)
    more = found[limit - 1] if len(found) > limit else None
    return PublicPage(rows, total, f"{more[0].isoformat()}|{more[1]}|{more[2]}" if more else "")


def agencies() -> tuple[str, ...]:
    """The agencies whose matters are here: the list of any other would be empty for that reason alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT agency FROM matters_current ORDER BY agency")
        return tuple(row[0] for row in cursor.fetchall())


def communes(agency: str, on: date) -> tuple[str, ...]:
    """The communes that published, uncovered addresses name."""
    where, values = _where(Asked(agency, on))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT n.address, n.birth_year, p.tags {where}", values)
        found = cursor.fetchall()
    return tuple(
        sorted(
            {
                commune_of(address)
                for address, birth_year, tags in found
                if not covered(on.year, birth_year, frozenset(tags))
            }
            - {""}
        )
    )


def _where(asked: Asked) -> tuple[str, dict[str, Any]]:
    values: dict[str, Any] = {
        "agency": asked.agency,
        "on": asked.on,
        "year": work_year(asked.on),
        "stages": sorted(publication().stages),
    }
    parts = [_SOURCE.replace("{since}", _SINCE if asked.since else "")]
    if asked.office:
        parts.append("p.office = %(office)s")
        values["office"] = asked.office
    if asked.since:
        parts.append("b.since >= %(from)s")
        values["from"] = asked.since
    if asked.commune:
        # A covered address is not found by its commune either.
        parts.append(
            "position(lower(%(commune)s) IN lower(n.address)) > 0 AND NOT (p.tags && %(tags)s) "
            "AND (n.birth_year IS NULL OR %(grown)s > n.birth_year)"
        )
        masks = publication().masks
        age = max((mask.under_age for mask in masks), default=0)
        tags = [mask.tag for mask in masks if mask.tag]
        values |= {"commune": asked.commune, "grown": asked.on.year - age, "tags": tags}
    return " AND ".join(parts), values


def _rows(found: Sequence[tuple[Any, ...]], on: date) -> tuple[PublicRow, ...]:
    owed = _owed(sorted({row[0] for row in found}), on)
    return tuple(_row(row, owed, on) for row in found)


def _row(row: tuple[Any, ...], owed: Mapping[tuple[int, int], tuple[Owed, ...]], on: date) -> PublicRow:
    matter_id, party, since, name, _, birth_year, address = row[:7]
    regime = regime_on(since)
    fields = publication().fields[regime].names
    masks = covered(on.year, birth_year, frozenset(row[13]))
    hidden = {field for mask in masks for field in mask.covers}
    return PublicRow(
        matter_id=matter_id,
        party=party,
        since=since,
        regime=regime,
        name=initials(name) if "name" in hidden else name,
        address=None if "address" in hidden else address,
        owed=owed.get((matter_id, party), ()),
        judgment=(row[7], row[8], row[9]) if "judgment" in fields else None,
        decision=(row[10], row[11]) if "decision" in fields else None,
        ground=row[12] if "reason" in fields else None,
        masks=tuple(mask.code for mask in masks),
    )


def _owed(matter_ids: Sequence[int], on: date) -> dict[tuple[int, int], tuple[Owed, ...]]:
    """What each debtor owes on the day, by matter and party; an obligation naming none is everybody's."""
    left = {(one.subject, one.obligation): one.outstanding for one in balances(matter_ids, on=on)}
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT o.matter_id, y.no, o.no, o.kind FROM matters_obligation o
            JOIN matters_party y ON y.matter_id = o.matter_id AND y.role = 'debtor'
                AND (o.debtor IS NULL OR y.no = o.debtor) AND {in_force("matters_party", "y")}
            WHERE o.matter_id = ANY(%s) AND {in_force("matters_obligation", "o")} ORDER BY o.matter_id, o.no
            """,
            [list(matter_ids)],
        )
        found: dict[tuple[int, int], list[Owed]] = {}
        for matter_id, party, no, kind in cursor.fetchall():
            found.setdefault((matter_id, party), []).append(Owed(kind, left.get((matter_id, no))))
    return {key: tuple(value) for key, value in found.items()}
