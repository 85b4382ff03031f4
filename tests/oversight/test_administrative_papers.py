"""Papers of a monitored judgment go through the queue, act on issue, and keep the layout of Decree 30."""

from datetime import date

import pytest

from tests.cast import BINH, LAN, TRUONG, VAN, viewer
from tests.documents.papers import PIN
from tests.oversight.judgments import SAID, received, seen, walk
from thihanh.documents import operations as documents
from thihanh.oversight.administrative import ADMINISTRATIVE
from thihanh.procedures import issuing, proceedings

ON = date(2025, 9, 30)


@pytest.fixture(autouse=True)
def ready(office: None, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def through_the_queue(paper: int) -> None:
    documents.check([paper], by=viewer(BINH), on=ON)
    documents.sign([paper], by=viewer(TRUONG), on=ON, pin=PIN)
    (issued,) = issuing.issue([paper], by=viewer(VAN), on=ON)
    assert issued.done, issued.sentence


HEADS = {
    "notice": (),
    "publish": ("notice", "delivered", "overdue", "compel_received"),
    "recommend": ("notice", "delivered", "overdue", "compel_received"),
}


@pytest.mark.parametrize("step", HEADS)
def test_a_paper_of_the_head_takes_its_step_when_issued(step: str) -> None:
    number = received()
    walk(number, *HEADS[step])
    before = len(seen(number).steps)
    outcome = proceedings.perform(number, step, SAID[step], by=viewer(LAN), on=ON)
    assert outcome.paper is not None
    assert len(seen(number).steps) == before
    through_the_queue(outcome.paper)
    last = seen(number).steps[-1]
    assert (last.step, last.paper_id, last.on) == (step, outcome.paper, ON)


def test_the_minutes_of_a_session_are_issued_with_it() -> None:
    number = received()
    walk(number, *HEADS["publish"])
    outcome = proceedings.perform(number, "work_session", SAID["work_session"], by=viewer(LAN), on=ON)
    assert outcome.paper is not None
    assert seen(number).state == "worked"


def test_what_the_papers_say_is_offered_from_the_record() -> None:
    number = received()
    walk(number, *HEADS["publish"])
    dossier = seen(number)
    offered = {
        step.code: str(field.default(dossier))
        for step in ADMINISTRATIVE.steps
        for field in step.fields
        if field.default
    }
    assert "12/2025/HC-PT ngày 20/02/2025 của Tòa án nhân dân tỉnh Quảng Ninh" in offered["notice"]
    for part in ("thôn Tân Lập", "03/2025/QĐ-BTHA ngày 20/03/2025", "hủy quyết định thu hồi đất"):
        assert part in offered["publish"]
    assert "Quách" not in offered["publish"]
