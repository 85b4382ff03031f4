"""Clocks before a matter is born: whose they are, from which day, when they are met."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from tests.matters.test_receipts import a_judgment
from tests.matters.test_requests import WHOLE
from thihanh.deadlines import load_calendar
from thihanh.matters.intake_clocks import IntakeClock, nearest, of_receipt, of_request
from thihanh.matters.receipts import ReceiptRow
from thihanh.matters.request_rows import EventRow, RequestRow

CALENDAR = load_calendar()


def received(**changes: Any) -> ReceiptRow:
    new = a_judgment()
    row = ReceiptRow(
        1, 1, "22", "22.KV01", 2026, 1, new.on, new.on, new.channel, new.effective_on, True, 7,
        new.judgment, new.items, (), "",
    )  # fmt: skip
    return replace(row, **changes)


def asked(*events: EventRow, contents: frozenset[str] = WHOLE, on: date = date(2026, 7, 10)) -> RequestRow:
    facts = {
        "received_on": "2026-07-13",
        "contents": sorted(contents),
        "circumstances": ["first_request", "money"],
        "items": [1],
        "next_periods": False,
    }
    return RequestRow(
        5, 1, "22", "22.KV01", 2026, 1, on, on, "post", 7, 2, 3, None, facts, "Mai", "Ánh", "12", on, "civil",
        events,
    )  # fmt: skip


def event(code: str, on: date, no: int = 1, **facts: object) -> EventRow:
    return EventRow(no, 1, 5, on, code, "", None, None, None, facts)


def due(clocks: tuple[IntakeClock, ...]) -> dict[str, date | None]:
    return {one.rule: one.due for one in clocks}


def test_a_judgment_complete_on_friday_is_decided_of_own_motion_by_the_next_friday():
    found = due(of_receipt(received(), (), CALENDAR))
    assert found["DL-06"] == date(2026, 7, 17)


@pytest.mark.parametrize(
    ("circumstance", "last"), [("bankruptcy", date(2026, 7, 15)), ("interim_measure", date(2026, 7, 10))]
)
def test_bankruptcy_and_interim_measures_are_decided_sooner(circumstance, last):
    assert due(of_receipt(received(circumstances=(circumstance,)), (), CALENDAR))["DL-06"] == last


def test_nothing_runs_for_the_agency_while_the_file_is_incomplete_or_when_all_is_decided():
    assert "DL-06" not in due(of_receipt(received(complete=False), (), CALENDAR))
    assert "DL-06" not in due(of_receipt(received(), {1, 2}, CALENDAR))


def test_the_court_sent_the_judgment_in_time_or_late():
    old = received(effective_on=date(2026, 5, 25), on=date(2026, 6, 26))
    (sent, _) = of_receipt(old, (), CALENDAR)
    assert (sent.rule, sent.due, sent.late(date(2026, 7, 1))) == ("DL-01", date(2026, 6, 24), True)


def test_under_the_new_law_the_term_of_sending_is_that_of_procedure_law():
    (sent, _) = of_receipt(received(effective_on=date(2026, 7, 2)), (), CALENDAR)
    assert sent.due is None
    assert "pháp luật tố tụng" in sent.note


def test_an_electronic_judgment_is_received_when_its_data_were_whole():
    logged = datetime(2026, 7, 10, 22, 15)
    found = of_receipt(received(logged_at=logged.isoformat()), (), CALENDAR)
    moment = next(one for one in found if one.rule == "DL-02")
    assert moment.deadline is not None
    assert moment.deadline.due == logged


def test_an_idle_state_creditor_is_named_after_a_year():
    found = due(
        of_receipt(received(circumstances=("state_creditor",), effective_on=date(2026, 7, 2)), (), CALENDAR)
    )
    assert found["DL-09"] == date(2027, 7, 2)


def test_what_is_missing_is_asked_for_by_the_next_working_day():
    found = of_request(asked(contents=WHOLE - {"signature"}), CALENDAR)
    assert due(found) == {"DL-04": date(2026, 7, 14)}


def test_a_whole_request_is_refused_or_decided_in_five_working_days_of_its_receipt():
    found = of_request(asked(), CALENDAR)
    assert due(found) == {"DL-05": date(2026, 7, 20), "DL-07": date(2026, 7, 20)}
    assert nearest(found).rule == "DL-05"


def test_the_days_count_from_the_supplement_and_from_the_judgment():
    later = event("supplemented", date(2026, 7, 16), contents=["signature"])
    found = of_request(asked(later, contents=WHOLE - {"signature"}), CALENDAR, received(on=date(2026, 7, 17)))
    assert due(found)["DL-07"] == date(2026, 7, 24)


def test_an_answered_request_has_no_open_clock():
    found = of_request(asked(event("refused", date(2026, 7, 22))), CALENDAR)
    assert nearest(found) is None
    assert found[0].late(date(2026, 7, 30))


def test_the_term_of_an_open_request_says_both_answers():
    assert nearest(of_request(asked(), CALENDAR)).act == "Ra quyết định thi hành án hoặc từ chối yêu cầu"


@pytest.mark.parametrize("on", [date(2025, 7, 10), date(2026, 7, 10)])
def test_no_term_of_an_answer_runs_while_a_supplement_is_awaited(on):
    waits = event("supplement_asked", date(2026, 7, 14))
    found = of_request(asked(waits, contents=WHOLE - {"signature"}, on=on), CALENDAR)
    assert nearest(found) is None
    assert "đếm lại từ ngày nhận bổ sung" in found[-1].note
    came = event("supplemented", date(2026, 7, 16), 2, contents=["signature"])
    found = of_request(asked(waits, came, contents=WHOLE - {"signature"}, on=on), CALENDAR)
    assert due(found)["DL-05"] == date(2026, 7, 23)


def test_a_request_never_completed_is_not_refused_late():
    waits = event("supplement_asked", date(2026, 7, 14))
    refused = event("refused", date(2026, 8, 14), 2)
    found = of_request(asked(waits, refused, contents=WHOLE - {"signature"}), CALENDAR)
    assert [one.late(date(2026, 9, 1)) for one in found if one.rule == "DL-05"] == [False]
