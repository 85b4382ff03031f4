"""Target decisions: dated, append-only, nation → province → office → officer; each refusal in a sentence."""

from datetime import date

import pytest

from tests import cast
from thihanh.offices.policy import Denied
from thihanh.offices.reach import EVERYTHING
from thihanh.statistics.numbers import Absent
from thihanh.targets.annex import AnnexRow, Cell, read
from thihanh.targets.decisions import DecisionRefused, NewDecision, decisions, issue, withdraw
from thihanh.targets.goals import Assigned, assigned, held_by
from thihanh.trail.verification import verify

pytestmark = pytest.mark.django_db
TODAY, MID_YEAR = date(2025, 9, 30), date(2025, 7, 31)
UNITS = {"cases.rate": "%", "money.rate": "%", "long.count": "việc"}


@pytest.fixture(autouse=True)
def people() -> None:
    cast.gather()


def row(unit: str, percent: int, indicator: str = "cases.rate") -> AnnexRow:
    return AnnexRow(unit, indicator, percent)


def given(*rows: AnnexRow, number: str = "125/QĐ-THADS", since: date = MID_YEAR, issuer: str = "22") -> int:
    new = NewDecision(issuer, number, since, since, rows)
    return issue(new, held_by("22", since), by=cast.viewer(cast.TRUONG), on=TODAY)


def refusal(*rows: AnnexRow, **changes: object) -> str:
    with pytest.raises(DecisionRefused) as caught:
        given(*rows, **changes)
    return caught.value.sentence


def value(unit: str, on: date, what: str = "cases") -> str:
    found = assigned(unit, what, on)
    assert isinstance(found, Assigned), found
    return f"{found.value} {found.words}"


def test_a_decision_holds_from_its_day_and_before_it_the_reviewed_target():
    given(row("22.KV01", 8450))
    assert value("22.KV01", date(2025, 7, 30)).startswith("84,00% chỉ tiêu của THADS tỉnh")
    assert value("22.KV01", MID_YEAR) == "84,50% chỉ tiêu giao cho đơn vị"
    assert value("22.KV02", MID_YEAR).startswith("84,00%")


def test_a_later_decision_of_the_year_amends_the_earlier_for_the_units_it_names():
    given(row("22.KV01", 8450), row("22.KV02", 8460), since=date(2024, 12, 2))
    given(row("22.KV01", 8500), number="300/QĐ-THADS")
    assert value("22.KV01", date(2025, 7, 30)).startswith("84,50%")
    assert value("22.KV01", TODAY).startswith("85,00%")
    assert value("22.KV02", TODAY).startswith("84,60%")


def test_the_target_of_the_province_is_the_centres_decision_and_overrides_the_reviewed_row():
    given(row("22", 8425), number="900/QĐ-CQLTHADS", issuer="CQL")
    assert value("22", TODAY) == "84,25% chỉ tiêu giao cho đơn vị"
    assert value("22", date(2025, 7, 30)).startswith("84,00%")
    assert "do Cục Quản lý THADS giao" in refusal(row("22", 8500))


def test_an_officer_is_measured_by_the_own_target_else_by_the_offices():
    given(row("22.KV01", 8450))
    assert value(cast.LAN.code, TODAY) == "84,50% chỉ tiêu của phòng (người này chưa có chỉ tiêu riêng)"
    given(row(cast.LAN.code, 8600), number="126/QĐ-THADS")
    assert value(cast.LAN.code, TODAY).startswith("86,00% chỉ tiêu giao")
    assert value(f"22.KV01/{cast.LAN.code}", TODAY).startswith("86,00%")


def test_a_withdrawn_decision_gives_its_place_back_and_stays_in_the_history():
    made = given(row("22.KV01", 8450))
    withdraw(made, reason="ghi nhầm phụ lục", by=cast.viewer(cast.TRUONG), on=TODAY)
    assert value("22.KV01", TODAY).startswith("84,00%")
    (kept,) = decisions(EVERYTHING)
    assert kept.void
    assert kept.rows[0].hundredths == 8450


def test_the_record_holds_what_was_assigned():
    given(row("22.KV01", 8450))
    assert verify(facts=True).ok


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((row("22.KV99", 8400),), "không có đơn vị 22.KV99"),
        ((row("44.KV01", 8400),), "không thuộc cơ quan 22"),
        ((row("22.9999", 8400),), "không làm chấp hành viên"),
        ((row("22.KV01", 300, "carry.reduction"),), "chưa có chỉ tiêu «Giảm chuyển kỳ sau» của THADS tỉnh"),
        ((row("22.KV01", 300, "nothing"),), "không có trong bộ chỉ tiêu"),
        ((), "phụ lục chưa có dòng nào"),
    ],
)
def test_what_cannot_be_assigned_is_refused_in_a_sentence(rows, said):
    assert said in refusal(*rows)


def test_the_same_number_and_day_is_one_decision():
    given(row("22.KV01", 8450))
    assert "đã ghi" in refusal(row("22.KV02", 8450))


def test_only_who_assigns_targets_may_record_a_decision():
    new = NewDecision("22", "125/QĐ", MID_YEAR, MID_YEAR, (row("22.KV01", 8450),))
    with pytest.raises(Denied):
        issue(new, {"cases.rate": 8400}, by=cast.viewer(cast.LAN), on=TODAY)


def typed(*cells: tuple[str, str, bool]) -> tuple[list[int], list[str]]:
    given = [
        Cell(unit, "cases.rate", text, f"Phụ lục!C{n}", beat) for n, (unit, text, beat) in enumerate(cells, 5)
    ]
    rows, faults = read(given, UNITS, {"cases.rate": 8400})
    return [one.hundredths for one in rows], [str(one) for one in faults]


@pytest.mark.parametrize(
    ("text", "beat", "hundredths"),
    [("84,10", False, 8410), ("84.1%", False, 8410), ("0,35", True, 8435), ("+0,35 điểm %", True, 8435)],
)
def test_a_cell_is_read_as_officials_write_it(text, beat, hundredths):
    assert typed(("22.KV01", text, beat)) == ([hundredths], [])


@pytest.mark.parametrize(
    ("text", "beat", "said"),
    [
        ("-1", False, "dưới 0%"),
        ("101", False, "trên 100%"),
        ("0,841", False, "hơn hai chữ số"),
        ("0,84", False, "định dạng phần trăm"),
        ("84,123", False, "hơn hai chữ số"),
        ("cao", False, "không phải là số"),
        ("0,35%", True, "điểm phần trăm, không phải phần trăm"),
        ("0,35 điểm %", False, "là điểm phần trăm, nhưng cột này ghi chỉ tiêu"),
        ("20", True, "ngoài 0–100%"),
    ],
)
def test_a_wrong_cell_names_its_place_and_what_to_write(text, beat, said):
    rows, faults = typed(("22.KV01", text, beat))
    assert not rows
    assert said in faults[0]
    assert faults[0].startswith("Phụ lục!C5: ")


def test_a_unit_twice_is_refused_with_both_places():
    rows, faults = typed(("22.KV01", "84", False), ("22.KV01", "85", False))
    assert rows == [8400]
    assert faults[0].startswith("Phụ lục!C6: ")
    assert "lần trước ở Phụ lục!C5" in faults[0]


def test_no_target_is_said_for_a_year_without_one():
    assert isinstance(assigned("22", "cases", date(2026, 9, 30)), Absent)
