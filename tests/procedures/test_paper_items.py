"""Which items and sums a paper names: those its act is about, not all the judgment ordered."""

import pytest
from tests import cast
from tests.procedures.acts.scene import a_running_matter, decide, do, register
from tests.procedures.test_letterhead import CONSENT

from thihanh.documents import queries
from thihanh.documents.content import PaperContent, restored
from thihanh.documents.values import values_of

pytestmark = pytest.mark.django_db
ON = "24/02/2025"


@pytest.fixture
def matter(db) -> int:
    """Two sums of court fee, five and two million đồng."""
    cast.gather()
    built = a_running_matter().owing(2_000_000, obligation=2).then("voluntary", "10/01/2025")
    return register(built.then("in_progress", "10/02/2025"))[0]


def said(paper: int | None) -> PaperContent:
    assert paper is not None
    return restored(queries.content(paper).values)


def sums(paper: int | None) -> list[int | None]:
    return [line.amount for line in said(paper).obligations]


def test_a_postponement_of_a_part_names_that_part(matter: int) -> None:
    outcome = do("postpone", matter, {**CONSENT, "extent": "part", "obligations": "2"}, on=ON)
    assert sums(outcome.paper) == [2_000_000]


def test_what_was_paid_is_not_postponed(matter: int) -> None:
    do("collected", matter, {"obligation": "1", "amount": "5.000.000"}, on="20/02/2025")
    assert sums(do("postpone", matter, CONSENT, on=ON).paper) == [2_000_000]


def test_a_refund_names_who_receives_how_much(matter: int) -> None:
    do("collected", matter, {"obligation": "1", "amount": "1.500.000"}, on="20/02/2025")
    raw = {"obligation": "1", "amount": "400.000", "party": "1"}
    paper = do("refund", matter, raw, on=ON).paper
    assert sums(paper) == [400_000]
    receiver = next(one.name for one in said(paper).parties if one.role != "debtor")
    first = values_of(said(paper))["dieu"][0]
    assert first["chu"].startswith(f"Hoàn trả cho {receiver}")
    assert "400.000 đồng" in first["doan"][0]


def test_the_result_is_confirmed_of_all_that_was_ordered(matter: int) -> None:
    for no, amount in (("1", "5.000.000"), ("2", "2.000.000")):
        do("collected", matter, {"obligation": no, "amount": amount}, on="20/02/2025")
    do("done", matter, {"on": "21/02/2025"}, on="21/02/2025")
    do("confirmation_requested", matter, {"party": "2", "on": ON}, on=ON)
    paper = decide("confirm_result", matter, {"content": "Đã nộp đủ 7.000.000 đồng"}, on=ON).paper_id
    assert sums(paper) == [5_000_000, 2_000_000]
