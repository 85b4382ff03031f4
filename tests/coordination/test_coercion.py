"""A coercion day: its states, the windows in which it is refused, who decides, its clocks, its costs."""

from datetime import date

import pytest

from tests.cast import BAN, BINH, HOA, LAN, NGHIEP, PHO, TRUONG, Person, gather, viewer
from tests.coordination.coercions import (
    LETTER,
    ON,
    OPENED,
    PLANNED,
    a_matter_of_lans,
    forced,
    opened,
    seen,
    take,
)
from thihanh.coordination.coercion import COERCION_DAY, DISAGREEMENT, OPEN
from thihanh.coordination.coercion_costs import bill_of, bills, estimated
from thihanh.coordination.coercion_fields import checklist
from thihanh.deadlines import load_calendar
from thihanh.dossiers import operations, queries
from thihanh.dossiers.life import clocks, offered
from thihanh.dossiers.queries import Filters
from thihanh.dossiers.values import Wrong
from thihanh.law.coercion import COSTS, NO_TARIFF, tariff
from thihanh.matters.asking import Refusal
from thihanh.offices.policy import Denied

DAY = date(2026, 9, 28)
CALENDAR = load_calendar()


@pytest.fixture(autouse=True)
def office(db: None) -> None:
    gather()


def walk(number: int, *steps: str) -> None:
    """Take steps in order, each by whom it is for."""
    for step in steps:
        if step in ("letter", "plan", "request", "notice", "meeting"):
            forced(number, step, **({} if step in ("letter", "plan") else FURTHER[step]))
        elif step in ("approve", "decide"):
            take(number, step, by=TRUONG if step == "approve" else BAN)
        else:
            take(number, step)


FURTHER: dict[str, dict[str, object]] = {
    "request": {name: LETTER[name] for name in ("body", "body_name", "measure", "time", "venue", "forces")}
    | {"sent_to": "Viện kiểm sát"},
    "notice": {"measure": "hand_over", "time": "8 giờ", "venue": "Hồng Gai", "amount": "15.000.000"},
    "meeting": {"content": "Thống nhất", "attendees": "Công an phường", "measure": "hand_over"},
}
TO_APPROVED = ("letter", "answer", "plan", "approve")
PATHS = {
    "draft": (),
    "asked": ("letter",),
    "referred": ("letter", "refer"),
    "disagreed": ("letter", "disagree"),
    "agreed": ("letter", "answer"),
    "planned": ("letter", "answer", "plan"),
    "approved": TO_APPROVED,
    "cancelled": ("cancel",),
}


@pytest.mark.parametrize("state", PATHS)
def test_every_state_is_reached_and_offers_its_steps(state: str) -> None:
    number = opened()
    walk(number, *PATHS[state])
    found = seen(number)
    assert found.state == state
    codes = {one.code for one in offered(found)}
    assert not codes & {"plan", "approval"}, "only the act on the matter takes them"
    assert codes == {
        one.code
        for one in COERCION_DAY.steps[1:]
        if (not one.after or state in one.after) and not one.consequence
    }


@pytest.mark.parametrize("outcome", ["voluntary", "done", "stopped"])
def test_the_day_ends_as_it_ended(outcome: str) -> None:
    number = opened()
    walk(number, *TO_APPROVED)
    take(number, "result", on=DAY, outcome=outcome, reason="Người bệnh" if outcome == "stopped" else "")
    assert (seen(number, DAY).state, seen(number, DAY).is_ended) == (outcome, True)
    take(number, "costs", on=DAY)
    assert seen(number, DAY).state == outcome


def test_every_state_of_the_kind_is_walked() -> None:
    assert {*PATHS, "voluntary", "done", "stopped"} == set(COERCION_DAY.states)
    assert OPEN | COERCION_DAY.ended == set(COERCION_DAY.states)


@pytest.mark.parametrize(
    ("planned", "hour", "more", "said"),
    [
        ("28/09/2026", "22", {}, "không cưỡng chế từ 22 giờ đến 06 giờ; 22 giờ ngày 28/09/2026"),
        ("28/09/2026", "5", {}, "từ 22 giờ đến 06 giờ"),
        ("26/09/2026", "8", {}, "26/09/2026 là nghỉ hằng tuần"),
        ("02/09/2027", "8", {}, "không cưỡng chế vào ngày nghỉ; 02/09/2027 là"),
        ("21/01/2027", "8", {}, "15 ngày trước và sau Tết Nguyên đán ("),
        ("22/12/2026", "8", {"beneficiary": "1"}, "Ngày thành lập Quân đội nhân dân Việt Nam (22/12/2026)"),
        ("04/09/2026", "8", {}, "trước ngày ghi 07/09/2026"),
        ("28/09/2026", "24", {}, "một số từ 0 đến 23"),
    ],
)
def test_a_forbidden_time_is_refused_with_the_very_window(
    planned: str, hour: str, more: dict[str, object], said: str
) -> None:
    about = a_matter_of_lans()
    with pytest.raises(Refusal) as refused:
        opened(matter=about, planned_on=planned, hour=hour, **more)
    assert said in refused.value.sentence
    number = opened(matter=about, **more)
    with pytest.raises(Refusal) as refused:
        take(number, "move", planned_on=planned, hour=hour)
    assert said in refused.value.sentence


@pytest.mark.parametrize(
    ("planned", "more"),
    [
        ("28/09/2026", {"hour": "6"}),
        ("28/09/2026", {"hour": "21"}),
        ("21/01/2027", {"force": ""}),
        ("22/12/2026", {"beneficiary": ""}),
        ("22/12/2026", {"beneficiary": "1", "force": ""}),
    ],
)
def test_what_the_law_does_not_forbid_is_not_refused(planned: str, more: dict[str, object]) -> None:
    assert seen(opened(planned_on=planned, **more)).state == "draft"


def test_before_the_new_law_the_weeks_around_tet_are_closed_without_force_too() -> None:
    with pytest.raises(Refusal, match="Tết Nguyên đán"):
        opened(on=date(2025, 1, 2), planned_on="20/01/2025", force="")


def test_the_hour_of_the_minutes_is_judged_as_the_plan_was() -> None:
    number = opened()
    walk(number, *TO_APPROVED)
    with pytest.raises(Refusal, match="từ 22 giờ đến 06 giờ"):
        take(number, "result", on=DAY, hour="23")
    with pytest.raises(Refusal, match="theo kế hoạch là 28/09/2026, không phải 29/09/2026"):
        take(number, "result", on=date(2026, 9, 29))
    with pytest.raises(Refusal, match="vận động, thuyết phục"):
        take(number, "result", on=DAY, persuasion="")
    with pytest.raises(Refusal, match="dừng cưỡng chế phải ghi lý do"):
        take(number, "result", on=DAY, outcome="stopped")


@pytest.mark.parametrize("person", [LAN, BINH, NGHIEP, PHO, TRUONG], ids=lambda one: one.role)
def test_the_chair_decides_a_disagreement_and_nobody_else(person: Person) -> None:
    number = opened()
    walk(number, "letter", "disagree")
    assert not queries.may_take(viewer(person), seen(number), "decide", ON)
    with pytest.raises(Denied):
        take(number, "decide", by=person)
    take(number, "decide", by=BAN)
    assert seen(number).state == "agreed"


@pytest.mark.parametrize(
    ("ruling", "state"), [("proceed", "agreed"), ("adjust", "agreed"), ("postpone", "draft")]
)
def test_where_the_chair_s_decision_leads(ruling: str, state: str) -> None:
    number = opened()
    walk(number, "letter", "disagree")
    take(number, "decide", by=BAN, ruling=ruling)
    assert seen(number).state == state


def test_a_disagreement_is_a_tag_until_it_is_decided() -> None:
    number = opened()
    tagged = Filters(kinds=("coercion_day",), tag=DISAGREEMENT)
    assert queries.count(viewer(BAN), tagged, ON) == 0
    walk(number, "letter", "disagree")
    assert [one.id for one in queries.every(viewer(BAN), tagged, ON)] == [number]
    take(number, "decide", by=BAN)
    assert queries.count(viewer(BAN), tagged, ON) == 0


def test_the_head_approves_a_whole_plan_and_never_the_one_who_holds_it() -> None:
    number = opened(roles="")
    walk(number, "letter", "answer", "plan")
    for person in (LAN, BINH, NGHIEP):
        with pytest.raises(Denied):
            take(number, "approve", by=person)
    with pytest.raises(Refusal, match="kế hoạch còn thiếu phân công"):
        take(number, "approve", by=TRUONG)
    take(number, "detail", roles="Lan chỉ huy")
    take(number, "approve", by=TRUONG)
    assert seen(number).state == "approved"


def test_force_needs_the_police_or_the_chair_under_the_new_law_alone() -> None:
    number = opened()
    forced(number, "plan")
    with pytest.raises(Refusal, match="công an chưa thống nhất và Trưởng Ban Chỉ đạo chưa quyết định"):
        take(number, "approve", by=TRUONG)
    walk(number, "letter", "disagree")
    with pytest.raises(Refusal, match="đang «công an chưa thống nhất»"):
        take(number, "approve", by=TRUONG)
    take(number, "decide", by=BAN, ruling="postpone")
    forced(number, "plan")
    with pytest.raises(Refusal, match="chưa quyết định"):
        take(number, "approve", by=TRUONG)
    old = date(2025, 9, 8)
    before = opened(on=old, matter=a_matter_of_lans("102/QĐ"), planned_on="29/09/2025")
    forced(before, "plan", on=old, planned_on="29/09/2025")
    take(before, "approve", on=old, by=TRUONG)
    assert seen(before, old).state == "approved"


def test_another_day_is_approved_again() -> None:
    number = opened()
    walk(number, *TO_APPROVED)
    take(number, "move")
    found = seen(number)
    assert (found.state, found.last("planned_on")) == ("planned", date(2026, 9, 29))


def test_police_that_do_not_agree_say_why_and_one_that_is_not_named_is_asked_for() -> None:
    number = opened()
    walk(number, "letter")
    with pytest.raises(Refusal, match="phải nêu lý do"):
        take(number, "answer", result="partly")
    with pytest.raises(Refusal, match="ghi rõ tên"):
        opened(matter=a_matter_of_lans("103/QĐ"), body_name="")


def test_a_plan_is_no_step_to_be_taken_by_itself() -> None:
    number = opened()
    with pytest.raises(Refusal, match="bằng tác nghiệp trên việc"):
        take(number, "plan")


def test_one_day_is_of_one_matter() -> None:
    about = [a_matter_of_lans("104/QĐ"), a_matter_of_lans("105/QĐ")]
    raw = {name: value for name, value in OPENED.items() if value} | {"matters": about}
    new = operations.New("coercion_day", raw, agency="22", office=LAN.unit, officer=LAN.code)
    with pytest.raises(Refusal, match="của một việc"):
        operations.open_dossier(new, by=viewer(LAN), on=ON)


def running(number: int, on: date = ON) -> dict[str, tuple[str, date | None, bool]]:
    """Rule (with the term it is of) → whose, last day, whether met."""
    return {
        f"{one.rule}{'.' + one.clock.step if one.clock.step else ''}": (
            one.clock.of,
            one.due,
            not one.is_open,
        )
        for one in clocks(seen(number, on), CALENDAR)
    }


def test_the_clocks_stand_on_the_side_that_owes() -> None:
    number = opened()
    assert running(number) == {
        "DL-51": ("us", date(2026, 9, 21), False),
        "DL-55": ("us", date(2026, 9, 25), False),
        "DL-56": ("us", date(2026, 9, 24), False),
    }
    walk(number, "letter")
    assert running(number)["DL-52"] == ("body", date(2026, 9, 10), False)
    walk(number, "refer")
    assert running(number)["DL-52"][2]
    assert running(number)["DL-52.province_answer"] == ("body", date(2026, 9, 14), False)
    walk(number, "answer")
    assert running(number)["DL-53"] == ("us", date(2026, 9, 10), False)
    walk(number, "plan", "approve", "request")
    found = running(number)
    assert found["DL-53"][2]
    assert found["DL-51"][2]
    assert found["DL-54"] == ("body", date(2026, 9, 10), False)
    assert found["DL-54.plan_to_agency"] == ("body", date(2026, 9, 21), False)
    walk(number, "protection", "notice", "meeting")
    assert all(met for _, _, met in running(number).values())


def test_without_force_the_police_owe_nothing_and_another_day_counts_anew() -> None:
    number = opened(force="")
    assert set(running(number)) == {"DL-56"}
    forced(number, "plan", force="")
    walk(number, "notice")
    take(number, "move")
    assert running(number)["DL-56"] == ("us", date(2026, 9, 25), False)


def test_costs_follow_the_tariff_of_the_day_and_add_up() -> None:
    number = opened()
    take(number, "estimate")
    (bill,) = bills(seen(number))
    assert [(one.code, one.count, one.amount, one.article) for one in bill.lines] == [
        ("meeting_chair", 1, 300_000, "Đ.84.1 Nghị định 152/2026/NĐ-CP"),
        ("lead", 1, 1_000_000, "Đ.84.2 Nghị định 152/2026/NĐ-CP"),
        ("participant", 12, 6_000_000, "Đ.84.2 Nghị định 152/2026/NĐ-CP"),
    ]
    assert (bill.other, bill.total, bill.note) == (2_000_000, 9_300_000, "")
    assert estimated(seen(number)) == 9_300_000
    for line in COSTS:
        assert tariff(line, DAY) is not None


def test_the_old_tariff_is_not_guessed() -> None:
    bill = bill_of("estimate", {"lead": 2, "other_costs": 500_000}, date(2026, 6, 30))
    assert [(one.count, one.each, one.amount) for one in bill.lines] == [(2, None, None)]
    assert (bill.total, bill.note) == (500_000, NO_TARIFF)
    assert "Thông tư 200/2016" in bill.note


def test_the_check_list_keeps_what_was_ticked() -> None:
    number = opened()
    take(number, "check")
    field = next(one for one in COERCION_DAY.step("check").fields if one.name == "items")
    assert field.default
    assert field.default(seen(number)) == ("notice_served", "dialogue_held")
    assert len({one.code for one in checklist()}) == len(checklist()) >= 15
    with pytest.raises(Wrong):
        take(number, "check", items=["no_such"])


def test_another_office_sees_nothing_of_it() -> None:
    number = opened()
    with pytest.raises(LookupError):
        queries.seen(viewer(HOA), number, ON)
    assert queries.count(viewer(HOA), Filters(kinds=("coercion_day",)), ON) == 0
    assert PLANNED not in str(queries.every(viewer(HOA), Filters(), ON))
