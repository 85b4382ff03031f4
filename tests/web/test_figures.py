"""A figure opens into its matters, and what they add up to is the figure."""

import io
import re

import openpyxl
import pytest

from tests import cast
from tests.web.conftest import named, scene
from thihanh.matters.operations import register_many


def text(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("form", ["004.N", "005.N"])
def test_every_cell_of_the_form_opens_a_list_whose_sum_is_the_cell(province, browse, form):
    head = browse(cast.TRUONG)
    page = text(head.get(f"/thong-ke/?bieu={form}&mo=22.KV01&dv-tien=dong"))
    cells = re.findall(r'<td class="n"[^>]*><a href="([^"]+)" data-drawer>([^<]+)</a>', page)
    assert len(cells) > 40
    for address, shown in cells:
        opened = text(head.get(address.replace("&amp;", "&")))
        if shown == "0":
            assert "Ô này bằng 0" in opened or "0</td>" in opened, address
            continue
        assert re.search(rf'data-label="Cộng">{re.escape(shown)}</td>', opened), (address, shown)


def test_the_drawer_gets_the_list_alone(province, browse):
    head = browse(cast.TRUONG)
    address = "/thong-ke/o/?bieu=004.N&don-vi=22&cot=1&tu=2024-10-01&den=2025-09-30"
    fragment = text(head.get(address, headers={"HX-Request": "true"}))
    assert "<!doctype" not in fragment
    assert "101/QĐ" in fragment


def test_a_period_that_has_not_ended_or_crosses_years_is_refused_in_words(province, browse):
    head = browse(cast.TRUONG)
    for address, words in (
        ("/thong-ke/?tu=2025-10-01&den=2025-12-31", "chưa hết"),
        ("/thong-ke/?tu=2024-05-01&den=2025-09-30", "hai năm công tác"),
        ("/thong-ke/?bieu=999.N", "Không có biểu"),
        ("/thong-ke/?don-vi=CQL", "toàn quốc"),
    ):
        answer = head.get(address)
        assert answer.status_code == 400, address
        assert words in text(answer)


def test_the_versions_stand_beside_each_other(province, browse):
    head = browse(cast.TRUONG)
    assert "phiên bản NĐ 139/2026" in text(head.get("/thong-ke/"))
    other = text(head.get("/thong-ke/?phien-ban=R25"))
    assert "phiên bản NĐ 152/2026" in other
    assert "Phiên bản để đối chiếu" in other


def test_the_workbook_holds_every_row_of_the_filter_as_values(province, browse):
    lan = browse(cast.LAN)
    answer = lan.get("/viec/tai-xuong/?phong=22.KV01")
    assert "attachment" in answer["Content-Disposition"]
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    numbers = [row[0].value for row in sheet.iter_rows() if str(row[0].value).endswith("/QĐ")]
    assert sorted(numbers) == ["101/QĐ", "102/QĐ", "103/QĐ", "104/QĐ", "105/QĐ", "106/QĐ"]
    assert "Dữ liệu đến 30/09/2025" in sheet["A3"].value
    assert sheet.freeze_panes == "A6"
    total = sheet.cell(sheet.max_row, 11).value
    assert total == 1_200_000_000 + 600_000 + 25_000_000_000 + 30_000_000_000 + 7_000_000


def test_a_name_that_looks_like_a_formula_stays_a_text(db, browse):
    cast.gather()
    register_many([named(scene()[0], "=1+1"), named(scene()[1], "@SUM(A1)")], by=cast.BY)
    answer = browse(cast.LAN).get("/viec/tai-xuong/")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    found = [cell for row in book.active.iter_rows() for cell in row if cell.value in ("=1+1", "@SUM(A1)")]
    assert len(found) == 2
    assert {cell.data_type for cell in found} == {"s"}


def test_the_form_s_workbook_holds_whole_dong(province, browse):
    answer = browse(cast.TRUONG).get("/thong-ke/tai-xuong/?bieu=005.N")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    values = [cell.value for row in sheet.iter_rows(min_row=7) for cell in row]
    assert 89_700_000 + 9_000_000 in values, "what was collected this year, to the đồng"


@pytest.mark.parametrize("person", [cast.TRUONG, cast.BINH], ids=["agency", "office"])
def test_the_board_shows_rates_that_the_forms_show(province, browse, person):
    client = browse(person)
    board, form = text(client.get("/")), text(client.get("/thong-ke/"))
    rate = re.search(r'class="figure"[^>]*>([^<]+)<', board).group(1)
    assert rate.endswith("%")
    assert rate in form


def test_the_page_of_law_finds_thresholds_as_it_finds_rules(province, browse):
    client = browse(cast.LAN)
    day = client.get("/phap-luat/?tim=day.").content.decode()
    assert "Hôm nay: số việc nêu lên đầu, nhiều nhất" in day
    assert "Không có quy tắc nào khớp" not in day
    assert "Danh sách theo dõi: có điều kiện" not in day
    rule = client.get("/phap-luat/?tim=DL-19").content.decode()
    assert 'id="DL-19"' in rule
    assert 'id="nguong"' not in rule
    assert "Không có quy tắc nào khớp" in client.get("/phap-luat/?tim=khong-co-gi").content.decode()
