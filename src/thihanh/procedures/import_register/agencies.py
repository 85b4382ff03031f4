"""What the checks need to know of a province: its offices, and who held which post when."""

from collections import defaultdict
from datetime import date, timedelta

from django.db import connection

from thihanh.offices import queries
from thihanh.offices.states import ENFORCING
from thihanh.procedures.register_file.checks.assignments import Agency, Held

_POSTS = """
    SELECT p.officer, p.unit, p.role, p."on", p.ended FROM offices_post p
    WHERE (p.unit = %s OR p.unit LIKE %s) AND p.role = ANY(%s) AND NOT p.void
      AND NOT EXISTS (SELECT 1 FROM offices_post r WHERE r.replaces_id = p.id)
    ORDER BY p.officer, p.unit, p.role, p."on", p.ended, p.id
"""


def agency(code: str, on: date) -> Agency | None:
    """The province with its offices of that day and all posts that enforce; None where there is none."""
    units = {unit.code: unit for unit in queries.units(on)}
    if code not in units or len(code) != 2:  # offices are longer, and so is the central CQL
        return None
    inside = {name: unit.name for name, unit in units.items() if name == code or name.startswith(f"{code}.")}
    return Agency(code, units[code].name, inside, _posts(code))


def _posts(code: str) -> dict[str, tuple[Held, ...]]:
    held: dict[str, list[Held]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_POSTS, [code, f"{code}.%", sorted(ENFORCING)])
        line: tuple[str, str, str] | None = None
        since: date | None = None
        for officer, unit, role, on, ended in [*cursor.fetchall(), (None, None, None, None, None)]:
            if (officer, unit, role) != line and line is not None and since is not None:
                held[line[0]].append(Held(line[1], since, None))
                since = None
            line = (officer, unit, role)
            if ended and since is not None:
                held[officer].append(Held(unit, since, on - timedelta(days=1)))
                since = None
            elif not ended and since is None:
                since = on
    return {officer: tuple(posts) for officer, posts in held.items()}
