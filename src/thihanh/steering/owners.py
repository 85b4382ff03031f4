"""Who may owe something to the committee: the enforcement agency itself, and the bodies of the catalogue."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from thihanh.coordination.bodies import catalogue, named
from thihanh.dossiers.life import Dossier
from thihanh.matters.asking import Choice

AGENCY: Final = "agency"
_AGENCY_NAME: Final = "Cơ quan thi hành án dân sự tỉnh"


def owners(dossier: Dossier | None) -> Sequence[Choice]:
    """What a form offers: the agency first, then the bodies that have no last day."""
    standing = [Choice(one.code, one.name) for one in catalogue().values() if one.until == date.max]
    return [Choice(AGENCY, _AGENCY_NAME), *standing]


def owner_name(code: str, name: str = "") -> str:
    """An owner as people say it: the very one where it is told, else the catalogue's name."""
    return name or (_AGENCY_NAME if code == AGENCY else named(code))
