"""Establishment and workload, control points, inmates: figures that are counted, gaps that are shown."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tests.builders import a_matter
from tests.cast import BINH, HOA, LAN, MINH, NGHIEP, TAM, TRUONG, viewer
from tests.oversight.test_inspections import ON, concluded, inspection, matters, noted
from thihanh.matters.asking import Refusal
from thihanh.matters.kindred import people_of
from thihanh.matters.operations import register_many
from thihanh.offices.operations import end_post
from thihanh.offices.policy import Denied
from thihanh.offices.queries import reach
from thihanh.oversight import control_points, inmates, late_acts, staffing
from thihanh.oversight.inmates import Answer
from thihanh.trail.models import Entry
from thihanh.trail.operations import check

__all__ = ["matters"]


def establish(posts: int, since: date, by: Any = TRUONG) -> None:
    staffing.establish(
        unit_code="22.KV01",
        role="officer",
        posts_given=posts,
        document="9/QĐ",
        since=since,
        by=viewer(by),
        on=ON,
    )


def test_vacancies_follow_the_establishment_of_the_day(office: None) -> None:
    establish(3, date(2026, 1, 1))
    establish(5, date(2026, 3, 1))

    def line(on: date) -> staffing.UnitLine:
        return next(one for one in staffing.board("22", on) if one.unit.code == "22.KV01")

    before, then, now = line(date(2025, 12, 31)), line(date(2026, 2, 1)), line(ON)
    assert (before.given, before.vacant) == (None, None)
    assert (then.given, then.vacant) == (3, 1)
    assert (now.given, now.vacant) == (5, 3)
    assert (now.officers, now.ranks) == (3, {"so_cap": 1, "trung_cap": 1, "cao_cap": 1})
    assert [one.posts for one in staffing.versions(["22.KV01"])] == [5, 3]


def test_only_who_manages_posts_states_an_establishment(office: None) -> None:
    for who in (LAN, TAM, HOA):
        with pytest.raises(Denied):
            establish(3, ON, by=who)
    with pytest.raises(Refusal, match="không có đơn vị"):
        staffing.establish(
            unit_code="22.KV99",
            role="officer",
            posts_given=1,
            document="1",
            since=ON,
            by=viewer(TRUONG),
            on=ON,
        )
    establish(3, ON, by=BINH)


def test_the_average_in_post_weighs_each_day(office: None) -> None:
    first, last = date(2026, 1, 1), date(2026, 1, 10)
    assert staffing.average_in_post("22.KV01", first, last) == 3
    end_post(
        officer=MINH.code, unit="22.KV01", role="officer", last_day=date(2026, 1, 4), by=BINH.code, on=ON
    )
    assert staffing.average_in_post("22.KV01", first, last) == Fraction(4 * 3 + 6 * 2, 10)


def test_a_control_point_shows_its_last_look_its_gaps_and_what_is_open(matters: list[int]) -> None:
    number = inspection()
    noted(number, matters[:1])
    units, looked = control_points.board_for(viewer(TRUONG), ON)
    assert all(one.is_gap(ON) for one in looked)
    concluded(number)
    units, looked = control_points.board_for(viewer(TRUONG), ON)
    here = {one.point.code: one for one in looked if one.unit == "22.KV01"}
    assert (here["valuation"].last_on, here["valuation"].open_findings) == (ON, 1)
    assert not here["valuation"].is_gap(date(2027, 3, 2))
    assert here["valuation"].is_gap(date(2027, 3, 3))
    assert here["cash"].last_on is None
    assert len(units) * len(control_points.points()) == len(looked)
    own, _ = control_points.board_for(viewer(BINH), ON)
    assert [one.code for one in own] == ["22.KV01"]


def test_every_control_point_names_rules_there_are() -> None:
    from thihanh.law.citations import cite
    from thihanh.law.terms import rules

    for one in control_points.points():
        assert set(one.terms) <= set(rules())
        assert cite(one.article) != one.article


@pytest.fixture
def prisoner(office: None) -> tuple[int, int]:
    intake = a_matter("7/QĐ", "05/11/2025").owing(5_000_000).held_by(LAN.code, "22.KV01")
    (matter,) = register_many([intake.tagged("cause:prisoner").intake], by=TRUONG.code)
    (debtor,) = [one for one in people_of([matter]) if one.role == "debtor"]
    return matter, debtor.person_id


def listed(who: Any) -> tuple[inmates.Inmate, ...]:
    return inmates.inmates(reach(viewer(who), "matter", "read", ON))


def test_an_inmate_stands_where_the_prison_says_within_the_matters_reach(prisoner: tuple[int, int]) -> None:
    matter, person = prisoner
    (before,) = listed(LAN)
    assert (before.matter_id, before.answer) == (matter, None)
    answer = Answer("prison", date(2026, 2, 20), "Trại giam số 5", date(2028, 6, 1), reference="12/TB")
    for who in (HOA, TAM):
        with pytest.raises(Denied):
            inmates.state_custody(matter, person, answer, by=viewer(who), on=ON)
    inmates.state_custody(matter, person, answer, by=viewer(LAN), on=ON)
    (now,) = listed(NGHIEP)
    assert now.answer == answer
    assert (now.ended(ON), now.ended(date(2028, 6, 2))) == (False, True)
    assert listed(HOA) == ()
    said = Entry.objects.get(act="custody.answered").payload
    assert [one for one in ("Trại giam", "2028-06-01") if one in said] == []
    assert check(facts=True).ok
    released = Answer("prison", ON, released=True)
    inmates.state_custody(matter, person, released, by=viewer(LAN), on=ON)
    assert listed(LAN) == ()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer("police_province", ON, "Trại giam"), "phải là trại giam"),
        (Answer("prison", date(2026, 3, 3), "Trại giam"), "sau ngày làm việc"),
        (Answer("prison", ON), "ghi nơi chấp hành án"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(prisoner: tuple[int, int], answer: Answer, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        inmates.state_custody(*prisoner, answer, by=viewer(LAN), on=ON)


def test_a_party_of_another_matter_is_not_found(prisoner: tuple[int, int]) -> None:
    with pytest.raises(LookupError):
        inmates.state_custody(prisoner[0], 999_999, Answer("prison", ON, "Trại"), by=viewer(LAN), on=ON)


def test_late_acts_are_counted_by_rule_within_the_reach(matters: list[int]) -> None:
    wide = reach(viewer(TRUONG), "matter", "read", ON)
    found = late_acts.by_rule(wide, ON)
    assert found
    for one in found:
        behind = late_acts.of_rule(wide, ON, rule=one.rule)
        assert len({row.matter_id for row in behind}) == one.matters
        assert behind[0].due_on == one.oldest
        assert one.articles
    assert late_acts.by_rule(wide, ON, office="22.KV02") == ()
    assert late_acts.by_rule(reach(viewer(HOA), "matter", "read", ON), ON) == ()
