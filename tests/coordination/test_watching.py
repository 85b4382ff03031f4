"""At night: reminders at half the term and on the day after it, RF-51 where nobody reminded; contacts."""

from datetime import date

import pytest

from tests.cast import BINH, HOA, LAN, TRUONG, viewer
from tests.coordination.conftest import AGREED, ON, sent
from thihanh.coordination import watching
from thihanh.coordination.contacts import contacts, state_contact
from thihanh.coordination.models import ProposalFact
from thihanh.dossiers.operations import take
from thihanh.matters.asking import Refusal
from thihanh.offices.policy import Denied
from thihanh.trail.operations import verify

HALF, AFTER = date(2026, 9, 9), date(2026, 9, 11)
"""DL-52 of 07/09/2026 runs out on 10/09/2026."""


def said(on: date) -> list[str]:
    return [one.what for one in watching.proposals(viewer(LAN), on)]


def test_reminders_are_proposed_at_half_the_term_and_on_the_day_after(office: None) -> None:
    dossier = sent()
    assert watching.propose(date(2026, 9, 8)) == 0
    assert watching.propose(HALF) == 1
    assert (watching.propose(HALF), said(HALF)) == (0, ["reminder_1"])
    take(dossier, "reminder_1", {}, by=viewer(LAN), on=HALF)
    assert said(HALF) == []
    watching.propose(AFTER)
    assert said(AFTER) == ["reminder_2"]
    take(dossier, "answer", AGREED, by=viewer(LAN), on=AFTER)
    assert said(AFTER) == []
    assert verify(facts=True).ok


def test_late_and_never_reminded_is_rf_51_until_somebody_acts(office: None) -> None:
    dossier = sent()
    watching.propose(AFTER)
    assert said(AFTER) == ["reminder_1", "RF-51"]
    assert watching.unreminded("22", AFTER) == (dossier,)
    take(dossier, "escalate", {"question": "Ai bảo vệ buổi cưỡng chế"}, by=viewer(LAN), on=AFTER)
    assert "RF-51" not in said(AFTER)
    assert watching.unreminded("22", AFTER) == ()


def test_what_has_no_last_day_is_not_reminded(office: None) -> None:
    sent(duty="PH-34")
    assert watching.propose(date(2027, 3, 1)) == 0
    assert ProposalFact.objects.count() == 0


def test_what_is_out_of_reach_is_not_proposed(office: None) -> None:
    sent()
    watching.propose(AFTER)
    assert watching.proposals(viewer(HOA), AFTER) == ()
    assert len(watching.proposals(viewer(TRUONG), AFTER)) == 2


def test_a_request_sent_back_is_reminded_anew(office: None) -> None:
    dossier, lan = sent(), viewer(LAN)
    take(dossier, "reminder_1", {}, by=lan, on=HALF)
    take(dossier, "answer", AGREED, by=lan, on=HALF)
    take(dossier, "return", {"content": "thiếu ngày", "received_on": "14/09/2026"}, by=lan, on=AFTER)
    late = date(2026, 9, 18)
    watching.propose(late)
    assert said(late) == ["reminder_1", "RF-51"]
    assert watching.unreminded("22", late) == (dossier,)


def test_an_office_states_how_a_body_is_reached(office: None) -> None:
    said_ = {"body": "police_commune", "body_name": "Công an xã Đông Hải", "phone": "0203 3825 111"}
    code = state_contact(said_, by=viewer(BINH), on=ON)
    state_contact(
        said_ | {"email": "congan@donghai.gov.vn", "head": "Người Đứng Đầu"}, by=viewer(BINH), on=ON
    )
    found = contacts("22", ON)
    assert list(found) == [code] == ["police_commune:cong-an-xa-dong-hai"]
    assert (found[code].email, contacts("22", date(2026, 9, 6))) == ("congan@donghai.gov.vn", {})
    assert verify(facts=True).ok


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"body": "nobody"}, "body"),
        ({"body_name": ""}, "body_name"),
        ({"phone": ""}, "email"),
        ({"email": "a@b"}, "email"),
        ({"phone": "<script>"}, "phone"),
        ({"body": "justice"}, "body_name"),
        ({"head": "x" * 201}, "head"),
    ],
)
def test_a_contact_that_reaches_nobody_is_refused(office: None, more: dict[str, str], field: str) -> None:
    said_ = {"body": "police_commune", "body_name": "Công an xã Đông Hải", "phone": "0203 3825 111"}
    with pytest.raises(Refusal) as refused:
        state_contact(said_ | more, by=viewer(BINH), on=ON)
    assert refused.value.field == field


def test_who_may_not_state_a_contact(office: None) -> None:
    with pytest.raises(Denied):
        state_contact({"body": "justice", "phone": "02033825111"}, by=viewer(HOA), on=ON)


def test_after_two_reminders_the_night_proposes_the_committee(office: None) -> None:
    dossier, lan = sent(), viewer(LAN)
    take(dossier, "reminder_1", {}, by=lan, on=HALF)
    take(dossier, "reminder_2", {}, by=lan, on=AFTER)
    watching.propose(AFTER)
    assert said(AFTER) == ["escalate"]
    take(dossier, "escalate", {"question": "Ai bảo vệ buổi cưỡng chế"}, by=lan, on=AFTER)
    assert said(AFTER) == []


def test_an_interim_answer_is_no_answer(office: None) -> None:
    dossier, lan = sent(), viewer(LAN)
    with pytest.raises(Refusal, match="trước ngày ghi"):
        take(dossier, "interim", {"content": "đang làm", "expected_on": "08/09/2026"}, by=lan, on=HALF)
    take(dossier, "interim", {"content": "đang chờ cấp tỉnh", "expected_on": "15/09/2026"}, by=lan, on=HALF)
    watching.propose(AFTER)
    assert said(AFTER) == ["reminder_1", "RF-51"]
    assert watching.unreminded("22", AFTER) == (dossier,)
