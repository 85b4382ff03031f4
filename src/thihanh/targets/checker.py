"""A checker of published figures: does the arithmetic behind them hold, within what their digits allow?

Counts and sums must be exact. A printed ratio or percent may be rounded or cut at its last digit, so it may
be off by one unit of that digit; a number marked ``~`` in a formula is itself only known to one unit of its
last meaningful digit.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from thihanh.statistics.published import Qualified, Qualifier, printed_step
from thihanh.targets.published import PublishedRow, read_table

Finding = Literal["reconciles", "mismatch", "note"]


@dataclass(frozen=True, slots=True)
class Interval:
    """What a formula may be worth."""

    low: Fraction
    high: Fraction

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: "Interval") -> "Interval":
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: "Interval") -> "Interval":
        return self * Interval(1 / other.high, 1 / other.low)


_TOKEN = re.compile(r"~?\d+(?:\.\d+)?|[-+*/()]")


class _Reader:
    """Reads sums and products of printed numbers, with brackets."""

    def __init__(self, formula: str) -> None:
        self.tokens = _TOKEN.findall(formula)
        if "".join(self.tokens) != formula:
            raise ValueError(f"formula not understood: {formula}")
        self.place = 0

    def _next(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def _take(self) -> str:
        self.place += 1
        return str(self.tokens[self.place - 1])

    def sum(self) -> Interval:
        value = self._product()
        while self._next() in ("+", "-"):
            value = value + self._product() if self._take() == "+" else value - self._product()
        return value

    def _product(self) -> Interval:
        value = self._number()
        while self._next() in ("*", "/"):
            value = value * self._number() if self._take() == "*" else value / self._number()
        return value

    def _number(self) -> Interval:
        token = self._take()
        if token == "(":
            value = self.sum()
            self._take()
            return value
        exact = Fraction(token.lstrip("~"))
        slack = printed_step(token[1:]) if token.startswith("~") else Fraction(0)
        return Interval(exact - slack, exact + slack)


def evaluate(formula: str, *, percent: bool = False) -> Interval:
    """The worth of a formula of printed numbers; ``percent`` multiplies by 100. Raises ValueError."""
    found = _Reader(formula).sum()
    return found * Interval(Fraction(100), Fraction(100)) if percent else found


@dataclass(frozen=True, slots=True)
class Check:
    """One piece of arithmetic behind published figures, and what came of it."""

    row: str
    name: str
    formula: str
    computed: Interval
    published: str
    finding: Finding
    note: str = ""
    source: str = ""


def judge(worth: Interval, published: str, qualifier: Qualifier, formula: str) -> Finding:
    """Whether what is computed can be printed so."""
    if not published:
        return "note"
    if qualifier != "exact":
        low, high = Qualified.read(published, qualifier).range
        return "reconciles" if worth.high > low and worth.low < high else "mismatch"
    printed = Fraction(published)
    is_count = "/" not in formula and "." not in published and "~" not in formula
    _, _, decimals = published.partition(".")
    slack = Fraction(0) if is_count else Fraction(1, 10 ** len(decimals))
    fits = worth.low - slack <= printed <= worth.high + slack
    return "reconciles" if fits else "mismatch"


def stated_checks() -> Iterator[tuple[Check, str]]:
    """The reviewed arithmetic of ``checks.csv``, judged anew, each with the reviewer's own finding."""
    for data in read_table("checks.csv"):
        worth = evaluate(data["formula"], percent=bool(data["percent"]))
        qualifier: Qualifier = data["qualifier"]  # type: ignore[assignment]  # -- a reviewed word
        finding = judge(worth, data["published"], qualifier, data["formula"])
        check = Check(
            data["row"],
            data["check"],
            data["formula"],
            worth,
            data["published"],
            finding,
            data["note"],
            data["source"],
        )
        yield check, data["reviewed"]


def checks_of(row: PublishedRow) -> Iterator[Check]:
    """What can be recomputed inside one published row: rates, handled, due, beats (R01, R02, R08, R24)."""
    for of in ("cases", "money"):
        for name, parts, printed in (
            (
                "tỷ lệ = giải quyết xong ÷ có điều kiện",
                (f"{of}_done", "/", f"{of}_eligible"),
                f"{of}_rate_pub",
            ),
            ("thụ lý = cũ + mới", (f"{of}_opening", "+", f"{of}_new"), f"{of}_handled"),
            (
                "phải thi hành = thụ lý − ủy thác − thu hồi",
                (f"{of}_handled", "-", f"{of}_entrusted", "-", f"{of}_revoked"),
                f"{of}_due",
            ),
            ("vượt = tỷ lệ − chỉ tiêu (điểm %)", (f"{of}_rate_pub", "-", f"{of}_target"), f"{of}_beat_pub"),
        ):
            check = _inside(row, name, parts, printed)
            if check is not None:
                yield check


def _inside(row: PublishedRow, name: str, parts: tuple[str, ...], printed: str) -> Check | None:
    columns = [part for part in parts if len(part) > 1]
    if printed not in row.texts or any(column not in row.texts for column in columns):
        return None
    bounds = ("above", "below", "nearly")
    if any(row.figures[column].qualifier in bounds for column in columns):
        return None
    formula = "".join(
        ("~" if part in row.figures and row.figures[part].is_bound else "") + row.texts.get(part, part)
        for part in parts
    )
    worth = evaluate(formula, percent="/" in parts)
    finding = judge(worth, row.texts[printed], row.figures[printed].qualifier, formula)
    return Check(row.row, name, formula, worth, row.texts[printed], finding, row.note, row.source)
