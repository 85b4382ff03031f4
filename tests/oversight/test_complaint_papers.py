"""The papers of complaints go through the queue and keep the layout; the accused meet none of theirs."""

from datetime import date

import pytest

from tests.cast import NGHIEP, PHO, THAM, TRUONG, VAN, gather, viewer
from tests.documents.papers import PIN
from tests.oversight.complaint_cast import opened
from thihanh.documents import making, nd30
from thihanh.documents import operations as documents
from thihanh.documents import queries as papers
from thihanh.dossiers.loading import load
from thihanh.dossiers.queries import seen
from thihanh.procedures import issuing, proceedings

ON = date(2026, 7, 3)


@pytest.fixture(autouse=True)
def ready(db, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    gather()


def drafted(number: int, code: str, raw: dict[str, object]) -> int:
    paper = proceedings.perform(number, code, raw, by=viewer(THAM), on=ON).paper
    assert paper is not None
    return paper


def issued(paper: int) -> None:
    assert nd30.check_docx(making.docx_of(papers.content(paper))) == []
    documents.check([paper], by=viewer(PHO), on=ON)
    documents.sign([paper], by=viewer(TRUONG), on=ON, pin=PIN)
    (one,) = issuing.issue([paper], by=viewer(VAN), on=ON)
    assert one.done, one.sentence


def test_a_first_decision_is_a_paper_and_is_taken_when_it_is_issued() -> None:
    number = opened("complaint", on="01/07/2026", stage="security", knew_on="28/06/2026",
                    received_on="01/07/2026")  # fmt: skip
    paper = drafted(number, "accept", {"counterpart": "Quách Thị Vô Hình"})
    assert load([number])[number].state == "received"
    issued(paper)
    assert load([number])[number].state == "resolving"
    paper = drafted(number, "decide", {"counterpart": "Quách Thị Vô Hình", "result": "right",
                                       "content": "Kê biên vượt nghĩa vụ", "remedy": "giải tỏa"})  # fmt: skip
    issued(paper)
    found = seen(viewer(TRUONG), number, ON)
    assert (found.state, found.steps[-1].paper_id, found.steps[-1].actor) == ("effective", paper, TRUONG.code)


def test_no_paper_of_a_denunciation_names_the_denouncer() -> None:
    number = opened("denunciation", on="01/07/2026", received_on="01/07/2026")
    paper = drafted(number, "accept", {"assigned": THAM.code})
    issued(paper)
    content = papers.content(paper)
    said = str((content.values, content.inputs, content.title))
    assert [one for one in ("Kín Danh", "Thầm Lặng", "mực tím") if one in said] == []
    assert load([number])[number].state == "resolving"


def test_the_accused_deputy_does_not_meet_the_paper_in_the_queue() -> None:
    number = opened("denunciation", on="01/07/2026", received_on="01/07/2026", accused=PHO.code,
                    accused_post="deputy")  # fmt: skip
    paper = drafted(number, "accept", {})
    for who in (PHO, NGHIEP):
        with pytest.raises(LookupError):
            seen(viewer(who), number, ON)
        with pytest.raises(LookupError):
            proceedings.perform(number, "refuse", {"reason": "không đủ"}, by=viewer(who), on=ON)
    assert papers.content(paper)
