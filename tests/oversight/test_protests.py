"""Protests and recommendations: replies, carrying out, remedy, disagreement, across 30/06–01/07/2026."""

import pytest

from tests.cast import KIEM, LAN, NGHIEP, PHO, THAM, TRUONG, VAN, gather, viewer
from tests.oversight.complaint_cast import day, dues, opened, step
from thihanh.dossiers import queries
from thihanh.matters.asking import Refusal
from thihanh.offices.policy import Denied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("people")]


@pytest.fixture
def people(db: None) -> None:
    gather(LAN, NGHIEP, PHO, THAM, TRUONG, VAN, KIEM)


REPLIES = [
    # form, received, rule, last day to reply
    ("protest", "30/06/2026", "KS-01", "15/07/2026"),
    ("protest", "01/07/2026", "KS-01", "16/07/2026"),
    ("recommendation", "30/06/2026", "KS-02", ""),
    ("recommendation", "01/07/2026", "KS-02", "16/07/2026"),
]


@pytest.mark.parametrize(("form", "received", "rule", "due"), REPLIES)
def test_both_are_answered_in_fifteen_days_under_the_new_law(
    form: str, received: str, rule: str, due: str
) -> None:
    number = opened("protest", on=received, form=form, issued_on="25/06/2026", received_on=received)
    assert dues(number, rule) == [(due, "")]


def test_what_is_accepted_is_carried_out_and_its_remedy_confirmed_by_somebody_else() -> None:
    number = opened("protest")
    found = step(number, "reply", "12/06/2026", TRUONG, answer="accept", content="hủy quyết định hoãn")
    assert (found.state, dues(number, "KS-03")) == ("accepted", [("19/06/2026", "")])
    step(number, "carry_out", "18/06/2026", THAM, done="QĐ 30 hủy quyết định hoãn")
    assert dues(number, "KS-03") == [("19/06/2026", "18/06/2026")]
    with pytest.raises(Refusal, match="phải do người khác làm"):
        step(number, "remedy", "19/06/2026", THAM, evidence="QĐ 30")
    assert step(number, "remedy", "19/06/2026", NGHIEP, evidence="QĐ 30 đã gửi").is_ended


def test_disagreement_goes_back_to_the_procuracy_and_then_up_under_the_new_law() -> None:
    number = opened("protest", on="01/07/2026", issued_on="29/06/2026", received_on="01/07/2026")
    with pytest.raises(Refusal, match="nêu căn cứ"):
        step(number, "reply", "06/07/2026", TRUONG, answer="disagree", content="không nhất trí")
    step(number, "reply", "06/07/2026", TRUONG, answer="disagree", content="không", grounds="Đ.46")
    with pytest.raises(Refusal, match="đề nghị Viện kiểm sát xem xét lại trước"):
        step(number, "report", "07/07/2026", TRUONG, counterpart="Cục", reason="không nhất trí")
    step(number, "ask_again", "08/07/2026", TRUONG, reason="quyết định đúng luật")
    assert dues(number, "KS-04") == [("20/07/2026", "")]
    step(number, "reconsidered", "15/07/2026", THAM, kept="kept", number_again="7/VKS")
    step(number, "report", "16/07/2026", TRUONG, counterpart="Cục", reason="đề nghị cho ý kiến")
    assert dues(number, "KS-05") == [("17/08/2026", "")]
    found = step(number, "answered_above", "10/08/2026", THAM, outcome="carry", number_above="9/CQL")
    assert (found.state, dues(number, "KS-03")) == ("accepted", [("17/08/2026", "")])


def test_under_the_old_law_disagreement_goes_up_at_once() -> None:
    number = opened("protest")
    step(number, "reply", "12/06/2026", TRUONG, answer="disagree", content="không", grounds="Đ.48")
    with pytest.raises(Refusal, match="Luật THADS 2008 không có đề nghị xem xét lại"):
        step(number, "ask_again", "15/06/2026", TRUONG, reason="đúng luật")
    step(number, "report", "15/06/2026", TRUONG, counterpart="Cục", reason="không nhất trí")
    assert dues(number, "KS-05") == [("15/07/2026", "")]
    released = step(number, "answered_above", "10/07/2026", THAM, outcome="released", number_above="9")
    assert released.is_ended


@pytest.mark.parametrize(
    ("ended", "known", "issued", "late"),
    [
        (False, "10/07/2026", "25/07/2026", False),
        (False, "10/07/2026", "26/07/2026", True),
        (True, "10/07/2026", "20/07/2026", False),
        (True, "01/07/2026", "01/08/2026", False),
    ],
)
def test_a_protest_made_too_late_is_received_as_such(
    ended: bool, known: str, issued: str, late: bool
) -> None:
    raw = {"issued_on": issued, "received_on": "03/08/2026", "known_to_them_on": known, "matter_ended": ended}
    if late:
        with pytest.raises(Refusal, match="thời hạn kháng nghị hết 25/07/2026"):
            opened("protest", on="03/08/2026", **raw)
        raw["late_seen"] = True
    assert opened("protest", on="03/08/2026", **raw)


def test_the_procuracy_reads_and_does_not_write() -> None:
    number = opened("protest")
    assert queries.seen(viewer(KIEM), number, day("08/06/2026")).state == "received"
    with pytest.raises(Denied):
        step(number, "recall", "08/06/2026", KIEM, number_recall="1")
    with pytest.raises(Denied):
        opened("protest", by=KIEM)
