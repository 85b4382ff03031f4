"""A corrected stage: a new fact that names the one it replaces, refused where it cannot be."""

from dataclasses import replace

import pytest

from tests.builders import a_matter, day
from thihanh.matters import queries
from thihanh.matters.intake import StageChange
from thihanh.matters.operations import correct_stage, register_many
from thihanh.matters.rules import StateRefused
from thihanh.offices.reach import Viewer

pytestmark = pytest.mark.django_db

TODAY = day("24/02/2025")
LAN = Viewer(1, "22.0001", "Lan", ("officer",), "22.KV01", "22")
BINH = Viewer(2, "22.0009", "Bình", ("office_head",), "22.KV01", "22")
HOA = Viewer(3, "22.0101", "Hoa", ("officer",), "22.KV02", "22")


@pytest.fixture
def verifying() -> int:
    matter = (
        a_matter("21/QĐ-CTHADS", "06/01/2025")
        .held_by("22.0001", "22.KV01")
        .owing(5_000_000)
        .then("voluntary", "10/01/2025")
        .then("verifying", "21/01/2025")
    )
    return register_many([matter.intake], by="22.0001")[0]


def stages(matter_id: int) -> list[str]:
    return [s.stage for s in queries.histories_of([matter_id])[matter_id]]


def test_a_corrected_stage_names_the_one_it_replaces_and_the_old_one_stays_readable(verifying: int) -> None:
    old = queries.stages_of(verifying)[-1]
    correct_stage(
        matter_id=verifying,
        fact_id=old.id,
        change=StageChange(day("22/01/2025"), "verifying", known_on=TODAY),
        reason="Ghi nhầm ngày, biên bản là 22/01",
        by=LAN,
        on=TODAY,
    )
    now = queries.stages_of(verifying)

    assert [(s.on, s.in_force) for s in now if s.stage == "verifying"] == [
        (day("21/01/2025"), False),
        (day("22/01/2025"), True),
    ]
    assert next(s for s in now if s.in_force and s.stage == "verifying").replaces == old.id


def test_a_correction_is_not_corrected_through_the_old_fact(verifying: int) -> None:
    old = queries.stages_of(verifying)[-1]
    act = {
        "matter_id": verifying,
        "fact_id": old.id,
        "reason": "Ghi nhầm ngày, biên bản là 22/01",
        "by": LAN,
        "on": TODAY,
    }
    change = StageChange(day("22/01/2025"), "verifying", known_on=TODAY)
    correct_stage(change=change, **act)
    with pytest.raises(StateRefused, match="đã được sửa trước đó"):
        correct_stage(change=replace(change, on=day("23/01/2025")), **act)


def test_a_correction_of_a_correction_goes_through_the_one_in_force(verifying: int) -> None:
    for date_text in ("22/01/2025", "23/01/2025"):
        fact = next(s for s in queries.stages_of(verifying) if s.in_force and s.stage == "verifying")
        correct_stage(
            matter_id=verifying,
            fact_id=fact.id,
            change=StageChange(day(date_text), "verifying", known_on=TODAY),
            reason="Đối chiếu lại biên bản xác minh",
            by=BINH,
            on=TODAY,
        )
    in_force = [s for s in queries.stages_of(verifying) if s.in_force]
    assert [s.on for s in in_force if s.stage == "verifying"] == [day("23/01/2025")]


def test_a_correction_that_breaks_the_order_of_stages_changes_nothing(verifying: int) -> None:
    first = queries.stages_of(verifying)[0]
    with pytest.raises(StateRefused, match="bắt đầu từ ngày ra quyết định"):
        correct_stage(
            matter_id=verifying,
            fact_id=first.id,
            change=StageChange(day("20/02/2025"), "decided", known_on=TODAY),
            reason="Thử ghi ngày quyết định muộn hơn",
            by=BINH,
            on=TODAY,
        )
    assert len(queries.stages_of(verifying)) == 3


def test_a_correction_needs_a_reason(verifying: int) -> None:
    with pytest.raises(StateRefused, match="lý do"):
        correct_stage(
            matter_id=verifying,
            fact_id=queries.stages_of(verifying)[-1].id,
            change=StageChange(day("22/01/2025"), "verifying", known_on=TODAY),
            reason="  ",
            by=LAN,
            on=TODAY,
        )
