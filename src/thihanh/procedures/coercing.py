"""The plan of a coercion is an act on the matter and a step of its coercion day: one act, not two.

Whoever sends the plan for approval has opened the day by it, or taken its step «Kế hoạch» where the day was
prepared before; recorded as approved on the matter, it is so in the dossier. The other way is ``approving``.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from thihanh.coordination.coercion import CODE, OPEN
from thihanh.dossiers import operations, queries
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.loading import load
from thihanh.dossiers.operations import New
from thihanh.law.notation import vn
from thihanh.offices.queries import Viewer
from thihanh.procedures.said import day, flag, number, text

if TYPE_CHECKING:
    from thihanh.procedures.judging import Judged

_PLAN: Final = ("method", "forces")


def planned(done: Sequence["Judged"], by: Viewer, on: date) -> None:
    """The plan of each act: a day opened with it, or its step in a day that was prepared."""
    for one in done:
        _plan(one, by, on)


def approval_told(done: Sequence["Judged"], by: Viewer, on: date) -> None:
    """The approval that each act records, in the day it is about; matters older than such days have none."""
    for one in done:
        waiting = _open_days(one.case.id, {"planned"})
        if waiting:
            raw = {"on": vn(one.case.day(one.values))}
            _take(waiting[-1].id, "approval", raw, by=by, on=on)


def _plan(one: "Judged", by: Viewer, on: date) -> None:
    case = one.case
    prepared = _open_days(case.id, OPEN - {"planned", "approved"})
    raw = _raw(one)
    paper = case.paper.id if case.paper else None
    if prepared:
        dossier_id = prepared[0].id
    else:
        opening = raw | {
            "matters": [str(case.id)],
            "person": ", ".join(party.name for party in case.parties_as("debtor")),
            "measure": _measure(one),
        }
        new = New(CODE, opening, case.agency, case.office or case.agency, case.officer, matters=(case.id,))
        (dossier_id,) = operations.open_as([new], actor=by.actor, unit=by.unit, on=on)
    _take(dossier_id, "plan", raw, by=by, on=on, paper=paper)


def _raw(one: "Judged") -> dict[str, object]:
    values = one.values
    planned_on = day(values, "planned_on")
    assert planned_on is not None
    said: dict[str, object] = {
        "planned_on": vn(planned_on),
        "hour": str(number(values, "hour") or 0),
        "venue": text(values, "venue"),
        "force": "1" if flag(values, "with_force") else "",
        "decision": text(values, "measure"),
        "on": vn(one.case.day(values)),
    }
    said |= {name: text(values, name) for name in _PLAN if text(values, name)}
    if amount := number(values, "amount"):
        said["cost_estimate"] = str(amount)
    return said


def _measure(one: "Judged") -> str:
    chosen = text(one.values, "measure")
    found = next((step for step in one.case.steps_of("coerce") if str(step.id) == chosen), None)
    return str(found.facts.get("measure", "")) if found else ""


def _open_days(matter: int, states: frozenset[str] | set[str]) -> list[Dossier]:
    """The days of a matter in these states, oldest first."""
    ids = queries.of_matters([matter], [CODE]).get(matter, ())
    return [one for _, one in sorted(load(ids).items()) if one.state in states]


def _take(
    dossier_id: int, code: str, raw: Mapping[str, object], *, by: Viewer, on: date, paper: int | None = None
) -> None:
    dossier = operations.locked(dossier_id)
    step = dossier.kind.step(code)
    operations.take_as(dossier, step, raw, actor=by.actor, unit=by.unit, on=on, paper=paper)
