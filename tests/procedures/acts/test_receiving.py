"""What another province delegated here: waiting, decided once, bound to the matter there, and returned."""

import pytest
from tests import cast, keys
from tests.builders import a_matter, day
from tests.cast import Person
from tests.procedures.acts.scene import case, decide, do, refusal, register, signed, stages

from thihanh.documents import operations as documents
from thihanh.documents.keystore import key_store, seal_code
from thihanh.documents.signing.authority import Holder
from thihanh.matters.asking import Refusal
from thihanh.matters.kindred import of_one_judgment
from thihanh.offices.reach import EVERYTHING
from thihanh.procedures import receiving
from thihanh.procedures.issuing import Issued, issue
from thihanh.statistics.tagged import tagged

pytestmark = pytest.mark.django_db
SENT, TODAY = "13/07/2026", "20/07/2026"
AWAY = {"extent": "whole", "counterpart": "44", "cause": "debtor", "local_assets_handled": "1"}

TAGS = ("credit", "corruption", "protected", "cause:no_buyer")
HEAD = Person("44.0031", "Trần Văn Đông", "44", "province_head", "dong", "cao_cap")
CLERK = Person("44.0005", "Lê Thị Hà", "44.KV01", "clerk", "ha")
REGISTRY = Person("44.0008", "Phan Thị Mai", "44.KV01", "registry", "mai")
CHIEF = Person("44.0003", "Hồ Văn Sơn", "44.KV01", "office_head", "son", "cao_cap")


@pytest.fixture
def sent(db: None, request: pytest.FixtureRequest) -> int:
    """Lan's matter of Quảng Ninh, delegated whole to Quảng Trị unless a test says otherwise."""
    cast.gather(*cast.EVERYBODY, HEAD, CLERK, REGISTRY, CHIEF)
    for code, name, holding in ((HEAD.code, HEAD.name, "person"), (seal_code("44"), "THADS", "agency")):
        if code not in key_store().holders():
            key_store().create(
                Holder(code, name, "THADS tỉnh Quảng Trị"), keys.PIN, at=keys.SINCE, holding=holding
            )
    built = a_matter("951/QĐ", "06/10/2025", kind="on_request").held_by(cast.LAN.code, "22.KV01")
    built = built.owing(5_000_000, kind="credit_debt").owing(2_000_000, obligation=2, kind="damages")
    for tag in TAGS:
        built = built.tagged(tag)
    matter = register(built.then("in_progress", "20/10/2025"))[0]
    decide("delegate", matter, {**AWAY, **getattr(request, "param", {})}, on=SENT)
    return matter


def proposed(sender: int, by: Person = CLERK) -> int:
    return receiving.propose(
        sender, office="44.KV01", received_on=day("17/07/2026"), by=cast.viewer(by), on=day(TODAY)
    )


def issued(paper: int) -> Issued:
    documents.check([paper], by=cast.viewer(CHIEF), on=day(TODAY))
    documents.sign([paper], by=cast.viewer(HEAD), on=day(TODAY), pin=keys.PIN)
    (one,) = issue([paper], by=cast.viewer(REGISTRY), on=day(TODAY))
    return one


def test_a_delegation_waits_for_who_it_was_sent_to(sent: int) -> None:
    (row,) = receiving.waiting(by=cast.viewer(CLERK), on=day(TODAY))

    assert (row.sender, row.agency, row.items, row.amount) == (sent, "22", (1, 2), 7_000_000)
    assert receiving.waiting(by=cast.viewer(cast.THU), on=day(TODAY)) == ()


def test_the_receiving_decision_makes_a_matter_bound_to_the_one_there(sent: int) -> None:
    answer = issued(proposed(sent))

    assert answer.done, answer.sentence
    born = case(answer.matter_id, by=cast.XUAN, on=TODAY)
    assert (born.agency, born.matter.delegated_from, born.stage) == ("44", "22", "decided")
    assert [one.outstanding for one in born.obligations] == [5_000_000, 2_000_000]
    assert [one.name for one in born.parties_as("debtor")] == ["Đỗ Văn Ánh"]
    assert [(one.other, one.kind) for one in born.matter.links] == [(sent, "delegated")]
    assert [(one.other, one.kind) for one in case(sent).matter.links] == [(born.id, "delegated")]
    assert receiving.waiting(by=cast.viewer(CLERK), on=day(TODAY)) == ()


def test_what_the_forms_count_apart_comes_along_and_the_senders_causes_stay(sent: int) -> None:
    born = case(issued(proposed(sent)).matter_id, by=cast.XUAN, on=TODAY)

    assert born.matter.tags == {"credit", "corruption", "protected"}
    assert [one.matter_id for one in of_one_judgment(born.id)] == [sent, born.id]
    assert [one.matter_id for one in of_one_judgment(sent)] == [sent, born.id]
    found = tagged("44", "credit", day(TODAY), reach=EVERYTHING)
    assert found.judgments_due == 1


PART = {"extent": "part", "obligations": ["2"]}


@pytest.mark.parametrize("sent", [PART], indirect=True)
def test_of_a_part_only_what_its_obligations_are_comes_along(sent: int) -> None:
    born = case(issued(proposed(sent)).matter_id, by=cast.XUAN, on=TODAY)

    assert [one.kind for one in born.obligations] == ["damages"]
    assert born.matter.tags == {"corruption", "protected"}


def test_what_was_received_is_not_received_again(sent: int) -> None:
    first, second = proposed(sent), proposed(sent)
    assert issued(first).done

    again = issued(second)

    assert not again.done
    assert again.sentence.startswith("Trạng thái: không có quyết định ủy thác nào")
    with pytest.raises(Refusal, match="không có quyết định ủy thác nào"):
        proposed(sent)


def test_nobody_receives_for_another_agency(sent: int) -> None:
    with pytest.raises(Refusal, match=r"^Quyền:"):
        receiving.propose(
            sent, office="44.KV01", received_on=day(TODAY), by=cast.viewer(cast.THU), on=day(TODAY)
        )


@pytest.mark.parametrize("received_on", ["10/07/2026", "21/07/2026"])
def test_a_delegation_is_received_after_it_was_sent_and_not_tomorrow(sent: int, received_on: str) -> None:
    with pytest.raises(Refusal, match=r"^Pháp luật: ngày nhận"):
        receiving.propose(
            sent, office="44.KV01", received_on=day(received_on), by=cast.viewer(CLERK), on=day(TODAY)
        )


def test_the_receiver_does_not_send_it_back_as_a_delegation(sent: int) -> None:
    matter = issued(proposed(sent)).matter_id

    refused = refusal("delegate", matter, {**AWAY, "counterpart": "22"}, by=HEAD, on=TODAY)

    assert refused.question in ("policy", "law")
    assert stages(matter) == ["decided"]


def test_what_is_returned_goes_on_here_as_a_new_matter_bound_to_both(sent: int) -> None:
    there = issued(proposed(sent)).matter_id
    do("assign", there, {"officer": cast.XUAN.code}, by=CHIEF, on=TODAY)
    paper = do("delegation_returned", there, {"ground": "R-1b", "content": "Trả lại"},
               by=cast.XUAN, on=TODAY).paper  # fmt: skip
    assert issued(paper).done

    (row,) = receiving.waiting(by=cast.viewer(cast.THU), on=day(TODAY))
    assert (row.sender, row.origin, row.items, row.amount) == (there, sent, (1, 2), 7_000_000)
    paper = receiving.propose(
        there, office="22.KV01", received_on=day(TODAY), by=cast.viewer(cast.THU), on=day(TODAY)
    )
    signed(paper, TODAY)
    (again,) = issue([paper], by=cast.viewer(cast.VAN), on=day(TODAY))

    assert again.done, again.sentence
    here = case(again.matter_id, on=TODAY)
    assert (here.agency, here.matter.delegated_from, here.outstanding) == ("22", "", 7_000_000)
    assert {(one.other, one.kind) for one in here.matter.links} == {
        (there, "returned_delegation"),
        (sent, "same_judgment"),
    }
    assert receiving.waiting(by=cast.viewer(cast.THU), on=day(TODAY)) == ()
