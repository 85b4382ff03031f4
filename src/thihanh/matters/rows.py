"""From intake values to rows of the fact tables, and to the canonical facts of a trail payload. Pure.

``columns`` of a table are what verification compares between the row and the payload of its entry.
"""

import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from thihanh.matters.intake import Intake, MoneyChange, NewJudgment, NewMatter, NewParty
from thihanh.matters.names import digest
from thihanh.money.ledger import Posting
from thihanh.trail.copying import Row

FACT_SEQUENCE = "matters_fact_seq"
COMMON = ("id", "matter_id", "on", "ordinal", "known_on", "replaces_id", "void", "source")
COLUMNS: dict[str, tuple[str, ...]] = {
    "matters_judgment": ("id", "agency", "number", "made_on", "court", "kind"),
    "matters_matter": (
        "id",
        "agency",
        "number",
        "year",
        "decided_on",
        "kind",
        "judgment_id",
        "requested_on",
        "delegated_from",
        "known_on",
        "source",
    ),
    "matters_party": (
        "id",
        "matter_id",
        "no",
        "role",
        "person_id",
        "known_on",
        "replaces_id",
        "void",
        "source",
    ),
    "matters_obligation": (
        "id",
        "matter_id",
        "no",
        "kind",
        "content",
        "debtor",
        "creditor",
        "known_on",
        "replaces_id",
        "void",
        "source",
    ),
    "matters_stage": (*COMMON, "stage", "ground", "asset_value", "document"),
    "matters_assignment": (*COMMON, "office", "officer"),
    "matters_tag": (*COMMON, "tag", "present"),
    "matters_verification": (*COMMON, "means", "finding"),
    "matters_step": (
        *COMMON,
        "code",
        "ground",
        "article",
        "obligation",
        "party",
        "amount",
        "until",
        "counterpart",
        "paper",
        "facts",
    ),
    "matters_liability": (*COMMON, "obligation", "party", "kind", "ceiling"),
    "matters_instalment": (*COMMON, "obligation", "period", "due_on", "amount"),
    "matters_link": (*COMMON, "other_id", "kind"),
}
#: What every fact outside a matter begins with.
HEAD = ("id", "agency", "on", "known_on", "replaces_id", "void", "source")
#: Facts before the birth of a matter, and those that speak of several matters.
INTAKE_COLUMNS: dict[str, tuple[str, ...]] = {
    "matters_receipt": (
        *HEAD,
        "judgment_id",
        "office",
        "year",
        "number",
        "channel",
        "effective_on",
        "complete",
        "facts",
    ),
    "matters_request": (
        *HEAD,
        "judgment_id",
        "office",
        "year",
        "number",
        "channel",
        "requester_id",
        "debtor_id",
        "again_for",
        "facts",
    ),
    "matters_request_event": (
        *HEAD,
        "request_id",
        "event",
        "ground",
        "until",
        "paper",
        "matter_id",
        "facts",
    ),
    "matters_same_person": (*HEAD, "person_id", "same_as", "evidence"),
    "matters_draw": (*HEAD, "office", "commitment", "seed", "stated"),
}
PERSON_COLUMNS = ("id", "salt", "kind", "name", "id_number", "birth_year", "address")


@dataclass
class Facts:
    """The facts of one act on one matter: rows by table, money still to be posted, personal values."""

    matter_id: int
    known_on: date
    effective_on: date
    rows: list[tuple[str, Row]] = field(default_factory=list)
    persons: list[Row] = field(default_factory=list)
    postings: list[Posting] = field(default_factory=list)

    def add(self, table: str, *values: object) -> None:
        self.rows.append((table, values))

    def payload(self) -> list[dict[str, object]]:
        """The facts as the record states them; of persons only the salted digests."""
        stated = [
            {"table": table, **dict(zip(COLUMNS[table], values, strict=True))} for table, values in self.rows
        ]
        people = [dict(zip(PERSON_COLUMNS, values, strict=True)) for values in self.persons]
        return [*stated, *({"table": "matters_person", **stated_person(person)} for person in people)]


class _Named(Protocol):
    """Whoever has the personal values of a person."""

    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def id_number(self) -> str: ...
    @property
    def birth_year(self) -> int | None: ...
    @property
    def address(self) -> str: ...


def person_values(person_id: int, named: _Named) -> Row:
    """The row of a person in the order of ``PERSON_COLUMNS``, with a salt of its own."""
    salt = secrets.token_hex(16)
    return (person_id, salt, named.kind, named.name, named.id_number, named.birth_year, named.address)


def stated_person(row: Mapping[str, object]) -> dict[str, object]:
    """What the record holds of a person: the id and the salted digest of all personal values."""
    values = {name: row[name] for name in PERSON_COLUMNS if name not in ("id", "salt")}
    return {"id": row["id"], "digest": digest(str(row["salt"]), values)}


def facts_of(
    intake: Intake,
    *,
    matter_id: int,
    next_id: Callable[[], int],
    judgment_id: Callable[[str, NewJudgment], tuple[int, bool]],
) -> Facts:
    """All rows of one intake. ``judgment_id`` answers the id of a judgment and whether it is new."""
    facts = Facts(matter_id=matter_id, known_on=_known(intake), effective_on=_effective(intake))
    if intake.new is not None:
        judgment, is_new = judgment_id(intake.new.agency, intake.new.judgment)
        _add_matter(facts, intake.new, judgment, is_new)
    for party in intake.parties:
        _add_party(facts, party, next_id)
    for o in intake.obligations:
        said = (o.kind, o.content, o.debtor, o.creditor, o.known_on, o.replaces, False, o.source)
        facts.add("matters_obligation", next_id(), matter_id, o.no, *said)
    for table, fact, extra in _dated(intake):
        replaces, void, source = (getattr(fact, name, default) for name, default in _OPTIONAL)
        common = (fact.on, getattr(fact, "ordinal", 0), fact.known_on, replaces, void, source)
        facts.add(table, next_id(), matter_id, *common, *extra)
    facts.postings.extend(_posting(matter_id, change) for change in intake.money)
    return facts


def _add_matter(facts: Facts, new: NewMatter, judgment: int, is_new: bool) -> None:
    if is_new:
        j = new.judgment
        facts.add("matters_judgment", judgment, new.agency, j.number, j.made_on, j.court, j.kind)
    facts.add(
        "matters_matter",
        facts.matter_id,
        new.agency,
        new.number,
        new.decided_on.year,
        new.decided_on,
        new.kind,
        judgment,
        new.requested_on,
        new.delegated_from,
        new.known_on,
        new.source,
    )


def _posting(matter_id: int, change: MoneyChange) -> Posting:
    return Posting(
        subject=matter_id,
        obligation=change.obligation,
        kind=change.kind,
        amount=change.amount,
        on=change.on,
        known_on=change.known_on,
        voucher=change.voucher,
        source=change.source,
        reverses=change.reverses,
    )


class _Dated(Protocol):
    @property
    def on(self) -> date: ...
    @property
    def known_on(self) -> date: ...


_OPTIONAL: tuple[tuple[str, object], ...] = (("replaces", None), ("void", False), ("source", ""))


def _dated(intake: Intake) -> Iterator[tuple[str, _Dated, tuple[object, ...]]]:
    for s in intake.stages:
        yield "matters_stage", s, (s.stage, s.ground, s.asset_value, s.document)
    for h in intake.holdings:
        yield "matters_assignment", h, (h.office, h.officer)
    for t in intake.tags:
        yield "matters_tag", t, (t.tag, t.present)
    for v in intake.verifications:
        yield "matters_verification", v, (v.means, v.finding)
    for p in intake.steps:
        said = (p.code, p.ground, p.article, p.obligation, p.party, p.amount, p.until, p.counterpart, p.paper)
        yield "matters_step", p, (*said, dict(p.facts))
    for b in intake.liabilities:
        yield "matters_liability", b, (b.obligation, b.party, b.kind, b.ceiling)
    for i in intake.instalments:
        yield "matters_instalment", i, (i.obligation, i.period, i.due_on, i.amount)
    for k in intake.links:
        yield "matters_link", k, (k.other, k.kind)


def _add_party(facts: Facts, party: NewParty, next_id: Callable[[], int]) -> None:
    person = next_id()
    facts.persons.append(person_values(person, party))
    facts.add(
        "matters_party",
        next_id(),
        facts.matter_id,
        party.no,
        party.role,
        person,
        party.known_on,
        party.replaces,
        False,
        party.source,
    )


def _dates(intake: Intake, name: str) -> list[date]:
    groups = (
        intake.parties,
        intake.obligations,
        intake.stages,
        intake.holdings,
        intake.money,
        intake.tags,
        intake.verifications,
        intake.steps,
        intake.liabilities,
        intake.instalments,
        intake.links,
    )
    return [getattr(fact, name) for group in groups for fact in group if hasattr(fact, name)]


def _known(intake: Intake) -> date:
    return max([intake.new.known_on] if intake.new else _dates(intake, "known_on"))


def _effective(intake: Intake) -> date:
    if intake.new is not None:
        return intake.new.decided_on
    return max(_dates(intake, "on") or _dates(intake, "known_on"))
