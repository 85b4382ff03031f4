"""Hai cách đọc and soát phân loại on screen: figures open what they count, only inside the reach."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests import cast

pytestmark = pytest.mark.django_db
Browse = Callable[[cast.Person], Client]


def get(client: Client, name: str, query: str = "") -> str:
    answer = client.get(f"{reverse(f'web:{name}')}?{query}")
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_every_step_of_the_bridge_opens_its_matters(province: list[int], browse: Browse) -> None:
    client = browse(cast.TRUONG)
    text = get(client, "two-readings", "phien-ban=R25")
    assert "Cầu nối giữa hai mẫu số" in text
    assert "chưa có nguồn ghi nhận: phòng tài sản" in text
    steps = set(re.findall(r"buoc=(\w+)", text))
    assert "old_evidence" in steps
    for step in steps:
        opened = client.get(reverse("web:reading-matters"), {"buoc": step, "phien-ban": "R25"})
        assert opened.status_code == 200
        assert "Cộng cả" in opened.content.decode() or "bằng 0" in opened.content.decode()


def test_another_unit_is_a_base_and_a_year_without_results_is_said(
    province: list[int], browse: Browse
) -> None:
    client = browse(cast.TRUONG)
    assert "Chọn một đơn vị khác" in get(client, "two-readings", "trang=ca&so-voi=nam-truoc")
    opened = get(client, "two-readings", "trang=ca")
    assert "Vì vậy đang so với kỳ trước trong năm, đến 31/08/2025" in opened
    assert "Hiệu quả" in opened
    assert "Vì vậy" not in get(client, "two-readings", "trang=ca&so-voi=ky-truoc")
    office = get(client, "two-readings", "trang=ca&don-vi=22.KV01")
    assert "Vì vậy đang so với Thi hành án dân sự tỉnh Quảng Ninh" in office
    first = get(client, "two-readings", "so-voi=22.KV01")
    assert "Hiệu quả" not in first
    assert "Đang tính" in first
    text = get(client, "two-readings", "so-voi=22.KV01&trang=ca")
    assert "Hiệu quả" in text
    assert "Phần dư" in text


def test_an_office_sees_its_own_readings_and_no_others(province: list[int], browse: Browse) -> None:
    client = browse(cast.BINH)
    get(client, "two-readings", "don-vi=22.KV01")
    for name in ("two-readings", "two-definitions", "audit"):
        assert client.get(reverse(f"web:{name}"), {"don-vi": "22.KV02"}).status_code == 403, name
    for name, asked in (("reading-matters", {"buoc": "now"}), ("audit-matters", {"kieu": "flip"})):
        assert client.get(reverse(f"web:{name}"), {"don-vi": "22", **asked}).status_code == 403, name


def test_definitions_name_the_break_and_come_as_a_fragment(province: list[int], browse: Browse) -> None:
    client = browse(cast.TRUONG)
    answer = client.get(reverse("web:two-definitions"), headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "<html" not in text
    assert "trước 01/07/2026" in text


def test_the_audit_asks_and_opens(province: list[int], browse: Browse) -> None:
    client = browse(cast.TRUONG)
    first = get(client, "audit")
    assert "không phải kết luận" in first
    assert "Đang soát" in first
    text = get(client, "audit", "trang=ca")
    assert "không phải kết luận" in text
    assert "Căn cứ chưa có điều kiện đã quá hạn xác minh lại" in text
    assert "Lần xác minh" not in text
    assert "bằng 0" in get(client, "audit-matters", "kieu=flip")


@pytest.mark.parametrize(("name", "said"), [("audit", "Ngưỡng áp dụng"), ("two-readings", "Rời khỏi có")])
def test_what_follows_the_first_page_comes_as_a_fragment_inside_the_reach(
    province: list[int], browse: Browse, name: str, said: str
) -> None:
    follows = {"headers": {"HX-Request": "true"}}
    text = browse(cast.TRUONG).get(reverse(f"web:{name}"), **follows).content.decode()
    assert said in text
    assert "<html" not in text
    assert browse(cast.BINH).get(f"{reverse(f'web:{name}')}?don-vi=22.KV02", **follows).status_code == 403


def test_a_base_out_of_reach_is_refused_before_the_page(province: list[int], browse: Browse) -> None:
    asked = {"don-vi": "22.KV01", "so-voi": "22.KV02"}
    assert browse(cast.BINH).get(reverse("web:two-readings"), asked).status_code == 403


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("reading-matters", "buoc=khac"),
        ("reading-matters", "loai=roi&theo=khac"),
        ("audit-matters", "kieu=khac"),
        ("two-readings", "don-vi=khong"),
        ("two-readings", "so-voi=khong"),
        ("audit", "ky=13"),
    ],
)
def test_a_question_that_cannot_be_asked_gets_a_sentence(
    province: list[int], browse: Browse, name: str, query: str
) -> None:
    answer = browse(cast.TRUONG).get(f"{reverse(f'web:{name}')}?{query}")
    assert answer.status_code == 400
    assert "notice-late" in answer.content.decode()
