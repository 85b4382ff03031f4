"""This room's tables of facts, as the record knows them."""

from collections.abc import Mapping

from thihanh.coordination.models import ContactFact, OpeningFact, ProposalFact, PublishedFact, ReplyLinkFact
from thihanh.matters.names import digest
from thihanh.trail.stating import described

_OF_LINK = ("salt", "token_digest", "code_digest", "selector")
_OF_CONTACT = ("salt", "head", "phone", "email")


def _stated_link(row: Mapping[str, object]) -> dict[str, object]:
    """The record holds nothing by which a link could be found or tried."""
    kept = {name: row[name] for name in row if name not in _OF_LINK}
    hidden = {name: row[name] for name in _OF_LINK if name != "salt"}
    return kept | {"digest": digest(str(row["salt"]), hidden)}


def _stated_contact(row: Mapping[str, object]) -> dict[str, object]:
    kept = {name: row[name] for name in row if name not in _OF_CONTACT}
    hidden = {name: row[name] for name in _OF_CONTACT if name != "salt"}
    return kept | {"digest": digest(str(row["salt"]), hidden)}


TABLES = (
    described(ReplyLinkFact, stated=_stated_link),
    described(OpeningFact),
    described(ContactFact, stated=_stated_contact),
    described(ProposalFact),
    described(PublishedFact),
)
