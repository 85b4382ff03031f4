"""Results against targets as the board and the page of targets show them."""

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from thihanh.law import work_year
from thihanh.offices import queries as offices
from thihanh.offices.reference import tiles
from thihanh.statistics.numbers import half_up
from thihanh.statistics.published import WORDS, Qualified
from thihanh.targets import queries
from thihanh.targets.queries import Tile
from thihanh.targets.scorecard import Scorecard
from thihanh.web import format as vi
from thihanh.web.page import PageRequest

_SIGNS = {"exact": "", "above": ">", "below": "<", "about": "≈", "nearly": "<"}
_STEP = (46, 34)
_SIZE = (44, 32)


def last_full_month(request: PageRequest) -> tuple[int, int]:
    """Work year and month of the last cumulative period that has ended on the working day."""
    tomorrow = request.on + timedelta(days=1)
    last = tomorrow.replace(day=1) - timedelta(days=1)
    month = (last.month - 10) % 12 + 1
    return work_year(last), month


def score(request: PageRequest, unit: str, year: int, month: int) -> Scorecard:
    """The scorecard of a unit whose live figures the viewer may see. Raises Denied."""
    reach = offices.reach(request.viewer, "figure", "read", request.on)
    return queries.scorecard(unit, year, month, reach=reach)


def printed(figure: Qualified | None) -> str:
    """A published rate in the words it was printed with: ``gần 85%``."""
    if figure is None:
        return vi.NONE
    return f"{WORDS[figure.qualifier]} {_number(figure)}%".strip()


def _number(figure: Qualified) -> str:
    decimals = 2 if figure.step < Fraction(1, 10) else 1 if figure.step < 1 else 0
    scale = 10**decimals
    return vi.grouped(half_up(figure.value * scale) / scale, decimals)


@dataclass(frozen=True)
class Square:
    """One tile of the map as drawn."""

    x: int
    y: int
    short: str
    value: str
    title: str
    look: str


@dataclass(frozen=True)
class Map:
    """The tile map with its size."""

    squares: tuple[Square, ...]
    width: int
    height: int
    tile_width: int = _SIZE[0]
    tile_height: int = _SIZE[1]


def tile_map(published: tuple[Tile, ...], own: str) -> Map:
    """All 34 provinces with what is published of them; Hoàng Sa and Trường Sa are always drawn and named."""
    known = {tile.unit: tile for tile in published}
    squares = []
    for cell in tiles():
        found = known.get(cell.province) if cell.kind == "province" else None
        rate = found.cases if found else None
        value = f"{_SIGNS[rate.qualifier]}{_number(rate)}" if rate else ""
        look = "isle" if cell.kind != "province" else "own" if cell.province == own else "has" if rate else ""
        squares.append(
            Square(
                x=cell.col * _STEP[0] + 1,
                y=cell.row * _STEP[1] + 1,
                short=cell.short,
                value=value,
                title=f"{cell.label}: {printed(rate) if rate else 'chưa có số công bố'}",
                look=look,
            )
        )
    width = max(square.x for square in squares) + _STEP[0] + 14
    return Map(tuple(squares), width, max(square.y for square in squares) + _STEP[1])
