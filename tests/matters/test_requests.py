"""Requests: the day that counts, what must be in them, when they may be refused and when never."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests import cast
from tests.builders import a_matter
from thihanh.deadlines import load_calendar
from thihanh.law.lists import listed
from thihanh.matters import limitation, requests
from thihanh.matters.before import NewPerson
from thihanh.matters.operations import register_many
from thihanh.matters.request_rows import request
from thihanh.matters.request_rows import requests as lines
from thihanh.matters.requests import NewRequest
from thihanh.matters.rules import StateRefused
from thihanh.offices.reach import EVERYTHING, Reach

ON = date(2026, 7, 13)
BY = cast.TRUONG.code
HERE = Reach(offices=frozenset({"22.KV01"}))
WHOLE = frozenset(one.code for one in listed("request_contents", "R25") if one.code != "means_proof")


def a_request(**changes: Any) -> NewRequest:
    """A creditor asks for a debt by post: postmark on Friday, in the agency's hand on Monday."""
    made = NewRequest(
        agency="22",
        office="22.KV01",
        on=date(2026, 7, 10),
        received_on=ON,
        channel="post",
        requester=NewPerson("Lê Thị Mai", id_number="999190005678"),
        debtor=NewPerson("Đỗ Văn Ánh"),
        contents=WHOLE,
    )
    return replace(made, **changes)


@pytest.fixture
def thu(db):
    cast.gather()
    return cast.viewer(cast.THU)


def test_a_posted_request_counts_from_its_postmark_and_the_agency_from_its_receipt(thu):
    found = request(HERE, requests.receive(a_request(), by=thu, on=ON))
    assert (found.on, found.received_on) == (date(2026, 7, 10), ON)
    assert (found.number, found.year, found.state) == (1, 2026, "received")
    assert (found.requester, found.debtor) == ("Lê Thị Mai", "Đỗ Văn Ánh")


def test_a_request_handed_in_counts_from_the_day_it_was_handed_in(thu):
    with pytest.raises(StateRefused, match=r"^Pháp luật: nộp trực tiếp"):
        requests.receive(a_request(channel="in_person"), by=thu, on=ON)


def test_the_old_law_takes_no_request_by_vneid(thu):
    with pytest.raises(StateRefused, match=r"R08.*Nộp trực tiếp"):
        requests.receive(a_request(channel="vneid", on=date(2026, 6, 30)), by=thu, on=ON)


def test_what_is_missing_is_listed_and_asked_for_once(thu):
    id_ = requests.receive(a_request(contents=WHOLE - {"requester_id", "signature"}), by=thu, on=ON)
    assert [one.code for one in request(HERE, id_).missing] == ["requester_id", "signature"]
    asked = requests.ask_supplement(id_, until=date(2026, 7, 23), by=BY, on=ON)
    assert asked.state == "supplement_asked"
    with pytest.raises(StateRefused, match=r"^Trạng thái: .*«Chờ bổ sung»"):
        requests.ask_supplement(id_, until=date(2026, 7, 23), by=BY, on=ON)


def test_a_whole_request_has_nothing_to_supplement(thu):
    id_ = requests.receive(a_request(), by=thu, on=ON)
    with pytest.raises(StateRefused, match=r"^Pháp luật: .*đã đủ nội dung"):
        requests.ask_supplement(id_, until=date(2026, 7, 23), by=BY, on=ON)


def test_the_clock_of_the_decision_starts_when_everything_is_there(thu):
    id_ = requests.receive(a_request(contents=WHOLE - {"signature"}), by=thu, on=ON)
    requests.ask_supplement(id_, until=date(2026, 7, 23), by=BY, on=ON)
    later = date(2026, 7, 17)
    found = requests.supplemented(
        id_, supplemented_on=later, contents=frozenset({"signature"}), by=thu, on=later
    )
    assert (found.missing, found.whole_on, found.state) == ((), later, "supplemented")


def test_a_supplement_that_brings_nothing_missing_is_refused(thu):
    id_ = requests.receive(a_request(contents=WHOLE - {"signature"}), by=thu, on=ON)
    requests.ask_supplement(id_, until=date(2026, 7, 23), by=BY, on=ON)
    with pytest.raises(StateRefused, match="chưa chọn nội dung nào"):
        requests.supplemented(id_, supplemented_on=ON, contents=frozenset({"agency"}), by=thu, on=ON)


@pytest.mark.parametrize("ground", ["TC-a", "TC-b", "TC-c"])
def test_a_request_is_refused_on_a_ground_of_its_own_law_and_then_nothing_follows(thu, ground):
    id_ = requests.receive(a_request(), by=thu, on=ON)
    requests.refuse(id_, ground=ground, by=BY, on=ON, limits=())
    assert request(HERE, id_).state == "refused"
    with pytest.raises(StateRefused, match="Từ chối yêu cầu"):
        requests.accept(id_, matter_id=1, by="22.0031", on=ON)


def test_a_ground_of_the_old_law_refuses_no_new_request(thu):
    id_ = requests.receive(a_request(), by=thu, on=ON)
    with pytest.raises(StateRefused, match=r"^Pháp luật: .*«TC-2».*R25"):
        requests.refuse(id_, ground="TC-2", by=BY, on=ON, limits=())


@pytest.mark.parametrize("case", ["transfer_not_managed", "visiting"])
def test_cases_that_may_not_be_refused_are_not_refused(thu, case):
    id_ = requests.receive(a_request(never_refused=case), by=thu, on=ON)
    with pytest.raises(StateRefused, match=r"không được từ chối.*152/2026"):
        requests.refuse(id_, ground="TC-a", by=BY, on=ON, limits=())


def test_limitation_refuses_only_when_every_period_has_expired(thu):
    id_ = requests.receive(a_request(), by=thu, on=ON)
    calendar = load_calendar()
    live = limitation.of(date(2022, 1, 1), asked_on=ON, calendar=calendar)
    gone = limitation.of(date(2020, 1, 1), asked_on=ON, calendar=calendar)
    with pytest.raises(StateRefused, match="còn đến ngày 01/01/2027"):
        requests.refuse(id_, ground="TC-d", by=BY, on=ON, limits=(gone, live))
    requests.refuse(id_, ground="TC-d", by=BY, on=ON, limits=(gone,))
    assert request(HERE, id_).events[-1].ground == "TC-d"


def test_an_incomplete_request_is_refused_only_after_it_was_asked_for_and_the_day_has_passed(thu):
    id_ = requests.receive(a_request(contents=WHOLE - {"signature"}), by=thu, on=ON)
    with pytest.raises(StateRefused, match="đề nghị bổ sung trước"):
        requests.refuse(id_, ground="TC-đ", by=BY, on=ON, limits=())
    requests.ask_supplement(id_, until=date(2026, 7, 20), by=BY, on=ON)
    with pytest.raises(StateRefused, match="chưa qua"):
        requests.refuse(id_, ground="TC-đ", by=BY, on=date(2026, 7, 20), limits=())
    requests.refuse(id_, ground="TC-đ", by=BY, on=date(2026, 7, 21), limits=())
    assert request(HERE, id_).state == "refused"


@pytest.fixture
def returned(thu) -> int:
    """A requested matter that ended two years later by returning the request."""
    built = (
        a_matter("5/QĐ", "04/07/2022", kind="on_request").held_by(cast.LAN.code, "22.KV01").owing(9_000_000)
    )
    built = built.then("no_means", "04/07/2026", "N-a").then("other_ending", "06/07/2026", "E-3d")
    return register_many([built.intake], by=cast.BY)[0]


def test_a_request_after_a_returned_one_must_prove_new_means_and_is_never_refused(thu, returned):
    with pytest.raises(StateRefused, match=r"^Pháp luật: .*chứng minh.*Đ.22.2"):
        requests.receive(a_request(again_for=returned), by=thu, on=ON)
    id_ = requests.receive(a_request(again_for=returned, contents=WHOLE | {"means_proof"}), by=thu, on=ON)
    with pytest.raises(StateRefused, match="không được từ chối"):
        requests.refuse(id_, ground="TC-a", by=BY, on=ON, limits=())


def test_only_a_returned_request_may_be_requested_again(thu):
    running = a_matter("6/QĐ", "04/07/2022", kind="on_request").held_by(cast.LAN.code, "22.KV01").owing(1)
    other = register_many([running.intake], by=cast.BY)[0]
    with pytest.raises(StateRefused, match=r"^Trạng thái: việc được nêu chưa kết thúc"):
        requests.receive(a_request(again_for=other, contents=WHOLE | {"means_proof"}), by=thu, on=ON)


def test_later_periods_need_no_new_copy_of_the_judgment_but_a_stored_one(thu):
    without = WHOLE - {"judgment_copy"}
    with pytest.raises(StateRefused, match="bản án đã lưu"):
        requests.receive(a_request(contents=without, next_periods=True), by=thu, on=ON)
    again = a_request(contents=without, next_periods=True, judgment_id=1)
    assert requests.lacking(again) == ()
    assert requests.lacking(replace(again, next_periods=False)) != ()


def test_open_requests_are_those_still_to_be_answered(thu):
    first, second = (requests.receive(a_request(), by=thu, on=ON) for _ in range(2))
    requests.withdraw(first, by=thu, on=ON)
    assert [one.id for one in lines(HERE, state="open")] == [second]
    assert [one.number for one in lines(EVERYTHING)] == [2, 1]
