"""A derived figure uses figures of one edition; two editions meet only where they are named."""

import pytest

from thihanh.editions.figures import (
    Comparison,
    Figures,
    MixedEditions,
    NotDerivable,
    NotInEdition,
    Stated,
    WrongDerived,
    beat,
    check_derived,
    difference,
    require_one,
    share,
)
from thihanh.editions.kinds import EditionName, Kind
from thihanh.statistics.numbers import Absent, Growth, Percent, Points
from thihanh.statistics.period import month_period

YEAR = month_period(2025, 12)


def national(number: int, kind: Kind, **values: int | Percent | Absent) -> Figures:
    named = {name.replace("_", ".", 1): value for name, value in values.items()}
    return Figures(EditionName(number, "CQL", YEAR, kind), {("CQL", "total"): named})


PRELIMINARY = national(
    2, "preliminary", cases_rate=Percent(8425), money_rate=Percent(5613), cases_resolved=577_876
)
FINAL = national(3, "final", cases_rate=Percent(8427), money_rate=Percent(5662), cases_resolved=576_884)
CASES, MONEY = Percent(8390), Percent(5190)


def test_the_december_2025_mix_is_refused_naming_both_editions() -> None:
    printed = [
        Stated("cases.rate", Percent(8427), CASES, Points(35)),
        Stated("money.rate", Percent(5662), MONEY, Points(423)),
    ]
    for one in printed:
        with pytest.raises(MixedEditions) as refused:
            check_derived([one], FINAL, [PRELIMINARY])
        said = str(refused.value)
        assert "ấn bản chính thức số 3" in said
        assert "ấn bản sơ bộ số 2" in said
    with pytest.raises(MixedEditions, match=r"84,25% − 83,90%.*\+0,37 điểm %"):
        check_derived(printed, FINAL, [PRELIMINARY])


def test_each_edition_by_itself_is_in_order() -> None:
    check_derived([Stated("cases.rate", Percent(8427), CASES, Points(37))], FINAL, [PRELIMINARY])
    check_derived([Stated("money.rate", Percent(5613), MONEY, Points(423))], PRELIMINARY, [FINAL])


def test_a_rate_of_another_edition_and_a_number_of_none() -> None:
    with pytest.raises(MixedEditions, match="84,25%"):
        check_derived([Stated("cases.rate", Percent(8425), CASES, Points(35))], FINAL, [PRELIMINARY])
    with pytest.raises(WrongDerived, match="84,27%"):
        check_derived([Stated("cases.rate", Percent(8427), CASES, Points(99))], FINAL, [PRELIMINARY])


def test_figures_of_two_editions_do_not_meet_unnamed() -> None:
    now, then = FINAL.figure("cases.resolved"), PRELIMINARY.figure("cases.resolved")
    with pytest.raises(MixedEditions):
        difference(now, then)
    with pytest.raises(MixedEditions):
        share(now, then)
    with pytest.raises(MixedEditions):
        require_one([now, then])
    assert require_one([]) is None


def test_named_as_a_comparison_they_do() -> None:
    both = Comparison(FINAL, PRELIMINARY)
    assert both.change("cases.resolved") == -992
    assert both.growth("cases.resolved") == Growth(-17)
    assert both.points("money.rate") == Points(49)
    assert "sơ bộ số 2" in both.label


def test_beats_are_points_from_the_rounded_rate() -> None:
    assert beat(FINAL.figure("cases.rate"), CASES) == Points(37)
    with pytest.raises(NotDerivable):
        beat(FINAL.figure("cases.resolved"), CASES)


def test_what_an_edition_does_not_hold_is_said() -> None:
    with pytest.raises(NotInEdition, match=r"cases\.nothing"):
        FINAL.value("cases.nothing")
    with pytest.raises(NotInEdition, match="22"):
        FINAL.value("cases.rate", "22")
