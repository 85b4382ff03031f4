"""What other agencies delegated or returned to an agency: files that no matter here has taken up yet."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from thihanh.matters.standing import in_force

DELEGATED = "delegated"
"""The kind of link from the matter here to the one that was delegated."""
RETURNED = "returned_delegation"
"""The kind of link from the matter that goes on here to the one with which the delegation was returned."""


@dataclass(frozen=True, slots=True)
class DelegatedRow:
    """A matter of another agency that was delegated or returned here, whole or in part. ``amount`` in đồng.

    ``origin`` is the matter here that had been delegated, where the other agency returned it.
    """

    sender: int
    agency: str
    number: str
    kind: str
    delegated_on: date
    extent: str
    items: tuple[int, ...]
    amount: int
    origin: int | None = None


def delegated_to(agency: str) -> tuple[DelegatedRow, ...]:
    """The delegations to an agency that wait for its decision, oldest first."""
    return _delegated(agency, None)


def delegation(agency: str, sender: int) -> DelegatedRow | None:
    """The delegation of one matter to the agency, while it waits."""
    found = _delegated(agency, sender)
    return found[0] if found else None


def _delegated(agency: str, sender: int | None) -> tuple[DelegatedRow, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT m.id, m.agency, m.number, m.kind, max(s."on"), max(coalesce(s.facts ->> 'extent', '')),
                CASE s.code WHEN 'delegate'
                    THEN array_agg(s.obligation ORDER BY s.obligation) FILTER (WHERE s.obligation IS NOT NULL)
                    ELSE (SELECT array_agg(DISTINCT o.no) FROM matters_obligation o
                        WHERE o.matter_id = m.id AND {in_force("matters_obligation", "o")}) END,
                coalesce(sum(s.amount), 0)::bigint,
                CASE s.code WHEN 'delegation_returned' THEN
                    (SELECT min(k.other_id) FROM matters_link k WHERE k.matter_id = m.id
                        AND k.kind = %(delegated)s AND {in_force("matters_link", "k")}) END
            FROM matters_step s JOIN matters_matter m ON m.id = s.matter_id
            WHERE s.code IN ('delegate', 'delegation_returned') AND s.counterpart = %(agency)s
                AND {in_force("matters_step", "s")} AND (%(sender)s::bigint IS NULL OR m.id = %(sender)s)
                AND NOT EXISTS (
                    SELECT 1 FROM matters_link k JOIN matters_matter h ON h.id = k.matter_id
                    WHERE k.other_id = m.id AND h.agency = %(agency)s AND {in_force("matters_link", "k")}
                        AND k.kind = CASE s.code WHEN 'delegate' THEN %(delegated)s ELSE %(returned)s END)
            GROUP BY m.id, m.agency, m.number, m.kind, s.code ORDER BY 5, 1
            """,
            {"agency": agency, "sender": sender, "delegated": DELEGATED, "returned": RETURNED},
        )
        return tuple(DelegatedRow(*(*row[:6], tuple(row[6] or ()), *row[7:])) for row in cursor.fetchall())
