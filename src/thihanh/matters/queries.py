"""Questions about matters; each one a page uses starts from a reach and answers plain rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from thihanh.deadlines import Calendar
from thihanh.matters.listing import Filters, MatterRow, Page, condition, every, page
from thihanh.matters.raw import RawFact, RawMatter, facts
from thihanh.matters.rules import StageOn
from thihanh.matters.standing import in_force
from thihanh.matters.steps import (
    InstalmentRow,
    LiabilityRow,
    LinkRow,
    StepRow,
    instalments_of,
    liabilities_of,
    links_of,
    steps_of,
)
from thihanh.matters.terms import Term, open_terms
from thihanh.money.queries import Balance, PostingRow, balances, postings
from thihanh.offices.reach import Reach
from thihanh.trail.locking import hold

__all__ = [
    "Filters",
    "InstalmentRow",
    "LiabilityRow",
    "LinkRow",
    "MatterFile",
    "MatterRow",
    "Page",
    "RawFact",
    "RawMatter",
    "StepRow",
    "condition",
    "every",
    "facts",
    "file",
    "histories_of",
    "page",
    "steps_of",
]


@dataclass(frozen=True, slots=True)
class HeldBy:
    """Who holds a matter now."""

    matter_id: int
    agency: str
    office: str
    officer: str


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage fact as written; ``replaced_by`` names the fact that corrected it."""

    id: int
    entry_id: int
    on: date
    ordinal: int
    known_on: date
    stage: str
    ground: str
    asset_value: int | None
    document: str
    source: str
    replaces: int | None
    void: bool
    replaced_by: int | None

    @property
    def in_force(self) -> bool:
        return self.replaced_by is None and not self.void


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    id: int
    entry_id: int
    on: date
    known_on: date
    office: str
    officer: str
    source: str


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party; ``id_number`` is None where the viewer's reach masks it."""

    no: int
    role: str
    kind: str
    name: str
    id_number: str | None
    birth_year: int | None
    address: str | None
    source: str


@dataclass(frozen=True, slots=True)
class ObligationRow:
    """An obligation with its balance; no balance for what is not money."""

    no: int
    kind: str
    content: str
    debtor: int | None
    creditor: int | None
    source: str
    balance: Balance | None


@dataclass(frozen=True, slots=True)
class VerificationRow:
    id: int
    entry_id: int
    on: date
    known_on: date
    means: str
    finding: str


@dataclass(frozen=True, slots=True)
class MatterFile:
    """All that is known of one matter, for its page."""

    row: MatterRow
    judgment_number: str
    judgment_on: date
    court: str
    requested_on: date | None
    delegated_from: str
    known_on: date
    source: str
    entry_id: int
    parties: tuple[PartyRow, ...]
    obligations: tuple[ObligationRow, ...]
    stages: tuple[StageRow, ...]
    assignments: tuple[AssignmentRow, ...]
    postings: tuple[PostingRow, ...]
    verifications: tuple[VerificationRow, ...]
    terms: tuple[Term, ...]
    steps: tuple[StepRow, ...] = ()
    liabilities: tuple[LiabilityRow, ...] = ()
    instalments: tuple[InstalmentRow, ...] = ()
    links: tuple[LinkRow, ...] = ()


def holding_of(matter_id: int, *, lock: bool = False) -> HeldBy:
    """Who holds the matter; ``lock`` serialises acts on one matter until the transaction ends.

    Raises LookupError where there is no such matter.
    """
    if lock:
        hold("matter", [matter_id])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT matter_id, agency, office, officer FROM matters_current WHERE matter_id = %s", [matter_id]
        )
        row = cursor.fetchone()
    if row is None:
        raise LookupError("Không tìm thấy việc này trong phạm vi được xem.")
    return HeldBy(*row)


def histories_of(matter_ids: Sequence[int]) -> dict[int, tuple[StageOn, ...]]:
    """The stages in force of each matter in order, as the rules read them."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT s.matter_id, s."on", s.ordinal, s.stage, s.ground FROM matters_stage s
            WHERE s.matter_id = ANY(%s) AND {in_force("matters_stage", "s")}
            ORDER BY s.matter_id, s."on", s.ordinal, s.id
            """,
            [list(matter_ids)],
        )
        rows = cursor.fetchall()
    out: dict[int, list[StageOn]] = {}
    for matter_id, *values in rows:
        out.setdefault(matter_id, []).append(StageOn(*values))
    return {key: tuple(value) for key, value in out.items()}


def last_verified(matter_ids: Sequence[int]) -> dict[int, date]:
    """The day of the latest verification of each matter that was ever verified."""
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT v.matter_id, max(v."on") FROM matters_verification v WHERE v.matter_id = ANY(%s) '
            f"AND {in_force('matters_verification', 'v')} GROUP BY v.matter_id",
            [list(matter_ids)],
        )
        return dict(cursor.fetchall())


def stages_of(matter_id: int) -> tuple[StageRow, ...]:
    """Every stage fact of a matter, corrected ones included, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT s.id, s.entry_id, s."on", s.ordinal, s.known_on, s.stage, s.ground, s.asset_value,
                s.document, s.source, s.replaces_id, s.void,
                (SELECT min(r.id) FROM matters_stage r WHERE r.replaces_id = s.id)
            FROM matters_stage s WHERE s.matter_id = %s ORDER BY s."on", s.ordinal, s.id
            """,
            [matter_id],
        )
        return tuple(StageRow(*row) for row in cursor.fetchall())


def file(reach: Reach, matter_id: int, *, on: date, calendar: Calendar) -> MatterFile:
    """The matter's page in a constant number of statements. Raises LookupError out of reach or unknown."""
    found = page(reach, Filters(ids=(matter_id,)), limit=1)
    if not found.rows:
        raise LookupError("Không tìm thấy việc này trong phạm vi được xem.")
    row = found.rows[0]
    head = _head(matter_id)
    stages = stages_of(matter_id)
    verifications = _verifications(matter_id)
    history = [StageOn(s.on, s.ordinal, s.stage, s.ground) for s in stages if s.in_force]
    steps = steps_of([matter_id]).get(matter_id, ())
    return MatterFile(
        row=row,
        judgment_number=head.judgment_number,
        judgment_on=head.judgment_on,
        court=head.court,
        requested_on=head.requested_on,
        delegated_from=head.delegated_from,
        known_on=head.known_on,
        source=head.source,
        entry_id=head.entry_id,
        parties=_parties(matter_id, reach),
        obligations=_obligations(matter_id, on),
        stages=stages,
        assignments=_assignments(matter_id),
        postings=postings([matter_id]),
        verifications=verifications,
        terms=open_terms(
            history,
            tags=row.tags,
            calendar=calendar,
            verified_on=max((v.on for v in verifications), default=None),
            steps=steps,
        ),
        steps=steps,
        liabilities=liabilities_of(matter_id),
        instalments=instalments_of(matter_id),
        links=links_of(matter_id),
    )


@dataclass(frozen=True, slots=True)
class _Head:
    judgment_number: str
    judgment_on: date
    court: str
    requested_on: date | None
    delegated_from: str
    known_on: date
    source: str
    entry_id: int


def _head(matter_id: int) -> _Head:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT j.number, j.made_on, j.court, m.requested_on, m.delegated_from, m.known_on,
                m.source, m.entry_id
            FROM matters_matter m JOIN matters_judgment j ON j.id = m.judgment_id WHERE m.id = %s
            """,
            [matter_id],
        )
        return _Head(*cursor.fetchone())


def _parties(matter_id: int, reach: Reach) -> tuple[PartyRow, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT p.no, p.role, n.kind, n.name, n.id_number, n.birth_year, n.address, p.source
            FROM matters_party p JOIN matters_person n ON n.id = p.person_id
            WHERE p.matter_id = %s AND {in_force("matters_party", "p")}
            ORDER BY p.no
            """,
            [matter_id],
        )
        rows = cursor.fetchall()
    hidden = reach.masked
    return tuple(
        PartyRow(
            no=no,
            role=role,
            kind=kind,
            name=name,
            id_number=None if "id_number" in hidden else id_number,
            birth_year=birth_year,
            address=None if "address" in hidden else address,
            source=source,
        )
        for no, role, kind, name, id_number, birth_year, address, source in rows
    )


def _obligations(matter_id: int, on: date) -> tuple[ObligationRow, ...]:
    by_no = {balance.obligation: balance for balance in balances([matter_id], on=on)}
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT o.no, o.kind, o.content, o.debtor, o.creditor, o.source FROM matters_obligation o
            WHERE o.matter_id = %s AND {in_force("matters_obligation", "o")}
            ORDER BY o.no
            """,
            [matter_id],
        )
        rows = cursor.fetchall()
    return tuple(
        ObligationRow(no, kind, content, debtor, creditor, source, by_no.get(no))
        for no, kind, content, debtor, creditor, source in rows
    )


def _assignments(matter_id: int) -> tuple[AssignmentRow, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT a.id, a.entry_id, a."on", a.known_on, a.office, a.officer, a.source
            FROM matters_assignment a
            WHERE a.matter_id = %s AND {in_force("matters_assignment", "a")}
            ORDER BY a."on", a.ordinal, a.id
            """,
            [matter_id],
        )
        return tuple(AssignmentRow(*row) for row in cursor.fetchall())


def _verifications(matter_id: int) -> tuple[VerificationRow, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT v.id, v.entry_id, v."on", v.known_on, v.means, v.finding FROM matters_verification v '
            f"WHERE v.matter_id = %s AND {in_force('matters_verification', 'v')} "
            'ORDER BY v."on", v.id',
            [matter_id],
        )
        return tuple(VerificationRow(*row) for row in cursor.fetchall())
