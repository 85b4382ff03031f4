"""The book on screen: counted figures open to their sum, what has no source says so, files agree."""

import html
import io
import re

import openpyxl
import pytest
from pdfminer.high_level import extract_text

from tests import cast
from thihanh.statistics.book.definitions.reading import forms_on
from thihanh.statistics.period import month_period

FORM = "/thong-ke/so-bieu/bieu/?don-vi=22&nam=2025&ky=12"
FILE = "?don-vi=22&nam=2025&ky=12"


def text(answer) -> str:
    return html.unescape(answer.content.decode())


@pytest.mark.parametrize(
    ("asked", "least"),
    [
        ("bieu=01/TK-THA&mo=total&mo=total:22.KV01", 600),
        ("bieu=02/TK-THA&mo=credit", 500),
        ("bieu=03/TK-THA", 250),
        ("bieu=04/TK-THA&mo=22.KV01", 60),
        ("bieu=005.N&phien-ban=R25&mo=22.KV01", 30),
        ("bieu=06/TK-THA", 15),
        ("bieu=07/TK-THA", 60),
    ],
)
def test_every_counted_cell_opens_a_list_whose_sum_is_the_cell(province, browse, asked, least):
    head = browse(cast.TRUONG)
    page = head.get(f"{FORM}&{asked}").content.decode()
    cells = re.findall(r'<td class="n"[^>]*><a href="([^"]+)" data-drawer>([^<]+)</a>', page)
    assert len(cells) > least
    in_thousands = re.compile(r"cot=[^&]*money|bieu=0?05|bieu=02")
    opened = [one for one in cells if one[1] != "0"] + [one for one in cells if one[1] == "0"][:5]
    for address, shown in opened[:: max(1, len(opened) // 40)]:
        said = text(head.get(html.unescape(address)))
        if shown == "0":
            assert "Ô này bằng 0" in said or "0</td>" in said, address
            continue
        summed = re.search(r'data-label="Cộng">([^<]+)</td>', said).group(1)
        amount = int(summed.replace(".", ""))
        if in_thousands.search(address) and "cot=cases" not in address:
            amount = (amount + 500) // 1000
        assert f"{amount:,}".replace(",", ".") == shown, address


def test_what_is_not_counted_says_why_it_does_not_open(province, browse):
    page = text(browse(cast.TRUONG).get(f"{FORM}&bieu=04/TK-THA"))
    assert "Cột 8 chia cột 7, nhân 100; hai cột đó mở ra các việc phía sau." in page
    assert "Thứ hạng trong cùng đơn vị cấp trên" in page
    empty = text(browse(cast.TRUONG).get(f"{FORM}&bieu=02/TKLN-THADS"))
    assert "chưa có nguồn ghi nhận" in empty
    assert "data-drawer" not in empty


def test_the_list_names_every_form_and_what_has_no_source(province, browse):
    page = text(browse(cast.TRUONG).get("/thong-ke/so-bieu/"))
    for form in forms_on(month_period(2025, 12)):
        assert form.code in page
        assert form.missing in page
    assert "K</abbr> dựng lại" in page


def test_the_rules_and_the_attached_lists_stand_on_top(province, browse):
    head = browse(cast.TRUONG)
    said = text(head.get(f"/thong-ke/so-bieu/soat/{FILE}", headers={"HX-Request": "true"}))
    assert "<!doctype" not in said
    assert "chưa chốt được" not in said
    assert said.count(": khớp") == 5
    assert "Soát bộ biểu" in text(head.get(f"/thong-ke/so-bieu/soat/{FILE}"))
    none = text(head.get("/thong-ke/so-bieu/soat/?don-vi=22&nam=2025&ky=4", headers={"HX-Request": "true"}))
    assert "Kỳ này không kèm danh sách" in none


def test_an_attached_list_has_as_many_rows_as_its_cell(province, browse):
    head = browse(cast.TRUONG)
    cell = re.search(
        r"cot=in_progress[^>]*>([^<]+)<", head.get(f"{FORM}&bieu=01/TK-THA").content.decode()
    ).group(1)
    answer = head.get(f"/thong-ke/so-bieu/danh-sach/b/tai/{FILE}")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    numbers = [row[0].value for row in sheet.iter_rows(min_row=7) if isinstance(row[0].value, int)]
    assert len(numbers) == int(cell)
    assert any(row[3].value for row in sheet.iter_rows(min_row=7)), "who must pay is named"
    assert head.get("/thong-ke/so-bieu/danh-sach/b/tai/?don-vi=22&nam=2025&ky=4").status_code == 400


def test_files_say_what_the_screen_says(province, browse):
    head = browse(cast.TRUONG)
    answer = head.get(f"/thong-ke/so-bieu/tai/{FILE}&bieu=01/TK-THA")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    shown = re.search(r"cot=due[^>]*>([^<]+)<", head.get(f"{FORM}&bieu=01/TK-THA").content.decode()).group(1)
    heads = {sheet.cell(row, column).value: column for row in (8, 9, 10) for column in range(1, 23)}
    total = next(row for row in range(10, 20) if sheet.cell(row, 1).value == "Tổng số")
    assert sheet.cell(total, heads["Tổng số phải thi hành"]).value == int(shown)
    whole = openpyxl.load_workbook(io.BytesIO(head.get(f"/thong-ke/so-bieu/tai/{FILE}").content))
    assert len(whole.sheetnames) == 1 + len(forms_on(month_period(2025, 12)))
    pdf = head.get(f"/thong-ke/so-bieu/pdf/{FILE}&bieu=01/TK-THA")
    assert pdf["Content-Disposition"].startswith("attachment")
    said = re.sub(r"\s+", " ", extract_text(io.BytesIO(pdf.content)))
    assert "KẾT QUẢ THI HÀNH ÁN DÂN SỰ TÍNH BẰNG VIỆC" in said
    assert "Dữ liệu đến 30/09/2025, ghi nhận đến 30/09/2025; trực tiếp." in said


def test_two_versions_stand_beside_each_other(province, browse):
    page = text(browse(cast.TRUONG).get(f"/thong-ke/so-bieu/doi-chieu/{FILE}&bieu=004.N"))
    assert "NĐ 139" in page
    assert "NĐ 152: Tổng số giải quyết xong" in page
    assert "điểm %" in page
    refused = browse(cast.TRUONG).get(f"/thong-ke/so-bieu/doi-chieu/{FILE}&bieu=01/TK-THA")
    assert refused.status_code == 400
    assert "chỉ có một phiên bản" in text(refused)


def test_an_office_sees_its_own_book_and_no_other(province, browse):
    binh = browse(cast.BINH)
    page = text(binh.get("/thong-ke/so-bieu/bieu/?bieu=04/TK-THA"))
    assert "22.KV01/" in page
    assert "22.KV02" not in page
    for address in (FORM, "/thong-ke/so-bieu/bieu/?don-vi=22.KV02", f"/thong-ke/so-bieu/tai/{FILE}"):
        assert binh.get(address).status_code == 403, address
    cell = "/thong-ke/so-bieu/o/?bieu=04/TK-THA&don-vi=22.KV01&dong=22.KV02&cot=due"
    assert binh.get(cell).status_code == 403, "a row of another office in a form of one's own"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?nam=2026&ky=1", "chưa hết"),
        ("?nam=2025&ky=13", "từ 1 đến 12 tháng"),
        ("?nam=hai&ky=1", "kỳ báo cáo là số tháng"),
        ("?bieu=99/TK-THA", "không có biểu"),
        ("?don-vi=22.KV99", "không có đơn vị"),
        ("?don-vi=x", "mã đơn vị"),
    ],
)
def test_what_cannot_be_made_says_why(province, browse, query, words):
    answer = browse(cast.TRUONG).get(f"/thong-ke/so-bieu/bieu/{query}")
    assert answer.status_code == 400
    assert words in text(answer)
