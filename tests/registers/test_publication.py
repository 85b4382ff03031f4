"""The public list on any day is a function of the state of matters, and says no more than the law does."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import cast
from tests.builders import a_matter, day
from thihanh.matters.intake import Intake, TagChange
from thihanh.matters.operations import register_many
from thihanh.matters.queries import histories_of
from thihanh.offices.reach import EVERYTHING, Reach
from thihanh.registers import publication, publishing
from thihanh.registers.publication import Asked, commune_of, initials, page, published_since

ON = day("30/09/2025")
START = date(2024, 11, 4)
_TURNS = ("in_progress", "no_means", "postponed", "separate_register", "done", "withdrawn", "suspended")
_GROUNDS = {"no_means": "N-1", "postponed": "H-a", "suspended": "T-a"}


@st.composite
def matter(draw, number: int) -> Intake:
    """A matter with a random history of stages that may follow one another."""
    from thihanh.matters.states import may_follow

    on = START
    built = a_matter(f"{number}/QĐ", f"{on:%d/%m/%Y}").held_by(cast.LAN.code, cast.LAN.unit).owing(1_000_000)
    last = "decided"
    for stage in draw(st.lists(st.sampled_from(_TURNS), max_size=7)):
        if not may_follow(last, stage):
            continue
        on += timedelta(days=draw(st.integers(0, 60)))
        built = built.then(stage, f"{on:%d/%m/%Y}", _GROUNDS.get(stage, ""))
        last = stage
    return built.intake


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_rows_of_any_day_are_the_function_of_the_histories(db, data):
    from django.db import transaction

    with transaction.atomic():
        point = transaction.savepoint()
        cast.gather(cast.LAN)
        ids = register_many([data.draw(matter(n)) for n in range(1, 7)], by=cast.BY)
        histories = histories_of(ids)
        for after in (0, 30, 77, 140, 260, 330):
            on = START + timedelta(days=after)
            expected = {
                (one, since) for one in ids if (since := published_since(histories[one], on)) is not None
            }
            found = page(Asked("22", on), limit=100)
            assert {(row.matter_id, row.since) for row in found.rows} == expected, on
            assert found.total == len(expected)
        transaction.savepoint_rollback(point)


def published(**party) -> a_matter:
    built = a_matter("101/QĐ", "06/01/2025").held_by(cast.LAN.code, cast.LAN.unit).owing(5_000_000)
    built = built.then("no_means", "20/05/2025", "N-1")
    creditor, debtor = built.intake.parties
    said = {"address": "Tổ 7, phường Hồng Hải, tỉnh Quảng Ninh", **party}
    return built._with(parties=(creditor, replace(debtor, **said)))


NOW = Asked("22", ON)


def only_row(asked: Asked = NOW) -> publication.PublicRow:
    (row,) = page(asked).rows
    return row


@pytest.fixture
def people(db) -> None:
    cast.gather()


def test_before_july_2026_name_address_and_obligation_only(people):
    register_many([published().intake], by=cast.BY)
    row = only_row()
    assert (row.regime, row.name, row.address) == (
        "R08",
        "Đỗ Văn Ánh",
        "Tổ 7, phường Hồng Hải, tỉnh Quảng Ninh",
    )
    assert [(one.kind, one.outstanding) for one in row.owed] == [("court_fee", 5_000_000)]
    assert (row.judgment, row.decision, row.ground) == (None, None, None)


def test_from_july_2026_judgment_decision_and_reason_too(people):
    built = a_matter("102/QĐ", "06/07/2026").held_by(cast.LAN.code, cast.LAN.unit).owing(5_000_000)
    register_many([built.then("no_means", "20/08/2026", "N-a").intake], by=cast.BY)
    from thihanh.matters.operations import extend_horizon

    extend_horizon(work_year=2027)
    row = only_row(Asked("22", day("01/09/2026")))
    assert row.regime == "R25"
    assert row.decision == ("102/QĐ", day("06/07/2026"))
    assert row.judgment[0] == "102/QĐ/BA"
    assert row.ground == "N-a"


@pytest.mark.parametrize(
    ("stage", "ground"), [("in_progress", ""), ("done", ""), ("withdrawn", ""), ("terminated", "C-1")]
)
def test_an_end_a_resumption_a_withdrawal_takes_the_row_away_by_itself(people, stage, ground):
    register_many([published().then(stage, "10/06/2025", ground).intake], by=cast.BY)
    assert page(Asked("22", day("09/06/2025"))).total == 1
    assert page(Asked("22", day("10/06/2025"))).rows == ()


def test_the_separate_register_keeps_the_first_day(people):
    register_many([published().then("separate_register", "10/06/2025").intake], by=cast.BY)
    assert only_row().since == day("20/05/2025")


@pytest.mark.parametrize(("born", "covered"), [(2007, True), (2008, True), (2006, False), (None, False)])
def test_somebody_who_may_be_under_age_is_covered(people, born, covered):
    register_many([published(birth_year=born).intake], by=cast.BY)
    row = only_row()
    assert (row.name == "Đ. V. Á.") == covered
    assert (row.address is None) == covered
    assert page(Asked("22", ON, commune="phường Hồng Hải")).total == (0 if covered else 1)
    assert publication.communes("22", ON) == (() if covered else ("phường Hồng Hải",))


def test_a_protected_person_keeps_the_address(people):
    built = published()._with(
        tags=(TagChange(day("06/01/2025"), "protected", True, known_on=day("06/01/2025")),)
    )
    register_many([built.intake], by=cast.BY)
    row = only_row()
    assert (row.name, row.address, row.masks) == ("Đỗ Văn Ánh", None, ("protected",))
    assert page(Asked("22", ON, commune="Hồng Hải")).rows == ()


def test_the_list_narrows_by_agency_office_day_and_commune(people):
    register_many([published().intake], by=cast.BY)
    assert page(Asked("44", ON)).rows == ()
    assert page(Asked("22", ON, office="22.KV02")).rows == ()
    assert page(Asked("22", ON, since=day("20/05/2025"))).total == 1
    assert page(Asked("22", ON, since=day("21/05/2025"))).total == 0
    assert page(Asked("22", ON, commune="phường hồng hải")).total == 1


def test_no_id_number_can_leave_through_a_row(people):
    register_many([published(id_number="022090765432").intake], by=cast.BY)
    assert "022090765432" not in repr(page(Asked("22", ON)))


def test_communes_and_initials():
    assert commune_of("Tổ 7, Phường Hồng Hải, tỉnh Quảng Ninh") == "Phường Hồng Hải"
    assert commune_of("Số 1 phố Phường Đúc, tỉnh Quảng Ninh") == ""
    assert initials("đỗ  văn ánh") == "Đ. V. Á."


# What publication still wants of people.


def due(task: publishing.Task, seen: Reach = EVERYTHING) -> list[tuple[int, date]]:
    return [(row.matter_id, row.trigger) for row in publishing.page(task, seen).rows]


def test_publish_then_update_then_end_each_from_its_own_day(people):
    from tests.registers.test_registers import step
    from thihanh.matters import writing
    from thihanh.matters.intake import MoneyChange, StageChange
    from thihanh.matters.writing import Heading

    (one,) = register_many([published().intake], by=cast.BY)
    assert due("publish") == [(one, day("20/05/2025"))]
    assert due("update") == due("end") == []
    step(one, "publish", "22/05/2025")
    assert due("publish") == due("update") == due("end") == []
    paid = MoneyChange(day("01/06/2025"), 1, "collected", 1_000_000, known_on=day("02/06/2025"))
    writing.write([Intake(matter_id=one, money=(paid,))], Heading(act="x", by="y"))
    assert due("update") == [(one, day("02/06/2025"))]
    step(one, "publication_updated", "04/06/2025")
    assert due("update") == []
    back = StageChange(day("10/06/2025"), "in_progress", known_on=day("10/06/2025"))
    writing.write([Intake(matter_id=one, stages=(back,))], Heading(act="x", by="y"))
    assert due("end") == [(one, day("10/06/2025"))]
    assert publishing.counts(EVERYTHING) == {"publish": 0, "update": 0, "end": 1}
    step(one, "publication_ended", "12/06/2025")
    assert due("end") == due("publish") == []
    assert publishing.counts(Reach(officers=frozenset({cast.HOA.code}))) == {
        "publish": 0,
        "update": 0,
        "end": 0,
    }
