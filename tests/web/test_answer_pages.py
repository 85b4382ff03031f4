"""The published table and the weekly letters in the browser."""

import re
import uuid
from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client

from tests import cast
from tests.web.conftest import TODAY, Standing
from tests.web.test_delay_pages import POLICE, asked

PUBLIC, PREPARE, LETTERS = "/cong-khai/tra-loi-phoi-hop/", "/phoi-hop/cong-bo/", "/phoi-hop/thu/"


@pytest.fixture(autouse=True)
def unhurried() -> None:
    cache.clear()


@pytest.fixture
def busy(province) -> list[int]:
    """Six requests of 01/09/2025 to the police of one commune, two to a bank."""
    for place in (0, 2) * 3:
        asked(province[place])
    for place in (0, 2):
        asked(province[place], body="bank", body_name="Ngân hàng Thử")
    return province


def key() -> dict[str, str]:
    return {"key": uuid.uuid4().hex}


def published(head: Client, of: str = "") -> None:
    page = head.get(PREPARE + of).content.decode()
    (digest,) = re.findall(r'name="bang" value="(\w+)"', page)
    assert head.post(PREPARE + of, {"bang": digest, **key()}).status_code == 302


def test_the_head_publishes_what_was_read_and_anybody_reads_it(busy, browse, client) -> None:
    assert "chưa công bố bảng trả lời nào" in client.get(f"{PUBLIC}?tinh=22").content.decode()
    published(browse(cast.TRUONG))
    page = client.get(f"{PUBLIC}?tinh=22").content.decode()
    assert "Các cơ quan ít yêu cầu (2 cơ quan)" in page
    assert "Nguyễn Thị Hòa" not in page
    assert "công bố 30/09/2025" in page


def test_a_stranger_who_names_no_agency_reads_one_that_published(busy, browse, client) -> None:
    assert "chưa công bố bảng trả lời nào" in client.get(PUBLIC).content.decode()
    published(browse(cast.TRUONG))
    assert "công bố 30/09/2025" in client.get(PUBLIC).content.decode()


def test_a_published_page_stays_as_it_was_whatever_comes_after(busy, browse, client, settings) -> None:
    head = browse(cast.TRUONG)
    published(head)
    (number,) = re.findall(r"ban=(\d+)", client.get(f"{PUBLIC}?tinh=22").content.decode())
    version = f"?tinh=22&ban={number}"
    page, file = client.get(f"{PUBLIC}{version}").content, client.get(f"{PUBLIC}tai/{version}").content
    for _ in range(6):
        asked(busy[0], body="ubnd_commune", body_name="Ủy ban xã Thử")
    assert client.get(f"{PUBLIC}{version}").content == page
    settings.CLOCK = Standing(date(2025, 10, 1))
    published(browse(cast.TRUONG), "?tu=2025-09-01&den=2025-09-30")
    again = client.get(f"{PUBLIC}{version}").content.decode()
    assert "Bản này đã được thay" in again
    assert "Ủy ban xã Thử" not in again
    assert client.get(f"{PUBLIC}tai/{version}").content == file
    assert client.get(f"{PUBLIC}?tinh=22&ban=999999").status_code == 404
    assert client.post(PUBLIC).status_code == 404


def test_the_file_runs_nothing_in_a_spreadsheet(busy, browse, client) -> None:
    for _ in range(9):
        asked(busy[0], body="ubnd_commune", body_name="=HYPERLINK(1)")
    published(browse(cast.TRUONG))
    text = client.get(f"{PUBLIC}tai/?tinh=22").content.decode("utf-8-sig")
    assert "\r\n'=HYPERLINK(1)," in text
    assert text.startswith("Cơ quan,")


def test_a_table_that_changed_since_it_was_read_is_not_published(busy, browse) -> None:
    head = browse(cast.TRUONG)
    (digest,) = re.findall(r'name="bang" value="(\w+)"', head.get(PREPARE).content.decode())
    asked(busy[0])
    refused = head.post(PREPARE, {"bang": digest, **key()})
    assert (refused.status_code, "số liệu đã đổi" in refused.content.decode()) == (422, True)
    assert head.post(PREPARE, {"bang": digest}).status_code == 422
    assert browse(cast.BINH).post(PREPARE, {"bang": digest, **key()}).status_code == 403


def test_the_letters_of_the_week_go_into_the_queue_in_one_act(busy, browse) -> None:
    head = browse(cast.TRUONG)
    page = head.get(LETTERS).content.decode()
    assert "Trình ký 2 thư của tuần này" in page
    assert "Nguyễn Thị Hòa" not in page
    done = head.post(LETTERS, key(), follow=True).content.decode()
    assert "Đã trình ký 2 thư" in done
    assert done.count("đang trình ký") == 2
    assert head.post(LETTERS, key()).status_code == 422
    assert browse(cast.LAN).get(LETTERS).status_code == 403


def test_the_sheets_of_a_letter_open_its_requests_and_no_other_body_s(busy, browse, client) -> None:
    head = browse(cast.TRUONG)
    assert "In 6 phiếu có mã vuông" in head.get(LETTERS).content.decode()
    asked_for = {"lam": "phieu", "noi": POLICE, **key()}
    page = head.post(LETTERS, asked_for).content.decode()
    tokens = re.findall(r"/tra-loi/([\w-]+)/</code>", page)
    codes = re.findall(r'reply-code">([\d ]+)<', page)
    assert len(tokens) == len(codes) == 6
    assert page.count("data:image/png;base64,") == 6
    assert "Ngân hàng Thử" not in page
    opened = client.post(f"/tra-loi/{tokens[0]}/", {"code": codes[0]}).content.decode()
    assert "Công an xã Đông Hải" in opened
    after = head.get(LETTERS).content.decode()
    assert "đã cấp, còn dùng được" in after
    assert "phiếu trả lời đã gửi còn dùng đến hết ngày" in after
    assert head.post(LETTERS, asked_for).status_code == 422, "shown once"
    assert head.post(LETTERS, {**asked_for, **key()}).status_code == 422, "nothing is left to issue"
    assert head.post(LETTERS, {**asked_for, "noi": "nobody", **key()}).status_code == 422
    assert browse(cast.BINH).post(LETTERS, {**asked_for, **key()}).status_code == 403


def test_a_week_without_anything_late_says_so(province, browse) -> None:
    assert "Tuần này không có thư nào" in browse(cast.TRUONG).get(LETTERS).content.decode()
    assert TODAY.weekday() == 1
