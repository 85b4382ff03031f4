"""The drawn transition table holds, and docs/states is exactly what it prints."""

import pytest

from tests.spec.drawn import printed, rows
from tests.spec.states import pages, tables
from thihanh.law import buckets
from thihanh.matters.states import STAGES, may_follow

DRAWN = rows(tables.TRANSITIONS)


def test_the_drawn_table_names_every_stage_in_its_place():
    assert [row["Từ"].split() for row in DRAWN] == [[str(no), code] for no, code in enumerate(STAGES, 1)]
    assert [list(row)[1:] for row in DRAWN] == [[str(no) for no in range(1, len(STAGES) + 1)]] * len(STAGES)


@pytest.mark.parametrize("row", DRAWN, ids=lambda row: row["Từ"])
def test_what_may_follow_a_stage_is_as_drawn(row):
    _, before = row["Từ"].split()
    drawn = {code for code, mark in zip(STAGES, list(row.values())[1:], strict=True) if mark == "x"}
    assert {code for code in STAGES if may_follow(before, code)} == drawn


def test_every_stage_has_its_column_in_both_versions():
    for version in ("R08", "R25"):
        assert {stage for stage, ground in buckets(version) if ground == "*"} == set(STAGES)


@pytest.mark.parametrize("name", sorted(pages.PAGES))
def test_the_manual_is_what_the_tables_print(name):
    assert printed(pages.FOLDER, name) == pages.PAGES[name](), "run: make docs"
