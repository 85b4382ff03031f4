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
from thihanh.targets.consistency.arithmetic import worked_out
from thihanh.targets.consistency.statements import Interval
from thihanh.targets.published import read_table

Finding = Literal["reconciles", "mismatch", "note"]


_TOKEN = re.compile(r"~?\d+(?:\.\d+)?|[-+*/()]")


def _printed(token: str) -> Interval:
    exact = Fraction(token.lstrip("~"))
    slack = printed_step(token[1:]) if token.startswith("~") else Fraction(0)
    return Interval(exact - slack, exact + slack)


def evaluate(formula: str, *, percent: bool = False) -> Interval:
    """The worth of a formula of printed numbers; ``percent`` multiplies by 100. Raises ValueError."""
    tokens = _TOKEN.findall(formula)
    if "".join(tokens) != formula:
        raise ValueError(f"formula not understood: {formula}")
    found = worked_out(tokens, _printed)
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
