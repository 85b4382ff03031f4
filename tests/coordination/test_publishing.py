"""The published table: small bodies together, no name of a person, unchanged; a new version replaces it."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import BINH, LAN, TRUONG, viewer
from tests.coordination.conftest import AGREED, ON, sent
from thihanh.coordination.delays import AnswerTimes
from thihanh.coordination.publishing import lines_of, prepared, publish, published
from thihanh.dossiers.operations import take
from thihanh.matters.asking import Refusal
from thihanh.offices.policy import Denied
from thihanh.trail.operations import verify

UNTIL = date(2026, 9, 30)
NAMES = {code: code for code in ("bank", "court", "tax", "justice")}


def times(**asked: int) -> list[AnswerTimes]:
    return [AnswerTimes(body, many, many, 0, 0, tuple(range(many))) for body, many in asked.items()]


def shown(found: list[AnswerTimes], least: int = 5) -> list[tuple[str, int, int]]:
    names = {one.body: one.body for one in found}
    return [(one.name, one.bodies, one.asked) for one in lines_of(found, names, least)]


def test_small_bodies_stand_together_and_never_alone() -> None:
    together = "Các cơ quan ít yêu cầu (2 cơ quan)"
    assert shown(times(bank=9, court=3, tax=2)) == [("bank", 1, 9), (together, 2, 5)]
    assert shown(times(bank=9, court=6, tax=2)) == [("bank", 1, 9), (together, 2, 8)]
    assert shown(times(court=6, tax=2)) == [(together, 2, 8)]
    assert shown(times(tax=2)) == []
    assert shown(times(court=1, tax=2)) == []


@given(st.dictionaries(st.sampled_from(sorted(NAMES)), st.integers(1, 12)), st.integers(2, 8))
def test_no_line_tells_of_fewer_than_the_least_and_all_are_counted(asked: dict[str, int], least: int) -> None:
    found = lines_of(times(**asked), NAMES, least)
    assert all(one.asked >= least for one in found)
    assert sum(one.asked for one in found) in (0, sum(asked.values()))
    assert sum(one.bodies for one in found) in (0, len(asked))


def test_who_is_no_office_of_the_state_stands_under_its_kind() -> None:
    found = [
        AnswerTimes("employer:nguyen-van-a", 4, 4, 0, 0, (1, 2, 3, 4)),
        AnswerTimes("employer:tran-thi-b", 2, 0, 2, 0, (9, 9)),
    ]
    (line,) = lines_of(found, {one.body: "Hộ kinh doanh Nguyễn Văn A" for one in found}, 5)
    assert "Nguyễn" not in line.name
    assert (line.asked, line.in_time, line.late, line.median) == (6, 4, 2, 3)


def filled() -> None:
    for n in range(5):
        dossier = sent(content=f"Nội dung kín số {n} của bà Nguyễn Thị Hòa")
        if n < 2:
            take(dossier, "answer", AGREED, by=viewer(LAN), on=ON)


def test_a_published_table_never_changes_and_a_new_one_replaces_it(office: None) -> None:
    filled()
    head = viewer(TRUONG)
    table = prepared("22", since=ON, until=UNTIL, on=UNTIL)
    first = publish(table, digest=table.digest, by=head, on=UNTIL, key="once")
    assert publish(table, digest=table.digest, by=head, on=UNTIL, key="once") == first
    before = published("22", UNTIL)
    assert [(one.asked, one.in_time, one.silent) for one in before[0].table.lines] == [(5, 2, 3)]
    sent()
    assert published("22", UNTIL) == before
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE coordination_published SET least = 1")
    later = prepared("22", since=ON, until=UNTIL, on=UNTIL)
    second = publish(later, digest=later.digest, by=head, on=UNTIL)
    assert [(one.id, one.replaced_by) for one in published("22", UNTIL)] == [(second, 0), (first, second)]
    assert published("22", UNTIL)[1].table == before[0].table
    assert verify(facts=True).ok


def test_what_was_not_read_is_not_published(office: None) -> None:
    filled()
    table = prepared("22", since=ON, until=UNTIL, on=UNTIL)
    sent()
    changed = prepared("22", since=ON, until=UNTIL, on=UNTIL)
    with pytest.raises(Refusal, match="số liệu đã đổi"):
        publish(changed, digest=table.digest, by=viewer(TRUONG), on=UNTIL)
    with pytest.raises(Denied):
        publish(changed, digest=changed.digest, by=viewer(BINH), on=UNTIL)
    empty = prepared("22", since=UNTIL, until=UNTIL, on=UNTIL)
    with pytest.raises(Refusal, match="chưa đủ 5 yêu cầu"):
        publish(empty, digest=empty.digest, by=viewer(TRUONG), on=UNTIL)
    assert published("22", UNTIL) == ()
