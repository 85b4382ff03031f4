"""What papers of all procedures say alike: the letterhead, how people and obligations are named."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from thihanh.documents.content import Obligation, PaperContent, Party, Role, plain
from thihanh.documents.kinds import kind
from thihanh.documents.operations import NewPaper
from thihanh.law import regime_on
from thihanh.offices import queries as offices
from thihanh.offices.queries import Unit
from thihanh.procedures.register_file.labels import OBLIGATION_KINDS, label_of

ROLES: Mapping[str, Role] = {"creditor": "creditor", "debtor": "debtor", "interested": "related"}
"""What a party is on paper, by its role in the matter."""


class Names:
    """Units and people under their names of one day, each asked once however many papers name them."""

    def __init__(self, on: date) -> None:
        self.on = on
        self._units: dict[str, Unit | None] = {}
        self._people: dict[str, str] = {}

    def unit(self, code: str) -> Unit | None:
        if code not in self._units:
            self._units[code] = offices.unit(code, self.on)
        return self._units[code]

    def person(self, code: str) -> str:
        """The name of an officer; "" for a code that nobody bears."""
        if code and code not in self._people:
            self._people[code] = offices.names_of([code], self.on).get(code, "")
        return self._people.get(code, "")


class _Somebody(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def id_number(self) -> str | None: ...
    @property
    def address(self) -> str | None: ...


def headed(code: str, agency: str, office: str, names: Names) -> PaperContent:
    """A paper of the kind under its letterhead, with nothing said yet."""
    whole, part = names.unit(agency), names.unit(office)
    above = names.unit(whole.parent) if whole and whole.parent else None
    return PaperContent(
        kind=code,
        regime=regime_on(names.on),
        agency=whole.name if whole else agency,
        place=(part.seat if part else "") or (whole.seat if whole else ""),
        superior=above.name if above else "",
        office=part.name if part else "",
    )


def named(role: Role, somebody: _Somebody) -> Party:
    """A person or organisation as papers name them."""
    number = "CCCD số" if somebody.kind == "person" else "mã số"
    identity = f"{number} {somebody.id_number}" if somebody.id_number else ""
    return Party(role, somebody.name, identity, somebody.address or "")


def ordered(code: str, amount: int | None, content: str) -> Obligation:
    """A line of what the judgment orders; ``amount`` in đồng, None where it is not money."""
    return Obligation(code, label_of(OBLIGATION_KINDS, code), amount, content)


def for_the_head(
    content: PaperContent, act: str, *, agency: str, office: str, on: date, inputs: Mapping[str, object]
) -> NewPaper:
    """The draft of a paper that the head signs, of no matter yet; ``inputs`` are what its act was given."""
    return NewPaper(
        kind=content.kind,
        agency=agency,
        office=office,
        matter_id=None,
        act=act,
        title=kind(content.kind).title,
        values=plain(content),
        regime=content.regime,
        drafted_on=on,
        signer_kind="head",
        inputs=inputs,
    )
