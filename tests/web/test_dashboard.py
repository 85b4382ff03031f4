"""The board: figures with their bases, filters that open, meeting mode; nothing live out of reach."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from tests import cast

pytestmark = pytest.mark.django_db
Browse = Callable[[cast.Person], Client]
LARGEST = 550 * 1024


def get(client: Client, name: str, query: str = "") -> str:
    answer = client.get(f"{reverse(f'web:{name}')}?{query}")
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_the_board_names_formula_cut_off_and_permalink(province: list[int], browse: Browse) -> None:
    text = get(browse(cast.TRUONG), "dashboard")
    assert "số việc giải quyết xong chia cho số việc có điều kiện thi hành" in text
    assert "đến 30/09/2025, trực tiếp" in text
    assert "ghi-nhan-den=2025-09-30" in text
    assert "chuyển kỳ sau" in text


def test_each_comparison_is_a_switch_with_its_base_named(province: list[int], browse: Browse) -> None:
    client = browse(cast.TRUONG)
    every = get(client, "dashboard", "don-vi=22.KV01")
    assert "các đơn vị khác của" in every
    assert "hạng " in every
    only_target = get(client, "dashboard", "don-vi=22.KV01&loc=1&so=chi-tieu")
    assert "các đơn vị khác của" not in only_target
    assert "so năm trước" not in only_target
    assert "chỉ tiêu" in only_target
    assert "So với</th>" not in get(client, "dashboard", "loc=1")


def test_filters_narrow_the_figures_and_what_they_open(province: list[int], browse: Browse) -> None:
    client = browse(cast.TRUONG)
    text = get(client, "dashboard", "nhan=credit")
    cells = [one.replace("&amp;", "&") for one in re.findall(r'href="(/thong-ke/o/[^"]+)"', text)]
    assert cells
    assert all("nhan=credit" in one for one in cells)
    opened = client.get(next(one for one in cells if "bieu=004.N" in one and "cot=2" in one)).content.decode()
    assert "104/QĐ" in opened
    assert "101/QĐ" not in opened
    assert client.get(reverse("web:dashboard"), {"nhan": "khac"}).status_code == 400


def test_an_officer_chosen_beside_a_unit_has_an_address(province: list[int], browse: Browse) -> None:
    client = browse(cast.TRUONG)
    answer = client.get(reverse("web:dashboard"), {"don-vi": "22.KV01", "chv": f"22.KV01/{cast.LAN.code}"})
    assert answer.status_code == 302
    text = client.get(answer["Location"]).content.decode()
    assert cast.LAN.name in text
    stale = client.get(reverse("web:dashboard"), {"don-vi": "22.KV02", "chv": f"22.KV01/{cast.LAN.code}"})
    assert stale.status_code == 200


def test_outside_the_reach_only_closed_or_published_figures_stand_and_none_opens(
    province: list[int], browse: Browse
) -> None:
    for person, unit in ((cast.BINH, "22.KV02"), (cast.BAN, ""), (cast.CUC, "CQL"), (cast.TRUONG, "44")):
        for name in ("dashboard", "meeting"):
            text = get(browse(person), name, f"don-vi={unit}")
            assert "không phải trực tiếp" in text
            assert "/thong-ke/o/" not in text
            assert "Hoàng Sa" in text
            assert "Trường Sa" in text


def test_an_office_head_is_not_shown_peers_of_other_offices(province: list[int], browse: Browse) -> None:
    text = get(browse(cast.BINH), "dashboard", "don-vi=22.KV01")
    assert "các đơn vị khác của" not in text
    assert "Phạm vi: số liệu trực tiếp của đơn vị cùng cấp" in text


def test_the_meeting_needs_nothing_once_loaded(province: list[int], browse: Browse) -> None:
    text = get(browse(cast.TRUONG), "meeting")
    assert "hx-get" not in text
    assert "<nav" not in text
    assert text.count('class="slide"') == 5
    assert "toàn màn hình" in text


def test_the_board_with_everything_it_loads_stays_small(province: list[int], browse: Browse) -> None:
    for name in ("dashboard", "meeting"):
        text = get(browse(cast.TRUONG), name)
        assets = set(re.findall(r'(?:src|href)="/static/([^"?]+)"', text))
        assert any("echarts" in one for one in assets)
        size = len(gzip.compress(text.encode()))
        for asset in assets:
            found = finders.find(re.sub(r"\.[0-9a-f]{12}(?=\.)", "", asset))
            assert found, asset
            size += len(gzip.compress(Path(found).read_bytes()))
        assert size <= LARGEST, (name, size)


def test_numbers_stand_before_charts(province: list[int], browse: Browse) -> None:
    text = get(browse(cast.TRUONG), "dashboard")
    assert text.index('class="figure"') < text.index("hx-get")
    assert "data-chart" not in text


def test_an_alert_is_asked_for_on_the_page_and_ended(province: list[int], browse: Browse) -> None:
    client = browse(cast.BINH)
    address = reverse("web:alerts")
    asked = {"don-vi": "22.KV01", "dieu-kien": "money_below_target", "nguong": "2,50"}
    assert client.post(address, asked).status_code == 302
    text = client.get(address).content.decode()
    assert "2,50 điểm %" in text
    [ending] = re.findall(r'action="(/canh-bao/\d+/bo/)"', text)
    assert client.post(ending).status_code == 302
    assert "Chưa theo dõi ngưỡng nào" in client.get(address).content.decode()
    for wrong in ({"nguong": "hai"}, {"nguong": "1,234"}, {"nguong": "-1"}, {"dieu-kien": "khac"}):
        answer = client.post(address, asked | wrong)
        assert answer.status_code == 400
        assert "Dữ liệu:" in answer.content.decode()
    assert client.post(address, asked | {"don-vi": "22.KV02"}).status_code == 403
