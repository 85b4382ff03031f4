"""Pieces that the queries of several registers share."""

from collections.abc import Sequence

from thihanh.matters.standing import in_force
from thihanh.registers.register import Column, Source

NUMBER = Column("Số quyết định thi hành án", "c.number", width=16)
DECIDED = Column("Ngày quyết định", "c.decided_on", "day", 12)
DEBTOR = Column("Người phải thi hành án", "c.debtor", width=28)
CREDITOR = Column("Người được thi hành án", "c.creditor", width=28)
OFFICER = Column("Chấp hành viên", "c.officer", "officer", 22)
MATTER = (NUMBER, DECIDED, DEBTOR, CREDITOR)
REACHED = "c.agency, c.office, c.officer, c.matter_id"
JUDGMENT = (
    Column("Số bản án, quyết định", "j.number", width=18),
    Column("Ngày bản án", "j.made_on", "day", 12),
    Column("Tòa án, cơ quan ra bản án", "j.court", width=24),
)
# A number below ten is written with a nought, as ``documents.queries.number_text`` does.
_PAPER = (
    "CASE WHEN q.number IS NOT NULL "
    "THEN CASE WHEN q.number < 10 THEN '0' ELSE '' END || q.number || '/' || q.symbol END"
)


def happenings(stages: Sequence[str], codes: Sequence[str]) -> str:
    """SQL of what happened to matters: stages that began, with the step of the same act, and lone steps.

    Gives ``h``: matter_id, id, day, what, ground, article, until, amount, obligation, party, counterpart,
    document, facts, known_on. Imported matters have stages without steps; partial acts have steps only.
    """
    return f"""(
        SELECT s.matter_id, s.id, s."on" AS day, s.stage AS what, s.ground,
            coalesce(t.article, '') AS article, t.until, t.total::bigint AS amount,
            CASE WHEN t.parts = 1 THEN t.obligation END AS obligation, t.party,
            coalesce(t.counterpart, '') AS counterpart,
            coalesce({_PAPER}, s.document) AS document, coalesce(t.facts, '{{}}') AS facts, s.known_on
        FROM matters_stage s
        LEFT JOIN LATERAL (SELECT t.*, sum(t.amount) OVER () AS total, count(*) OVER () AS parts
            FROM matters_step t WHERE t.matter_id = s.matter_id AND t.entry_id = s.entry_id
                AND t.code = ANY({_array(codes)}) ORDER BY t.id LIMIT 1) t ON TRUE
        LEFT JOIN documents_queue q ON q.paper_id = t.paper
        WHERE s.stage = ANY({_array(stages)}) AND {in_force("matters_stage", "s")}
        UNION ALL
        SELECT t.matter_id, t.id, t."on", t.code, t.ground, t.article, t.until, t.amount, t.obligation,
            t.party, t.counterpart, coalesce({_PAPER}, ''), t.facts, t.known_on
        FROM matters_step t
        LEFT JOIN documents_queue q ON q.paper_id = t.paper
        WHERE t.code = ANY({_array(codes)}) AND {in_force("matters_step", "t")} AND NOT EXISTS (
            SELECT FROM matters_stage s WHERE s.matter_id = t.matter_id AND s.entry_id = t.entry_id
                AND s.stage = ANY({_array(stages)}))
    )"""


def _spine(stages: Sequence[str], codes: Sequence[str]) -> str:
    """The rows of ``of_matters`` with the same codes, without what their steps and papers say."""
    return f"""
SELECT {REACHED}, h.id, h.day FROM (
    SELECT s.matter_id, s.id, s."on" AS day FROM matters_stage s
    WHERE s.stage = ANY({_array(stages)}) AND {in_force("matters_stage", "s")}
    UNION ALL
    SELECT t.matter_id, t.id, t."on" FROM matters_step t
    WHERE t.code = ANY({_array(codes)}) AND {in_force("matters_step", "t")} AND NOT EXISTS (
        SELECT FROM matters_stage s WHERE s.matter_id = t.matter_id AND s.entry_id = t.entry_id
            AND s.stage = ANY({_array(stages)}))
) h JOIN matters_current c ON c.matter_id = h.matter_id"""


def of_matters(stages: Sequence[str], codes: Sequence[str]) -> Source:
    """The source of a register of happenings to matters."""
    rows = f"""
SELECT {REACHED}, h.id, h.day, {{columns}}
FROM {happenings(stages, codes)} h
JOIN matters_current c ON c.matter_id = h.matter_id
JOIN matters_matter m ON m.id = h.matter_id
JOIN matters_judgment j ON j.id = m.judgment_id"""
    return Source(rows, _spine(stages, codes))


def _array(codes: Sequence[str]) -> str:
    """Codes of the house as an SQL array: they are named in the source, never typed by anybody."""
    quoted = ", ".join(f"'{code}'" for code in codes)
    return f"ARRAY[{quoted}]::text[]"
