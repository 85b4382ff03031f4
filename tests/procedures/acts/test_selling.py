"""A seized asset on its way: valued, auctioned, reduced, won, paid, delivered; each step in its turn."""

import pytest
from tests import cast
from tests.builders import a_matter
from tests.procedures.acts.figures import stand
from tests.procedures.acts.scene import KV1, case, do, refusal, register, stages

pytestmark = pytest.mark.django_db
PRICE = 1_000_000_001


@pytest.fixture
def matter(db) -> int:
    """Lan's matter under the new law: two thousand million owed, a lorry seized on 13/07/2026."""
    cast.gather()
    built = a_matter("801/QĐ", "06/10/2025").held_by(cast.LAN.code, KV1).owing(2_000_000_000)
    found = register(built.then("in_progress", "20/10/2025"))[0]
    do("coerce", found, {"measure": "seize", "on": "10/07/2026"}, on="10/07/2026")
    seized = {"asset_kind": "registered", "asset": "Xe tải", "hour": "9", "on": "13/07/2026"}
    do("seize", found, seized, on="13/07/2026")
    return found


def step(matter: int, code: str, on: str, **said: str) -> None:
    do(code, matter, {**said, "on": on}, on=on)


def valued(matter: int, amount: int = PRICE, until: str = "01/12/2026") -> None:
    step(matter, "value_contract", "15/07/2026", counterpart="Công ty thẩm định giá A")
    step(matter, "value_result", "27/07/2026", amount=str(amount), certificate_until=until)


def on_auction(matter: int) -> None:
    valued(matter)
    step(matter, "auction_contract", "05/08/2026", counterpart="Trung tâm đấu giá", amount=str(PRICE))


def test_the_way_of_an_asset_from_seizure_to_delivery(matter: int) -> None:
    on_auction(matter)
    step(matter, "auction_won", "26/08/2026", amount="1.100.000.000")
    step(matter, "buyer_paid", "07/09/2026", amount="1.100.000.000")
    step(matter, "delivered", "14/09/2026", counterpart="buyer", hour="8")

    one = case(matter, on="14/09/2026")
    codes = [s.code for s in one.steps][2:]
    assert codes == [
        "value_contract",
        "value_result",
        "auction_contract",
        "auction_won",
        "buyer_paid",
        "delivered",
    ]
    seized = one.last_step("seize").id
    assert {s.facts["asset"] for s in one.steps[2:]} == {seized}
    assert stages(matter)[-1] == "in_progress"
    gone = refusal("delivered", matter, {"counterpart": "buyer", "hour": "8"}, on="15/09/2026")
    assert gone.question == "state"


def test_steps_are_not_taken_out_of_order(matter: int) -> None:
    early = refusal("auction_contract", matter, {"counterpart": "TT", "amount": str(PRICE)}, on="15/07/2026")
    assert early.sentence.startswith("Trạng thái: tài sản kê biên ngày 13/07/2026 mới kê biên")
    on_auction(matter)
    assert refusal("buyer_paid", matter, {"amount": "1"}, on="10/08/2026").question == "state"
    assert (
        refusal("delivered", matter, {"counterpart": "buyer", "hour": "8"}, on="10/08/2026").question
        == "state"
    )


def test_the_price_is_fixed_by_a_firm_that_was_engaged(matter: int) -> None:
    assert refusal("value_result", matter, {"amount": "900.000.000"}, on="20/07/2026").question == "state"

    step(matter, "value_result", "20/07/2026", amount="900.000.000", valued_by="agreement")

    assert case(matter, on="20/07/2026").last_step("value_result").facts["valued_by"] == "agreement"


def test_the_start_price_is_the_price_that_holds(matter: int) -> None:
    valued(matter)

    refused = refusal("auction_contract", matter, {"counterpart": "TT", "amount": "1.000"}, on="05/08/2026")

    assert (refused.question, refused.field) == ("law", "amount")


def test_an_expired_certificate_asks_for_a_new_valuation(matter: int) -> None:
    valued(matter, until="03/08/2026")
    said = {"counterpart": "TT", "amount": str(PRICE)}
    assert "hết hạn ngày 03/08/2026" in refusal("auction_contract", matter, said, on="05/08/2026").sentence

    step(matter, "value_contract", "05/08/2026", counterpart="Công ty thẩm định giá B")
    step(matter, "value_result", "14/08/2026", amount="950.000.000", certificate_until="01/02/2027")
    step(matter, "auction_contract", "17/08/2026", counterpart="TT", amount="950.000.000")
    assert case(matter, on="17/08/2026").last_step("auction_contract").amount == 950_000_000


def test_a_price_falls_by_a_tenth_at_most_rounded_up_to_a_dong(matter: int) -> None:
    on_auction(matter)
    assert refusal("price_reduced", matter, {"amount": "950.000.000"}, on="25/08/2026").question == "state"
    step(matter, "auction_failed", "26/08/2026")
    for wrong in ("900.000.000", str(PRICE)):
        assert refusal("price_reduced", matter, {"amount": wrong}, on="27/08/2026").field == "amount"

    step(matter, "price_reduced", "27/08/2026", amount="900.000.001")

    facts = case(matter, on="27/08/2026").last_step("price_reduced").facts
    assert (facts["former_amount"], facts["cut"]) == (PRICE, 1)


def failed_after_two_cuts(matter: int) -> None:
    on_auction(matter)
    step(matter, "auction_failed", "26/08/2026")
    step(matter, "price_reduced", "27/08/2026", amount="900.000.001")
    step(matter, "auction_failed", "14/09/2026")
    assert stages(matter)[-1] == "in_progress"
    step(matter, "price_reduced", "15/09/2026", amount="850.000.000")
    step(matter, "auction_failed", "28/09/2026")


def test_what_nobody_bought_after_the_second_cut_is_another_case(matter: int) -> None:
    failed_after_two_cuts(matter)

    assert stages(matter)[-1] == "unsold_after_second_cut"
    assert stand("28/09/2026") == {"due": 1, "other": 1}
    assert case(matter, on="28/09/2026").last_step("auction_failed").facts["times"] == 3


def test_the_creditor_takes_the_asset_only_after_the_second_cut_failed(matter: int) -> None:
    on_auction(matter)
    step(matter, "auction_failed", "26/08/2026")
    taken = {"counterpart": "creditor", "hour": "8"}
    assert refusal("delivered", matter, taken, on="27/08/2026").field == "counterpart"
    step(matter, "price_reduced", "27/08/2026", amount="900.000.001")
    step(matter, "auction_failed", "14/09/2026")
    step(matter, "price_reduced", "15/09/2026", amount="850.000.000")
    step(matter, "auction_failed", "28/09/2026")

    step(matter, "delivered", "30/09/2026", **taken)

    assert stages(matter)[-1] == "in_progress"


def test_an_asset_sold_late_brings_the_matter_back_into_enforcement(matter: int) -> None:
    failed_after_two_cuts(matter)
    step(matter, "price_reduced", "29/09/2026", amount="800.000.000")
    assert stages(matter)[-1] == "unsold_after_second_cut"

    step(matter, "auction_won", "15/10/2026", amount="800.000.000")

    assert stages(matter)[-1] == "in_progress"


def test_nobody_wins_below_the_start_price(matter: int) -> None:
    on_auction(matter)

    assert refusal("auction_won", matter, {"amount": "900.000.000"}, on="26/08/2026").field == "amount"


def test_a_buyer_pays_all_and_in_time(matter: int) -> None:
    on_auction(matter)
    step(matter, "auction_won", "26/08/2026", amount="1.100.000.000")
    paid = {"amount": "1.100.000.000"}
    assert refusal("buyer_paid", matter, {"amount": "1.000.000.000"}, on="07/09/2026").field == "amount"
    late = refusal("buyer_paid", matter, paid, on="28/09/2026")
    assert "chậm nhất 25/09/2026" in late.sentence

    step(matter, "buyer_paid", "28/09/2026", **paid, extension_agreed="1")

    assert case(matter, on="28/09/2026").last_step("buyer_paid").amount == 1_100_000_000


def test_an_asset_its_buyer_did_not_pay_is_sold_anew(matter: int) -> None:
    on_auction(matter)
    step(matter, "auction_won", "26/08/2026", amount="1.100.000.000")

    step(matter, "auction_failed", "28/09/2026")

    assert case(matter, on="28/09/2026").last_step("auction_failed").facts["times"] == 1


def test_a_step_is_not_dated_before_the_one_it_follows(matter: int) -> None:
    on_auction(matter)

    early = refusal("auction_failed", matter, {"on": "04/08/2026"}, on="26/08/2026")

    assert (early.question, early.field) == ("law", "on")


def test_nothing_is_sold_where_nothing_was_seized(db) -> None:
    cast.gather()
    bare = register(
        a_matter("802/QĐ", "06/10/2025")
        .held_by(cast.LAN.code, KV1)
        .owing(1)
        .then("in_progress", "20/10/2025")
    )[0]

    refused = refusal("value_contract", bare, {"counterpart": "A"}, on="20/07/2026")

    assert "kê biên tài sản trước" in refused.sentence
