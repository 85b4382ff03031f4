"""The loop of the watch-lists: without causes, plan, day and report a matter stands against its office."""

from datetime import date

import pytest

from tests.builders import a_matter
from tests.cast import BY, HOA, LAN, gather
from thihanh.matters.intake import Intake, Step
from thihanh.matters.operations import register_many
from thihanh.offices.reach import EVERYTHING
from thihanh.statistics import watch
from thihanh.statistics.watch_loop import followed, month_to_report, offices_of

ON = date(2025, 9, 30)
pytestmark = pytest.mark.django_db


@pytest.fixture
def watched() -> list[int]:
    gather(LAN, HOA)
    old = [
        a_matter(f"{n}/QĐ", "02/01/2023").held_by(who.code, who.unit).owing(1_000_000).then(
            "in_progress", "01/03/2023"
        )
        for n, who in ((1, LAN), (2, LAN), (3, LAN), (4, LAN), (5, HOA))
    ]  # fmt: skip
    return register_many([one.intake for one in old], by=BY)


def planned(matter: int, on: date, until: date, *periods: str) -> None:
    plan = Step(on, "watch_plan", on, until=until, facts={"causes": "cause:no_buyer", "plan": "Đấu giá lại"})
    reports = tuple(
        Step(ON, "watch_report", ON, ordinal=n, facts={"period": period, "result": "Đã niêm yết"})
        for n, period in enumerate(periods)
    )
    register_many([Intake(matter_id=matter, steps=(plan, *reports))], by=BY)


def test_each_matter_says_what_it_lacks(watched) -> None:
    planned(watched[1], date(2025, 6, 2), date(2025, 8, 1))
    planned(watched[2], date(2025, 6, 2), date(2025, 12, 1), "07/2025")
    planned(watched[3], date(2025, 6, 2), date(2025, 12, 1), "07/2025", "08/2025")
    found = {one.row.matter_id: one for one in followed("22", ON, reach=EVERYTHING)}
    assert [found[one].state for one in watched] == [
        "no_plan",
        "plan_over",
        "no_report",
        "followed",
        "no_plan",
    ]
    assert found[watched[2]].missing == "chưa có báo cáo tháng 08/2025"
    assert found[watched[3]].causes == ("cause:no_buyer",)


def test_the_offices_account_adds_up_to_the_lists(watched) -> None:
    rows = followed("22", ON, reach=EVERYTHING)
    accounts = offices_of(rows)
    assert [(one.office, one.lacking) for one in accounts] == [("22.KV01", 4), ("22.KV02", 1)]
    listed = watch.long_eligible("22", ON, reach=EVERYTHING).matters
    assert sum(one.watched for one in accounts) == len(rows) == listed


def test_a_plan_made_this_month_owes_no_report_yet(watched) -> None:
    planned(watched[0], date(2025, 9, 15), date(2025, 12, 1))
    found = {one.row.matter_id: one.state for one in followed("22", ON, reach=EVERYTHING)}
    assert found[watched[0]] == "followed"


@pytest.mark.parametrize(
    ("on", "month"),
    [
        (date(2025, 9, 30), "08/2025"),
        (date(2025, 9, 5), "07/2025"),
        (date(2025, 9, 6), "08/2025"),
        (date(2026, 1, 3), "11/2025"),
    ],
)
def test_a_month_is_owed_from_the_day_the_parameter_names(on, month) -> None:
    assert month_to_report(on) == month
