"""Time that the law does not count, as reviewed data: what stops a clock, on which article, which clocks."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from thihanh.law.citations import cite
from thihanh.law.marks import Mark, checked_mark
from thihanh.law.regimes import REGIMES, Regime
from thihanh.law.terms import PARAMETERS

#: Every clock on the side of the parties and the officer; what the others stop is named rule by rule.
ALL_RULES: Final = "*"


@dataclass(frozen=True, slots=True)
class StopGround:
    """One kind of time that is not counted, as it stands in one regime."""

    code: str
    label: str
    article: str
    mark: Mark
    rules: frozenset[str]

    def stops(self, rule: str) -> bool:
        """Whether this kind of time is taken out of the clock of ``rule``."""
        return ALL_RULES in self.rules or rule in self.rules


def stop_grounds(regime: Regime) -> Mapping[str, StopGround]:
    """The kinds of stop a regime knows, by code (L08 Đ.30, 48, 49; L25 Đ.46, 47, 101; D152 Đ.3, 10)."""
    return _stop_grounds()[regime]


@lru_cache(maxsize=1)
def _stop_grounds() -> Mapping[Regime, Mapping[str, StopGround]]:
    tables = tomllib.loads((PARAMETERS / "stops.toml").read_text(encoding="utf-8"))
    return {
        regime: {
            code: StopGround(
                code=code,
                label=table["label"],
                article=cite(table[regime]["article"]),
                mark=checked_mark(table[regime]["mark"]),
                rules=frozenset(table["rules"]),
            )
            for code, table in tables.items()
            if regime in table
        }
        for regime in REGIMES
    }
