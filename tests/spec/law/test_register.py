"""The register holds what is drawn, in both regimes, and nothing that is not drawn."""

from datetime import date

import pytest

from tests.spec.drawn import rows
from tests.spec.law.reached import reached_by
from tests.spec.law.register import REGISTER
from thihanh.deadlines import Refused
from thihanh.deadlines.selection import select
from thihanh.law.terms import ABSENCES, rules

DAYS = {"R08": date(2026, 3, 2), "R25": date(2026, 9, 7)}
ROWS = rows(REGISTER)
SAID = {"at_once": "ngay", "moment": "thời điểm"}


def told(row):
    return " ".join(filter(None, (row["Mã"], row["Mốc"], row["Dữ kiện"])))


def facts_of(row):
    facts = dict.fromkeys(row["Dữ kiện"].split(), True)
    return facts | ({"step": row["Mốc"]} if row["Mốc"] else {})


def cell(row, regime):
    try:
        term = select(row["Mã"], DAYS[regime], None, facts_of(row)).term
    except Refused as refusal:
        if "không tính ra ngày" in str(refusal):
            return "điều kiện"
        absent = any(word in str(refusal) for word in ABSENCES.values())
        return "–" if absent or "không có mốc" in str(refusal) else str(refusal)
    return SAID.get(term.kind) or f"{term.number} {term.unit} {term.kind}"


@pytest.mark.parametrize("row", ROWS, ids=told)
def test_a_clock_counts_as_drawn(row):
    assert (cell(row, "R08"), cell(row, "R25")) == (row["R08"], row["R25"])


def test_every_row_of_the_register_is_drawn():
    codes = {row["Mã"] for row in ROWS}
    assert {f"DL-{n:02d}" for n in range(1, 100)} <= codes
    assert {f"HC-{n:02d}" for n in range(1, 19)} <= codes
    assert codes == set(rules())


def test_every_variant_of_the_files_is_reached_by_a_drawn_row():
    reached = set()
    for row in ROWS:
        for day in DAYS.values():
            try:
                reached.add(select(row["Mã"], day, None, facts_of(row)).variant)
            except Refused:
                continue
    unreached = {
        (rule.code, regime, variant.step, tuple(sorted(variant.when)))
        for rule in rules().values()
        for regime in DAYS
        for variant in rule.variants[regime]
        if variant.terms and variant.terms[-1].kind != "condition" and variant not in reached
    }
    assert unreached == set()


@pytest.mark.parametrize("code", sorted(rules()))
def test_a_rule_is_reached_by_a_test(code):
    """A DL or HC row without a test fails here; docs/law/clocks.md lists them."""
    assert reached_by().get(code), f"no test reaches {code}"
