"""Thi hành án hành chính in the browser: figures that open, silence first, the file, the public page."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tests.cast import HOA, KIEM, LAN, THU, TRUONG, Person, gather
from tests.oversight.judgments import received, the_year, walk

PAGE = "/thi-hanh-an-hanh-chinh/"
TO_DECISION = ("notice", "delivered", "overdue", "compel_received")


Browse = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def office(db: None) -> None:
    gather(on=date(2024, 1, 2))


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_page_says_monitored_and_done_with_their_formula(browse: Browse) -> None:
    the_year()
    said = text(browse(TRUONG), PAGE)
    for words in ("100,00%", "78,57%", "thi hành xong ÷ phải thi hành", "91,67%", "HC-18</a>): 30/09/2025"):
        assert words in said


def test_every_number_opens_its_list(browse: Browse) -> None:
    the_year()
    client = browse(TRUONG)
    for name, count in (("total", 14), ("done", 11), ("no_content", 1), ("open.central.1", 1)):
        assert f"{count} bản án" in text(client, f"{PAGE}danh-sach/?so={name}")
    text(client, f"{PAGE}danh-sach/?so=nhieu", 404)


def test_a_cell_of_form_12_opens_its_dossiers(browse: Browse) -> None:
    the_year()
    cell = "/thong-ke/so-bieu/o/?don-vi=22&nam=2025&ky=12&bieu=12/TK-THA&dong=total&cot=done"
    said = text(browse(TRUONG), cell)
    assert said.count("/ho-so/") >= 11
    assert "Cộng cả 11 hồ sơ" in said


def test_a_form_of_noughts_says_that_nothing_was_recorded(browse: Browse) -> None:
    address = "/thong-ke/so-bieu/bieu/?don-vi=22&nam=2025&ky=12&bieu=12/TK-THA"
    assert "số 0 là chưa có dữ liệu" in text(browse(TRUONG), address)
    the_year()
    assert "số 0 là chưa có dữ liệu" not in text(browse(TRUONG), address)


def test_a_silent_authority_stands_first_and_is_named_in_days(browse: Browse) -> None:
    quiet = received()
    walk(quiet, *TO_DECISION, "recommend", on=date(2025, 7, 1))
    received(body_name="Ủy ban nhân dân xã Bình Khê")
    said = text(browse(TRUONG), PAGE)
    assert "91 ngày, từ 01/07/2025" in said
    assert said.index("xã An Sinh") < said.index("xã Bình Khê")
    assert "im lặng 91 ngày" in text(browse(LAN), f"{PAGE}{quiet}/")


def test_an_authority_not_asked_yet_owes_its_report_all_the_same(browse: Browse) -> None:
    one = received()
    walk(one, "notice", "delivered", on=date(2025, 3, 12))
    assert "Cơ quan phải thi hành án chưa báo cáo</strong>" in text(browse(LAN), f"{PAGE}{one}/")
    assert "chưa báo cáo" in text(browse(TRUONG), PAGE)


def test_the_file_says_what_is_missing(browse: Browse) -> None:
    one = received()
    walk(one, *TO_DECISION)
    said = text(browse(LAN), f"{PAGE}{one}/")
    assert said.count("còn thiếu") == 4
    text(browse(HOA), f"{PAGE}{one}/", 404)


def test_the_public_reads_a_decision_and_no_winning_party() -> None:
    one = received()
    walk(one, *TO_DECISION, "publish")
    address = "/cong-khai/thi-hanh-an-hanh-chinh/?tinh=22"
    said = text(Client(), address)
    assert "03/2025/QĐ-BTHA" in said
    assert "Quách" not in said
    walk(one, "performed")
    assert "Không có quyết định nào đang công khai" in text(Client(), address)
    assert Client().post(address).status_code == 404


def test_an_empty_office_is_told_so(browse: Browse) -> None:
    said = text(browse(KIEM), PAGE)
    assert "Không có bản án nào đang chờ thi hành" in said
    assert "Tiếp nhận bản án</a>" not in said
    assert "Tiếp nhận bản án</a>" in text(browse(THU), PAGE)


def test_judgments_out_of_reach_change_nothing_that_others_read(browse: Browse) -> None:
    hoa = browse(HOA)
    places = (PAGE, f"{PAGE}danh-sach/", "/ho-so/administrative/", "/ho-so/administrative/?tim=quach")
    before = [_main(text(hoa, place)) for place in places]
    the_year()
    assert [_main(text(hoa, place)) for place in places] == before
    assert "Quách" in text(browse(TRUONG), f"/ho-so/{received()}/")


def _main(said: str) -> str:
    return re.sub(r"csrfmiddlewaretoken\S+ value=\S+", "", said.partition("<main")[2])
