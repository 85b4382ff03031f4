"""The board outside the live reach: the newest closed edition that holds the unit, never opened."""

from dataclasses import dataclass

from thihanh.editions import queries as editions
from thihanh.editions.figures import Figures, NotInEdition
from thihanh.editions.rows import EditionRow
from thihanh.offices import queries as offices
from thihanh.statistics.numbers import Absent, Percent
from thihanh.web import format as vi
from thihanh.web import scores
from thihanh.web.figures import billions
from thihanh.web.page import PageRequest

_ROWS = (
    ("Có điều kiện thi hành", "eligible"),
    ("Giải quyết xong", "resolved"),
    ("Tỷ lệ", "rate"),
    ("Chuyển kỳ sau", "carried"),
)


@dataclass(frozen=True)
class Closed:
    """A line of the closed board: its name, the matters, the money in tỷ đồng."""

    name: str
    cases: str
    money: str


def closed(request: PageRequest, unit: str) -> dict[str, object]:
    """The unit's figures in the newest closed edition the viewer may read, and how it is named."""
    row = _newest(request, unit)
    if row is None:
        return {"closed": [], "edition": None}
    found = editions.figures(row.id)
    lines = [
        Closed(name, _text(found, f"cases.{code}", unit), _text(found, f"money.{code}", unit))
        for name, code in _ROWS
    ]
    return {"closed": lines, "edition": row}


def _newest(request: PageRequest, unit: str) -> EditionRow | None:
    """Of the unit's agency, else of the nation, whichever the viewer's right to read editions covers."""
    reach = offices.reach(request.viewer, "edition", "read", request.on)
    agency = unit if unit == "CQL" else unit[:2]
    if reach.is_empty or not (reach.everything or reach.covers(agency)):
        return None
    year, month = scores.last_full_month(request)
    for passed in range(12):
        index = year * 12 + month - 1 - passed
        found = editions.latest(agency, index // 12, index % 12 + 1)
        if found is not None:
            return found
    return None


def _text(found: Figures, name: str, unit: str) -> str:
    try:
        value = found.value(name, unit)
    except NotInEdition:
        return vi.NONE
    if isinstance(value, (Percent, Absent)):
        return str(value)
    return billions(value) if name.startswith("money.") else vi.count(value)
