"""Form 6 from the recorded acts: dossiers asking to waive or reduce what is owed to the budget.

A dossier counts in the period it is filed in, and in every later one until the court has decided it [I].
"""

from collections.abc import Iterator, Sequence
from typing import Any

from thihanh.statistics.book.asking import Asked, Step, Steps, steps

FORM = "06/TK-THA"
_FILED, _DECIDED = "exemption_file", "exemption_decided"
_REFUSED = "refused"


def rows(asked: Asked) -> Sequence[tuple[Any, ...]]:
    """Rows of ``ACT_COLUMNS``: each dossier under the relief it asks for, by its outcome on the last day."""
    return [
        (
            FORM,
            filed.id,
            of.matter_id,
            of.office,
            of.officer,
            filed.facts.get("relief", "waive"),
            column,
            amount,
        )
        for of in steps(asked, (_FILED, _DECIDED), (_FILED,))
        for filed, decided in _dossiers(of)
        if filed.on >= asked.period.from_ or decided is None or decided.on >= asked.period.from_
        for column, amount in _cells(filed, decided)
        if amount
    ]


def _dossiers(of: Steps) -> Iterator[tuple[Step, Step | None]]:
    """Each dossier with the court's decision on it: the first one after it and before the next dossier."""
    filed: Step | None = None
    for step in of.steps:
        if step.code == _FILED:
            if filed is not None:
                yield filed, None
            filed = step
        elif filed is not None:
            yield filed, step
            filed = None
    if filed is not None:
        yield filed, None


def _cells(filed: Step, decided: Step | None) -> Iterator[tuple[str, int]]:
    yield "proposed_money", filed.amount
    if decided is None:
        yield "pending", 1
    elif decided.facts.get("outcome") == _REFUSED:
        yield "refused", 1
    else:
        yield "accepted", 1
        yield "accepted_money", decided.amount
