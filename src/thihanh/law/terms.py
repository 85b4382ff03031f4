"""Deadline rules as data: what each act's clock is, in each regime, with the article and mark of every
number.

The reviewed files ``parameters/terms_*.toml`` (and others of the same form) hold one table per rule::

    [DL-19]
    act = "…"  actor = "…"  trigger = "…"  after = "DL-18"
    R08 = [{ kind = "limit", number = 10, unit = "cd", article = "L08 Đ.44.1", mark = "S" }]
    R25 = [
      { when = ["interim_measure"], kind = "at_once", article = "L25 Đ.37.1", mark = "S" },
      { kind = "limit", number = 9, unit = "cd", article = "L25 Đ.37.1", mark = "S" },
    ]

A row may name a ``step`` (one of several clocks), the facts it needs (``when``; the first row that fits wins)
and the day its number starts (``since``, else the first day of regime and source; it holds until the next).
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal, cast, get_args

from thihanh.law.citations import cite, in_force_since, spell
from thihanh.law.marks import Mark, checked_mark
from thihanh.law.regimes import REGIMES, Regime, regime_start

Kind = Literal[
    "limit",
    "before_event",
    "not_before",
    "length",
    "limitation",
    "recurrence",
    "at_once",
    "moment",
    "condition",
]
Unit = Literal["cd", "wd", "h", "m", "y"]

PARAMETERS: Final = Path(__file__).parent / "parameters"
KIND_NAMES: Final[dict[Kind, str]] = {
    "limit": "thời hạn",
    "before_event": "hạn trước sự kiện",
    "not_before": "ngày sớm nhất",
    "length": "khoảng thời gian",
    "limitation": "thời hiệu",
    "recurrence": "định kỳ",
    "at_once": "thực hiện ngay",
    "moment": "thời điểm",
    "condition": "điều kiện, không phải thời hạn",
}
UNIT_NAMES: Final[dict[Unit, str]] = {
    "cd": "ngày",
    "wd": "ngày làm việc",
    "h": "giờ",
    "m": "tháng",
    "y": "năm",
}
ABSENCES: Final = {"not_found": "không tìm thấy", "not_regulated": "chưa có quy định"}
_UNTIMED: Final = frozenset({"at_once", "moment", "condition"})
_ROW_KEYS: Final = frozenset(
    {
        "step",
        "when",
        "since",
        "kind",
        "number",
        "unit",
        "article",
        "mark",
        "note",
        "trigger",
        "reason",
        "absent",
    }
)
_RULE_KEYS: Final = frozenset(
    {"act", "actor", "trigger", "after", "note", "main", "knows", "numbers", *REGIMES}
)


@dataclass(frozen=True, slots=True)
class Term:
    """One number of one rule: valid from ``since`` until the next of the same row. ``number`` is None where
    untimed.
    """

    kind: Kind
    number: int | None
    unit: Unit | None
    article: str
    spelled: str
    mark: Mark
    since: date
    note: str = ""
    trigger: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Variant:
    """The clock of one step under the facts ``when``: its numbers, oldest first; ``absent`` when there is
    none.
    """

    step: str
    when: frozenset[str]
    terms: tuple[Term, ...]
    absent: str = ""

    def on(self, day: date) -> Term | None:
        """The number that holds on ``day``; None before the first."""
        found = None
        for term in self.terms:
            if term.since <= day:
                found = term
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One act of the register with its clocks in both regimes."""

    code: str
    act: str
    actor: str
    trigger: str
    variants: Mapping[Regime, tuple[Variant, ...]]
    after: str
    main: str
    note: str
    switches: frozenset[str]
    numbers: frozenset[str]

    @property
    def steps(self) -> tuple[str, ...]:
        """Names that the fact ``step`` may take, in the order of the file."""
        names = (v.step for regime in REGIMES for v in self.variants[regime])
        return tuple(dict.fromkeys(n for n in names if n))

    @property
    def facts(self) -> tuple[str, ...]:
        """Facts the rule knows, ``step`` first."""
        return (*(("step",) if self.steps else ()), *sorted(self.switches | self.numbers))


@lru_cache(maxsize=1)
def rules() -> Mapping[str, Rule]:
    """Every deadline rule of the reviewed files, by code, in the order of the files."""
    return load_rules(sorted(PARAMETERS.glob("terms_*.toml")))


@lru_cache(maxsize=1)
def fact_names() -> Mapping[str, str]:
    """Facts of the rules in Vietnamese, by code; every fact a rule knows is here."""
    return _names()["facts"]


@lru_cache(maxsize=1)
def step_names() -> Mapping[str, str]:
    """Steps of the rules in Vietnamese, by code; every step a rule has is here."""
    return _names()["steps"]


@lru_cache(maxsize=1)
def _names() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((PARAMETERS / "facts.toml").read_text(encoding="utf-8"))


def load_rules(files: Iterable[Path]) -> Mapping[str, Rule]:
    """Read reviewed files; raises ``ValueError`` naming file and rule for a row of another form."""
    found: dict[str, Rule] = {}
    for file in files:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
        for code, table in tables.items():
            try:
                if code in found:
                    raise ValueError("stated twice")
                found[code] = _rule(code, table)
            except (ValueError, KeyError, TypeError) as error:
                msg = f"{file.name}: {code}: {error}"
                raise ValueError(msg) from error
    return found


def _rule(code: str, table: Mapping[str, Any]) -> Rule:
    if unknown := set(table) - _RULE_KEYS:
        msg = f"unknown keys {sorted(unknown)}"
        raise ValueError(msg)
    main = table.get("main", "")
    variants = {regime: _variants(table[regime], regime, main) for regime in REGIMES}
    used = {fact for rows in variants.values() for row in rows for fact in row.when}
    return Rule(
        code=code,
        act=table["act"],
        actor=table["actor"],
        trigger=table["trigger"],
        variants=variants,
        after=table.get("after", ""),
        main=main,
        note=table.get("note", ""),
        switches=frozenset(used | set(table.get("knows", ()))),
        numbers=frozenset(table.get("numbers", ())),
    )


def _variants(rows: Iterable[Mapping[str, Any]], regime: Regime, main: str) -> tuple[Variant, ...]:
    terms: dict[tuple[str, frozenset[str]], list[Term]] = {}
    absences: dict[tuple[str, frozenset[str]], str] = {}
    for row in rows:
        if unknown := set(row) - _ROW_KEYS:
            msg = f"unknown keys {sorted(unknown)}"
            raise ValueError(msg)
        key = (row.get("step", main), frozenset(row.get("when", ())))
        terms.setdefault(key, [])
        if "absent" in row:
            absences[key] = ABSENCES[row["absent"]]
        else:
            terms[key].append(_term(row, regime))
    return tuple(
        Variant(step, when, tuple(sorted(found, key=lambda t: t.since)), absences.get((step, when), ""))
        for (step, when), found in terms.items()
    )


def _term(row: Mapping[str, Any], regime: Regime) -> Term:
    kind = row["kind"]
    number, unit = row.get("number"), row.get("unit")
    if kind not in get_args(Kind):
        msg = f"unknown kind {kind!r}"
        raise ValueError(msg)
    if kind in _UNTIMED:
        if number is not None or unit is not None:
            msg = f"{kind} takes no number"
            raise ValueError(msg)
    elif unit not in get_args(Unit) or not isinstance(number, int) or number < 1:
        msg = f"{kind} needs a number of {get_args(Unit)}"
        raise ValueError(msg)
    return Term(
        kind=cast("Kind", kind),
        number=number,
        unit=cast("Unit | None", unit),
        article=cite(row["article"]),
        spelled=spell(row["article"]),
        mark=checked_mark(row["mark"]),
        since=row.get("since", max(regime_start(regime), in_force_since(row["article"]))),
        note=row.get("note", ""),
        trigger=row.get("trigger", ""),
        reason=row.get("reason", ""),
    )
