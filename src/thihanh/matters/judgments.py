"""Judgments that agencies know: one row for each number, day and court, whatever comes of it."""

from collections.abc import Collection
from datetime import date

from thihanh.matters.intake import NewJudgment
from thihanh.trail.kept import ask

Key = tuple[str, str, date, str]


def key_of(agency: str, judgment: NewJudgment) -> Key:
    """What makes a judgment of an agency one and the same."""
    return (agency, judgment.number, judgment.made_on, judgment.court)


def known(keys: Collection[Key]) -> dict[Key, int]:
    """The ids of those judgments that have a row already; one statement, none where nothing is asked."""
    if not keys:
        return {}
    agencies, numbers, days, courts = zip(*keys, strict=True)
    rows = ask(_KNOWN, [list(agencies), list(numbers), list(days), list(courts)])
    return {(agency, number, made_on, court): id_ for agency, number, made_on, court, id_ in rows}


_KNOWN = """
SELECT j.agency, j.number, j.made_on, j.court, j.id FROM matters_judgment j
JOIN unnest(%s::text[], %s::text[], %s::date[], %s::text[]) w (agency, number, made_on, court)
    USING (agency, number, made_on, court)
"""
