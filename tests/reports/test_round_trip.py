"""Text that cannot lie: the numbers read out of generated prose are those of the edition, and no others."""

import dataclasses
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports import worlds
from thihanh.reports import sections
from thihanh.reports.checking import ChangedNumber, against_sheet, check_prose, compare, contradictions
from thihanh.reports.kinds import warning
from thihanh.reports.material import GROUPS, Material
from thihanh.reports.numerals import Numeral, magnitude, numeral, read
from thihanh.reports.sheet import MixedSources
from thihanh.reports.structure import Hand, Head, Paragraph, Report, Table, Text
from thihanh.statistics.numbers import Growth, Percent, Points

HEAD = Head("", "", "BC", "", worlds.month_period(2025, 12).to, "BÁO CÁO", "")
REPORTS = 1_000


def prose(material: Material) -> Report:
    """Every generated sentence of the kinds of report, without drawings."""
    says = sections.speaker(material)
    blocks = [
        sections.basis(material),
        *sections.results(material),
        *(block for group in GROUPS for block in sections.group(material, group)),
        *(sections.against_target(material, side) for side in ("cases", "money")),
        *(sections.completed(sections.speaker(material, part.code), "money") for part in material.offices),
        sections.backlog_of(material),
        sections.moved_out(material),
        says.say("{cases.resolved:change}; {money.rate:change}; {cases:rank}."),
        *(block for block in warning.blocks(material) if not isinstance(block, Table)),
    ]
    sources = (
        (material.source,)
        if material.sheet.before is None
        else (material.source, material.sheet.before.source)
    )
    return Report("A", worlds.UNIT, worlds.YEAR, material.month, HEAD, sources, tuple(blocks))


def test_the_numbers_of_a_thousand_reports_are_those_of_their_editions() -> None:
    read_back = 0
    for seed in range(REPORTS):
        material = worlds.material(seed, month=1 + seed % 12)
        made = prose(material)
        assert [str(one) for one in against_sheet(made, material.sheet)] == []
        read_back += sum(len(paragraph.numbers) for paragraph in made.paragraphs)
    assert read_back > 50 * REPORTS


def test_every_digit_changed_inside_generated_prose_is_found() -> None:
    changed = 0
    for seed in range(25):
        for paragraph in prose(worlds.material(seed)).paragraphs:
            for found in read(paragraph.text):
                for digit in re.finditer(r"\d", found.text):
                    at = found.start + digit.start()
                    other = str((int(digit[0]) + 1) % 10)
                    text = paragraph.text[:at] + other + paragraph.text[at + 1 :]
                    with pytest.raises(ChangedNumber, match="số"):
                        check_prose(paragraph, text)
                    changed += 1
    assert changed > 3_000


def test_a_changed_number_is_named_with_the_edition_s() -> None:
    paragraph = next(one for one in prose(worlds.material(4)).paragraphs if "đạt tỷ lệ" in one.text)
    rate = next(span.text for span in paragraph.numbers if span.exact.kind == "percent")
    (problem,) = compare(paragraph, paragraph.text.replace(rate, "99,99%", 1))
    assert "99,99%" in problem.sentence
    assert rate in problem.sentence
    assert "không sửa được bằng tay" in problem.sentence


@pytest.mark.parametrize(
    ("words", "other"),
    [("tăng ", "giảm "), ("vượt ", "thấp hơn "), (" điểm %", "%"), ("tỷ đồng", "triệu đồng")],
)
def test_words_that_change_a_number_are_part_of_it(words: str, other: str) -> None:
    paragraph = next(
        one for seed in range(60) for one in prose(worlds.material(seed)).paragraphs if words in one.text
    )
    with pytest.raises(ChangedNumber):
        check_prose(paragraph, paragraph.text.replace(words, other, 1))


def test_words_without_numbers_may_be_other_words() -> None:
    paragraph = Paragraph((Text("Trong kỳ không có việc nào."),))
    check_prose(paragraph, "Trong kỳ này không có việc nào.")


def test_a_number_of_another_edition_does_not_stand_beside_this_one_s() -> None:
    material = worlds.material(5)
    other = dataclasses.replace(material.sheet.now, source=dataclasses.replace(material.source, id=99))
    mixed = dataclasses.replace(material.sheet, now=other)
    with pytest.raises(MixedSources, match="nguồn khác"):
        against_sheet(prose(material), mixed)


def test_what_people_write_is_pointed_out_not_refused() -> None:
    material = worlds.material(6)
    made = prose(material)
    paragraph = next(one for one in made.paragraphs if one.text.startswith("Tổng số thụ lý"))
    figure = paragraph.numbers[0]
    same = Hand("ket-qua", "", f"Năm qua, tổng số thụ lý {figure.text} việc.")
    other = Hand("ket-qua", "", "Năm qua, tổng số thụ lý 123.456.789 việc.")
    assert contradictions(same, made) == []
    assert [figure.text in one.sentence for one in contradictions(other, made)] == [True]


@given(st.integers(-(10**15), 10**15))
def test_money_is_read_as_it_was_written(dong: int) -> None:
    (found,) = read(("giảm " if dong < 0 else "tăng ") + magnitude(dong, as_money=True))
    assert found.numeral.is_printing_of(Numeral("money", dong))


@given(st.integers(-(10**6), 10**6), st.sampled_from([Percent, Points, Growth]))
def test_rates_points_and_growth_are_kept_apart(hundredths: int, kind: type) -> None:
    value = kind(abs(hundredths))
    text = f"+{magnitude(value)}" if kind is Growth else magnitude(value)
    (found,) = read(text)
    assert found.numeral.is_printing_of(numeral(value))
    assert found.numeral.kind == numeral(value).kind


@settings(max_examples=30)
@given(st.integers(0, 10**6))
def test_random_worlds_say_what_their_figures_say(seed: int) -> None:
    material = worlds.material(seed, month=1 + seed % 12)
    assert against_sheet(prose(material), material.sheet) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Đến 30/09/2025, Phòng THADS khu vực 12 xong 1.234.567 việc", ["count"]),
        ("so với cùng kỳ năm 2024, kỳ 9 tháng, Phụ lục 3", []),
        ("56,62%; vượt 1,10 điểm %; 8.284,5 tỷ đồng; hạng 5/34", ["percent", "points", "money", "rank"]),
        ("giảm 446 việc (−5,52%)", ["count", "growth"]),
        ("ấn bản số 12 không tính được", ["absent"]),
    ],
)
def test_days_years_and_names_are_no_figures(text: str, kinds: list[str]) -> None:
    assert [one.numeral.kind for one in read(text)] == kinds
