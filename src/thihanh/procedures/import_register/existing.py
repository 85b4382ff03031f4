"""What the record already holds of the matters in a file, read in a constant number of statements."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from thihanh.money.ledger import LEGS
from thihanh.procedures.register_file.cases import Key, key_of
from thihanh.procedures.register_file.matching import Old
from thihanh.procedures.register_file.text import same_spelling


@dataclass(slots=True)
class Existing:
    """One matter in the record with all its facts, replaced ones included."""

    id: int
    decided_on: date
    heading: tuple[object, ...]
    facts: dict[str, list[Old]] = field(default_factory=lambda: defaultdict(list))


_MATTERS = """
    SELECT m.id, m.number, m.decided_on, m.kind, m.requested_on, j.number, j.made_on, j.court, j.kind,
           m.delegated_from
    FROM matters_matter m JOIN matters_judgment j ON j.id = m.judgment_id
    WHERE m.agency = %s AND m.number = ANY(%s)
"""
_FACT = """
    SELECT f.matter_id, f.id, {values}, f.source, f.known_on, {ordinal}, r.id, f.void
    FROM {table} f {join} LEFT JOIN {table} r ON r.replaces_id = f.id
    WHERE f.matter_id = ANY(%s) ORDER BY f.matter_id, f.id
"""
# Table, values in the order of the rows they are compared with, ordinal, join.
_TABLES: dict[str, tuple[str, tuple[str, ...], str, str]] = {
    "parties": (
        "matters_party",
        ("f.no", "f.role", "p.name", "p.kind", "p.id_number", "p.birth_year", "p.address"),
        "0",
        "JOIN matters_person p ON p.id = f.person_id",
    ),
    "obligations": (
        "matters_obligation",
        ("f.no", "f.kind", "f.content", "f.debtor", "f.creditor"),
        "0",
        "",
    ),
    "stages": (
        "matters_stage",
        ('f."on"', "f.stage", "f.ground", "f.document", "f.asset_value"),
        "f.ordinal",
        "",
    ),
    "holdings": ("matters_assignment", ('f."on"', "f.office", "f.officer"), "f.ordinal", ""),
    "tags": ("matters_tag", ("f.tag", "f.present"), "f.ordinal", ""),
}
_MONEY = """
    SELECT f.subject, f.id, f.obligation, f."on", f.debit, f.credit, f.amount, f.voucher,
           f.source, f.known_on, r.id, f.reverses_id
    FROM money_posting f LEFT JOIN money_posting r ON r.reverses_id = f.id
    WHERE f.subject = ANY(%s) ORDER BY f.subject, f.id
"""
_KIND_OF_LEGS = {legs: kind for kind, legs in LEGS.items()}


def _rows(sql: str, parameters: list[Any]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        yield from cursor.fetchall()


def comparable(values: Sequence[object]) -> tuple[object, ...]:
    """Values as they are compared: empty is empty however it is kept, tone marks in one place."""
    return tuple(
        (same_spelling(value) if value and not value.isascii() else value) or None
        if isinstance(value, str)
        else value
        for value in values
    )


def read(agency: str, numbers: Sequence[str]) -> dict[Key, Existing]:
    """The matters of the agency with these numbers, in any year, with their facts."""
    found: dict[Key, Existing] = {}
    by_id: dict[int, Existing] = {}
    spellings = sorted({*numbers, *(same_spelling(number) for number in numbers)})
    for id_, number, decided_on, *heading in _rows(_MATTERS, [agency, spellings]):
        one = Existing(id_, decided_on, comparable(heading))
        found[key_of(number, decided_on)] = by_id[id_] = one
    if by_id:
        for kind in _TABLES:
            _read_facts(kind, by_id)
        _read_money(by_id)
    return found


def _read_facts(kind: str, by_id: dict[int, Existing]) -> None:
    table, columns, ordinal, join = _TABLES[kind]
    sql = _FACT.format(table=table, values=", ".join(columns), ordinal=ordinal, join=join)
    width = len(columns)
    for matter_id, id_, *rest in _rows(sql, [list(by_id)]):
        source, known_on, order, successor, void = rest[width:]
        value = comparable(rest[:width])
        by_id[matter_id].facts[kind].append(Old(id_, value, source, known_on, order, successor, void))


def _read_money(by_id: dict[int, Existing]) -> None:
    """Postings as facts: a reversal only takes another back, and stands as its successor."""
    for subject, id_, *legs, voucher, source, known_on, successor, reverses in _rows(_MONEY, [list(by_id)]):
        obligation, on, debit, credit, amount = legs
        void = reverses is not None
        kind = _KIND_OF_LEGS[(credit, debit) if void else (debit, credit)]
        value = comparable((obligation, on, kind, amount, voucher))
        by_id[subject].facts["money"].append(Old(id_, value, source, known_on, 0, successor, void))
