"""The quarters of a year: a regular meeting belongs to the quarter of the day it stands for now."""

from datetime import date

from thihanh.dossiers.life import Dossier, StepTaken
from thihanh.steering.meetings import MEETING
from thihanh.steering.quarters import of_year


def held(day: date, form: str = "quarterly", *later: str, moved: date | None = None) -> Dossier:
    planned = date(2025, 1, 2)
    said = {"title": "Phiên họp", "form": form, "planned_on": day}
    steps = [StepTaken(1, "plan", planned, planned, "nghiep", said)]
    if moved:
        steps.append(StepTaken(2, "move", planned, planned, "nghiep", {"planned_on": moved}))
    steps += [StepTaken(no, code, day, day, "nghiep", {}) for no, code in enumerate(later, 3)]
    return Dossier(1, MEETING, 1, 2025, "22", "", "", planned, tuple(steps))


def told(on: date, *meetings: Dossier) -> list[tuple[int, bool, bool]]:
    return [(one.number, one.is_held, one.missed(on)) for one in of_year(meetings, on)]


def test_a_quarter_gone_by_without_one_is_missed_and_the_running_one_is_not() -> None:
    first = held(date(2025, 3, 20), "quarterly", "hold")
    assert told(date(2025, 9, 30), first) == [(1, True, False), (2, False, True), (3, False, False)]


def test_planned_and_never_held_is_missed_only_once_the_quarter_is_over() -> None:
    planned = held(date(2025, 3, 20))
    assert told(date(2025, 3, 31), planned) == [(1, False, False)]
    assert told(date(2025, 4, 1), planned)[0] == (1, False, True)


def test_ad_hoc_cancelled_and_moved_ones_do_not_count_for_it() -> None:
    day = date(2025, 2, 20)
    others = held(day, "ad_hoc", "hold"), held(day, "quarterly", "cancel"), held(day, moved=date(2025, 4, 2))
    assert told(date(2025, 6, 30), *others) == [(1, False, True), (2, False, False)]
    assert of_year(others, date(2025, 6, 30))[1].on == date(2025, 4, 2)


def test_another_year_is_another_year() -> None:
    assert told(date(2026, 1, 5), held(date(2025, 3, 20), "quarterly", "hold")) == [(1, False, False)]
