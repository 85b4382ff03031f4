"""An effect worked out is said again only while the record stands still up to the end of its windows."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders import a_matter
from tests.cast import LAN, TRUONG, gather, viewer
from tests.steering.conftest import ON
from thihanh.dossiers.loading import load
from thihanh.dossiers.operations import New, open_dossier
from thihanh.matters.intake import Intake, StageChange
from thihanh.matters.operations import register_many
from thihanh.steering import effect_kept, effect_queries
from thihanh.steering.effect_kept import Mark

pytestmark = pytest.mark.django_db
GIVEN, LINKED = date(2025, 7, 1), 12
LAST = date(2025, 9, 28)


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch) -> None:
    monkeypatch.setattr(effect_queries, "_KEPT", {})


@pytest.fixture
def world(db) -> list[int]:
    """Sixty like matters: a dozen for each of two directives, the others to compare with."""
    gather()
    held = [
        a_matter(f"{n}/QĐ-TĐ", "05/01/2024").owing(9_000_000 + n).then("in_progress", "01/02/2024")
        for n in range(60)
    ]
    return register_many([one.held_by(LAN.code, "22.KV01").intake for one in held], by=LAN.code)


def directives(world: list[int], count: int = 2) -> list[object]:
    ids = [
        open_dossier(
            New("directive", raw([str(one) for one in world[LINKED * n : LINKED * (n + 1)]]), agency="22"),
            by=viewer(TRUONG),
            on=ON,
        )
        for n in range(count)
    ]
    return list(load(ids).values())


def raw(matters: list[str]) -> dict[str, object]:
    return {
        "sort": "task",
        "title": "Xử lý dứt điểm",
        "owner_body": "police_province",
        "deliverable": "văn bản",
        "due": "20/10/2025",
        "evidence": "paper",
        "matters": matters,
        "on": GIVEN.strftime("%d/%m/%Y"),
    }


def read(found: list[object]) -> int:
    """How many statements ask where the matters stood on the eve."""
    with CaptureQueriesContext(connection) as asked:
        effect_queries.of_all(found, ON)
    return sum("with at as" in str(one["sql"]) for one in asked)


def stage(matter: int, on: date) -> None:
    done = StageChange(on, "done", ON)
    register_many([Intake(matter_id=matter, stages=(done,))], by=LAN.code)


def test_directives_of_one_day_are_read_together_and_each_is_what_it_is_alone(world: list[int]) -> None:
    found = directives(world)
    assert read(found) == 2, "the linked matters and those to compare with, once for both"
    together = effect_queries.of_all(found, ON)
    assert read(found) == 0
    effect_queries._KEPT.clear()
    assert together == tuple(effect_queries.of(one, ON) for one in found)
    assert [one.effect.verdict for one in together] == ["unseen", "unseen"]
    assert [len(pair.others) for pair in together[0].effect.pairs] == [3] * LINKED


def test_today_s_acts_leave_an_effect_standing(world: list[int]) -> None:
    found = directives(world, 1)
    read(found)
    stage(world[40], ON)
    assert read(found) == 0


def test_an_act_entered_late_does_not(world: list[int]) -> None:
    found = directives(world, 1)
    before = effect_queries.of_all(found, ON)
    for one in world[:LINKED]:
        stage(one, LAST)
    assert read(found) == 2
    after = effect_queries.of_all(found, ON)
    assert (before[0].effect.verdict, after[0].effect.verdict) == ("unseen", "seen")


def test_nor_does_another_directive_that_names_a_matter_compared_with(world: list[int]) -> None:
    found = directives(world, 1)
    read(found)
    open_dossier(New("directive", raw([str(world[50])]), agency="22"), by=viewer(TRUONG), on=ON)
    assert read(found) == 2


def test_nor_a_writer_that_had_not_ended(world: list[int]) -> None:
    now = effect_kept.mark()
    assert effect_kept.stands(now, LAST)
    assert not effect_kept.stands(Mark(now.newest, (*now.writers, "999/1")), LAST)
