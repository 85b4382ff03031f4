"""What other agencies delegated to an agency: files under way that no matter here has taken up yet."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from thihanh.matters.standing import in_force

DELEGATED = "delegated"
"""The kind of link from the matter here to the one that was delegated."""


@dataclass(frozen=True, slots=True)
class DelegatedRow:
    """A matter of another agency that was delegated here, whole or in part. ``amount`` in đồng."""

    sender: int
    agency: str
    number: str
    kind: str
    delegated_on: date
    extent: str
    items: tuple[int, ...]
    amount: int


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
            SELECT m.id, m.agency, m.number, m.kind, max(s."on"), max(s.facts ->> 'extent'),
                array_agg(s.obligation ORDER BY s.obligation) FILTER (WHERE s.obligation IS NOT NULL),
                coalesce(sum(s.amount), 0)::bigint
            FROM matters_step s JOIN matters_matter m ON m.id = s.matter_id
            WHERE s.code = 'delegate' AND s.counterpart = %(agency)s AND {in_force("matters_step", "s")}
                AND (%(sender)s::bigint IS NULL OR m.id = %(sender)s)
                AND NOT EXISTS (
                    SELECT 1 FROM matters_link k JOIN matters_matter h ON h.id = k.matter_id
                    WHERE k.other_id = m.id AND k.kind = %(kind)s AND h.agency = %(agency)s
                        AND {in_force("matters_link", "k")})
            GROUP BY m.id, m.agency, m.number, m.kind ORDER BY 5, 1
            """,
            {"agency": agency, "sender": sender, "kind": DELEGATED},
        )
        return tuple(DelegatedRow(*(*row[:6], tuple(row[6] or ()), row[7])) for row in cursor.fetchall())
