"""Requests as they were asked of bodies in a period: asked on, due, answered on; within a reach."""

from datetime import date

from django.db import connection

from thihanh.coordination.delays import Asked
from thihanh.matters.listing import condition
from thihanh.offices.queries import Reach

# A request of two clocks (the law's and a day named in the letter) is asked once; one sent back for more is
# asked again. What was withdrawn before its answer is no answer; what came after the period waited in it.
_ROWS = """
SELECT t.body, t.started_on, min(t.due), min(t.met_on) FILTER (WHERE t.met_on <= %s)
FROM dossiers_term t JOIN dossiers_current k ON k.dossier_id = t.dossier_id
WHERE {where} AND t.kind = 'request' AND t."of" = 'body' AND t.started_on BETWEEN %s AND %s
    AND (%s = '' OR k.office = %s) AND NOT (k.state = 'withdrawn' AND t.met_on >= k.since)
GROUP BY t.dossier_id, t.body, t.started_on ORDER BY t.body, t.started_on, t.dossier_id
"""


def asked(reach: Reach, *, since: date, until: date, office: str = "") -> tuple[tuple[str, Asked], ...]:
    """The requests asked between two days, both included, by body, as they stood on the last."""
    where, values = condition(reach, "k")
    with connection.cursor() as cursor:
        cursor.execute(_ROWS.format(where=where), [until, *values, since, until, office, office])
        return tuple((body, (start, due, met)) for body, start, due, met in cursor.fetchall())
