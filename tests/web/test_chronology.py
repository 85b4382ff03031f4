"""The chronology with reasons: each act beside the term it had, met or late by how much."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from docx import Document

from tests import cast
from tests.builders import a_matter
from tests.web.conftest import KV1
from thihanh.deadlines import load_calendar
from thihanh.matters.intake import Intake, StageChange, Step, VerificationResult
from thihanh.matters.operations import register_many
from thihanh.matters.queries import file
from thihanh.offices.reach import EVERYTHING
from thihanh.procedures.chronology import reckon
from thihanh.web.timeline import Event, beneath

CALENDAR = load_calendar()
ON = date(2025, 9, 30)


def text(answer) -> str:
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def day(text_: str) -> date:
    d, m = text_.split("/")
    return date(2025, int(m), int(d))


def act(of: int, code: str, on: str, *, stage: str = "", verified: bool = False) -> None:
    """One act of the record: its step, perhaps a stage and a verification."""
    known = day(on)
    register_many(
        [
            Intake(
                matter_id=of,
                steps=(Step(on=known, code=code, known_on=known),),
                stages=(StageChange(known, stage, known),) if stage else (),
                verifications=(
                    (VerificationResult(known, "trực tiếp", "không có tài sản", known),) if verified else ()
                ),
            )
        ],
        by=cast.BY,
    )


@pytest.fixture
def life(province) -> int:
    """Decided 01/08, filed and told in time, verified eight days late."""
    built = a_matter("901/QĐ", "01/08/2025").held_by(cast.LAN.code, KV1).owing(7_000_000)
    [of] = register_many([built.intake], by=cast.BY)
    act(of, "assign", "04/08", stage="assigned")
    act(of, "open_file", "05/08")
    act(of, "send_to_procuracy", "11/08")
    act(of, "notice_valid", "06/08", stage="voluntary")
    act(of, "verify", "10/09", stage="in_progress", verified=True)
    return of


def verdicts(of: int) -> dict[str, tuple[int, bool]]:
    found = reckon(file(EVERYTHING, of, on=ON, calendar=CALENDAR), CALENDAR)
    return {met.term.rule: (met.late, met.answered) for group in found.ended.values() for met in group}


def test_a_term_met_in_time_is_in_time_and_a_late_one_late_by_working_days(life):
    found = verdicts(life)
    assert found["DL-10"] == (0, True)
    assert found["DL-13"] == (0, True)
    late, answered = found["DL-19"]
    assert answered
    assert late == 7, "from 28/08 to 10/09, without the two days of the national holiday"


def test_the_page_prints_every_act_with_its_term_rule_and_article(life, browse):
    page = text(browse(cast.LAN).get(f"/viec/{life}/trinh-tu/"))
    assert "Xác minh điều kiện thi hành án" in page
    late = re.search(
        r"Xác minh lần đầu, hạn 28/08/2025: <span.*?chậm (\d+) ngày làm việc</span>", page, flags=re.S
    )
    assert late
    assert "DL-19 · Đ.44.1 Luật THADS 2008" in page
    assert "đúng hạn" in page
    assert "data-print" in page
    assert "Người lập" in page


def test_the_debtor_s_own_time_is_nobody_s_delay(life, browse):
    page = text(browse(cast.LAN).get(f"/viec/{life}/trinh-tu/"))
    [own] = re.findall(
        r'<div class="verdict">((?:(?!class="verdict").)*?Hết thời hạn tự nguyện)', page, flags=re.S
    )
    assert "is-late" not in own


def test_the_report_in_docx_says_the_same(life, browse):
    answer = browse(cast.LAN).get(f"/viec/{life}/trinh-tu/tai/")
    assert answer["Content-Disposition"].startswith("attachment")
    told = "\n".join(
        cell.text
        for table in Document(BytesIO(answer.content)).tables
        for row in table.rows
        for cell in row.cells
    )
    assert "Xác minh lần đầu, hạn 28/08/2025: chậm 7 ngày làm việc" in told
    assert browse(cast.HOA).get(f"/viec/{life}/trinh-tu/tai/").status_code == 404


def test_out_of_reach_there_is_no_chronology(life, browse):
    assert browse(cast.HOA).get(f"/viec/{life}/trinh-tu/").status_code == 404
    assert browse(cast.XUAN).get(f"/viec/{life}/trinh-tu/").status_code == 404
    assert browse(cast.KIEM).get(f"/viec/{life}/trinh-tu/").status_code == 200


def test_a_matter_taken_over_from_a_register_is_read_by_its_stages(province):
    found = verdicts(province[0])
    assert found["DL-19"][1], "có điều kiện proves that it was verified"


def test_a_paper_is_named_once_by_the_act_and_not_again_by_what_it_wrote() -> None:
    under = Event(ON, "Đình chỉ", "C-2; văn bản 14/QĐ-CTHADS; 7.000.000 đồng", ON, 1, "")
    assert beneath(under, "14/QĐ-CTHADS") == "Đình chỉ: C-2; 7.000.000 đồng"
    assert "14/QĐ-CTHADS" not in beneath(under, "«Quyết định đình chỉ thi hành án» số 14/QĐ-CTHADS")
    assert "14/QĐ-CTHADS" in beneath(under, "15/QĐ-CTHADS")
