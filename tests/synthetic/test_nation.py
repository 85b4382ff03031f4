"""The synthetic nation adds up to the published figures, is lawful, and is the same for the same seed."""

import itertools
from dataclasses import fields
from datetime import date

import duckdb
import numpy as np
import pytest

from thihanh.law import regime_on
from thihanh.matters.rules import grounds_for
from thihanh.matters.states import STAGES, may_follow
from thihanh.offices.reference import provinces_on
from thihanh.statistics.scale.layout import COLUMNS, PARTITIONS
from thihanh.statistics.scale.positions import derived
from thihanh.synthetic.nation import facts as drawn
from thihanh.synthetic.nation.calibration import fitted, tables, whole
from thihanh.synthetic.nation.drawing import Matters, province_matters
from thihanh.synthetic.nation.figures import BILLION, GROUPS, OUTCOMES, figures, provinces
from thihanh.synthetic.nation.history import history
from thihanh.synthetic.nation.positions import HORIZON, year_starts
from thihanh.synthetic.nation.tables import BESIDE, Ids, fill, fill_positions

SMALL = "12"


@pytest.fixture(scope="module")
def small() -> Matters:
    return province_matters(SMALL)


@pytest.fixture(scope="module")
def facts(small: Matters) -> drawn.Facts:
    return drawn.facts(small)


def test_the_nation_has_every_matter_and_dong_of_the_published_totals() -> None:
    due, standing = figures()["due"], figures()["standing"]
    cases, money = tables().cases, tables().money
    assert cases.sum() == due["cases"]
    assert money.sum() == due["money"] * BILLION
    completed = [OUTCOMES.index("done"), OUTCOMES.index("terminated")]
    assert cases[:, :, completed].sum() == standing["completed_cases"]
    collected = money[:, :, completed].sum() + standing["partly"] * BILLION
    assert collected == standing["completed_money"] * BILLION
    eligible = cases[:, :, : OUTCOMES.index("no_means")].sum()
    assert eligible == round(standing["eligible_cases"] * due["cases"])
    assert (cases >= 0).all()
    assert (money >= 0).all()


def test_provinces_stand_between_the_smallest_and_the_largest_as_published() -> None:
    by_province = tables().cases.sum(axis=(1, 2))
    codes = [one.code for one in provinces()]
    largest = codes.index(figures()["largest"]["agency"])
    assert codes == [one.code for one in provinces_on(date(2025, 9, 30))]
    assert sum(one.offices for one in provinces()) == 355
    assert 5_600 <= by_province.min() <= 5_750
    assert by_province.argmax() == largest
    assert by_province[largest] / by_province.sum() == pytest.approx(
        figures()["due"]["largest_cases"], abs=0.001
    )
    money = tables().money.sum(axis=(1, 2))
    assert money[largest] / money.sum() == pytest.approx(figures()["due"]["largest_money"], abs=1e-6)


def test_a_table_is_fitted_to_both_margins_and_made_whole_without_loss() -> None:
    rows, columns = np.array([30.0, 70.0]), np.array([50.0, 25.0, 25.0])
    found = fitted(np.array([[1.0, 2.0, 0.0], [1.0, 1.0, 5.0]]), rows, columns)
    assert found.sum(axis=0) == pytest.approx(columns)
    assert found.sum(axis=1) == pytest.approx(rows)
    assert found[0, 2] == 0
    made = whole(found, columns.astype(np.int64))
    assert (made.sum(axis=0) == columns).all()
    assert np.abs(made - found).max() < 1


def test_about_three_thousand_officers_hold_the_matters() -> None:
    officers = sum(len(drawn.officers_of(one.code)[1]) for one in provinces())
    assert 2_900 <= officers <= 3_300


def test_the_same_seed_draws_the_same_matters(small: Matters) -> None:
    again, other = province_matters(SMALL), province_matters(SMALL, seed=7)
    for one in fields(Matters):
        assert np.array_equal(getattr(small, one.name), getattr(again, one.name))
    assert not np.array_equal(small.due[:100], other.due[:100])


def test_every_line_of_a_province_holds_exactly_its_money(small: Matters) -> None:
    place = [one.code for one in provinces()].index(SMALL)
    for group, outcome in itertools.product(range(len(GROUPS)), range(len(OUTCOMES))):
        of = (small.group == group) & (small.standing == outcome)
        assert of.sum() == tables().cases[place, group, outcome]
        assert small.due[of].sum() == tables().money[place, group, outcome]
    assert (small.paid + small.reduced <= small.due).all()


def test_stages_follow_each_other_as_the_law_lets_them(facts: drawn.Facts) -> None:
    found = facts.stages
    order = np.lexsort((found["ordinal"], found["day"], found["matter"]))
    for place in order[:4_000]:
        stage = drawn.STAGES[found["stage"][place]]
        ground = drawn.GROUNDS[found["ground"][place]]
        day = date.fromordinal(date(1970, 1, 1).toordinal() + int(found["day"][place]))
        assert ground in (grounds_for(stage, regime_on(day)) if STAGES[stage].grounded else ("",))
    for before, after in itertools.pairwise(order[:20_000]):
        if found["matter"][before] == found["matter"][after]:
            was, became = drawn.STAGES[found["stage"][before]], drawn.STAGES[found["stage"][after]]
            assert became == was or may_follow(was, became), (was, became)


def test_nothing_is_written_after_the_last_day_and_nothing_owed_below_zero(
    small: Matters, facts: drawn.Facts
) -> None:
    last = int(year_starts(np.array(figures()["work_year"] + 1))) - 1
    for columns in (facts.stages, facts.holdings, facts.tags, facts.postings):
        assert columns["day"].max() <= last
        assert (columns["day"] >= small.decided[columns["matter"]]).all()
    out = np.where(facts.postings["debit"] == drawn.PURPOSES.index("outstanding"), 1, -1)
    owed = np.zeros(len(small), dtype=np.int64)
    np.add.at(owed, facts.postings["matter"], out * facts.postings["amount"])
    assert owed.min() == 0


@pytest.mark.parametrize("ten_years", [False, True])
def test_positions_of_arrays_are_those_of_the_databases_function(ten_years: bool) -> None:
    matters = history(SMALL, 1_500) if ten_years else province_matters(SMALL, share=0.2)
    found = drawn.facts(matters)
    names = ", ".join(one.name for one in (*PARTITIONS, *COLUMNS) if one.name not in BESIDE)
    with duckdb.connect() as at:
        fill(at, found, SMALL, 1, Ids())
        fill_positions(at, found, SMALL, 1, 1)
        at.execute(f"create table matters_horizon as select {HORIZON}::smallint as work_year")
        drawn_rows = at.execute(f"select {names} from matters_position order by matter_id, lo").fetchall()
        derived_rows = at.execute(f"select {names} from ({derived()}) order by matter_id, lo").fetchall()
    assert drawn_rows == derived_rows
