"""Published results over the years: editions apart, breaks named, merged provinces from all their parts."""

from fractions import Fraction

from thihanh.statistics.published import Qualified
from thihanh.targets.published import PublishedRow, published_rows
from thihanh.targets.published_series import Series, series, summary


def a_row(unit: str, name: str, year: int, boundary: str = "63", **figures: str) -> PublishedRow:
    return PublishedRow(
        row=f"P-{unit}-{year}",
        level="province",
        unit=unit,
        boundary=boundary,
        name=name,
        edition="annual",
        work_year=year,
        months=12,
        figures={column: Qualified.read(text) for column, text in figures.items()},
        texts=figures,
        source="bài",
        mark="S",
        note="",
    )


def of(unit: str, *rows: PublishedRow) -> Series:
    return series(unit, "tên", rows, lambda row: "dòng thử")


def test_the_country_s_editions_stand_apart_and_the_backlog_is_worked_out() -> None:
    nation = of("CQL", *published_rows())
    final, first = (nation.yearly(2025, preliminary=one) for one in (False, True))
    assert final is not None
    assert first is not None
    assert (str(final.figures["cases_rate_pub"]), str(first.figures["cases_rate_pub"])) == (
        "84,27%",
        "84,25%",
    )
    carried = [
        point.figures["cases_carried"].value.value
        for year in (2022, 2023, 2024, 2025)
        if (point := nation.yearly(year, preliminary=False)) is not None
    ]
    assert carried == [322_239, 347_492, 401_126, 486_146]
    assert "cases_carried" in final.derived
    assert str(first.figures["money_done"]) == "khoảng 150.000 tỷ"
    assert [one.year for one in nation.breaks] == [2020, 2026]


def test_a_merged_province_is_the_sum_of_its_parts_only_when_all_are_published() -> None:
    parts = (
        a_row("64", "Gia Lai", 2023, cases_eligible="1000", cases_done="800", cases_due="1500"),
        a_row("52", "Bình Định", 2023, cases_eligible="500", cases_done="450"),
        a_row("64", "Gia Lai", 2022, cases_done="700"),
    )
    gia_lai = of("52", *parts)
    whole = gia_lai.yearly(2023, preliminary=False)
    assert whole is not None
    assert whole.figures["cases_done"].value.value == 1250
    assert whole.figures["cases_rate_pub"].value.value == Fraction("83.33")
    assert "cases_due" not in whole.figures, "one part does not print it"
    assert set(whole.parts) == {"Gia Lai", "Bình Định"}
    [lacking] = gia_lai.incomplete
    assert (lacking.year, lacking.missing, lacking.figures) == (2022, ("Bình Định",), {})
    assert [one.year for one in gia_lai.breaks] == [2020, 2025, 2026]


def test_an_unchanged_province_has_one_line_through_all_years() -> None:
    found = of(
        "22",
        a_row("22", "Quảng Ninh", 2023, "", cases_done="10"),
        a_row("22", "Quảng Ninh", 2025, "", cases_done="20"),
    )
    assert found.years == (2023, 2024, 2025)
    text = summary(found, "cases_done", "Giải quyết xong")
    assert "Chưa có số năm 2024" in text
    assert [one.year for one in found.breaks] == [2020, 2026], "its land is the same before and after"
