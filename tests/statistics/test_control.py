"""The control rules: every one is green on a lawful book and red on a book with one cell changed."""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from tests.statistics.random_matters import matters
from thihanh.statistics.book.folding import combined, fold_book
from thihanh.statistics.book.layout import BookUnit, FilledForm, FormKey, Value
from thihanh.statistics.book.shapes import Book
from thihanh.statistics.control.findings import Finding
from thihanh.statistics.control.rules import rules
from thihanh.statistics.control.running import Beat, Beside, run
from thihanh.statistics.engine import memory
from thihanh.statistics.facts import MatterHistory, known_by
from thihanh.statistics.measures.buckets import special_grounds
from thihanh.statistics.numbers import Percent, Points
from thihanh.statistics.period import Period, month_period

TOP = BookUnit("22", "Thi hành án dân sự tỉnh Quảng Ninh", "agency")
FLOWS = (
    "opening",
    "new",
    "returned",
    "moved",
    "collected",
    "terminated",
    "reduced",
    "delegated",
    "withdrawn",
)
BUDGETS = ("", "court_fee", "fine", "other")


def member(history: MatterHistory, period: Period) -> tuple[object, ...] | None:
    """One member row straight from a history, by the obvious engine."""
    if not memory._is_of_the_period(history, period):
        return None
    work, holder = memory._work(history, period), memory.holder_on(history, period.to)
    tags = tuple(sorted(memory.tags_on(history, period.to)))
    budget = BUDGETS[1 + history.matter_id % 3] if "state_budget" in tags else ""
    covered = work.left if work.asset_value is None else min(work.left, work.asset_value)
    return (
        *(history.matter_id, holder.office, holder.officer, history.kind, "civil", tags, budget),
        *(work.stage, work.ground, work.ground if work.ground in special_grounds() else ""),
        *(work.left, covered),
        *(work.cases[flow] for flow in FLOWS[:4]),
        *(work.money.get(flow, 0) for flow in (*FLOWS, "amended")),
    )


def lawful(seed: int, period: Period, count: int = 14) -> Book:
    """A book of random lawful matters, with no database."""
    histories = known_by([one.history() for one in matters(seed, count)], None)
    rows = [row for history in histories if (row := member(history, period)) is not None]
    acts = [
        ("07/TK-THA", 1, 1, "22.KV01", "22.0002", "seize", column, 2) for column in ("with_force", "not_yet")
    ]
    return fold_book([TOP], period, rows, acts=acts)


def broken(findings: tuple[Finding, ...]) -> set[str]:
    return {one.rule for one in findings if one.verdict == "broken"}


def verdict(findings: tuple[Finding, ...], rule: str) -> Finding:
    return next(one for one in findings if one.rule == rule)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 12), st.sampled_from((2025, 2026)))
def test_no_rule_is_red_on_any_lawful_book(seed: int, month: int, year: int) -> None:
    note(f"seed {seed}")
    book = lawful(seed, month_period(year, month))
    before = lawful(seed, month_period(2025, 12)) if year == 2026 else None
    earlier = [lawful(seed, month_period(year, one)) for one in range(1, month)]
    found = run(book, before=before, earlier=earlier)
    assert [one.sentence for one in found if one.is_error and one.rule not in MAY_FALL] == []
    assert {one.rule for one in found} == set(rules())


# A reopened matter lawfully takes an end back, so a cumulative count may fall; the rule still says so.
MAY_FALL = {"R13"}


@dataclass(frozen=True)
class Changed(Book):
    """A book with one cell of one form of one unit changed."""

    at: tuple[FormKey, str, str, str] = (("", ""), "", "", "")
    to: Value = 0

    def form(self, code: str | FormKey, unit: str | None = None) -> FilledForm:
        filled = super().form(code, unit)
        key, of, row, column = self.at
        if (filled.form.key, filled.unit) != (key, of):
            return filled
        place = filled.form.places[column]
        rows = tuple(
            replace(one, values=(*one.values[:place], self.to, *one.values[place + 1 :]))
            if one.code == row
            else one
            for one in filled.rows
        )
        return FilledForm(filled.form, filled.unit, rows)


def changed(
    book: Book, code: str, row: str, column: str, *, to: Value | None = None, unit: str = "22"
) -> Changed:
    filled = book.form(code, unit)
    value = filled.value(row, column)
    new = to if to is not None else (value + 1 if isinstance(value, int) else 0)
    kept = {
        name: getattr(book, name) for name in ("unit", "period", "known_on", "units", "forms", "contents")
    }
    return Changed(**kept, at=(filled.form.key, unit, row, column), to=new)


YEAR = month_period(2025, 12)
SEED = 7


@pytest.fixture(scope="module")
def book() -> Book:
    return lawful(SEED, YEAR, 60)


@pytest.mark.parametrize(
    ("rule", "code", "row", "column"),
    [
        ("R01", "01/TK-THA", "total", "opening"),
        ("R01", "02/TK-THA", "ex_officio", "new"),
        ("R02", "01/TK-THA", "total", "delegated"),
        ("R02", "02/TK-THA", "total", "moved"),
        ("R03", "01/TK-THA", "on_request", "no_means"),
        ("R03", "005.N", "22", "postponed"),
        ("R04", "02/TK-THA", "total", "in_progress"),
        ("R05", "01/TK-THA", "total", "done"),
        ("R05", "004.N", "22", "terminated"),
        ("R06", "02/TK-THA", "total", "done"),
        ("R06", "03/TK-THA", "total", "money.terminated"),
        ("R07", "01/TK-THA", "total", "carried"),
        ("R08", "01/TK-THA", "total", "rate"),
        ("R09", "04/TK-THA", "22.KV01", "due"),
        ("R09", "01/TK-THA", "total", "new"),
        ("R10", "05/TK-THA", "22", "resolved"),
        ("R10", "02/TK-THA", "total", "due"),
        ("R22", "01/TKLN-THADS", "on_request.civil", "due"),
    ],
)
def test_a_rule_turns_red_when_a_cell_is_changed(
    book: Book, rule: str, code: str, row: str, column: str
) -> None:
    assert rule not in broken(run(book))
    to = Percent(1) if column == "rate" else None
    found = run(changed(book, code, row, column, to=to))
    assert rule in broken(found)
    said = next(one for one in found if one.rule == rule and one.verdict == "broken")
    assert said.sentence.startswith(f"{rule}, đơn vị 22")
    assert said.severity == "error"


def test_the_state_budget_is_a_part_of_the_whole(book: Book) -> None:
    more = book.form("01/TK-THA").count("total", "due") + 1
    found = run(changed(book, "03/TK-THA", "total", "cases.due", to=more))
    assert "R11" in broken(found)
    assert f"{more} lớn hơn biểu 01/TK-THA" in verdict(found, "R11").sentence


def test_a_year_opens_with_what_the_year_before_carried_over() -> None:
    now, before = lawful(SEED, month_period(2026, 12), 60), lawful(SEED, YEAR, 60)
    assert verdict(run(now, before=before), "R12").verdict == "holds"
    assert "R12" in broken(run(changed(now, "01/TK-THA", "total", "opening"), before=before))
    assert verdict(run(now), "R12").sentence == "Chưa có số liệu 12 tháng của năm công tác trước."


def test_periods_of_a_year_grow_from_one_opening(book: Book) -> None:
    earlier = [lawful(SEED, month_period(2025, 6), 60)]
    found = run(book, earlier=earlier)
    assert verdict(found, "R14").verdict == "holds"
    assert "R14" in broken(run(changed(book, "02/TK-THA", "total", "opening"), earlier=earlier))
    fallen = run(changed(book, "01/TK-THA", "total", "new", to=0), earlier=earlier)
    assert "R13" in broken(fallen)
    assert "số lũy kế giảm từ" in verdict(fallen, "R13").sentence


def test_what_binds_years_and_periods_does_not_bind_an_office(book: Book) -> None:
    office = replace(book, unit="22.KV01", units=tuple(u for u in book.units if u.code.startswith("22.KV01")))
    found = run(office, before=book, earlier=[book])
    for rule in ("R12", "R13", "R14"):
        assert verdict(found, rule).verdict == "not_applicable"
        assert "chỉ so ở cấp cơ quan" in verdict(found, rule).sentence


def test_a_jump_before_the_years_end_is_a_warning_with_its_limit(book: Book) -> None:
    mark = lawful(SEED, month_period(2025, 10), 60)
    due = mark.form("01/TK-THA").count("total", "due")
    high = changed(mark, "01/TK-THA", "total", "eligible", to=due)
    found = run(book, earlier=[high])
    assert "R18" in broken(found)
    assert verdict(found, "R18").severity == "warning"
    assert "từ 5 điểm % trở lên phải giải trình" in verdict(found, "R18").sentence
    low = run(book, earlier=[changed(mark, "02/TK-THA", "total", "resolved", to=0)])
    assert any(one.rule == "R19" and "từ 30 điểm %" in one.sentence for one in low)
    assert verdict(run(mark), "R18").verdict == "not_applicable"


def test_a_change_beyond_a_fifth_needs_an_explanation(book: Book) -> None:
    same = replace(book, period=month_period(2024, 12))
    assert verdict(run(book, beside=Beside(last_year=same)), "R20").verdict == "holds"
    half = changed(same, "01/TK-THA", "total", "due", to=book.form("01/TK-THA").count("total", "due") // 2)
    found = verdict(run(book, before=half), "R20")
    assert (found.verdict, found.severity) == ("broken", "warning")
    assert "vượt ngưỡng ±20%" in found.sentence
    nothing = verdict(run(book, before=fold_book([TOP], month_period(2024, 12), [])), "R20")
    assert (nothing.verdict, "không có kết quả nào" in nothing.sentence) == ("not_applicable", True)


def test_a_list_must_have_as_many_rows_as_its_column(book: Book) -> None:
    form = book.form("01/TK-THA")
    rows = {
        "a": form.count("total", "register"),
        "b": form.count("total", "in_progress"),
        "d": form.count("credit", "due"),
        "e": form.count("total", "carried"),
    }
    assert verdict(run(book, lists=rows), "R21").verdict == "holds"
    found = verdict(run(book, lists=rows | {"e": rows["e"] - 1}), "R21")
    assert (found.verdict, found.severity) == ("broken", "error")
    assert "danh sách (e)" in found.sentence
    assert verdict(run(lawful(SEED, month_period(2025, 4))), "R21").verdict == "not_applicable"


def test_entrusted_over_the_nation_is_received_or_on_its_way(book: Book) -> None:
    nation = combined(BookUnit("CQL", "Cả nước", "nation"), [book])
    sent = nation.form("01/TK-THA").count("total", "delegated")
    good = run(nation, beside=Beside(received=sent - 1, on_the_way=1))
    assert verdict(good, "R15").verdict == "holds"
    bad = verdict(run(nation, beside=Beside(received=sent + 3)), "R15")
    assert (bad.verdict, bad.severity) == ("broken", "warning")
    assert verdict(run(book), "R15").sentence == "Chỉ so trên số liệu toàn quốc."


def test_a_beat_is_the_rate_of_the_same_figures_less_the_target(book: Book) -> None:
    rate, target = Percent.read("84.27"), Percent.read("83.90")
    good = Beat("CQL", "Tỷ lệ việc năm 2025", rate, target, Points.read("0.37"))
    assert verdict(run(book, beside=Beside(beats=[good])), "R24").verdict == "holds"
    mixed = replace(good, beat=Points.read("0.35"))
    found = verdict(run(book, beside=Beside(beats=[mixed])), "R24")
    assert found.verdict == "broken"
    assert "vượt +0,35 điểm % không phải 84,27% − 83,90%" in found.sentence


TRACKED, DENOUNCED = ("12/TK-THA", "commune"), ("08/TK-THA", "denunciation")
SEIZED = ("07/TK-THA", "seize")


@pytest.mark.parametrize(
    ("rule", "at", "cells", "change"),
    [
        ("R16", TRACKED, {"carried_in": 2, "new": 3, "done": 4, "in_progress": 1}, ("new", 9)),
        ("R17", TRACKED, {"carried_in": 2, "in_progress": 2, "no_content": 1}, ("no_content", -1)),
        ("R23", TRACKED, {"carried_in": 2, "in_progress": 2}, ("done", 7)),
        ("R25", DENOUNCED, {"new": 5, "right": 2, "pending": 3}, ("received", 6)),
        ("R25", DENOUNCED, {"new": 5, "right": 2, "pending": 3}, ("competence", 6)),
        ("R26", SEIZED, {"with_force": 2, "not_yet": 1}, ("decisions", 8)),
        ("R26", SEIZED, {"without_force": 2, "voluntary": 1}, ("voluntary", 4)),
    ],
)
def test_rules_of_acts_hold_on_recorded_acts_and_turn_red(
    rule: str, at: tuple[str, str], cells: dict[str, int], change: tuple[str, int]
) -> None:
    code, row = at
    acts = [(code, 1, 1, "22.KV01", "22.0002", row, name, amount) for name, amount in cells.items()]
    book = fold_book([TOP], YEAR, [], acts=acts, sourced=["08/TK-THA", "12/TK-THA"])
    assert verdict(run(book), rule).verdict == "holds"
    column, to = change
    assert rule in broken(run(changed(book, code, row, column, to=to)))


def test_rules_of_acts_hold_where_nothing_was_recorded(book: Book) -> None:
    found = run(book)
    assert {rule: verdict(found, rule).verdict for rule in ("R16", "R23", "R25")} == dict.fromkeys(
        ("R16", "R23", "R25"), "holds"
    )


def test_every_rule_carries_its_severity_source_and_mark() -> None:
    known = rules()
    assert list(known) == [f"R{no:02}" for no in range(1, 27)]
    assert all(rule.source and rule.mark and rule.name for rule in known.values())
    assert (known["R18"].limits, known["R19"].limits, known["R20"].limits) == ((5, 21), (15, 30), (20,))


def test_member_rows_in_any_order_fold_to_the_same_book() -> None:
    dice = random.Random(SEED)
    rows = [row for one in matters(SEED, 20) if (row := member(one.history(), YEAR)) is not None]
    first = fold_book([TOP], YEAR, rows)
    dice.shuffle(rows)
    assert fold_book(first.units, YEAR, rows).all_filled() == first.all_filled()
    assert fold_book(first.units, replace_to(YEAR, date(2025, 9, 29)), rows).period.to == date(2025, 9, 29)


def replace_to(period: Period, to: date) -> Period:
    assert to > period.from_ + timedelta(days=1)
    return Period(period.from_, to)
