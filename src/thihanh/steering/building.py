"""Building an agenda from the rules under a cut of the record, and building it again from what was kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from thihanh.editions import cutting
from thihanh.editions.body import CutName
from thihanh.statistics.book.members import Cut
from thihanh.steering import found_dossiers, found_matters
from thihanh.steering.agenda import Item, counted, digest, propose
from thihanh.steering.agenda_rules import Rules, loaded
from thihanh.steering.agendas import Built


@dataclass(frozen=True, slots=True)
class Made:
    """Items as the rules propose them, and what every rule found."""

    items: tuple[Item, ...]
    found: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """An agenda built again from its cut and its rules; ``differing`` names the items that changed."""

    made: Made
    same: bool
    differing: tuple[str, ...]


def make(agency: str, name: CutName, rules: Rules) -> Made:
    """What the rules propose under a cut. Raises ``cutting.CutGone``."""
    cut = cutting.of(name)
    read: Cut | None = cut if cutting.anything_later(agency, cut) else None
    on = name.known_on
    matters = found_matters.found(agency, on, rules, cut=read)
    dossiers = found_dossiers.found(agency, on, rules, inside=cut.inside, cut=read)
    found = {**matters.totals, **counted(dossiers, rules.of("dossiers"))}
    return Made(propose([*matters.candidates, *dossiers], rules), found)


def again(agency: str, built: Built) -> Rebuilt:
    """The agenda of a meeting built again from the record alone. Raises ``cutting.CutGone``."""
    made = make(agency, built.cut, loaded(built.rules))
    before = {one.key: one for one in built.items}
    now = {one.key: one for one in made.items}
    keys = dict.fromkeys((*before, *now))
    differing = tuple(key for key in keys if before.get(key) != now.get(key))
    return Rebuilt(made, digest(made.items) == built.digest and made.found == built.found, differing)


def parties_of(items: Sequence[Item]) -> dict[str, str]:
    """The names that stand beside the items about one matter, by item."""
    ids = {one.key: one.matters[0] for one in items if len(one.matters) == 1}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT matter_id, debtor, creditor FROM matters_current WHERE matter_id = ANY(%s)",
            [list(ids.values())],
        )
        names = {
            matter: f"{debtor} phải thi hành cho {creditor}" if creditor else f"{debtor} phải thi hành"
            for matter, debtor, creditor in cursor.fetchall()
        }
    return {key: names.get(matter, "") for key, matter in ids.items()}
