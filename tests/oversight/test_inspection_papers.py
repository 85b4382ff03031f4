"""An inspection opens and ends by papers of the head: drafted, signed, issued, then in effect."""

import io
import re
import zipfile
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


@pytest.mark.parametrize(
    ("level", "joint_with", "by"),
    [
        ("internal", "", "Đoàn kiểm tra của Thi hành án dân sự tỉnh Quảng Ninh"),
        ("self", "", "Phòng THADS khu vực 1"),
        (
            "joint",
            "Viện kiểm sát nhân dân tỉnh",
            "Đoàn kiểm tra liên ngành (Thi hành án dân sự tỉnh Quảng Ninh và Viện kiểm sát nhân dân tỉnh)",
        ),
    ],
)
def test_a_conclusion_says_who_inspected_and_where_it_goes(level: str, joint_with: str, by: str) -> None:
    plan = PLAN | {"level": level, "joint_with": joint_with}
    number = open_dossier(New("inspection", plan, agency="22"), by=viewer(NGHIEP), on=ON)
    decision = {"content": "Kiểm tra", "lead": THAM.code, "conclude_by": "31/07/2026"}
    issued(proceedings.perform(number, "open", decision, by=viewer(THAM), on=ON).paper)
    found = load([number])[number]
    shown = {one.name: one.default(found) for one in found.kind.step("conclude").fields if one.default}
    assert (shown["inspected_by"], shown["counterpart"]) == (by, "Phòng THADS khu vực 1")
    paper = proceedings.perform(number, "conclude", CONCLUSION | shown, by=viewer(THAM), on=ON).paper
    assert paper is not None
    text = extracted(making.docx_of(papers.content(paper)))
    assert f"{by} đã tiến hành cuộc kiểm tra" in text
    assert "Phòng THADS khu vực 1 tổ chức thực hiện và báo cáo" in text
    assert text.strip().startswith("CỤC QUẢN LÝ")


def extracted(document: bytes) -> str:
    """The words of a Word file."""
    with zipfile.ZipFile(io.BytesIO(document)) as packed:
        return re.sub(r"<[^>]+>", "", packed.read("word/document.xml").decode())
