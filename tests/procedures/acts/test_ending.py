"""The end: performed, otherwise, confirmed, told to the procuracy, archived."""

import pytest
from tests import cast
from tests.builders import a_matter, day
from tests.procedures.acts.figures import stand
from tests.procedures.acts.scene import KV1, case, decide, do, do_many, refusal, register, stages

from thihanh.matters.intake import NewObligation

pytestmark = pytest.mark.django_db
TODAY, OLD = "20/07/2026", "22/06/2026"


def of(number: str = "901/QĐ", *, kind: str = "ex_officio") -> a_matter:
    """Lan's matter in enforcement since 20/10/2025, five million đồng."""
    built = a_matter(number, "06/10/2025", kind=kind).held_by(cast.LAN.code, KV1)
    return built.owing(5_000_000).then("in_progress", "20/10/2025")


def with_an_act(built: a_matter) -> a_matter:
    """The matter with an obligation that is not money, number 2."""
    new = NewObligation(2, "act", known_on=built.decided, content="Giao con", debtor=2, creditor=1)
    return built._with(obligations=(*built.intake.obligations, new))


def only_an_act(number: str) -> a_matter:
    built = a_matter(number, "06/10/2025", kind="on_request").held_by(cast.LAN.code, KV1)
    return with_an_act(built).then("in_progress", "20/10/2025")


@pytest.fixture
def office(db) -> None:
    cast.gather()


@pytest.fixture
def paid(office) -> int:
    return register(of().paying(5_000_000, "10/07/2026"))[0]


def test_a_matter_is_performed_when_nothing_is_left(paid: int) -> None:
    do("done", paid, {"on": TODAY}, on=TODAY)

    assert stages(paid)[-1] == "done"
    assert case(paid).last_step("done").facts == {"code": "E-1"}
    assert stand(TODAY) == {"due": 1, "done": 1}
    assert stand(TODAY, of="money") == {"due": 5_000_000, "done": 5_000_000}


def test_money_still_owed_is_not_performed(office) -> None:
    owing = register(of())[0]

    refused = refusal("done", owing, {"on": TODAY}, on=TODAY)

    assert refused.sentence.startswith("Trạng thái: việc 901/QĐ còn phải thi hành 5.000.000 đồng")


def test_what_is_not_money_is_performed_when_the_officer_says_so(office) -> None:
    built = register(with_an_act(of()).paying(5_000_000, "10/07/2026"))[0]
    refused = refusal("done", built, {"on": TODAY}, on=TODAY)
    assert (refused.question, refused.field) == ("state", "performed")

    do("done", built, {"performed": "2", "on": TODAY}, on=TODAY)

    assert case(built).last_step("done").obligation == 2


def test_a_part_terminated_and_the_rest_paid_is_performed(office) -> None:
    built = register(of().paying(4_000_000, "10/07/2026"))[0]
    part = {"ground": "C-2", "extent": "rest", "document_on": "15/07/2026"}
    decide("terminate", built, part, on=TODAY)

    assert stand(TODAY) == {"due": 1, "done": 1}
    assert stand(TODAY, of="money") == {"due": 5_000_000, "done": 4_000_000, "terminated": 1_000_000}


def test_many_performed_matters_end_in_one_act(office) -> None:
    ids = register(*(of(f"91{n}/QĐ").paying(5_000_000, "10/07/2026") for n in range(3)), of("919/QĐ"))

    outcomes = do_many("done", ids, {"on": TODAY}, on=TODAY)

    assert [one.done for one in outcomes] == [True, True, True, False]
    assert stand(TODAY) == {"due": 4, "done": 3, "in_progress": 1}


@pytest.mark.parametrize("ground", ["E-3a", "E-3b", "E-3c", "E-3đ", "E-3e"])
def test_the_other_endings_of_the_decree(office, ground: str) -> None:
    thing = register(only_an_act("902/QĐ"))[0]

    decide("end_other", thing, {"ground": ground, "document_on": "15/07/2026"}, on=TODAY)

    assert (case(thing).stage, case(thing).now.ground) == ("other_ending", ground)
    assert stand(TODAY) == {"due": 1, "other_ending": 1}


def test_the_old_law_knows_no_other_endings(office) -> None:
    thing = register(only_an_act("902/QĐ"))[0]

    refused = refusal("end_other", thing, {"ground": "E-3b", "document_on": "15/06/2026"}, on=OLD)

    assert refused.question == "law"
    assert "không có trong luật áp dụng" in refused.sentence


def test_an_ending_of_what_is_not_money_does_not_end_a_debt(office) -> None:
    owing = register(of())[0]

    for ground in ("E-3a", "E-3c", "E-3đ"):
        refused = refusal("end_other", owing, {"ground": ground, "document_on": "15/07/2026"}, on=TODAY)
        assert (refused.question, refused.field) == ("law", "ground")


def test_a_request_is_returned_by_its_own_act(office) -> None:
    owing = register(of(kind="on_request"))[0]

    refused = refusal("end_other", owing, {"ground": "E-3d", "document_on": "15/07/2026"}, on=TODAY)

    assert "bước riêng" in refused.sentence


def test_the_open_money_of_another_ending_stands_in_its_column(office) -> None:
    owing = register(of())[0]

    decide("end_other", owing, {"ground": "E-3b", "document_on": "15/07/2026"}, on=TODAY)

    assert stand(TODAY, of="money") == {"due": 5_000_000, "other_ending": 5_000_000}


def test_a_result_is_confirmed_to_who_asked(paid: int) -> None:
    content = {"content": "Đã nộp đủ 5.000.000 đồng"}
    assert refusal("confirm_result", paid, content, on=TODAY).question == "state"
    do("done", paid, {"on": "10/07/2026"}, on=TODAY)
    do("confirmation_requested", paid, {"party": "2", "on": TODAY}, on=TODAY)
    assert refusal("confirmation_requested", paid, {"party": "1", "on": TODAY}, on=TODAY).question == "state"

    decide("confirm_result", paid, content, on="21/07/2026")

    step = case(paid).last_step("confirm_result")
    assert (step.party, step.facts["stage"]) == (2, "done")
    assert refusal("confirm_result", paid, content, on="22/07/2026").question == "state"


def test_an_ended_matter_is_listed_to_the_procuracy_once(paid: int) -> None:
    assert "chưa kết thúc" in refusal("listed_to_procuracy", paid, {"on": TODAY}, on=TODAY).sentence
    do("done", paid, {"on": TODAY}, on=TODAY)

    do("listed_to_procuracy", paid, {"on": "03/08/2026"}, on="03/08/2026")

    step = case(paid).last_step("listed_to_procuracy")
    assert (step.on, step.facts["month"]) == (day("03/08/2026"), "2026-07")
    assert refusal("listed_to_procuracy", paid, {"on": "04/08/2026"}, on="04/08/2026").question == "state"


def test_a_file_is_archived_with_every_sheet_numbered(paid: int) -> None:
    closed = {"folios": "42", "complete": "1", "on": TODAY}
    assert refusal("file_closed", paid, closed, on=TODAY).question == "state"
    do("done", paid, {"on": TODAY}, on=TODAY)
    assert refusal("archive", paid, {}, on=TODAY).question == "state"
    assert refusal("file_closed", paid, {**closed, "complete": ""}, on=TODAY).field == "complete"
    assert refusal("file_closed", paid, {**closed, "folios": "0"}, on=TODAY).field == "folios"
    do("file_closed", paid, closed, on=TODAY)

    decide("archive", paid, {}, on="21/07/2026")

    step = case(paid).last_step("archive")
    assert (step.facts["folios"], step.paper is not None) == (42, True)
    assert stages(paid)[-1] == "done"
    assert refusal("archive", paid, {}, on="22/07/2026").question == "state"
