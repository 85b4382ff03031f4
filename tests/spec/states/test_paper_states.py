"""The drawn way of a paper holds, and docs/states/paper.md is what it prints."""

import pytest

from tests.spec.drawn import printed, rows
from tests.spec.states import pages, papers
from thihanh.documents.states import MOVES, STATES, may_follow

DRAWN = rows(papers.WAY)


@pytest.mark.parametrize("row", DRAWN, ids=lambda row: row["Từ"])
def test_what_may_be_done_with_a_paper_is_as_drawn(row: dict[str, str]) -> None:
    drawn = {move for move, mark in row.items() if mark == "x"}
    assert {move for move in MOVES if may_follow(row["Từ"], move)} == drawn


def test_every_state_and_every_move_is_drawn() -> None:
    assert [row["Từ"] for row in DRAWN] == sorted(STATES, key=[row["Từ"] for row in DRAWN].index)
    assert set(DRAWN[0]) - {"Từ"} == set(MOVES) - {"drafted"}


def test_the_page_of_papers_is_what_the_states_print() -> None:
    assert printed(pages.FOLDER, "paper.md") == papers.page()
