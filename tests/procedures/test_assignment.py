"""Giving matters to officers: one act, conflicts refused, sums unchanged, a draw that cannot be repeated."""

import json
from datetime import date
from pathlib import Path

import pytest
from tests.builders import a_matter
from tests.cast import BINH, BY, HOA, LAN, MINH, TRUONG, gather, viewer

from thihanh.cli.main import run as command
from thihanh.matters.asking import Refusal
from thihanh.matters.operations import register_many
from thihanh.matters.queries import holding_of
from thihanh.offices.kinship import Person, declare_kin
from thihanh.offices.policy import Denied
from thihanh.offices.reach import EVERYTHING
from thihanh.procedures.assignment import operations
from thihanh.procedures.assignment.queries import compare
from thihanh.statistics.numbers import Percent
from thihanh.targets.remaining import Left, remaining
from thihanh.trail.operations import check

ON = date(2025, 9, 30)
REASON = "Chấp hành viên chuyển công tác"
pytestmark = pytest.mark.django_db


@pytest.fixture
def matters() -> list[int]:
    gather(LAN, MINH, BINH, HOA, TRUONG)
    made = [
        a_matter(f"{n}/QĐ", "06/01/2025").held_by(LAN.code, "22.KV01").owing(n * 1_000_000).then(
            "in_progress", "01/03/2025"
        )
        for n in range(1, 13)
    ]  # fmt: skip
    return register_many([one.intake for one in made], by=BY)


def test_many_matters_change_hands_in_one_act_and_the_sums_stay(matters):
    before = compare(["22.KV01"], dict.fromkeys(matters, MINH.code), ON)
    moved = operations.transfer(matter_ids=matters, officer=MINH.code, reason=REASON, by=viewer(BINH), on=ON)
    assert moved == operations.Moved(12, (MINH.code,))
    assert {holding_of(one).officer for one in matters} == {MINH.code}
    after = compare(["22.KV01"], {}, ON)
    assert after.before == before.before == before.after
    assert {row.officer: row.before for row in after.rows} == {row.officer: row.after for row in before.rows}
    assert check(facts=True).ok


def test_the_same_request_twice_moves_once(matters):
    for _ in range(2):
        moved = operations.transfer(
            matter_ids=matters, officer=MINH.code, reason=REASON, by=viewer(BINH), on=ON, key="one-press"
        )
    assert moved.matters == 12
    assert compare(["22.KV01"], {}, ON).before.matters == 12


def test_given_back_on_the_same_day_the_last_word_holds(matters):
    for officer in (MINH, LAN):
        operations.transfer(matter_ids=matters, officer=officer.code, reason=REASON, by=viewer(BINH), on=ON)
    assert {holding_of(one).officer for one in matters} == {LAN.code}


@pytest.mark.parametrize(
    ("who", "to", "says"),
    [(LAN, MINH, "có việc không thuộc phạm vi"), (BINH, HOA, "Quyền")],
    ids=["an officer gives away", "to another office"],
)
def test_who_may_not_assign_moves_nothing(matters, who, to, says):
    with pytest.raises((Refusal, Denied), match=says):
        operations.transfer(matter_ids=matters, officer=to.code, reason=REASON, by=viewer(who), on=ON)
    assert {holding_of(one).officer for one in matters} == {LAN.code}


def test_the_head_of_the_province_moves_matters_between_offices(matters):
    operations.transfer(matter_ids=matters[:2], officer=HOA.code, reason=REASON, by=viewer(TRUONG), on=ON)
    assert holding_of(matters[0]).office == HOA.unit


def test_kin_of_a_party_is_refused_whole(matters):
    debtor = Person("Đỗ Văn Ánh", "999085001234")
    declare_kin(officer=MINH.code, relation="sibling", person=debtor, by=BY, on=ON)
    with pytest.raises(Refusal, match="người thân thích"):
        operations.transfer(matter_ids=matters, officer=MINH.code, reason=REASON, by=viewer(BINH), on=ON)
    assert {holding_of(one).officer for one in matters} == {LAN.code}


def test_a_draw_is_made_once_applied_once_and_verified_by_anybody(matters, tmp_path: Path, capsys):
    capacities = {LAN.code: 100, MINH.code: 100}
    draw_id = operations.commit(office="22.KV01", by=viewer(BINH), on=ON)
    drawn = operations.run(draw_id=draw_id, matter_ids=matters, capacities=capacities, by=viewer(BINH), on=ON)
    with pytest.raises(Refusal, match="đã bốc rồi"):
        operations.run(draw_id=draw_id, matter_ids=matters, capacities=capacities, by=viewer(BINH), on=ON)
    assert {holding_of(one).officer for one in matters} == {LAN.code}
    operations.apply(draw_id=draw_id, by=viewer(BINH), on=ON)
    held = {one: holding_of(one).officer for one in matters}
    assert held == {one["matter"]: one["officer"] for one in drawn.file["placed"]}
    with pytest.raises(Refusal, match="chưa giao"):
        operations.apply(draw_id=draw_id, by=viewer(BINH), on=ON)
    file = tmp_path / "draw.json"
    file.write_text(json.dumps(drawn.file))
    assert command(["assignment", "verify", str(file)]) == 0
    assert "Bốc thăm lại cho đúng kết quả của cả 12 việc." in capsys.readouterr().out


def test_one_debtors_matters_go_to_one_officer(matters):
    # Every matter of the builder has the same debtor.
    draw_id = operations.commit(office="22.KV01", by=viewer(BINH), on=ON)
    drawn = operations.run(
        draw_id=draw_id,
        matter_ids=matters,
        capacities={LAN.code: 100, MINH.code: 100},
        by=viewer(BINH),
        on=ON,
    )
    assert len({one["officer"] for one in drawn.file["placed"]}) == 1


def test_a_draw_left_needs_its_reason(matters):
    draw_id = operations.commit(office="22.KV01", by=viewer(BINH), on=ON)
    with pytest.raises(Refusal, match="lý do"):
        operations.abandon(draw_id=draw_id, reason="thôi", by=viewer(BINH), on=ON)
    operations.abandon(draw_id=draw_id, reason="Chấp hành viên Minh nghỉ ốm dài ngày", by=viewer(BINH), on=ON)
    with pytest.raises(Refusal, match="đã kết thúc"):
        operations.abandon(draw_id=draw_id, reason="Chấp hành viên Minh nghỉ ốm", by=viewer(BINH), on=ON)


def test_an_ended_matter_or_nothing_chosen_is_refused(matters):
    with pytest.raises(Refusal, match="chưa chọn việc nào"):
        operations.transfer(matter_ids=[], officer=MINH.code, reason=REASON, by=viewer(BINH), on=ON)
    done = a_matter("99/QĐ", "06/01/2025").held_by(LAN.code, "22.KV01").then("done", "01/03/2025")
    (ended,) = register_many([done.intake], by=BY)
    with pytest.raises(Refusal, match="đã kết thúc"):
        operations.transfer(matter_ids=[ended], officer=MINH.code, reason=REASON, by=viewer(BINH), on=ON)


def test_a_file_that_is_no_draw_is_refused_in_a_sentence(tmp_path: Path, capsys):
    file = tmp_path / "other.json"
    file.write_text("[1, 2")
    assert command(["assignment", "verify", str(file)]) == 2
    assert "không phải JSON đọc được" in capsys.readouterr().err
    assert command(["assignment", "verify", str(tmp_path / "none.json")]) == 2


def test_what_is_left_for_the_target_follows_the_matters(matters):
    left = remaining(["22.KV01"], [], {}, ON, reach=EVERYTHING)
    assert left.target.value == Percent(8400)
    assert left.of[LAN.code] == Left(11, 11), "84 % of 12 is 10,08: eleven"
    placed = dict.fromkeys(matters[:5], MINH.code)
    moved = compare(["22.KV01"], placed, ON).moved
    assert len(moved) == 5
    after = remaining(["22.KV01"], moved, placed, ON, reach=EVERYTHING)
    assert (after.of[LAN.code], after.of[MINH.code]) == (Left(11, 6), Left(0, 5))


def test_loads_of_both_offices_are_told_where_matters_leave_an_office(matters):
    both = compare(["22.KV01", "22.KV02"], dict.fromkeys(matters, HOA.code), ON)
    changed = {row.officer: (row.before.matters, row.after.matters) for row in both.rows}
    assert (changed[LAN.code], changed[HOA.code]) == ((12, 0), (0, 12))
    assert both.before == both.after
