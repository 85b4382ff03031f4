"""All that stands of some matters, in one statement whatever their number: what acts are judged on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from thihanh.matters.rules import StageOn
from thihanh.matters.standing import in_force
from thihanh.matters.steps import InstalmentRow, LiabilityRow, LinkRow, StepRow
from thihanh.money.ledger import PURPOSES, Purpose


@dataclass(frozen=True, slots=True)
class Party:
    """A party in force with its personal values; never for a page without a reach. ``fact`` states it."""

    no: int
    role: str
    person_id: int
    kind: str
    name: str
    id_number: str
    birth_year: int | None
    address: str
    fact: int = 0


@dataclass(frozen=True, slots=True)
class Obligation:
    """An obligation in force; ``money`` holds whole đồng by purpose, empty for what is not money."""

    no: int
    kind: str
    content: str
    debtor: int | None
    creditor: int | None
    money: Mapping[Purpose, int]
    fact: int = 0

    @property
    def outstanding(self) -> int:
        """What is still to be enforced, in đồng."""
        return self.money.get("outstanding", 0)

    @property
    def due(self) -> int:
        """What was ordered in all, in đồng."""
        return -self.money.get("judgment", 0)


@dataclass(frozen=True, slots=True)
class Held:
    """From a day on, an officer of an office holds the matter."""

    on: date
    ordinal: int
    office: str
    officer: str


@dataclass(frozen=True, slots=True)
class Verified:
    """A verification: the day and the means."""

    on: date
    means: str
    finding: str


@dataclass(frozen=True, slots=True)
class Whole:
    """One matter as it stands: facts in force only, each list oldest first."""

    id: int
    agency: str
    number: str
    decided_on: date
    kind: str
    requested_on: date | None
    delegated_from: str
    judgment_id: int
    judgment_number: str
    judgment_on: date
    court: str
    judgment_kind: str
    stages: tuple[StageOn, ...]
    held: tuple[Held, ...]
    parties: tuple[Party, ...]
    obligations: tuple[Obligation, ...]
    steps: tuple[StepRow, ...]
    verified: tuple[Verified, ...]
    liabilities: tuple[LiabilityRow, ...]
    instalments: tuple[InstalmentRow, ...]
    links: tuple[LinkRow, ...]
    tags: frozenset[str]


def whole(matter_ids: Sequence[int], *, lock: bool = False) -> dict[int, Whole]:
    """The matters by id; who does not exist is missing. Two statements with ``lock``, else one.

    ``lock`` serialises acts on a matter until the transaction ends; locks are taken in the order of ids, so
    that two batches over the same matters wait for each other.
    """
    ids = sorted(set(matter_ids))
    with connection.cursor() as cursor:
        if lock:
            cursor.execute(
                "SELECT count(pg_advisory_xact_lock(hashtextextended('matter', id))) "
                "FROM (SELECT unnest(%s::bigint[]) AS id) AS wanted",
                [ids],
            )
        cursor.execute(_WHOLE, [ids])
        return {row[0]: _whole(row) for row in cursor.fetchall()}


def _listed(columns: str, table: str, alias: str, order: str, *, where: str = "", force: bool = True) -> str:
    condition = where or f"{alias}.matter_id = m.id"
    if force:
        condition += f" AND {in_force(table, alias)}"
    return (
        f"(SELECT coalesce(json_agg(json_build_array({columns}) ORDER BY {order}), '[]') "
        f"FROM {table} {alias} WHERE {condition})"
    )


_SUMS = ", ".join(
    f"sum(CASE '{purpose}' WHEN debit THEN amount WHEN credit THEN -amount ELSE 0 END)"
    for purpose in PURPOSES
)
_STEP = (
    's.id, s.entry_id, s.matter_id, s."on", s.ordinal, s.known_on, s.code, s.ground, s.article, '
    "s.obligation, s.party, s.amount, s.until, s.counterpart, s.paper, s.facts, s.source, s.replaces_id"
)
_WHOLE = f"""
SELECT m.id, m.agency, m.number, m.decided_on, m.kind, m.requested_on, m.delegated_from, j.id, j.number,
    j.made_on, j.court, j.kind,
    {_listed('s."on", s.ordinal, s.stage, s.ground', "matters_stage", "s", 's."on", s.ordinal, s.id')},
    {_listed('a."on", a.ordinal, a.office, a.officer', "matters_assignment", "a", 'a."on", a.ordinal, a.id')},
    (SELECT coalesce(json_agg(json_build_array(p.no, p.role, p.person_id, n.kind, n.name, n.id_number,
            n.birth_year, n.address, p.id) ORDER BY p.no), '[]')
        FROM matters_party p JOIN matters_person n ON n.id = p.person_id
        WHERE p.matter_id = m.id AND {in_force("matters_party", "p")}),
    {_listed("o.no, o.kind, o.content, o.debtor, o.creditor, o.id", "matters_obligation", "o", "o.no")},
    {_listed(_STEP, "matters_step", "s", 's."on", s.ordinal, s.id')},
    {_listed('v."on", v.means, v.finding', "matters_verification", "v", 'v."on", v.id')},
    {
    _listed(
        'l.id, l.obligation, l.party, l.kind, l.ceiling, l."on"',
        "matters_liability",
        "l",
        "l.obligation, l.party",
    )
}, {
    _listed(
        "i.id, i.obligation, i.period, i.due_on, i.amount",
        "matters_instalment",
        "i",
        "i.due_on, i.obligation",
    )
}, {
    _listed(
        'k.id, CASE WHEN k.matter_id = m.id THEN k.other_id ELSE k.matter_id END, k.kind, k."on", '
        "k.matter_id = m.id",
        "matters_link",
        "k",
        'k."on", k.id',
        where="(k.matter_id = m.id OR k.other_id = m.id)",
    )
},
    (SELECT coalesce(json_agg(t.tag), '[]') FROM (
        SELECT DISTINCT ON (t.tag) t.tag, t.present FROM matters_tag t
        WHERE t.matter_id = m.id AND {in_force("matters_tag", "t")}
        ORDER BY t.tag, t."on" DESC, t.ordinal DESC, t.id DESC) t WHERE t.present),
    (SELECT coalesce(json_agg(b), '[]') FROM (
        SELECT json_build_array(obligation, {_SUMS}) AS b FROM money_posting
        WHERE subject = m.id GROUP BY obligation) b(b))
FROM matters_matter m JOIN matters_judgment j ON j.id = m.judgment_id
WHERE m.id = ANY(%s)
"""


def _whole(row: Sequence[Any]) -> Whole:
    stages, held, parties, obligations, steps, verified, liabilities, instalments, links, tags, sums = row[
        12:
    ]
    money = {no: dict(zip(PURPOSES, map(int, values), strict=True)) for no, *values in sums}
    values: list[Any] = [
        *row[:12],
        tuple(StageOn(_day(one[0]), *one[1:]) for one in stages),
        tuple(Held(_day(one[0]), *one[1:]) for one in held),
        tuple(Party(*one) for one in parties),
        tuple(Obligation(*_with_money(one, money)) for one in obligations),
        tuple(StepRow(*_dated(one, 3, 5, 12)) for one in steps),
        tuple(Verified(_day(one[0]), *one[1:]) for one in verified),
        tuple(LiabilityRow(*_dated(one, 5)) for one in liabilities),
        tuple(InstalmentRow(*_dated(one, 3)) for one in instalments),
        tuple(LinkRow(*_dated(one, 3)) for one in links),
        frozenset(tags),
    ]
    return Whole(*values)


def _with_money(values: list[Any], money: Mapping[int, Mapping[Purpose, int]]) -> list[Any]:
    """The row of an obligation with its balances before the fact that states it."""
    *said, fact = values
    return [*said, money.get(values[0], {}), fact]


def _dated(values: list[Any], *places: int) -> list[Any]:
    """A row out of JSON with its days as days."""
    for place in places:
        values[place] = _day(values[place]) if values[place] else None
    return values


def _day(text: str) -> date:
    return date.fromisoformat(text)
