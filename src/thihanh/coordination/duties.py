"""What may be asked of which body: each duty is a term of law with its bodies, words and form of reply."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

from thihanh.coordination.bodies import catalogue
from thihanh.law.regimes import regime_on
from thihanh.law.terms import Rule, Variant, rules

Result = Literal["agreed", "partly", "refused"]
RESULTS: Final[Mapping[Result, str]] = {
    "agreed": "Đồng ý, đã thực hiện",
    "partly": "Một phần",
    "refused": "Từ chối",
}
_EVERY_BODY = "*"
_WHY = "Lý do, khi từ chối hoặc chỉ đáp ứng một phần"


@dataclass(frozen=True, slots=True)
class ReplyForm:
    """How a body answers: the words of the three results, what its text is, when it says why, its minutes."""

    code: str
    words: Mapping[Result, str]
    text: str
    why: str
    minutes: str


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty to answer. ``code`` is its term's; ``next`` the duty of another body when this one is late."""

    code: str
    bodies: frozenset[str]
    asks: str
    reply: ReplyForm
    late: str = ""
    next: str = ""

    @property
    def rule(self) -> Rule:
        """Its term in the register of deadlines, for both regimes."""
        return rules()[self.code]

    @property
    def label(self) -> str:
        """The duty in a line."""
        return self.rule.act

    def fits(self, body: str) -> bool:
        """Whether it may be asked of the body."""
        return body.partition(":")[0] in self.bodies

    def variant(self, on: date, facts: frozenset[str] = frozenset()) -> Variant:
        """The row of its term that holds on a day under the facts that are true."""
        rows = self.rule.variants[regime_on(on)]
        fitting = [one for one in rows if one.when <= facts]
        return fitting[0] if fitting else rows[-1]

    def dated(self, on: date, facts: frozenset[str] = frozenset()) -> bool:
        """Whether the law of the day gives a last day."""
        term = self.variant(on, facts).on(on)
        return term is not None and term.kind not in ("condition", "moment")

    def basis(self, on: date, facts: frozenset[str] = frozenset()) -> str:
        """The article of the day in full words; what stands in its place where the regime has none."""
        row = self.variant(on, facts)
        term = row.on(on)
        return term.spelled if term else row.absent


@lru_cache(maxsize=1)
def duties() -> Mapping[str, Duty]:
    """Every duty by its code, in the order of the file."""
    return {code: _duty(code, one, reply_forms()) for code, one in _tables()["duty"].items()}


@lru_cache(maxsize=1)
def reply_forms() -> Mapping[str, ReplyForm]:
    """The forms in which bodies answer, by code."""
    return {code: _form(code, one) for code, one in _tables()["reply"].items()}


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "duties.toml").read_text(encoding="utf-8"))


def duty(code: str) -> Duty:
    """A duty by its code. Raises LookupError for none."""
    return duties()[code]


def duties_of(body: str) -> tuple[Duty, ...]:
    """What may be asked of a body."""
    return tuple(one for one in duties().values() if one.fits(body))


def _form(code: str, table: Mapping[str, str]) -> ReplyForm:
    words: dict[Result, str] = {result: table[result] for result in RESULTS}
    return ReplyForm(code, words, table["text"], table.get("why", _WHY), table["minutes"])


def _duty(code: str, table: Mapping[str, Any], forms: Mapping[str, ReplyForm]) -> Duty:
    listed = frozenset(catalogue()) if _EVERY_BODY in table["bodies"] else frozenset(table["bodies"])
    return Duty(
        code, listed, table["asks"], forms[table["reply"]], table.get("late", ""), table.get("next", "")
    )
