"""The control rules hold on any lawful history, in every version (no database: the obvious engine)."""

import random
from datetime import date

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from tests.statistics.random_matters import FIRST, LAST, matters
from thihanh.statistics import checks
from thihanh.statistics.engine import memory
from thihanh.statistics.facts import known_by
from thihanh.statistics.forms.definitions import FORM_CODES, form_of
from thihanh.statistics.period import VERSIONS, Period, month_period
from thihanh.statistics.result import figures_of, form_result
from thihanh.statistics.unit import scope_of

seeds = st.integers(0, 2**32 - 1)


def random_period(dice: random.Random) -> Period:
    """Official or chosen, in any of the years the random matters live in."""
    if dice.random() < 0.5:
        return month_period(dice.choice((2025, 2026)), dice.randrange(1, 13))
    to = date.fromordinal(dice.randrange(FIRST.toordinal() + 62, LAST.toordinal()))
    start = Period(to, to).work_year
    first = max(date(start - 1, 10, 1), FIRST)
    return Period(date.fromordinal(dice.randrange(first.toordinal(), to.toordinal() + 1)), to)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_rules_r01_to_r10_hold_for_every_unit_in_every_version(seed: int) -> None:
    note(f"seed {seed}")
    dice = random.Random(seed)
    period = random_period(dice)
    histories = known_by([m.history() for m in matters(seed, 12)], None)
    for version in VERSIONS:
        cells = memory.cells(histories, period, version)
        for code in FORM_CODES:
            result = form_result(
                form_of(code, version), cells, scope_of("22"), period, known_on=None, names={}
            )
            assert sum(row.count("due") for row in result.rows) == result.figures.count("due")


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_the_opening_of_a_year_is_what_the_year_before_carried_over(seed: int) -> None:
    note(f"seed {seed}")
    histories = known_by([m.history() for m in matters(seed, 15)], None)
    for version in VERSIONS:
        for code in FORM_CODES:
            form, scope = form_of(code, version), scope_of("22")
            before = figures_of(form, memory.cells(histories, month_period(2025, 12), version), scope, {})
            after = figures_of(form, memory.cells(histories, month_period(2026, 1), version), scope, {})
            checks.check_turn_of_year(after.count("opening"), before.count("carried"), code)


@settings(max_examples=30, deadline=None)
@given(seeds)
def test_cumulative_columns_do_not_fall_and_every_period_opens_alike(seed: int) -> None:
    note(f"seed {seed}")
    histories = known_by([m.history() for m in matters(seed, 10)], None)
    form, scope = form_of("004.N", "R25"), scope_of("22")
    months = [
        figures_of(form, memory.cells(histories, month_period(2026, month), "R25"), scope, {})
        for month in range(1, 13)
    ]
    checks.check_same_opening([m.count("opening") for m in months], "004.N")
    for code in ("new", "delegated", "resolved"):
        checks.check_cumulative([m.count(code) for m in months], code)


def test_a_broken_rule_is_raised_loudly_with_its_number_and_the_figures() -> None:
    form = form_of("004.N", "R25")
    values = {column.no: 0 for column in form.columns} | {1: 5}
    chain = dict.fromkeys(("opening", "new", "returned", "handled", "delegated", "withdrawn", "moved"), 0)
    with pytest.raises(checks.InvariantBroken, match=r"R02.*4 ≠ 0"):
        checks.check_form(form, values, chain | {"due": 4}, "22")
    with pytest.raises(checks.InvariantBroken, match=r"R03"):
        checks.check_form(form, values, chain | {"due": 5, "opening": 5, "handled": 5}, "22")
