"""The SQL engine over positions answers what the obvious one answers over facts; every list is its cell."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, currently_in_test_context, given, note, settings
from hypothesis import strategies as st

from tests.statistics.random_matters import FIRST, LAST, matters
from tests.statistics.test_identities import random_period
from thihanh.matters import operations
from thihanh.matters import queries as matters_queries
from thihanh.matters.intake import Intake, StageChange
from thihanh.matters.rules import StateRefused
from thihanh.offices.reach import EVERYTHING
from thihanh.statistics import queries
from thihanh.statistics.engine import memory, sql
from thihanh.statistics.engine.cells import Cells
from thihanh.statistics.facts import MatterHistory
from thihanh.statistics.forms.definitions import FORM_CODES, chain, form_of
from thihanh.statistics.loading import histories
from thihanh.statistics.period import VERSIONS, Period, Version
from thihanh.statistics.unit import Scope, scope_of

pytestmark = pytest.mark.django_db
seeds = st.integers(0, 2**32 - 1)
in_a_database = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@contextmanager
def a_province(seed: int, count: int) -> Iterator[list[int]]:
    """Random matters in the tables, corrected here and there, gone at the end."""
    if currently_in_test_context():
        note(f"seed {seed}")
    dice = random.Random(seed)
    with transaction.atomic():
        ids = operations.register_many([m.intake() for m in matters(seed, count)], by="22.0001")
        for raw in matters_queries.facts(ids=ids):
            if dice.random() < 0.3:
                _correct(raw.id, dice)
        yield ids
        transaction.set_rollback(True)


def _correct(matter_id: int, dice: random.Random) -> None:
    """Replace or take back one stage, entered weeks later; what the state table refuses is left alone."""
    stages = [s for s in matters_queries.stages_of(matter_id) if s.stage != "decided"]
    if not stages:
        return
    old = dice.choice(stages)
    known = old.known_on + timedelta(days=dice.randrange(0, 90))
    change = StageChange(
        old.on + timedelta(days=dice.randrange(0, 3)),
        dice.choice((old.stage, "in_progress", "no_means")),
        known,
        ground="N-1" if old.stage == "no_means" else "",
        replaces=old.id,
        void=dice.random() < 0.3,
        ordinal=old.ordinal,
    )
    try:
        with transaction.atomic():
            operations.register_many([Intake(matter_id=matter_id, stages=(change,))], by="22.0001")
    except StateRefused:
        return


def by_memory(period: Period, version: Version, known_on: date | None) -> Cells:
    return memory.cells(histories(agency="22", known_on=known_on), period, version)


@in_a_database
@given(seeds)
def test_both_engines_agree_on_any_period_and_version(seed: int) -> None:
    dice = random.Random(seed)
    with a_province(seed, 8):
        for _ in range(3):
            period = random_period(dice)
            found = queries.cells(scope_of("22"), period)
            for version in VERSIONS:
                assert found[version] == by_memory(period, version, None), (period, version)


@in_a_database
@given(seeds)
def test_both_engines_agree_on_what_was_known_on_a_day(seed: int) -> None:
    dice = random.Random(seed)
    with a_province(seed, 6):
        for _ in range(2):
            period = random_period(dice)
            known_on = period.to + timedelta(days=dice.randrange(-30, 60))
            found = queries.cells(scope_of("22"), period, known_on=known_on)
            for version in VERSIONS:
                assert found[version] == by_memory(period, version, known_on), (period, version, known_on)
            held = {holder for one in found.values() for holder in one.by_holder}
            for one in sorted(held):  # what is asked of one holder alone is its part of all
                alone = queries.cells(Scope("22", one.office, one.officer), period, known_on=known_on)
                for version in VERSIONS:
                    part = found[version].by_holder.get(one)
                    assert alone[version].by_holder == ({one: part} if part else {}), (one, known_on)


@in_a_database
@given(seeds)
def test_what_did_not_change_since_a_day_stands_as_if_derived_for_that_day(seed: int) -> None:
    whole = (
        "matters_positions(array(select id from matters_matter where agency = %(agency)s), %(known_on)s) p"
    )
    with a_province(seed, 8), connection.cursor() as cursor:
        for back in (0, 40, 400):
            asked = {"agency": "22", "known_on": LAST - timedelta(days=back)}
            answers = []
            for source in (sql.source(asked["known_on"], "p"), whole):
                cursor.execute(f"select p.* from {source} order by p.matter_id, p.work_year, p.lo", asked)
                answers.append(cursor.fetchall())
            assert answers[0] == answers[1], asked


@in_a_database
@given(seeds)
def test_the_list_behind_any_cell_adds_up_to_the_cell(seed: int) -> None:
    dice = random.Random(seed)
    with a_province(seed, 8):
        period = random_period(dice)
        unit = dice.choice(("22", "22.KV01", "22.0002", "22.KV01/22.0002"))
        for version in VERSIONS:
            for code in FORM_CODES:
                form = form_of(code, version)
                columns: list[int | str] = [c.no for c in form.columns if not c.ratio]
                item = dice.choice(columns + [line.code for line in chain(form.of)])
                result = queries.form(code, unit, period.from_, period.to, reach=EVERYTHING, version=version)
                opened = queries.drill(code, item, unit, period, reach=EVERYTHING, view=queries.View(version))
                queries.check_drill(opened, result)
                assert len(opened.rows) == opened.matters
                assert sum(row.amount for row in opened.rows) == opened.amount


@in_a_database
@given(seeds)
def test_any_part_of_a_province_is_counted_as_the_whole_is(seed: int) -> None:
    dice = random.Random(seed)
    with a_province(seed, 8):
        period = random_period(dice)
        whole = queries.cells(scope_of("22"), period, ("R25",))["R25"]
        for office in whole.by_office():
            if office:
                part = queries.cells(scope_of(office), period, ("R25",))["R25"]
                assert part.total() == whole.total(office)
        tagged = replace(scope_of("22"), tag="credit")
        expected = [h for h in histories(agency="22") if "credit" in memory.tags_on(h, _last(h, period))]
        assert queries.cells(tagged, period, ("R25",))["R25"] == memory.cells(expected, period, "R25")


def _last(history: MatterHistory, period: Period) -> date:
    """Tags are read on the last day."""
    del history
    return period.to


def test_only_a_reach_over_the_whole_unit_sees_its_live_figures() -> None:
    from thihanh.offices.policy import Denied
    from thihanh.offices.reach import Reach

    head_of_kv01 = Reach(offices=frozenset({"22.KV01"}))
    period = (date(2024, 10, 1), date(2025, 9, 30))
    assert queries.form("004.N", "22.KV01", *period, reach=head_of_kv01).figures.count("due") == 0
    assert queries.form("004.N", "22.KV01/22.0002", *period, reach=head_of_kv01).figures.count("due") == 0
    for unit in ("22", "22.KV02", "22.0002"):
        with pytest.raises(Denied, match="Phạm vi được xem"):
            queries.form("004.N", unit, *period, reach=head_of_kv01)
        with pytest.raises(Denied, match="Phạm vi được xem"):
            queries.drill("004.N", 1, unit, Period(*period), reach=head_of_kv01)


def test_the_query_carries_values_as_parameters_only() -> None:
    query = sql.grouped(Scope("22", office="x'; drop"), Period(FIRST, FIRST), LAST)
    assert "drop" not in query.text
    assert query.params["office"] == "x'; drop"
