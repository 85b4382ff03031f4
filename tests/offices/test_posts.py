"""People, posts and absences by date."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from tests.cast import BINH, BY, HOA, LAN, MINH, TAM, THU, account_of, gather, viewer
from thihanh.deadlines import load_calendar
from thihanh.offices import queries
from thihanh.offices.operations import (
    appoint,
    appoint_many,
    cancel_leave,
    end_post,
    override_day,
    record_leave,
    withdraw_day,
)
from thihanh.offices.rules import Appointment, Refused
from thihanh.trail.queries import entries_of

pytestmark = pytest.mark.django_db
ON = date(2025, 10, 1)
DAY = date(2025, 9, 30)


def test_a_viewer_found_in_the_record_is_the_viewer_of_the_cast() -> None:
    gather(LAN)
    found = queries.viewer_of(account_of(LAN), DAY)
    assert replace(found, account_id=0) == viewer(LAN)


def test_the_officers_of_an_office_are_those_who_enforce() -> None:
    gather(LAN, MINH, BINH, TAM, THU, HOA)
    assert [row.name for row in queries.officers("22.KV01", DAY)] == [LAN.name, MINH.name, BINH.name]
    assert [row.code for row in queries.officers("22", DAY)] == [LAN.code, MINH.code, BINH.code, HOA.code]


def test_the_same_appointments_said_again_add_nothing() -> None:
    rows = [
        Appointment(
            "22.0301", "Vũ Thị Sen", "22.KV03", "officer", date(2020, 1, 1), date(2024, 12, 31), "so_cap"
        ),
        Appointment("22.0301", "Vũ Thị Sen", "22.KV03", "officer", date(2025, 1, 1), rank="trung_cap"),
        Appointment("22.0302", "Hà Văn Sơn", "22.KV03", "officer", date(2021, 1, 1), rank="so_cap"),
    ]
    gather(LAN)
    assert appoint_many(rows, by=BY, on=ON) == 2
    assert appoint_many(rows, by=BY, on=ON) == 0
    assert [entry.act for entry in entries_of("officer:22.0301")] == ["office.officer_appointed"]


def test_a_rank_changes_on_its_day() -> None:
    gather(LAN)
    first = Appointment(
        "22.0301", "Vũ Thị Sen", "22.KV03", "officer", date(2020, 1, 1), date(2024, 12, 31), "so_cap"
    )
    then = Appointment("22.0301", "Vũ Thị Sen", "22.KV03", "officer", date(2025, 1, 1), rank="trung_cap")
    appoint_many([then, first], by=BY, on=ON)
    before, after = (queries.post_on("22.0301", day) for day in (date(2024, 12, 31), date(2025, 1, 1)))
    assert before is not None
    assert after is not None
    assert (before.title, after.title) == ("Chấp hành viên sơ cấp", "Chấp hành viên trung cấp")


def test_an_officer_without_a_post_that_day_is_nobody() -> None:
    gather(LAN)
    end_post(officer=LAN.code, unit=LAN.unit, role=LAN.role, last_day=date(2025, 6, 30), by=BY, on=ON)
    assert queries.post_on(LAN.code, date(2025, 6, 30)) is not None
    assert queries.post_on(LAN.code, date(2025, 7, 1)) is None


def test_a_changed_end_replaces_the_earlier_end_and_keeps_it_in_the_record() -> None:
    gather(LAN)
    stay = Appointment(LAN.code, LAN.name, LAN.unit, LAN.role, date(2015, 1, 1), date(2025, 6, 30), LAN.rank)
    appoint(stay, by=BY, on=ON)
    appoint(replace(stay, last_day=date(2025, 8, 31)), by=BY, on=ON)
    assert queries.post_on(LAN.code, date(2025, 8, 31)) is not None
    assert queries.post_on(LAN.code, date(2025, 9, 1)) is None
    acts = [entry.act for entry in entries_of(f"officer:{LAN.code}")]
    assert acts == ["office.officer_appointed", "office.post_ended", "office.post_ended"]


def test_coming_back_to_an_office_after_leaving_it() -> None:
    gather(LAN)
    appoint_many(
        [
            Appointment("22.0301", "Vũ Thị Sen", "22.KV03", "officer", date(2016, 1, 1), date(2018, 12, 31)),
            Appointment("22.0301", "Vũ Thị Sen", "22.KV04", "officer", date(2019, 1, 1), date(2020, 12, 31)),
            Appointment("22.0301", "Vũ Thị Sen", "22.KV03", "officer", date(2021, 1, 1)),
        ],
        by=BY,
        on=ON,
    )
    seen = [queries.post_on("22.0301", date(year, 7, 1)) for year in (2017, 2019, 2022)]
    assert [row.unit if row else None for row in seen] == ["22.KV03", "22.KV04", "22.KV03"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"unit": "22.KV99"}, "không có đơn vị mã «22.KV99»"),
        ({"first_day": date(2001, 1, 1)}, "ngày 01/01/2001 không có đơn vị"),
        ({"role": "thief"}, "không có chức vụ «thief»"),
        ({"rank": "thuong"}, "không có ngạch"),
        ({"last_day": date(2019, 12, 31)}, "trước ngày bắt đầu"),
        ({"name": " "}, "mã và họ tên"),
    ],
)
def test_an_appointment_that_cannot_be_is_refused_with_its_sentence(
    wrong: dict[str, object], said: str
) -> None:
    gather(LAN)
    right = Appointment("22.0301", "Vũ Thị Sen", "22.KV03", "officer", date(2020, 1, 1), rank="so_cap")
    with pytest.raises(Refused) as refused:
        appoint(replace(right, **wrong), by=BY, on=ON)  # type: ignore[arg-type]  # -- the wrong value is the point
    assert said in refused.value.sentence
    assert queries.posts_of("22.0301", date(2022, 1, 1)) == ()


def test_two_rows_that_contradict_each_other_are_refused() -> None:
    gather(LAN)
    one = Appointment("22.0301", "Vũ Thị Sen", "22.KV03", "officer", date(2020, 1, 1), rank="so_cap")
    with pytest.raises(Refused, match="trái nhau"):
        appoint_many([one, replace(one, rank="cao_cap")], by=BY, on=ON)


def test_one_wrong_row_of_a_batch_leaves_nothing_behind() -> None:
    gather(LAN)
    right = Appointment("22.0301", "Vũ Thị Sen", "22.KV03", "officer", date(2020, 1, 1))
    with pytest.raises(Refused):
        appoint_many([right, replace(right, code="22.0302", unit="22.KV99")], by=BY, on=ON)
    assert entries_of("officer:22.0301") == ()


def test_leave_is_not_a_transfer() -> None:
    gather(LAN, MINH)
    record_leave(
        officer=LAN.code,
        first_day=date(2025, 9, 1),
        last_day=date(2025, 9, 30),
        replacement=MINH.code,
        reason="Nghỉ phép",
        by=BINH.code,
        on=ON,
    )
    assert queries.acting_for(MINH.code, DAY) == (LAN.code,)
    assert queries.replacement_of(LAN.code, DAY) == MINH.code
    assert queries.replacement_of(LAN.code, date(2025, 10, 1)) == ""
    lan = queries.post_on(LAN.code, DAY)
    assert lan is not None
    assert lan.unit == "22.KV01"
    minh = queries.viewer_of(account_of(MINH), DAY)
    acting = queries.reach(minh, "matter", "act", DAY)
    assert acting.officers == {LAN.code, MINH.code}
    assert acting.offices == frozenset()
    after = queries.viewer_of(account_of(MINH), date(2025, 10, 1))
    assert queries.reach(after, "matter", "act", date(2025, 10, 1)).officers == {MINH.code}


def test_a_cancelled_leave_is_as_if_it_had_not_been() -> None:
    gather(LAN, MINH)
    absence = record_leave(
        officer=LAN.code,
        first_day=DAY,
        last_day=DAY,
        replacement=MINH.code,
        reason="Đi học",
        by=BINH.code,
        on=ON,
    )
    assert [row.name for row in queries.absences("22.KV01", DAY)] == [LAN.name]
    cancel_leave(absence=absence, reason="Hoãn lớp học", by=BINH.code, on=ON)
    assert queries.absences("22.KV01", DAY) == ()
    with pytest.raises(Refused, match="không còn trong sổ"):
        cancel_leave(absence=absence, reason="lần nữa", by=BINH.code, on=ON)


@pytest.mark.parametrize(
    ("replacement", "last_day", "said"),
    [
        (LAN.code, DAY, "tự thay mình"),
        (TAM.code, DAY, "phải là chấp hành viên"),
        (MINH.code, date(2025, 9, 1), "đứng trước ngày đầu"),
        (HOA.code, DAY, "cũng vắng mặt"),
    ],
)
def test_a_leave_that_cannot_be_is_refused(replacement: str, last_day: date, said: str) -> None:
    gather(LAN, MINH, TAM, HOA)
    record_leave(officer=HOA.code, first_day=DAY, last_day=DAY, reason="Nghỉ phép", by=BY, on=ON)
    with pytest.raises(Refused, match=said):
        record_leave(
            officer=LAN.code,
            first_day=DAY,
            last_day=last_day,
            replacement=replacement,
            reason="Nghỉ phép",
            by=BY,
            on=ON,
        )


def test_an_accountant_is_replaced_by_any_colleague_in_post() -> None:
    gather(LAN, TAM, THU)
    leave = {"officer": TAM.code, "reason": "Nghỉ phép", "by": BY, "on": ON}
    record_leave(**leave, first_day=DAY, last_day=DAY, replacement=THU.code)
    assert queries.replacement_of(TAM.code, DAY) == THU.code
    with pytest.raises(Refused, match="không giữ chức vụ thay được"):
        record_leave(**leave, first_day=ON, last_day=ON, replacement="22.9999")


def test_two_absences_of_one_person_do_not_overlap() -> None:
    gather(LAN)
    record_leave(officer=LAN.code, first_day=DAY, last_day=DAY, reason="Nghỉ phép", by=BY, on=ON)
    with pytest.raises(Refused, match="trùng những ngày này"):
        record_leave(officer=LAN.code, first_day=DAY, last_day=ON, reason="Nghỉ phép", by=BY, on=ON)


def test_an_office_has_days_of_its_own_and_its_word_stands_above_the_provinces() -> None:
    gather(LAN)
    flood = date(2025, 9, 8)
    override_day(unit_code="22", day=flood, working=False, reason="Bão", basis="Công điện", by=BY, on=ON)
    override_day(unit_code="22.KV01", day=flood, working=True, reason="Trực", basis="Thông báo", by=BY, on=ON)
    assert [row.working for row in queries.calendar_overrides("22.KV01")] == [True]
    assert [row.working for row in queries.calendar_overrides("22.KV02")] == [False]
    assert queries.calendar_overrides("44.KV01") == ()
    assert queries.calendar_overrides("22.KV01", date(2025, 9, 30)) == ()
    withdraw_day(unit_code="22.KV01", day=flood, reason="Không trực", by=BY, on=ON)
    assert [row.reason for row in queries.calendar_overrides("22.KV01")] == ["Bão (Công điện)"]
    assert [(row.unit, row.basis) for row in queries.own_days("22.KV01")] == [("22", "Công điện")]


def test_a_term_counted_with_the_offices_calendar_skips_its_own_day() -> None:
    gather(LAN)
    friday, monday = date(2026, 7, 17), date(2026, 7, 20)
    usual = load_calendar(queries.calendar_overrides("22.KV01"))
    override_day(unit_code="22.KV01", day=monday, working=False, reason="Bão", basis="", by=BY, on=ON)
    own = load_calendar(queries.calendar_overrides("22.KV01"))
    assert usual.is_working(monday)
    assert not own.is_working(monday)
    assert own.is_working(friday)
    assert own.day(monday).name == "Bão"


def test_a_day_of_its_own_needs_a_reason_and_a_unit() -> None:
    gather(LAN)
    with pytest.raises(Refused, match="phải có lý do"):
        override_day(unit_code="22.KV01", day=DAY, working=False, reason=" ", basis="", by=BY, on=ON)
    with pytest.raises(Refused, match="không có đơn vị"):
        override_day(unit_code="22.KV99", day=DAY, working=False, reason="Bão", basis="", by=BY, on=ON)


@pytest.mark.parametrize("table", ["unit", "officer", "post", "absence", "day"])
@pytest.mark.parametrize(
    "statement", ["UPDATE offices_{} SET known_on = now()", "DELETE FROM offices_{}", "TRUNCATE offices_{}"]
)
def test_the_database_refuses_to_change_a_fact(table: str, statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="chỉ được thêm dòng"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))
