"""Who is who among parties: numbers checked with a warning, look-alikes with evidence, merges that go back.

No act of the product follows from a name. Two entries are one person by an equal identity or tax number, or
because somebody with the right looked at the evidence and recorded it; taking that back is a later fact.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from stdnum.vn import mst

from thihanh.matters.before import Heading, fact_ids, head, write
from thihanh.matters.listing import condition
from thihanh.matters.names import fold
from thihanh.matters.rules import StateRefused
from thihanh.matters.standing import in_force
from thihanh.offices.reach import Reach

_CITIZEN_DIGITS, _OLD_DIGITS = 12, 9
_SHORTEST_REASON = 10
EVIDENCE = {
    "same_number": "cùng số định danh",
    "other_number": "số định danh khác nhau",
    "no_number": "một bên chưa có số định danh",
    "same_name": "cùng họ tên",
    "other_name": "khác họ tên",
    "same_year": "cùng năm sinh",
    "other_year": "năm sinh khác nhau",
    "same_address": "cùng địa chỉ",
}


def warnings_of(kind: str, id_number: str, birth_year: int | None) -> tuple[str, ...]:
    """What is doubtful about a number, in sentences; a doubt never stops an act.

    A citizen's number has 12 digits: province, sex with century, two digits of the birth year; an old one
    has 9. An organisation's tax code has a check digit.
    """
    number = "".join(id_number.split())
    if not number:
        return ()
    if kind == "organisation":
        valid = mst.is_valid(number)
        return (
            ()
            if valid
            else (f"Mã số {id_number} không đúng cấu trúc mã số thuế; kiểm tra lại trên giấy tờ.",)
        )
    if not number.isdecimal() or len(number) not in (_CITIZEN_DIGITS, _OLD_DIGITS):
        return (
            f"Số {id_number} không phải số định danh 12 chữ số (hoặc 9 chữ số cũ); "
            "kiểm tra lại trên giấy tờ.",
        )
    if len(number) == _OLD_DIGITS or birth_year is None:
        return ()
    century = 1900 + int(number[3]) // 2 * 100
    stated = century + int(number[4:6])
    if stated != birth_year:
        return (
            f"Số {id_number} là của người sinh năm {stated}, sổ ghi năm sinh {birth_year}; kiểm tra lại.",
        )
    return ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a person in one matter; personal, shown only inside the reach of the matter."""

    person_id: int
    matter_id: int
    number: str
    role: str
    kind: str
    name: str
    id_number: str
    birth_year: int | None
    address: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that may be one person, and what speaks for and against it."""

    one: Entry
    other: Entry
    evidence: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(EVIDENCE[code] for code in self.evidence)


@dataclass(frozen=True, slots=True)
class Merge:
    """Two entries recorded as one person."""

    id: int
    entry_id: int
    on: date
    one: Entry
    other: Entry


def compared(one: Entry, other: Entry) -> tuple[str, ...]:
    """The evidence of two entries, as codes of ``EVIDENCE``."""
    found = []
    if one.id_number and other.id_number:
        found.append("same_number" if one.id_number == other.id_number else "other_number")
    else:
        found.append("no_number")
    found.append("same_name" if fold(one.name) == fold(other.name) else "other_name")
    if one.birth_year and other.birth_year:
        found.append("same_year" if one.birth_year == other.birth_year else "other_year")
    if one.address and fold(one.address) == fold(other.address):
        found.append("same_address")
    return tuple(found)


_ENTRY = "q.id, c.matter_id, c.number, p.role, q.kind, q.name, q.id_number, q.birth_year, q.address"
_PEOPLE = f"""
    SELECT {_ENTRY}, n.sort_key AS key FROM matters_current c
    JOIN matters_party p ON p.matter_id = c.matter_id AND {in_force("matters_party", "p")}
    JOIN matters_person q ON q.id = p.person_id
    JOIN matters_name n ON n.matter_id = p.matter_id AND n.no = p.no
"""

# Who has somebody to be compared with at all, in one pass: the pairs are then sought among few.
_LOOKED_AT = """
    SELECT p.*, p.id_number <> '' AND min(p.key) OVER of_number <> max(p.key) OVER of_number AS two_names,
        p.birth_year IS NOT NULL AND count(*) OVER of_year > 1
            AND bool_or(p.id_number = '') OVER of_year AS same_year,
        p.address <> '' AND count(*) OVER of_place > 1
            AND bool_or(p.id_number = '') OVER of_place AS same_place
    FROM people p
    WINDOW of_number AS (PARTITION BY p.id_number), of_year AS (PARTITION BY p.key, p.kind, p.birth_year),
        of_place AS (PARTITION BY p.key, p.kind, p.address)
"""


def candidates(reach: Reach, *, after: int = 0, limit: int = 50) -> tuple[Pair, ...]:
    """Pairs of entries inside the reach that a human should look at, by the first entry's id.

    One number under two names; one name and birth year, or one name and address, where a number is missing.
    Equal numbers under one name are one person already, and pairs recorded as one are not asked again.
    """
    inside, values = condition(reach)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH people AS ({_PEOPLE} WHERE {inside}),
            few AS MATERIALIZED (
                SELECT * FROM ({_LOOKED_AT}) y WHERE y.two_names OR y.same_year OR y.same_place),
            pair AS (
                SELECT a.id AS one, min(b.id) AS other FROM few a
                JOIN few b ON b.id_number = a.id_number AND b.key <> a.key AND b.id > a.id
                WHERE a.two_names GROUP BY a.id, b.key
                UNION
                SELECT a.id, min(b.id) FROM few a
                JOIN few b ON b.key = a.key AND b.id > a.id AND b.kind = a.kind
                    AND (a.id_number = '' OR b.id_number = '')
                    AND (b.birth_year = a.birth_year
                         OR (a.address <> '' AND b.address = a.address))
                WHERE a.same_year OR a.same_place GROUP BY a.id, b.id_number
            )
            SELECT x.one, x.other FROM pair x
            WHERE x.one > %s AND NOT EXISTS (
                SELECT 1 FROM matters_same_person s
                WHERE (s.person_id, s.same_as) IN ((x.one, x.other), (x.other, x.one))
                  AND {in_force("matters_same_person", "s")})
            ORDER BY x.one, x.other LIMIT %s
            """,
            [*values, after, limit],
        )
        ids = cursor.fetchall()
    entries = _entries(reach, [one for pair in ids for one in pair])
    return tuple(
        Pair(entries[one], entries[other], compared(entries[one], entries[other])) for one, other in ids
    )


def merges(reach: Reach, *, limit: int = 100) -> tuple[Merge, ...]:
    """What was recorded as one person and still stands, where both entries are inside the reach.

    Read on until ``limit`` are found: what others recorded meanwhile pushes nothing out of the list.
    """
    found: list[Merge] = []
    before = 2**63 - 1
    while len(found) < limit:
        rows = _merged("s.id < %s", before, limit * 5)
        if not rows:
            break
        found += _reached(reach, rows)
        before = rows[-1][0]
    return tuple(found[:limit])


def _merged(condition_: str, value: int | list[int], limit: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT s.id, s.entry_id, s."on", s.person_id, s.same_as FROM matters_same_person s '
            f"WHERE {condition_} AND {in_force('matters_same_person', 's')} ORDER BY s.id DESC LIMIT %s",
            [value, limit],
        )
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _reached(reach: Reach, rows: Sequence[tuple[Any, ...]]) -> Iterator[Merge]:
    entries = _entries(reach, [one for row in rows for one in row[3:]])
    for row in rows:
        if row[3] in entries and row[4] in entries:
            yield Merge(row[0], row[1], row[2], entries[row[3]], entries[row[4]])


def _entries(reach: Reach, person_ids: Sequence[int]) -> dict[int, Entry]:
    inside, values = condition(reach)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_ENTRY} FROM matters_current c "
            f"JOIN matters_party p ON p.matter_id = c.matter_id AND {in_force('matters_party', 'p')} "
            f"JOIN matters_person q ON q.id = p.person_id WHERE q.id = ANY(%s) AND {inside}",
            [list(person_ids), *values],
        )
        return {row[0]: Entry(*row) for row in cursor.fetchall()}


@transaction.atomic
def merge(*, reach: Reach, one: int, other: int, agency: str, reason: str, by: str, on: date) -> int:
    """Record that two entries inside the reach are one person; the id of the fact.

    Two different citizen's numbers are never one person. Raises StateRefused, LookupError.
    """
    _check_reason(reason)
    found = _both(reach, one, other)
    evidence = compared(*found)
    if "other_number" in evidence:
        raise StateRefused(
            "Trạng thái: hai số định danh khác nhau là hai người. Nếu một số ghi sai, hãy sửa đương sự trước."
        )
    if any({row[3], row[4]} == {one, other} for row in _merged("s.person_id = ANY(%s)", [one, other], 1_000)):
        raise StateRefused("Trạng thái: hai mục này đã được ghi là cùng một người.")
    return _state(_Word(one, other, agency, reason, evidence), by, on)


@transaction.atomic
def part(*, reach: Reach, fact: int, agency: str, reason: str, by: str, on: date) -> int:
    """Take a merge back: the two entries are two people again. Raises StateRefused, LookupError."""
    _check_reason(reason)
    row = next(_reached(reach, _merged("s.id = %s", fact, 1)), None)
    if row is None:
        raise LookupError("Không tìm thấy lần gộp này trong phạm vi được xem.")
    return _state(_Word(row.one.person_id, row.other.person_id, agency, reason, replaces=fact), by, on)


def _both(reach: Reach, one: int, other: int) -> tuple[Entry, Entry]:
    entries = _entries(reach, [one, other])
    if one == other or len(entries) != 2:
        raise LookupError("Không tìm thấy hai đương sự này trong phạm vi được xem.")
    return entries[one], entries[other]


@dataclass(frozen=True, slots=True)
class _Word:
    """Somebody's word on two entries: they are one, or (``replaces``) they are not after all."""

    one: int
    other: int
    agency: str
    reason: str
    evidence: tuple[str, ...] = ()
    replaces: int | None = None


def _state(word: _Word, by: str, on: date) -> int:
    (fact,) = fact_ids(1)
    taken_back = word.replaces is not None
    row = {
        **head(fact, word.agency, on, on, replaces=word.replaces, void=taken_back),
        "person_id": word.one,
        "same_as": word.other,
        "evidence": {"codes": list(word.evidence)},
    }
    act = "person.parted" if word.replaces else "person.merged"
    subject = f"person:{min(word.one, word.other)}"
    write(
        [("matters_same_person", row)],
        Heading(subject, act, on, on, by, more={"reason": word.reason.strip()}),
    )
    return fact


def _check_reason(reason: str) -> None:
    if len(reason.strip()) < _SHORTEST_REASON:
        raise StateRefused("Dữ liệu: cần ghi lý do, đủ để người kiểm tra hiểu (ít nhất 10 ký tự).")
