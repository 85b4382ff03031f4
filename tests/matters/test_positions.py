"""Where a matter stood: the one derivation, against histories told in a few words."""

import re
from datetime import date
from itertools import pairwise

import pytest
from django.db import connection

from tests.builders import a_matter, day
from thihanh.matters.operations import extend_horizon, register_many
from thihanh.matters.states import ENDS

pytestmark = pytest.mark.django_db


def positions(matter_id: int, known: date | None = None) -> list[dict[str, object]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM matters_positions(%s, %s) ORDER BY lo", [[matter_id], known])
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def stored(matter_id: int) -> list[dict[str, object]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM matters_position WHERE matter_id = %s ORDER BY lo", [matter_id])
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def at(rows: list[dict[str, object]], on: str) -> dict[str, object]:
    found = [row for row in rows if row["lo"] <= day(on) < row["hi"]]
    assert len(found) == 1, f"{len(found)} positions on {on}"
    return found[0]


def register(matter: a_matter) -> int:
    return register_many([matter.intake], by="22.0001")[0]


def paid_in_the_year() -> a_matter:
    return (
        a_matter("12/QĐ-CTHADS", "06/01/2025")
        .held_by("22.0001", "22.KV01")
        .owing(5_000_000)
        .then("voluntary", "10/01/2025")
        .then("in_progress", "24/01/2025")
        .paying(2_000_000, "03/02/2025")
        .paying(3_000_000, "03/03/2025")
        .then("done", "03/03/2025")
    )


def test_a_matter_stands_in_one_place_every_day_from_decision_to_the_end_of_the_year_it_ended() -> None:
    rows = positions(register(paid_in_the_year()))

    assert rows[0]["lo"] == day("06/01/2025")
    assert rows[-1]["hi"] == day("01/10/2025")
    assert all(before["hi"] == after["lo"] for before, after in pairwise(rows))


def test_money_of_the_year_runs_with_the_days() -> None:
    rows = positions(register(paid_in_the_year()))

    assert [at(rows, d)["outstanding"] for d in ("06/01/2025", "03/02/2025", "03/03/2025")] == [
        5_000_000,
        3_000_000,
        0,
    ]
    assert at(rows, "30/09/2025")["ytd_collected"] == 5_000_000
    assert at(rows, "30/09/2025")["is_new"] is True
    assert at(rows, "30/09/2025")["in_opening"] is False


def test_an_open_matter_is_carried_into_the_next_year_with_what_was_left() -> None:
    rows = positions(
        register(
            a_matter("13/QĐ-CTHADS", "06/01/2025")
            .held_by("22.0001", "22.KV01")
            .owing(5_000_000)
            .then("in_progress", "24/01/2025")
            .paying(1_000_000, "03/02/2025")
        )
    )
    opened = at(rows, "15/10/2025")

    assert opened["in_opening"] is True
    assert opened["open_out"] == 4_000_000
    assert opened["ytd_collected"] == 0
    assert opened["stage_since"] == day("24/01/2025")


def test_the_separate_register_is_left_and_entered_with_its_money() -> None:
    rows = positions(
        register(
            a_matter("14/QĐ-CTHADS", "08/01/2024")
            .held_by("22.0001", "22.KV01")
            .owing(9_000_000)
            .then("no_means", "01/02/2024", "N-1")
            .then("separate_register", "10/02/2025")
            .then("in_progress", "12/05/2025")
        )
    )

    assert at(rows, "31/03/2025")["ytd_moved"] == 1
    assert at(rows, "31/03/2025")["ytd_moved_money"] == 9_000_000
    assert at(rows, "30/06/2025")["ytd_returned"] == 1
    assert at(rows, "30/06/2025")["ytd_returned_money"] == 9_000_000
    assert at(rows, "30/06/2025")["in_opening"] is True


def test_a_matter_in_the_separate_register_on_the_eve_does_not_open_the_year() -> None:
    rows = positions(
        register(
            a_matter("15/QĐ-CTHADS", "09/01/2023")
            .held_by("22.0001", "22.KV01")
            .owing(9_000_000)
            .then("no_means", "01/02/2023", "N-1")
            .then("separate_register", "10/02/2024")
        )
    )

    assert at(rows, "01/10/2024")["in_opening"] is False
    assert at(rows, "01/10/2024")["open_out"] == 0


def test_as_known_on_leaves_out_what_was_entered_later() -> None:
    matter_id = register(
        a_matter("16/QĐ-CTHADS", "06/01/2025")
        .held_by("22.0001", "22.KV01")
        .owing(1_000_000)
        .then("in_progress", "24/01/2025")
        .paying(1_000_000, "29/09/2025", known="03/10/2025")
        .then("done", "29/09/2025", known="03/10/2025")
    )

    assert at(positions(matter_id, day("30/09/2025")), "30/09/2025")["stage"] == "in_progress"
    assert at(positions(matter_id, day("05/10/2025")), "30/09/2025")["stage"] == "done"


def test_the_stored_projection_is_the_derivation() -> None:
    matter_id = register(paid_in_the_year())

    assert stored(matter_id) == positions(matter_id)


def test_two_stages_on_one_day_count_by_their_order() -> None:
    rows = positions(
        register(
            a_matter("17/QĐ-CTHADS", "06/01/2025")
            .held_by("22.0001", "22.KV01")
            .then("assigned", "06/01/2025")
            .then("voluntary", "06/01/2025")
        )
    )

    assert at(rows, "06/01/2025")["stage"] == "voluntary"


def test_open_matters_are_carried_into_later_work_years_once_and_ended_ones_stay_where_they_ended() -> None:
    still_open = register(
        a_matter("13/QĐ-CTHADS", "06/01/2025").held_by("22.0001", "22.KV01").owing(5_000_000)
    )
    ended = register(paid_in_the_year())
    assert stored(still_open)[-1]["hi"] == day("01/10/2027")

    assert (extend_horizon(work_year=2029), extend_horizon(work_year=2029)) == (2, 0)

    assert at(stored(still_open), "30/09/2029")["outstanding"] == 5_000_000
    assert stored(still_open) == positions(still_open)
    assert stored(ended)[-1]["hi"] == day("01/10/2025")


def test_the_database_ends_a_matter_at_the_same_stages_as_the_rules() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'matters_positions'")
        (source,) = cursor.fetchone()
    drawn = re.findall(r"stage IN \(([^)]*)\)", source)
    assert len(drawn) == 2
    assert [set(re.findall(r"'(\w+)'", codes)) for codes in drawn] == [ENDS, ENDS]
