"""The drawn tables hold for the obvious engine, and the manual pages are exactly what they print."""

import re
from datetime import date, datetime

import pytest

from tests.spec.drawn import printed, rows
from tests.spec.statistics import pages, tables
from thihanh.law import buckets
from thihanh.statistics.engine import memory
from thihanh.statistics.engine.cells import added
from thihanh.statistics.facts import MatterHistory, Money, Stage
from thihanh.statistics.forms.definitions import form_of
from thihanh.statistics.numbers import Percent, rate
from thihanh.statistics.period import Period, Version, month_period, version_on
from thihanh.statistics.result import chain_values, column_values
from thihanh.targets.benchmarks import benchmarks
from thihanh.targets.ranking import Entry, ranked

YEAR = month_period(2025, 12)
VERSIONS: dict[str, Version] = {"R08": "R08", "R25": "R25", "hai nhóm": "two_way"}


def matter(states: list[tuple[date, str]], no: int = 1) -> MatterHistory:
    """A matter owing 100 đồng from its first day, through "stage ground" states with money beside them."""
    stages: list[Stage] = []
    money = [Money(0, states[0][0], "due", 100, states[0][0])]
    for place, (on, words) in enumerate(states, 1):
        stage, *more = words.split()
        ground = next((word for word in more if "-" in word), "")
        stages.append(Stage(place, on, stage, on, ground, asset_value=30))
        if raised := re.search(r"\+(\d+)", words):
            money.append(Money(place, on, "due", int(raised[1]), on))
        if taken := re.search(r"thu (\d+)", words):
            money.append(Money(place, on, "collected", int(taken[1]), on))
    first = states[0][0]
    return MatterHistory(no, "22", first, "on_request", no, first, tuple(stages), (), (), tuple(money))


def values(history: MatterHistory, code: str, version: Version, period: Period = YEAR) -> dict[int, object]:
    form = form_of(code, version)
    return {
        no: value
        for no, value in column_values(form, memory.amounts(history, period, version)).items()
        if not form.column(no).sum and not form.column(no).ratio
    }


@pytest.mark.parametrize("row", rows(tables.COLUMNS), ids=lambda row: row["Trạng thái"])
def test_a_matter_stands_in_the_drawn_column(row: dict[str, str]) -> None:
    history = matter([(date(2024, 11, 1), "decided"), (date(2025, 3, 3), row["Trạng thái"])])
    for heading, drawn in list(row.items())[1:]:
        code, version = heading[:3] + ".N", VERSIONS[heading[4:]]
        found = {no: value for no, value in values(history, code, version).items() if value}
        expected = {} if drawn == "–" else dict(_cells(drawn))
        assert found == expected, heading


def _cells(drawn: str) -> list[tuple[int, int]]:
    parts = [part.partition(":") for part in drawn.split()]
    return [(int(no), int(amount or 1)) for no, _, amount in parts]


def test_the_drawn_table_holds_every_state_of_the_law() -> None:
    drawn = {row["Trạng thái"].split()[0] for row in rows(tables.COLUMNS)}
    assert drawn == {stage for stage, _ in buckets("R08")}


@pytest.mark.parametrize("row", rows(tables.CHAIN), ids=lambda row: row["Diễn biến"])
def test_the_chain_counts_a_matter_as_drawn(row: dict[str, str]) -> None:
    states = [part.strip().partition(" ") for part in row["Diễn biến"].split(";")]
    history = matter([(datetime.strptime(on, "%d/%m/%y").date(), words) for on, _, words in states])
    amounts = memory.amounts(history, YEAR, "R08")
    cases, money = (form_of(code, "R08") for code in ("004.N", "005.N"))
    counted, paid = chain_values(cases, amounts), chain_values(money, amounts)
    drawn = [int(number) for number in list(row.values())[1:]]
    carried = column_values(cases, amounts)[cases.numbers["carried"]]
    assert [
        *(counted[code] for code in ("opening", "new", "returned", "delegated", "withdrawn", "moved", "due")),
        carried,
        paid["opening"],
        paid["new"],
        paid["due"],
    ] == drawn


@pytest.mark.parametrize("row", rows(tables.STRADDLE), ids=lambda row: row["Đến ngày"])
def test_the_same_matters_give_another_rate_from_the_first_of_july_2026(row: dict[str, str]) -> None:
    to = datetime.strptime(row["Đến ngày"], "%d/%m/%Y").date()
    version = version_on(to)
    assert version == row["Phiên bản"]
    period, form = Period(date(2025, 10, 1), to), form_of("004.N", version)
    amounts = added(
        memory.amounts(matter([(date(2025, 11, 3), "decided"), (date(2026, 6, 1), state)]), period, version)
        for state in tables.STRADDLE_STATES
    )
    found = column_values(form, amounts)
    assert found[form.numbers["eligible"]] == int(row["Có điều kiện"])
    assert found[form.numbers["resolved"]] == int(row["Giải quyết xong"])
    assert str(found[form.numbers["rate"]]) == row["Tỷ lệ"]


@pytest.mark.parametrize("row", rows(tables.BEATS), ids=lambda row: row["Đơn vị, kỳ"])
def test_beats_and_marks_are_as_drawn(row: dict[str, str]) -> None:
    found = rate(int(row["Xong"]), int(row["Có điều kiện"]))
    assert isinstance(found, Percent)
    marks = {b.kind: b for b in benchmarks(found, Percent.read(row["Chỉ tiêu"]), "cases", int(row["Th."]))}
    beats = [str(marks[kind].beat).removesuffix(" điểm %") for kind in ("full_year", "pro_rata")]
    assert [row["Tỷ lệ"], row["Mốc"]] == [str(found), str(marks["pro_rata"].mark)]
    assert [row["Vượt"], row["Vượt mốc"]] == beats


@pytest.mark.parametrize("row", rows(tables.RANKS), ids=lambda row: row["Tỷ lệ"])
def test_ranks_are_as_drawn(row: dict[str, str]) -> None:
    rates = [Percent.read(text.replace(",", ".")) for text in row["Tỷ lệ"].split()]
    places = ranked(Entry(str(no), "", value, "", "") for no, value in enumerate(rates))
    ranks = {int(place.entry.unit): place.rank for place in places}
    assert [ranks[no] for no in range(len(rates))] == [int(text) for text in row["Hạng"].split()]


@pytest.mark.parametrize("name", sorted(pages.PAGES))
def test_the_manual_is_what_the_tables_print(name: str) -> None:
    assert printed(pages.FOLDER, name) == pages.PAGES[name](), "run: make docs"
