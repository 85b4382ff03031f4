"""Two readings of a unit: the bridge adds up, every step opens what it counts, both versions meet."""

import random
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from tests.builders import a_matter
from tests.statistics.test_engines import a_province, seeds
from tests.statistics.test_identities import random_period
from thihanh.matters import operations
from thihanh.offices.policy import Denied
from thihanh.offices.reach import EVERYTHING, Reach
from thihanh.statistics.checks import InvariantBroken
from thihanh.statistics.engine import memory
from thihanh.statistics.loading import histories
from thihanh.statistics.measures.buckets import ENDS, is_eligible
from thihanh.statistics.period import Period, Version
from thihanh.statistics.readings import moved
from thihanh.statistics.readings.bridge import (
    NOW,
    OpenMatter,
    bridge,
    months_before,
    open_amounts,
    step_of,
    steps,
)
from thihanh.statistics.readings.definitions import side_by_side
from thihanh.statistics.readings.opened import UnknownStep, open_matters, step_matters, two_readings
from thihanh.statistics.unit import scope_of

pytestmark = pytest.mark.django_db
YEAR = Period(date(2024, 10, 1), date(2025, 9, 30))
LAN = "22.0001"
BOTH: tuple[Version, ...] = ("R08", "R25")
quickly = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def one(stage: str = "in_progress", ground: str = "", **more: object) -> OpenMatter:
    plain: dict[str, object] = {"tags": (), "cases": 1, "money": 100, "shown_on": date(2025, 9, 1)}
    return OpenMatter(1, "22.KV01", LAN, stage, ground, **(plain | more))


@pytest.mark.parametrize(
    ("matter", "step"),
    [
        (one(), NOW),
        (one("postponed", "H-c"), "consent"),
        (one("asset_not_ready"), "asset_not_ready"),
        (one("unsold_after_second_cut"), "unsold"),
        (one("plan_waiting"), "plan_waiting"),
        (one("trustee"), "trustee"),
        (one("collateral_only"), "blocked"),
        (one("asset_blocked"), "blocked"),
        (one(tags=("cause:support",)), "support"),
        (one(tags=("cause:support",), instalment_due=False), "support"),
        (one(tags=("cause:support",), instalment_due=True), NOW),
        (one(shown_on=date(2024, 9, 29)), "old_evidence"),
        (one(shown_on=date(2024, 9, 30)), NOW),
        (one("trustee", shown_on=date(2020, 1, 1)), "trustee"),
    ],
)
def test_a_matter_stands_in_the_first_step_that_fits_it(matter: OpenMatter, step: str) -> None:
    assert step_of(matter, YEAR.to) == step


def test_a_step_whose_room_is_to_come_counts_nothing_and_says_so() -> None:
    missing = [step for step in steps() if step.missing]
    assert {step.code for step in missing} == {"asset_known", "rank", "sale_chance"}
    assert all(step.missing.startswith("chưa có nguồn ghi nhận") for step in missing)


def test_a_bridge_that_does_not_add_up_is_never_shown() -> None:
    with pytest.raises(InvariantBroken, match="cầu nối"):
        bridge([one()], eligible=(5, 100), resolved=(1, 0), on=YEAR.to)


def test_months_before_keeps_inside_the_month() -> None:
    assert months_before(date(2025, 3, 31), 1) == date(2025, 2, 28)
    assert months_before(date(2025, 1, 15), 1) == date(2024, 12, 15)
    assert months_before(date(2025, 12, 31), 12) == date(2024, 12, 31)


@quickly
@given(seeds)
def test_the_bridge_is_what_reading_every_history_finds_and_each_step_opens_what_it_counts(seed: int) -> None:
    with a_province(seed, 14):
        period = random_period(random.Random(seed))
        for version in BOTH:
            found = two_readings("22", period, reach=EVERYTHING, version=version)
            slow = [
                open_amounts(
                    version, stage.stage, stage.ground, memory.outstanding(h, period.to), stage.asset_value
                )
                for h in histories(agency="22")
                if (stage := memory.stage_on(h, period.to)) and h.decided_on <= period.to
            ]
            taken = [sum(getattr(line, of) for line in found.bridge.lines) for of in ("cases", "money")]
            opened = found.bridge.open_now
            assert sum(cases for cases, _ in slow) == taken[0] + opened[0]
            assert sum(money for _, money in slow) == taken[1] + opened[1]
            for line in found.bridge.lines:
                behind = step_matters("22", period, line.step.code, reach=EVERYTHING, version=version)
                assert (behind.matters, behind.cases, behind.money) == (line.matters, line.cases, line.money)


@quickly
@given(seeds)
def test_what_can_be_recovered_now_does_not_depend_on_the_version_of_the_form(seed: int) -> None:
    with a_province(seed, 14):
        old, new = (open_matters(scope_of("22"), YEAR, version) for version in BOTH)
        now = [{m.matter_id: m.money for m in each if step_of(m, YEAR.to) == NOW} for each in (old, new)]
        assert now[0] == now[1]


def test_steps_open_only_to_a_reach_that_covers_the_unit() -> None:
    operations.register_many([a_matter("1/QĐ", "02/12/2024").held_by(LAN, "22.KV01").owing(5).intake], by=LAN)
    own = Reach(officers=frozenset({LAN}))
    with pytest.raises(Denied, match="Phạm vi"):
        step_matters("22", YEAR, "consent", reach=own)
    with pytest.raises(UnknownStep, match="không có bước"):
        step_matters("22", YEAR, "khac", reach=EVERYTHING)


@quickly
@given(seeds)
def test_what_left_since_month_10_is_summed_by_ground_office_and_officer_and_opens(seed: int) -> None:
    with a_province(seed, 14):
        to = date(2026, 9, 30)
        rows = moved.gone("22", to, reach=EVERYTHING)
        mark = date(2026, 7, 31)
        slow = {
            h.matter_id
            for h in histories(agency="22")
            if (then := memory.stage_on(h, mark)) and (now := memory.stage_on(h, to))
            if is_eligible("R25", then.stage, then.ground) and not is_eligible("R25", now.stage, now.ground)
            if now.stage not in ("done", "terminated", "other_ending") and then.stage not in ENDS
        }
        assert {one.matter_id for one in rows} == slow
        for by in moved.KEYS:
            for line in moved.summed(rows, by):
                behind = moved.gone_matters("22", to, by, line.key, reach=EVERYTHING)
                assert (behind.matters, behind.money) == (line.matters, line.owed)
    assert moved.gone("22", date(2026, 7, 31), reach=EVERYTHING) == ()


def test_both_definitions_stand_side_by_side_and_the_break_is_named() -> None:
    operations.register_many(
        [
            a_matter("1/QĐ", "02/12/2025").owing(100).then("postponed", "01/02/2026", "H-c").intake,
            a_matter("2/QĐ", "02/12/2025").owing(100).then("in_progress", "01/02/2026").intake,
            a_matter("3/QĐ", "02/12/2025")
            .owing(100)
            .paying(100, "01/03/2026")
            .then("done", "01/03/2026")
            .intake,
        ],
        by=LAN,
    )
    found = side_by_side("22", date(2026, 8, 15), reach=EVERYTHING)
    assert [one.month for one in found.points][-2:] == ["07/2026", "08/2026"]
    assert found.first_new == 9
    at = found.points[9]
    assert (str(at.old[0]), str(at.new[0])) == ("33,33%", "50,00%")
    assert (at.old_eligible[0], at.new_eligible[0]) == (3, 2)
    assert "+16,67 điểm %" in found.sentence
    before = side_by_side("22", date(2026, 3, 31), reach=EVERYTHING)
    assert before.first_new is None
    assert "trước 01/07/2026" in before.sentence
    assert len(side_by_side("22", date(2026, 8, 31), reach=EVERYTHING, years=2).points) == 23
