"""The control rules R01–R26 as data: what each says, how strict it is, where it comes from."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, cast

Severity = Literal["error", "warning"]
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``tolerance`` is the file's own text; ``limits`` its numbers, cases first, then money."""

    id: str
    scope: str
    name: str
    rule: str
    tolerance: str
    severity: Severity
    source: str
    mark: str

    @property
    def limits(self) -> tuple[int, ...]:
        """The whole numbers of the tolerance: points or percent, for cases and for money."""
        return tuple(int(text) for text in _NUMBER.findall(self.tolerance) if text.isdigit())


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its number, in order."""
    text = resources.files(__package__).joinpath("rules.csv").read_text("utf-8")
    return {
        row["rule_id"]: Rule(
            id=row["rule_id"],
            severity=cast("Severity", row["severity"]),
            **{key: row[key] for key in ("scope", "name", "rule", "tolerance", "source", "mark")},
        )
        for row in csv.DictReader(text.splitlines())
    }
