"""Form 7 from coercion days: how a decision ended is what its day tells; counts are the lists behind them."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import a_matter, day
from tests.cast import BY, LAN, gather, viewer
from tests.coordination.coercions import OPENED, SAID
from thihanh.coordination.coercion_days import between
from thihanh.dossiers import operations
from thihanh.dossiers.operations import New
from thihanh.matters.intake import Step
from thihanh.matters.operations import register_many
from thihanh.matters.queries import steps_of
from thihanh.offices.reach import EVERYTHING
from thihanh.statistics.book import queries
from thihanh.statistics.book.acts import act_rows
from thihanh.statistics.book.layout import FilledForm
from thihanh.statistics.book.opening import Cell, open_cell
from thihanh.statistics.control.running import run
from thihanh.statistics.period import Period, month_period

pytestmark = pytest.mark.django_db
FORM = "07/TK-THA"
YEAR = month_period(2026, 12)
ENDED = date(2026, 9, 14)
PLANNED = "14/09/2026"
COLUMNS = ("decisions", "carried_out", "without_force", "with_force", "voluntary", "not_yet")


@pytest.fixture(autouse=True)
def office(db: None) -> None:
    gather()


def decided(number: str, *later: tuple[str, str], measure: str = "hand_over") -> int:
    """A matter of Lan's with a decision to coerce of 01/09/2026 and later steps."""
    held = a_matter(number, "15/10/2024").held_by(LAN.code, LAN.unit).owing(1_000_000)
    intake = held.then("in_progress", "15/11/2024").intake
    known = day("01/09/2026")
    made = [Step(known, "coerce", known, facts={"measure": measure})]
    made += [Step(day(on), code, day(on), facts={"with_force": False}) for code, on in later]
    return register_many([replace(intake, steps=(*intake.steps, *made))], by=BY)[0]


def coerced(matter: int, outcome: str = "", *, force: bool = True, named: bool = True, **more: object) -> int:
    """A day of the matter, with its result where one is named."""
    on = date(2026, 9, 7)
    raw = {name: value for name, value in (OPENED | {"urgent": "1", "planned_on": PLANNED}).items() if value}
    raw |= {"matters": [matter], "force": "1" if force else "", **more}
    new = New("coercion_day", raw, agency="22", office=LAN.unit, officer=LAN.code)
    (number,) = operations.open_as([new], actor=LAN.code, unit=LAN.unit, on=on)
    if named:
        decision = next(one.id for one in steps_of([matter])[matter] if one.code == "coerce")
        plan = SAID["plan"] | {
            "planned_on": PLANNED,
            "decision": str(decision),
            "force": "1" if force else "",
        }
        taken(number, "plan", plan, on)
    if outcome:
        reason = {"reason": "Người bị cưỡng chế cấp cứu"} if outcome == "stopped" else {}
        taken(number, "result", SAID["result"] | {"outcome": outcome, **reason}, ENDED)
    return number


def taken(number: int, step: str, raw: dict[str, object], on: date) -> None:
    dossier = operations.locked(number)
    operations.take_as(dossier, dossier.kind.step(step), raw, actor=LAN.code, unit=LAN.unit, on=on)


def form(period: Period = YEAR) -> FilledForm:
    return queries.book("22", period, reach=EVERYTHING).form(FORM)


def row(code: str = "hand_over", period: Period = YEAR) -> list[object]:
    filled = form(period)
    return [filled.value(code, column) for column in COLUMNS]


def test_how_the_day_ended_is_how_the_decision_ended() -> None:
    coerced(decided("1/QĐ"), "done", force=True)
    coerced(decided("2/QĐ"), "done", force=False)
    coerced(decided("3/QĐ"), "voluntary")
    coerced(decided("4/QĐ"), "stopped")
    coerced(decided("5/QĐ"))
    assert row() == [5, 3, 2, 1, 1, 2]
    assert row("coercion") == [5, 3, 2, 1, 1, 2]


def test_the_day_outweighs_what_steps_would_show_and_a_stop_a_step_before_it() -> None:
    coerced(decided("1/QĐ", ("delivered", "14/09/2026")), "done", force=True)
    coerced(decided("2/QĐ", ("delivered", "10/09/2026")), "stopped")
    coerced(decided("3/QĐ", ("delivered", "10/09/2026"), ("delivered", "21/09/2026")), "stopped")
    coerced(decided("4/QĐ", ("delivered", "10/09/2026")))
    assert row() == [4, 3, 2, 1, 0, 1]


def test_a_day_without_a_plan_is_of_the_last_decision_of_its_measure() -> None:
    matter = decided("1/QĐ")
    coerced(matter, "done", named=False)
    coerced(decided("2/QĐ", measure="seize"), "done", named=False)
    assert row() == [1, 1, 0, 1, 0, 0]
    assert row("seize") == [1, 0, 0, 0, 0, 1]


def test_a_result_after_the_period_or_not_yet_known_counts_for_neither() -> None:
    coerced(decided("1/QĐ"), "done")
    late = Period(YEAR.from_, date(2026, 9, 13))
    assert row(period=late)[-1] == 1
    known = [one for one in act_rows("22", YEAR, date(2026, 9, 13)) if one[0] == FORM]
    assert [one[6] for one in known] == ["not_yet"]


def test_a_result_taken_back_counts_no_more() -> None:
    number = coerced(decided("1/QĐ"), "done")
    assert row()[1] == 1
    operations.take_back(number, "Ghi nhầm hồ sơ khác", by=viewer(LAN), on=ENDED)
    assert row() == [1, 0, 0, 0, 0, 1]


def test_the_cells_open_to_what_they_count_and_the_identities_hold() -> None:
    numbers = {f"{n}/QĐ": outcome for n, outcome in enumerate(("done", "voluntary", "stopped"), 1)}
    for number, outcome in numbers.items():
        coerced(decided(number), outcome)
    filled = form()
    for column, expected in {"with_force": ["1/QĐ"], "without_force": ["2/QĐ"], "not_yet": ["3/QĐ"]}.items():
        found = open_cell(Cell(filled.form, "hand_over", column, "22"), YEAR, reach=EVERYTHING)
        assert [one.number for one in found.rows] == expected
        assert filled.value("hand_over", column) == len(expected)
    listed = between(viewer(LAN), date(2026, 9, 1), date(2026, 9, 30), date(2026, 9, 30))
    ended = [one for one in listed if one.row.state in ("done", "voluntary")]
    assert len(ended) == filled.value("hand_over", "carried_out")
    for code in ("hand_over", "coercion"):
        value = {column: filled.value(code, column) for column in COLUMNS}
        assert value["decisions"] == value["carried_out"] + value["not_yet"]
        assert value["carried_out"] == value["without_force"] + value["with_force"]
        assert value["voluntary"] <= value["without_force"]


def test_the_control_sums_of_the_book_hold_with_days() -> None:
    coerced(decided("1/QĐ"), "done")
    coerced(decided("2/QĐ"), "voluntary")
    found = run(queries.book("22", YEAR, reach=EVERYTHING))
    verdicts = {one.rule: one.verdict for one in found}
    assert verdicts
    assert "broken" not in {str(verdict) for verdict in verdicts.values()}
