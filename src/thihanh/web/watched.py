"""The watch-lists by the word in their address, and which matters one of them holds."""

from datetime import date

from django.http import QueryDict

from thihanh.offices.reach import Reach
from thihanh.statistics import watch
from thihanh.statistics.watch_loop import STATES, followed

WATCHED = {"lon-va-lau": watch.large_and_old, "co-dieu-kien-lau": watch.long_eligible}
LOOP = "bao-cao"
"""In the address of a selection: the matters of all lists, with what each of them lacks."""


def listed(query: QueryDict, reach: Reach, on: date, limit: int) -> tuple[int, ...]:
    """The matters of the list that the address names (``ds``, ``don-vi``, ``thieu``), at most ``limit``.

    Raises LookupError for a list that does not exist, ValueError for a unit that does not.
    """
    name, unit, state = query.get("ds", ""), query.get("don-vi", ""), query.get("thieu", "")
    if name in WATCHED:
        return tuple(row.matter_id for row in WATCHED[name](unit, on, reach=reach, limit=limit).rows)
    if name != LOOP or (state and state not in STATES):
        raise LookupError(f"Không có danh sách theo dõi “{name}”.")
    rows = followed(unit, on, reach=reach)
    return tuple(one.row.matter_id for one in rows if state in ("", one.state))[:limit]
