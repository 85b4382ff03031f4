"""A few matters and many are told by different statements; what is told, and kept, is the same."""

from dataclasses import replace

import pytest
from django.db import connection

from tests.builders import a_matter, day
from thihanh.matters import projections, stands
from thihanh.matters.intake import Intake, Step, VerificationResult
from thihanh.matters.operations import register_many

pytestmark = pytest.mark.django_db
KEPT = ("matters_position", "matters_current", "matters_term", "matters_name")


@pytest.fixture
def matters() -> list[int]:
    paid = (
        a_matter("1/QĐ", "06/01/2025")
        .held_by("22.0001", "22.KV01")
        .owing(5_000_000)
        .tagged("credit")
        .then("voluntary", "10/01/2025")
        .then("in_progress", "24/01/2025")
        .paying(2_000_000, "03/02/2025")
    )
    bare = a_matter("2/QĐ", "07/01/2025")
    ids = register_many([paid.intake, bare.intake], by="22.0001")
    on = day("04/02/2025")
    told = Step(on=on, code="seize", known_on=on, facts={"kind": "land", "count": 2, "sure": True})
    seen = VerificationResult(on=on, means="on_site", finding="", known_on=on)
    register_many([Intake(matter_id=ids[0], steps=(told,), verifications=(seen,))], by="22.0001")
    return ids


def kept() -> dict[str, list[tuple[object, ...]]]:
    with connection.cursor() as cursor:
        found = {}
        for table in KEPT:
            cursor.execute(f"SELECT t::text FROM {table} t ORDER BY 1")
            found[table] = cursor.fetchall()
        return found


def test_few_and_many_are_told_the_same(matters: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    few = stands.taken(matters, stands.Touched())
    monkeypatch.setattr(stands, "FEW", 0)
    many = stands.taken(matters, stands.Touched())

    listed = [replace(one, tags=list(one.tags), parties=list(one.parties)) for one in many]
    assert sorted(few, key=lambda one: one.matter_id) == listed
    assert few[0].told.steps[0].facts == {"kind": "land", "count": 2, "sure": True}
    assert (few[0].due, few[0].collected, few[1].due) == (5_000_000, 2_000_000, 0)


def test_few_and_many_are_kept_the_same(matters: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    by_few = kept()
    projections.refresh(matters)
    assert kept() == by_few
    monkeypatch.setattr(stands, "FEW", 0)
    monkeypatch.setattr("thihanh.trail.copying.FEW", 0)
    projections.refresh(matters)
    assert kept() == by_few
    assert all(by_few.values())
