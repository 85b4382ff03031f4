"""Acts on matters: each one transaction, one trail entry a matter, refused with a reason or done whole."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction

from thihanh.matters import projections, queries, rules, writing
from thihanh.matters.intake import Intake, StageChange, VerificationResult
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
def record_verification(
    *,
    matter_id: int,
    result: VerificationResult,
    stage: StageChange,
    by: Viewer,
    on: date,
) -> None:
    """Record what a verification found and the stage it leads to (có điều kiện, chưa có điều kiện, …).

    A finding that leaves the stage as it is adds the verification only. ``on`` is today; the day of the
    verification stands in ``result``. Raises Denied, StateRefused.
    """
    held = queries.holding_of(matter_id, lock=True)
    check_reaches(by, "matter", "act", on=on, agency=held.agency, office=held.office, officer=held.officer)
    rules.check_not_future(result.on, on, "ngày xác minh")
    history = queries.histories_of([matter_id])[matter_id]
    rules.check_may_record_verification(history, result.on)
    if stage.stage not in rules.FINDINGS:
        raise StateRefused(
            "Trạng thái: kết quả xác minh chỉ dẫn tới có điều kiện, chưa có điều kiện "
            "hoặc một tình trạng tài sản."
        )
    rules.check_ground(stage.stage, stage.ground, stage.on)
    last = max(history, key=lambda s: (s.on, s.ordinal))
    same = (last.stage, last.ground) == (stage.stage, stage.ground)
    stages = () if same else (replace(stage, ordinal=_after(history, stage.on)),)
    if stages:
        rules.check_history([*history, StageOn(stage.on, stages[0].ordinal, stage.stage, stage.ground)])
    writing.write(
        [Intake(matter_id=matter_id, stages=stages, verifications=(result,))],
        Heading(act="matter.verified", by=by.officer or by.name, ground=stage.ground),
    )


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
            by=by.officer or by.name,
            ground=change.ground,
            more={"reason": reason.strip()},
        ),
    )


_SHORTEST_REASON = 10


def _after(history: Sequence[StageOn], day: date) -> int:
    """The order of a new fact among those of its day."""
    return max((s.ordinal + 1 for s in history if s.on == day), default=0)


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
