"""The cut of the record: an anchor with all before it and a book day; what stood inside it, exactly.

Facts entered after the anchor, or with a later book day, do not count, also where their own book day is
earlier (the same day, or an import with the old days of a register).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from thihanh.editions.body import CutName
from thihanh.statistics.book.acts import act_rows
from thihanh.statistics.book.members import Cut, members, members_of
from thihanh.statistics.period import Period
from thihanh.statistics.unit import Scope
from thihanh.trail import operations as trail

_INSIDE = "SELECT coalesce(range_agg(entries), '{}')::text FROM trail_anchor WHERE id <= %s"
_EVERY = "{(,)}"  # no entry of the record lies outside
_FACTS = (
    "matters_stage",
    "matters_assignment",
    "matters_tag",
    "matters_obligation",
    "matters_step",
)
_NEWEST = ", ".join(
    f"(SELECT max(id) FROM {table})" for table in ("matters_matter", "money_posting", *_FACTS)
)
_LATER = " UNION ALL ".join(
    [
        "SELECT 1 FROM matters_matter m WHERE m.agency = %(agency)s AND {outside}".format(
            outside="(m.known_on > %(known_on)s OR NOT m.entry_id <@ %(inside)s::int8multirange)"
        ),
        *(
            f"SELECT 1 FROM {table} f JOIN matters_matter m ON m.id = f.{key} WHERE m.agency = %(agency)s"
            " AND (f.known_on > %(known_on)s OR NOT f.entry_id <@ %(inside)s::int8multirange)"
            for table, key in (*((one, "matter_id") for one in _FACTS), ("money_posting", "subject"))
        ),
    ]
)


class CutGone(LookupError):
    """The anchor of a cut is not in this record, or not as it was; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The rows of an agency's period inside a cut: matters, and what acts add."""

    members: list[tuple[Any, ...]]
    acts: list[tuple[Any, ...]]


def make(known_on: date) -> CutName:
    """Anchor the record for a closing. Raises ``trail.outside.OutsideFileError``; no transaction is open."""
    made = trail.anchor("cut")
    assert made is not None  # a cut anchors also where nothing is new
    return CutName(made.number, made.root.hex(), known_on)


def of(name: CutName) -> Cut:
    """The set of entries of a cut. Raises ``CutGone`` where its anchor is missing or has another root."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT root FROM trail_anchor WHERE id = %s", [name.anchor])
        found = cursor.fetchone()
        if found is None or bytes(found[0]).hex() != name.root:
            raise CutGone(
                f"Dữ liệu: mốc neo {name.anchor} của ấn bản không có trong hồ sơ ghi nhận này, hoặc có gốc "
                "khác; không lập lại được ấn bản ở đây. Kiểm tra: thihanh trail verify."
            )
        cursor.execute(_INSIDE, [name.anchor])
        (inside,) = cursor.fetchone()
    return Cut(name.known_on, inside)


def live(agency: str, period: Period) -> Taken:
    """The rows of all that is known now."""
    return Taken(members(agency, period), act_rows(agency, period))


def on_day(scope: Scope, period: Period, known_on: date) -> list[tuple[Any, ...]]:
    """The matters an agency, office or officer holds, as the agency's book stands at the end of a day."""
    cut = Cut(known_on, _EVERY)
    return members_of(scope, period, cut=cut if anything_later(scope.agency, cut) else None)


def newest() -> tuple[int | None, ...]:
    """What is newest in the record: while it stands, the book of a day stands too."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_NEWEST}")
        return tuple(cursor.fetchone())


def taken(agency: str, period: Period, cut: Cut) -> Taken:
    """The rows inside a cut; read from the positions of today where nothing lies outside it."""
    if anything_later(agency, cut):
        return Taken(members(agency, period, cut=cut), act_rows(agency, period, cut=cut))
    return live(agency, period)


def anything_later(agency: str, cut: Cut) -> bool:
    """Whether any fact of the agency's matters lies outside a cut."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT EXISTS ({_LATER})", {"agency": agency, "known_on": cut.known_on, "inside": cut.inside}
        )
        return bool(cursor.fetchone()[0])


def later_facts(matter_ids: Sequence[int], cut: Cut) -> list[tuple[Any, ...]]:
    """Facts of these matters that lie outside a cut: (matter, table, entry, replaces, void, on, known_on)."""
    found = " UNION ALL ".join(
        f"SELECT f.{key}, '{table}', f.entry_id, {replaces}, {void}, f.{day}, f.known_on FROM {table} f"
        f" WHERE f.{key} = ANY(%(ids)s)"
        " AND (f.known_on > %(known_on)s OR NOT f.entry_id <@ %(inside)s::int8multirange)"
        for table, key, replaces, void, day in (
            *(
                (one, "matter_id", "f.replaces_id", "f.void", '"on"')
                for one in _FACTS
                if one != "matters_obligation"
            ),
            ("matters_obligation", "matter_id", "f.replaces_id", "f.void", "known_on"),
            ("money_posting", "subject", "f.reverses_id", "false", '"on"'),
            ("matters_matter", "id", "NULL::bigint", "false", "decided_on"),
        )
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT * FROM ({found}) later ORDER BY 1, 3",
            {"ids": list(matter_ids), "known_on": cut.known_on, "inside": cut.inside},
        )
        return list(cursor.fetchall())
