"""A request to another body: what may be asked of whom, its term, its reminders, its way to the committee."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import BINH, HOA, LAN, MINH, viewer
from tests.coordination.conftest import AGREED, ON, sent
from thihanh.coordination import bodies, duties
from thihanh.coordination.requests import ESCALATED, REQUEST
from thihanh.deadlines import Refused, compute, load_calendar
from thihanh.dossiers import queries
from thihanh.dossiers.life import Dossier, StepTaken, clocks, placed
from thihanh.dossiers.operations import take
from thihanh.dossiers.queries import Filters
from thihanh.law.regimes import REGIMES
from thihanh.law.terms import rules
from thihanh.matters.asking import Refusal
from thihanh.offices.policy import Denied

CALENDAR = load_calendar()


def asked_on(code: str, day: date, facts: tuple[str, ...] = ()) -> Dossier:
    """A request of the duty received on a day, made without a database."""
    values = {"body": "other", "body_name": "X", "duty": code, "content": "y", "received_on": day}
    taken = StepTaken(1, "send", day, day, "a", values | ({"facts": facts} if facts else {}))
    return Dossier(1, REQUEST, 1, 2026, "22", "22.KV01", "a", day, (taken,))


def test_every_duty_is_a_term_of_law_and_owed_by_bodies_of_the_catalogue() -> None:
    for one in duties.duties().values():
        assert one.code in rules()
        assert one.bodies <= set(bodies.catalogue()), one.code
        assert not one.next or one.next in duties.duties()
    assert {f"PH-{n:02d}" for n in range(1, 35)} <= set(duties.duties())


def test_every_body_may_be_asked_something_and_successors_stand() -> None:
    for one in bodies.catalogue().values():
        assert duties.duties_of(one.code), one.code
        assert one.kind in bodies.KINDS
        if one.successor:
            assert bodies.body(one.successor).stands(one.until + timedelta(days=1))
    assert bodies.today_of("natural_resources", ON).code == "agriculture_environment"


@given(
    code=st.sampled_from(sorted(duties.duties())),
    day=st.dates(date(2024, 1, 1), date(2027, 11, 30)),
    facts=st.sets(st.sampled_from(["complex", "account_information", "interim_measure"])),
)
def test_the_due_date_is_the_term_s(code: str, day: date, facts: set[str]) -> None:
    known = tuple(sorted(facts & duties.duty(code).rule.switches))
    (running,) = clocks(asked_on(code, day, known), CALENDAR)
    try:
        expected = compute(code, from_=day, facts=dict.fromkeys(known, True), calendar=CALENDAR).due_day
    except Refused as refused:
        if "cả giờ và phút" in str(refused):  # 24 hours, of which only the day is known: the next day
            expected = day + timedelta(days=1)
        else:
            assert (running.due, running.note != "") == (None, True)
            assert not duties.duty(code).dated(day, frozenset(known))
            return
    assert (running.rule, running.due) == (code, expected)
    assert running.deadline
    assert running.deadline.steps


@pytest.mark.parametrize("regime", REGIMES)
def test_a_regime_without_a_number_says_so_and_borrows_none(regime: str) -> None:
    day = date(2026, 3, 2) if regime == "R08" else ON
    silent = [one for one in duties.duties().values() if not one.dated(day)]
    for one in silent:
        (running,) = clocks(asked_on(one.code, day), CALENDAR)
        assert (running.due, running.note != "") == (None, True), one.code
    assert ("PH-17" in {one.code for one in silent}) == (regime == "R08")


def test_the_court_explains_within_thirty_or_forty_five_days() -> None:
    (plain,) = clocks(asked_on("DL-93", ON), CALENDAR)
    (complex_,) = clocks(asked_on("DL-93", ON, ("complex",)), CALENDAR)
    assert plain.deadline
    assert complex_.deadline
    assert (plain.deadline.number, complex_.deadline.number) == (30, 45)
    assert duties.duty("DL-93").next == "PH-20"
    assert duties.duty("PH-20").fits("court_higher")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"body_name": ""}, "ghi rõ tên cơ quan nhận"),
        ({"body": "justice"}, "chỉ có một Sở Tư pháp"),
        ({"body": "court", "body_name": "Tòa án khu vực 1"}, "không có nghĩa vụ"),
        ({"body": "police_district"}, "không có Công an cấp huyện. Gửi Công an tỉnh, thành phố"),
        ({"facts": "complex"}, "không phụ thuộc «vụ việc phức tạp»"),
        ({"asked_by": "20/09/2026"}, "đã có hạn theo"),
        ({"received_on": "06/09/2026"}, "từ ngày gửi 07/09/2026"),
        ({"content": "gửi"}, "ít nhất 10 ký tự"),
    ],
)
def test_what_may_not_be_asked(office: None, more: dict[str, str], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        sent(**more)


def test_a_request_without_a_term_of_law_has_the_day_asked_for(office: None) -> None:
    dossier = sent(duty="PH-34", asked_by="20/09/2026")
    due = [one for one in queries.terms("22", kinds=["request"]) if one.due]
    assert [(one.dossier_id, one.rule, one.due) for one in due] == [(dossier, "asked_by", date(2026, 9, 20))]


def test_reminders_come_twice_and_then_the_committee(office: None) -> None:
    dossier, lan = sent(), viewer(LAN)
    with pytest.raises(Refusal, match="không đôn đốc lần hai được"):
        take(dossier, "reminder_2", {}, by=lan, on=ON)
    take(dossier, "reminder_1", {}, by=lan, on=ON)
    with pytest.raises(Refusal, match="không đôn đốc lần một được"):
        take(dossier, "reminder_1", {}, by=lan, on=ON)
    take(dossier, "reminder_2", {}, by=lan, on=ON)
    take(dossier, "escalate", {"question": "Thống nhất ngày cưỡng chế"}, by=lan, on=ON)
    assert queries.seen(lan, dossier, ON).state == "escalated"
    (row,) = queries.page(lan, Filters(tag=ESCALATED), ON).rows
    assert (row.id, row.tags) == (dossier, ("trình Ban Chỉ đạo",))
    take(dossier, "answer", AGREED, by=lan, on=ON)
    take(dossier, "close", {}, by=lan, on=ON)
    assert queries.seen(lan, dossier, ON).is_ended


def test_a_refusal_says_why_and_a_late_answer_is_late(office: None) -> None:
    dossier, lan, late = sent(), viewer(LAN), ON + timedelta(days=4)
    with pytest.raises(Refusal, match="phải nêu lý do"):
        take(dossier, "answer", {"result": "refused"}, by=lan, on=late)
    take(dossier, "answer", {"result": "refused", "reason": "đang có kháng nghị"}, by=lan, on=late)
    (term,) = queries.terms("22", kinds=["request"])
    assert (term.of, term.due, term.met_on) == ("body", date(2026, 9, 10), late)
    assert term.late(late)
    assert term.body == "police_commune:cong-an-xa-dong-hai"


def test_an_answer_sent_back_runs_its_term_again(office: None) -> None:
    dossier, lan = sent(), viewer(LAN)
    take(dossier, "answer", AGREED, by=lan, on=ON)
    back = {"content": "thiếu ngày", "received_on": "08/09/2026"}
    take(dossier, "return", back, by=lan, on=ON)
    first, second = queries.terms("22", kinds=["request"])
    assert (first.met_on, second.met_on, second.due) == (ON, None, date(2026, 9, 11))


def test_who_is_out_of_reach_neither_sees_nor_answers_for_another(office: None) -> None:
    dossier = sent()
    with pytest.raises(LookupError):
        queries.seen(viewer(HOA), dossier, ON)
    with pytest.raises(Denied):
        take(dossier, "answer", AGREED, by=viewer(MINH), on=ON)
    take(dossier, "answer", AGREED, by=viewer(BINH), on=ON)


def test_a_long_place_is_cut_and_stays_its_own() -> None:
    one = placed("police_commune", "Công an phường Hồng Gai Thành phố")
    other = placed("police_commune", "Công an phường Hồng Gai Thị trấn")
    assert one != other
    assert max(len(one), len(other)) <= 40
