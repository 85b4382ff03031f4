"""Who closes, in which order, with whom late; every refusal is a sentence."""

from datetime import date

import pytest

from tests import cast
from tests.builders import day
from tests.editions.world import CLOSING, asked, closed
from thihanh.deadlines import load_calendar
from thihanh.editions import operations, queries
from thihanh.editions.rules import NATION, Asked, Refused
from thihanh.editions.terms import closing_term, days_late
from thihanh.matters.intake import Intake, StageChange
from thihanh.matters.operations import register_many
from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied
from thihanh.procedures.import_register.queries import lock_key
from thihanh.statistics.period import RefusedPeriod
from thihanh.statistics.unit import UnknownUnit

HEAD = cast.viewer(cast.TRUONG)


def refusal(asking: Asked, on: date = CLOSING, by=HEAD) -> str:
    with pytest.raises((Refused, Denied, RefusedPeriod, UnknownUnit)) as refused:
        operations.close(asking, by=by, on=on)
    return str(refused.value)


def test_terms_are_working_days_with_their_reasons():
    calendar = load_calendar()
    due = {
        kind: closing_term(kind, day("31/08/2025"), calendar) for kind in ("officer", "office", "province")
    }
    assert [due[kind].due for kind in due] == [day("03/09/2025"), day("04/09/2025"), day("08/09/2025")]
    assert "02/09 (Quốc khánh)" in due["officer"].why
    assert "chưa kiểm chứng" in due["office"].why  # a branch's term read for a regional office
    assert days_late(day("04/09/2025"), day("08/09/2025"), calendar) == 2
    assert days_late(day("04/09/2025"), day("03/09/2025"), calendar) == 0


def test_a_period_is_closed_once(matters):
    row = closed()
    said = refusal(Asked("22", 2025, 12))
    assert f"số {row.id}" in said
    assert "đã khóa bằng ấn bản chính thức" in said


def test_the_same_request_twice_closes_once(matters):
    asking = asked()
    first = operations.close(asking, by=HEAD, on=CLOSING, key="k")
    assert operations.close(asking, by=HEAD, on=CLOSING, key="k") == first


def test_earlier_periods_of_the_year_come_first(matters):
    said = refusal(Asked("22", 2025, 3, late=queries.waiting("22", Asked("22", 2025, 3).period, CLOSING)))
    assert "1 tháng, 2 tháng" in said
    closed(month=3)
    assert "khóa lùi" in refusal(Asked("22", 2025, 2))


def test_neither_before_its_time_nor_for_a_unit_that_was_not(matters):
    assert "chưa khóa được ấn bản chính thức" in refusal(Asked("22", 2025, 12), on=date(2025, 9, 30))
    assert "chưa bắt đầu" in refusal(Asked("22", 2026, 3), on=date(2025, 9, 30))
    assert "tháng cuối" in refusal(Asked("22", 2025, 12, "preliminary"), on=date(2025, 8, 31))
    assert "không có đơn vị nào mang mã 99" in refusal(Asked("99", 2025, 12))
    assert "13" in refusal(Asked("22", 2025, 13))
    assert "của mình" in refusal(Asked("22.KV01", 2025, 12))
    operations.close(Asked("22", 2025, 12, "preliminary"), by=HEAD, on=date(2025, 9, 30))


def test_late_units_are_named_each_and_no_other(matters):
    waiting = queries.waiting("22", Asked("22", 2025, 12).period, CLOSING)
    assert {cast.LAN.code, "22.KV01"} <= set(waiting)
    assert "chưa chốt" in refusal(Asked("22", 2025, 12, late=waiting[1:], elsewhere=tuple(range(1, 12))))
    assert "44.KV01" in refusal(
        Asked("22", 2025, 12, late=(*waiting, "44.KV01"), elsewhere=tuple(range(1, 12)))
    )
    row = closed()
    assert set(row.late) == set(waiting)


def test_everybody_confirms_their_own(matters):
    lan, binh = cast.viewer(cast.LAN), cast.viewer(cast.BINH)
    digest = operations.confirm(cast.LAN.code, 2025, 12, by=lan, on=CLOSING)
    operations.confirm("22.KV01", 2025, 12, by=binh, on=CLOSING)
    for person, unit in ((cast.MINH, cast.LAN.code), (cast.TRUONG, cast.LAN.code), (cast.TRUONG, "22.KV01")):
        with pytest.raises(Denied):
            operations.confirm(unit, 2025, 12, by=cast.viewer(person), on=CLOSING)
    with pytest.raises(Refused, match="không đổi từ đó"):
        operations.confirm(cast.LAN.code, 2025, 12, by=lan, on=CLOSING)
    add = StageChange(day("20/09/2025"), "no_means", known_on=CLOSING, ground="N-1")
    register_many([Intake(matter_id=matters[0], stages=(add,))], by=cast.LAN.code, act="matter.added")
    row = closed()
    assert row.header["changed_since_confirming"] == [cast.LAN.code, "22.KV01"]
    assert not {cast.LAN.code, "22.KV01"} & set(row.late)
    with pytest.raises(Refused, match="đã khóa ấn bản"):
        operations.confirm(cast.LAN.code, 2025, 12, by=lan, on=CLOSING)
    assert len(digest) == 64


def test_the_board_says_who_is_late_and_by_how_much(matters):
    reach = offices.reach(cast.viewer(cast.KIEM), "edition", "read", CLOSING)
    operations.confirm(cast.LAN.code, 2025, 12, by=cast.viewer(cast.LAN), on=CLOSING)
    rows = {row.code: row for row in queries.closing_board(reach, asked().period, date(2025, 10, 7))}
    assert (rows[cast.LAN.code].closed_on, rows[cast.LAN.code].days_late) == (CLOSING, 1)
    assert (rows[cast.HOA.code].closed_on, rows[cast.HOA.code].days_late) == (None, 4)
    assert rows["22"].days_late == 1
    assert "44.KV01" not in rows


def test_only_the_head_closes_and_only_his_own(matters):
    for person in (cast.LAN, cast.BINH, cast.PHO, cast.KIEM):
        assert "thủ trưởng" in refusal(asked(), by=cast.viewer(person))
    assert "thủ trưởng" in refusal(asked(), by=cast.viewer(cast.CUC))
    assert "thủ trưởng" in refusal(Asked("44", 2025, 12))


@pytest.mark.django_db(transaction=True)
def test_nothing_closes_while_an_import_runs(matters, other_connection):
    other_connection.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [lock_key("22")])
    assert "đang nhập sổ" in refusal(asked())


@pytest.mark.django_db
def test_the_nation_is_composed_of_closed_editions_and_holds_no_matters(matters):
    cuc = cast.viewer(cast.CUC)
    asking = Asked(NATION, 2025, 12, elsewhere=tuple(range(1, 12)))
    late = queries.waiting(NATION, asking.period, CLOSING)
    named = Asked(NATION, 2025, 12, late=late, elsewhere=asking.elsewhere)
    with pytest.raises(Refused, match="chưa tỉnh nào"):
        operations.close(named, by=cuc, on=CLOSING)
    own = closed()
    named = Asked(NATION, 2025, 12, late=tuple(c for c in late if c != "22"), elsewhere=asking.elsewhere)
    row = operations.close(named, by=cuc, on=CLOSING)
    assert row.composed_of == (own.id,)
    file = queries.file_of(row.id)
    assert file.members == []
    assert [unit.code for unit in file.body.units] == [NATION, "22"]
    assert queries.figures(row.id).value("cases.due") == queries.figures(own.id).value("cases.due") == 5
