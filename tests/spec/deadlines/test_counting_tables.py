"""Each row of the drawn tables is an example that must hold."""

from datetime import date, datetime

import pytest

from tests.spec.deadlines import tables
from tests.spec.drawn import rows
from thihanh.deadlines import compute, compute_chain, load_calendar
from thihanh.deadlines.arithmetic import add_months

CALENDAR = load_calendar()


def told(row):
    return row.get("Quy tắc") or row["Vì sao"]


@pytest.mark.parametrize("row", rows(tables.ROLLING) + rows(tables.WORKING_DAYS), ids=told)
def test_a_term_ends_as_drawn(row):
    found = compute(row["Mã"], from_=date.fromisoformat(row["Bắt đầu"]), calendar=CALENDAR)
    assert found.due == date.fromisoformat(row["Ngày cuối"])


@pytest.mark.parametrize("row", rows(tables.MONTHS), ids=told)
def test_months_end_as_drawn(row):
    assert add_months(date.fromisoformat(row["Bắt đầu"]), int(row["Số tháng"])) == date.fromisoformat(
        row["Ngày cuối"]
    )


@pytest.mark.parametrize("row", rows(tables.BEFORE), ids=told)
def test_a_count_before_an_event_ends_as_drawn(row):
    found = compute(row["Mã"], event=date.fromisoformat(row["Sự kiện"]), calendar=CALENDAR)
    assert found.due == date.fromisoformat(row["Chậm nhất"])


@pytest.mark.parametrize("row", rows(tables.REGIMES), ids=told)
def test_the_law_of_the_day_governs_as_drawn(row):
    start = date.fromisoformat(row["Bắt đầu"])
    found = compute(row["Mã"], from_=start, regime=row["Chế độ"] or None, calendar=CALENDAR)
    assert f"{found.number} {found.unit}" == row["Số"]
    assert found.due == date.fromisoformat(row["Ngày cuối"])


@pytest.mark.parametrize("row", rows(tables.CHAINS), ids=told)
def test_a_chain_runs_as_drawn(row):
    start = date.fromisoformat(row["Bắt đầu (thông báo hợp lệ)"])
    voluntary, verification = compute_chain(("DL-18", "DL-19"), from_=start, calendar=CALENDAR)
    drawn = row["Hết tự nguyện (DL-18)"], row["Xác minh (DL-19)"]
    assert (voluntary.due.isoformat(), verification.due.isoformat()) == drawn


@pytest.mark.parametrize("row", rows(tables.HOURS), ids=told)
def test_hours_run_as_drawn(row):
    found = compute(row["Mã"], from_=datetime.fromisoformat(row["Bắt đầu"]), calendar=CALENDAR)
    assert found.due == datetime.fromisoformat(row["Đến"])
