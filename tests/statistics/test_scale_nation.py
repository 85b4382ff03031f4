"""A small part of the synthetic nation in the tables and in files: the same figures from every engine."""

from pathlib import Path

import pytest
from django.db import connection

from thihanh.statistics import queries
from thihanh.statistics.engine import memory, sql
from thihanh.statistics.loading import histories
from thihanh.statistics.period import month_period
from thihanh.statistics.scale import parquet
from thihanh.statistics.scale.duck import Duck
from thihanh.synthetic.nation import loading
from thihanh.synthetic.nation.history import positions_in
from thihanh.synthetic.nation.tables import Ids

pytestmark = pytest.mark.django_db
SHARES = {"12": 0.04, "04": 0.02}


@pytest.fixture
def nation(tmp_path: Path) -> Path:
    """Some hundred matters of two provinces in the tables; a folder."""
    ids = Ids()
    for code, share in SHARES.items():
        loading.load_province(code, share, ids, tmp_path)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    return tmp_path


def test_postgresql_duckdb_and_plain_facts_agree(nation: Path) -> None:
    parquet.export(nation / "files")
    with Duck(nation / "files") as duck:
        for months in (12, 6):
            period = month_period(2025, months)
            here = queries.run(sql.everywhere(period))
            assert sorted(here) == sorted(duck.run(sql.everywhere(period)))
            for code in SHARES:
                found = sql.fold([row[1:] for row in here if row[0] == code], "R08")
                assert found == memory.cells(histories(agency=code), period, "R08")


def test_positions_that_were_copied_are_those_the_database_derives(nation: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select * from matters_position order by matter_id, lo")
        kept = cursor.fetchall()
        cursor.execute("select * from matters_positions(null, null) order by matter_id, lo")
        assert cursor.fetchall() == kept


def test_one_entry_of_the_record_stands_behind_each_province(nation: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select e.subject, count(*) from matters_stage s join trail_entry e on e.id = s.entry_id"
            " group by 1"
        )
        assert {subject for subject, _ in cursor.fetchall()} == {f"nation:{code}" for code in SHARES}


def test_ten_years_of_a_province_go_straight_to_files(tmp_path: Path) -> None:
    parquet.replace(tmp_path, "12", lambda at: positions_in(at, "12", 900))
    with Duck(tmp_path) as duck:
        assert duck.rows("select count(distinct matter_id) from matters_position") == [(900,)]
        years = [year for (year,) in duck.rows("select distinct work_year from matters_position order by 1")]
        assert years == list(range(2016, 2028))
        assert duck.run(sql.everywhere(month_period(2020, 12)))
