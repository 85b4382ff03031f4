"""Many matters chosen from a list: the scope in words, who is out of reach never in it; saved views."""

import pytest
from django.urls import reverse

from tests import cast

pytestmark = pytest.mark.django_db
LIST = "/viec/"


def test_the_list_offers_its_page_and_the_whole_filter_in_words(province, browse) -> None:
    page = browse(cast.BINH).get(LIST).content.decode()
    assert 'name="pham-vi" value="trang"' in page
    assert "việc trên trang này" in page
    assert 'value="phan-cong"' in page


def test_a_choice_goes_on_to_the_deed_with_the_same_matters(province, browse) -> None:
    client = browse(cast.BINH)
    answer = client.get(f"/viec/chon/?lam=phan-cong&pham-vi=danh-dau&chon={province[2]}")
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "1 việc đã đánh dấu" in page


def test_the_whole_filter_is_counted_by_the_filter_alone(province, browse) -> None:
    client = browse(cast.BINH)
    listed = client.get(LIST + "?tinh-trang=dang").context["found"].total
    page = client.get(reverse("web:assignment-transfer") + "?pham-vi=tat-ca&tinh-trang=dang")
    assert len(page.context["chosen"].rows) == listed
    assert f"cả {listed} việc theo bộ lọc" in page.content.decode()


def test_matters_of_another_office_are_as_if_not_there(province, browse) -> None:
    hoa_s = browse(cast.HOA).get(LIST).context["found"].rows[0].id
    answer = browse(cast.BINH).get(reverse("web:assignment-transfer") + f"?chon={hoa_s}")
    assert answer.status_code == 400
    assert "Chưa chọn việc nào" in answer.content.decode()


@pytest.mark.parametrize("query", ["", "lam=phan-cong", "lam=phan-cong&chon=x", "lam=nothing&chon=1"])
def test_a_choice_that_says_too_little_is_told_so(province, browse, query) -> None:
    answer = browse(cast.BINH).get(f"/viec/chon/?{query}")
    assert answer.status_code == 400
    assert "Về danh sách việc" in answer.content.decode()


def test_a_view_is_kept_used_and_forgotten_by_its_owner_alone(province, browse) -> None:
    client = browse(cast.BINH)
    client.post("/viec/bo-loc/", {"ten": "Quá hạn của tôi", "bo-loc": "qua-han=1&sau=x"})
    page = client.get(LIST)
    (view,) = page.context["views"]
    assert (view.name, view.query) == ("Quá hạn của tôi", "qua-han=1")
    assert browse(cast.LAN).get(LIST).context["views"] == ()
    browse(cast.LAN).post("/viec/bo-loc/", {"bo": str(view.id)})
    assert len(client.get(LIST).context["views"]) == 1
    client.post("/viec/bo-loc/", {"bo": str(view.id)})
    assert client.get(LIST).context["views"] == ()


def test_who_may_neither_act_nor_assign_sees_no_boxes(province, browse) -> None:
    assert 'name="chon"' not in browse(cast.KIEM).get(LIST).content.decode()


def test_moving_many_matters_shows_loads_before_and_after_and_moves_once(province, browse) -> None:
    client = browse(cast.BINH)
    address = reverse("web:assignment-transfer") + "?pham-vi=tat-ca&tinh-trang=dang"
    shown = client.get(f"{address}&officer={cast.MINH.code}")
    assert "Cả phòng (không đổi)" in shown.content.decode()
    form = {
        "officer": cast.MINH.code,
        "reason": "Chấp hành viên chuyển công tác",
        "key": shown.context["key"],
    }
    for _ in range(2):
        assert client.post(address, form).status_code == 302
    rows = client.get(LIST + "?tinh-trang=dang").context["found"].rows
    assert {row.officer for row in rows} == {cast.MINH.code}


def test_a_draw_from_the_page_to_the_file(province, browse) -> None:
    client = browse(cast.BINH)
    query = "pham-vi=tat-ca&tinh-trang=dang"
    page = client.post("/phan-cong/boc-tham/", {"phong": "22.KV01", "chon-viec": query})
    address = page["Location"].partition("?")[0]
    everyone = {f"tai.{one.code}": "100" for one in (cast.LAN, cast.MINH)}
    client.post(address, {"lam": "boc", "chon-viec": query, **everyone})
    assert "Nếu giao theo kết quả này" in client.get(address).content.decode()
    assert client.get(f"{address}tep/").json()["format"] == "thihanh.draw/1"
    client.post(address, {"lam": "giao"})
    assert "đã giao việc" in client.get(address).content.decode()
    assert browse(cast.NGHIEP).get(address).status_code == 404


@pytest.mark.parametrize(
    ("address", "filters"),
    [
        ("/so/03/", "phong=22.KV01"),
        ("/tong-dat/", "muc=khong-thanh"),
        ("/trinh-ky/", "muc=tat-ca"),
        ("/bao-cao-theo-doi/", "thieu=plan"),
        ("/theo-doi/lon-va-lau/", "don-vi=22.KV01"),
        ("/cong-khai/viec-phai-lam/", "phong=22.KV01"),
    ],
)
def test_every_list_with_filters_keeps_views_of_its_own(province, browse, address, filters) -> None:
    client = browse(cast.BINH)
    answer = client.post(
        "/viec/bo-loc/", {"danh-sach": address, "ten": "Của phòng tôi", "bo-loc": filters + "&tim=&sau=3"}
    )
    assert (answer.status_code, answer["Location"]) == (302, f"{address}?{filters}")
    page = client.get(address).content.decode()
    assert f'href="{address}?{filters}">Của phòng tôi</a>' in page
    assert "Của phòng tôi" not in client.get(LIST).content.decode()


@pytest.mark.parametrize("address", ["//evil.example/", "https://evil.example/", "/quyen/", "/so/09", "x"])
def test_views_are_kept_of_lists_alone(province, browse, address) -> None:
    answer = browse(cast.BINH).post("/viec/bo-loc/", {"danh-sach": address, "ten": "Khác", "bo-loc": "tim=1"})
    assert answer.status_code == 404


def test_a_watch_list_is_chosen_whole_in_words_and_goes_to_the_deed(province, browse) -> None:
    client = browse(cast.BINH)
    address = "/theo-doi/co-dieu-kien-lau/?don-vi=22.KV01"
    page = client.get(address).content.decode()
    count = client.get(address).context["found"].matters
    assert count == 1
    assert 'name="ds" value="co-dieu-kien-lau"' in page
    chosen = client.get(
        "/viec/chon/?lam=phan-cong&pham-vi=danh-sach&ds=co-dieu-kien-lau&don-vi=22.KV01", follow=True
    )
    assert "cả 1 việc của danh sách theo dõi" in chosen.content.decode()
    loop = client.get("/viec/chon/?lam=phan-cong&pham-vi=danh-sach&ds=bao-cao&don-vi=22.KV01&thieu=no_plan")
    assert loop.status_code == 302


@pytest.mark.parametrize("query", ["ds=khong-co", "ds=lon-va-lau&don-vi=99.X", "ds=bao-cao&thieu=khac"])
def test_a_watch_list_that_is_not_there_is_said(province, browse, query) -> None:
    answer = browse(cast.BINH).get(f"/viec/chon/?lam=phan-cong&pham-vi=danh-sach&{query}")
    assert answer.status_code in (400, 403, 404)


def test_giving_matters_on_shows_what_is_left_for_the_target_before_and_after(province, browse) -> None:
    page = browse(cast.BINH).get(
        reverse("web:assignment-transfer") + f"?chon={province[3]}&officer={cast.LAN.code}"
    )
    shown = page.content.decode()
    assert "Còn phải xong để đạt chỉ tiêu (việc)" in shown
    left = {row.officer: left for row, left in page.context["loads"]}
    assert left[cast.MINH.code].after == left[cast.MINH.code].before - 1
    assert left[cast.LAN.code].after == left[cast.LAN.code].before + 1
    assert "Chỉ tiêu về việc 84,00%" in shown
