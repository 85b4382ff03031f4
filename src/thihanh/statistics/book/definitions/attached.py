"""The lists attached to the reports, as data: when each is due and the cell its rows must equal."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from thihanh.statistics.period import Period


@dataclass(frozen=True, slots=True)
class ListDefinition:
    """One attached list: when it is due, and the cell its rows must equal."""

    code: str
    title: str
    months: tuple[int, ...]
    form: str
    row: str
    column: str


@cache
def definitions() -> tuple[ListDefinition, ...]:
    """Lists (a)–(e) in order."""
    text = resources.files(__package__).joinpath("lists.toml").read_text("utf-8")
    return tuple(
        ListDefinition(
            **{key: row[key] for key in ("code", "title", "form", "row", "column")},
            months=tuple(row["months"]),
        )
        for row in tomllib.loads(text)["list"]
    )


def due_on(period: Period) -> tuple[ListDefinition, ...]:
    """The lists attached to the report of a period; none outside months 3, 6, 10 and 12."""
    return tuple(one for one in definitions() if period.months in one.months)
