"""What the articles ask for is in the product: every place named is there, and the manual is printed."""

import pytest

from tests.spec.articles.pages import FOLDER, PAGES, SORTS, articles, lines, place
from tests.spec.drawn import printed


@pytest.mark.parametrize("where", sorted({where for line in lines() for where in line.where}))
def test_every_place_named_is_in_the_product(where: str) -> None:
    assert place(where)


def test_every_article_has_its_duties_and_figures() -> None:
    found = {(line.article, line.sort) for line in lines()}
    assert {code for code, sort in found if sort == "figure"} == set(articles())
    assert {sort for _, sort in found} == set(SORTS)


def test_no_sentence_stands_twice_and_none_without_a_place() -> None:
    said = [(line.article, line.says) for line in lines()]
    assert len(said) == len(set(said))
    assert [line.says for line in lines() if not line.where] == []


@pytest.mark.parametrize(
    "wrong",
    [
        "page:none",
        "kind:none",
        "kind:meeting.none",
        "form:99/TK-THA",
        "field:directive.assign.none",
        "field:directive.assign.sort=none",
        "cause:none",
        "rule:none",
        "test:tests/steering/test_agenda.py::test_of_nothing",
    ],
)
def test_the_rule_sees_a_place_that_is_not_there(wrong: str) -> None:
    with pytest.raises(LookupError):
        place(wrong)


def test_the_manual_is_printed_from_these_lines() -> None:
    assert PAGES["articles.md"]() == printed(FOLDER, "articles.md"), "run: make docs"
