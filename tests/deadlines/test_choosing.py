"""Which number governs: regime, facts, steps; and the sentences of refusal."""

from datetime import date, datetime

import pytest

from thihanh.deadlines import Refused, compute, load_calendar

CALENDAR = load_calendar()
OLD, NEW = date(2026, 6, 8), date(2026, 7, 13)  # Mondays


def answer(rule, from_, **facts):
    found = compute(rule, from_=from_, facts=facts, calendar=CALENDAR)
    return found.kind, found.number, found.unit


@pytest.mark.parametrize(
    ("rule", "day", "facts", "expected"),
    [
        ("DL-01", OLD, {}, ("limit", 30, "cd")),
        ("DL-01", OLD, {"immediate_effect": True}, ("limit", 15, "cd")),
        ("DL-01", NEW, {"procedural_law_silent": True}, ("limit", 15, "cd")),
        ("DL-06", OLD, {}, ("limit", 5, "wd")),
        ("DL-06", OLD, {"bankruptcy": True}, ("limit", 3, "wd")),
        ("DL-06", NEW, {"interim_measure": True}, ("at_once", None, None)),
        ("DL-06", NEW, {"interim_measure": True, "bankruptcy": True}, ("at_once", None, None)),
        ("DL-11", OLD, {}, ("limit", 5, "wd")),
        ("DL-11", NEW, {}, ("limit", 3, "wd")),
        ("DL-15", OLD, {}, ("length", 10, "cd")),
        ("DL-15", NEW, {}, ("length", 7, "cd")),
        ("DL-17", NEW, {}, ("limit", 3, "m")),
        ("DL-17", NEW, {"step": "reminder"}, ("limit", 3, "m")),
        ("DL-17", NEW, {"step": "portal"}, ("limit", 6, "m")),
        ("DL-19", NEW, {"interim_measure": True}, ("at_once", None, None)),
        ("DL-19", OLD, {"interim_measure": True}, ("limit", 10, "cd")),
        ("DL-21", NEW, {}, ("recurrence", 6, "m")),
        ("DL-21", NEW, {"prison_over_2_years": True}, ("recurrence", 1, "y")),
        ("DL-21", OLD, {"address_unknown": "true"}, ("recurrence", 1, "y")),
        ("DL-23", NEW, {}, ("limit", 3, "wd")),
        ("DL-23", OLD, {"account_information": True}, ("at_once", None, None)),
        ("DL-24", NEW, {}, ("limit", 15, "cd")),
        ("DL-24", NEW, {"complex": True}, ("limit", 15, "cd")),
        ("DL-24", NEW, {"real_estate_or_registered": True}, ("limit", 30, "cd")),
        ("DL-24", OLD, {"real_estate_or_registered": True, "complex": True}, ("limit", 45, "cd")),
        ("DL-28", OLD, {}, ("limit", 2, "wd")),
        ("DL-28", NEW, {}, ("limit", 3, "wd")),
        ("DL-31", OLD, {}, ("not_before", 1, "y")),
        ("DL-31", OLD, {"prison_over_2_years": True}, ("not_before", 2, "y")),
        ("DL-31", NEW, {}, ("not_before", 2, "y")),
        ("DL-31", NEW, {"prison_over_2_years": True, "verifications_done": "4"}, ("not_before", 2, "y")),
        ("DL-32", OLD, {}, ("limit", 30, "cd")),
        ("DL-32", OLD, {"step": "creditor"}, ("limit", 15, "cd")),
        ("DL-32", NEW, {"step": "parties"}, ("limit", 30, "cd")),
        ("DL-35", NEW, {}, ("limit", 10, "cd")),
        ("DL-35", NEW, {"step": "heirs_notice"}, ("limit", 30, "cd")),
        ("DL-41", NEW, {"step": "receiving_decision"}, ("limit", 5, "wd")),
        ("DL-41", NEW, {"bankruptcy": True}, ("limit", 5, "wd")),
        ("DL-75", NEW, {"extension_agreed": True}, ("limit", 60, "cd")),
        ("DL-80", NEW, {"many_creditors": True}, ("limit", 45, "cd")),
        ("DL-87", NEW, {"perishable": True}, ("not_before", 5, "wd")),
        ("DL-88", NEW, {"collected_later": True}, ("not_before", 1, "y")),
        ("DL-96", OLD, {"take_worker_back": True}, ("limit", 10, "cd")),
        ("DL-96", NEW, {"take_worker_back": True}, ("limit", 5, "wd")),
        ("DL-99", NEW, {}, ("limit", 5, "wd")),
        ("DL-99", NEW, {"step": "pay"}, ("limit", 30, "cd")),
    ],
)
def test_facts_and_steps_choose_the_number(rule, day, facts, expected):
    assert answer(rule, day, **facts) == expected


def test_a_false_fact_is_the_ordinary_case():
    assert answer("DL-06", NEW, bankruptcy=False, interim_measure="false") == ("limit", 5, "wd")


def test_interim_delegation_is_24_hours():
    found = compute(
        "DL-41", from_=datetime(2026, 7, 13, 9, 30), facts={"interim_measure": True}, calendar=CALENDAR
    )
    assert (found.number, found.unit) == (24, "h")


@pytest.mark.parametrize(
    ("rule", "day", "facts", "words"),
    [
        ("DL-100", NEW, {}, "Không có thời hạn «DL-100».*thihanh law rules"),
        ("DL-19", NEW, {"perishable": True}, "không dùng dữ kiện «perishable».*interim_measure"),
        ("DL-20", NEW, {"perishable": True}, "không dùng dữ kiện «perishable».*không có dữ kiện"),
        ("DL-20", NEW, {"step": "portal"}, "không dùng dữ kiện «step»"),
        (
            "DL-32",
            NEW,
            {"step": "creditor"},
            "DL-32 theo R25 không có mốc «creditor»; mốc được dùng: parties",
        ),
        ("DL-32", OLD, {"step": "notice"}, "không có mốc «notice»; các mốc: parties, creditor"),
        ("DL-41", OLD, {"step": "receiving_decision"}, "theo R08 không có mốc «receiving_decision»"),
        ("DL-06", NEW, {"bankruptcy": "có"}, "chỉ nhận true hoặc false"),
        ("DL-31", NEW, {"verifications_done": "nhiều"}, "số lần"),
        ("DL-01", NEW, {}, "pháp luật tố tụng.*procedural_law_silent"),
        ("DL-08", NEW, {}, "không tính ra ngày: dùng lại bản án"),
        ("DL-16", OLD, {}, "không tính ra ngày"),
        ("DL-16", NEW, {}, "không tính ra ngày"),
        ("DL-18", NEW, {"interim_measure": True}, "không có thời hạn tự nguyện"),
        ("DL-30", OLD, {}, "không tính ra ngày"),
        ("DL-30", NEW, {}, "không tính ra ngày"),
        ("DL-57", NEW, {}, "22 giờ đến 06 giờ"),
        ("DL-69", OLD, {}, "DL-69 theo R08 không tính ra ngày"),
        ("DL-94", OLD, {}, "DL-94 theo R08 không tính ra ngày"),
    ],
)
def test_a_question_the_law_does_not_answer_is_refused_with_a_sentence(rule, day, facts, words):
    with pytest.raises(Refused, match=words):
        answer(rule, day, **facts)


@pytest.mark.parametrize("rule", ["DL-02", "DL-04", "DL-08", "DL-09", "DL-14", "DL-17", "DL-35"])
def test_a_dash_of_the_old_law_never_takes_the_new_laws_number(rule):
    with pytest.raises(Refused, match=r"theo Luật 2008: (không tìm thấy|chưa có quy định) số ngày"):
        answer(rule, OLD)


@pytest.mark.parametrize("step", ["heirs_notice"])
def test_a_dash_stays_a_dash_for_its_sub_rows(step):
    with pytest.raises(Refused, match="không tìm thấy"):
        answer("DL-35", OLD, step=step)


def test_a_forced_regime_is_allowed_and_says_so():
    found = compute("DL-19", from_=NEW, regime="R08", calendar=CALENDAR)
    assert (found.forced, found.regime, found.number) == (True, "R08", 10)
    assert any("do người dùng chỉ định, theo ngày thì là R25" in step.text for step in found.steps)
    same = compute("DL-19", from_=NEW, regime="R25", calendar=CALENDAR)
    assert same.forced is False


@pytest.mark.parametrize(
    ("regime", "day", "number"), [("R08", date(2026, 8, 3), 3), ("R25", date(2026, 3, 2), 3)]
)
def test_a_forced_regime_takes_the_number_nearest_to_the_day(regime, day, number):
    assert compute("DL-91", from_=day, regime=regime, calendar=CALENDAR).number == number


def test_an_unknown_regime_is_refused():
    with pytest.raises(Refused, match="chỉ dùng R08 hoặc R25"):
        compute("DL-19", from_=NEW, regime="R99", calendar=CALENDAR)


def test_a_day_before_the_laws_first_number_is_refused():
    with pytest.raises(Refused, match="chưa có số cho ngày 30/06/2009"):
        answer("DL-19", date(2009, 6, 30))


def test_a_term_needs_its_own_kind_of_day():
    with pytest.raises(Refused, match="đếm ngược từ ngày sự kiện"):
        compute("DL-50", from_=NEW, calendar=CALENDAR)
    with pytest.raises(Refused, match="đếm từ ngày bắt đầu"):
        compute("DL-12", event=NEW, calendar=CALENDAR)
    with pytest.raises(Refused, match="không nêu cả hai"):
        compute("DL-12", from_=NEW, event=NEW, calendar=CALENDAR)
    with pytest.raises(Refused, match="Cần nêu ngày bắt đầu"):
        compute("DL-12", calendar=CALENDAR)


def test_the_number_of_dl_91_changed_on_15_april_2026():
    assert answer("DL-91", date(2026, 4, 14)) == ("limit", 5, "wd")
    assert answer("DL-91", date(2026, 4, 15)) == ("limit", 3, "wd")
