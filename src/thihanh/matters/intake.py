"""What a door or a procedure hands in to be written on matters: plain values, one ``Intake`` per matter.

Single acts and imports of ten thousand matters use the same values and the same writer.
``replaces`` is the id of the fact corrected; ``void`` only takes it back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from thihanh.money.ledger import MoneyKind


@dataclass(frozen=True, slots=True)
class NewJudgment:
    number: str
    made_on: date
    court: str
    kind: str


@dataclass(frozen=True, slots=True)
class NewMatter:
    agency: str
    number: str
    decided_on: date
    kind: str
    judgment: NewJudgment
    known_on: date
    requested_on: date | None = None
    delegated_from: str = ""
    source: str = ""
    judgment_id: int | None = None  # where the row of the judgment is known


@dataclass(frozen=True, slots=True)
class NewParty:
    no: int
    role: str
    kind: str
    name: str
    known_on: date
    id_number: str = ""
    birth_year: int | None = None
    address: str = ""
    source: str = ""
    replaces: int | None = None


@dataclass(frozen=True, slots=True)
class NewObligation:
    no: int
    kind: str
    known_on: date
    content: str = ""
    debtor: int | None = None
    creditor: int | None = None
    source: str = ""
    replaces: int | None = None


@dataclass(frozen=True, slots=True)
class StageChange:
    on: date
    stage: str
    known_on: date
    ground: str = ""
    asset_value: int | None = None
    document: str = ""
    source: str = ""
    replaces: int | None = None
    void: bool = False
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class Holding:
    on: date
    office: str
    officer: str
    known_on: date
    source: str = ""
    replaces: int | None = None
    void: bool = False
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class MoneyChange:
    """Whole đồng; ``kind`` "due" states or raises the obligation. ``reverses`` names a posting taken back."""

    on: date
    obligation: int
    kind: MoneyKind
    amount: int
    known_on: date
    voucher: str = ""
    source: str = ""
    reverses: int | None = None


@dataclass(frozen=True, slots=True)
class TagChange:
    on: date
    tag: str
    present: bool
    known_on: date
    source: str = ""
    replaces: int | None = None
    void: bool = False
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class VerificationResult:
    on: date
    means: str
    finding: str
    known_on: date


@dataclass(frozen=True, slots=True)
class Step:
    """What an act did beside stage, money and holding. ``facts`` hold no personal values; dates as ISO."""

    on: date
    code: str
    known_on: date
    ground: str = ""
    article: str = ""
    obligation: int | None = None
    party: int | None = None
    amount: int | None = None
    until: date | None = None
    counterpart: str = ""
    paper: int | None = None
    facts: Mapping[str, str | int | bool] = field(default_factory=dict)
    source: str = ""
    replaces: int | None = None
    void: bool = False
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class Liability:
    """How a party answers for an obligation: ``joint``, ``several`` or ``collateral`` (ceiling in đồng)."""

    on: date
    obligation: int
    party: int
    kind: str
    known_on: date
    ceiling: int | None = None
    source: str = ""
    replaces: int | None = None
    void: bool = False
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class Instalment:
    """One period of an obligation that falls due by periods; ``amount`` in đồng."""

    on: date
    obligation: int
    period: str
    due_on: date
    known_on: date
    amount: int | None = None
    source: str = ""
    replaces: int | None = None
    void: bool = False
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """This matter and another belong together; ``kind`` as in ``states.LINKS``."""

    on: date
    other: int
    kind: str
    known_on: date
    source: str = ""
    replaces: int | None = None
    void: bool = False
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class Intake:
    """Facts for one matter: a new one (``new``) or additions to the one with ``matter_id``."""

    new: NewMatter | None = None
    matter_id: int | None = None
    parties: tuple[NewParty, ...] = ()
    obligations: tuple[NewObligation, ...] = ()
    stages: tuple[StageChange, ...] = ()
    holdings: tuple[Holding, ...] = ()
    money: tuple[MoneyChange, ...] = ()
    tags: tuple[TagChange, ...] = ()
    verifications: tuple[VerificationResult, ...] = ()
    steps: tuple[Step, ...] = ()
    liabilities: tuple[Liability, ...] = ()
    instalments: tuple[Instalment, ...] = ()
    links: tuple[Link, ...] = ()

    def __post_init__(self) -> None:
        if (self.new is None) == (self.matter_id is None):
            raise ValueError("Một lần ghi là cho một việc mới hoặc cho một việc đã có, không phải cả hai.")

    @property
    def first_day(self) -> date | None:
        """The earliest day on which something of this holds; None where nothing of it is dated."""
        dated = (
            self.stages,
            self.holdings,
            self.money,
            self.tags,
            self.verifications,
            self.steps,
            self.liabilities,
            self.instalments,
            self.links,
        )
        days = [one.on for rows in dated for one in rows]
        return min([*days, *([self.new.decided_on] if self.new else [])], default=None)
