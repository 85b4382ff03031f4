"""Money of a matter: what comes in leaves less to enforce; what goes back goes by decision."""

import pytest
from tests import cast
from tests.procedures.acts.scene import (
    a_running_matter,
    case,
    decide,
    do,
    do_many,
    issued,
    refusal,
    register,
    signed,
    steps,
)

from thihanh.documents.queries import content

pytestmark = pytest.mark.django_db
FORTY = 40


@pytest.fixture
def matter(db) -> int:
    cast.gather()
    return register(a_running_matter().then("in_progress", "21/01/2025"))[0]


def test_money_that_comes_in_leaves_less_to_enforce(matter: int) -> None:
    do(
        "collected",
        matter,
        {"obligation": "1", "amount": "1.500.000", "voucher": "PT-3", "on": "20/02/2025"},
        on="24/02/2025",
    )
    found = case(matter)
    assert (found.outstanding, found.obligation(1).money["collected"]) == (3_500_000, 1_500_000)


def test_the_form_is_filled_where_there_is_one_obligation(matter: int) -> None:
    do("collected", matter, {}, on="24/02/2025")
    assert case(matter).outstanding == 0
    assert refusal("collected", matter, {}, on="25/02/2025").sentence == (
        "Trạng thái: việc 101/QĐ không còn khoản tiền nào phải thi hành. Nếu đã thi hành xong, hãy kết thúc "
        "việc."
    )


def test_a_refund_is_a_decision_of_the_head(matter: int) -> None:
    decide("refund", matter, {"amount": "300.000"}, on="24/02/2025")
    step = case(matter).last_step("refund")
    assert (step.party, step.obligation, step.amount) == (1, 1, 300_000)


def test_the_account_of_the_receiver_stands_in_the_paper_alone(matter: int) -> None:
    done = do("refund", matter, {"amount": "300.000", "account": "0123456789 VCB"}, on="24/02/2025")
    assert content(done.paper).values["extra"]["account"] == "0123456789 VCB"
    signed(done.paper, "24/02/2025")
    issued(done.paper, "24/02/2025")
    assert case(matter).last_step("refund").facts == {"account": True}


def test_no_more_is_given_back_than_was_ordered(matter: int) -> None:
    refused = refusal("refund", matter, {"amount": "5.000.001"}, on="24/02/2025")
    assert refused.sentence == (
        "Pháp luật: số tiền hoàn trả 5.000.001 đồng lớn hơn khoản 1 là 5.000.000 đồng; chỉ hoàn trả trong "
        "phạm vi bản án tuyên. Kiểm tra lại số tiền."
    )


def test_forty_refunds_go_into_the_queue_in_one_request(db) -> None:
    cast.gather()
    ids = register(
        *(a_running_matter(f"{n}/QĐ").then("in_progress", "21/01/2025") for n in range(1, FORTY + 1))
    )
    outcomes = do_many("refund", ids, {}, on="24/02/2025", key="k-40")
    again = do_many("refund", ids, {}, on="24/02/2025", key="k-40")

    assert [one.done for one in outcomes] == [True] * FORTY
    assert again == outcomes
    papers = [one.paper for one in outcomes]
    assert len(set(papers)) == FORTY
    signed(papers[0], "24/02/2025")
    assert issued(papers[0], "24/02/2025").number == "01/QĐ-CTHADS"
    assert steps(ids[0]) == ["refund"]
