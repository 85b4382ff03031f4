"""Joint debtors, shares, collateral of a third party: who may be asked for how much."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import cast
from tests.builders import a_matter
from thihanh.matters import liabilities
from thihanh.matters.intake import Liability, NewParty
from thihanh.matters.liabilities import Answer, answers
from thihanh.matters.operations import register_many
from thihanh.matters.rules import StateRefused
from thihanh.matters.steps import LiabilityRow, liabilities_of
from thihanh.offices.policy import Denied

ON = date(2026, 7, 13)


@pytest.fixture
def matter(db) -> int:
    """A debt of Ánh (2) with Bảo (3) who mortgaged his land, held by Lan."""
    cast.gather()
    built = a_matter("9/QĐ", "06/07/2026").held_by(cast.LAN.code, "22.KV01").owing(900_000_000, kind="debt")
    third = NewParty(3, "debtor", "person", "Trần Văn Bảo", known_on=ON)
    return register_many([replace(built.intake, parties=(*built.intake.parties, third))], by=cast.BY)[0]


def by_collateral(ceiling: int | None) -> Liability:
    return Liability(ON, 1, 3, "collateral", ON, ceiling=ceiling)


def test_a_giver_of_collateral_is_asked_for_no_more_than_he_secured(matter):
    liabilities.state(matter, [by_collateral(500_000_000)], by=cast.viewer(cast.LAN), on=ON)
    found = answers(liabilities_of(matter), {1: 900_000_000}, {1: 2})
    assert found == (Answer(1, 2, "", 900_000_000), Answer(1, 3, "collateral", 500_000_000))


def test_what_is_stated_anew_replaces_what_was_stated(matter):
    for ceiling in (500_000_000, 400_000_000):
        liabilities.state(matter, [by_collateral(ceiling)], by=cast.viewer(cast.LAN), on=ON)
    assert [one.ceiling for one in liabilities_of(matter)] == [400_000_000]


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        (by_collateral(None), "phạm vi bảo đảm"),
        (Liability(ON, 1, 3, "joint", ON, ceiling=5), r"^Pháp luật: .*không có mức trần"),
        (Liability(ON, 1, 3, "several", ON, ceiling=900_000_001), "vượt số phải thi hành"),
        (Liability(ON, 1, 1, "joint", ON), "người được thi hành án"),
        (Liability(ON, 4, 3, "joint", ON), "không có khoản 4"),
        (Liability(ON, 1, 3, "friendly", ON), "không có cách chịu nghĩa vụ"),
    ],
)
def test_a_liability_that_cannot_be_is_refused(matter, stated, said):
    with pytest.raises(StateRefused, match=said):
        liabilities.state(matter, [stated], by=cast.viewer(cast.LAN), on=ON)
    assert liabilities_of(matter) == ()


def test_who_does_not_hold_the_matter_states_nothing(matter):
    with pytest.raises(Denied):
        liabilities.state(matter, [by_collateral(5)], by=cast.viewer(cast.MINH), on=ON)


@given(
    st.integers(0, 10**12),
    st.lists(st.tuples(st.sampled_from(["joint", "collateral"]), st.integers(1, 10**12)), max_size=5),
)
def test_nobody_is_ever_asked_for_more_than_is_left(left, bound):
    rows = [
        LiabilityRow(n, 1, n + 1, kind, None if kind == "joint" else ceiling, ON)
        for n, (kind, ceiling) in enumerate(bound, start=1)
    ]
    found = answers(rows, {1: left}, {1: 1})
    assert len(found) == len(rows) + 1
    assert all(0 <= one.most <= left for one in found)
