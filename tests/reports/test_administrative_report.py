"""Report E and the sections of other reports print form 12 from the recorded judgments."""

from datetime import date

import pytest

from tests.cast import TRUONG, gather, viewer
from tests.oversight.judgments import the_year
from thihanh.offices.queries import reach
from thihanh.reports import live
from thihanh.reports.kinds.catalogue import compose, kind_of
from thihanh.reports.structure import Missing, Table, Text

ON = date(2025, 9, 30)


@pytest.fixture(autouse=True)
def office(db: None) -> None:
    gather(on=date(2024, 1, 2))


def printed() -> tuple[list[tuple[str, ...]], str]:
    material = live.gather("22", 2025, 12, reach=reach(viewer(TRUONG), "figure", "drill", ON), on=ON)
    blocks = compose(kind_of("E"), material).blocks
    rows = [
        tuple(cell.text for cell in row.cells if isinstance(cell, Text))
        for block in blocks
        if isinstance(block, Table)
        for row in block.rows
    ]
    return rows, " ".join(block.text for block in blocks if isinstance(block, Missing))


def test_report_e_prints_fourteen_and_eleven() -> None:
    the_year()
    rows, missing = printed()
    (total, *_) = [row for row in rows if row[0] == "Tổng số"]
    assert total == ("Tổng số", "14", "3", "11", "1", "1", "11", "1", "1", "13", "1", "1", "1")
    assert "chưa có nguồn" not in missing


def test_a_year_without_judgments_is_said_plainly() -> None:
    rows, missing = printed()
    assert [row for row in rows if row[0] == "Tổng số" and row[1] != "0"] == []
    assert "chưa có nguồn" not in missing
