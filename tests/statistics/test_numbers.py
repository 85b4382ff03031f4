"""Percent, points and growth are different things; published words are ranges."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thihanh.statistics.numbers import (
    Absent,
    Growth,
    Percent,
    Points,
    half_up,
    rate,
    thousands,
)
from thihanh.statistics.published import Qualified, Qualifier


def test_the_published_proof_row_gives_its_rate_and_its_round_target() -> None:
    quang_ninh = rate(1_115_400_000_000, 2_023_600_000_000)
    assert str(quang_ninh) == "55,12%"
    assert isinstance(quang_ninh, Percent)
    assert str(quang_ninh - Percent.read("52.00")) == "+3,12 điểm %"


def test_a_beat_is_in_points_and_a_growth_is_relative() -> None:
    assert Percent(8427) - Percent(8390) == Points(37)
    assert str(Points(110)) == "+1,10 điểm %"
    assert str(Points(-300)) == "-3,00 điểm %"
    assert str(Growth.between(81_853, 79_177)) == "-3,27%"
    assert str(Growth.between(116_531, 150_060)) == "+28,77%"


def test_halves_go_up_from_exact_numbers() -> None:
    assert half_up(Fraction(1, 2)) == 1
    assert half_up(Fraction(-1, 2)) == -1
    assert Percent.of(1, 800) == Percent(13)  # 0,125 %
    assert [thousands(n) for n in (499, 500, 1_499, 1_500)] == [0, 1, 1, 2]


@given(st.integers(0, 10**15), st.integers(1, 10**15))
def test_a_rate_of_whole_numbers_is_the_exact_fraction_rounded(resolved: int, eligible: int) -> None:
    assert rate(resolved, eligible) == Percent.of(resolved, eligible)


def test_there_is_no_rate_without_anything_eligible_and_the_dash_has_a_reason() -> None:
    nothing = rate(0, 0)
    assert isinstance(nothing, Absent)
    assert str(nothing) == "–"
    assert "có điều kiện" in nothing.reason


def test_the_mark_of_six_months_is_half_the_target() -> None:
    assert str(Percent.read("83.90").part(6, 12)) == "41,95%"
    assert str(Percent.read("51.90").part(6, 12)) == "25,95%"
    assert str(Percent.read("83.95").part(7, 12)) == "48,97%"


@pytest.mark.parametrize(
    ("text", "words", "inside", "outside"),
    [
        ("11800", "above", [11_801, 11_899], [11_800, 11_900]),
        ("85", "nearly", [84, Fraction("84.99")], [85, Fraction("83.9")]),
        ("76", "about", [Fraction("75.5"), Fraction("76.4")], [75, 77]),
        ("490.7", "above", [Fraction("490.75")], [Fraction("490.8"), Fraction("490.7")]),
        ("8000", "about", [7_500, 8_499], [8_501, 7_400]),
        ("6627", "exact", [6_627], [6_626, 6_628]),
        ("1115.4", "exact", [Fraction("1115.36"), Fraction("1115.44")], [Fraction("1115.3")]),
    ],
)
def test_printed_words_allow_a_range(
    text: str, words: Qualifier, inside: list[Fraction], outside: list[Fraction]
) -> None:
    figure = Qualified.read(text, words)
    assert all(figure.allows(value) for value in inside)
    assert not any(figure.allows(value) for value in outside)
    assert figure.is_bound == (words != "exact")
