"""What a paper says, as values: everything a template may show, and nothing of tables or of the clock."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any, Literal

from thihanh.law.regimes import Regime

Role = Literal["creditor", "debtor", "related", "collateral"]
Nature = Literal["money", "property", "act"]
Extra = str | int | date


@dataclass(frozen=True, slots=True)
class Party:
    """A party as the paper names it; ``identity`` is the whole phrase ("CCCD số 022…")."""

    role: Role
    name: str
    identity: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Obligation:
    """One line of what the judgment orders; ``amount`` in đồng, None where it is not money.

    ``kind`` is the code of the room ``matters`` (``court_fee`` … ``act``); ``label`` its words on paper.
    """

    kind: str
    label: str
    amount: int | None = None
    note: str = ""

    @property
    def nature(self) -> Nature:
        """Whether it is money, a thing to be given, or something to be done."""
        if self.kind == "act":
            return "act"
        return "money" if self.amount is not None else "property"


@dataclass(frozen=True, slots=True)
class Judgment:
    """What is enforced: ``title`` is "Bản án" or "Quyết định"."""

    number: str
    on: date
    court: str
    title: str = "Bản án"


@dataclass(frozen=True, slots=True)
class Reference:
    """Another paper this one speaks of, mostly the enforcement decision: full sign and day."""

    sign: str
    on: date
    title: str = "Quyết định thi hành án"


@dataclass(frozen=True, slots=True)
class SignerBlock:
    """Lines above the name (("KT. TRƯỞNG THI HÀNH ÁN DÂN SỰ", "PHÓ TRƯỞNG …")) and the name."""

    lines: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table in a paper: of the list of papers, the chronology, an inventory, an attendance."""

    day: date | None = None
    text: str = ""
    detail: str = ""
    number: str = ""
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class PaperContent:
    """One paper. Empty ``symbol``, ``subject``, ``articles``, ``recipients`` mean: as its kind says.

    ``number`` and ``issued_on`` are None while it is a draft. ``bases`` are further lines of "Căn cứ".
    ``extra`` holds the further fields that ``variables.toml`` lists (``until``, ``counterpart``, …).
    """

    kind: str
    regime: Regime
    agency: str
    place: str
    superior: str = ""
    office: str = ""
    number: int | None = None
    symbol: str = ""
    issued_on: date | None = None
    subject: str = ""
    parties: tuple[Party, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    judgment: Judgment | None = None
    decision: Reference | None = None
    ground: str = ""
    ground_article: str = ""
    reason: str = ""
    bases: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signer: SignerBlock = field(default_factory=SignerBlock)
    officer: str = ""
    rows: tuple[Row, ...] = ()
    extra: Mapping[str, Extra] = field(default_factory=dict)
    check_code: str = ""
    check_address: str = ""


def plain(content: PaperContent) -> dict[str, Any]:
    """The content as JSON values (days as ISO text), for a table column; ``restored`` is its inverse."""
    made = _plain(asdict(content))
    assert isinstance(made, dict)
    return made


def restored(values: Mapping[str, Any]) -> PaperContent:
    """The content that ``plain`` put down. Raises ``TypeError`` or ``ValueError`` for anything else."""
    given = dict(values)
    simple = {item.name: given[item.name] for item in fields(PaperContent) if item.name in given}
    if unknown := sorted(set(given) - set(simple)):
        raise ValueError(f"unknown fields of a paper: {', '.join(unknown)}")
    judgment, decision, signer = given.get("judgment"), given.get("decision"), given.get("signer") or {}
    simple |= {
        "issued_on": _day(given.get("issued_on")),
        "parties": tuple(Party(**party) for party in given.get("parties", ())),
        "obligations": tuple(Obligation(**line) for line in given.get("obligations", ())),
        "judgment": Judgment(**{**judgment, "on": _day(judgment["on"])}) if judgment else None,
        "decision": Reference(**{**decision, "on": _day(decision["on"])}) if decision else None,
        "signer": SignerBlock(tuple(signer.get("lines", ())), signer.get("name", "")),
        "rows": tuple(Row(**{**row, "day": _day(row.get("day"))}) for row in given.get("rows", ())),
        "extra": {name: _extra(value) for name, value in given.get("extra", {}).items()},
        **{name: tuple(given.get(name, ())) for name in ("bases", "articles", "recipients")},
    }
    return PaperContent(**simple)


def _plain(value: object) -> object:
    match value:
        case dict():
            return {str(name): _plain(part) for name, part in value.items()}
        case list() | tuple():
            return [_plain(part) for part in value]
        case date():
            return value.isoformat()
        case _:
            return value


def _day(value: object) -> date | None:
    return value if value is None or isinstance(value, date) else date.fromisoformat(str(value))


def _extra(value: object) -> Extra:
    """A day comes back as a day: ten characters that are an ISO date are nothing else on a paper."""
    if isinstance(value, str) and len(value) == 10 and value[4:5] == value[7:8] == "-":
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    if isinstance(value, (str, int, date)):
        return value
    raise TypeError(f"not a value of a paper: {value!r}")
