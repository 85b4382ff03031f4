"""The drawn tables hold, and the manual pages are exactly what they print."""

import pytest

from tests.spec.drawn import printed, rows
from tests.spec.law import pages, tables
from thihanh import law
from thihanh.law.words import amount_in_words


@pytest.mark.parametrize("row", rows(tables.WORDS), ids=lambda row: row["Số tiền"])
def test_an_amount_reads_as_drawn(row):
    assert amount_in_words(int(row["Số tiền"])) == row["Bằng chữ"]


@pytest.mark.parametrize("row", rows(tables.BUCKETS), ids=lambda row: row["Trạng thái"])
def test_a_state_stands_in_the_drawn_bucket(row):
    stage, _, ground = row["Trạng thái"].partition(" ")
    for version in ("R08", "R25"):
        assert pages.bucket_words(law.bucket(version, stage, ground)) == row[version]


def test_the_drawn_table_holds_every_row_of_the_file():
    drawn = {row["Trạng thái"] for row in rows(tables.BUCKETS)}
    assert drawn == {
        f"{stage} {'' if ground == '*' else ground}".strip() for stage, ground in law.buckets("R08")
    }


@pytest.mark.parametrize("name", sorted(pages.PAGES))
def test_the_manual_is_what_the_tables_print(name):
    assert printed(pages.FOLDER, name) == pages.PAGES[name](), "run: make docs"
