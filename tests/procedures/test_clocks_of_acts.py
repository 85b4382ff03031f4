"""The clocks of matters and the acts that start and meet them speak of the same things."""

import re
from pathlib import Path

import pytest

import thihanh.procedures
from thihanh.matters.clocks import clocks
from thihanh.procedures.catalogue import acts

KNOWN = clocks()
STARTED = {
    start.removeprefix("step:") for clock in KNOWN.clocks for start in clock.starts if "step:" in start
}
MET = {code for clock in KNOWN.clocks for code in clock.met}
#: What is known of the matter as a whole, or is a column of the step.
DERIVED = {"until", "ended", "published", "secured", "registered_asset", "ground", "month_end", "verified"}


def test_every_act_a_clock_names_is_in_the_catalogue():
    assert set(acts()) >= STARTED | MET | set(KNOWN.from_ground)


@pytest.mark.parametrize("code", sorted(acts()))
def test_a_clock_that_an_act_claims_to_meet_is_met_by_it(code):
    """Or the act is timely from the day its ground was known, or the rule recurs and begins anew."""
    met = {clock.rule for clock in KNOWN.clocks if code in clock.met}
    begun = {clock.rule for clock in KNOWN.clocks if f"step:{code}" in clock.starts}
    timely = {KNOWN.from_ground[code][0]} if code in KNOWN.from_ground else set()
    decided = {"DL-06"} if code == "decide" else set()
    assert set(acts()[code].meets) <= met | begun | timely | decided | set(KNOWN.elsewhere)


def test_every_fact_a_clock_needs_is_stated_by_an_act():
    folder = Path(thihanh.procedures.__file__).parent
    stated = set(re.findall(r'"(\w+)"', "".join(f.read_text(encoding="utf-8") for f in folder.rglob("*.py"))))
    needed = {name.partition("=")[0] for clock in KNOWN.clocks for name in (*clock.needs, *clock.from_)}
    assert needed - DERIVED <= stated
