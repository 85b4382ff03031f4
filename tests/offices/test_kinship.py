"""Kin of an officer: a number that agrees bars, a name alone only asks."""

import unicodedata
from datetime import date

import pytest

from tests.cast import BY, HOA, LAN, gather
from thihanh.offices.kinship import Kin, Person, conflicts, declare_kin, kin_of, withdraw_kin
from thihanh.offices.rules import Refused
from thihanh.trail.operations import check
from thihanh.trail.queries import entries_of

ON = date(2025, 10, 1)
SISTER = Kin(1, LAN.code, "sibling", "Nguyễn Thị Mai", "022185000001", 1985)


def test_the_same_number_bars_whatever_the_name():
    (found,) = conflicts([SISTER], [Person("Nguyễn Thị Mai An", "022185000001")])
    assert found.bars
    assert found.officer == LAN.code


@pytest.mark.parametrize(
    "name",
    ["NGUYỄN THỊ  MAI", unicodedata.normalize("NFD", SISTER.name)],
    ids=["in capitals", "with tones typed apart"],
)
def test_the_same_name_alone_is_only_a_question(name):
    (found,) = conflicts([SISTER], [Person(name)])
    assert not found.bars


@pytest.mark.parametrize(
    "person",
    [
        Person("Nguyễn Thị Mai", "022185009999"),
        Person("Nguyễn Thị Mai", birth_year=1990),
        Person("Nguyễn Thị Mài"),
    ],
    ids=["another number", "another birth year", "another name"],
)
def test_somebody_else_is_no_conflict(person):
    assert conflicts([SISTER], [person]) == ()


@pytest.mark.django_db
def test_kin_are_recorded_without_their_values_in_the_record():
    gather(LAN)
    line = declare_kin(
        officer=LAN.code, relation="sibling", person=Person("Nguyễn Thị Mai", "022185000001"), by=BY, on=ON
    )
    assert [one.id for one in kin_of([LAN.code])] == [line]
    stated = str([entry.payload for entry in entries_of(f"officer:{LAN.code}")])
    assert "Mai" not in stated
    assert "022185000001" not in stated
    assert check(facts=True).ok


@pytest.mark.django_db
def test_a_line_taken_back_is_kin_no_longer():
    gather(LAN)
    sister = Person("Nguyễn Thị Mai")
    line = declare_kin(officer=LAN.code, relation="sibling", person=sister, by=BY, on=ON)
    with pytest.raises(Refused, match="lý do"):
        withdraw_kin(line, officers=[LAN.code], reason="nhầm", by=BY, on=ON)
    withdraw_kin(line, officers=[LAN.code], reason="Khai nhầm người cùng tên", by=BY, on=ON)
    assert kin_of([LAN.code]) == ()
    with pytest.raises(LookupError):
        withdraw_kin(line, officers=[LAN.code], reason="Khai nhầm người cùng tên", by=BY, on=ON)
    assert check(facts=True).ok


@pytest.mark.django_db
def test_nobody_takes_back_the_line_of_an_officer_he_does_not_lead():
    gather(LAN, HOA)
    line = declare_kin(officer=HOA.code, relation="sibling", person=Person("Đặng Văn Mới"), by=BY, on=ON)
    with pytest.raises(LookupError):
        withdraw_kin(line, officers=[LAN.code], reason="Khai nhầm người cùng tên", by=BY, on=ON)
    assert [one.id for one in kin_of([HOA.code])] == [line]


@pytest.mark.django_db
def test_an_unknown_relation_or_a_stranger_is_refused():
    gather(LAN)
    with pytest.raises(Refused, match="không có quan hệ"):
        declare_kin(officer=LAN.code, relation="friend", person=Person("A"), by=BY, on=ON)
    with pytest.raises(Refused, match="không có cán bộ"):
        declare_kin(officer="22.9999", relation="sibling", person=Person("A"), by=BY, on=ON)
