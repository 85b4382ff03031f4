from datetime import date

import pytest

from thihanh import law
from thihanh.law.classification import BUCKET_NAMES
from thihanh.law.dated import history
from thihanh.matters.states import STAGES


def test_watch_lists_take_their_thresholds_from_parameters():
    on = date(2025, 9, 30)
    assert law.parameter("watch.eligible_over_years", on).value == 1
    assert law.parameter("watch.large_amount", on).value == 20_000_000_000
    years = law.parameter("watch.large_amount_years", on)
    assert (years.value, years.unit, years.mark) == (3, "năm", "I")


@pytest.mark.parametrize(
    ("day", "salary"),
    [(date(2024, 7, 1), 2_340_000), (date(2026, 6, 30), 2_340_000), (date(2026, 7, 1), 2_530_000)],
)
def test_a_value_holds_until_the_next_begins(day, salary):
    assert law.parameter("money.base_salary", day).value == salary


def test_a_day_before_the_first_value_is_refused():
    with pytest.raises(law.UnknownParameter, match="chưa có giá trị vào ngày 30/06/2024"):
        law.parameter("money.base_salary", date(2024, 6, 30))


def test_an_unknown_name_is_refused():
    with pytest.raises(law.UnknownParameter, match=r"watch\.nothing"):
        law.parameter("watch.nothing", date(2025, 1, 1))
    with pytest.raises(law.UnknownParameter, match=r"watch\.nothing"):
        history("watch.nothing")


def test_the_number_of_a_rule_is_a_parameter_too():
    old, new = law.parameter("DL-19", date(2026, 6, 30)), law.parameter("DL-19", date(2026, 7, 1))
    assert (old.value, new.value, new.unit, new.article) == (10, 9, "ngày", "Đ.37.1 Luật THADS 2025")


@pytest.mark.parametrize(
    ("day", "days"),
    [(date(2026, 4, 14), 5), (date(2026, 4, 15), 3), (date(2026, 6, 30), 3), (date(2026, 7, 1), 3)],
)
def test_one_number_may_change_inside_a_regime(day, days):
    found = law.parameter("DL-91", day)
    assert found.value == days
    assert ("66.16" in found.article) is (date(2026, 4, 15) <= day < date(2026, 7, 1))


def test_a_sub_row_is_asked_by_its_step():
    assert law.parameter("DL-35.heirs_notice", date(2026, 8, 1)).value == 30
    with pytest.raises(law.UnknownParameter, match="creditor"):
        law.parameter("DL-32.creditor", date(2026, 8, 1))


def test_a_number_does_not_reach_further_back_than_its_source():
    assert law.parameter("DL-10", date(2018, 10, 1)).since == date(2015, 9, 1)  # Decree 62/2015
    with pytest.raises(law.UnknownParameter, match="31/08/2015"):
        law.parameter("DL-10", date(2015, 8, 31))


def test_a_duty_without_a_number_says_what_it_is():
    found = law.parameter("DL-48", date(2026, 8, 1))
    assert (found.value, found.note, found.article) == (
        None,
        "thực hiện ngay",
        "Đ.73.2 Luật THADS 2025; Đ.49.3 Nghị định 152/2026/NĐ-CP",
    )


@pytest.mark.parametrize(("rule", "why"), [("DL-04", "không tìm thấy"), ("DL-14", "chưa có quy định")])
def test_a_row_without_a_number_says_which_kind_of_nothing_it_is(rule, why):
    found = law.parameter(rule, date(2026, 6, 1))
    assert (found.value, found.note) == (None, why)


def test_grounds_follow_the_regime():
    old = {ground.code for ground in law.grounds("R08")}
    new = {ground.code for ground in law.grounds("R25")}
    assert new - old == {"H-đ", "H-e", "H-l", "P-emergency"} | {c for c in new if c.startswith(("N-", "E-"))}
    assert old - new == {"N-1", "N-2", "N-3"}
    assert [g.code for g in law.grounds("R25") if g.kind == "no_means"] == [
        "N-a", "N-b", "N-c", "N-d", "N-đ", "N-e", "N-g", "N-h",
    ]  # fmt: skip


def test_a_ground_carries_its_article_of_the_regime():
    consent = {g: next(x for x in law.grounds(g) if x.code == "H-c") for g in ("R08", "R25")}
    assert consent["R08"].article == "Đ.48.1c Luật THADS 2008"
    assert consent["R25"].article == "Đ.46.1c Luật THADS 2025"


# Settled reading 12, row by row: (stage, ground), cases and money R08, cases and money R25.
BUCKETS = [
    ("decided", "", "other", "other", "other", "other"),
    ("assigned", "", "other", "other", "other", "other"),
    ("voluntary", "", "other", "other", "other", "other"),
    ("paused", "P-complaint", "other", "other", "other", "other"),
    ("paused", "P-obstacle", "other", "other", "other", "other"),
    ("verifying", "", "in_progress", "in_progress", "in_progress", "in_progress"),
    ("in_progress", "", "in_progress", "in_progress", "in_progress", "in_progress"),
    ("no_means", "N-a", "no_means", "no_means", "no_means", "no_means"),
    ("collateral_only", "", "no_means", "no_means", "in_progress", "no_means"),
    ("asset_blocked", "", "no_means", "no_means", "in_progress", "no_means"),
    ("nothing_left", "", "in_progress", "no_means", "in_progress", "in_progress"),
    ("postponed", "H-c", "postponed_consent", "postponed_consent", "postponed", "postponed"),
    ("postponed", "H-a", "postponed", "postponed", "postponed", "postponed"),
    ("postponed", "H-2", "postponed", "postponed", "postponed", "postponed"),
    ("suspended", "T-a", "suspended", "suspended", "suspended", "suspended"),
    ("trustee", "", "in_progress", "in_progress", "other", "other"),
    ("asset_not_ready", "", "in_progress", "in_progress", "other", "other"),
    ("exhibit_waiting", "", "in_progress", "in_progress", "other", "other"),
    ("plan_waiting", "", "in_progress", "in_progress", "other", "other"),
    ("unsold_after_second_cut", "", "in_progress", "in_progress", "other", "other"),
    ("separate_register", "", "outside", "outside", "outside", "outside"),
    ("done", "", "done", "done", "done", "done"),
    ("terminated", "C-4", "terminated", "terminated", "terminated", "terminated"),
    ("other_ending", "E-3d", "terminated", "terminated", "other_ending", "other_ending"),
    ("delegated", "", "outside", "outside", "outside", "outside"),
    ("withdrawn", "", "outside", "outside", "outside", "outside"),
]


@pytest.mark.parametrize("row", BUCKETS, ids=lambda row: f"{row[0]} {row[1]}")
def test_a_state_stands_in_the_settled_bucket(row):
    stage, ground, *expected = row
    old, new = law.bucket("R08", stage, ground), law.bucket("R25", stage, ground)
    assert (old.cases, old.money, new.cases, new.money) == tuple(expected)


def test_only_an_asset_unsold_after_the_second_cut_splits_its_money_and_only_under_r08():
    split = [(v, key) for v in ("R08", "R25") for key, b in law.buckets(v).items() if b.money_above_asset]
    assert split == [("R08", ("unsold_after_second_cut", "*"))]
    assert law.bucket("R08", "unsold_after_second_cut").money_above_asset == "no_means"


def test_a_state_outside_the_table_is_an_error():
    with pytest.raises(KeyError):
        law.bucket("R25", "sleeping")


def test_every_stage_of_a_matter_has_a_bucket_and_no_other():
    stages = {key[0] for key in law.buckets("R25")}
    assert stages == {row[0] for row in BUCKETS} == set(STAGES)
    assert {b.cases for v in ("R08", "R25") for b in law.buckets(v).values()} == set(BUCKET_NAMES)
