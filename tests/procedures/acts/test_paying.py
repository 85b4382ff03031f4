"""Money of a matter: what comes in leaves less to enforce; what goes back goes by decision."""

import pytest
from tests import cast
from tests.builders import a_matter
from tests.procedures.acts.figures import stand
from tests.procedures.acts.scene import (
    KV1,
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
from thihanh.procedures.acts.paying import held

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


@pytest.fixture
def to_return(db) -> int:
    """Three hundred thousand đồng that the judgment gives back."""
    cast.gather()
    return register(a_return("102/QĐ"))[0]


def a_return(number: str) -> a_matter:
    built = a_matter(number, "06/01/2025").owing(300_000, kind="property_return").held_by(cast.LAN.code, KV1)
    return built.then("in_progress", "21/01/2025")


def test_a_refund_is_a_decision_of_the_head(to_return: int) -> None:
    decide("refund", to_return, {}, on="24/02/2025")
    step = case(to_return).last_step("refund")
    assert (step.party, step.obligation, step.amount) == (1, 1, 300_000)


def test_what_the_judgment_returns_is_performed_by_the_decision_part_by_part(to_return: int) -> None:
    decide("refund", to_return, {"amount": "100.000"}, on="24/02/2025")
    assert money(to_return) == (300_000, 100_000, 200_000, 0)
    assert refusal("done", to_return, {}, on="24/02/2025").question == "state"

    decide("refund", to_return, {}, on="25/02/2025")

    assert money(to_return) == (300_000, 300_000, 0, 0)
    do("done", to_return, {}, on="25/02/2025")
    assert stand("25/02/2025", of="money") == {"due": 300_000, "done": 300_000}


def test_what_had_come_in_first_is_performed_once(to_return: int) -> None:
    do("collected", to_return, {"amount": "120.000"}, on="24/02/2025")
    assert money(to_return) == (300_000, 120_000, 180_000, 120_000)

    decide("refund", to_return, {"amount": "200.000"}, on="24/02/2025")
    assert money(to_return) == (300_000, 200_000, 100_000, 0)

    decide("refund", to_return, {}, on="25/02/2025")
    assert money(to_return) == (300_000, 300_000, 0, 0)


def test_what_was_collected_for_a_debt_goes_out_and_what_is_owed_stays(matter: int) -> None:
    do("collected", matter, {"amount": "500.000"}, on="24/02/2025")
    decide("refund", matter, {"amount": "200.000"}, on="24/02/2025")

    assert money(matter) == (5_000_000, 500_000, 4_500_000, 300_000)
    assert refusal("refund", matter, {"amount": "300.001"}, on="25/02/2025").question == "law"


def money(matter_id: int) -> tuple[int, int, int, int]:
    """Ordered, performed, still to be enforced, still held; ordered is always performed plus outstanding."""
    found = case(matter_id)
    line = found.obligation(1)
    assert line.due == line.money["collected"] + line.outstanding
    assert 0 <= held(found, line) <= line.money["collected"]
    return line.due, line.money["collected"], line.outstanding, held(found, line)


def test_the_account_of_the_receiver_stands_in_the_paper_alone(to_return: int) -> None:
    done = do("refund", to_return, {"account": "0123456789 VCB"}, on="24/02/2025")
    assert "0123456789 VCB" in str(content(done.paper).values)
    signed(done.paper, "24/02/2025")
    issued(done.paper, "24/02/2025")
    assert case(to_return).last_step("refund").facts == {"account": True}


def test_no_more_goes_back_than_the_judgment_returns(to_return: int) -> None:
    decide("refund", to_return, {"amount": "100.000"}, on="24/02/2025")
    assert refusal("refund", to_return, {"amount": "200.001"}, on="24/02/2025").sentence == (
        "Pháp luật: số tiền hoàn trả 200.001 đồng lớn hơn số được hoàn trả ở khoản 1 là 200.000 đồng; chỉ "
        "trả lại phần bản án tuyên trả hoặc đã thu. Kiểm tra lại số tiền."
    )


def test_of_what_is_owed_only_what_was_collected_goes_back(matter: int) -> None:
    assert refusal("refund", matter, {"amount": "1"}, on="24/02/2025").sentence == (
        "Trạng thái: việc 101/QĐ không có gì để hoàn trả: bản án không tuyên trả lại tiền hoặc đã hoàn trả "
        "hết, và không còn khoản nào đã thu. Ghi thu trước nếu tiền đã về."
    )
    do("collected", matter, {"amount": "500.000"}, on="24/02/2025")
    decide("refund", matter, {}, on="24/02/2025")
    assert case(matter).last_step("refund").amount == 500_000


def test_forty_refunds_go_into_the_queue_in_one_request(db) -> None:
    cast.gather()
    ids = register(*(a_return(f"{n}/QĐ") for n in range(1, FORTY + 1)))
    outcomes = do_many("refund", ids, {}, on="24/02/2025", key="k-40")
    again = do_many("refund", ids, {}, on="24/02/2025", key="k-40")

    assert [one.done for one in outcomes] == [True] * FORTY
    assert again == outcomes
    papers = [one.paper for one in outcomes]
    assert len(set(papers)) == FORTY
    signed(papers[0], "24/02/2025")
    assert issued(papers[0], "24/02/2025").number == "01/QĐ-CTHADS"
    assert steps(ids[0]) == ["refund"]
