"""The demo province looks like the trade: mixes, seasons, ages, amounts, punctuality."""

from collections import defaultdict
from datetime import date, timedelta

import pytest

from tests.synthetic.published import province
from thihanh.deadlines import load_calendar
from thihanh.synthetic.rows import STAGES
from thihanh.synthetic.totals import totals
from thihanh.synthetic.workdays import plus_worked, worked_on_or_after

FIRST, LAST = date(2024, 10, 1), date(2025, 9, 30)


@pytest.fixture(scope="module")
def demo():
    return province("22", 2025)


@pytest.fixture(scope="module")
def histories(demo):
    found = defaultdict(list)
    for row in demo.events:
        found[row[:2]].append((row[2], row[3]))
    return found


@pytest.fixture(scope="module")
def owed(demo):
    left = defaultdict(int)
    for row in demo.obligations:
        left[row[:2]] += row[5] or 0
    for row in demo.money:
        left[row[:2]] += row[5] if row[4] == "Tăng nghĩa vụ" else -row[5]
    return left


@pytest.mark.parametrize(
    ("end", "cases", "money"),
    [(date(2025, 1, 31), 28.1, 24.4), (date(2025, 3, 31), 44.2, 38.4), (date(2025, 7, 31), 77.5, 77.9)],
)
def test_the_year_fills_up_as_the_national_one_did(demo, end, cases, money):
    then, whole = totals(demo, FIRST, end), totals(demo, FIRST, LAST)
    assert 100 * then["cases.completed"] / whole["cases.completed"] == pytest.approx(cases, abs=2)
    assert 100 * then["money.completed"] / whole["money.completed"] == pytest.approx(money, abs=5)


def test_most_new_decisions_are_ex_officio(demo):
    new = [row for row in demo.matters if row[1] >= FIRST]
    assert sum(row[2] == "Chủ động" for row in new) / len(new) == pytest.approx(0.855, abs=0.03)


def test_one_judgment_gives_more_than_one_matter(demo):
    judgments = {row[4:7] for row in demo.matters}
    assert 1.15 < len(demo.matters) / len(judgments) < 1.45


def test_few_matters_hold_half_of_the_money(owed):
    amounts = sorted(owed.values(), reverse=True)
    large = [amount for amount in amounts if amount > 20 * 10**9]
    assert 0.001 < len(large) / len(amounts) < 0.008
    assert sum(large) > 0.3 * sum(amounts)


def test_both_watch_lists_have_something_on_them(histories, owed):
    ends = {STAGES[code] for code in ("done", "terminated", "delegated", "withdrawn", "separate_register")}
    long_able = [
        key
        for key, steps in histories.items()
        if steps[-1][1] == STAGES["in_progress"] and steps[-1][0] < LAST - timedelta(days=366)
    ]
    large_and_old = [
        key
        for key, steps in histories.items()
        if steps[-1][1] not in ends and owed[key] > 20 * 10**9 and key[1] < date(2022, 9, 30)
    ]
    assert len(long_able) > 50
    assert len(large_and_old) >= 5


def test_some_acts_are_late_but_most_are_in_time(histories):
    notices, verifications = [], []
    for (_, decided), steps in histories.items():
        days = {stage: day for day, stage in steps}
        noticed, verified = days.get(STAGES["voluntary"]), days.get(STAGES["verifying"])
        if decided >= FIRST and noticed:
            notices.append(noticed <= plus_worked(decided, 3))
        if decided >= FIRST and noticed and verified:
            free_until = worked_on_or_after(noticed + timedelta(days=10))
            verifications.append(verified <= worked_on_or_after(free_until + timedelta(days=10)))
    assert 0.93 < sum(notices) / len(notices) < 0.99
    assert 0.93 < sum(verifications) / len(verifications) < 0.99


def test_no_act_of_the_year_is_done_on_a_day_off(demo):
    calendar = load_calendar()
    acts = {row[2] for row in demo.events if row[2] >= FIRST} | {
        row[3] for row in demo.money if row[3] >= FIRST
    }
    assert [day for day in sorted(acts) if day >= FIRST and not calendar.is_working(day)] == []


def test_officers_carry_a_usual_load_and_one_left_in_the_year(demo):
    assert 200 < len(demo.matters) / len(demo.officers) < 400
    assert any(FIRST <= row[5] <= LAST for row in demo.officers if row[5])
    assert {row[3] for row in demo.officers} == {f"22.KV{n:02d}" for n in range(1, 13)} | {"22.NV"}


def test_the_cast_of_the_examples_works_in_its_offices(demo):
    names = {row[1]: row[3] for row in demo.officers}
    assert names["Nguyễn Thị Lan"] == names["Trần Văn Minh"] == "22.KV01"
    assert names["Lê Thị Hoa"] == "22.KV02"


def test_nobody_alive_can_bear_an_identity_number_of_the_register(demo):
    numbers = [row[6] for row in demo.parties if row[6]]
    assert len(numbers) > 10_000
    assert all(
        number.startswith("999") if len(number) == 12 else number.startswith("99") for number in numbers
    )


def test_some_matters_changed_hands_in_the_year(demo):
    moved = len(demo.assignments) - len({row[:2] for row in demo.assignments})
    assert moved > 100
