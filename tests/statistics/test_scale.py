"""PostgreSQL, DuckDB, Spark and the slow engine over plain facts give the same figures to the last đồng."""

import random
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.statistics.scale_worlds import facts_in_duckdb, in_files
from tests.statistics.test_engines import a_province, by_memory
from tests.statistics.test_identities import random_period
from thihanh.statistics import queries
from thihanh.statistics.book.folding import fold_groups, units_of
from thihanh.statistics.book.layout import BookUnit
from thihanh.statistics.book.members import grouped_query, groups
from thihanh.statistics.engine import sql
from thihanh.statistics.forms.definitions import FORM_CODES, chain, form_of
from thihanh.statistics.period import VERSIONS, Period
from thihanh.statistics.scale import parquet, positions
from thihanh.statistics.scale.book import groups_query, nation_book
from thihanh.statistics.scale.duck import Duck
from thihanh.statistics.scale.layout import CLASSES, COLUMNS, PARTITIONS, agencies
from thihanh.statistics.scale.sql import rendered
from thihanh.statistics.unit import scope_of

pytestmark = pytest.mark.django_db
seeds = st.integers(0, 2**32 - 1)


def examples(count: int) -> Any:
    return settings(
        max_examples=count, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )


@examples(12)
@given(seeds)
def test_duckdb_postgresql_and_plain_facts_agree(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    with in_files(tmp_path, seed, 10), Duck(tmp_path) as duck:
        for _ in range(3):
            period = random_period(dice)
            everywhere = sql.everywhere(period)
            here, there = queries.run(everywhere), duck.run(everywhere)
            assert sorted(here) == sorted(there)
            for version in VERSIONS:
                found = sql.fold([row[1:] for row in there], version)
                assert found == by_memory(period, version, None), (period, version)
            standing = sql.standing(period)
            assert sorted(duck.run(standing)) == sorted(queries.run(standing))


@examples(10)
@given(seeds)
def test_the_matters_behind_a_cell_are_the_same_in_both(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    with in_files(tmp_path, seed, 8), Duck(tmp_path) as duck:
        for _ in range(3):
            period, version = random_period(dice), dice.choice(VERSIONS)
            scope = replace(
                scope_of(dice.choice(("22", "22.KV01", "22.0002"))), tag=dice.choice((None, "credit"))
            )
            form = form_of(dice.choice(FORM_CODES), version)
            columns: list[int | str] = [c.no for c in form.columns if not c.ratio]
            _, measures = queries.signed_measures(
                form, dice.choice(columns + [x.code for x in chain(form.of)])
            )
            asked = sql.behind(scope, period, version, measures)
            assert sorted(queries.run(asked)) == sorted(duck.run(asked))


@examples(12)
@given(seeds)
def test_positions_derived_by_duckdb_are_those_of_the_database(tmp_path: Path, seed: int) -> None:
    names = ", ".join(one.name for one in (*PARTITIONS, *COLUMNS) if one.name not in CLASSES)
    with a_province(seed, 10), connection.cursor() as cursor, duckdb.connect() as at:
        facts_in_duckdb(at, tmp_path)
        cursor.execute(f"select {names} from matters_position order by matter_id, lo")
        kept = cursor.fetchall()
        assert (
            at.execute(f"select {names} from ({positions.derived()}) order by matter_id, lo").fetchall()
            == kept
        )


@examples(6)
@given(seeds)
def test_the_book_from_files_is_the_book_of_the_database(tmp_path: Path, seed: int) -> None:
    period = random_period(random.Random(seed))
    with in_files(tmp_path, seed, 12), Duck(tmp_path) as duck:
        found = duck.run(groups_query(period))
        assert sorted(row[1:] for row in found) == sorted(groups(scope_of("22"), period))
        of_files = nation_book(duck.run, period, {})
        asked = queries.run(grouped_query(scope_of("22"), period))
        top = BookUnit("22", "22", "agency")
        here = fold_groups(units_of(top, {(row[0], row[1]) for row in asked}, {}), period, asked)
        for form in here.forms:
            if not form.missing:
                assert of_files.form(form.code, "22").rows == here.form(form.code).rows


def test_an_agency_written_again_leaves_the_others_as_they_stand(tmp_path: Path) -> None:
    with in_files(tmp_path, 7, 6):
        other = tmp_path / "agency=44"
        shutil.copytree(tmp_path / "agency=22", other)
        before = {file: file.stat().st_mtime_ns for file in other.rglob("*.parquet")}
        rows = parquet.export(tmp_path, ["22"])
        assert agencies(tmp_path) == ("22", "44")
        assert {file: file.stat().st_mtime_ns for file in other.rglob("*.parquet")} == before
        with Duck(tmp_path) as duck:
            counted = dict(duck.rows("select agency, count(*) from matters_position group by 1"))
        assert counted == {"22": rows["22"], "44": rows["22"]}


def test_an_agency_without_matters_has_no_files(tmp_path: Path) -> None:
    assert parquet.export(tmp_path, ["22"]) == {"22": 0}
    assert agencies(tmp_path) == ()


@pytest.mark.parametrize("dialect", ["postgres", "duckdb", "spark"])
def test_a_value_never_ends_its_quotes(dialect: Any) -> None:
    scope = replace(scope_of("22"), office="x'; drop table matters_position; --", tag="it's")
    text = rendered(sql.grouped(scope, Period(date(2024, 10, 1), date(2025, 9, 30))), dialect)
    assert "%(" not in text
    assert "x'; drop" not in text
    assert "it's" not in text


def test_the_text_rendered_for_postgresql_is_the_same_question(tmp_path: Path) -> None:
    with in_files(tmp_path, 3, 12), connection.cursor() as cursor:
        for period in (
            Period(date(2024, 10, 1), date(2025, 9, 30)),
            Period(date(2025, 2, 1), date(2025, 6, 30)),
        ):
            asked = sql.everywhere(period)
            cursor.execute(rendered(asked, "postgres"))
            assert sorted(cursor.fetchall()) == sorted(queries.run(asked))


def test_a_changed_function_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "positions.sql"
    file.write_text("create function x() as $$ select 1 $$")
    monkeypatch.setattr(positions, "_FUNCTION", file)
    positions.derived.cache_clear()
    try:
        with pytest.raises(positions.FunctionChanged):
            positions.derived()
    finally:
        positions.derived.cache_clear()
