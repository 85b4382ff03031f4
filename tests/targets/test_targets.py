"""Targets, marks, ranks and the checker of published figures."""

from datetime import date

import pytest

from thihanh.statistics.numbers import Absent, Percent
from thihanh.targets import checker
from thihanh.targets.benchmarks import benchmarks, mark_of, season_share
from thihanh.targets.goals import Assigned, Goal, assigned
from thihanh.targets.published import national, provinces
from thihanh.targets.queries import published_tiles
from thihanh.targets.ranking import Entry, ranked

YEAR_END = date(2025, 9, 30)
pytestmark = pytest.mark.django_db


def percent(text: str) -> Percent:
    return Percent.read(text)


def test_a_province_is_held_against_its_own_target_and_else_the_countrys_and_says_so() -> None:
    cao_bang = assigned("04", "cases", YEAR_END)
    assert isinstance(cao_bang, Assigned)
    assert (str(cao_bang.value), cao_bang.words) == ("84,10%", "chỉ tiêu giao cho đơn vị")
    da_nang = assigned("48", "money", YEAR_END)
    assert isinstance(da_nang, Assigned)
    assert str(da_nang.value) == "51,90%"
    assert da_nang.words.startswith("chỉ tiêu toàn quốc")
    office = assigned("22.KV01", "money", YEAR_END)
    assert isinstance(office, Assigned)
    assert office.words.startswith("chỉ tiêu của THADS tỉnh")


def test_a_target_that_no_decision_gave_is_not_shown() -> None:
    missing = assigned("22", "cases", date(2026, 9, 30))
    assert isinstance(missing, Absent)
    assert "2026" in missing.reason


def test_a_target_issued_again_in_the_year_holds_from_its_day() -> None:
    def goal(since: date, cases: str) -> Goal:
        return Goal("province", "38", "", "Thanh Hóa", 2025, since, percent(cases), None, "", "", "S", "")

    known = (goal(date(2024, 10, 1), "83.90"), goal(date(2025, 7, 31), "84.00"))
    before = assigned("38", "cases", date(2025, 7, 30), known)
    after = assigned("38", "cases", date(2025, 7, 31), known)
    assert isinstance(before, Assigned)
    assert isinstance(after, Assigned)
    assert (str(before.value), str(after.value)) == ("83,90%", "84,00%")


def test_old_boundaries_do_not_lend_their_targets_to_new_provinces() -> None:
    gia_lai = assigned("64", "cases", date(2022, 9, 30))
    assert isinstance(gia_lai, Assigned)
    assert str(gia_lai.value) == "82,00%"
    assert [row.unit for row in provinces(2022, 12) if row.name == "Gia Lai"] == ["64"]
    assert "49" not in {row.unit for row in provinces(2025, 12)}


@pytest.mark.parametrize(
    ("rate", "target", "month", "mark"), [("48.49", "73", 6, "36,50%"), ("45.49", "83.90", 6, "41,95%")]
)
def test_the_pro_rata_mark_is_the_published_one(rate: str, target: str, month: int, mark: str) -> None:
    found = {b.kind: b for b in benchmarks(percent(rate), percent(target), "cases", month)}
    assert str(found["pro_rata"].mark) == mark
    assert found["pro_rata"].met
    assert not found["full_year"].met
    assert found["full_year"].mark == percent(target)


def test_the_season_runs_through_the_published_months_and_ends_at_the_whole() -> None:
    assert Percent.of(season_share("cases", 6), 1) == Percent(4425)
    assert season_share("money", 12) == 1
    assert season_share("cases", 0) == 0
    assert mark_of("seasonal", percent("84.00"), "cases", 12) == percent("84.00")
    shares = [season_share("cases", month) for month in range(13)]
    assert shares == sorted(shares)


def test_equal_rates_share_a_rank_and_the_next_is_skipped() -> None:
    entries = [
        Entry(unit, unit, percent(value), "", "")
        for unit, value in (("a", "90"), ("b", "85.10"), ("c", "85.10"), ("d", "80"))
    ]
    places = ranked(entries)
    assert [(p.entry.unit, p.rank) for p in places] == [("a", 1), ("b", 2), ("c", 2), ("d", 4)]
    assert str(places[1]) == "hạng 2 trong 4 đơn vị có số liệu"


def test_the_final_edition_stands_before_the_preliminary_and_is_named() -> None:
    row = national(2025, 12, "cases")
    assert row is not None
    assert (row.edition, str(row.exact_rate("cases"))) == ("final", "84,27%")


def test_a_bound_is_shown_as_printed_and_never_taken_for_a_figure() -> None:
    quang_ninh = next(tile for tile in published_tiles(2025, 12) if tile.unit == "22")
    assert quang_ninh.cases is not None
    assert quang_ninh.cases.qualifier == "above"
    assert quang_ninh.cases_rate is None


def test_every_reviewed_check_is_found_again() -> None:
    found = list(checker.stated_checks())
    different = [
        (check.row, check.name, check.finding) for check, reviewed in found if check.finding != reviewed
    ]
    assert different == []
    counts = {
        name: sum(check.finding == name for check, _ in found) for name in ("reconciles", "mismatch", "note")
    }
    assert counts == {"reconciles": 80, "mismatch": 10, "note": 5}


def test_the_checker_reads_sums_products_and_brackets_of_printed_numbers_only() -> None:
    worth = checker.evaluate("(6484-6252)/6252", percent=True)
    assert worth.low == worth.high
    assert checker.judge(worth, "3.71", "exact", "(6484-6252)/6252") == "reconciles"
    assert checker.judge(checker.evaluate("868-896"), "-27", "exact", "868-896") == "mismatch"
    with pytest.raises(ValueError, match="not understood"):
        checker.evaluate("__import__('os')")
