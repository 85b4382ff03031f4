"""The rules of the agenda as data, read from ``agenda_rules.toml``. Pure."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any, Final, Literal

Test = Literal["", "long_eligible", "large_old", "tag", "cause"]
_FILE: Final = "agenda_rules.toml"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it looks at, what must hold, how heavy it weighs, what it asks and the options."""

    code: str
    label: str
    source: Literal["matters", "dossiers"]
    weight: int
    most: int
    question: str
    options: tuple[str, ...]
    article: str
    mark: str
    test: Test = ""
    named: str = ""
    least_days: int = 0
    kind: str = ""
    states: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)
    late: str = ""
    aside: tuple[str, ...] = ()
    least: int = 0
    also_states: tuple[str, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """How reasons, amount and waiting are turned into points; amounts are whole đồng.

    ``further`` None adds the weights of all rules up; ``equal`` says what stands first at the same points.
    """

    amounts: tuple[int, ...]
    per_step: int
    days_in_month: int
    per_month: int
    most_months: int
    further: int | None = None
    equal: Literal["key", "amount"] = "key"

    def of(self, weights: Sequence[int], amount: int, days: int) -> int:
        """The points of an item for which rules of these weights hold."""
        steps = sum(amount >= one for one in self.amounts)
        months = min(self.most_months, max(0, days) // self.days_in_month)
        return self._reasons(weights) + self.per_step * steps + self.per_month * months

    def _reasons(self, weights: Sequence[int]) -> int:
        if self.further is None:
            return sum(weights)
        return max(weights) + self.further * (len(weights) - 1)


@dataclass(frozen=True, slots=True)
class Rules:
    """The whole file, with its text: an agenda keeps the rules it was made by."""

    most: int
    considered: int
    score: Score
    rules: Mapping[str, Rule]
    text: str

    def of(self, source: str) -> tuple[Rule, ...]:
        """The rules that look at matters, or at dossiers."""
        return tuple(one for one in self.rules.values() if one.source == source)


@lru_cache(maxsize=1)
def rules() -> Rules:
    """The rules as they stand. Raises ValueError when the file is not right."""
    return loaded(resources.files(__package__).joinpath(_FILE).read_text(encoding="utf-8"))


def loaded(text: str) -> Rules:
    """The rules of a file's text. Raises ValueError naming the rule and the fault."""
    tables = tomllib.loads(text)
    score = dict(tables["score"])
    found = {}
    for code, table in tables["rules"].items():
        try:
            found[code] = _rule(code, table)
        except TypeError as error:
            raise ValueError(f"{_FILE}, {code}: {error}") from error
    return Rules(
        most=tables["most"],
        considered=tables["considered"],
        score=Score(amounts=tuple(score.pop("amounts")), **score),
        rules=found,
        text=text,
    )


def _rule(code: str, table: Mapping[str, Any]) -> Rule:
    said: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in table.items()
    }
    made = Rule(code=code, **said)
    if (made.source == "matters") is not bool(made.test) or (made.source == "dossiers") is not bool(
        made.kind
    ):
        raise ValueError(f"{_FILE}, {code}: a rule of matters has a test, one of dossiers a kind")
    return made
