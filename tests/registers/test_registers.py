"""Registers 01–21: every book answers, in reach, by page; lines are what the facts say."""

from dataclasses import replace

import pytest
from django.db import transaction

from tests import cast
from tests.builders import a_matter, day
from tests.cast import viewer
from thihanh.dossiers.kinds import kind
from thihanh.matters import writing
from thihanh.matters.intake import Intake, StageChange, Step
from thihanh.matters.operations import register_many
from thihanh.matters.writing import Heading
from thihanh.offices.queries import reach
from thihanh.offices.reach import EVERYTHING
from thihanh.registers import queries
from thihanh.registers.catalogue import registers
from thihanh.registers.queries import Filters

CODES = [f"{n:02d}" for n in range(1, 22)]
NOTHING = Filters()
ABSENT = {"12", "16"}
AS_DOSSIERS = {"19"}


@pytest.fixture
def matters(db) -> list[int]:
    cast.gather()
    lan, hoa = cast.LAN, cast.HOA
    built = [
        a_matter("101/QĐ", "06/01/2025", kind="on_request").held_by(lan.code, lan.unit).owing(5_000_000)
        .then("no_means", "20/05/2025", "N-1").then("separate_register", "20/06/2025"),
        a_matter("102/QĐ", "07/01/2025").held_by(lan.code, lan.unit).owing(7_000_000)
        .then("in_progress", "20/02/2025").then("postponed", "01/03/2025", "H-a")
        .then("in_progress", "01/04/2025").then("terminated", "02/05/2025", "C-1"),
        a_matter("103/QĐ", "08/01/2025").held_by(lan.code, lan.unit).owing(9_000_000)
        .then("in_progress", "20/02/2025").then("delegated", "21/02/2025"),
        a_matter("201/QĐ", "09/01/2025").held_by(hoa.code, hoa.unit).owing(11_000_000)
        .then("in_progress", "20/02/2025").then("withdrawn", "21/02/2025"),
    ]  # fmt: skip
    intakes = [one.intake for one in built]
    received = intakes[3].new
    assert received is not None
    intakes[3] = replace(intakes[3], new=replace(received, delegated_from="44"))
    return register_many(intakes, by=cast.BY)


def step(matter_id: int, code: str, on: str, **more) -> None:
    """A step as an act writes it."""
    intake = Intake(matter_id=matter_id, steps=(Step(day(on), code, known_on=day(on), **more),))
    with transaction.atomic():
        writing.write([intake], Heading(act=f"act.{code}", by=cast.LAN.code))


def lines(code: str, filters: Filters = NOTHING, seen=EVERYTHING) -> list[tuple]:
    return [line.cells for line in queries.page(registers()[code], seen, filters).lines]


def cell(code: str, heading: str, cells: tuple):
    place = next(n for n, one in enumerate(registers()[code].columns) if one.heading.startswith(heading))
    return cells[place]


def test_there_are_twenty_one_and_each_has_lines_or_says_which_facts_are_missing():
    assert list(registers()) == CODES
    assert {code for code, one in registers().items() if not one.source} == ABSENT | AS_DOSSIERS
    assert {code for code, one in registers().items() if one.dossiers} == AS_DOSSIERS
    assert all(kind(one.dossiers) for one in registers().values() if one.dossiers)
    for code, one in registers().items():
        assert bool(one.absent) == (code in ABSENT)
        assert bool(one.columns) == (code not in ABSENT | AS_DOSSIERS)
        if one.absent:
            assert "chưa có nguồn ghi nhận" in one.absent
    assert "chưa có nguồn ghi nhận" in registers()["17"].note


@pytest.mark.parametrize("code", [code for code in CODES if code not in ABSENT | AS_DOSSIERS])
def test_every_book_answers_with_its_columns_filters_and_pages(matters, code):
    for name in (
        "secure",
        "coerce",
        "auction_failed",
        "exemption_file",
        "archive",
        "receive_asset_delegation",
        "seize",
    ):
        step(matters[1], name, "05/05/2025", amount=1_000, counterpart="Tòa án")
        step(matters[1], "delegate_asset", "06/05/2025", until=day("06/08/2025"))
    register = registers()[code]
    whole = queries.every(register, EVERYTHING, NOTHING)
    assert whole, code
    assert all(len(line.cells) == len(register.columns) for line in whole)
    paged, after = [], ""
    while True:
        found = queries.page(register, EVERYTHING, NOTHING, after=after, limit=1)
        assert found.total == len(whole)
        paged += found.lines
        after = found.after
        if not after:
            break
    assert [line.id for line in reversed(paged)] == [line.id for line in whole]
    narrow = Filters(since=day("01/01/2020"), until=day("31/12/2030"), office="22.KV02", text="101")
    assert isinstance(queries.page(register, EVERYTHING, narrow).total, int)
    nobody = reach(viewer(cast.XUAN), "register", "read", day("30/09/2025"))
    assert queries.every(register, nobody, NOTHING) == []


def test_register_03_has_its_two_volumes(matters):
    assert [cell("03", "Số quyết định", one) for one in lines("03", Filters(book="theo-yeu-cau"))] == [
        "101/QĐ"
    ]
    assert len(lines("03", Filters(book="chu-dong"))) == 3
    with pytest.raises(KeyError):
        lines("03", Filters(book="khac"))


def test_a_stop_stands_in_09_with_its_resumption_and_a_termination_in_10(matters):
    step(matters[1], "resume", "01/04/2025")
    stops = lines("09")
    assert [(cell("09", "Loại", one), cell("09", "Căn cứ", one)) for one in stops] == [
        ("resume", ""),
        ("postponed", "H-a"),
    ]
    (ended,) = lines("10")
    assert (cell("10", "Loại", ended), cell("10", "Căn cứ", ended)) == ("terminated", "C-1")


def test_an_act_that_begins_a_stage_is_one_line_with_what_its_step_says(matters):
    intake = Intake(
        matter_id=matters[0],
        stages=(StageChange(day("01/07/2025"), "in_progress", known_on=day("01/07/2025")),),
    )
    with transaction.atomic():
        writing.write([intake], Heading(act="x", by=cast.LAN.code))
        both = Intake(
            matter_id=matters[0],
            stages=(StageChange(day("02/07/2025"), "postponed", known_on=day("02/07/2025"), ground="H-b"),),
            steps=(Step(day("02/07/2025"), "postpone", known_on=day("02/07/2025"), until=day("02/10/2025")),),
        )
        writing.write([both], Heading(act="act.postpone", by=cast.LAN.code))
    found = [one for one in lines("09") if cell("09", "Ngày", one) == day("02/07/2025")]
    assert [(cell("09", "Loại", one), cell("09", "Đến ngày", one)) for one in found] == [
        ("postponed", day("02/10/2025"))
    ]


def test_delegation_withdrawal_no_means_and_the_separate_register_stand_in_their_books(matters):
    assert [cell("05", "Số quyết định thi hành án", one) for one in lines("05")] == ["103/QĐ"]
    assert [cell("06", "Cơ quan ủy thác", one) for one in lines("06")] == ["44"]
    assert [cell("04", "Loại", one) for one in lines("04")] == ["withdrawn"]
    assert [cell("11", "Căn cứ", one) for one in lines("11")] == ["N-1"]
    assert [cell("20", "Ngày", one) for one in lines("20")] == [day("20/06/2025")]


def test_a_corrected_stage_leaves_its_line(matters):
    from thihanh.matters.operations import correct_stage
    from thihanh.matters.queries import stages_of

    wrong = next(one for one in stages_of(matters[0]) if one.stage == "separate_register")
    change = StageChange(day("20/06/2025"), "separate_register", known_on=day("30/09/2025"), void=True)
    correct_stage(
        matter_id=matters[0],
        fact_id=wrong.id,
        change=change,
        reason="ghi nhầm việc chuyển sổ",
        by=viewer(cast.LAN),
        on=day("30/09/2025"),
    )
    assert lines("20") == []


def test_each_sees_the_lines_of_his_own_reach(matters):
    on = day("30/09/2025")
    for person, expected in ((cast.LAN, 3), (cast.HOA, 1), (cast.TRUONG, 4), (cast.KIEM, 4), (cast.CUC, 0)):
        seen = reach(viewer(person), "register", "read", on)
        assert queries.page(registers()["03"], seen, NOTHING).total == expected, person.role
        assert len(queries.every(registers()["01"], seen, NOTHING)) == expected, person.role


def test_register_01_counts_of_a_judgment_only_matters_in_reach(matters) -> None:
    shared = a_matter("101/QĐ", "06/01/2025").intake.new
    assert shared is not None
    hers = a_matter("205/QĐ", "06/01/2025").held_by(cast.HOA.code, cast.HOA.unit).owing(1_000_000).intake
    assert hers.new is not None
    register_many([replace(hers, new=replace(hers.new, judgment=shared.judgment))], by=cast.BY)
    for person, counted in ((cast.LAN, 1), (cast.HOA, 1), (cast.TRUONG, 2)):
        seen = reach(viewer(person), "register", "read", day("30/09/2025"))
        found = [
            line for line in queries.every(registers()["01"], seen, NOTHING) if line.cells[2] == "101/QĐ/BA"
        ]
        assert [line.cells[-1] for line in found] == [counted], person.role
        paged = queries.page(registers()["01"], seen, NOTHING).lines
        assert [line.cells[-1] for line in paged if line.cells[2] == "101/QĐ/BA"] == [counted]


@pytest.mark.django_db
def test_what_is_seized_waits_and_is_handed_over_stands_in_register_13(matters):
    step(matters[1], "seize", "03/03/2025", amount=2_000_000)
    step(matters[1], "exhibit_waiting", "04/03/2025")
    assert {(cell("13", "Bước", one), cell("13", "Số tiền", one)) for one in lines("13")} == {
        ("seize", 2_000_000),
        ("exhibit_waiting", None),
    }
