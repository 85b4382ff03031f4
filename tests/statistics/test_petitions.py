"""Forms 8, 9 and 11 from recorded complaints, denunciations, receptions, compensations; what rolls on."""

import pytest

from tests.cast import NGHIEP, PHO, THAM, TRUONG, VAN, gather
from tests.oversight.complaint_cast import day, opened, step
from thihanh.offices.reach import EVERYTHING
from thihanh.statistics.book import queries
from thihanh.statistics.book.acts import act_rows
from thihanh.statistics.book.layout import FilledForm
from thihanh.statistics.control.running import run
from thihanh.statistics.period import Period, month_period

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("people")]
BEFORE, YEAR, NEXT = month_period(2026, 9), month_period(2026, 12), month_period(2027, 2)


@pytest.fixture
def people(db: None) -> None:
    gather(NGHIEP, PHO, THAM, TRUONG, VAN)


def form(code: str, period: Period, unit: str = "22") -> FilledForm:
    return queries.book(unit, period, reach=EVERYTHING).form(code)


def row(filled: FilledForm, code: str) -> dict[str, object]:
    return {column.code: filled.value(code, column.code) for column in filled.form.columns}


def some_complaints() -> None:
    right = opened("complaint", on="05/06/2026")
    step(right, "accept", "08/06/2026", THAM)
    step(right, "decide", "20/07/2026", TRUONG, result="right", content="đúng", remedy="hủy quyết định")
    late = opened("complaint", on="10/06/2026", received_on="10/06/2026")
    step(late, "accept", "12/06/2026", THAM)
    sent_on = opened("complaint", on="15/06/2026", received_on="15/06/2026")
    step(sent_on, "forward", "16/06/2026", THAM, to_body="Thanh tra tỉnh", reason="không thuộc thẩm quyền")
    withdrawn = opened("complaint", on="15/07/2026", knew_on="10/07/2026", received_on="15/07/2026",
                       second_complaint=True, first_result="QĐ 3")  # fmt: skip
    step(withdrawn, "withdraw", "20/07/2026", THAM, withdrawn_on="19/07/2026")
    told = opened("denunciation", on="05/06/2026")
    step(told, "accept", "08/06/2026", THAM)
    step(told, "conclude", "20/10/2026", TRUONG, result="partly", content="có phần đúng")


def test_complaints_are_counted_by_tier_and_by_what_became_of_them() -> None:
    some_complaints()
    june, year, after = (form("08/TK-THA", period) for period in (BEFORE, YEAR, NEXT))
    assert row(june, "complaint.first") == {
        "received": 3, "carried_in": 0, "new": 3, "competence": 2, "right": 0, "partly_right": 0,
        "wrong": 0, "withdrawn": 0, "pending": 2, "overdue": 2,
    }  # fmt: skip
    assert row(year, "complaint.first") == {
        "received": 3, "carried_in": 0, "new": 3, "competence": 2, "right": 1, "partly_right": 0,
        "wrong": 0, "withdrawn": 0, "pending": 1, "overdue": 1,
    }  # fmt: skip
    assert row(year, "complaint.second")["withdrawn"] == 1
    assert row(year, "complaint")["received"] == 4
    assert [row(one, "denunciation")["pending"] for one in (june, year, after)] == [1, 1, 0]
    assert row(after, "denunciation")["partly_right"] == 1


def test_what_is_pending_at_the_end_of_a_year_is_carried_into_the_next() -> None:
    some_complaints()
    year, after = form("08/TK-THA", YEAR), form("08/TK-THA", NEXT)
    for code in ("complaint.first", "complaint.second", "complaint", "denunciation"):
        assert year.value(code, "pending") == after.value(code, "carried_in")
    verdicts = {one.rule: one.verdict for one in run(queries.book("22", YEAR, reach=EVERYTHING))}
    assert verdicts["R25"] == "holds"


def test_rows_name_dossiers_and_are_the_same_again_as_known_on_the_day() -> None:
    some_complaints()
    rows = act_rows("22", YEAR)
    assert {one[2] < 0 for one in rows if one[0] == "08/TK-THA"} == {True}
    assert act_rows("22", YEAR) == rows
    known = [one for one in act_rows("22", YEAR, day("15/06/2026")) if one[0] == "08/TK-THA"]
    assert sum(one[7] for one in known if one[6] == "new") == 4
    assert all(one[6] != "right" for one in known)


def test_visits_people_and_matters_stand_under_who_received() -> None:
    leader = opened("reception", on="01/06/2026")
    step(leader, "visit", "15/06/2026", THAM, visitor="Quách Vô Hình", people="1", matters_told="1",
         about="complaint", said="hỏi")  # fmt: skip
    step(leader, "visit", "15/06/2026", THAM, visitor="Đại diện tổ 5", people="6", matters_told="1",
         about="petition", said="kiến nghị")  # fmt: skip
    daily = opened("reception", on="01/06/2026", form="regular", received_by=None, held_on="16/06/2026")
    step(daily, "visit", "16/06/2026", THAM, visitor="Lò Thị Thử", people="2", matters_told="1",
         about="question", said="hỏi")  # fmt: skip
    found = form("09/TK-THA", YEAR)
    assert [tuple(row(found, code).values()) for code in ("total", "regular", "leader", "large_group")] == [
        (3, 9, 3), (1, 2, 1), (2, 7, 2), (1, 6, 1),
    ]  # fmt: skip
    assert form("08/TK-THA", YEAR).value("petition", "new") == 1
    assert form("09/TK-THA", month_period(2026, 8)).value("total", "visits") == 0


def compensated() -> int:
    number = opened("compensation")
    for code, on, raw in (
        ("receipt", "05/06/2026", {"receipt_no": "1"}),
        ("accept", "08/06/2026", {}),
        ("verify", "18/06/2026", {"damage": "100000000", "findings": "đủ"}),
        ("report", "19/06/2026", {}),
        ("negotiate", "22/06/2026", {"place": "trụ sở"}),
        ("negotiated", "25/06/2026", {"agreed": True, "minutes": "thống nhất"}),
        ("decide", "26/06/2026", {"amount": "90000000", "content": "theo biên bản"}),
        ("hand_over", "26/06/2026", {"handed_on": "26/06/2026"}),
        ("effective", "13/07/2026", {}),
        ("pay", "20/10/2026", {"paid": "90000000"}),
        ("recourse", "05/11/2026", {"recourse": "30000000", "reason": "lỗi vô ý"}),
    ):
        step(number, code, on, TRUONG, **raw)
    return number


def test_compensation_is_open_until_paid_and_recourse_counts_when_decided() -> None:
    compensated()
    year, october, november = (
        form("11/TK-THA", month_period(y, m)) for y, m in ((2026, 12), (2027, 1), (2027, 2))
    )
    assert tuple(row(year, "opened").values()) == (1, 120_000_000, 0, 0)
    assert tuple(row(october, "settled").values()) == (1, 120_000_000, 90_000_000, 0)
    assert tuple(row(november, "settled").values()) == (1, 120_000_000, 90_000_000, 30_000_000)
    assert tuple(row(november, "total").values()) == (1, 120_000_000, 90_000_000, 30_000_000)
