"""Công khai over HTTP: anybody reads the list, nobody more than the law publishes; what is still due."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests import cast
from tests.builders import a_matter
from tests.registers.test_publication import published
from thihanh.matters.operations import register_many

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh() -> None:
    cache.clear()


@pytest.fixture
def debtor(db) -> int:
    cast.gather()
    return register_many([published(id_number="022090765432").intake], by=cast.BY)[0]


def text(answer) -> str:
    return answer.content.decode()


def test_anybody_reads_the_list_without_logging_in_and_sees_no_number_nor_an_inner_address(debtor):
    shown = text(Client().get("/cong-khai/?tinh=22"))
    assert "Đỗ Văn Ánh" in shown
    assert "Tổ 7, phường Hồng Hải, tỉnh Quảng Ninh" in shown
    assert "án phí: còn 5.000.000 đồng" in shown.lower()
    assert "20/05/2025" in shown
    assert "022090765432" not in shown
    assert f"/viec/{debtor}/" not in shown
    assert "101/QĐ" not in shown, "before 01/07/2026 the decision was not published"
    assert "luật khi đó không công khai" not in shown, "a column that says nothing is not drawn"
    assert '<option value="phường Hồng Hải"' in shown


def test_the_list_narrows_by_agency_commune_and_day(debtor):
    for query, found in (
        ("tinh=22&xa=phường Hồng Hải", True),
        ("tinh=22&xa=phường Khác", False),
        ("tinh=22&tu=20/05/2025", True),
        ("tinh=22&tu=21/05/2025", False),
        ("tinh=44", False),
    ):
        assert ("Đỗ Văn Ánh" in text(Client().get(f"/cong-khai/?{query}"))) == found, query


@pytest.mark.parametrize("query", ["tinh=99", "tu=hom-qua", "sau=x", "sau=a|b|c", "tinh=%3Cb%3E"])
def test_what_cannot_be_read_is_said(debtor, query):
    answer = Client().get(f"/cong-khai/?{query}")
    assert answer.status_code == 400
    assert "<b>" not in text(answer)


def test_too_many_pages_in_a_minute_are_put_off(debtor, settings):
    settings.PUBLIC_RATE = "3/m/ip"
    answers = [Client().get("/cong-khai/?tinh=22").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 429, 429]


def test_what_is_still_to_publish_stands_with_its_clock_and_its_act(debtor, browse):
    shown = text(browse(cast.LAN).get("/cong-khai/viec-phai-lam/"))
    assert "101/QĐ" in shown
    assert "27/05/2025" in shown, "five working days from 20/05/2025"
    assert f"/viec/{debtor}/lam/publish/" in shown
    assert "Không còn việc nào ở mục này" in text(browse(cast.HOA).get("/cong-khai/viec-phai-lam/"))
    for tab in ("phai-cap-nhat", "phai-go"):
        assert browse(cast.LAN).get(f"/cong-khai/viec-phai-lam/?muc={tab}").status_code == 200
    assert browse(cast.LAN).get("/cong-khai/viec-phai-lam/?muc=khac").status_code == 404
    assert browse(cast.LAN).get("/cong-khai/viec-phai-lam/?sau=x").status_code == 400


def test_an_officer_covers_the_address_of_a_protected_person_with_a_reason_and_uncovers_it(debtor, browse):
    lan, address = browse(cast.LAN), f"/cong-khai/che-dia-chi/{debtor}/"
    assert "không nêu địa chỉ" in text(lan.get(address))
    short = lan.post(address, {"reason": "có", "key": "k1"})
    assert short.status_code == 422
    assert "ít nhất 10 ký tự" in text(short)
    assert "Hồng Hải" in text(Client().get("/cong-khai/?tinh=22"))
    sent = {"reason": "có quyết định bảo vệ người làm chứng", "key": "k2"}
    for _ in range(2):
        lan.post(address, sent)
    cache.clear()
    covered = text(Client().get("/cong-khai/?tinh=22"))
    assert "Hồng Hải" not in covered
    assert "được che" in covered
    assert "Đỗ Văn Ánh" in covered
    lan.post(address, {"reason": "hết thời hạn bảo vệ người làm chứng", "key": "k3"})
    cache.clear()
    assert "Hồng Hải" in text(Client().get("/cong-khai/?tinh=22"))
    assert browse(cast.MINH).get(address).status_code == 403
    assert browse(cast.HOA).get(address).status_code == 404


def test_a_decision_older_than_the_law_of_its_term_stands_in_the_list_without_a_last_day(db, browse):
    cast.gather()
    built = a_matter("9/QĐ", "06/01/2014").held_by(cast.LAN.code, cast.LAN.unit).owing(5_000_000)
    register_many([built.then("no_means", "27/10/2014", "N-1").intake], by=cast.BY)
    shown = browse(cast.LAN).get("/cong-khai/viec-phai-lam/")
    assert shown.status_code == 200
    assert "luật ngày ấy không ấn định hạn" in text(shown)


def test_a_stranger_finds_the_open_pages_at_the_door_and_at_a_wrong_address(db):
    open_pages = (
        "/kiem-tra/",
        "/cong-khai/",
        "/cong-khai/thi-hanh-an-hanh-chinh/",
        "/cong-khai/tra-loi-phoi-hop/",
    )
    for address in ("/tai-khoan/dang-nhap/", "/khong-co/", *open_pages):
        shown = text(Client().get(address))
        assert all(f'href="{one}"' in shown for one in open_pages), address
        assert "ô tìm kiếm" not in shown, address
