"""The statistics room, which shares nothing with the generator, counts a synthetic province the same."""

from collections import defaultdict

import pytest

from thihanh.procedures.register_file import labels
from thihanh.statistics.engine import memory
from thihanh.statistics.facts import Holding, MatterHistory, Money, Stage
from thihanh.statistics.forms.definitions import form_of
from thihanh.statistics.period import Period
from thihanh.statistics.result import chain_values, column_values
from thihanh.synthetic.calibration import calibration
from thihanh.synthetic.generator import generate
from thihanh.synthetic.totals import totals

COLUMNS = {
    "due": "due",
    "eligible": "eligible",
    "resolved": "completed",
    "terminated": "terminated",
    "reduced": "reduced",
    "in_progress": "in_progress",
    "consent": "hc",
    "no_means": "no_means",
    "postponed": "postponed",
    "suspended": "suspended",
    "other": "other",
}
CHAIN = ("opening", "new", "returned", "delegated", "withdrawn", "moved")


def histories(register):
    """The rows as the statistics room reads facts; ids are the rows' places."""
    stages, holdings, money = defaultdict(list), defaultdict(list), defaultdict(list)
    for place, row in enumerate(register.events):
        code = labels.STAGES[row[3]]
        stages[row[:2]].append(Stage(place, row[2], code, row[7], row[4] or "", row[6]))
    for place, row in enumerate(register.assignments):
        holdings[row[:2]].append(Holding(place, row[2], row[3], row[4], row[5]))
    for place, row in enumerate(register.obligations):
        if row[5]:
            money[row[:2]].append(Money(place, row[1], "due", row[5], row[8]))
    for place, row in enumerate(register.money):
        money[row[:2]].append(Money(place, row[3], labels.MONEY_KINDS[row[4]], row[5], row[7]))
    return [
        MatterHistory(
            place,
            register.unit,
            row[1],
            labels.MATTER_KINDS[row[2]],
            0,
            row[11],
            tuple(stages[row[:2]]),
            tuple(holdings[row[:2]]),
            (),
            tuple(money[row[:2]]),
        )
        for place, row in enumerate(register.matters)
    ]


@pytest.fixture(scope="module", params=[("22", 2025, 0.06), ("44", 2025, 0.04), ("20", 2019, 0.08)])
def counted(request):
    unit, year, scale = request.param
    register, stated = generate(unit, year, scale=scale), calibration(unit, year)
    period = Period(stated.first_day, stated.last_day)
    version = "R08" if year >= 2020 else "two_way"
    cells = memory.cells(histories(register), period, version)
    return register, stated, version, cells


def _forms(counted):
    register, stated, version, cells = counted
    found = totals(register, stated.first_day, stated.last_day)
    for kind, code in (("cases", "004.N"), ("money", "005.N")):
        form = form_of(code, version)
        sums = cells.total()
        yield kind, found, form, column_values(form, sums), chain_values(form, sums)


def test_the_columns_are_the_same(counted):
    for kind, found, form, values, _ in _forms(counted):
        ours = {code: found.get(f"{kind}.{line}", 0) for code, line in COLUMNS.items()}
        ours["done"] = found["cases.enforced" if kind == "cases" else "money.collected"]
        if counted[2] == "two_way":
            ours["eligible"] = found[f"{kind}.eligible_two_way"]
        theirs = {column.code: values[column.no] for column in form.columns}
        both = ours.keys() & theirs.keys()
        assert {"due", "eligible", "resolved", "no_means", "done", "terminated"} <= both
        assert {code: theirs[code] for code in both} == {code: ours[code] for code in both}


def test_the_chain_above_the_columns_is_the_same(counted):
    for kind, found, _, _, chain in _forms(counted):
        assert {key: chain[key] for key in CHAIN} == {key: found.get(f"{kind}.{key}", 0) for key in CHAIN}
