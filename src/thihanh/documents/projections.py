"""The queue and the counters, derived from the facts: for the papers touched, or all anew."""

from collections.abc import Sequence

from django.db import connection

from thihanh.trail.kept import ask

_DERIVE = """
INSERT INTO documents_queue AS q (paper_id, agency, office, officer, matter_id, kind, act, regime,
    signer_kind, title, state, since, submitted_on, drafted_on, maker, checker, signer, prefix, moves,
    series, number, symbol, issued_on, code)
SELECT p.id, p.agency, p.office, p.officer, coalesce(p.matter_id, o.matter_id), p.kind, p.act, p.regime,
    p.signer_kind, c.title,
    CASE l.move WHEN 'revised' THEN 'drafted' ELSE l.move END, l."on", s."on", p.drafted_on, f.actor,
    coalesce(k.actor, ''), coalesce(g.actor, ''), coalesce(g.prefix, ''), l.ordinal,
    coalesce(i.series, ''), i.number, coalesce(i.symbol, ''), i."on", coalesce(i.code, '')
FROM documents_paper p
JOIN LATERAL (SELECT title FROM documents_content WHERE paper_id = p.id ORDER BY ordinal DESC LIMIT 1) c
    ON TRUE
JOIN LATERAL (SELECT move, ordinal, "on" FROM documents_move WHERE paper_id = p.id ORDER BY ordinal DESC
    LIMIT 1) l ON TRUE
JOIN documents_move f ON f.paper_id = p.id AND f.ordinal = 1
LEFT JOIN LATERAL (SELECT "on", ordinal FROM documents_move WHERE paper_id = p.id AND move = 'submitted'
    ORDER BY ordinal DESC LIMIT 1) s ON l.move IN ('submitted', 'checked', 'signed', 'issued')
LEFT JOIN LATERAL (SELECT actor FROM documents_move WHERE paper_id = p.id AND move = 'checked'
    AND ordinal > coalesce(s.ordinal, 0) ORDER BY ordinal DESC LIMIT 1) k
    ON l.move IN ('checked', 'signed', 'issued')
LEFT JOIN LATERAL (SELECT actor, prefix FROM documents_move WHERE paper_id = p.id AND move = 'signed'
    AND ordinal > coalesce(s.ordinal, 0) ORDER BY ordinal DESC LIMIT 1) g ON l.move IN ('signed', 'issued')
LEFT JOIN documents_move i ON i.paper_id = p.id AND i.move = 'issued'
LEFT JOIN documents_folio o ON o.paper_id = p.id
WHERE {chosen}
ON CONFLICT (paper_id) DO UPDATE SET matter_id = excluded.matter_id, title = excluded.title,
    state = excluded.state, since = excluded.since,
    submitted_on = excluded.submitted_on, checker = excluded.checker, signer = excluded.signer,
    prefix = excluded.prefix, moves = excluded.moves, series = excluded.series, number = excluded.number,
    symbol = excluded.symbol, issued_on = excluded.issued_on, code = excluded.code
"""
_COUNT = """
INSERT INTO documents_counter (agency, series, year, last)
SELECT agency, series, year, max(number) FROM documents_move WHERE number IS NOT NULL
GROUP BY agency, series, year
"""


def refresh(paper_ids: Sequence[int]) -> None:
    """Derive the rows of these papers anew; a row is never absent meanwhile, so that it can be locked."""
    ask(_DERIVE.format(chosen="p.id = ANY(%s::bigint[])"), [list(paper_ids)])


def rebuild() -> int:
    """Empty the queue and the counters and derive both from the facts; the number of papers."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE documents_queue, documents_counter")
        cursor.execute(_DERIVE.format(chosen="TRUE"))
        papers: int = cursor.rowcount
        cursor.execute(_COUNT)
        return papers
