"""A rate taken apart: volume, mix and performance are exact and add up; named matters open and weigh."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import a_matter
from tests.statistics.test_engines import a_province, seeds
from thihanh.matters import operations
from thihanh.offices.policy import Denied
from thihanh.offices.reach import EVERYTHING, Reach
from thihanh.statistics import queries
from thihanh.statistics.numbers import Absent, Points, rate
from thihanh.statistics.period import Period, month_period
from thihanh.statistics.readings.decomposing import Decomposition, Part, decompose, points
from thihanh.statistics.readings.headline import (
    EMPTY_YEAR,
    FORMS,
    Side,
    class_name,
    headline,
    last_year,
    parts_of,
)
from thihanh.statistics.unit import scope_of

LAN = "22.0001"
YEAR = Period(date(2024, 10, 1), date(2025, 9, 30))
sides = st.dictionaries(
    st.sampled_from("abcdef"),
    st.tuples(st.integers(0, 10**12), st.integers(0, 10**12)).map(lambda two: Part(min(two), max(two))),
)


@given(sides, sides)
def test_the_parts_add_up_to_the_difference_without_any_rest(
    then: dict[str, Part], now: dict[str, Part]
) -> None:
    found = decompose(then, now)
    totals = [sum(part.eligible for part in side.values()) for side in (then, now)]
    assert isinstance(found, Absent) == (not all(totals))
    if isinstance(found, Decomposition):
        assert found.mix + found.performance == found.difference
        assert found.residual == 0
        grown = found.now.resolved - found.then.resolved
        assert found.result_volume + found.result_mix + found.result_performance == grown


@given(sides)
def test_a_side_against_itself_has_no_difference_at_all(side: dict[str, Part]) -> None:
    found = decompose(side, side)
    if isinstance(found, Decomposition):
        assert all(one.mix == one.performance == 0 for one in found.classes)


def test_more_of_an_easy_class_is_mix_and_better_work_is_performance() -> None:
    mixed = decompose({"a": Part(9, 10), "b": Part(1, 10)}, {"a": Part(18, 20), "b": Part(1, 10)})
    assert isinstance(mixed, Decomposition)
    assert mixed.performance == 0
    assert mixed.mix == Fraction(19, 30) - Fraction(1, 2)
    worked = decompose({"a": Part(9, 10), "b": Part(1, 10)}, {"a": Part(9, 10), "b": Part(5, 10)})
    assert isinstance(worked, Decomposition)
    assert worked.mix == 0
    assert points(worked.performance) == Points(2000)
    assert worked.result_performance == 4


def test_a_class_that_was_not_there_is_mix() -> None:
    found = decompose({"a": Part(5, 10)}, {"a": Part(5, 10), "b": Part(10, 10)})
    assert isinstance(found, Decomposition)
    assert found.performance == 0
    assert found.mix == Fraction(1, 4)


def test_nothing_eligible_on_a_side_is_said_not_divided() -> None:
    assert isinstance(decompose({}, {"a": Part(1, 2)}), Absent)


def test_the_same_days_a_year_before() -> None:
    assert last_year(YEAR) == Period(date(2023, 10, 1), date(2024, 9, 30))
    assert last_year(Period(date(2023, 10, 1), date(2024, 2, 29))).to == date(2023, 2, 28)


@pytest.mark.django_db
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seeds)
def test_the_classes_add_up_to_the_form_and_the_outliers_to_their_drill(seed: int) -> None:
    with a_province(seed, 14):
        for period in (month_period(2026, 9), YEAR):
            for of in ("cases", "money"):
                found = headline(of, "22", period, reach=EVERYTHING)
                code = FORMS[of]
                form = queries.form(code, "22", period.from_, period.to, reach=EVERYTHING)
                parts = parts_of(found.side, of)
                for place in ("resolved", "eligible"):
                    total = sum(getattr(part, place) for part in parts.values())
                    assert total == form.figures.count(place)
                assert found.rate == form.figures["rate"]
                for one in found.outliers:
                    assert one.without == rate(
                        form.figures.count("resolved") - one.part.resolved,
                        form.figures.count("eligible") - one.part.eligible,
                    )
                left = parts_of(found.side, of, [one.matter_id for one in found.outliers])
                taken = sum(one.part.eligible for one in found.outliers)
                assert sum(part.eligible for part in left.values()) == form.figures.count("eligible") - taken


@pytest.mark.django_db
def test_the_largest_matters_are_named_with_the_rate_without_each() -> None:
    large = a_matter("9/QĐ", "02/12/2024").held_by(LAN, "22.KV01").owing(10**10)
    small = a_matter("1/QĐ", "02/12/2024").held_by(LAN, "22.KV01").owing(100).paying(50, "05/01/2025")
    ids = operations.register_many(
        [one.then("in_progress", "10/01/2025").intake for one in (large, small)], by=LAN
    )
    found = headline("money", "22", YEAR, reach=EVERYTHING, base=("22.KV01", YEAR))
    assert [one.matter_id for one in found.outliers] == ids
    assert str(found.outliers[0].without) == "50,00%"
    assert str(found.rate) == "0,00%"
    assert isinstance(found.parts, Decomposition)
    assert found.parts.difference == 0


@pytest.mark.django_db
def test_a_year_the_register_does_not_hold_is_not_compared_with() -> None:
    operations.register_many(
        [
            a_matter("1/QĐ", "02/12/2023")
            .held_by(LAN, "22.KV01")
            .owing(9)
            .then("in_progress", "10/01/2024")
            .intake,
        ],
        by=LAN,
    )
    found = headline("cases", "22", YEAR, reach=EVERYTHING)
    assert found.parts == found.base_rate == EMPTY_YEAR


@pytest.mark.django_db
def test_another_unit_is_compared_with_only_inside_the_reach() -> None:
    office = Reach(offices=frozenset({"22.KV01"}))
    with pytest.raises(Denied, match="Phạm vi"):
        headline("cases", "22.KV01", YEAR, reach=office, base=("22.KV02", YEAR))


def test_classes_have_names() -> None:
    assert class_name("credit/on_request") == "Tín dụng, ngân hàng · theo yêu cầu"
    assert class_name("/ex_officio") == "Loại khác · chủ động"
    assert Side(scope_of("22"), YEAR, "R08").version == "R08"
