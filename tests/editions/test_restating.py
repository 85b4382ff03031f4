"""What came late: which matters moved which cells and why; the supplementary report overwrites nothing."""

from dataclasses import replace

import pytest

from tests import cast
from tests.builders import a_matter, day
from tests.editions.world import CLOSING, closed
from thihanh.editions import drilling, operations, queries, restating
from thihanh.editions.body import definitions_now
from thihanh.editions.queries import EditionUnknown
from thihanh.editions.rules import Refused
from thihanh.matters import operations as matters_operations
from thihanh.matters.intake import Holding, Intake, StageChange
from thihanh.matters.operations import register_many
from thihanh.matters.queries import stages_of
from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied

pytestmark = pytest.mark.django_db
HEAD = cast.viewer(cast.TRUONG)
WHY = "Bổ sung các việc vào sổ muộn sau khi khóa kỳ"


def changed(matters: list[int]) -> None:
    """One fact late, one corrected, one transfer late, one matter entered late."""
    register_many(
        [
            Intake(
                matter_id=matters[0],
                stages=(StageChange(day("20/09/2025"), "no_means", known_on=CLOSING, ground="N-1"),),
            ),
            Intake(
                matter_id=matters[4],
                holdings=(Holding(day("15/09/2025"), "22.KV01", cast.LAN.code, known_on=CLOSING),),
            ),
        ],
        by=cast.LAN.code,
        act="matter.added",
    )
    wrong = next(one for one in stages_of(matters[3]) if one.stage == "no_means")
    matters_operations.correct_stage(
        matter_id=matters[3],
        fact_id=wrong.id,
        change=StageChange(wrong.on, "in_progress", known_on=CLOSING, void=True),
        reason="Ghi nhầm hồ sơ khác",
        by=cast.viewer(cast.HOA),
        on=CLOSING,
    )
    register_many(
        [a_matter("9/QĐ", "01/09/2025").held_by(cast.MINH.code, "22.KV01").owing(5).intake], by=cast.LAN.code
    )


def test_each_matter_with_its_cells_and_its_reason(matters):
    row = closed()
    changed(matters)
    found = restating.since(queries.file_of(row.id))
    assert {one.number: one.why for one in found.rows} == {
        "1/QĐ": "late",
        "4/QĐ": "correction",
        "5/QĐ": "hands",
        "9/QĐ": "late",
    }
    assert found.by_reason == {"ghi muộn": 2, "đính chính": 1, "chuyển đơn vị, người giữ": 1}
    cells = {f"{one.of}.{one.column}": one.change for one in found.sums}
    assert (cells["cases.new"], cells["money.new"], cells["cases.due"]) == (1, 5, 1)
    assert queries.figures(row.id).value("cases.due") == 5
    first = next(one for one in found.rows if one.number == "1/QĐ")
    assert {(c.column, c.then, c.now) for c in first.moved.cells if c.of == "cases"} >= {
        ("eligible", 1, 0), ("in_progress", 1, 0), ("no_means", 0, 1),
    }  # fmt: skip
    assert [fact.known_on for fact in first.facts] == [CLOSING]


def test_the_moves_bridge_from_the_edition_to_the_supplementary_report(matters):
    row = closed()
    changed(matters)
    moves = restating.since(queries.file_of(row.id))
    report = operations.restate(row.id, by=HEAD, on=CLOSING, explanation=WHY)
    before, after = queries.figures(row.id), queries.figures(report.id)
    for cell in moves.sums:
        name = f"{cell.of}.{cell.column}"
        assert after.value(name) - before.value(name) == cell.change, name
    again = restating.between(queries.file_of(row.id), queries.file_of(report.id))
    assert {one.number: one.why for one in again.rows} == {one.number: one.why for one in moves.rows}
    assert (report.kind, report.supersedes, report.explanation) == ("supplementary", row.id, WHY)
    assert queries.edition(offices.EVERYTHING, row.id).superseded_by == report.id
    assert queries.latest("22", 2025, 12).id == report.id
    assert queries.figures(row.id) == before  # nothing is overwritten
    assert b"%PDF" in queries.paper_of(report.id)


def test_a_report_needs_something_new_an_explanation_and_the_head(matters):
    row = closed()
    with pytest.raises(Refused, match="giải trình"):
        operations.restate(row.id, by=HEAD, on=CLOSING, explanation="muộn")
    with pytest.raises(Refused, match="chưa có dữ kiện"):
        operations.restate(row.id, by=HEAD, on=CLOSING, explanation=WHY)
    changed(matters)
    with pytest.raises(Denied):
        operations.restate(row.id, by=cast.viewer(cast.BINH), on=CLOSING, explanation=WHY)
    report = operations.restate(row.id, by=HEAD, on=CLOSING, explanation=WHY, key="k")
    assert operations.restate(row.id, by=HEAD, on=CLOSING, explanation=WHY, key="k") == report
    with pytest.raises(Refused, match=f"số {report.id}"):
        operations.restate(row.id, by=HEAD, on=CLOSING, explanation=WHY)
    with pytest.raises(EditionUnknown):
        operations.restate(999, by=HEAD, on=CLOSING, explanation=WHY)
    preliminary = closed(month=11, kind="preliminary")
    with pytest.raises(Refused, match="sơ bộ"):
        operations.restate(preliminary.id, by=HEAD, on=CLOSING, explanation=WHY)


def test_a_changed_definition_is_told_from_a_changed_fact(matters, monkeypatch):
    found = queries.file_of(closed().id)
    assert restating.changed_definitions(found.body) == ()
    other = {**definitions_now(found.body.frozen.period), "01/TK-THA TT05": "0" * 64}
    monkeypatch.setattr(restating, "definitions_now", lambda period: other)
    said = restating.since(found)
    assert said.definitions == ("01/TK-THA TT05",)
    assert said.rows == ()
    body = {
        **found.body.said,
        "figures": {**found.body.said["figures"], "01/TK-THA TT05": {"22": [["total", 0, [9] * 18]]}},
    }
    moved = list(restating.redefined(replace(found, body=replace(found.body, said=body)), said.definitions))
    assert ("01/TK-THA total due", 9, 5) in {(one.column, one.then, one.now) for one in moved}


def test_others_see_the_sums_but_not_the_matters(matters):
    row = closed()
    changed(matters)
    found = restating.since(queries.file_of(row.id))
    hoa = offices.reach(cast.viewer(cast.HOA), "matter", "read", CLOSING)
    assert [one.number for one in drilling.in_reach(found.rows, hoa, "22")] == ["4/QĐ", "5/QĐ"]
