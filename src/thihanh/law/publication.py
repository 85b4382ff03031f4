"""The public list of debtors without means: its states, its fields by regime, what is covered. Data.

PB-1 (L25 Đ.38.2, D152 Đ.23) and PB-2 (D62 Đ.11, C04 Đ.3-8).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from thihanh.law.citations import cite
from thihanh.law.marks import Mark, checked_mark
from thihanh.law.regimes import REGIMES, Regime
from thihanh.law.terms import PARAMETERS


@dataclass(frozen=True, slots=True)
class Fields:
    """What one regime publishes of a debtor, with the article."""

    names: frozenset[str]
    article: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Mask:
    """What is covered of some people; ``under_age`` in years, 0 where age does not matter."""

    code: str
    label: str
    covers: frozenset[str]
    under_age: int
    tag: str
    article: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Publication:
    """The whole rule of the public list."""

    stages: frozenset[str]
    fields: Mapping[Regime, Fields]
    masks: tuple[Mask, ...]
    note: str
    article: str
    mark: Mark


@lru_cache(maxsize=1)
def publication() -> Publication:
    """The rule as reviewed (L25 Đ.38.2, D152 Đ.23; D62 Đ.11)."""
    tables = tomllib.loads((PARAMETERS / "publication.toml").read_text(encoding="utf-8"))
    return Publication(
        stages=frozenset(tables["state"]["stages"]),
        fields={regime: _fields(tables["fields"][regime]) for regime in REGIMES},
        masks=tuple(_mask(code, row) for code, row in tables["mask"].items()),
        note=tables["state"]["note"],
        article=cite(tables["state"]["article"]),
        mark=checked_mark(tables["state"]["mark"]),
    )


def covered(on_year: int, birth_year: int | None, tags: frozenset[str]) -> tuple[Mask, ...]:
    """The masks that apply to a person in a year: certain full age is what uncovers, not a missing year."""
    return tuple(
        mask
        for mask in publication().masks
        if (mask.under_age and birth_year is not None and on_year - birth_year <= mask.under_age)
        or (mask.tag and mask.tag in tags)
    )


def _fields(row: Mapping[str, Any]) -> Fields:
    return Fields(frozenset(row["names"]), cite(row["article"]), checked_mark(row["mark"]))


def _mask(code: str, row: Mapping[str, Any]) -> Mask:
    return Mask(
        code=code,
        label=row["label"],
        covers=frozenset(row["covers"]),
        under_age=row.get("under_age", 0),
        tag=row.get("tag", ""),
        article=cite(row["article"]),
        mark=checked_mark(row["mark"]),
    )
