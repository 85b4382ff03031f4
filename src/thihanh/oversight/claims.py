"""Claims for State compensation as they stand: what is asked, found, decided and paid, what is due next."""

from dataclasses import dataclass
from datetime import date

from thihanh.dossiers import queries
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.loading import load
from thihanh.dossiers.queries import Filters, Row
from thihanh.offices.queries import Viewer


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim; amounts in đồng, None while not yet known. Nothing here says who claims."""

    row: Row
    claimed: int
    found: int | None
    advance: int | None
    decided: int | None
    paid: int | None


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims a viewer may read: the open ones, the nearest deadline first; how many have ended."""

    open: tuple[Claim, ...]
    ended: int

    @property
    def claimed(self) -> int:
        """What the open ones ask for."""
        return sum(one.claimed for one in self.open)


def claims(viewer: Viewer, on: date) -> Claims:
    """The claims the viewer may read."""
    rows = queries.every(viewer, Filters(kinds=("compensation",)), on, order="due")
    going = [row for row in rows if row.ended_on is None]
    found = load([row.id for row in going])
    return Claims(tuple(_claim(row, found[row.id]) for row in going), len(rows) - len(going))


def _claim(row: Row, one: Dossier) -> Claim:
    names = ("damage", "advance", "amount", "paid")
    damage, advance, amount, paid = (_amount(one.last(name)) for name in names)
    return Claim(row, _amount(one.last("claimed")) or 0, damage, advance, amount, paid)


def _amount(value: object) -> int | None:
    return value if isinstance(value, int) else None
