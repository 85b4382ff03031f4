"""What a kind of dossier is, as data: states, steps with fields, clocks. Pure; rooms register theirs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from thihanh.deadlines import Calendar
from thihanh.matters.asking import Choice, Refusal

if TYPE_CHECKING:
    from thihanh.dossiers.life import Dossier
    from thihanh.dossiers.operations import New

FieldKind = Literal[
    "date", "text", "long", "money", "number", "bool", "choice", "many", "officer", "unit", "body",
    "matters", "dossier", "files", "paper",
]  # fmt: skip
_KEPT_AS_TEXT: Final = frozenset({"text", "long", "choice", "officer", "unit", "body"})
Group = Literal[
    "coordination", "coercion", "administrative", "grievance", "inspection", "steering", "activity",
]  # fmt: skip
GROUPS: Final[Mapping[Group, str]] = {
    "coordination": "Phối hợp",
    "coercion": "Cưỡng chế",
    "administrative": "Thi hành án hành chính",
    "grievance": "Khiếu nại, tố cáo, kháng nghị",
    "inspection": "Kiểm tra, kiểm sát",
    "steering": "Chỉ đạo",
    "activity": "Hoạt động khác",
}
"""The headings under which kinds are shown, in their order."""
Value = date | str | int | bool | tuple[str, ...] | tuple[int, ...] | None
Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a step's form; ``choices`` and ``default`` may depend on the dossier (None before it is).

    ``personal``: the record holds a salted digest only. ``secret``: moreover read by nobody without the
    kind's action «identify», in no title, list, search, export or log. ``inner``: a reference between rooms
    that says nothing to a reader.
    """

    name: str
    label: str
    kind: FieldKind
    required: bool = True
    hint: str = ""
    choices: "tuple[Choice, ...] | Callable[[Dossier | None], Sequence[Choice]]" = ()
    default: "Callable[[Dossier | None], Value] | None" = None
    personal: bool = False
    secret: bool = False
    inner: bool = False
    longest: int = 2_000

    def __post_init__(self) -> None:
        if (self.personal or self.secret) and self.kind not in _KEPT_AS_TEXT:
            raise ValueError(f"{self.name}: a personal value is kept as text, not as {self.kind}")


@dataclass(frozen=True, slots=True)
class Clock:
    """A term: a rule of law (``rule``, or the value named ``rule_from``), or a last day a step set (``due``).

    ``starts`` are steps each of which sets it running anew, ``met`` those that answer it. It counts from the
    value ``from_`` or the step's own day; ``event``: that value is the day of an event, counted back.
    ``from_step``: it counts from the day that step was last taken. ``after``: it counts from the last day of
    that other clock's rule. ``facts`` names values handed to the rule as facts, ``given`` facts that hold
    whenever this clock runs. ``stops`` are pairs of steps between which it stands still. ``of`` says whose
    term it is.
    """

    rule: str = ""
    rule_from: str = ""
    due: str = ""
    act: str = ""
    step: str = ""
    starts: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    from_: str = ""
    event: bool = False
    from_step: str = ""
    after: str = ""
    facts: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    stops: tuple[tuple[str, str], ...] = ()
    of: Literal["us", "body"] = "us"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who takes a step, on which day, in which calendar: what a check may need beside the dossier."""

    actor: str
    unit: str
    on: date
    calendar: Calendar


def _nothing(dossier: "Dossier | None", values: Values, asked: Asked) -> None:
    """Most steps know no refusal beyond those of state and input."""


def _always(dossier: "Dossier") -> str:
    """Most steps wait for nothing but the state."""
    return ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: from which states it may be taken (empty for the opening step), where it leads.

    ``to`` "" leaves the state as it is. ``right`` is the action on the kind's object in the policy. ``paper``
    is the kind of paper it makes: "head" signs in the queue and the step takes effect on issue, "officer"
    signs at once. ``not_by`` names values holding officers who may not take it («owner» is the holder).
    ``holder`` names the value with the officer who holds the dossier from that step on. ``outside``: a body
    may take it by its one-time link. ``with_matter`` files its paper with the one matter of the dossier.
    ``opens`` says which other dossiers it opens, in the same transaction. ``consequence``: nobody takes it by
    itself, an act elsewhere does. ``waits`` says what the dossier still lacks for it, "" for nothing: until
    then it is not offered, and refused in these words.
    """

    code: str
    label: str
    verb: str
    after: frozenset[str] = frozenset()
    to: "str | Callable[[Dossier | None, Values], str]" = ""
    fields: tuple[Field, ...] = ()
    right: str = "act"
    check: "Callable[[Dossier | None, Values, Asked], None]" = _nothing
    paper: str = ""
    signer: Literal["", "head", "officer"] = ""
    article: str = ""
    mark: str = "S"
    note: str = ""
    not_by: tuple[str, ...] = ()
    holder: str = ""
    outside: bool = False
    with_matter: bool = False
    opens: "Callable[[Dossier, Values, date], Sequence[New]] | None" = None
    consequence: bool = False
    waits: "Callable[[Dossier], str]" = _always

    def __post_init__(self) -> None:
        if self.signer == "head" and any(one.secret for one in self.fields):
            raise ValueError(f"{self.code}: what waits for a signature holds no secret value")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of dossier. ``steps[0]`` opens it. ``object`` is its name in the policy table.

    ``prefix`` begins its number («KN» → «KN-12/2026»). ``group`` is the heading it stands under. ``title``
    makes its line in lists from the opening's values as last said, none of them secret: the most telling word
    first, without the kind's own name; ``names_body`` where it says the body. ``tags`` are codes or words
    lists filter by, ``marks`` those its later steps give. ``from_matter``: it is of a matter; its list shows
    which, and the page of a matter offers to open one about it.
    ``kept_from`` names officers, units and «agency:role» that never see a dossier whatever the policy grants;
    its holder is kept from it by name alone.
    """

    code: str
    label: str
    object: str
    prefix: str
    states: Mapping[str, str]
    ended: frozenset[str]
    steps: tuple[Step, ...]
    clocks: tuple[Clock, ...] = ()
    title: "Callable[[Values], str]" = lambda values: str(values.get("title") or "")
    group: Group = "activity"
    body: str = ""
    names_body: bool = False
    tags: "Callable[[Values], tuple[str, ...]]" = lambda values: ()
    marks: "Callable[[Dossier], tuple[str, ...]]" = lambda dossier: ()
    kept_from: "Callable[[Dossier], tuple[str, ...]] | None" = None
    article: str = ""
    note: str = ""
    from_matter: bool = True
    by_code: Mapping[str, Step] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_code", {step.code: step for step in self.steps})

    @property
    def opening(self) -> Step:
        """The step that opens a dossier of the kind."""
        return self.steps[0]

    def step(self, code: str) -> Step:
        """A step by its code. Raises Refusal for none."""
        if code not in self.by_code:
            raise Refusal("input", f"{self.label} không có bước «{code}». Chọn lại bước trên trang hồ sơ.")
        return self.by_code[code]


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Make kinds known; a code belongs to one kind."""
    for one in kinds:
        if _kinds.setdefault(one.code, one) is not one:
            raise ValueError(f"two kinds of dossier are called {one.code}")


def kind(code: str) -> Kind:
    """A registered kind. Raises LookupError for none."""
    return _kinds[code]


def kinds() -> tuple[Kind, ...]:
    """All kinds in the order of registration."""
    return tuple(_kinds.values())
