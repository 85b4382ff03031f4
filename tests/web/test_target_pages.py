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


CARD, FORECAST, SCORING = "/chi-tieu/bo/", "/chi-tieu/du-bao/", "/chi-tieu/cham-diem/"


def test_the_card_shows_every_slot_and_takes_a_result_with_its_proof(province, browse):
    head = browse(cast.TRUONG)
    shown = text(head.get(CARD))
    assert "Giải quyết khiếu nại, tố cáo và tiếp công dân" in shown
    assert "chưa có nguồn ghi nhận" in shown
    sent = {
        "don-vi": "22",
        "nam": "2025",
        "thang": "12",
        "indicator": "complaints",
        "met": "dat",
        "kind": "text",
    }
    refused = head.post(CARD, sent | {"reference": "x"})
    assert refused.status_code == 422
    assert "từ 10 đến 300 ký tự" in text(refused)
    taken = head.post(CARD, sent | {"reference": "Báo cáo 15/BC-THADS"}, follow=True)
    assert "Báo cáo 15/BC-THADS" in text(taken)
    assert browse(cast.LAN).post(CARD, sent | {"reference": "Báo cáo 15/BC-THADS"}).status_code == 403


def test_an_officer_sees_the_card_of_the_own_office_only(province, browse):
    lan = browse(cast.LAN)
    assert "Phòng THADS khu vực 1" in text(lan.get(CARD))
    assert lan.get(f"{CARD}?don-vi=22").status_code == 403
    assert "trang Kết quả có số đã công bố" in text(browse(cast.CUC).get(CARD))
    assert lan.get(f"{CARD}?thang=0").status_code == 400


def test_the_forecast_is_an_interval_and_the_work_left_is_by_week(province, browse):
    head = browse(cast.TRUONG)
    shown = text(head.get(f"{FORECAST}?thang=9"))
    assert "Kiểm nghiệm lùi" in shown
    assert "tuần làm việc" in shown
    assert cast.LAN.name in shown
    over = text(head.get(FORECAST))
    assert "không còn gì để dự báo" in over
    assert "không còn tuần làm việc nào" in over
    assert head.get(f"{FORECAST}?nam=2025&thang=14").status_code == 400
    assert browse(cast.LAN).get(f"{FORECAST}?don-vi=22.KV02").status_code == 403


def test_scoring_goes_from_the_office_to_the_council_by_three_people(province, browse):
    points = {f"p:{code}": "10" for code in ("cases", "money", "carry", "procedure", "complaints")}
    points |= {"p:organisation": "20", "p:finance": "20", "don-vi": "22.KV01", "nam": "2025"}
    binh, nghiep, head = browse(cast.BINH), browse(cast.NGHIEP), browse(cast.TRUONG)
    assert "Ghi bước tự chấm" in text(binh.get(f"{SCORING}?don-vi=22.KV01"))
    assert "Ghi bước" not in text(browse(cast.LAN).get(f"{SCORING}?don-vi=22.KV01"))
    too_many = binh.post(SCORING, points | {"step": "self", "p:cases": "99"})
    assert too_many.status_code == 422
    assert "nằm từ 0 đến 40" in text(too_many)
    assert "90,00" in text(binh.post(SCORING, points | {"step": "self"}, follow=True))
    assert "chưa có bước thẩm định" in text(head.post(SCORING, points | {"step": "council"}))
    nghiep.post(SCORING, points | {"step": "verified"})
    done = text(head.post(SCORING, points | {"step": "council"}, follow=True))
    assert "hạng D" in done
    assert "Chưa đơn vị nào được hội đồng" in done
    assert binh.get(f"{SCORING}?don-vi=22.KV02").status_code == 404


def test_the_head_states_a_list_of_the_agency_s_own(province, browse):
    page, head = "/chi-tieu/bo/", browse(cast.TRUONG)
    blank = text(head.get(page, {"lam": "mau"}))

    def sent(content: str, **changes: str) -> dict[str, object]:
        file = SimpleUploadedFile("bo.toml", content.encode())
        return {"lam": "bo-rieng", "so": "9/QĐ", "tu-ngay": "30/09/2025", "tep": file, **changes}

    for given_, said in (
        (sent("label = "), "không đọc được"),
        (sent("slot = [1]"), "Sửa theo tệp mẫu"),
        (sent('[[slot]]\ncode = "a"\nkind = "numeric"'), "thiếu hoặc sai phần"),
        (sent(blank, so=""), "ghi số, ngày văn bản"),
        (sent(blank, **{"tu-ngay": "32/13/2025"}), "ngày áp dụng"),
    ):
        answer = head.post(page, given_)
        assert answer.status_code == 422
        assert said in text(answer)
    own = blank.replace("Bộ 13 chỉ tiêu mặc định", "Bộ chỉ tiêu tỉnh 2025")
    assert "Bộ chỉ tiêu tỉnh 2025" in text(head.post(page, sent(own), follow=True))
    assert browse(cast.LAN).post(page, sent(own)).status_code == 403
