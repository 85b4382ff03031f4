"""Pages of targets: decisions, rankings; what they show, refuse and to whom."""

from datetime import date
from io import BytesIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import cast
from thihanh.offices.reach import EVERYTHING
from thihanh.targets.decisions import decisions
from thihanh.targets.goals import Assigned, assigned

DECISIONS, RANKING = "/chi-tieu/giao/", "/chi-tieu/xep-hang/"
HEAD = {"key": "k1", "number": "125/QĐ-THADS", "signed": "30/09/2025", "since": "30/09/2025", "mode": "muc"}


def given(**changes: str) -> dict[str, str]:
    return {**HEAD, "lam": "ghi", "t:22.KV01:cases.rate": "84,50", **changes}


def text(answer) -> str:
    return answer.content.decode()


def workbook(*rows: tuple[object, ...]) -> SimpleUploadedFile:
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("Phụ lục")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return SimpleUploadedFile("phu-luc.xlsx", content.getvalue())


def test_the_head_records_a_decision_and_the_office_is_measured_by_it(province, browse):
    head = browse(cast.TRUONG)
    assert "Chưa ghi quyết định giao chỉ tiêu nào" in text(head.get(DECISIONS))
    answer = head.post(DECISIONS, given(), follow=True)
    assert "125/QĐ-THADS" in text(answer)
    found = assigned("22.KV01", "cases", date(2025, 9, 30))
    assert isinstance(found, Assigned)
    assert str(found.value) == "84,50%"
    head.post(DECISIONS, given())
    assert len(decisions(EVERYTHING)) == 1, "a form sent twice is one decision"


def test_the_draft_shows_averages_and_writes_nothing(province, browse):
    answer = browse(cast.TRUONG).post(DECISIONS, given(lam="xem", **{"t:22.KV02:cases.rate": "85,50"}))
    assert "85,00%" in text(answer)
    assert decisions(EVERYTHING) == ()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"t:22.KV01:cases.rate": "101"}, "trên 100%"),
        ({"t:22.KV01:cases.rate": "-3"}, "dưới 0%"),
        ({"mode": "tang", "t:22.KV01:cases.rate": "0,35%"}, "điểm phần trăm, không phải phần trăm"),
        ({"t:22.KV77:cases.rate": "84"}, "không có đơn vị 22.KV77"),
        ({"t:22.KV01:carry.reduction": "3"}, "của THADS tỉnh áp dụng ngày"),
        ({"since": "32/13/2025"}, "không phải là một ngày"),
        ({"key": ""}, "không có mã của trang"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(province, browse, changes, said):
    answer = browse(cast.TRUONG).post(DECISIONS, given(**changes))
    assert answer.status_code == 422
    assert said in text(answer)
    assert decisions(EVERYTHING) == ()


def test_an_annex_comes_from_a_workbook_with_the_place_of_each_fault(province, browse):
    book = workbook(
        ("Mã đơn vị", "Về việc (%)", "Về tiền – tăng thêm (điểm %)"),
        ("22.KV01", 84.6, 0.35),
        ("Phòng THADS khu vực 2", 85, "0,5%"),
        ("22.KV01", 84, ""),
    )
    answer = text(browse(cast.TRUONG).post(DECISIONS, given(lam="xem", tep=book)))
    assert "Phụ lục!C3" in answer
    assert "Phụ lục!B4" in answer
    assert "lần trước ở Phụ lục!B2" in answer


def test_rows_are_pasted_from_excel(province, browse):
    rows = "Mã đơn vị\tVề việc\n22.KV01\t84,7\n22.KV02\t84,9"
    answer = text(browse(cast.TRUONG).post(DECISIONS, given(lam="xem", dan=rows)))
    assert "84,80%" in answer
    broken = browse(cast.TRUONG).post(DECISIONS, given(lam="xem", dan="a\tb\n1\t2"))
    assert "dòng đầu của phần dán phải là tiêu đề" in text(broken)


def test_a_file_that_is_no_workbook_is_refused(province, browse):
    answer = browse(cast.TRUONG).post(DECISIONS, given(lam="xem", tep=SimpleUploadedFile("a.xlsx", b"abc")))
    assert answer.status_code == 422
    assert "không phải là sổ Excel" in text(answer)


def test_an_officer_reads_decisions_and_records_none(province, browse):
    lan = browse(cast.LAN)
    shown = lan.get(DECISIONS)
    assert shown.status_code == 200
    assert "Ghi quyết định mới" not in text(shown)
    assert lan.post(DECISIONS, given()).status_code == 403


def test_a_decision_recorded_by_mistake_is_withdrawn_with_a_reason(province, browse):
    head = browse(cast.TRUONG)
    head.post(DECISIONS, given())
    (one,) = decisions(EVERYTHING)
    assert "ít nhất 10 ký tự" in text(head.post(f"{DECISIONS}{one.id}/rut/", {"reason": "sai"}, follow=True))
    head.post(f"{DECISIONS}{one.id}/rut/", {"reason": "ghi nhầm phụ lục"})
    assert decisions(EVERYTHING)[0].void


def test_the_head_ranks_offices_and_each_figure_opens(province, browse):
    answer = text(browse(cast.TRUONG).get(RANKING))
    assert "đứng đầu Phòng THADS khu vực 2" in answer
    assert "/thong-ke/o/?" in answer
    assert "Khoảng hạng 95%" in answer


def test_an_officer_ranks_the_own_office_only(province, browse):
    lan = browse(cast.LAN)
    answer = lan.get(RANKING)
    assert cast.MINH.name in text(answer)
    assert cast.HOA.name not in text(answer)
    refused = lan.get(f"{RANKING}?cap=phong")
    assert refused.status_code == 403
    assert "Phạm vi được xem" in text(refused)


def test_provinces_are_ranked_on_published_rows_that_do_not_open(province, browse):
    answer = text(browse(cast.CUC).get(f"{RANKING}?nam=2025&thang=12"))
    assert "số đã công bố" in answer
    assert "/thong-ke/o/?" not in answer


def test_a_column_or_month_that_is_not_there_gets_a_sentence(province, browse):
    head = browse(cast.TRUONG)
    assert "không xếp hạng được theo" in text(head.get(f"{RANKING}?cot=dep"))
    assert head.get(f"{RANKING}?thang=13").status_code == 400
    assert "Chưa có đơn vị nào để xếp hạng" in text(head.get(f"{RANKING}?nam=2019&cap=tinh"))
