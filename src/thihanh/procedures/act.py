"""What an act of the law is, as data: who, from which stages, on which ground, with which paper and clock.

``ACTS`` of the modules in ``procedures/acts`` are collected by ``procedures.catalogue``. An act has two pure
functions: ``check`` raises the refusal that only this act knows, ``effect`` says what it writes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from thihanh.law.regimes import Regime
from thihanh.matters.asking import Choice
from thihanh.matters.intake import Intake

if TYPE_CHECKING:
    from thihanh.offices.queries import Viewer
    from thihanh.procedures.case import Case
    from thihanh.procedures.judging import Judged

FieldKind = Literal[
    "date", "text", "long", "money", "number", "bool", "choice", "many",
    "party", "obligation", "obligations", "agency", "officer", "matter", "persons",
]  # fmt: skip
Value = date | str | int | bool | tuple[int, ...] | tuple[str, ...] | tuple[Mapping[str, str], ...] | None
Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an act's form. ``choices`` and ``default`` may depend on the case."""

    name: str
    label: str
    kind: FieldKind
    required: bool = True
    hint: str = ""
    choices: "Callable[[Case], Sequence[Choice]] | tuple[Choice, ...]" = ()
    default: "Callable[[Case], Value] | None" = None


def _nothing_to_check(case: "Case", values: Values) -> None:
    """Most acts know no refusal beyond those of stage, ground and dates."""


def _always_ready(case: "Case") -> None:
    """Most acts ask nothing of the matter beyond its stage."""


def _nothing_follows(done: "Sequence[Judged]", by: "Viewer", on: date) -> None:
    """Most acts have no consequence beyond what they write on their matter."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act. ``signer`` "head": a paper goes through the signing queue and takes effect when issued;
    "officer": the person who acts signs, effect at once; "clerk": recorded by the office, effect at once.

    ``right`` is (object, action) of the policy. ``stages`` are those it may start from (empty: any that
    has not ended). ``ground`` names the kind of ground asked for (a stage code of ``law.grounds``), empty
    for none. ``meets`` are the deadline rules it answers, ``starts`` those it sets running. ``articles`` by
    regime; a regime without an article does not know the act. ``ready`` raises the refusal («Trạng thái»)
    that needs no typed value, so that the matter's page can say it before the form is opened; ``check`` the
    ones that do. ``follows`` does what an act that takes effect at once sets going outside its matter, in the
    same transaction.
    """

    code: str
    label: str
    verb: str
    signer: Literal["head", "officer", "clerk"]
    effect: "Callable[[Case, Values], Intake]"
    articles: Mapping[Regime, str]
    fields: tuple[Field, ...] = ()
    check: "Callable[[Case, Values], None]" = _nothing_to_check
    ready: "Callable[[Case], None]" = _always_ready
    right: tuple[str, str] = ("matter", "act")
    stages: frozenset[str] = frozenset()
    after_end: bool = False
    ground: str = ""
    paper: str = ""
    register: str = ""
    meets: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    legal_state: str = ""
    mark: str = "S"
    bulk: bool = False
    births: bool = False
    follows: "Callable[[Sequence[Judged], Viewer, date], None]" = _nothing_follows
    note: str = ""
