"""The effect read from the record: twelve linked matters, sixty comparable ones, a known true effect."""

from collections.abc import Sequence
from datetime import date

import pytest

from tests.builders import a_matter
from tests.cast import BAN, LAN, TRUONG, gather, viewer
from tests.steering.test_pages import page
from tests.web.conftest import Standing
from thihanh.dossiers.operations import New, open_dossier
from thihanh.matters.operations import register_many
from thihanh.steering.effect import Estimate
from thihanh.steering.effect_queries import Measured, measured, without_effect
from thihanh.web.effects import sentence

pytestmark = pytest.mark.django_db
GIVEN, TODAY = date(2025, 3, 3), date(2025, 6, 30)
"""Windows of ninety days: 03/12/2024 to 02/03/2025, and 03/03 to 31/05/2025."""
LINKED, OTHERS = 12, 60
MILLION = 1_000_000
TRUE_EFFECT = 10 * MILLION


@pytest.fixture(autouse=True)
def _on_the_day(settings) -> None:
    settings.CLOCK = Standing(TODAY)


def a_world(more: int) -> list[int]:
    """Matters of one stratum that pay about one million before, two after; the first twelve more after."""
    gather()
    held = []
    for no in range(LINKED + OTHERS):
        uneven = no * 7 % 5 * 200_000
        after = 2 * MILLION + uneven + (more if no < LINKED else 0)
        held.append(
            a_matter(f"{no + 1}/QĐ-TS", "05/02/2024")
            .owing(60 * MILLION + no * 100_000)
            .then("in_progress", "01/03/2024")
            .paying(MILLION + no * 3 % 4 * 100_000, "15/01/2025")
            .paying(after, "15/04/2025")
            .held_by(LAN.code, "22.KV01")
            .intake
        )
    return register_many(held, by=LAN.code)


def directed(matters: Sequence[int]) -> int:
    raw = {
        "sort": "drive_eligible",
        "title": "Thi hành dứt điểm việc có điều kiện trên 1 năm",
        "owner_body": "agency",
        "matters": [str(one) for one in matters],
        "deliverable": "báo cáo",
        "due": "30/06/2025",
        "evidence": "paper",
    }
    return open_dossier(New("directive", raw, agency="22"), by=viewer(TRUONG), on=GIVEN)


def told(found: Measured, code: str) -> Estimate:
    return next(one for one in found.effect.estimates if one.measure.code == code)


def test_a_true_effect_lies_in_the_interval_and_is_seen() -> None:
    directive = directed(a_world(TRUE_EFFECT)[:LINKED])
    found = measured(viewer(TRUONG), directive, TODAY)
    assert (found.effect.verdict, found.windows.days) == ("seen", 90)
    assert [len(one.others) for one in found.effect.pairs] == [5] * LINKED
    assert not {one.matter for one in found.effect.pairs} & {
        other for one in found.effect.pairs for other in one.others
    }
    collected = told(found, "collected")
    assert 0 < collected.low <= TRUE_EFFECT <= collected.high
    assert abs(collected.value - TRUE_EFFECT) < MILLION
    assert collected.linked.after - collected.others.after > 9 * MILLION
    assert not told(found, "resolved").is_seen
    assert without_effect(viewer(TRUONG), TODAY) == ()
    shown = page(BAN, "directive-effect", directive)
    assert "Thấy tác động" in shown
    assert "tiền thu được mỗi việc +" in sentence(found)
    assert "/viec/" not in shown


def test_no_effect_is_said_plainly_and_listed() -> None:
    directive = directed(a_world(0)[:LINKED])
    found = measured(viewer(TRUONG), directive, TODAY)
    assert found.effect.verdict == "unseen"
    assert told(found, "collected").low <= 0 <= told(found, "collected").high
    assert sentence(found).startswith("Chưa thấy tác động: 12 việc được giao không khác việc tương tự")
    assert [one.directive.id for one in without_effect(viewer(TRUONG), TODAY)] == [directive]
    assert "Chưa thấy tác động" in page(BAN, "effects")


def test_before_thirty_days_and_below_ten_matters_nothing_is_concluded() -> None:
    world = a_world(TRUE_EFFECT)
    early = measured(viewer(TRUONG), directed(world[:LINKED]), date(2025, 4, 1))
    assert early.effect.verdict == "early"
    assert sentence(early) == "Chưa đủ thời gian: mới 29 ngày, cần 30 ngày sau khi giao."
    few = measured(viewer(TRUONG), directed(world[:9]), TODAY)
    assert few.effect.verdict == "few"
    assert sentence(few) == "Quá ít việc để kết luận: 9 việc được giao, cần 10."


def test_matters_of_another_directive_do_not_serve_as_comparable() -> None:
    world = a_world(TRUE_EFFECT)
    directed(world[LINKED : LINKED + 20])
    found = measured(viewer(TRUONG), directed(world[:LINKED]), TODAY)
    used = {other for one in found.effect.pairs for other in one.others}
    assert not used & set(world[: LINKED + 20])
    assert len(used) == OTHERS - 20
