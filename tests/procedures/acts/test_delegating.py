"""Delegation: whole, rest, part, of an asset only; to whom not; what comes back."""

from dataclasses import replace

import pytest
from tests import cast
from tests.builders import a_matter, day
from tests.procedures.acts.figures import stand
from tests.procedures.acts.scene import a_running_matter, case, decide, do, refusal, register, stages

pytestmark = pytest.mark.django_db
TODAY = "20/07/2026"
AWAY = {"extent": "whole", "counterpart": "40", "cause": "debtor", "local_assets_handled": "1"}
ASSET = {"counterpart": "40", "asset_kind": "real_estate", "asset": "Thửa đất 12, tờ bản đồ 4"}


@pytest.fixture
def matter(db) -> int:
    """Lan's matter in enforcement since 20/10/2025: 5 and 2 million đồng."""
    cast.gather()
    built = a_running_matter("301/QĐ", "06/10/2025").owing(2_000_000, obligation=2)
    return register(built.then("in_progress", "20/10/2025"))[0]


def test_delegated_whole_a_matter_leaves_the_total(matter: int) -> None:
    decide("delegate", matter, AWAY, on=TODAY)

    assert stages(matter)[-1] == "delegated"
    assert case(matter).outstanding == 0
    assert stand(TODAY) == {"delegated": 1}
    assert stand(TODAY, of="money") == {"delegated": 7_000_000}


def test_what_was_performed_stays_here_and_the_rest_goes(db) -> None:
    cast.gather()
    partly = register(
        a_running_matter("302/QĐ", "06/10/2025")
        .then("in_progress", "20/10/2025")
        .paying(1_000_000, "05/12/2025")
    )[0]
    assert refusal("delegate", partly, AWAY, on=TODAY).field == "extent"

    decide("delegate", partly, {**AWAY, "extent": "rest"}, on=TODAY)

    assert stages(partly)[-1] == "done"
    assert stand(TODAY) == {"due": 1, "done": 1}
    assert stand(TODAY, of="money") == {"due": 1_000_000, "done": 1_000_000, "delegated": 4_000_000}


def test_a_part_delegated_ends_nothing(matter: int) -> None:
    decide("delegate", matter, {**AWAY, "extent": "part", "obligations": "2"}, on=TODAY)

    assert stages(matter)[-1] == "in_progress"
    step = case(matter).last_step("delegate")
    assert (step.obligation, step.amount, step.counterpart) == (2, 2_000_000, "40")
    assert stand(TODAY, of="money") == {"due": 5_000_000, "delegated": 2_000_000, "in_progress": 5_000_000}


def test_local_assets_come_first(matter: int) -> None:
    refused = refusal("delegate", matter, {**AWAY, "local_assets_handled": ""}, on=TODAY)

    assert (refused.question, refused.field) == ("law", "local_assets_handled")


def test_an_agency_does_not_delegate_to_itself(matter: int) -> None:
    assert refusal("delegate", matter, {**AWAY, "counterpart": "22"}, on=TODAY).field == "counterpart"


def test_an_agency_that_does_not_exist_is_no_receiver(matter: int) -> None:
    assert refusal("delegate", matter, {**AWAY, "counterpart": "99"}, on=TODAY).question == "input"


def test_what_came_by_delegation_is_not_sent_back(db) -> None:
    cast.gather()
    came = register(_came_from("40"))[0]

    refused = refusal("delegate", came, AWAY, on=TODAY)

    assert (refused.question, refused.field) == ("law", "counterpart")
    assert "không ủy thác ngược lại" in refused.sentence


def test_what_came_by_mistake_is_returned_before_anything_is_performed(db) -> None:
    cast.gather()
    came = register(_came_from("40"))[0]

    decide("delegation_returned", came, {"ground": "R-1b", "content": "Trả lại"}, on=TODAY)

    assert stages(came)[-1] == "withdrawn"
    assert case(came).last_step("delegation_returned").counterpart == "40"
    assert stand(TODAY, of="money") == {"withdrawn": 5_000_000}


def test_a_matter_of_our_own_is_nobodys_to_take_back(matter: int) -> None:
    refused = refusal("delegation_returned", matter, {"ground": "R-1b", "content": "Trả lại"}, on=TODAY)

    assert refused.sentence.startswith("Trạng thái: việc 301/QĐ không do nơi khác ủy thác đến")


def test_an_asset_is_handled_elsewhere_while_the_matter_stays(matter: int) -> None:
    decide("delegate_asset", matter, ASSET, on=TODAY)
    received = {"counterpart": "40", "number": "15/QĐ", "decided_on": "27/07/2026", "on": "29/07/2026"}
    do("receive_asset_delegation", matter, received, on="29/07/2026")

    do(
        "delegation_result",
        matter,
        {
            "counterpart": "40",
            "amount": "3.000.000",
            "obligation": "1",
            "handed_over_on": "10/09/2026",
            "complete": "1",
            "on": "21/09/2026",
        },
        on="21/09/2026",
    )

    assert stages(matter)[-1] == "in_progress"
    assert case(matter).obligation(1).outstanding == 2_000_000
    step = case(matter).last_step("delegation_result")
    assert step.facts["late"] is True  # five working days of 10/09 ended on 17/09
    assert refusal("receive_asset_delegation", matter, received, on="22/09/2026").question == "state"


def test_the_receiver_cannot_decide_before_it_was_asked(matter: int) -> None:
    decide("delegate_asset", matter, ASSET, on=TODAY)

    received = {"counterpart": "40", "number": "15/QĐ", "decided_on": "17/07/2026", "on": TODAY}

    assert refusal("receive_asset_delegation", matter, received, on=TODAY).field == "decided_on"


def test_money_of_a_delegated_matter_does_not_come_back_here(matter: int) -> None:
    decide("delegate", matter, AWAY, on=TODAY)

    said = {"counterpart": "40", "amount": "3.000.000", "obligation": "1", "on": "21/09/2026"}
    refused = refusal("delegation_result", matter, said, on="21/09/2026")
    assert (refused.question, refused.field) == ("law", "amount")

    do(
        "delegation_result",
        matter,
        {"counterpart": "40", "complete": "1", "on": "21/09/2026"},
        on="21/09/2026",
    )
    assert case(matter).last_step("delegation_result").amount is None


def test_later_papers_of_the_court_follow_the_matter(matter: int) -> None:
    early = {"counterpart": "40", "received_on": TODAY, "on": TODAY}
    assert refusal("delegation_forwarded", matter, early, on=TODAY).question == "state"

    decide("delegate", matter, AWAY, on=TODAY)

    do(
        "delegation_forwarded",
        matter,
        {"counterpart": "40", "received_on": "03/08/2026", "on": "05/08/2026"},
        on="05/08/2026",
    )

    step = case(matter).last_step("delegation_forwarded")
    assert (step.on, step.facts["received_on"]) == (day("05/08/2026"), "2026-08-03")


def _came_from(agency: str) -> a_matter:
    built = a_running_matter("303/QĐ", "06/10/2025").then("in_progress", "20/10/2025")
    return built._with(new=replace(built.intake.new, delegated_from=agency))
