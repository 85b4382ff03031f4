"""Lists: they start from a reach, page by key, find names without diacritics."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders import a_matter, day
from thihanh.deadlines import load_calendar
from thihanh.matters.listing import SORTS, Filters, every, loads, page
from thihanh.matters.operations import register_many
from thihanh.matters.queries import file
from thihanh.offices.reach import Reach

pytestmark = pytest.mark.django_db

PROVINCE = Reach(agencies=frozenset({"22"}))
OFFICE_1 = Reach(offices=frozenset({"22.KV01"}))
NOBODY = Reach()


@pytest.fixture
def register() -> list[int]:
    matters = [
        a_matter(f"{n}/QĐ-CTHADS", "06/01/2025").held_by("22.0001", "22.KV01").owing(n * 1_000_000)
        for n in range(1, 8)
    ]
    matters += [
        a_matter(f"{n}/QĐ-CTHADS", "07/01/2025").held_by("22.0101", "22.KV02").owing(n * 1_000_000)
        for n in range(8, 13)
    ]
    return register_many([m.intake for m in matters], by="22.0001")


@pytest.mark.parametrize("sort", SORTS)
def test_pages_by_key_give_every_row_once_in_the_order_of_the_whole(register: list[int], sort: str) -> None:
    whole = [row.id for row in every(PROVINCE, Filters(), sort=sort)]
    seen: list[int] = []
    after = ""
    while True:
        part = page(PROVINCE, Filters(), sort=sort, after=after, limit=5)
        seen += [row.id for row in part.rows]
        after = part.after
        if not after:
            break

    assert seen == whole
    assert len(seen) == len(register)


def test_totals_count_the_filter_not_the_page(register: list[int]) -> None:
    found = page(OFFICE_1, Filters(), limit=3)

    assert (found.total, found.total_outstanding) == (7, 28_000_000)


def test_an_empty_reach_sees_nothing(register: list[int]) -> None:
    found = page(NOBODY, Filters())

    assert (found.rows, found.total, found.total_outstanding) == ((), 0, 0)


@pytest.mark.parametrize("text", ["đỗ văn ánh", "do van anh", "ÁNH ĐỖ", "anh"])
def test_a_name_is_found_without_diacritics_and_in_any_order(register: list[int], text: str) -> None:
    assert page(OFFICE_1, Filters(text=text)).total == 7


def test_a_number_finds_its_matter_only(register: list[int]) -> None:
    assert [row.number for row in page(PROVINCE, Filters(text="1/QĐ")).rows] == ["1/QĐ-CTHADS"]
    assert page(PROVINCE, Filters(text="11")).total == 1


def test_one_row_and_many_cost_the_same_statements(register: list[int]) -> None:
    def statements(limit: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            page(PROVINCE, Filters(stages=("decided",), kind="ex_officio"), limit=limit)
        return len(captured)

    assert statements(1) == statements(12) == 2


def test_the_file_of_a_matter_out_of_reach_is_not_there(register: list[int]) -> None:
    calendar = load_calendar()
    inside, outside = register[0], register[-1]

    assert file(OFFICE_1, inside, on=day("30/09/2025"), calendar=calendar).row.id == inside
    with pytest.raises(LookupError) as hidden:
        file(OFFICE_1, outside, on=day("30/09/2025"), calendar=calendar)
    with pytest.raises(LookupError) as missing:
        file(OFFICE_1, 10**9, on=day("30/09/2025"), calendar=calendar)
    assert str(hidden.value) == str(missing.value)


def test_identity_numbers_are_masked_where_the_reach_says_so(register: list[int]) -> None:
    masked = Reach(agencies=frozenset({"22"}), masked=frozenset({"id_number"}))
    calendar = load_calendar()

    debtor = file(masked, register[0], on=day("30/09/2025"), calendar=calendar).parties[1]
    assert debtor.id_number is None
    assert debtor.name == "Đỗ Văn Ánh"


def test_a_number_may_come_again_in_another_year_but_not_twice_in_one() -> None:
    register_many([a_matter("5/QĐ", "06/01/2025").intake, a_matter("5/QĐ", "06/01/2024").intake], by="x")
    assert page(PROVINCE, Filters(text="5/QĐ")).total == 2


def test_held_and_overdue_add_up_by_office_and_officer_and_equal_the_list(register: list[int]) -> None:
    on = day("30/09/2026")

    found = loads(PROVINCE, on)

    assert [(one.office, one.officer, one.open) for one in found] == [
        ("22.KV01", "22.0001", 7),
        ("22.KV02", "22.0101", 5),
    ]
    late = page(PROVINCE, Filters(ended=False, overdue_on=on)).total
    assert sum(one.overdue for one in found) == late > 0
    assert loads(OFFICE_1, on) == loads(PROVINCE, on, office="22.KV01") == found[:1]
    assert loads(NOBODY, on) == ()
