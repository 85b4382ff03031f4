"""The rules of emulation as versions: seen, edited as JSON or Excel, refused with a sentence."""

import json
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from tests import cast
from tests.web.test_target_pages import text
from thihanh.targets.grading import default_content, scheme_of
from thihanh.targets.scheme_file import SchemeRefused, as_json, as_workbook, read
from thihanh.targets.schemes import scheme, versions

PAGE = "/chi-tieu/cham-diem/bang/"


def sent(content: bytes, **changes: str) -> dict[str, object]:
    return {
        "number": "50/QĐ-THADS ngày 01/09/2025",
        "since": "01/10/2025",
        "tep": SimpleUploadedFile("bang", content),
        **changes,
    }


def changed(**changes: object) -> bytes:
    return as_json(default_content() | changes)


@pytest.mark.parametrize("write", [as_json, as_workbook])
def test_the_file_says_the_rules_and_reads_back_the_same(write):
    read_back = read(write(default_content()), default_content()["number"])
    assert scheme_of(read_back) == scheme_of(default_content())


def test_the_head_states_a_version_from_the_workbook_of_the_page(province, browse):
    head = browse(cast.TRUONG)
    assert "chưa ban hành bảng chấm điểm riêng" in text(head.get(PAGE))
    given = head.get(PAGE, {"tep": "xlsx"})
    assert CalamineWorkbook.from_filelike(BytesIO(given.content)).sheet_names == ["Chung", "Tiêu chí", "Hạng"]
    assert json.loads(head.get(PAGE, {"tep": "json"}).content)["total"] == 200
    done = head.post(PAGE, sent(given.content), follow=True)
    assert "50/QĐ-THADS ngày 01/09/2025" in text(done)
    assert "(chưa đến)" in text(done)
    assert scheme("22", date(2025, 9, 30)).number == default_content()["number"]
    assert scheme("22", date(2025, 10, 1)).number == "50/QĐ-THADS ngày 01/09/2025"
    again = head.post(PAGE, sent(given.content))
    assert "đã ghi" in text(again)
    assert len(versions("22")) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"label = 1", "không phải JSON hay Excel"),
        (b"PK\x03\x04 broken", "Dữ liệu:"),
        (b"[]", "không phải JSON hay Excel"),
        (b"{}", "thiếu hoặc sai phần"),
        (changed(total=100), "cộng lại 200 điểm, thang điểm ghi 100"),
        (changed(core=["beauty"]), "không có chỉ tiêu «beauty»"),
        (changed(grade=default_content()["grade"][::-1]), "từ mức sàn cao xuống thấp"),
        (changed(grade=default_content()["grade"][:-1]), "Hạng cuối phải từ 0"),
        (changed(grade=[1]), "thiếu hoặc sai phần"),
        (changed(bonus=default_content()["bonus"] | {"each": 0}), "phải lớn hơn 0"),
        (changed(commendation={"mark": "K", "grades": {"Z": "cờ"}}), "hạng «Z» không có"),
        (changed(criterion=[*default_content()["criterion"], default_content()["criterion"][0]]), "hai lần"),
    ],
)
def test_what_cannot_be_judged_by_is_refused_and_what_was_typed_stays(province, browse, content, said):
    answer = browse(cast.TRUONG).post(PAGE, sent(content))
    assert answer.status_code == 422
    assert said in text(answer)
    assert 'value="50/QĐ-THADS ngày 01/09/2025"' in text(answer)
    assert versions("22") == ()


def test_number_day_and_file_are_asked_for_at_their_fields(province, browse):
    answer = text(browse(cast.TRUONG).post(PAGE, {"number": "", "since": "31/09/2025"}))
    assert "Ghi số, ngày văn bản" in answer
    assert 'id="since-error"' in answer
    assert 'id="tep-error"' in answer


def test_a_wrong_number_is_named_by_its_cell():
    rows = as_workbook(default_content() | {"total": "hai trăm"})
    with pytest.raises(SchemeRefused, match="Chung!B5 ghi «hai trăm»"):
        read(rows, "1")


def test_a_year_that_is_being_judged_keeps_its_rules(province, browse):
    points = {f"p:{one['code']}": "10" for one in default_content()["criterion"]}
    points |= {"don-vi": "22.KV01", "nam": "2025", "step": "self"}
    assert browse(cast.BINH).post("/chi-tieu/cham-diem/", points).status_code == 302
    head = browse(cast.TRUONG)
    answer = head.post(PAGE, sent(changed(), since="01/07/2025"))
    assert "đã có đơn vị chấm điểm" in text(answer)
    assert head.post(PAGE, sent(changed())).status_code == 302


def test_only_who_decides_states_a_version(province, browse):
    assert "Ghi phiên bản" not in text(browse(cast.BINH).get(PAGE))
    assert browse(cast.BINH).post(PAGE, sent(changed())).status_code == 403
