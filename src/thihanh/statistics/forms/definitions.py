"""Reading the form definitions: versions, columns, the chain above them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any

from thihanh.statistics.measures.definitions import MEASURES
from thihanh.statistics.measures.values import Measure, Of
from thihanh.statistics.period import Version

FORM_CODES = ("004.N", "005.N")


class UnknownForm(LookupError):
    """No such form, version or column; the message is a sentence for the reader."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: measures it adds up, or the columns it sums, or the two columns it divides."""

    no: int
    code: str
    name: str
    measures: tuple[Measure, ...] = ()
    sum: tuple[int, ...] = ()
    ratio: tuple[int, int] | None = None
    article: str = ""


@dataclass(frozen=True)
class Form:
    """One form in one version."""

    code: str
    full_code: str
    version: Version
    of: Of
    title: str
    unit: str
    label: str
    article: str
    source: str
    mark: str
    note: str
    columns: tuple[Column, ...]

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Column code (``due``, ``eligible``, ``resolved``, …) → column number."""
        return {column.code: column.no for column in self.columns}

    @cached_property
    def added_up(self) -> Mapping[int, tuple[str, ...]]:
        """Column number → codes of the measures it adds up, rates left out."""
        counted = (column.no for column in self.columns if not column.ratio)
        return {no: tuple(measure.code for measure in self.measures_behind(no)) for no in counted}

    def column(self, no: int) -> Column:
        """The column with this number of the table head."""
        for column in self.columns:
            if column.no == no:
                return column
        raise UnknownForm(f"Biểu {self.code} ({self.version}) không có cột {no}.")

    def measures_behind(self, no: int) -> tuple[Measure, ...]:
        """The measures a column adds up, through every column it sums; a rate has none of its own."""
        column = self.column(no)
        if column.ratio:
            raise UnknownForm(f"Cột {no} là tỷ lệ; mở cột {column.ratio[0]} hoặc {column.ratio[1]}.")
        found = list(column.measures)
        for part in column.sum:
            found.extend(self.measures_behind(part))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class ChainItem:
    """A line of the chain above the columns; ``sign`` is its part in due (0: a total of the lines before)."""

    code: str
    name: str
    sign: int
    measure: Measure | None = None


_CHAIN = (
    ("opening", 1),
    ("new", 1),
    ("returned", 1),
    ("handled", 0),
    ("delegated", -1),
    ("withdrawn", -1),
    ("amended", -1),
    ("moved", -1),
    ("due", 0),
)
_TOTALS = {"handled": "Tổng số thụ lý", "due": "Tổng số phải thi hành"}


@cache
def chain(of: Of) -> tuple[ChainItem, ...]:
    """The chain of cases or of money (``amended`` is a line of money only)."""
    items = []
    for code, sign in _CHAIN:
        if sign == 0:
            items.append(ChainItem(code, _TOTALS[code], 0))
        elif (measure := MEASURES.get(f"{of}.{code}")) is not None:
            items.append(ChainItem(code, measure.name, sign, measure))
    return tuple(items)


def _column(data: dict[str, Any]) -> Column:
    ratio = data.get("ratio")
    return Column(
        no=data["no"],
        code=data["code"],
        name=data["name"],
        measures=tuple(MEASURES[code] for code in data.get("measures", ())),
        sum=tuple(data.get("sum", ())),
        ratio=(ratio[0], ratio[1]) if ratio else None,
        article=data.get("article", ""),
    )


@cache
def _version(version: Version) -> dict[str, Form]:
    text = resources.files("thihanh.statistics.forms").joinpath(f"{version}.toml").read_text("utf-8")
    data = tomllib.loads(text)
    common = {key: data[key] for key in ("version", "label", "article", "source", "mark", "note")}
    return {
        form["code"]: Form(
            **common,
            **{key: form[key] for key in ("code", "full_code", "of", "title", "unit")},
            columns=tuple(_column(column) for column in form["columns"]),
        )
        for form in data["form"]
    }


def form_of(code: str, version: Version) -> Form:
    """Form 004.N or 005.N in a version. Raises ``UnknownForm`` with a sentence."""
    try:
        return _version(version)[code]
    except (KeyError, FileNotFoundError):
        raise UnknownForm(
            f"Không có biểu “{code}” phiên bản “{version}”; có {', '.join(FORM_CODES)}: R25, R08, two_way."
        ) from None
