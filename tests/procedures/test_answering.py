"""Answers to a request: drafted, signed, in effect when issued; received once however often it is sent."""

from dataclasses import replace
from datetime import date

import pytest
from tests import cast
from tests.matters.test_receipts import a_judgment
from tests.matters.test_requests import WHOLE, a_request
from tests.procedures.acts.scene import issued, signed

from thihanh.matters import receipts, requests
from thihanh.matters.asking import Refusal
from thihanh.matters.limitation import Excluded
from thihanh.matters.receipts import Item, Period
from thihanh.matters.request_rows import request
from thihanh.matters.request_rows import requests as lines
from thihanh.matters.rules import StateRefused
from thihanh.offices.policy import Denied
from thihanh.offices.reach import EVERYTHING
from thihanh.procedures.answering import propose_refusal, propose_supplement
from thihanh.procedures.deciding import ground_of, propose
from thihanh.procedures.entering import receive_judgment, receive_request
from thihanh.trail.operations import KeyReused

pytestmark = pytest.mark.django_db
ON = date(2026, 7, 13)


@pytest.fixture(autouse=True)
def office(db) -> None:
    cast.gather()


def thu():
    return cast.viewer(cast.THU)


def asked(**changes: object) -> int:
    return requests.receive(a_request(**changes), by=thu(), on=ON)


def test_the_supplement_notice_counts_when_it_is_issued() -> None:
    id_ = asked(contents=WHOLE - {"signature"})
    paper = propose_supplement(id_, until=date(2026, 7, 23), by=thu(), on=ON)
    assert request(EVERYTHING, id_).state == "received"
    signed(paper, "13/07/2026")
    answer = issued(paper, "14/07/2026")
    found = request(EVERYTHING, id_)
    assert (answer.done, answer.matter_id) == (True, None)
    assert (found.state, found.events[-1].paper, found.events[-1].until) == (
        "supplement_asked",
        paper,
        date(2026, 7, 23),
    )


def test_a_refusal_is_asked_again_when_it_is_issued() -> None:
    id_ = asked()
    paper = propose_refusal(id_, ground="TC-a", by=thu(), on=ON)
    requests.withdraw(id_, by=thu(), on=ON)
    signed(paper, "13/07/2026")
    answer = issued(paper, "13/07/2026")
    assert (answer.done, answer.question) == (False, "state")
    assert request(EVERYTHING, id_).state == "withdrawn"


def test_a_refused_request_gives_no_decision() -> None:
    receipt = receipts.register(a_judgment(), by=thu(), on=ON)
    judgment = receipts.receipt(EVERYTHING, receipt).judgment_id
    id_ = asked(judgment_id=judgment, items=(1,))
    paper = propose_refusal(id_, ground="TC-c", by=thu(), on=ON)
    signed(paper, "13/07/2026")
    assert issued(paper, "13/07/2026").done
    with pytest.raises(Refusal, match="đã kết thúc"):
        propose(receipt, id_, by=thu(), on=ON)


def test_limitation_is_counted_from_the_registered_judgment() -> None:
    old = replace(a_judgment().judgment, made_on=date(2020, 5, 1), kind="civil")
    debt = Item(1, "debt", "Trả nợ", 9_000_000, debtors=(0,))
    receipt = receipts.register(
        replace(a_judgment(), judgment=old, effective_on=date(2020, 6, 1), items=(debt,)), by=thu(), on=ON
    )
    judgment = receipts.receipt(EVERYTHING, receipt).judgment_id
    gone = asked(judgment_id=judgment, items=(1,))
    assert propose_refusal(gone, ground="TC-d", by=thu(), on=ON) > 0
    kept = asked(
        judgment_id=judgment,
        items=(1,),
        excluded=(Excluded(date(2021, 7, 1), date(2022, 12, 31), "force_majeure"),),
    )
    with pytest.raises(StateRefused, match="còn đến ngày"):
        propose_refusal(kept, ground="TC-d", by=thu(), on=ON)


def support_judgment() -> int:
    periods = tuple(
        Period(f"{month:02}/{year}", date(year, month, 28), 3_000_000)
        for year, month in ((2021, 3), (2026, 6), (2026, 9), (2026, 11))
    )
    item = Item(1, "support", "Cấp dưỡng", 12_000_000, debtors=(0,), periods=periods)
    new = replace(a_judgment(), judgment=replace(a_judgment().judgment, kind="family"), items=(item,))
    return receipts.register(new, by=thu(), on=ON)


def test_periods_beyond_limitation_and_periods_already_decided_are_not_decided_again() -> None:
    receipt = support_judgment()
    judgment = receipts.receipt(EVERYTHING, receipt).judgment_id
    first = asked(judgment_id=judgment, items=(1,))
    (proposal,) = ground_of(receipt, first, by=thu(), on=ON).proposed.proposals
    assert [one.period for one in proposal.items[0].periods] == ["06/2026", "09/2026"]
    (paper,) = propose(receipt, first, by=thu(), on=ON)
    signed(paper, "13/07/2026")
    assert issued(paper, "13/07/2026").done

    later = date(2026, 10, 5)
    again = requests.receive(
        a_request(judgment_id=judgment, items=(1,), next_periods=True, contents=WHOLE - {"judgment_copy"}),
        by=thu(),
        on=later,
    )
    (proposal,) = ground_of(receipt, again, by=thu(), on=later).proposed.proposals
    assert [one.period for one in proposal.items[0].periods] == ["11/2026"]


def test_who_may_not_receive_requests_answers_none() -> None:
    id_ = asked(contents=WHOLE - {"signature"})
    with pytest.raises(Denied):
        propose_supplement(id_, until=date(2026, 7, 23), by=cast.viewer(cast.LAN), on=ON)
    with pytest.raises(LookupError):
        propose_refusal(id_, ground="TC-a", by=cast.viewer(cast.HOA), on=ON)


def test_a_form_sent_twice_enters_one_line_in_each_register() -> None:
    first = receive_judgment(a_judgment(), by=thu(), on=ON, key="a")
    assert receive_judgment(a_judgment(), by=thu(), on=ON, key="a") == first
    made = {receive_request(a_request(), by=thu(), on=ON, key="b") for _ in range(2)}
    assert len(made) == len(lines(EVERYTHING)) == 1
    with pytest.raises(KeyReused):
        receive_request(a_request(asks_money=False), by=thu(), on=ON, key="b")
