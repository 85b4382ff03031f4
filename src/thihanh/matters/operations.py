"""Acts on matters: each one transaction, one trail entry a matter, refused with a reason or done whole."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction

from thihanh.matters import projections, queries, rules, writing
from thihanh.matters.intake import Intake, StageChange
from thihanh.matters.rules import StageOn, StateRefused
from thihanh.matters.writing import Heading
from thihanh.offices.reach import Viewer, check_reaches


@transaction.atomic
def register_many(
    intakes: Sequence[Intake],
    *,
    by: str,
    act: str = "matter.registered",
    more: Mapping[str, object] | None = None,
) -> list[int]:
    """Write many matters or additions to them at once; the ids come back in order.

    The caller has checked rows and rights (an import gives every error back to its user); what is asserted
    here is what must never be false: histories that the state table allows, and money that never goes
    below zero. Raises StateRefused or money.operations.LedgerBroken, and nothing is written.
    """
    ids = writing.write(intakes, Heading(act=act, by=by, more=more))
    for history in queries.histories_of(ids).values():
        rules.check_history(history)
    return ids


@transaction.atomic
def correct_stage(
    *,
    matter_id: int,
    fact_id: int,
    change: StageChange,
    reason: str,
    by: Viewer,
    on: date,
) -> None:
    """Correct a stage that was recorded wrongly: a new fact that names the one it replaces.

    ``change.void`` takes the stage back altogether. The old fact stays readable, and figures as known
    before today keep it. Raises Denied, StateRefused.
    """
    held = queries.holding_of(matter_id, lock=True)
    check_reaches(
        by, "matter", "correct", on=on, agency=held.agency, office=held.office, officer=held.officer
    )
    if len(reason.strip()) < _SHORTEST_REASON:
        raise StateRefused("Trạng thái: cần ghi lý do sửa, đủ để người kiểm tra hiểu (ít nhất 10 ký tự).")
    rules.check_not_future(change.on, on, "ngày")
    facts = {fact.id: fact for fact in queries.stages_of(matter_id)}
    old = facts.get(fact_id)
    if old is None:
        raise StateRefused("Trạng thái: không tìm thấy trạng thái cần sửa trong việc này; mở lại hồ sơ.")
    if old.replaced_by is not None:
        raise StateRefused(
            "Trạng thái: trạng thái này đã được sửa trước đó; hãy sửa bản đang có hiệu lực, không sửa bản cũ."
        )
    ordinal = old.ordinal if change.on == old.on else 0
    kept = [
        StageOn(f.on, f.ordinal, f.stage, f.ground) for f in facts.values() if f.in_force and f.id != fact_id
    ]
    if not change.void:
        kept.append(StageOn(change.on, ordinal, change.stage, change.ground))
    rules.check_history(kept)
    writing.write(
        [Intake(matter_id=matter_id, stages=(replace(change, replaces=fact_id, ordinal=ordinal),))],
        Heading(
            act="matter.stage_corrected",
            by=by.actor,
            ground=change.ground,
            more={"reason": reason.strip()},
        ),
    )


_SHORTEST_REASON = 10


@transaction.atomic
def rebuild() -> int:
    """Drop and derive all projections of matters anew; says how many matters."""
    return projections.refresh()


@transaction.atomic
def extend_horizon(*, work_year: int) -> int:
    """Carry open matters to the end of ``work_year`` in all projections; says how many, 0 when already done.

    Positions are written to the end of a known work year only; past it an open matter would stand nowhere.
    """
    return projections.extend_horizon(work_year)
