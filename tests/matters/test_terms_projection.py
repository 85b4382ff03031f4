"""Open terms as rows: what the facts say, the days that could move each, and the nearest one in lists."""

import json

import pytest
from django.db import connection

from tests.builders import a_matter, day
from thihanh.deadlines import load_calendar
from thihanh.matters import projections, queries
from thihanh.matters.intake import Holding, Intake, StageChange, Step
from thihanh.matters.operations import register_many
from thihanh.offices.reach import EVERYTHING

pytestmark = pytest.mark.django_db
TODAY = day("30/09/2025")
NAMES = ("rule", "from_on", "due_on", "first_day", "last_day", "officer", "stops", "met_by")


@pytest.fixture
def matter() -> int:
    built = a_matter("1/QĐ", "06/01/2025").held_by("22.0001", "22.KV01").then("voluntary", "10/01/2025")
    return register_many([built.intake], by="22.0001")[0]


def rows(matter_id: int) -> list[dict[str, object]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rule, from_on, due_on, first_day, last_day, officer, stops::text, met_by "
            "FROM matters_term WHERE matter_id = %s ORDER BY no",
            [matter_id],
        )
        return [dict(zip(NAMES, row, strict=True)) for row in cursor.fetchall()]


def add(matter_id, **groups):
    register_many([Intake(matter_id=matter_id, **groups)], by="22.0001")


def test_a_row_names_the_days_that_could_move_it_and_who_holds_the_matter(matter: int) -> None:
    voluntary, verification = rows(matter)
    assert voluntary == {
        "rule": "DL-18",
        "from_on": day("10/01/2025"),
        "due_on": day("20/01/2025"),
        "first_day": day("20/01/2025"),
        "last_day": day("20/01/2025"),
        "officer": "22.0001",
        "stops": "[]",
        "met_by": [],
    }
    # A day off on 20/01 moves the end of the voluntary period, and the verification that counts from it.
    assert (verification["first_day"], verification["last_day"]) == (day("20/01/2025"), day("03/02/2025"))
    assert verification["met_by"] == ["verify"]


def test_the_nearest_row_is_what_lists_say(matter: int) -> None:
    row = queries.file(EVERYTHING, matter, on=TODAY, calendar=load_calendar()).row
    assert (row.next_rule, row.next_due) == ("DL-19", day("03/02/2025"))


def test_a_stop_leaves_its_terms_without_a_day_and_its_own_terms_nearest(matter: int) -> None:
    on = day("14/01/2025")
    add(
        matter,
        stages=(StageChange(on, "postponed", known_on=on, ground="H-c"),),
        steps=(Step(on, "postpone", known_on=on, ground="H-c", until=day("31/03/2025")),),
    )
    found = {row["rule"]: row for row in rows(matter)}
    assert found["DL-18"]["due_on"] is None
    (stop,) = json.loads(str(found["DL-18"]["stops"]))
    assert (stop["from"], stop["to"], stop["reason"]) == ("2025-01-14", None, "hoãn thi hành án")
    row = queries.file(EVERYTHING, matter, on=TODAY, calendar=load_calendar()).row
    assert (row.next_rule, row.next_due) == ("DL-12", day("17/01/2025"))


def test_rows_follow_the_officer_who_holds_the_matter(matter: int) -> None:
    on = day("13/01/2025")
    add(matter, holdings=(Holding(on, "22.KV02", "22.0011", known_on=on),))
    assert {row["officer"] for row in rows(matter)} == {"22.0011"}


def test_the_rows_are_the_terms_of_the_page_and_of_a_rebuild(matter: int) -> None:
    on = day("22/01/2025")
    add(
        matter,
        stages=(StageChange(on, "no_means", known_on=on, ground="N-1"),),
        steps=(Step(on, "no_means", known_on=on, ground="N-1"),),
    )
    terms = queries.file(EVERYTHING, matter, on=TODAY, calendar=load_calendar()).terms
    stored = rows(matter)
    assert [(row["rule"], row["due_on"]) for row in stored] == [(term.rule, term.due) for term in terms]
    assert {row["rule"] for row in stored} == {"DL-12", "DL-21", "DL-26", "DL-31"}
    projections.refresh()
    assert rows(matter) == stored


def test_after_the_end_only_what_outlives_it_runs(matter: int) -> None:
    on = day("24/02/2025")
    add(matter, stages=(StageChange(on, "done", known_on=on),), steps=(Step(on, "done", known_on=on),))
    assert rows(matter) == []
    add(matter, steps=(Step(on, "confirmation_requested", known_on=on),))
    assert [row["rule"] for row in rows(matter)] == ["DL-91"]
