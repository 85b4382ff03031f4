"""The record against a superuser of its database: what is found, and the one thing that is not.

The seed is printed; ``THIHANH_TAMPER_SEED`` repeats a run. The short form makes 154 tamperings, the long one
(marked slow) 1,008; ``make test-long`` runs that one.
"""

import os
import random
from collections import Counter
from itertools import product

import pytest
from django.db import connection, transaction

from tests.trail import world as worlds
from tests.trail.attacks import ATTACKS
from thihanh.trail import facts, seals
from thihanh.trail.queries import verify

CLASSES = list(product(ATTACKS, (True, False)))
Outcome = tuple[str, str, str]


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> random.Random:
    monkeypatch.setattr(facts, "_tables", {worlds.TABLE.name: worlds.TABLE})
    seed = int(os.environ.get("THIHANH_TAMPER_SEED") or random.SystemRandom().randrange(10**6))
    print(f"THIHANH_TAMPER_SEED={seed}")
    return random.Random(seed)


def tamper(chosen: random.Random, each: int) -> Counter[Outcome]:
    """Every class ``each`` times behind the last anchor and in the tail, each time on the same record."""
    world = worlds.build(chosen)
    untouched = verify(facts=True)
    assert untouched.ok
    assert 0 < untouched.tail < untouched.entries
    outcomes: Counter[Outcome] = Counter()
    for (name, anchored), _ in product(CLASSES, range(each)):
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL session_replication_role = replica")
            expected = ATTACKS[name](world, chosen, anchored)
            report = verify(facts=True)
            transaction.set_rollback(True)
        where = "behind the anchor" if anchored else "in the tail"
        if expected is None:
            assert not report.counts, (name, where, report.problems)
            outcomes[name, where, "not visible"] += 1
            continue
        assert report.first is not None, (name, where, expected)
        assert report.first.entry_id in expected, (name, where, expected, report.problems)
        if name == "rewrite":
            assert report.counts.keys() <= {"forged", "root", "anchor_altered"}, report.counts
        outcomes[name, where, "found"] += 1
    assert verify(facts=True) == untouched
    return outcomes


def check(outcomes: Counter[Outcome], each: int) -> None:
    for (name, where, outcome), number in sorted(outcomes.items()):
        print(f"{name:<8} {where:<18} {outcome:<12} {number:>5}")
    expected = {
        (name, "behind the anchor" if anchored else "in the tail", "found"): each
        for name, anchored in CLASSES
    }
    del expected["cut", "in the tail", "found"]
    assert outcomes == expected | {("cut", "in the tail", "not visible"): each}


@pytest.mark.django_db
def test_every_tampering_is_found_but_cutting_off_an_end_that_no_anchor_lists(chosen: random.Random) -> None:
    check(tamper(chosen, each=11), each=11)


@pytest.mark.django_db
@pytest.mark.parametrize("anchored", [True, False])
def test_whoever_holds_the_key_file_too_is_found_behind_the_outside_anchor_alone(
    chosen: random.Random, anchored: bool
) -> None:
    world = worlds.build(chosen)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        ATTACKS["rewrite"](world, chosen, anchored)
        cursor.execute("SELECT id, hash FROM trail_entry")
        key = seals.read_key()
        for entry_id, digest in cursor.fetchall():
            seal = seals.seal(key, bytes(digest))
            cursor.execute("UPDATE trail_seal SET seal = %s WHERE entry_id = %s", [seal, entry_id])
        cursor.execute("SET LOCAL session_replication_role = origin")
    counts = verify(facts=True).counts
    assert ("root" in counts) == anchored
    assert "forged" not in counts


@pytest.mark.slow
@pytest.mark.django_db
def test_a_thousand_tamperings(chosen: random.Random) -> None:
    check(tamper(chosen, each=72), each=72)
