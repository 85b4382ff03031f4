"""Projections: where matters stood (positions), how they stand (current), and the names to search by.

They hold nothing of their own: ``refresh`` derives them anew from facts for the matters given, or for all.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from thihanh.matters import names, term_rows
from thihanh.matters.standing import in_force
from thihanh.matters.states import ENDS
from thihanh.matters.term_rows import Calendars, Holder
from thihanh.matters.terms import Term
from thihanh.money.queries import totals
from thihanh.trail.copying import copy_rows

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


@dataclass(frozen=True, slots=True)
class Touched:
    """What facts were added that positions and names are derived from; all else is always derived anew."""

    positions: bool = True
    names: bool = True


ALL = Touched()
_FEW = 50  # matters whose positions are derived one by one, by a plan that is kept


def refresh(matter_ids: Sequence[int] | None = None, touched: Touched = ALL) -> int:
    """Derive the projections of the given matters anew (all, when none are given); says how many."""
    if matter_ids is None:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE matters_position, matters_current, matters_name, matters_term")
            cursor.execute("SELECT id FROM matters_matter ORDER BY id")
            matter_ids = [row[0] for row in cursor.fetchall()]
    else:
        _clear(list(matter_ids), touched)
    calendars = Calendars()
    for start in range(0, len(matter_ids), _CHUNK):
        _derive(list(matter_ids[start : start + _CHUNK]), calendars, touched)
    return len(matter_ids)


def _clear(ids: list[int], touched: Touched) -> None:
    tables = ["matters_current", "matters_term"]
    tables += ["matters_name"] if touched.names else []
    tables += ["matters_position"] if touched.positions and len(ids) > _FEW else []
    gone = ", ".join(
        f"g{n} AS (DELETE FROM {table} WHERE matter_id = ANY(%(ids)s))" for n, table in enumerate(tables)
    )
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {gone} SELECT 1", {"ids": ids})


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
    with connection.cursor() as cursor:
        if touched.positions and len(ids) <= _FEW:
            cursor.execute("SELECT matters_position_of(id) FROM unnest(%s::bigint[]) AS id", [ids])
        elif touched.positions:
            cursor.execute("INSERT INTO matters_position SELECT * FROM matters_positions(%s, NULL)", [ids])
        cursor.execute(_LATEST_POSITION, {"ids": ids})
        latest = cursor.fetchall()
    holders = [Holder(row[0], row[1], row[2], row[3], row[12]) for row in latest]
    terms = term_rows.derive(holders, calendars)
    term_rows.write(holders, terms)
    named = _party_names(ids)
    rows = list(_current_rows(latest, _parties(named), totals(ids), terms))
    copy_rows("matters_current", CURRENT_COLUMNS, rows)
    if touched.names:
        copy_rows("matters_name", ("matter_id", "no", "words", "sort_key"), _name_rows(named))


@dataclass(frozen=True, slots=True)
class _Parties:
    creditor: str
    debtor: str
    count: int


def _parties(named: Sequence[tuple[int, str, str]]) -> dict[int, _Parties]:
    out: dict[int, tuple[list[str], list[str]]] = {}
    for matter_id, role, name in named:
        creditors, debtors = out.setdefault(matter_id, ([], []))
        if role == "creditor":
            creditors.append(name)
        elif role == "debtor":
            debtors.append(name)
    return {
        key: _Parties(_first(creditors), _first(debtors), len(creditors) + len(debtors))
        for key, (creditors, debtors) in out.items()
    }


def _first(people: list[str]) -> str:
    if not people:
        return ""
    return people[0] if len(people) == 1 else f"{people[0]} và {len(people) - 1} người khác"


def _party_names(ids: list[int]) -> list[tuple[int, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT p.matter_id, p.role, n.name
            FROM matters_party p JOIN matters_person n ON n.id = p.person_id
            WHERE p.matter_id = ANY(%s) AND {in_force("matters_party", "p")}
            ORDER BY p.matter_id, p.no
            """,
            [ids],
        )
        return list(cursor.fetchall())


def _name_rows(named: Sequence[tuple[int, str, str]]) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    last, no = 0, 0
    for matter_id, _role, name in named:
        no = no + 1 if matter_id == last else 1
        last = matter_id
        rows.append((matter_id, no, names.words(name), names.sort_key(name)))
    return rows


def _current_rows(
    latest: Sequence[tuple[Any, ...]],
    parties: Mapping[int, _Parties],
    money: Mapping[int, tuple[int, int]],
    terms: Mapping[int, Sequence[Term]],
) -> Iterator[tuple[object, ...]]:
    nobody = _Parties("", "", 0)
    for row in latest:
        (matter_id, agency, office, officer, number, decided_on, kind, judgment, judgment_kind) = row[:9]
        (stage, ground, since, tags, outstanding) = row[9:]
        who = parties.get(matter_id, nobody)
        due, collected = money.get(matter_id, (0, 0))
        rule, next_due = term_rows.next_of(terms[matter_id])
        yield (
            matter_id,
            agency,
            office,
            officer,
            number,
            names.number_key(number),
            decided_on,
            kind,
            judgment,
            judgment_kind,
            stage,
            ground,
            since,
            stage in ENDS,
            tags,
            who.creditor,
            who.debtor,
            who.count,
            due,
            collected,
            outstanding,
            rule,
            next_due,
        )


_LATEST_POSITION = """
SELECT DISTINCT ON (p.matter_id) p.matter_id, p.agency, p.office, p.officer, m.number, m.decided_on, m.kind,
    m.judgment_id, j.kind, p.stage, p.ground, p.stage_since, p.tags, p.outstanding
FROM matters_position p
JOIN matters_matter m ON m.id = p.matter_id
JOIN matters_judgment j ON j.id = m.judgment_id
WHERE p.matter_id = ANY(%(ids)s)
ORDER BY p.matter_id, p.lo DESC
"""
