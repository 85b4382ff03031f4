"""Emulation scoring: the grades as data, three steps by three people, a grade that departs needs a reason."""

from datetime import date

import pytest

from tests import cast
from tests.cast import Person
from thihanh.deadlines import load_calendar
from thihanh.offices.policy import Denied
from thihanh.offices.reach import EVERYTHING
from thihanh.offices.rules import Refused
from thihanh.targets.card import Card, card
from thihanh.targets.emulation import (
    NewScore,
    commendations,
    record_score,
    scores,
    suggested,
)
from thihanh.targets.grading import CoreResult, default_content, grade, points_for, scheme_of
from thihanh.targets.schemes import scheme, state_scheme
from thihanh.trail.verification import verify

TODAY = date(2025, 9, 30)
RULES = scheme_of(default_content())


def core(*pairs: tuple[int, int]) -> list[CoreResult]:
    return [CoreResult(f"c{place}", value, target) for place, (value, target) in enumerate(pairs)]


MET, SHORT_5, SHORT_15, SHORT_16 = (100, 100), (95, 100), (85, 100), (84, 100)


@pytest.mark.parametrize(
    ("points", "results", "given"),
    [
        (180, (MET, MET, MET), "A"),
        (179, (MET, MET, MET), "B"),
        (200, (MET, MET, SHORT_15), "B"),
        (160, (MET, MET, SHORT_15), "B"),
        (160, (MET, MET, SHORT_16), "C"),
        (160, (MET, SHORT_5, SHORT_5), "B"),
        (160, (MET, SHORT_5, SHORT_15), "C"),
        (200, (SHORT_5, SHORT_5, SHORT_5), "C"),
        (159, (MET, MET, MET), "C"),
        (119, (MET, MET, MET), "D"),
    ],
)
def test_a_grade_asks_for_points_and_for_core_targets(points, results, given):
    assert grade(RULES, points * 100, core(*results))[0].code == given


def test_a_core_target_that_nobody_assigned_is_not_met():
    results = [*core(MET, MET), CoreResult("carry.reduction", 500, None)]
    assert grade(RULES, 20_000, results)[0].code == "C"


def test_points_of_a_figure_follow_its_achievement():
    cases = RULES.criteria[0]
    assert points_for(cases, CoreResult("", 8400, 8400)) == 4_000
    assert points_for(cases, CoreResult("", 4200, 8400)) == 2_000
    assert points_for(cases, CoreResult("", -300, 500)) == 0
    assert points_for(cases, CoreResult("", None, 8400)) is None


def test_the_bonus_grows_with_the_matters_due_up_to_its_most():
    assert [RULES.bonus.of(due) for due in (0, 4_999, 5_000, 1_000_000)] == [0, 0, 100, 500]


def test_what_was_not_read_in_a_source_is_marked():
    assert {one.code: one.mark for one in RULES.grades} == {"A": "S", "B": "S", "C": "K", "D": "K"}
    assert {one.mark for one in RULES.criteria} == {"K"}


ALL = {one.code: one.points * 100 for one in RULES.criteria}


@pytest.fixture
def the_card(db) -> Card:
    cast.gather()
    return card("22.KV01", 2025, 12, reach=EVERYTHING, calendar=load_calendar())


def step(which: str, by: Person, the_card: Card, **changes: object) -> None:
    given: dict[str, object] = {"points": ALL, "grade": "", "reason": ""}
    new = NewScore("22.KV01", 2025, which, **given | changes)
    record_score(new, the_card, by=cast.viewer(by), on=TODAY)


def test_three_steps_by_three_people_end_in_a_grade_and_a_proposal(the_card):
    step("self", cast.BINH, the_card)
    step("verified", cast.NGHIEP, the_card, points=ALL | {"cases": 3_000})
    step("council", cast.TRUONG, the_card, grade="B", reason="đơn vị nhận nhiều việc ủy thác")
    found = scores(EVERYTHING, "22", 2025)
    assert [row.step for row in found] == ["self", "verified", "council"]
    assert [one.total for one in found] == [20_000, 19_000, 20_000]
    (one,) = commendations(found, RULES)
    assert (one.unit, one.grade) == ("22.KV01", "B")
    assert verify(facts=True).ok


def test_steps_keep_their_order_and_nobody_judges_his_own(the_card):
    with pytest.raises(Refused, match="chưa có bước tự chấm"):
        step("verified", cast.NGHIEP, the_card)
    step("self", cast.BINH, the_card)
    with pytest.raises(Denied):
        step("verified", cast.BINH, the_card)
    step("verified", cast.THAM, the_card)
    with pytest.raises(Refused, match="không sửa bước tự chấm"):
        step("self", cast.BINH, the_card)
    with pytest.raises(Denied):
        step("council", cast.THAM, the_card)


def test_the_council_departs_from_the_computed_grade_only_with_a_reason(the_card):
    step("self", cast.BINH, the_card)
    step("verified", cast.NGHIEP, the_card)
    with pytest.raises(Refused, match="là hạng C; xếp hạng A"):
        step("council", cast.TRUONG, the_card, grade="A")


@pytest.mark.parametrize(
    ("points", "said"),
    [
        (ALL | {"cases": 4_100}, "nằm từ 0 đến 40"),
        (ALL | {"beauty": 100}, "không có tiêu chí «beauty»"),
        ({"cases": 4_000}, "chưa chấm tiêu chí"),
    ],
)
def test_points_out_of_the_rules_are_refused(the_card, points, said):
    with pytest.raises(Refused, match=said):
        step("self", cast.BINH, the_card, points=points)


def test_an_agency_may_state_its_own_rules(the_card):
    head = cast.viewer(cast.TRUONG)
    own = default_content() | {"number": "QĐ 50/QĐ-CQL"}
    state_scheme(own, since=date(2025, 1, 1), by=head, on=TODAY)
    assert scheme("22", TODAY).number == "QĐ 50/QĐ-CQL"
    assert scheme("22", date(2024, 12, 31)).number == RULES.number
    with pytest.raises(Refused, match="thiếu hoặc sai phần"):
        state_scheme({"label": "x"}, since=TODAY, by=head, on=TODAY)
    with pytest.raises(Refused, match="từ mức sàn cao xuống thấp"):
        state_scheme(
            default_content() | {"grade": default_content()["grade"][::-1]}, since=TODAY, by=head, on=TODAY
        )


def test_the_figures_suggest_what_they_can(the_card):
    found = suggested(RULES, the_card, 6_000)
    assert found["bonus"] == 100
    assert found["organisation"] is None
