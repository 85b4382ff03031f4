"""The draw of assignments: fair, bound by conflicts, and the same for whoever runs it again."""

import json
from dataclasses import replace
from statistics import pvariance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thihanh.procedures.assignment.draw import Candidate, Entry, Lot, commitment, draw, verify, written

SEED = bytes(range(32))
OFFICERS = tuple(Candidate(f"22.{n:04d}", load=0) for n in range(1, 6))


def lots(count: int, minutes: int = 600) -> tuple[Lot, ...]:
    return tuple(Lot(n, f"{n}/QĐ", minutes + n % 7 * 120, str(n)) for n in range(1, count + 1))


def test_every_matter_gets_exactly_one_officer():
    result = draw(Entry(lots(280), OFFICERS, tolerance=480), SEED)
    assert set(result.placed) == set(range(1, 281))
    assert result.unplaced == ()
    assert set(result.placed.values()) <= {one.officer for one in OFFICERS}


def test_the_same_seed_and_list_give_the_same_result_in_any_order_of_the_list():
    entry = Entry(lots(60), OFFICERS, tolerance=480)
    turned = replace(entry, lots=tuple(reversed(entry.lots)))
    assert draw(entry, SEED) == draw(entry, SEED)
    assert draw(entry, SEED).placed != draw(entry, bytes(32)).placed
    assert set(draw(turned, SEED).placed) == set(draw(entry, SEED).placed)


def test_matters_of_one_debtor_stay_together():
    linked = tuple(replace(lot, group="x") for lot in lots(9))
    result = draw(
        Entry((*linked, *(replace(one, matter=one.matter + 100) for one in lots(9))), OFFICERS, 480), SEED
    )
    assert len({result.placed[lot.matter] for lot in linked}) == 1


def test_an_officer_in_conflict_with_one_of_a_group_gets_none_of_it():
    barred = tuple(one.officer for one in OFFICERS[:4])
    group = tuple(replace(lot, group="x", barred=barred if lot.matter == 1 else ()) for lot in lots(3))
    assert set(draw(Entry(group, OFFICERS, 480), SEED).placed.values()) == {OFFICERS[4].officer}


def test_a_matter_in_conflict_with_everybody_stays_without_an_officer():
    alone = replace(lots(1)[0], barred=tuple(one.officer for one in OFFICERS))
    result = draw(Entry((alone,), OFFICERS, 480), SEED)
    assert result.unplaced == (1,)
    assert result.placed == {}


def test_whoever_holds_the_debtors_other_matters_takes_this_one_too():
    bound = replace(lots(1)[0], bound=OFFICERS[2].officer)
    assert draw(Entry((bound,), OFFICERS, 480), SEED).placed == {1: OFFICERS[2].officer}


@given(st.binary(min_size=32, max_size=32), st.lists(st.integers(60, 3000), min_size=20, max_size=120))
def test_the_loads_lie_closer_together_than_by_turns(seed, minutes):
    given_lots = tuple(Lot(n, str(n), m, str(n)) for n, m in enumerate(minutes))
    result = draw(Entry(given_lots, OFFICERS, tolerance=0), seed)
    turns = [sum(minutes[start::5]) for start in range(5)]
    assert result.spread <= pvariance(turns)
    assert sum(result.loads.values()) == sum(minutes)


def test_half_a_post_gets_about_half_the_work():
    half = (replace(OFFICERS[0], capacity=50), *OFFICERS[1:])
    loads = draw(Entry(lots(300), half, tolerance=0), SEED).loads
    assert 0.4 < loads[half[0].officer] / loads[half[1].officer] < 0.6


def a_file() -> dict[str, object]:
    entry = Entry(lots(40), OFFICERS, 480)
    return json.loads(json.dumps(written(entry, SEED, draw(entry, SEED), {"office": "22.KV01"})))


def test_anybody_may_run_the_file_again():
    assert all(finding.holds for finding in verify(a_file()))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda f: f.update(seed="00" * 32), "không phải là hạt giống đã cam kết"),
        (lambda f: f["list"]["lots"][0].update(minutes=1), "đã bị sửa sau khi bốc thăm"),
        (lambda f: f["placed"][3].update(officer="22.0099"), "kết quả khác ở 1 việc"),
        (lambda f: f["placed"].pop(), "kết quả khác ở 1 việc"),
    ],
    ids=["another seed", "another list", "another officer", "a matter left out"],
)  # fmt: skip
def test_a_changed_file_is_found(change, says):
    file = a_file()
    change(file)
    broken = [finding.sentence for finding in verify(file) if not finding.holds]
    assert any(says in sentence for sentence in broken), broken


@pytest.mark.parametrize("file", [{}, {"format": "thihanh.draw/1"}, {"format": "thihanh.draw/1", "list": []}])
def test_a_file_of_another_form_is_refused_in_words(file):
    with pytest.raises(ValueError, match="Tệp"):
        verify(file)


def test_the_commitment_hides_the_seed():
    assert SEED.hex() not in commitment(SEED)
    assert len(commitment(SEED)) == 64
