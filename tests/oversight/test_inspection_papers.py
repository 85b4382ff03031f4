"""An inspection opens and ends by papers of the head: drafted, signed, issued, then in effect."""

from datetime import date

import pytest

from tests.cast import BINH, NGHIEP, PHO, THAM, TRUONG, VAN, gather, viewer
from tests.documents.papers import PIN
from tests.oversight.test_inspections import CONCLUSION, PLAN
from thihanh.documents import making, nd30
from thihanh.documents import operations as documents
from thihanh.documents import queries as papers
from thihanh.dossiers.loading import load
from thihanh.dossiers.operations import New, open_dossier
from thihanh.offices.queries import reach
from thihanh.procedures import issuing, proceedings

ON = date(2026, 7, 3)


@pytest.fixture(autouse=True)
def ready(db, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    gather()


def issued(paper: int | None) -> str:
    """Through the queue; what the paper says."""
    assert paper is not None
    content = papers.content(paper)
    assert nd30.check_docx(making.docx_of(content)) == []
    documents.check([paper], by=viewer(PHO), on=ON)
    documents.sign([paper], by=viewer(TRUONG), on=ON, pin=PIN)
    (one,) = issuing.issue([paper], by=viewer(VAN), on=ON)
    assert one.done, one.sentence
    return str((content.values, content.inputs, content.title))


def test_the_decision_and_the_conclusion_take_effect_when_they_are_issued() -> None:
    number = open_dossier(New("inspection", PLAN, agency="22"), by=viewer(NGHIEP), on=ON)
    decision = {"content": "Kiểm tra thẩm định giá", "lead": THAM.code, "conclude_by": "31/07/2026"}
    paper = proceedings.perform(number, "open", decision, by=viewer(THAM), on=ON).paper
    assert load([number])[number].state == "planned"
    assert papers.papers(reach(viewer(BINH), "paper", "read", ON), [paper or 0]) == ()
    assert THAM.name in issued(paper)
    found = load([number])[number]
    assert (found.state, found.steps[-1].actor, found.steps[-1].paper_id) == ("opened", TRUONG.code, paper)
    said = issued(proceedings.perform(number, "conclude", CONCLUSION, by=viewer(THAM), on=ON).paper)
    assert "Hợp đồng thẩm định giá ký chậm" in said
    assert load([number])[number].state == "concluded"
