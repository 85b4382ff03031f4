"""People of matters by a name as it is typed: without diacritics, the last word perhaps not finished."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from thihanh.matters.listing import condition
from thihanh.matters.names import words
from thihanh.matters.standing import in_force
from thihanh.offices.reach import Reach

_LOOKED_AT = 400  # parties read at most: of a name that everybody bears, the most recent matters


@dataclass(frozen=True, slots=True)
class PersonHit:
    """A name as it stands in the book, in how many matters of the reach, as what."""

    name: str
    matters: int
    roles: tuple[str, ...]


def people(reach: Reach, text: str, *, limit: int) -> tuple[PersonHit, ...]:
    """Names of parties inside the reach that hold every word typed; those in most matters first."""
    *before, typing = text.split() or [""]
    whole, last = words(" ".join(before)), words(typing)
    if not last:
        return ()
    inside, values = condition(reach)
    # A single word must be whole: its beginning alone would read every name of the country.
    begun, asked = "n.words @> %s", list[Any]([last])
    if whole:
        begun += " AND EXISTS (SELECT 1 FROM unnest(n.words) w WHERE w LIKE %s)"
        asked = [[*whole, *last[:-1]], f"{last[-1]}%"]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT q.name, count(DISTINCT f.matter_id), array_agg(DISTINCT p.role)
            FROM (SELECT n.matter_id, n.no FROM matters_name n JOIN matters_current c USING (matter_id)
                  WHERE {begun} AND {inside} ORDER BY n.matter_id DESC LIMIT {_LOOKED_AT}) f
            JOIN matters_party p ON p.matter_id = f.matter_id AND p.no = f.no
                AND {in_force("matters_party", "p")}
            JOIN matters_person q ON q.id = p.person_id
            GROUP BY q.name ORDER BY 2 DESC, q.name LIMIT %s
            """,
            [*asked, *values, limit],
        )
        return tuple(PersonHit(name, number, tuple(roles)) for name, number, roles in cursor.fetchall())
