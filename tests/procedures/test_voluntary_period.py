"""The voluntary period ends by itself: what the clock says the day after, and what the record does not."""

import pytest
from tests import cast
from tests.builders import day
from tests.procedures.acts.figures import stand
from tests.procedures.acts.scene import a_running_matter, case, do, refusal, register, stages

from thihanh.deadlines import load_calendar
from thihanh.matters.listing import Filters, page
from thihanh.offices.reach import EVERYTHING
from thihanh.procedures.day import Place, first
from thihanh.procedures.offering import offers
from thihanh.procedures.open_acts import open_acts

pytestmark = pytest.mark.django_db
#: Notified on 10/02/2025: ten days end on Thursday 20/02, the first verification is due by Monday 03/03.
LAST, AFTER, DUE = "20/02/2025", "21/02/2025", "03/03/2025"
FOUND = {
    "occasion": "first",
    "means": "direct",
    "content": "Đã xác minh tại nơi cư trú",
    "result": "in_progress",
}


@pytest.fixture
def matter(db: None) -> int:
    cast.gather()
    built = a_running_matter().then("assigned", "07/01/2025").then("voluntary", "10/02/2025")
    return register(built)[0]


def over(on: str) -> list[int]:
    """The list «hết thời hạn tự nguyện» of a day."""
    return [row.id for row in page(EVERYTHING, Filters(voluntary_over_on=day(on))).rows]


def late(on: str) -> int:
    return page(EVERYTHING, Filters(overdue_on=day(on))).total


def place(on: str) -> Place:
    """The matter's place among the acts of the day."""
    (found,) = first(open_acts(EVERYTHING), on=day(on), calendar=load_calendar()).places
    return found


def possible(matter: int, on: str) -> set[str]:
    return {one.act.code for one in offers(case(matter, on=on)) if one.possible}


def test_the_stage_is_named_by_the_clock_and_stands_in_its_list(matter: int) -> None:
    (row,) = page(EVERYTHING, Filters()).rows
    assert row.stage_on(day(LAST)) == "Trong thời hạn tự nguyện"
    assert row.stage_on(day(AFTER)) == "Hết thời hạn tự nguyện từ 21/02/2025, chờ xác minh"
    assert (over(LAST), over(AFTER)) == ([], [matter])


def test_the_debtors_period_is_not_the_officers_delay(matter: int) -> None:
    (row,) = page(EVERYTHING, Filters()).rows
    assert (row.next_rule, row.next_due) == ("DL-19", day(DUE))
    assert [late(on) for on in (LAST, AFTER, DUE, "04/03/2025")] == [0, 0, 0, 1]


def test_verification_is_offered_from_the_day_after(matter: int) -> None:
    assert "verify" not in possible(matter, LAST)
    assert "đến hết ngày 20/02/2025" in refusal("verify", matter, FOUND, on=LAST).sentence
    assert "verify" in possible(matter, AFTER)
    wanted = {"measure": "seize", "reason": "Không tự nguyện"}
    assert (
        "đang «Hết thời hạn tự nguyện từ 21/02/2025" in refusal("coerce", matter, wanted, on=AFTER).sentence
    )

    do("verify", matter, FOUND, on=AFTER)

    assert stages(matter)[-1] == "in_progress"
    assert "coerce" in possible(matter, AFTER)
    assert over(AFTER) == []


def test_the_day_names_the_verification_only_once_the_period_is_over(matter: int) -> None:
    waiting, now = place(LAST), place(AFTER)
    assert (waiting.points.left, waiting.points.deadline, waiting.open.due) == (None, 0, None)
    assert (now.points.left, now.open.act, now.open.due) == (6, "verify", day(DUE))
    assert now.points.deadline > 0


def test_the_forms_count_the_recorded_stage(matter: int) -> None:
    assert stand(LAST) == stand(AFTER) == {"due": 1, "other": 1}
    do("verify", matter, FOUND, on=AFTER)
    assert stand(AFTER) == {"due": 1, "in_progress": 1}
