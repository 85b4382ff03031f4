"""Units and provinces under the names of the day; the 63 old provinces and the 34 of today."""

from collections import Counter
from datetime import date

import pytest

from tests.cast import BY
from thihanh.offices import queries, reference
from thihanh.offices.operations import load_reference
from thihanh.trail.queries import entries_of

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


def test_the_63_old_provinces_map_wholly_onto_the_34() -> None:
    old, new = reference.old_provinces_on(BEFORE), reference.provinces_on(AFTER)
    assert (len(old), len(new)) == (63, 34)
    assert len({one.code for one in old}) == 63
    assert {one.new_code for one in old} == {one.code for one in new}
    assert all(one.valid_to == BEFORE for one in old)


def test_neither_list_holds_on_the_other_sides_day() -> None:
    assert reference.provinces_on(BEFORE) == ()
    assert reference.old_provinces_on(AFTER) == ()


def test_23_provinces_came_out_of_mergers_and_11_stayed() -> None:
    parts = Counter(one.new_code for one in reference.old_provinces_on(BEFORE))
    assert (sum(n > 1 for n in parts.values()), sum(n == 1 for n in parts.values())) == (23, 11)


def test_six_of_the_34_are_cities_until_names_change_again() -> None:
    cities = {one.name for one in reference.provinces_on(AFTER) if one.kind == "thành phố"}
    assert cities == {"Hà Nội", "Hải Phòng", "Huế", "Đà Nẵng", "Hồ Chí Minh", "Cần Thơ"}
    later = {one.name for one in reference.provinces_on(date(2026, 10, 1)) if one.kind == "thành phố"}
    assert later - cities == {"Quảng Ninh", "Bắc Ninh", "Đồng Nai"}


def test_a_name_that_no_resolution_was_found_for_carries_its_mark() -> None:
    changed = [one for one in reference.provinces() if one.valid_from > AFTER]
    assert {one.mark for one in changed} == {"I"}
    assert all("chưa tìm thấy nghị quyết" in one.note for one in changed)
    assert all("202/2025/QH15" in one.basis for one in reference.provinces_on(AFTER))


def test_the_tile_map_has_every_province_once_and_both_archipelagos() -> None:
    tiles = reference.tiles()
    assert Counter(one.province for one in tiles if one.kind == "province") == Counter(
        one.code for one in reference.provinces_on(AFTER)
    )
    islands = {one.label: one.province for one in tiles if one.kind == "islands"}
    assert islands == {"Hoàng Sa (Đà Nẵng)": "48", "Trường Sa (Khánh Hòa)": "56"}
    assert len({(one.row, one.col) for one in tiles}) == len(tiles)


def test_every_row_of_the_files_says_its_basis_and_mark() -> None:
    rows = [*reference.provinces(), *reference.old_provinces(), *reference.unit_names()]
    assert all(row.basis for row in rows)
    assert {row.mark for row in rows} <= {"S", "K", "I"}


@pytest.mark.django_db
def test_loading_the_reference_twice_changes_nothing() -> None:
    added = load_reference(by=BY, on=AFTER)
    assert added == len(reference.unit_names())
    assert load_reference(by=BY, on=AFTER) == 0
    assert len(entries_of("offices:reference")) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "on", "name"),
    [
        ("CQL", BEFORE, "Tổng cục Thi hành án dân sự"),
        ("CQL", AFTER, "Cục Quản lý Thi hành án dân sự"),
        ("22", BEFORE, "Cục Thi hành án dân sự tỉnh Quảng Ninh"),
        ("22", AFTER, "Thi hành án dân sự tỉnh Quảng Ninh"),
        ("22", date(2026, 10, 1), "Thi hành án dân sự thành phố Quảng Ninh"),
        ("46", date(2024, 12, 31), "Cục Thi hành án dân sự tỉnh Thừa Thiên Huế"),
        ("79", AFTER, "Thi hành án dân sự Thành phố Hồ Chí Minh"),
        ("22.NV", date(2026, 6, 30), "Phòng Nghiệp vụ"),
        ("22.NV", date(2026, 7, 1), "Phòng Nghiệp vụ và tổ chức THADS"),
        ("20.KV01", date(2019, 9, 30), "Chi cục THADS Lạng Sơn"),
        ("20.KV01", AFTER, "Phòng THADS khu vực 1"),
    ],
)
def test_a_unit_bears_the_name_of_the_day(code: str, on: date, name: str) -> None:
    load_reference(by=BY, on=AFTER)
    found = queries.unit(code, on)
    assert found is not None
    assert found.name == name


@pytest.mark.django_db
def test_a_name_knows_its_last_day_and_a_unit_its_first() -> None:
    load_reference(by=BY, on=AFTER)
    old = queries.unit("22.KV01", BEFORE)
    assert old is not None
    assert (old.valid_from, old.valid_to) == (date(2009, 7, 1), BEFORE)
    assert queries.unit("22.KV01", date(2009, 6, 30)) is None
    assert queries.unit("22.KV99", AFTER) is None


@pytest.mark.django_db
def test_the_units_of_the_demo_province_and_of_the_country() -> None:
    load_reference(by=BY, on=AFTER)
    assert len(queries.units(AFTER, "CQL")) == 34
    kinds = Counter(row.kind for row in queries.units(AFTER, "22"))
    assert kinds == {"regional": 12, "practice": 1}
    for province in ("44", "40", "48", "92", "04", "20"):
        assert 5 <= sum(row.kind == "regional" for row in queries.units(AFTER, province)) <= 13
