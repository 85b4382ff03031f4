"""Matters that belong to one debtor, and the people a conflict of interest is looked for among.

Two parties are one person only by identity number or tax number, or by a recorded merge; never by name,
unless one matter was made from the other's file.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from thihanh.matters.standing import in_force
from thihanh.offices.kinship import Conflict, Person, conflicts, kin_of


@dataclass(frozen=True, slots=True)
class Somebody:
    """A party of a matter with what identifies a person. Personal: for comparing only, never for a list."""

    matter_id: int
    person_id: int
    role: str
    kind: str
    name: str
    id_number: str
    birth_year: int | None


@dataclass(frozen=True, slots=True)
class Fellow:
    """A matter of the same debtor under the same judgment: its decision, the court's last word on relief."""

    matter_id: int
    decided_on: date
    considered_on: date | None


@dataclass(frozen=True, slots=True)
class Bundle:
    """Matters of one debtor: the key of the bundle, and who of the office already holds others of it."""

    key: str
    holders: tuple[str, ...]


def people_of(matter_ids: Sequence[int]) -> tuple[Somebody, ...]:
    """The parties in force of the matters."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT p.matter_id, p.person_id, p.role, n.kind, n.name, n.id_number, n.birth_year
            FROM matters_party p JOIN matters_person n ON n.id = p.person_id
            WHERE p.matter_id = ANY(%s) AND {in_force("matters_party", "p")} ORDER BY p.matter_id, p.no
            """,
            [list(matter_ids)],
        )
        return tuple(Somebody(*row) for row in cursor.fetchall())


def conflicts_of(matter_ids: Sequence[int], officers: Iterable[str]) -> dict[int, list[Conflict]]:
    """For each matter the officers who are, or may be, kin of one of its parties."""
    kin = kin_of(officers)
    if not kin:
        return {}
    found: dict[int, list[Conflict]] = {}
    for one in people_of(matter_ids):
        person = Person(one.name, one.id_number, one.birth_year)
        for conflict in conflicts(kin, [person]):
            found.setdefault(one.matter_id, []).append(conflict)
    return found


def of_one_judgment(matter_id: int) -> tuple[Fellow, ...]:
    """The matters in which the debtors of a matter answer to one judgment, itself among them, oldest first.

    Those of its agency under the judgment, and those linked to it (delegated, returned, requested again),
    also of another agency. One statement.
    """
    with connection.cursor() as cursor:
        cursor.execute(_OF_ONE_JUDGMENT, {"matter": matter_id})
        return tuple(Fellow(*row) for row in cursor.fetchall())


_OF_ONE_JUDGMENT = f"""
WITH linked AS (
    SELECT k.other_id AS id FROM matters_link k
    WHERE k.matter_id = %(matter)s AND {in_force("matters_link", "k")}
    UNION SELECT k.matter_id FROM matters_link k
    WHERE k.other_id = %(matter)s AND {in_force("matters_link", "k")}
), candidate AS (
    SELECT id FROM linked UNION SELECT m.id FROM matters_matter m
    WHERE m.judgment_id = (SELECT x.judgment_id FROM matters_matter x WHERE x.id = %(matter)s)
), debtor AS MATERIALIZED (
    SELECT p.matter_id, n.id, n.id_number, n.name
    FROM matters_party p JOIN matters_person n ON n.id = p.person_id
    WHERE p.matter_id IN (SELECT id FROM candidate) AND p.role = 'debtor' AND {in_force("matters_party", "p")}
), one AS (
    SELECT DISTINCT d.matter_id FROM debtor d JOIN debtor mine ON mine.matter_id = %(matter)s AND (
        (d.id_number <> '' AND d.id_number = mine.id_number)
        OR (d.name = mine.name AND d.matter_id IN (SELECT id FROM linked))
        OR EXISTS (SELECT 1 FROM matters_same_person e WHERE {in_force("matters_same_person", "e")}
            AND (e.person_id, e.same_as) IN ((d.id, mine.id), (mine.id, d.id))))
)
SELECT m.id, m.decided_on, (
    SELECT max(s."on") FROM matters_step s
    WHERE s.matter_id = m.id AND s.code = 'exemption_decided' AND {in_force("matters_step", "s")})
FROM matters_matter m WHERE m.id = %(matter)s OR m.id IN (SELECT matter_id FROM one)
ORDER BY m.decided_on, m.id
"""


def bundles_of(matter_ids: Sequence[int], office: str) -> dict[int, Bundle]:
    """For each matter the bundle of its debtors: matters of one debtor, or of debtors joined by another
    matter of the list, have one key. Three statements."""
    debtors = [one for one in people_of(matter_ids) if one.role == "debtor" and one.id_number]
    leader = _joined([(one.matter_id, one.id_number) for one in debtors])
    numbers = sorted({one.id_number for one in debtors})
    held = _holders(numbers, office, matter_ids)
    found = {}
    for matter_id in matter_ids:
        mine = {one.id_number for one in debtors if one.matter_id == matter_id}
        holders = sorted({officer for number in mine for officer in held.get(number, ())})
        found[matter_id] = Bundle(str(leader.get(matter_id, matter_id)), tuple(holders))
    return found


def _joined(pairs: Sequence[tuple[int, str]]) -> dict[int, int]:
    """The least matter of each set of matters that share a debtor, directly or through others."""
    parent: dict[int, int] = {}

    def root(matter: int) -> int:
        while parent.setdefault(matter, matter) != matter:
            parent[matter] = parent[parent[matter]]
            matter = parent[matter]
        return matter

    first: dict[str, int] = {}
    for matter, number in pairs:
        one, other = root(matter), root(first.setdefault(number, matter))
        parent[max(one, other)] = min(one, other)
    return {matter: root(matter) for matter, _ in pairs}


def _holders(numbers: Sequence[str], office: str, besides: Sequence[int]) -> dict[str, set[str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT DISTINCT n.id_number, c.officer
            FROM matters_person n
            JOIN matters_party p ON p.person_id = n.id AND p.role = 'debtor'
            JOIN matters_current c ON c.matter_id = p.matter_id
            WHERE n.id_number = ANY(%s) AND c.office = %s AND NOT c.ended AND c.officer <> ''
                AND NOT c.matter_id = ANY(%s) AND {in_force("matters_party", "p")}
            """,
            [list(numbers), office, list(besides)],
        )
        found: dict[str, set[str]] = {}
        for number, officer in cursor.fetchall():
            found.setdefault(number, set()).add(officer)
    return found


def party_counts(matter_ids: Sequence[int]) -> dict[int, int]:
    """How many creditors and debtors each matter has."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT matter_id, parties FROM matters_current WHERE matter_id = ANY(%s)", [list(matter_ids)]
        )
        return dict(cursor.fetchall())


def holdings_on(matter_ids: Sequence[int], on: date) -> dict[int, int]:
    """The order that a further holding of that day gets, for matters that have one on it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT matter_id, max(ordinal) + 1 FROM matters_assignment "
            'WHERE matter_id = ANY(%s) AND "on" = %s GROUP BY matter_id',
            [list(matter_ids), on],
        )
        return dict(cursor.fetchall())
