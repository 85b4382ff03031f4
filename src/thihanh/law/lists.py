"""What the law enumerates: contents of a request, channels, cases never refused, means of verification.

``parameters/lists.toml`` holds every list with the article and mark of each entry, by regime.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from thihanh.law.citations import cite
from thihanh.law.marks import Mark, checked_mark
from thihanh.law.regimes import REGIMES, Regime
from thihanh.law.terms import PARAMETERS


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of a list; ``when`` names the circumstance that makes it apply ("" is always)."""

    code: str
    label: str
    article: str
    mark: Mark
    when: str = ""
    note: str = ""


def listed(name: str, regime: Regime) -> tuple[Listed, ...]:
    """The entries of a list that the regime knows, in the order of the law; raises ``KeyError`` for no such
    list.
    """
    return _lists()[name][regime]


def entry(name: str, code: str, regime: Regime) -> Listed:
    """One entry by its code; raises ``KeyError`` where the regime does not know it."""
    found = next((one for one in listed(name, regime) if one.code == code), None)
    if found is None:
        raise KeyError(f"{name}.{code} ({regime})")
    return found


def list_names() -> tuple[str, ...]:
    """All lists, in the order of the file."""
    return tuple(_lists())


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, Mapping[Regime, tuple[Listed, ...]]]:
    tables = tomllib.loads((PARAMETERS / "lists.toml").read_text(encoding="utf-8"))
    return {
        name: {
            regime: tuple(
                Listed(
                    code=code,
                    label=row["label"],
                    article=cite(row[regime]),
                    mark=checked_mark(row.get(f"mark_{regime}", row["mark"])),
                    when=row.get("when", ""),
                    note=row.get("note", ""),
                )
                for code, row in rows.items()
                if regime in row
            )
            for regime in REGIMES
        }
        for name, rows in tables.items()
    }
