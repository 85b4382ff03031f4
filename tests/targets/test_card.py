"""The scorecard of every slot, the list as data, results with evidence, what is left to do."""

from datetime import date

import pytest

from tests import cast
from tests.builders import a_matter
from thihanh.deadlines import load_calendar
from thihanh.matters import operations
from thihanh.offices.policy import Denied
from thihanh.offices.reach import EVERYTHING
from thihanh.offices.rules import Refused
from thihanh.statistics.numbers import Absent, Percent
from thihanh.targets.card import Card, card
from thihanh.targets.evidence import NewEvidence, evidence, record_evidence
from thihanh.targets.goals import Assigned, Goal
from thihanh.targets.indicators import FORMULAS, default_content, indicators, state_list, versions
from thihanh.targets.workplan import need, weeks_left, workplan
from thihanh.trail.verification import verify

pytestmark = pytest.mark.django_db
TODAY = date(2025, 9, 30)
CALENDAR = load_calendar()


@pytest.fixture(autouse=True)
def province() -> None:
    """Two of three matters resolved, one of them among credit claims."""
    cast.gather()
    lan, kv1 = cast.LAN.code, "22.KV01"
    built = [
        a_matter("1/QĐ", "02/12/2024")
        .held_by(lan, kv1)
        .owing(100)
        .tagged("credit")
        .paying(100, "05/05/2025"),
        a_matter("2/QĐ", "02/12/2024").held_by(lan, kv1).owing(100).paying(100, "05/05/2025"),
        a_matter("3/QĐ", "02/12/2024").held_by(lan, kv1).owing(300),
    ]
    for place, one in enumerate(built):
        running = one.then("in_progress", "10/01/2025")
        built[place] = running.then("done", "05/05/2025") if place < 2 else running
    operations.register_many([one.intake for one in built], by=cast.BY)


def the_card(month: int = 12) -> Card:
    return card("22", 2025, month, reach=EVERYTHING, calendar=CALENDAR)


def proof(**changes: object) -> NewEvidence:
    given: dict[str, object] = {
        "unit": "22",
        "work_year": 2025,
        "month": 12,
        "indicator": "complaints",
        "met": True,
        "kind": "text",
        "reference": "Báo cáo 15/BC-THADS ngày 28/09/2025, lưu văn thư",
    }
    return NewEvidence(**given | changes)


def test_every_slot_of_the_default_list_stands_on_the_card_with_its_mark():
    found = the_card()
    assert [line.slot.place for line in found.lines] == list(range(1, 14))
    assert found.list.mark == "K"
    assert {line.slot.mark for line in found.lines} <= {"S", "K", "I"}


def test_what_the_register_answers_is_computed_and_held_against_the_target_in_points():
    found = the_card()
    cases = found["cases.rate"]
    assert (cases.value, str(cases.beat), cases.met) == (Percent(6667), "-17,33 điểm %", False)
    assert [mark.kind for mark in cases.benchmarks] == ["pro_rata", "full_year", "seasonal"]
    assert str(cases.achievement) == "79,37%"
    assert found["credit.money_rate"].value == Percent(10_000)
    assert isinstance(found["credit.money_rate"].target, Absent)
    assert found["long.count"].value == 0


def test_what_no_room_records_says_so_and_is_not_judged():
    line = the_card()["exhibits"]
    assert isinstance(line.value, Absent)
    assert "chưa có nguồn ghi nhận" in line.value.reason
    assert line.met is None


def test_a_yes_or_no_is_recorded_with_its_proof_and_a_later_one_replaces_it():
    record_evidence(proof(), by=cast.viewer(cast.NGHIEP), on=TODAY)
    assert the_card()["complaints"].met is True
    record_evidence(proof(met=False), by=cast.viewer(cast.TRUONG), on=TODAY)
    line = the_card()["complaints"]
    assert line.met is False
    assert line.evidence is not None
    assert line.evidence.actor == cast.TRUONG.code
    assert evidence("22", 2025, 9) == {}
    assert verify(facts=True).ok


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"met": None}, "chọn đạt hoặc không đạt"),
        ({"indicator": "cases.rate"}, "số do hệ thống tính từ sổ"),
        ({"indicator": "nothing"}, "không nhận kết quả ghi tay"),
        ({"reference": "ngắn"}, "từ 10 đến 300 ký tự"),
        ({"kind": "lời nói"}, "chọn loại chứng cứ"),
        ({"kind": "paper", "reference": "mười"}, "ghi bằng số của nó"),
        ({"kind": "paper", "reference": "999999"}, "không có văn bản trong hệ thống số 999999"),
        ({"kind": "edition", "reference": "999999"}, "không có ấn bản số liệu số 999999"),
        ({"month": 13}, "từ 1 đến 12 tháng"),
    ],
)
def test_a_result_without_proof_is_refused(changes, said):
    with pytest.raises(Refused, match=said):
        record_evidence(proof(**changes), by=cast.viewer(cast.TRUONG), on=TODAY)


def test_who_owns_the_office_proves_for_the_office_only():
    record_evidence(proof(unit="22.KV01"), by=cast.viewer(cast.BINH), on=TODAY)
    with pytest.raises(Denied):
        record_evidence(proof(), by=cast.viewer(cast.BINH), on=TODAY)
    with pytest.raises(Denied):
        record_evidence(proof(unit="22.KV01"), by=cast.viewer(cast.LAN), on=TODAY)


def test_an_agency_works_by_its_own_list_from_its_day():
    own = default_content() | {"label": "Bộ chỉ tiêu 2026", "slot": default_content()["slot"][:5]}
    state_list(own, since=date(2025, 7, 1), number="200/QĐ-THADS", by=cast.viewer(cast.TRUONG), on=TODAY)
    assert len(indicators("22", TODAY).slots) == 5
    assert len(indicators("22", date(2025, 6, 30)).slots) == 13
    assert len(indicators("44", TODAY).slots) == 13
    assert [one.label for one in versions("22")] == ["Bộ chỉ tiêu 2026"]


@pytest.mark.parametrize(
    ("slots", "said"),
    [
        ([], "cần ít nhất một chỉ tiêu"),
        ([{"code": "a", "kind": "numeric"}] * 2, "có hai lần"),
        ([{"code": "a", "kind": "maybe"}], "phải là số hoặc đạt/không đạt"),
        ([{"code": "a", "kind": "numeric", "formula": "x"}], "không có công thức «x»"),
    ],
)
def test_a_list_that_cannot_be_worked_by_is_refused(slots, said):
    with pytest.raises(Refused, match=said):
        state_list({"slot": slots}, since=TODAY, number="1", by=cast.viewer(cast.TRUONG), on=TODAY)


def test_every_formula_of_the_default_list_is_one_the_register_answers():
    used = {data["formula"] for data in default_content()["slot"] if data.get("formula")}
    assert used == set(FORMULAS)


def test_the_work_left_is_the_least_whole_number_and_its_part_of_each_week():
    plan = workplan("22", date(2025, 5, 31), reach=EVERYTHING, calendar=CALENDAR)
    agency, office, lan = plan.rows
    assert (plan.days, plan.weeks) == weeks_left(date(2025, 5, 31), CALENDAR)
    assert [row.depth for row in plan.rows] == [0, 1, 2]
    assert lan.code == cast.LAN.code
    assert not isinstance(agency.cases, Absent)
    first, other = agency.cases
    assert (first.left, first.weekly) == (1, 1)
    assert {first.version, other.version} == {"R08", "R25"}
    assert not isinstance(office.money, Absent)
    assert office.money[0].left == 260 - 200


@pytest.mark.parametrize(("resolved", "eligible"), [(0, 0), (0, 100), (83, 100), (84, 100), (100, 100)])
def test_one_matter_less_than_what_is_left_misses_the_target(resolved, eligible):
    goal = Assigned(Percent(8400), Goal("", "22", "", "", 2025, TODAY, None, None, "", "", "S", ""), "")
    found = need("R08", resolved, eligible, goal, 10)
    assert 10_000 * (resolved + found.left) >= 8400 * eligible
    assert found.left == 0 or 10_000 * (resolved + found.left - 1) < 8400 * eligible


def test_after_the_last_day_no_week_is_left():
    goal = Assigned(Percent(8400), Goal("", "22", "", "", 2025, TODAY, None, None, "", "", "S", ""), "")
    assert weeks_left(TODAY, CALENDAR) == (0, 0)
    assert isinstance(need("R08", 0, 100, goal, 0).weekly, Absent)
