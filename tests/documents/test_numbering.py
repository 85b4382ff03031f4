"""Numbers: per agency, series and year, without a gap, however many ask at once and whatever fails."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from tests import cast
from tests.builders import day
from tests.cast import viewer
from tests.documents.papers import PIN, TODAY, a_paper, checked, issue, matters, signed
from thihanh.documents import issuing, operations, queries
from thihanh.matters.rules import StateRefused
from thihanh.offices.reach import EVERYTHING
from thihanh.trail.operations import check


def at_once(number: int, act: Callable[[int], object]) -> list[object]:
    """The same moment for all; what each of them got, refusals as values."""
    barrier = Barrier(number)

    def one(place: int) -> object:
        try:
            barrier.wait(10)
            return act(place)
        except (StateRefused, LookupError) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))


@pytest.mark.django_db
def test_numbers_rise_by_one_per_series_and_begin_anew_with_the_year() -> None:
    cast.gather()
    ids = matters("101/QĐ", "102/QĐ", "103/QĐ")
    numbers = issue(*signed(*ids[:2]))
    assert list(numbers.values()) == ["01/QĐ-CTHADS", "02/QĐ-CTHADS"]
    assert list(issue(*signed(ids[2], code="TB-TAM-DUNG")).values()) == ["01/TB-CTHADS"]
    new_year = day("05/01/2026")
    assert list(issue(*signed(ids[2], on=new_year), on=new_year).values()) == ["01/QĐ-CTHADS"]
    assert check(facts=True).ok


@pytest.mark.django_db
def test_a_refusal_after_the_number_was_taken_gives_it_back() -> None:
    cast.gather()
    first, second = signed(*matters("101/QĐ", "102/QĐ"))
    with transaction.atomic():
        issuing.numbered(issuing.take_for_issue([first], by=viewer(cast.VAN), on=TODAY))
        transaction.set_rollback(True)  # as where the act is refused
    assert issue(second) == {second: "01/QĐ-CTHADS"}
    assert queries.paper(EVERYTHING, first).state == "signed"


@pytest.mark.django_db
def test_an_officer_s_own_paper_is_numbered_and_filed_at_once() -> None:
    cast.gather()
    (matter,) = matters("101/QĐ")
    new = [a_paper(matter, "TB-THA"), a_paper(matter, "BB-XAC-MINH")]
    ready = issuing.take_own(new, by=viewer(cast.LAN), on=TODAY)
    issuing.mark_issued(ready, by=viewer(cast.LAN), on=TODAY)
    notice, minutes = (queries.content(one.paper_id) for one in ready)
    assert notice.number_text == "01/TB-CTHADS"
    assert (minutes.number_text, minutes.state) == ("", "issued")
    assert minutes.block == "CHẤP HÀNH VIÊN"
    assert minutes.signed_digest == minutes.digest
    assert check(facts=True).ok


@pytest.mark.django_db(transaction=True)
def test_fifty_papers_issued_at_once_bear_fifty_numbers_without_a_gap() -> None:
    cast.gather()
    papers = signed(*matters(*(f"{number}/QĐ" for number in range(1, 51))))

    def one(place: int) -> object:
        with transaction.atomic():
            return issue(papers[place])

    at_once(50, one)
    numbers = sorted(row.number or 0 for row in queries.papers(EVERYTHING, papers))
    assert numbers == list(range(1, 51))


@pytest.mark.django_db(transaction=True)
def test_fifty_equal_requests_to_sign_and_to_issue_have_one_effect() -> None:
    cast.gather()
    (paper,) = checked(*matters("101/QĐ"))
    head = viewer(cast.TRUONG)
    answers = at_once(
        50, lambda _: operations.sign([paper], by=head, on=TODAY, pin=PIN, key="one-click-of-the-head")
    )
    assert answers == [(paper,)] * 50

    def without_key(_: int) -> object:
        with transaction.atomic():
            return issue(paper)

    answers = at_once(50, without_key)
    assert [one for one in answers if isinstance(one, dict)] == [{paper: "01/QĐ-CTHADS"}]
    assert sum(isinstance(one, StateRefused) for one in answers) == 49
    moves = [one.move for one in queries.moves_of(paper)]
    assert moves == ["drafted", "submitted", "checked", "signed", "issued"]
    assert counter() == [("22", "QĐ", TODAY.year, 1)]


@pytest.mark.django_db(transaction=True)
def test_two_browsers_of_two_people_make_one_move() -> None:
    cast.gather()
    (paper,) = checked(*matters("101/QĐ"))

    def one(place: int) -> object:
        if place % 2:
            return operations.recall([paper], by=viewer(cast.LAN), on=TODAY, key=f"lan-{place}")
        return operations.sign([paper], by=viewer(cast.TRUONG), on=TODAY, pin=PIN, key=f"head-{place}")

    answers = at_once(8, one)
    row = queries.paper(EVERYTHING, paper)
    assert row.state in ("recalled", "signed")
    assert [one.ordinal for one in queries.moves_of(paper)] == list(range(1, row.moves + 1))
    assert any(isinstance(answer, StateRefused) for answer in answers)


def counter() -> list[tuple[str, str, int, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT agency, series, year, last FROM documents_counter")
        return list(cursor.fetchall())
