"""The one path by which facts before the birth of a matter come to be: judgments received, requests.

Inside the caller's transaction: ids reserved, one trail entry recorded, rows and personal values written.
Persons stand in the record as salted digests only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from psycopg.types.json import Jsonb

from thihanh.matters import judgments
from thihanh.matters.intake import NewJudgment
from thihanh.matters.rows import (
    COLUMNS,
    FACT_SEQUENCE,
    HEAD,
    INTAKE_COLUMNS,
    PERSON_COLUMNS,
    person_values,
    stated_person,
)
from thihanh.matters.rules import StateRefused
from thihanh.offices.reach import Reach
from thihanh.trail.copying import copy_rows, next_ids
from thihanh.trail.operations import Act, record

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person or organisation as the paper names it."""

    name: str
    kind: str = "person"
    id_number: str = ""
    birth_year: int | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """What the trail entry of one act says beside the facts."""

    subject: str
    act: str
    on: date
    known_on: date
    by: str
    ground: str = ""
    article: str = ""
    more: Mapping[str, object] | None = None


def fact_ids(count: int) -> list[int]:
    """Ids of facts not yet written."""
    return next_ids(FACT_SEQUENCE, count)


def head(
    fact_id: int, agency: str, on: date, known_on: date, *, replaces: int | None = None, void: bool = False
) -> dict[str, Any]:
    """What every fact outside a matter begins with; ``void`` takes back the fact that it replaces."""
    return dict(zip(HEAD, (fact_id, agency, on, known_on, replaces, void, ""), strict=True))


def check_person(person: NewPerson) -> None:
    """Raises StateRefused for what no paper names a person by; the sentence repeats nothing of him."""
    if person.kind not in _KINDS:
        raise StateRefused("Dữ liệu: mỗi người là cá nhân hoặc tổ chức; chọn lại loại của đương sự.")
    for text, longest, what in (
        (person.name, 300, "họ tên"),
        (person.id_number, 30, "số định danh"),
        (person.address, 500, "địa chỉ"),
    ):
        if len(text) > longest:
            raise StateRefused(f"Dữ liệu: {what} dài quá {longest} ký tự; kiểm tra lại trên giấy tờ.")


_KINDS = frozenset({"person", "organisation"})


def person_row(person_id: int, person: NewPerson) -> Row:
    """The row of a person, with a salt of its own."""
    return dict(zip(PERSON_COLUMNS, person_values(person_id, person), strict=True))


def write(rows: Sequence[tuple[str, Row]], heading: Heading, *, persons: Sequence[Row] = ()) -> int:
    """Record one act with its rows, in the order given; the id of the trail entry."""
    facts = [{"table": table, **row} for table, row in rows]
    facts += [{"table": "matters_person", **stated_person(person)} for person in persons]
    entry = record(
        Act(
            subject=heading.subject,
            act=heading.act,
            effective_on=heading.on,
            known_on=heading.known_on,
            actor=heading.by,
            payload={"facts": facts, **(heading.more or {})},
            ground=heading.ground,
            article=heading.article,
        )
    )
    copy_rows(
        "matters_person",
        ("entry_id", *PERSON_COLUMNS),
        [(entry, *(person[name] for name in PERSON_COLUMNS)) for person in persons],
    )
    for table, row in rows:
        columns = {**COLUMNS, **INTAKE_COLUMNS}[table]
        values = (Jsonb(v) if isinstance(v, dict) else v for v in (row[name] for name in columns))
        copy_rows(table, ("entry_id", *columns), [(entry, *values)])
    return entry


def next_number(table: str, agency: str, year: int) -> int:
    """The next number of a register of the agency and year; whoever asks meanwhile waits.

    Gapless: the lock is held until the transaction ends, and an undone one gives its number back.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))", [f"{table}:{agency}", int(year)]
        )
        cursor.execute(
            f"SELECT coalesce(max(number), 0) + 1 FROM {table} WHERE agency = %s AND year = %s",
            [agency, year],
        )
        number: int = cursor.fetchone()[0]
    return number


def judgment_row(agency: str, judgment: NewJudgment) -> tuple[int, Row | None]:
    """The id of a judgment of the agency, and its row where it is not yet known."""
    key = judgments.key_of(agency, judgment)
    found = judgments.known([key]).get(key)
    if found is not None:
        return found, None
    (new_id,) = fact_ids(1)
    values = (new_id, agency, judgment.number, judgment.made_on, judgment.court, judgment.kind)
    return new_id, dict(zip(COLUMNS["matters_judgment"], values, strict=True))


def within(reach: Reach, alias: str) -> tuple[str, dict[str, Any]]:
    """The condition that a fact before a matter's birth is inside the reach, with its parameters."""
    if reach.everything:
        return "true", {}
    return (
        f"({alias}.agency = ANY(%(agencies)s) OR {alias}.office = ANY(%(offices)s))",
        {"agencies": sorted(reach.agencies), "offices": sorted(reach.offices)},
    )
