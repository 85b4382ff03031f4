"""The page of the articles: every reviewed figure is on it, and its verdicts follow from what it shows."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from thihanh.targets import articles
from thihanh.targets.articles import BILLION, Computed, Figure

PAGE = Path(__file__).parents[2] / "docs" / "manual" / "article-figures.md"
VERDICTS = {"khớp", "trong khoảng", "mâu thuẫn trong nguồn", "thiếu dữ liệu", "chưa có"}


def read(figure: Figure, text: str) -> Computed:
    """The computed figure as the page shows it."""
    if text == "–":
        return None
    if figure.compute.startswith("year."):
        day, month, year = text.split("/")
        return Fraction(f"{year}{month}{day}")
    number = Fraction(re.sub(r"[^\d,-]", "", text.replace("−", "-")).replace(",", "."))
    return number * BILLION if figure.in_billions else number


def rows_of_the_page() -> list[list[str]]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    table = [line for line in lines if line.startswith("| ")][1:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def test_the_page_is_what_its_figures_and_verdicts_print() -> None:
    shown = {(row[0], row[1], row[2]): row[4] for row in rows_of_the_page()}
    source = {
        figure: read(figure, shown[figure.article, f"{figure.province} {figure.year}", figure.item])
        for figure in articles.figures()
    }
    assert articles.page(articles.answers(source.__getitem__)) == PAGE.read_text(encoding="utf-8"), (
        "run: make provinces articles"
    )


def test_every_verdict_is_one_of_five_and_none_is_off() -> None:
    assert {row[5] for row in rows_of_the_page()} == VERDICTS


def test_every_province_of_the_articles_is_on_the_page_with_its_figures() -> None:
    missing = [row for row in rows_of_the_page() if "make provinces" in row[6]]
    assert missing == []


@pytest.mark.parametrize(
    ("item", "value", "verdict"),
    [
        ("Việc thụ lý", Fraction(11_850), "trong khoảng"),
        ("Việc thụ lý", Fraction(11_800), "LỆCH"),
        ("Tham nhũng, kinh tế: vụ việc xong", Fraction(108), "khớp"),
        ("Tham nhũng, kinh tế: tiền thu hồi", Fraction(23_400_000_000), "trong khoảng"),
        ("Vượt chỉ tiêu", None, "thiếu dữ liệu"),
    ],
)
def test_a_figure_is_judged_by_its_printed_words(item: str, value: Computed, verdict: str) -> None:
    figure = next(f for f in articles.figures() if f.article == "000" and f.item == item)
    assert articles.judged(figure, value).verdict == verdict


def test_the_published_side_shows_words_of_the_article_and_never_our_digits() -> None:
    figure = next(f for f in articles.figures() if f.province == "Đà Nẵng" and f.item == "Tỷ lệ về việc")
    answer = articles.judged(figure, Fraction("85.37"))
    page = articles.page((answer,))
    assert "| đạt tỉ lệ trên 85% | 85,37% | trong khoảng |" in page
