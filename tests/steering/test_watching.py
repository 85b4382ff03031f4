"""At night: a directive is reminded of before its day and after it, then proposed to the committee, once."""

from datetime import date, timedelta

import pytest

from tests.cast import BAN, LAN, NGHIEP, TRUONG, gather, viewer
from tests.steering.conftest import ON
from tests.steering.test_pages import page
from tests.web.conftest import Standing
from thihanh.coordination.models import ProposalFact
from thihanh.dossiers.loading import load
from thihanh.dossiers.operations import New, open_dossier, take
from thihanh.steering import operations, watching
from thihanh.trail.operations import verify

pytestmark = pytest.mark.django_db
GIVEN, DUE = date(2025, 9, 1), date(2025, 9, 21)
REMINDED = date(2025, 9, 16)
"""Three quarters of the twenty days are over."""


@pytest.fixture
def directive(db) -> int:
    gather()
    raw = {
        "sort": "letter",
        "title": "Trả lời về thửa đất",
        "owner_body": "land_registry",
        "owner_officer": LAN.code,
        "deliverable": "văn bản",
        "due": f"{DUE:%d/%m/%Y}",
        "evidence": "paper",
    }
    new = New("directive", raw, agency="22", office="22.KV01", officer=LAN.code)
    return open_dossier(new, by=viewer(TRUONG), on=GIVEN)


def night(directive: int, day: date) -> list[str]:
    """What stands proposed after the night before a day; a second night adds nothing."""
    watching.propose(day)
    assert watching.propose(day) == 0
    return [one.code for one in watching.standing(load([directive]), day)[directive]]


def test_it_is_reminded_of_before_the_day_and_after_it_then_goes_up(directive: int) -> None:
    assert night(directive, REMINDED - timedelta(days=1)) == []
    assert night(directive, REMINDED) == ["remind"]
    take(directive, "remind", {"note": "sắp đến hạn"}, by=viewer(TRUONG), on=REMINDED)
    assert night(directive, DUE) == []
    assert night(directive, DUE + timedelta(days=1)) == ["remind_late"]
    assert night(directive, DUE + timedelta(days=10)) == ["remind_late"]
    assert night(directive, DUE + timedelta(days=11)) == ["remind_late", "escalate"]
    late = DUE + timedelta(days=11)
    take(directive, "remind", {"note": "đã quá hạn"}, by=viewer(TRUONG), on=late)
    take(directive, "escalate", {"reason": "quá hạn mười một ngày"}, by=viewer(TRUONG), on=late)
    assert night(directive, late) == []
    assert ProposalFact.objects.count() == 3
    assert verify(facts=True).ok


def test_a_new_day_is_watched_anew_and_a_report_ends_it(directive: int) -> None:
    assert night(directive, REMINDED) == ["remind"]
    moved = {"due": "30/09/2025", "reason": "Chờ số liệu của chi nhánh"}
    take(directive, "extend", moved, by=viewer(BAN), on=REMINDED)
    assert night(directive, REMINDED) == []
    assert night(directive, date(2025, 9, 27)) == ["remind"]
    take(directive, "report", {"result": "đã trả lời"}, by=viewer(LAN), on=date(2025, 9, 27))
    assert night(directive, date(2025, 10, 20)) == []


def test_the_board_offers_what_was_proposed_and_the_agenda_takes_what_is_late(
    directive: int, committee: int, settings
) -> None:
    settings.CLOCK = Standing(ON)
    watching.propose(ON)
    assert "Đề nghị đôn đốc vì quá hạn" in page(TRUONG, "directive-board")
    planned = {"title": "Phiên họp quý III", "form": "quarterly", "planned_on": "07/10/2025"}
    meeting = operations.plan_meeting(planned, by=viewer(NGHIEP), on=ON)
    built = operations.build(meeting, by=viewer(NGHIEP), on=ON)
    assert [one.dossiers for one in built.items if one.hits[0].rule == "late_directive"] == [(directive,)]
