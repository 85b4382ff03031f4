"""Fifty hands at once: no act is lost, none is done twice, with one key or fifty, from draft to number."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from django.db import connection
from tests import cast
from tests.builders import day
from tests.documents.papers import PIN
from tests.procedures.acts.scene import POSTPONED, a_running_matter, case, do, register, signed, stages, steps

from thihanh.documents import operations as documents
from thihanh.documents.queries import moves_of
from thihanh.matters.asking import Refusal
from thihanh.matters.rules import StateRefused
from thihanh.procedures.issuing import Issued, issue
from thihanh.trail.queries import entries_of

pytestmark = pytest.mark.django_db(transaction=True)
HANDS = 50
Answer = TypeVar("Answer")
ON = "24/02/2025"


@pytest.fixture
def matter() -> int:
    cast.gather()
    return register(a_running_matter().then("in_progress", "20/01/2025"))[0]


def together(once: Callable[[int], Answer]) -> list[Answer]:
    """What each of the hands got for an answer."""

    def alone(place: int) -> Answer:
        try:
            return once(place)
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as pool:
        return list(pool.map(alone, range(HANDS)))


@pytest.mark.parametrize("keys", ["one", "fifty"])
def test_money_is_received_once_for_a_key_and_never_more_than_is_owed(matter: int, keys: str) -> None:
    def once(place: int) -> str:
        raw = {"obligation": "1", "amount": "4.000.000", "on": ON}
        try:
            do("collected", matter, raw, on=ON, key="k" if keys == "one" else f"k-{place}")
        except Refusal as refusal:
            return refusal.question
        return "done"

    answers = Counter(together(once))

    assert answers == ({"done": HANDS} if keys == "one" else {"done": 1, "state": HANDS - 1})
    assert steps(matter) == ["collected"]
    assert case(matter).outstanding == 1_000_000


@pytest.mark.parametrize("keys", ["one", "fifty"])
def test_one_decision_goes_into_the_queue(matter: int, keys: str) -> None:
    def once(place: int) -> int | None:
        try:
            return do("postpone", matter, POSTPONED, on=ON, key="k" if keys == "one" else f"k-{place}").paper
        except Refusal:
            return None

    papers = set(together(once)) - {None}

    assert len(papers) == 1
    assert [move.move for move in moves_of(papers.pop() or 0)] == ["drafted", "submitted"]


@pytest.mark.parametrize("keys", ["one", "fifty"])
def test_a_paper_is_signed_once(matter: int, keys: str) -> None:
    paper = do("postpone", matter, POSTPONED, on=ON).paper or 0
    documents.check([paper], by=cast.viewer(cast.THAM), on=day(ON))

    def once(place: int) -> bool:
        key = "k" if keys == "one" else f"k-{place}"
        try:
            documents.sign([paper], by=cast.viewer(cast.TRUONG), on=day(ON), pin=PIN, key=key)
        except StateRefused:
            return False
        return True

    answers = Counter(together(once))

    assert answers[True] == (HANDS if keys == "one" else 1)
    assert [move.move for move in moves_of(paper)].count("signed") == 1


@pytest.mark.parametrize("keys", ["one", "fifty"])
def test_a_paper_is_issued_once_and_takes_one_number(matter: int, keys: str) -> None:
    paper = do("postpone", matter, POSTPONED, on=ON).paper or 0
    signed(paper, ON)

    def once(place: int) -> Issued:
        key = "k" if keys == "one" else f"k-{place}"
        (answer,) = issue([paper], by=cast.viewer(cast.VAN), on=day(ON), key=key)
        return answer

    answers = together(once)

    assert sum(one.done for one in answers) == (HANDS if keys == "one" else 1)
    assert len({one.number for one in answers if one.done}) == 1
    assert [move.move for move in moves_of(paper)].count("issued") == 1
    assert stages(matter).count("postponed") == 1
    assert [entry.act for entry in entries_of(f"matter:{matter}")].count("act.postpone") == 1
