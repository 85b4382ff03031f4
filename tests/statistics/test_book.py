"""The book: one set of rows, every form of every unit; groups and members fold to the same book."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from tests.builders import a_matter, day
from tests.statistics.test_engines import a_province, in_a_database, seeds
from thihanh.matters import operations
from thihanh.matters.intake import Intake, Step
from thihanh.offices import queries as offices
from thihanh.offices.operations import load_reference
from thihanh.offices.policy import Denied
from thihanh.offices.reach import EVERYTHING, Reach
from thihanh.statistics import queries as statistics
from thihanh.statistics.book import folding, lists, members, queries
from thihanh.statistics.book.acts import act_rows
from thihanh.statistics.book.definitions.reading import all_forms, forms_on
from thihanh.statistics.book.layout import BookUnit, UnknownPart
from thihanh.statistics.book.opening import Cell, open_cell
from thihanh.statistics.book.shapes import Book
from thihanh.statistics.numbers import Absent
from thihanh.statistics.period import Period, month_period
from thihanh.statistics.unit import UnknownUnit

pytestmark = pytest.mark.django_db
YEAR = month_period(2025, 12)
LAN, HOA = "22.0001", "22.0003"


@pytest.fixture(autouse=True)
def _the_catalogue_of_units() -> None:
    load_reference(by="system", on=date(2026, 9, 30))


def book(unit: str = "22", period: Period = YEAR, known_on: date | None = None) -> Book:
    return queries.book(unit, period, reach=EVERYTHING, known_on=known_on)


def written(*matters: a_matter) -> list[int]:
    return operations.register_many([m.intake for m in matters], by=LAN)


def a_month(dice: random.Random) -> Period:
    return month_period(dice.choice((2025, 2026)), dice.randrange(1, 13))


@in_a_database
@given(seeds)
def test_a_book_folded_from_its_members_is_the_one_the_database_grouped(seed: int) -> None:
    dice = random.Random(seed)
    with a_province(seed, 9):
        period = a_month(dice)
        known_on = dice.choice((None, period.to + timedelta(days=dice.randrange(-30, 60))))
        grouped = book("22", period, known_on)
        rows = members.members("22", period, known_on=known_on)
        acts = act_rows("22", period, known_on)
        folded = folding.fold_book(grouped.units, period, rows, acts=acts, known_on=known_on)
        assert folded.all_filled() == grouped.all_filled()
        assert [row[0] for row in rows] == sorted(row[0] for row in rows)


@in_a_database
@given(seeds)
def test_the_book_counts_what_the_national_forms_count(seed: int) -> None:
    dice = random.Random(seed)
    with a_province(seed, 9):
        period = a_month(dice)
        whole = book("22", period)
        for (code, version), form in statistics.forms(
            "22", period.from_, period.to, reach=EVERYTHING, versions=("R08", "R25")
        ).items():
            filled = whole.form((code, version))
            assert [cell.value for cell in form.columns] == list(filled.row("22").values)
            for part in form.rows:
                if part.code:
                    assert [cell.value for cell in part.columns] == list(filled.row(part.code).values)


@in_a_database
@given(seeds)
def test_any_cell_opens_to_what_it_says(seed: int) -> None:
    dice = random.Random(seed)
    with a_province(seed, 9):
        period = a_month(dice)
        found = book("22", period)
        for _ in range(12):
            filled = found.form(dice.choice(found.forms).key, dice.choice(found.units).code)
            if filled.form.missing:
                continue
            row = dice.choice(filled.rows)
            column = dice.choice([c for c in filled.form.columns if c.counted])
            opened = open_cell(
                Cell(filled.form, row.code, column.code, filled.unit), period, reach=EVERYTHING
            )
            assert opened.amount == filled.value(row.code, column.code)
            assert sum(matter.amount for matter in opened.rows) == opened.amount


@in_a_database
@given(seeds)
def test_the_book_of_a_part_is_that_part_of_the_whole_and_the_nation_is_its_agencies(seed: int) -> None:
    dice = random.Random(seed)
    with a_province(seed, 9):
        period = a_month(dice)
        whole = book("22", period)
        codes = [unit.code for unit in whole.units if unit.kind == "office" and "-" not in unit.code]
        office = dice.choice(codes)
        part = book(office, period)
        for form in part.forms:
            if form.row_kind != "units":
                assert part.form(form.key).rows == whole.form(form.key, office).rows
        nation = folding.combined(BookUnit("CQL", "Cả nước", "nation"), [whole])
        for form in whole.forms:
            if form.row_kind != "units":
                assert nation.form(form.key).rows == whole.form(form.key).rows
        assert nation.form("04/TK-THA").row("22").values[:-1] == whole.form("04/TK-THA").row("22").values[:-1]


def test_rows_split_the_total_and_memo_rows_stand_beside_it() -> None:
    written(
        a_matter("1/QĐ", "02/12/2024").owing(100).tagged("state_budget").then("in_progress", "10/01/2025"),
        a_matter("2/QĐ", "02/12/2024").owing(70, kind="fine").tagged("state_budget").tagged("corruption"),
        a_matter("3/QĐ", "02/12/2024", kind="on_request").owing(30, kind="debt").tagged("credit"),
        a_matter("4/QĐ", "02/12/2024").owing(5, kind="debt").tagged("state_budget"),
    )
    cases, money, budget = (book().form(f"0{no}/TK-THA") for no in (1, 2, 3))
    rows = ("total", "ex_officio", "ex_officio.civil", "on_request", "credit", "state_budget", "corruption")
    assert [cases.value(row, "due") for row in rows] == [4, 3, 3, 1, 1, 3, 1]
    assert [money.value(row, "6") for row in rows] == [205, 175, 175, 30, 30, 175, 70]
    kinds = ("total", "court_fee", "fine", "confiscation", "other", "corruption")
    assert [budget.value(row, "money.due") for row in kinds] == [175, 100, 70, 0, 5, 70]
    assert [budget.value(row, "cases.due") for row in kinds] == [3, 1, 1, 0, 1, 1]


def test_the_separate_register_is_a_memo_column_outside_the_balance() -> None:
    written(
        a_matter("1/QĐ", "02/12/2023")
        .owing(100)
        .then("no_means", "10/01/2024", "N-1")
        .then("separate_register", "10/01/2025"),
        a_matter("2/QĐ", "02/12/2023").owing(50).then("in_progress", "10/01/2024"),
    )
    cases = book().form("01/TK-THA")
    asked = ("opening", "moved", "due", "carried", "register")
    assert [cases.value("total", code) for code in asked] == [2, 1, 1, 1, 1]
    assert book().form("02/TK-THA").value("total", "register") == 100


def test_units_are_ranked_among_their_own_on_the_rounded_rate() -> None:
    def done(no: int, officer: str, office: str) -> a_matter:
        matter = a_matter(f"{no}/QĐ", "02/12/2024").held_by(officer, office).owing(10)
        return matter.paying(10, "05/05/2025").then("in_progress", "10/01/2025").then("done", "05/05/2025")

    idle = a_matter("9/QĐ", "02/12/2024").held_by(HOA, "22.KV02").owing(10).then("in_progress", "10/01/2025")
    written(done(1, LAN, "22.KV01"), done(2, HOA, "22.KV02"), idle)
    listed = book().form("04/TK-THA")
    assert (listed.value("22.KV01", "rank"), listed.value("22.KV02", "rank")) == (1, 2)
    assert isinstance(listed.value("22", "rank"), Absent)
    assert [row.depth for row in listed.rows[:3]] == [0, 1, 2]


def test_a_unit_that_did_not_exist_then_is_named_with_the_day_it_begins() -> None:
    assert offices.unit("22.KV01", date(2025, 9, 30)) is not None
    with pytest.raises(UnknownUnit, match=r"không có đơn vị nào mang mã 22\.KV99"):
        book("22.KV99")
    before = r"ngày 30/09/2008 không có đơn vị 22.KV01; đơn vị này có từ ngày 01/07/2009"
    with pytest.raises(UnknownUnit, match=before):
        book("22.KV01", month_period(2008, 12))


def test_only_a_reach_over_the_whole_unit_gets_its_book() -> None:
    head = Reach(offices=frozenset({"22.KV01"}))
    assert queries.book("22.KV01", YEAR, reach=head).unit == "22.KV01"
    for unit in ("22", "22.KV02", "CQL"):
        with pytest.raises(Denied, match="Phạm vi được xem"):
            queries.book(unit, YEAR, reach=head)


def test_what_no_room_records_says_so_until_a_source_stands() -> None:
    code = "02/TKLN-THADS"
    found = book()
    asked = found.form(code)
    assert asked.form.missing.startswith("chưa có nguồn ghi nhận")
    assert all(isinstance(value, Absent) for row in asked.rows for value in row.values)
    acts = [(code, 1, 0, "22.KV01", LAN, "division", "waiting", 3)]
    folded = folding.fold_book(found.units, YEAR, [], acts=acts, sourced=[code])
    assert folded.form(code).value("division", "sent") == 3
    assert folded.form(code, "22.KV01").value("division", "waiting") == 3


def test_an_unknown_form_row_or_column_is_refused_with_a_sentence() -> None:
    found = book()
    for ask, words in (
        (lambda: found.form("99/TK-THA"), "không có biểu «99/TK-THA»"),
        (lambda: found.form("01/TK-THA", "79"), "không có đơn vị «79»"),
        (lambda: found.form("01/TK-THA").value("total", "99"), "không có cột «99»"),
        (lambda: found.form("01/TK-THA").value("nothing", "due"), "không có dòng «nothing»"),
    ):
        with pytest.raises(UnknownPart, match=words):
            ask()


def with_steps(matter: a_matter, *steps: Step) -> a_matter:
    copy = matter._with()
    copy.intake = replace(matter.intake, steps=steps)
    return copy


def step(code: str, on: str, *, amount: int | None = None, **facts: str | int | bool) -> Step:
    return Step(day(on), code, day(on), obligation=1 if amount else None, amount=amount, facts=facts)


def test_a_dossier_counts_until_the_court_has_decided_it() -> None:
    base = a_matter("1/QĐ", "02/12/2023").owing(5_000_000).then("no_means", "10/01/2024", "N-1")
    filed = step("exemption_file", "05/09/2024", amount=5_000_000, relief="waive")
    granted = step("exemption_decided", "05/11/2024", amount=4_000_000, outcome="waived")
    other = a_matter("2/QĐ", "02/12/2023").owing(9_000_000).then("no_means", "10/01/2024", "N-1")
    refused = step("exemption_decided", "05/03/2025", outcome="refused")
    asked = step("exemption_file", "05/02/2025", amount=900_000, relief="reduce")
    written(with_steps(base, filed, granted), with_steps(other, asked, refused))
    columns = ("proposed", "proposed_money", "accepted", "accepted_money", "refused", "pending")

    def row(code: str, period: Period) -> list[object]:
        filled = book("22", period).form("06/TK-THA")
        return [filled.value(code, column) for column in columns]

    assert row("total", month_period(2024, 12)) == [1, 5_000_000, 0, 0, 0, 1]
    assert row("waive", YEAR) == [1, 5_000_000, 1, 4_000_000, 0, 0]
    assert row("reduce", YEAR) == [1, 900_000, 0, 0, 1, 0]
    assert row("total", month_period(2025, 4)) == [1, 5_000_000, 1, 4_000_000, 0, 0]
    assert row("total", month_period(2026, 12)) == [0, 0, 0, 0, 0, 0]


def test_a_decision_is_carried_out_with_force_without_it_voluntarily_or_not_yet() -> None:
    def coerced(no: int, *after: Step, measure: str = "seize") -> a_matter:
        matter = a_matter(f"{no}/QĐ", "02/12/2024").held_by(LAN, "22.KV01").owing(10)
        decided = step("coerce", "05/02/2025", measure=measure)
        return with_steps(matter.then("in_progress", "10/01/2025"), decided, *after)

    paid = coerced(4).paying(10, "05/05/2025").then("done", "05/05/2025")
    written(
        coerced(1, step("seize", "05/03/2025", with_force=True)),
        coerced(2, step("seize", "05/03/2025", with_force=False)),
        coerced(3),
        paid,
        coerced(5, step("collected", "06/03/2025", amount=1), measure="deduct_income"),
        with_steps(a_matter("6/QĐ", "02/12/2024").owing(1), step("secure", "01/02/2025", measure="freeze")),
    )
    filled = book().form("07/TK-THA")
    columns = ("decisions", "carried_out", "without_force", "with_force", "voluntary", "not_yet")
    assert [filled.value("seize", column) for column in columns] == [4, 3, 2, 1, 1, 1]
    assert [filled.value("deduct_income", column) for column in columns] == [1, 1, 1, 0, 0, 0]
    assert [filled.value("coercion", column) for column in columns] == [5, 4, 3, 1, 1, 1]
    assert filled.value("security", "decisions") == 1
    assert isinstance(filled.value("seize", "to_court"), Absent)
    officer = book().form("07/TK-THA", f"22.KV01/{LAN}")
    assert officer.value("coercion", "decisions") == 5
    opened = open_cell(Cell(filled.form, "coercion", "not_yet", "22.KV01"), YEAR, reach=EVERYTHING)
    assert [(row.number, row.amount) for row in opened.rows] == [("3/QĐ", 1)]


def test_an_act_taken_back_no_longer_counts() -> None:
    secured = step("secure", "01/02/2025", measure="freeze")
    [matter] = written(with_steps(a_matter("6/QĐ", "02/12/2024").owing(1), secured))
    [row] = act_rows("22", YEAR)
    back = step("withdraw", "01/03/2025", of_step=row[1])
    operations.register_many([Intake(matter_id=matter, steps=(back,))], by=LAN)
    assert act_rows("22", YEAR) == []
    assert len(act_rows("22", month_period(2025, 5))) == 1


def test_attached_lists_have_as_many_rows_as_their_cells_say() -> None:
    written(
        a_matter("1/QĐ", "02/12/2024").owing(100).then("in_progress", "10/01/2025"),
        a_matter("2/QĐ", "02/12/2024").owing(70).tagged("credit"),
    )
    found = {one.definition.code: one for one in lists.attached("22", YEAR, reach=EVERYTHING)}
    assert [found[code].rows for code in "abcde"] == [0, 1, 0, 1, 2]
    lists.check_lists(tuple(found.values()), book())
    opened = lists.list_rows("d", "22", YEAR, reach=EVERYTHING)
    assert [row.number for row in opened.rows] == ["2/QĐ"]
    assert lists.attached("22", month_period(2025, 4), reach=EVERYTHING) == ()
    with pytest.raises(lists.NotDue, match="chỉ kèm báo cáo 12 tháng"):
        lists.list_rows("e", "22", month_period(2025, 10), reach=EVERYTHING)


@pytest.mark.parametrize("key", all_forms(), ids=str)
def test_every_definition_is_whole(key: tuple[str, str]) -> None:
    form = all_forms()[key]
    assert form.title
    assert form.legal_basis
    assert form.source
    assert form.mark in ("S", "K", "I")
    assert len({column.code for column in form.columns}) == len(form.columns)
    assert len({row.code for row in form.rows}) == len(form.rows)
    for column in form.columns:
        named = (*column.plus, *column.minus, *(column.ratio or ()), *((column.rank,) if column.rank else ()))
        assert all(form.column(code) for code in named)
        if column.counted and form.row_kind != "measures":
            assert form.terms(column.code)
    for row in form.rows:
        assert all(form.row(code) for code in row.adds)


def _codes(period: Period) -> list[str]:
    return list(dict.fromkeys(form.code for form in forms_on(period)))


@pytest.mark.parametrize(
    ("period", "version"), [(month_period(2025, 12), "TT05"), (month_period(2026, 12), "TT26")]
)
def test_a_period_has_twelve_forms_four_inter_agency_ones_and_three_national(
    period: Period, version: str
) -> None:
    expected = [f"{no:02}/TK-THA" for no in range(1, 13)]
    expected += [f"{no:02}/TKLN-THADS" for no in range(1, 5)] + ["004.N", "005.N", "006.N"]
    assert sorted(_codes(period)) == sorted(expected)
    first = {form.code: form.version for form in reversed(forms_on(period))}
    assert first["01/TK-THA"] == version
    assert first["004.N"] == ("R08" if version == "TT05" else "R25")
