"""A plan approved by the head in the dossier of its coercion day is approved on the matter that waits."""

from datetime import date
from typing import Final

from thihanh.coordination.coercion import CODE
from thihanh.dossiers.kinds import Step
from thihanh.dossiers.loading import load
from thihanh.offices.queries import Viewer
from thihanh.procedures.act import Values
from thihanh.procedures.case import load_cases
from thihanh.procedures.catalogue import act
from thihanh.procedures.judging import judge
from thihanh.procedures.performing import write_effects

_WAITING: Final = "plan_waiting"
_APPROVE: Final = "approve"
_ACT: Final = "plan_approved"


def approved(dossier_id: int, step: Step, by: Viewer, on: date) -> None:
    """What the step just taken does on the matter, in the same transaction. Raises Refusal."""
    if step.code != _APPROVE:
        return
    dossier = load([dossier_id])[dossier_id]
    if dossier.kind.code != CODE:
        return
    for case in load_cases(dossier.matters, by=by, on=on, lock=True).values():
        if case.stage == _WAITING:
            values: Values = {"on": dossier.steps[-1].on, "approved_by": "head"}
            write_effects([judge(act(_ACT), case, values, by_paper=True)], by=by)
