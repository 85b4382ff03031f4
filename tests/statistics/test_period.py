"""Which form holds for which period, and what a period is called."""

from datetime import date

import pytest

from thihanh.statistics.forms.definitions import UnknownForm, form_of
from thihanh.statistics.period import Period, RefusedPeriod, month_period, own_form, version_on
from thihanh.statistics.unit import UnknownUnit, scope_of


@pytest.mark.parametrize(
    ("to", "version"),
    [
        (date(2026, 7, 1), "R25"),
        (date(2026, 6, 30), "R08"),
        (date(2019, 10, 1), "R08"),
        (date(2019, 9, 30), "two_way"),
    ],
)
def test_the_last_day_of_the_period_chooses_the_version(to: date, version: str) -> None:
    assert version_on(to) == version


@pytest.mark.parametrize(
    ("to", "name"),
    [
        (date(2026, 9, 30), "NĐ 152/2026"),
        (date(2026, 6, 30), "NĐ 139/2026"),
        (date(2025, 9, 30), "TT 05/2024"),
        (date(2024, 7, 25), "TT 06/2019"),
        (date(2019, 10, 31), "TT 06/2019"),
        (date(2019, 9, 30), "TT 08/2015"),
    ],
)
def test_a_year_names_the_form_it_was_filed_on(to: date, name: str) -> None:
    assert name in own_form(to)


def test_official_periods_start_on_the_first_of_october_and_others_say_they_do_not() -> None:
    assert month_period(2025, 3) == Period(date(2024, 10, 1), date(2024, 12, 31))
    assert month_period(2025, 12).label == "năm công tác 2025 (01/10/2024 – 30/09/2025)"
    assert month_period(2025, 4).to == date(2025, 1, 31)
    chosen = Period(date(2025, 2, 1), date(2025, 3, 31))
    assert not chosen.official
    assert chosen.label.startswith("kỳ tự chọn")


def test_a_period_stays_inside_one_work_year() -> None:
    with pytest.raises(RefusedPeriod, match="hai năm công tác"):
        Period(date(2025, 9, 1), date(2025, 10, 31))
    with pytest.raises(RefusedPeriod, match="sau ngày cuối kỳ"):
        Period(date(2025, 3, 2), date(2025, 3, 1))


def test_columns_follow_the_table_heads() -> None:
    money = form_of("005.N", "R08")
    assert (money.numbers["in_progress"], money.numbers["carried"], money.numbers["rate"]) == (7, 13, 14)
    assert form_of("004.N", "R08").numbers["consent"] == 7
    assert len(form_of("005.N", "R25").columns) == 13
    with pytest.raises(UnknownForm, match="không có cột 15"):
        money.column(15)
    with pytest.raises(UnknownForm, match="Không có biểu"):
        form_of("006.N", "R25")


def test_a_unit_is_known_by_its_code() -> None:
    assert scope_of("22").unit_kind == "agency"
    assert scope_of("22.KV01").office == "22.KV01"
    assert scope_of("22.0001").officer == "22.0001"
    assert scope_of("22.KV01/22.0001").code == "22.KV01/22.0001"
    with pytest.raises(UnknownUnit, match="bản công bố"):
        scope_of("CQL")
    with pytest.raises(UnknownUnit, match="Không nhận ra"):
        scope_of("Quảng Ninh")
