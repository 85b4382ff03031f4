"""The drawn transition table holds, and docs/states is exactly what it prints."""

import pytest

from tests.spec.drawn import printed, rows
from tests.spec.states import pages, tables
from thihanh.documents.kinds import kinds
from thihanh.law import buckets
from thihanh.matters.request_rows import STATES
from thihanh.matters.states import (
    LEGAL_STATES,
    STAGES,
    STATE_AFTER_STEP,
    STATE_OF_INTAKE,
    STATE_OF_STAGE,
    legal_state,
    may_follow,
)
from thihanh.procedures import catalogue

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


LEGAL = rows(tables.LEGAL)


@pytest.mark.parametrize("row", LEGAL, ids=lambda row: f"{row['Trạng thái thống kê']}: {row['Các bước']}")
def test_a_stage_with_its_steps_is_the_legal_state_drawn(row):
    assert legal_state(row["Trạng thái thống kê"], row["Các bước"].split()) == row["Trạng thái"]


def test_every_stage_and_every_legal_state_of_a_matter_is_drawn():
    assert {row["Trạng thái thống kê"] for row in LEGAL} == set(STAGES) == set(STATE_OF_STAGE)
    assert {row["Trạng thái"] for row in LEGAL} == {code for code in LEGAL_STATES if code.startswith("MT-")}
    assert {code for state in LEGAL_STATES.values() for code in state.leads_to} <= set(LEGAL_STATES)


def test_the_intake_has_its_four_states():
    intake = {code for code in LEGAL_STATES if code.startswith("IN-")}
    assert intake | {"MT-1"} == set(STATE_OF_INTAKE.values())
    assert set(STATE_OF_INTAKE) == {"judgment_received", *STATES} - {"withdrawn"}


def test_every_act_is_in_the_catalogue_with_its_paper():
    found = catalogue.acts()
    assert {act.paper for act in found.values()} - {"", *kinds()} == set()
    assert {act.legal_state for act in found.values()} - {"", *LEGAL_STATES} == set()
    assert [act.code for act in found.values() if act.signer == "head" and not act.paper] == []


def test_every_step_that_moves_the_state_is_an_act():
    assert set(STATE_AFTER_STEP) <= set(catalogue.acts())


@pytest.mark.parametrize("name", sorted(pages.PAGES))
def test_the_manual_is_what_the_tables_print(name):
    assert printed(pages.FOLDER, name) == pages.PAGES[name](), "run: make docs"
