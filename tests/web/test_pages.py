"""What each person of the cast sees, and what is refused with a sentence."""

import re

import pytest

from tests import cast

ADDRESSES = (
    "/",
    "/viec/",
    "/viec/?trang-thai=no_means&sap=due",
    "/thong-ke/",
    "/thong-ke/?bieu=005.N&mo=22.KV01",
    "/xu-huong/",
    "/theo-doi/lon-va-lau/",
    "/theo-doi/co-dieu-kien-lau/",
    "/nhap-so/",
    "/han/",
    "/han/?rule=DL-19&from=2025-08-22",
    "/lich/",
    "/lich/?nam=2026",
    "/phap-luat/",
    "/so-ghi/",
    "/quyen/",
    "/quyen/?vai=tat-ca",
    "/tai-khoan/danh-sach/",
    "/tim/?q=hoa",
    "/phim-tat/",
)


def text(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("person", cast.EVERYBODY, ids=lambda person: person.role + "-" + person.username)
def test_every_address_answers_every_role_with_a_page_or_a_refusal_in_words(province, browse, person):
    client = browse(person)
    for address in ADDRESSES:
        answer = client.get(address)
        assert answer.status_code in (200, 403), (address, answer.status_code)
        if answer.status_code == 403:
            assert "Quyền:" in text(answer) or "Phạm vi" in text(answer), address
        assert "pháp luật áp dụng ngày 30/09/2025" in text(answer), address


def test_nobody_sees_a_page_without_logging_in(province, client):
    for address in ADDRESSES:
        answer = client.get(address)
        assert answer.status_code == 302, address
        assert "/tai-khoan/dang-nhap/" in answer["Location"]


def test_every_foot_says_the_day_of_the_data_live_or_edition_and_the_law(province, browse):
    foot = text(browse(cast.LAN).get("/viec/")).split("<footer")[1]
    assert "Dữ liệu đến 30/09/2025, ghi nhận đến 30/09/2025" in foot
    assert "trực tiếp" in foot
    assert "pháp luật áp dụng ngày 30/09/2025: Luật Thi hành án dân sự 2008" in foot
    assert "bản trình diễn đứng ở ngày 30/09/2025" in foot


def test_hoa_of_another_office_finds_nothing_of_lan_s_matters(province, browse):
    hoa = browse(cast.HOA)
    for matter_id in province[:6]:
        assert hoa.get(f"/viec/{matter_id}/").status_code == 404
        assert hoa.get(f"/viec/{matter_id}/lam/verify/").status_code == 404
    absent, foreign = (
        re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text(hoa.get(f"/viec/{number}/")))
        for number in (999_999, province[0])
    )
    assert absent == foreign, "a foreign matter must answer as one that does not exist"
    assert "101/QĐ" not in text(hoa.get("/viec/"))
    assert "101/QĐ" not in text(hoa.get("/tim/?q=101"))


def test_a_refusal_says_which_question_refused_and_what_to_do(province, browse):
    answer = browse(cast.LAN).get("/nhap-so/")
    assert answer.status_code == 403
    assert "<h1>Không có quyền làm bước này</h1>" in text(answer)
    assert "Quyền: " in text(answer)
    assert "Hãy đề nghị người có quyền" in text(answer)


def test_the_figures_of_another_office_do_not_open(province, browse):
    answer = browse(cast.LAN).get("/thong-ke/?don-vi=22.KV02")
    assert answer.status_code == 403
    assert "Phạm vi được xem" in text(answer)


def test_search_finds_a_name_without_its_diacritics_and_a_number_by_its_beginning(province, browse):
    lan = browse(cast.LAN)
    assert "101/QĐ" in text(lan.get("/tim/?q=nguyen+thi+hoa"))
    assert "103/QĐ" in text(lan.get("/tim/?q=103"))
    assert "Không thấy “trần vắng”" in text(lan.get("/tim/?q=trần+vắng"))


def test_a_filter_shows_as_a_chip_that_removes_it_and_a_wrong_one_is_said(province, browse):
    lan = browse(cast.LAN)
    page = text(lan.get("/viec/?trang-thai=no_means&phong=22.KV01"))
    assert 'class="chip" href="?phong=22.KV01"' in page
    assert "106/QĐ" in page
    assert "101/QĐ" not in page
    wrong = lan.get("/viec/?trang-thai=khong-co")
    assert wrong.status_code == 400
    assert "Bộ lọc không đọc được" in text(wrong)


def test_the_matter_page_explains_its_nearest_date_and_hides_what_the_procuracy_may_not_see(province, browse):
    page = text(browse(cast.LAN).get(f"/viec/{province[2]}/"))
    assert "Xác minh" in page
    assert "/han/?rule=DL-19&amp;from=" in page
    assert "999085001234" in page
    observed = text(browse(cast.KIEM).get(f"/viec/{province[2]}/"))
    assert "999085001234" not in observed
    assert "số định danh được che" in observed


def test_the_deadline_page_counts_in_the_open_and_shows_the_other_law(province, browse):
    page = text(browse(cast.LAN).get("/han/?rule=DL-19&from=2026-07-13"))
    assert "hạn 22/07/2026" in page
    assert "09 ngày" in page
    assert "Theo luật 2008 sẽ là" in page
    assert "23/07/2026" in page
    refused = text(browse(cast.MINH).get("/han/?rule=DL-19&from=32/13/2026"))
    assert "không phải là một ngày" in refused


def test_an_office_saves_what_its_own_heading_means(province, browse):
    head = browse(cast.TRUONG)
    wrong = head.post("/nhap-so/tieu-de/", {"heading": "Số CT", "column": ""})
    assert wrong.status_code == 422
    assert 'value="Số CT"' in text(wrong)
    assert head.post("/nhap-so/tieu-de/", {"heading": "Số CT", "column": "Tiền/voucher"}).status_code == 302
    assert "Số CT" in text(head.get("/nhap-so/tieu-de/"))


def test_the_chair_begins_with_the_committee_and_sees_no_live_figure(province, browse):
    chair = browse(cast.BAN)
    page = text(chair.get("/", follow=True))
    assert "Ban Chỉ đạo" in page
    assert '<span class="live">' not in page
    assert "data-drawer" not in page
    assert chair.get("/thong-ke/").status_code == 403
    assert chair.get("/thong-ke/o/?cot=1").status_code == 403


def test_the_head_sees_each_office_against_the_target_and_its_overdue_matters_open(province, browse):
    head = browse(cast.TRUONG)
    shown = text(head.get("/?mo=22.KV01"))
    row = shown.split('id="dv-22.KV01"')[1].split("</tr>")[0]
    link = re.search(r'href="(/viec/\?[^"]*)"[^>]*>(\d+)</a>', row)
    assert link, row
    opened = text(head.get(link[1].replace("&amp;", "&")))
    assert f"{link[2]} việc" in opened
    assert "điểm %" in shown
    assert "so CT" in shown


def test_an_office_head_s_curves_open_though_matters_moved_between_offices(province, browse):
    assert browse(cast.BINH).get("/xu-huong/").status_code == 200


def test_a_period_of_one_s_own_is_named_so_and_an_empty_end_is_today(province, browse):
    head = browse(cast.TRUONG)
    assert "kỳ tự chọn" in text(head.get("/thong-ke/?ky=tu-chon&tu=15/01/2025&den=20/03/2025"))
    assert "15/01/2025–30/09/2025" in text(head.get("/thong-ke/?ky=tu-chon&tu=15/01/2025&den=")).replace(
        " ", ""
    )
    assert "01/10/2024" in text(head.get("/thong-ke/?ky=nay&tu=15/01/2025"))
    assert head.get("/thong-ke/?tu=31/02/2025").status_code == 400
