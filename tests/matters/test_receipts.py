"""Judgments received: register 01, the items, the day the file became complete."""

from dataclasses import replace
from datetime import date

import pytest

from tests import cast
from thihanh.matters import receipts
from thihanh.matters.before import NewPerson
from thihanh.matters.intake import NewJudgment
from thihanh.matters.receipts import Item, NewReceipt
from thihanh.matters.rules import StateRefused
from thihanh.offices.policy import Denied
from thihanh.offices.reach import EVERYTHING, Reach
from thihanh.trail.operations import check as check_record

ON = date(2026, 7, 13)
HERE = Reach(offices=frozenset({"22.KV01"}))


def a_judgment(number: str = "12/2026/HS-ST") -> NewReceipt:
    """A fine and a court fee of one debtor, received by post at Lan's office."""
    return NewReceipt(
        agency="22",
        office="22.KV01",
        judgment=NewJudgment(number, date(2026, 5, 20), "TAND khu vực 1", "criminal"),
        on=date(2026, 7, 10),
        channel="court_post",
        effective_on=date(2026, 6, 20),
        persons=(NewPerson("Đỗ Văn Ánh", id_number="999085001234"),),
        items=(
            Item(1, "court_fee", "Án phí hình sự", 200_000, debtors=(0,), ex_officio=True),
            Item(2, "fine", "Phạt tiền", 30_000_000, debtors=(0,), ex_officio=True),
        ),
    )


@pytest.fixture
def thu(db):
    cast.gather()
    return cast.viewer(cast.THU)


def test_numbers_of_register_01_run_without_gaps_in_each_year(thu):
    first = receipts.register(a_judgment(), by=thu, on=ON)
    receipts.register(a_judgment("13/2026/HS-ST"), by=thu, on=ON)
    old = replace(a_judgment("1/2025"), on=date(2025, 12, 1), effective_on=None)
    receipts.register(replace(old, judgment=replace(old.judgment, made_on=date(2025, 11, 1))), by=thu, on=ON)
    assert [(r.number, r.year) for r in receipts.receipts(HERE)] == [(2, 2026), (1, 2026), (1, 2025)]
    assert receipts.receipt(HERE, first).number == 1


def test_the_items_come_back_with_the_people_they_name(thu):
    found = receipts.receipt(HERE, receipts.register(a_judgment(), by=thu, on=ON))
    people = receipts.persons_of(receipts.people_in(found.items))
    assert [(one.kind, one.amount) for one in found.items] == [("court_fee", 200_000), ("fine", 30_000_000)]
    assert [one.name for one in people.values()] == ["Đỗ Văn Ánh"]


def test_the_same_judgment_does_not_enter_the_register_twice(thu):
    receipts.register(a_judgment(), by=thu, on=ON)
    with pytest.raises(StateRefused, match=r"^Trạng thái: .*số 1/2026"):
        receipts.register(a_judgment(), by=thu, on=ON)


def test_an_incomplete_file_becomes_complete_on_a_later_day(thu):
    first = receipts.register(replace(a_judgment(), complete=False), by=thu, on=ON)
    receipts.completed(first, completed_on=date(2026, 7, 13), by=thu, on=ON)
    found = receipts.receipt(HERE, first)
    assert (found.complete, found.on, found.number) == (True, date(2026, 7, 13), 1)
    with pytest.raises(StateRefused, match="đã đủ hồ sơ"):
        receipts.completed(first, completed_on=ON, by=thu, on=ON)


def test_names_stand_in_the_record_as_digests_and_the_check_of_facts_holds(thu):
    from django.db import connection

    receipts.register(a_judgment(), by=thu, on=ON)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(payload, '') FROM trail_entry")
        assert "Ánh" not in cursor.fetchone()[0]
    assert check_record(facts=True).ok


def test_another_office_neither_sees_nor_receives_for_this_one(thu):
    receipt_id = receipts.register(a_judgment(), by=thu, on=ON)
    with pytest.raises(LookupError):
        receipts.receipt(Reach(offices=frozenset({"22.KV02"})), receipt_id)
    with pytest.raises(Denied):
        receipts.register(replace(a_judgment("9"), office="22.KV02"), by=thu, on=ON)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"on": date(2026, 7, 14)}, "chỉ ghi việc đã xảy ra"),
        ({"on": date(2026, 5, 1)}, "sớm hơn ngày ra bản án"),
        ({"on": date(2026, 6, 30), "channel": "electronic"}, r"^Pháp luật: .*R08"),
        ({"items": ()}, "chưa có khoản nào"),
        ({"items": (Item(1, "debt"),)}, "chưa có người phải thi hành án"),
        ({"items": (Item(1, "debt", debtors=(4,)),)}, "chưa ghi trong danh sách"),
    ],
)
def test_a_receipt_that_cannot_be_is_refused_with_its_reason(thu, change, said):
    with pytest.raises(StateRefused, match=said):
        receipts.register(replace(a_judgment(), **change), by=thu, on=ON)
    assert receipts.receipts(EVERYTHING) == ()


def test_a_return_between_private_parties_is_not_of_own_motion():
    assert receipts.of_own_motion("property_return", "criminal", ON)
    assert not receipts.of_own_motion("property_return", "civil", ON)
    assert receipts.of_own_motion("court_fee", "civil", date(2025, 1, 5))
