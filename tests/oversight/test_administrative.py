"""A monitored judgment by its steps: every state, every step, every clock; its authority only answers."""

from datetime import date

import pytest

from tests.cast import BINH, HOA, LAN, MINH, TRUONG, viewer
from tests.oversight.judgments import DOCUMENT, SAID, received, seen, walk
from thihanh.dossiers import queries
from thihanh.dossiers.life import Running, allows, clocks
from thihanh.dossiers.operations import calendar_of, take, take_as
from thihanh.dossiers.values import Wrong
from thihanh.law.terms import rules
from thihanh.matters.asking import Refusal
from thihanh.offices.policy import Denied
from thihanh.oversight.administrative import ADMINISTRATIVE, ANSWERS
from thihanh.oversight.administrative_states import NUMBERS, STATES
from thihanh.trail.models import Entry

pytestmark = pytest.mark.usefixtures("office")

TO_DECISION = ("assign", "notice", "delivered", "overdue", "compel_received")
WALKS = {
    "received": ("court_confirmed", "property_linked"),
    "noticed": ("notice",),
    "voluntary": ("notice", "delivered", "reported"),
    "done_voluntarily": ("notice", "delivered", "voluntary_done", "completion_reported"),
    "overdue": ("notice", "delivered", "overdue", "winner_asked", "court_requested"),
    "compelled": (*TO_DECISION, "publish"),
    "worked": (*TO_DECISION, "work_session", "asked_body", "answered"),
    "directed": (*TO_DECISION, "work_session", "superior_directed", "work_session"),
    "recommended": (*TO_DECISION, "recommend", "superior_directed"),
    "handled": (*TO_DECISION, "recommend", "handled", "work_session"),
    "performed": (*TO_DECISION, "publish", "performed", "unpublish"),
    "postponed": (*TO_DECISION, "work_session", "postpone"),
    "annulled": (*TO_DECISION, "explanation_asked", "explanation_answered", "annul"),
    "closed": (*TO_DECISION, "performed", "close"),
}


@pytest.mark.parametrize("state", WALKS)
def test_every_state_is_reached(state: str) -> None:
    dossier = received()
    walk(dossier, *WALKS[state])
    assert seen(dossier).state == state


def test_the_walks_meet_every_state_and_every_step() -> None:
    assert {*WALKS, "no_content"} == set(STATES)
    walked = {step for steps in WALKS.values() for step in steps} | {"receive", "suspend", "resume"}
    assert walked == set(ADMINISTRATIVE.by_code)
    assert [NUMBERS[code] for code in ("received", "overdue", "annulled")] == ["HC-S1", "HC-S5", "HC-S13"]


def test_a_judgment_with_nothing_to_perform_is_kept_and_not_monitored() -> None:
    dossier = seen(received(has_content="", obligation=""))
    assert (dossier.state, dossier.is_ended) == ("no_content", True)


@pytest.mark.parametrize("stop", ["postpone", "suspend"])
def test_what_was_postponed_resumes_where_it_stood(stop: str) -> None:
    dossier = received()
    walk(dossier, *TO_DECISION, "work_session", stop, "resume")
    assert seen(dossier).state == "worked"


def test_a_recommendation_before_a_decision_does_not_hide_that_there_is_none() -> None:
    dossier = received()
    walk(dossier, "notice", "delivered", "overdue", "recommend")
    assert open_clock(dossier, "HC-19") is not None
    walk(dossier, "compel_received", "work_session")
    assert seen(dossier).state == "worked"


def runs(dossier: int) -> tuple[Running, ...]:
    return clocks(seen(dossier), calendar_of("22.KV01", date(2025, 9, 1)))


def open_clock(dossier: int, rule: str) -> Running | None:
    return next((one for one in runs(dossier) if one.rule == rule and one.is_open), None)


CLOCKS = {
    "HC-01": ({"interim_measure": "on"}, ("notice", "delivered"), date(2025, 3, 10)),
    "HC-02": ({}, ("notice", "delivered"), date(2025, 4, 9)),
    "HC-03": ({"by_post": "on"}, (), None),
    "HC-04": ({}, (), None),
    "HC-05": ({}, (), date(2025, 3, 10)),
    "HC-06": ({}, ("notice", "delivered"), date(2025, 4, 14)),
    "HC-07": ({}, ("notice", "delivered"), date(2026, 4, 9)),
    "HC-08": ({}, ("notice", "delivered", "court_requested"), date(2025, 3, 17)),
    "HC-09": ({}, TO_DECISION, date(2025, 3, 25)),
    "HC-10": ({}, TO_DECISION, date(2025, 3, 25)),
    "HC-11": ({}, (*TO_DECISION, "superior_directed"), None),
    "HC-12": ({}, TO_DECISION, None),
    "HC-13": ({}, (*TO_DECISION, "recommend"), date(2025, 7, 8)),
    "HC-14": ({}, (*TO_DECISION, "performed"), date(2025, 3, 27)),
    "HC-15": ({}, TO_DECISION, date(2025, 3, 27)),
    "HC-16": ({}, (*TO_DECISION, "publish", "performed"), date(2025, 7, 3)),
    "HC-17": ({}, ("explanation_asked",), date(2025, 7, 16)),
    "HC-19": ({}, ("notice", "delivered", "overdue"), date(2025, 7, 8)),
    "HC-20": ({}, ("notice", "delivered", "overdue", "winner_asked"), date(2025, 7, 31)),
}
ANSWERED = {
    "HC-01": "voluntary_done",
    "HC-02": "voluntary_done",
    "HC-03": "court_confirmed",
    "HC-04": "assign",
    "HC-05": "notice",
    "HC-06": "reported",
    "HC-07": "court_requested",
    "HC-08": "compel_received",
    "HC-09": "superior_directed",
    "HC-10": "work_session",
    "HC-11": "performed",
    "HC-12": "recommend",
    "HC-13": "answered",
    "HC-14": "completion_reported",
    "HC-15": "publish",
    "HC-16": "unpublish",
    "HC-17": "explanation_answered",
    "HC-19": "winner_asked",
    "HC-20": "court_requested",
}


@pytest.mark.parametrize("rule", CLOCKS)
def test_every_clock_runs_from_its_day_until_it_is_answered(rule: str) -> None:
    more, steps, due = CLOCKS[rule]
    dossier = received(**more)
    walk(dossier, *steps)
    running = open_clock(dossier, rule)
    assert running is not None
    assert running.due == due
    walk(dossier, ANSWERED[rule], on=date(2025, 7, 2))
    assert open_clock(dossier, rule) is None


def test_every_clock_of_the_law_is_attached_but_the_report_of_the_whole_agency() -> None:
    of_law = {code for code in rules() if code.startswith("HC-")}
    assert {one.rule for one in ADMINISTRATIVE.clocks} == of_law - {"HC-18"} == set(CLOCKS)


def test_the_winning_party_is_asked_again_every_thirty_days() -> None:
    dossier = received()
    walk(dossier, "notice", "delivered", "overdue", "winner_asked")
    walk(dossier, "winner_asked", on=date(2025, 7, 30))
    again = open_clock(dossier, "HC-20")
    assert again is not None
    assert again.due == date(2025, 8, 29)


def test_an_interim_measure_is_noticed_at_once() -> None:
    running = open_clock(received(interim_measure="on"), "HC-05")
    assert running is not None
    assert running.due == date(2025, 3, 3)


@pytest.mark.parametrize(
    ("steps", "step", "more", "words"),
    [
        ((), "overdue", {}, "Trạng thái: hồ sơ HC-01/2025 đang «đã tiếp nhận»"),
        (("notice", "delivered"), "performed", {}, "Trạng thái:"),
        (TO_DECISION, "compel_received", {}, "Trạng thái:"),
        ((*TO_DECISION, "recommend"), "compel_received", {}, "đã có quyết định buộc thi hành án số 03/2025"),
        ((*TO_DECISION, "publish"), "publish", {}, "đã được công khai"),
        ((*TO_DECISION, "performed"), "unpublish", {}, "không có gì phải gỡ"),
        ((*TO_DECISION, "publish", "performed"), "close", {}, "Pháp luật: quyết định buộc"),
        ((), "explanation_answered", {}, "chưa có yêu cầu giải thích"),
        (("notice",), "delivered", {"obliged_received_on": "02/07/2025"}, "sau ngày của bước"),
    ],
)
def test_what_may_not_be_is_refused(
    steps: tuple[str, ...], step: str, more: dict[str, str], words: str
) -> None:
    dossier = received()
    walk(dossier, *steps)
    with pytest.raises(Refusal, match=words):
        walk(dossier, step, **more)


def test_overdue_is_not_said_while_the_voluntary_period_runs() -> None:
    dossier = received()
    walk(dossier, "notice", "delivered", on=date(2025, 4, 9))
    with pytest.raises(Refusal, match="Pháp luật: thời hạn tự nguyện đến hết ngày 09/04/2025"):
        walk(dossier, "overdue", on=date(2025, 4, 9))
    walk(dossier, "overdue", on=date(2025, 4, 10))


def test_a_province_is_published_on_the_national_portals_too() -> None:
    dossier = received(level="province_chair")
    walk(dossier, *TO_DECISION)
    with pytest.raises(Refusal, match="Pháp luật: người phải thi hành án là cơ quan cấp tỉnh"):
        walk(dossier, "publish")
    walk(dossier, "publish", national="on")


def test_what_is_to_be_performed_must_be_said() -> None:
    with pytest.raises(Refusal, match="chưa ghi nội dung"):
        received(obligation="")
    with pytest.raises(Refusal, match=r"trước ngày 03/03/2025"):
        received(judgment_on="03/03/2025", received_on="01/03/2025")
    with pytest.raises(Wrong, match="«Cấp» không có lựa chọn"):
        received(level="huyện")


def test_the_monitor_holds_the_dossier_from_the_assignment_on() -> None:
    dossier = received()
    with pytest.raises(Denied):
        walk(dossier, "court_confirmed", by=MINH)
    walk(dossier, "assign", monitor=MINH.code)
    found = seen(dossier)
    assert (found.office, found.officer) == ("22.KV01", MINH.code)
    walk(dossier, "court_confirmed", by=MINH)
    with pytest.raises(Refusal, match="không có cán bộ mã 44"):
        walk(dossier, "assign", monitor="44.0001")


def test_who_may_do_what() -> None:
    dossier = received()
    for who in (LAN, HOA):
        with pytest.raises(Denied):
            received(by=who)
    with pytest.raises(Denied):
        walk(dossier, "assign", by=LAN)
    walk(dossier, "assign", by=BINH)
    with pytest.raises(Denied):
        walk(dossier, "notice", by=HOA)
    walk(dossier, "notice", by=LAN)
    with pytest.raises(LookupError):
        queries.seen(viewer(HOA), dossier, date(2025, 9, 1))


def test_the_obliged_authority_answers_and_moves_nothing() -> None:
    by_link = {step.code for step in ADMINISTRATIVE.steps if step.outside}
    assert by_link == {"reported", "answered"}, "that all is done a monitor enters, with its day"
    assert [ADMINISTRATIVE.step(one).to for one in ANSWERS] == ["", "", ""]
    dossier = received()
    walk(dossier, *TO_DECISION, "recommend")
    before = seen(dossier)
    for code in ANSWERS:
        if allows(before, ADMINISTRATIVE.step(code)):
            take_as(
                seen(dossier),
                ADMINISTRATIVE.step(code),
                SAID[code] | DOCUMENT,
                actor="link",
                unit="22",
                on=date(2025, 7, 2),
            )
    after = seen(dossier)
    assert (after.state, after.values, after.officer) == (before.state, before.values, before.officer)
    assert [one.step for one in after.steps[len(before.steps) :]] == ["answered", "completion_reported"]


def test_the_winning_party_stands_in_the_record_as_a_digest() -> None:
    dossier = received()
    assert "Quách" not in str(Entry.objects.get(subject=f"dossier:{dossier}").payload)
    assert seen(dossier).last("winner") == "Quách Thị Vô Hình"


def test_a_paper_of_the_head_takes_effect_when_it_is_issued() -> None:
    dossier = received()
    with pytest.raises(Refusal, match="trình ký trước"):
        take(dossier, "notice", SAID["notice"], by=viewer(TRUONG), on=date(2025, 3, 5))
    assert seen(dossier).state == "received"
