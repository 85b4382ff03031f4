"""Every state of the procedure law and every act of the catalogue is reached by a life that is lived here."""

from dataclasses import replace
from datetime import date

import pytest

from tests import cast
from tests.builders import a_matter
from tests.matters.test_receipts import a_judgment
from tests.matters.test_requests import WHOLE, a_request
from tests.procedures.acts.lives import live
from tests.procedures.acts.scene import KV1, case, issued, register, signed
from tests.procedures.acts.test_receiving import issued as issued_there
from tests.procedures.acts.test_receiving import proposed
from tests.procedures.acts.test_receiving import sent as sent  # noqa: PLC0414 -- a fixture of that file
from tests.spec.states.lives import BEGINNINGS, BIRTHS, LIVES, lines
from tests.spec.states.reached import lived
from thihanh.matters import receipts, requests
from thihanh.matters.request_rows import request
from thihanh.matters.states import LEGAL_STATES, STATE_OF_INTAKE, legal_state
from thihanh.offices.reach import EVERYTHING
from thihanh.procedures import catalogue
from thihanh.procedures.deciding import propose

ON = date(2026, 7, 13)


def born(how: str, decided: str) -> int:
    """A matter of five million đồng in Lan's office, decided and not yet assigned."""
    kind, owed, sender = BIRTHS[how]
    built = a_matter("901/QĐ", decided, kind=kind).owing(5_000_000, kind=owed).held_by("", KV1)
    assert built.intake.new is not None
    return register(built._with(new=replace(built.intake.new, delegated_from=sender)))[0]


def state_of(matter: int, on: str) -> str:
    found = case(matter, on=on, by=cast.TRUONG)
    return legal_state(found.stage, [step.code for step in found.steps])


@pytest.mark.django_db
@pytest.mark.parametrize("name", list(LIVES))
def test_each_act_leaves_the_matter_in_the_state_drawn(name: str) -> None:
    cast.gather()
    how, decided, told = LIVES[name]
    matter = born(how, decided)
    assert state_of(matter, decided) == "MT-1"
    for line in lines(told):
        live(matter, line.told)
        assert state_of(matter, line.told.split()[0]) == line.state, line.told


@pytest.mark.django_db
def test_a_judgment_and_a_request_become_a_matter() -> None:
    cast.gather()
    by, seen = cast.viewer(cast.THU), []
    item = replace(a_judgment().items[0], ex_officio=False)
    receipt = receipts.register(replace(a_judgment(), items=(item,)), by=by, on=ON)
    seen.append(STATE_OF_INTAKE["judgment_received"])
    judgment = receipts.receipt(EVERYTHING, receipt).judgment_id
    lacking = a_request(judgment_id=judgment, items=(item.no,), contents=WHOLE - {"signature"})
    asked = requests.receive(lacking, by=by, on=ON)
    seen.append(STATE_OF_INTAKE[request(EVERYTHING, asked).state])
    requests.ask_supplement(asked, until=date(2026, 7, 23), by=cast.TRUONG.code, on=ON)
    seen.append(STATE_OF_INTAKE[request(EVERYTHING, asked).state])
    requests.supplemented(asked, supplemented_on=ON, contents=frozenset({"signature"}), by=by, on=ON)
    (paper,) = propose(receipt, asked, by=by, on=ON)
    signed(paper, "13/07/2026")
    answer = issued(paper, "14/07/2026")
    assert answer.done, answer.sentence
    assert STATE_OF_INTAKE[request(EVERYTHING, asked).state] == "MT-1"
    assert (*seen, "decide", state_of(answer.matter_id or 0, "14/07/2026")) == BEGINNINGS[
        "test_a_judgment_and_a_request_become_a_matter"
    ]
    assert case(answer.matter_id or 0, on="14/07/2026", by=cast.TRUONG).last_step("decide") is not None


@pytest.mark.django_db
def test_a_request_is_refused() -> None:
    cast.gather()
    asked = requests.receive(a_request(contents=WHOLE - {"signature"}), by=cast.viewer(cast.THU), on=ON)
    seen = [STATE_OF_INTAKE[request(EVERYTHING, asked).state]]
    requests.ask_supplement(asked, until=date(2026, 7, 20), by=cast.TRUONG.code, on=ON)
    seen.append(STATE_OF_INTAKE[request(EVERYTHING, asked).state])
    requests.refuse(asked, ground="TC-đ", by=cast.TRUONG.code, on=date(2026, 7, 21), limits=())
    seen.append(STATE_OF_INTAKE[request(EVERYTHING, asked).state])
    assert tuple(seen) == BEGINNINGS["test_a_request_is_refused"]


@pytest.mark.django_db
def test_what_was_delegated_here_becomes_a_matter(sent: int) -> None:
    answer = issued_there(proposed(sent))
    assert answer.done, answer.sentence
    found = case(answer.matter_id or 0, by=cast.XUAN, on="20/07/2026")
    reached = (found.steps[-1].code, legal_state(found.stage, [step.code for step in found.steps]))
    assert reached == BEGINNINGS["test_what_was_delegated_here_becomes_a_matter"]


@pytest.mark.parametrize("state", list(LEGAL_STATES))
def test_a_state_is_reached_by_a_life(state: str) -> None:
    """A state of the law without a life fails here; docs/states/reached.md lists them."""
    assert lived().get(state), f"no test reaches {state}"


@pytest.mark.parametrize("code", list(catalogue.acts()))
def test_an_act_is_done_in_a_life(code: str) -> None:
    """An act of the catalogue that no life does fails here."""
    assert lived().get(code), f"no test does {code}"


def test_what_the_beginnings_say_they_reach_is_a_state_or_an_act() -> None:
    known = {*LEGAL_STATES, *catalogue.acts()}
    assert {code for reached in BEGINNINGS.values() for code in reached} <= known
    assert set(BEGINNINGS) <= set(globals())
