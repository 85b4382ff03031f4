"""What may become a claim is listed with where it came from; reception days; the second tier."""

import pytest

from tests.builders import a_matter
from tests.cast import BY, LAN, NGHIEP, PHO, THAM, TRUONG, VAN, gather, viewer
from tests.oversight.complaint_cast import COMPENSATION, day, opened, step
from thihanh.dossiers.loading import load
from thihanh.dossiers.operations import New, open_dossier
from thihanh.matters.intake import Intake, Step
from thihanh.matters.operations import register_many
from thihanh.offices.policy import Denied
from thihanh.oversight.liability import events
from thihanh.oversight.reception_days import days
from thihanh.oversight.second_tier import open_second

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("people")]
ON = day("15/07/2026")


@pytest.fixture
def people(db: None) -> None:
    gather(LAN, NGHIEP, PHO, THAM, TRUONG, VAN)


def accepted_complaint() -> int:
    number = opened("complaint")
    step(number, "accept", "08/06/2026", THAM)
    step(number, "decide", "19/06/2026", TRUONG, result="partly", content="đúng một phần", remedy="sửa")
    return number


def test_accepted_complaints_protests_denunciations_and_cancelled_decisions_are_events() -> None:
    complaint = accepted_complaint()
    wrong = opened("complaint")
    step(wrong, "accept", "08/06/2026", THAM)
    step(wrong, "decide", "19/06/2026", TRUONG, result="wrong", content="không đúng")
    protest = opened("protest")
    step(protest, "reply", "12/06/2026", TRUONG, answer="accept", content="hủy")
    told = opened("denunciation")
    step(told, "accept", "08/06/2026", THAM)
    step(told, "conclude", "22/06/2026", TRUONG, result="right", content="có vi phạm")
    held = a_matter("101/QĐ", "15/10/2024").held_by(LAN.code, LAN.unit).owing(1_000)
    (matter,) = register_many([held.then("in_progress", "15/11/2024").intake], by=BY)
    cancelled = Step(day("01/06/2026"), "cancel", day("01/06/2026"), facts={"of_step": 1})
    register_many([Intake(matter_id=matter, steps=(cancelled,))], by=LAN.code)
    found = events(viewer(TRUONG), ON)
    assert [(one.base, one.dossier, one.on) for one in found] == [
        ("denunciation", told, day("22/06/2026")),
        ("complaint", complaint, day("19/06/2026")),
        ("protest", protest, day("12/06/2026")),
        ("cancelled", None, day("01/06/2026")),
    ]
    assert found[1].until == day("19/06/2029")
    assert (found[3].matters, found[3].words) == ((matter,), "Hủy quyết định của việc 101/QĐ")
    assert [one.base for one in events(viewer(LAN), ON)] == ["cancelled"]


def test_a_claim_that_names_the_dossier_is_shown_with_its_event() -> None:
    complaint = accepted_complaint()
    new = New("compensation", COMPENSATION | {"received_on": "22/06/2026"}, "22", "22", dossiers=(complaint,))
    claim = open_dossier(new, by=viewer(VAN), on=day("22/06/2026"))
    (event,) = events(viewer(TRUONG), ON)
    assert event.claims == (claim,)


def test_the_second_complaint_is_opened_from_the_first_and_bound_to_it() -> None:
    first = accepted_complaint()
    step(first, "deliver", "22/06/2026", THAM, delivered_on="22/06/2026")
    raw = {"subject": "Không đồng ý quyết định lần đầu", "content": "đề nghị xem lại", "channel": "post",
           "knew_on": "22/06/2026", "received_on": "02/07/2026", "first_result": "QĐ 5"}  # fmt: skip
    with pytest.raises(Denied):
        open_second(first, raw, by=viewer(LAN), on=day("02/07/2026"))
    assert load([first])[first].state == "decided"
    second = open_second(first, raw, by=viewer(THAM), on=day("02/07/2026"), key="k")
    found = load([first, second])
    assert found[first].state == "second_tier"
    assert (found[second].dossiers, found[second].last("complainant")) == ((first,), "Quách Thị Vô Hình")
    assert found[second].title.endswith("(lần hai)")
    assert open_second(first, raw, by=viewer(THAM), on=day("02/07/2026"), key="k") == second


def test_the_head_s_monthly_day_is_known_from_his_last_session() -> None:
    first = opened("reception", on="01/06/2026")
    step(first, "visit", "15/06/2026", THAM, visitor="Lò Thị Thử", people="6", about="question", said="hỏi")
    opened("reception", on="16/06/2026", held_on="10/07/2026")
    found = days(viewer(TRUONG), day("01/07/2026"))
    assert (found.last_by_head, found.next_by_head, found.planned) == (
        day("15/06/2026"), day("15/07/2026"), day("10/07/2026"),
    )  # fmt: skip
    assert [(one.held_on, one.visits, one.people) for one in found.sessions] == [
        (day("10/07/2026"), 0, 0), (day("15/06/2026"), 1, 6),
    ]  # fmt: skip
    assert (found.late(day("15/07/2026")), found.late(day("16/07/2026"))) == (False, True)
