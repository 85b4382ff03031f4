"""Where each duty stands, derived from its events: for the duties touched, or all anew."""

from collections.abc import Mapping, Sequence

from django.db import connection

from thihanh.documents.service.queries import events_of
from thihanh.documents.service.states import Event, standing
from thihanh.trail.copying import Batch, Row, write_rows

_CHUNK = 20_000
COLUMNS = (*("service_id", "state", "channel", "attempt", "tries", "last_result", "last_on", "valid_on"),)


def refresh(service_ids: Sequence[int]) -> None:
    """Derive the rows of these duties anew."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM documents_service_state WHERE service_id = ANY(%s)", [list(service_ids)])
    write_rows([_batch(service_ids, events_of(service_ids))])


def of_new(service_ids: Sequence[int]) -> Batch:
    """The rows of duties that are being opened: nothing was done for them yet."""
    return _batch(service_ids, {})


def rebuild() -> int:
    """Empty the projection and derive it from the facts; the number of duties."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE documents_service_state")
        cursor.execute("SELECT id FROM documents_service ORDER BY id")
        ids = [row[0] for row in cursor.fetchall()]
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        write_rows([_batch(chunk, events_of(chunk))])
    return len(ids)


def _batch(service_ids: Sequence[int], found: Mapping[int, Sequence[Event]]) -> Batch:
    rows: list[Row] = []
    for service_id in service_ids:
        events = found.get(service_id, ())
        now = standing(events)
        rows.append(
            (
                service_id,
                now.state,
                now.channel,
                now.attempt,
                now.tries,
                events[-1].result if events else "",
                now.last_on,
                now.valid.on if now.valid else None,
            )
        )
    return Batch("documents_service_state", COLUMNS, rows)
