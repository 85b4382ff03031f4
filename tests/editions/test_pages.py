"""The pages of editions, for those who close, those who read, and those who may not."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import cast, keys
from tests.cast import Person
from tests.editions.test_restating import WHY, changed
from tests.editions.world import CLOSING, EARLIER, asked, closed
from tests.web.conftest import Standing
from thihanh.editions import queries

pytestmark = pytest.mark.django_db
PERIOD = {"nam": "2025", "ky": "12"}


@pytest.fixture
def clients(matters, settings):
    settings.CLOCK = Standing(CLOSING)

    def client(person: Person) -> Client:
        found = Client()
        found.force_login(get_user_model().objects.get(pk=cast.account_of(person)))
        return found

    return client


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_board_the_button_the_closing_and_the_signature(clients):
    lan, head = clients(cast.LAN), clients(cast.TRUONG)
    page = lan.get(reverse("web:editions"), PERIOD)
    assert page.content.decode().count("Chốt số liệu của tôi") == 1
    said = lan.post(
        reverse("web:edition-confirm"), {**PERIOD, "don-vi": cast.LAN.code, "key": "a"}, follow=True
    )
    assert "Đã chốt số liệu của Nguyễn Thị Lan" in text(said)
    refused = lan.post(reverse("web:edition-close"), {**PERIOD, "don-vi": "22", "loai": "final", "key": "b"})
    assert refused.status_code == 422
    assert "do thủ trưởng" in text(refused)
    unnamed = head.post(reverse("web:edition-close"), {**PERIOD, "don-vi": "22", "loai": "final", "key": "c"})
    assert "chưa khóa" in text(unnamed)
    form = {**PERIOD, "don-vi": "22", "loai": "final", "cham": asked().late, "ngoai": EARLIER, "key": "d"}
    page = head.post(reverse("web:edition-close"), form, follow=True)
    assert "Ấn bản chính thức số" in text(page)
    row = queries.latest("22", 2025, 12)
    wrong = head.post(reverse("web:edition-sign", args=[row.id]), {"pin": "000000"})
    assert "mã PIN không đúng" in text(wrong)
    page = head.post(reverse("web:edition-sign", args=[row.id]), {"pin": keys.PIN}, follow=True)
    assert "đã ký số" in text(page)
    pdf = head.get(reverse("web:edition-file", args=[row.id, "pdf"]))
    assert pdf.content.startswith(b"%PDF")
    page = head.post(reverse("web:edition-check"), {"tep": SimpleUploadedFile("a.pdf", pdf.content)})
    assert "Đúng là ấn bản đã khóa" in text(page)


def test_a_cell_opens_to_its_matters_for_those_who_see_them(clients):
    row = closed()
    cell = {"bieu": "01/TK-THA", "don-vi": "22", "dong": "total", "cot": "due"}
    address = reverse("web:edition-cell", args=[row.id])
    page = clients(cast.TRUONG).get(address, cell)
    assert "5 việc" in text(page)
    assert page.content.decode().count("/viec/") >= 5
    lan = clients(cast.LAN)
    assert lan.get(address, cell).status_code == 403
    own = lan.get(address, cell | {"don-vi": "22.KV01"})
    assert "3 việc" in text(own)
    assert lan.get(address, cell | {"don-vi": "22.KV02"}).status_code == 403
    assert lan.get(address, cell | {"don-vi": "22.KV01", "cot": "rate"}).status_code == 400
    shown = lan.get(reverse("web:edition", args=[row.id])).content.decode()
    assert "don-vi=22&amp;dong=total" not in shown


def test_another_province_finds_nothing_and_the_centre_reads_figures_only(clients):
    row = closed()
    page = reverse("web:edition", args=[row.id])
    assert clients(cast.XUAN).get(page).status_code == 404
    cuc = clients(cast.CUC)
    assert cuc.get(page).status_code == 200
    assert cuc.get(reverse("web:edition-file", args=[row.id, "thia"])).status_code == 403
    assert "chưa chốt" in text(cuc.get(reverse("web:editions"), PERIOD))


def test_a_later_fact_is_compared_and_reported(matters, clients):
    row = closed()
    changed(matters)
    head = clients(cast.TRUONG)
    address = reverse("web:edition-restated", args=[row.id])
    page = text(head.get(address))
    assert "ghi muộn" in page
    assert "đính chính" in page
    outside = text(clients(cast.CUC).get(address))
    assert "Phạm vi: số hiện nay" in outside
    assert "Tổng số phải thi hành" not in outside
    short = head.post(address, {"giai-trinh": "muộn", "key": "a"})
    assert short.status_code == 422
    made = head.post(address, {"giai-trinh": WHY, "key": "b"}, follow=True)
    assert "Đã lập báo cáo bổ sung" in text(made)
    assert "Bổ sung cho" in text(made)


@pytest.mark.parametrize("query", ["nam=2025&ky=99", "nam=x&ky=3", "nam=9999&ky=1"])
def test_a_period_that_is_none_gets_its_sentence(clients, query):
    page = clients(cast.LAN).get(f"{reverse('web:editions')}?{query}")
    assert page.status_code == 400
    assert "Mở kỳ gần nhất đã hết" in text(page)


def test_the_pages_ask_the_database_a_bounded_number_of_times(clients, django_assert_max_num_queries):
    row = closed()
    head = clients(cast.TRUONG)
    head.get(reverse("web:editions"), PERIOD)
    with django_assert_max_num_queries(40):
        head.get(reverse("web:editions"), PERIOD)
    with django_assert_max_num_queries(25):
        head.get(reverse("web:edition", args=[row.id]))
