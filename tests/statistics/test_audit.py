"""The classification audit: each pattern found where planted, seldom elsewhere; findings open matters."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_matter
from tests.spec.statistics.worlds import ENDS, FIRST, ON, a_world, findings, scored
from thihanh.matters import operations
from thihanh.offices.policy import Denied
from thihanh.offices.reach import EVERYTHING, Reach
from thihanh.statistics.numbers import Percent
from thihanh.statistics.readings import audit
from thihanh.statistics.readings.audit import Change, Evidence, Held, clock_months
from thihanh.statistics.readings.audited import audited, finding_matters, share_shifts

LAN, MINH = "22.0001", "22.0002"


def a_change(on: date, *, leaves: bool = True, matter: int = 1, officer: str = LAN) -> Change:
    return Change(matter, "22.KV01", officer, on, "a", "b", was_inside=leaves, is_inside=not leaves)


def test_false_alarms_are_few_and_what_is_planted_is_found() -> None:
    """The promise of the printed page, on fewer worlds."""
    scores = scored(12)
    for kind, most, least_precision, least_recall in (
        ("near_end", 200, 8000, 6000),
        ("flip", 100, 6500, 9900),
        ("old_evidence", 0, 10000, 10000),
        ("outlier", 200, 8000, 5500),
    ):
        score = scores[kind]
        assert score.false_alarms <= Percent(most), kind
        assert score.precision >= Percent(least_precision), kind
        assert score.recall >= Percent(least_recall), kind


def test_the_audit_finds_the_same_every_time() -> None:
    assert findings(a_world(3, gaming=True)) == findings(a_world(3, gaming=True))


@given(st.integers(0, 12), st.integers(0, 12), st.fractions(0, 1))
def test_the_binomial_tail_is_exact(count: int, draws: int, share: Fraction) -> None:
    below = audit.tail(0, draws, share) - audit.tail(count, draws, share)
    assert 0 <= below <= 1
    assert audit.tail(0, draws, share) == 1
    assert audit.tail(draws + 1, draws, share) == 0


@pytest.mark.parametrize(
    ("left", "back", "found"),
    [
        (date(2025, 9, 20), date(2025, 10, 10), True),
        (date(2025, 9, 15), date(2025, 10, 10), False),  # sixteen days before the end
        (date(2025, 9, 16), date(2025, 10, 30), True),
        (date(2025, 9, 16), date(2025, 10, 31), False),  # thirty-one days after
        (date(2025, 9, 20), date(2025, 9, 30), False),  # back before the period ended
        (date(2025, 8, 20), date(2025, 8, 30), False),  # no period ends in between
    ],
)
def test_a_flip_is_left_before_and_back_after_a_period_end(left: date, back: date, found: bool) -> None:
    there = [a_change(left), a_change(back, leaves=False)]
    assert bool(audit.flips(there, ENDS, ON)) == found


def test_leavings_gathered_before_an_end_are_found_only_when_colleagues_do_not_explain_them() -> None:
    late, early = ON - timedelta(days=3), date(2025, 5, 10)
    lan = [a_change(late, matter=n) for n in range(8)]
    minh = [a_change(early, matter=100 + n, officer=MINH) for n in range(40)]
    [found] = audit.near_end([*lan, *minh], ENDS, FIRST, ON)
    assert (found.officer, len(found.matters)) == (LAN, 8)
    all_late = [a_change(late, matter=200 + n, officer=MINH) for n in range(60)]
    assert audit.near_end([*lan, *all_late], ENDS, FIRST, ON) == ()


def test_evidence_has_the_clock_of_the_law() -> None:
    assert clock_months(ON, frozenset()) == 6
    assert clock_months(ON, frozenset({"prison_over_2_years"})) == 12
    seven = date(2025, 2, 20)
    known = Evidence(1, "22.KV01", LAN, seven, verified=True)
    prisoner = Evidence(2, "22.KV01", LAN, seven, verified=True, facts=frozenset({"prison_over_2_years"}))
    [found] = audit.old_evidence([known, prisoner], ON)
    assert found.matters == (1,)
    assert "xác minh lần cuối 20/02/2025" in found.said


def test_an_officer_off_the_colleagues_is_found_and_small_ones_are_not_compared() -> None:
    peers = [Held("22.KV01", f"22.1{n:03d}", 30 + n % 3, 100) for n in range(9)]
    [found] = audit.outliers([*peers, Held("22.KV01", LAN, 80, 100)], ON)
    assert found.officer == LAN
    assert "đồng nghiệp 31,00%" in found.said
    assert audit.outliers([*peers, Held("22.KV01", LAN, 19, 19)], ON) == ()


@pytest.mark.django_db
def test_findings_of_the_record_open_their_matters() -> None:
    operations.register_many([a_matter("9/QĐ", "02/12/2024").held_by(LAN, "22.KV01").owing(1).intake], by=LAN)
    numbered = _numbered()
    found = audited("22", ON, reach=EVERYTHING, seen=date(2025, 10, 30))
    assert [one.matters for one in found["flip"]] == [(numbered[1],)]
    assert [one.matters for one in found["old_evidence"]] == [(numbered[2],)]
    behind = finding_matters("22", ON, "old_evidence", LAN, reach=EVERYTHING)
    assert (behind.matters, behind.money) == (1, 7)
    assert [row.matter_id for row in behind.rows] == [numbered[2]]
    assert finding_matters("22", ON, "old_evidence", MINH, reach=EVERYTHING).matters == 0


def _numbered() -> list[int]:
    flips = [
        a_matter(f"{n}/QĐ", "02/12/2024")
        .held_by(LAN, "22.KV01")
        .owing(100)
        .then("in_progress", "10/01/2025")
        .then("postponed", f"20/{month}/2025", "H-a")
        .then("in_progress", back)
        for n, month, back in ((1, "05", "10/06/2025"), (2, "09", "10/10/2025"))
    ]
    no_means = [
        a_matter(f"{n}/QĐ", "02/12/2024").held_by(LAN, "22.KV01").owing(7).then("no_means", on, "N-1")
        for n, on in ((3, "10/01/2025"), (4, "10/05/2025"))
    ]
    return operations.register_many([one.intake for one in (*flips, *no_means)], by=LAN)


@pytest.mark.django_db
def test_the_audit_is_for_a_reach_that_covers_the_unit() -> None:
    with pytest.raises(Denied, match="Phạm vi"):
        audited("22", ON, reach=Reach(offices=frozenset({"22.KV01"})))


@pytest.mark.django_db
def test_a_share_that_falls_after_month_10_is_named_with_its_rule() -> None:
    flips = [
        a_matter(f"{n}/QĐ", "02/12/2024").held_by(LAN, "22.KV01").owing(100).then("in_progress", "10/01/2025")
        for n in range(1, 11)
    ]
    moved = [one.then("no_means", "01/09/2025", "N-1") for one in flips[:2]]
    operations.register_many([one.intake for one in (*moved, *flips[2:])], by=LAN)
    shifts = share_shifts("22", ON, reach=EVERYTHING)
    assert [(one.rule, one.unit, str(one.change)) for one in shifts if one.of == "cases"] == [
        ("R18", "22", "-20,00 điểm %"),
        ("R18", "22.KV01", "-20,00 điểm %"),
    ]
