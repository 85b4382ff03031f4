"""What people type into cells: dates, amounts and Vietnamese letters in the ways they come."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thihanh.law.notation import dotted
from thihanh.procedures.register_file import amounts, dates, labels, layout
from thihanh.procedures.register_file.problems import letters
from thihanh.procedures.register_file.text import clean, folded, same_spelling

LAST_DAY = date(2025, 9, 30)


@pytest.mark.parametrize(
    "text",
    [
        "2025-09-30",
        "30/09/2025",
        "30-9-25",
        "30.09.2025",
        "ngày 30 tháng 9 năm 2025",
        "30/9/2025",
        "30 / 9 / 2025",
    ],
)
def test_five_styles_of_writing_a_date_are_read_with_a_remark(text: str) -> None:
    found = dates.from_text(clean(text))
    assert found.value == LAST_DAY
    assert "30/09/2025" in found.note


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("29/02/2025", "date.not_leap"),
        ("ngày 29 tháng 2 năm 2023", "date.not_leap"),
        ("09/30/2025", "date.no_month"),
        ("31/04/2025", "date.no_day"),
        ("03-04-05", "date.ambiguous"),
        ("30 tháng chín", "date.unreadable"),
        ("20250930", "date.unreadable"),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(dates.Unreadable) as refused:
        dates.from_text(clean(text))
    assert refused.value.code == code
    assert refused.value.fix


def test_the_29th_of_february_of_a_leap_year_is_read() -> None:
    assert dates.from_text("29/02/2024").value == date(2024, 2, 29)


@given(st.dates(min_value=dates.EARLIEST, max_value=date(2099, 12, 31)))
def test_every_date_is_read_back_from_how_it_is_written(day: date) -> None:
    for text in (f"{day:%Y-%m-%d}", f"{day:%d/%m/%Y}", f"ngày {day.day} tháng {day.month} năm {day.year}"):
        assert dates.from_text(text).value == day


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1234567", 1_234_567),
        ("1.234.567", 1_234_567),
        ("1.234.567,00", 1_234_567),
        ("1,234,567", 1_234_567),
        ("1,234.00", 1_234),
        ("1 234 567", 1_234_567),
        ("1.234.567 đồng", 1_234_567),
        ("8.284.000.000.000 đ", 8_284_000_000_000),
        ("1.500", 1_500),
    ],
)
def test_amounts_with_points_and_commas_are_read_with_a_remark(text: str, amount: int) -> None:
    assert amounts.from_text(text).value == amount


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1,234", "amount.ambiguous"),
        ("1.234,56", "amount.fraction"),
        ("1234.5", "amount.fraction"),
        ("1234,5", "amount.fraction"),
        ("12 triệu", "amount.unreadable"),
        ("9999999999999999", "amount.too_large"),
    ],
)
def test_amounts_that_read_two_ways_or_are_not_whole_are_refused(text: str, code: str) -> None:
    with pytest.raises(amounts.Unreadable) as refused:
        amounts.from_text(text)
    assert refused.value.code == code


@given(st.integers(min_value=1, max_value=amounts.LARGEST))
def test_every_amount_is_read_back_from_how_it_is_written(amount: int) -> None:
    assert amounts.from_text(dotted(amount)).value == amount
    assert amounts.from_number(float(amount)) == amount


def test_letters_that_come_apart_are_put_together() -> None:
    assert clean(unicodedata.normalize("NFD", "  Nguyễn\u00a0Thị  Lan\u200b ")) == "Nguyễn Thị Lan"


@pytest.mark.parametrize(
    ("old", "new"), [("Hoà", "Hòa"), ("Thuý", "Thúy"), ("hoả", "hỏa"), ("XOÁ", "XÓA"), ("Khoẻ", "Khỏe")]
)
def test_old_and_new_tone_marks_are_the_same_spelling(old: str, new: str) -> None:
    assert same_spelling(old) == same_spelling(new)


@pytest.mark.parametrize(("one", "other"), [("Hoa", "Hòa"), ("hoàn", "hoán"), ("Toàn", "Toan")])
def test_other_names_stay_other_names(one: str, other: str) -> None:
    assert same_spelling(one) != same_spelling(other)


def test_labels_of_one_list_stay_apart_without_diacritics() -> None:
    for sheet in layout.SHEETS:
        for column in sheet.columns:
            names = list(column.labels or ())
            assert len({folded(name) for name in names}) == len(names)


def test_headings_of_one_sheet_stay_apart_without_diacritics() -> None:
    for sheet in layout.SHEETS:
        assert len({folded(column.heading) for column in sheet.columns}) == len(sheet.columns)


def test_columns_are_lettered_as_a_workbook_letters_them() -> None:
    assert [letters(place) for place in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


def test_every_label_has_one_code_and_back() -> None:
    assert labels.label_of(labels.OBLIGATION_KINDS, "credit_debt") == "Trả nợ tín dụng"
    assert labels.label_of(labels.ROLES, "no such") == "no such"
