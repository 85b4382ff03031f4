"""Acts by their pages: recorded once, refused in words, nothing typed is lost, and a GET writes nothing."""

import pytest
from django.db import connection
from django.db.utils import InternalError

from tests import cast
from thihanh.trail.queries import entries_of

RESULT = {
    "key": "mot-lan",
    "on": "29/09/2025",
    "occasion": "first",
    "means": "direct",
    "place": "trực tiếp tại nơi cư trú",
    "content": "có quyền sử dụng đất đứng tên người phải thi hành án",
    "result": "in_progress",
    "asset_value": "1.200.000.000",
}


def text(answer) -> str:
    return answer.content.decode()


def test_lan_records_a_verification_and_the_matter_moves_on(province, browse):
    lan, matter = browse(cast.LAN), province[2]
    answer = lan.post(f"/viec/{matter}/lam/verify/", RESULT)
    assert answer.status_code == 302
    assert answer["Location"] == f"/viec/{matter}/"
    page = text(lan.get(f"/viec/{matter}/"))
    assert "Đã ghi kết quả xác minh việc 103/QĐ, ngày 29/09/2025" in page
    assert "có quyền sử dụng đất đứng tên người phải thi hành án" in page
    assert "1.200.000.000 đồng" in page
    assert [entry.act for entry in entries_of(f"matter:{matter}")][-1] == "act.verify"


def test_a_wrong_form_comes_back_with_everything_typed_and_a_summary_on_top(province, browse):
    lan, matter = browse(cast.LAN), province[2]
    answer = lan.post(f"/viec/{matter}/lam/verify/", {**RESULT, "on": "31/09/2025", "means": ""})
    page = text(answer)
    assert answer.status_code == 422
    assert 'href="#on"' in page
    assert "không phải là một ngày" in page
    assert 'href="#means"' in page
    assert RESULT["content"] in page
    assert 'value="1.200.000.000"' in page
    assert len(entries_of(f"matter:{matter}")) == 1


def test_a_state_that_does_not_allow_the_act_says_why(province, browse):
    lan, done = browse(cast.LAN), province[1]
    answer = lan.post(f"/viec/{done}/lam/verify/", RESULT)
    assert answer.status_code == 403
    assert "việc 102/QĐ đã kết thúc" in text(answer)


def test_minh_may_read_lan_s_matter_but_not_act_on_it(province, browse):
    answer = browse(cast.MINH).post(f"/viec/{province[2]}/lam/verify/", RESULT)
    assert answer.status_code == 403
    assert "ai được làm" in text(answer)


def test_a_correction_needs_a_reason_and_leaves_the_old_fact_readable(province, browse):
    lan, matter = browse(cast.LAN), province[2]
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM matters_stage WHERE matter_id = %s AND stage = 'verifying'", [matter])
        fact = cursor.fetchone()[0]
    address = f"/viec/{matter}/trang-thai/{fact}/"
    assert 'value="25/01/2025"' in text(lan.get(address))
    sent = {
        "day": "27/01/2025",
        "stage": "verifying",
        "ground": "",
        "asset": "",
        "document": "",
        "reason": "",
    }
    assert lan.post(address, sent).status_code == 422
    assert lan.post(address, {**sent, "reason": "ghi nhầm ngày so với biên bản"}).status_code == 302
    page = text(lan.get(f"/viec/{matter}/"))
    assert "sửa cho “Đang xác minh” ngày 25/01/2025" in page
    assert "đã được sửa" in page


def test_binh_sees_what_a_day_off_moves_before_it_is_recorded(province, browse):
    binh = browse(cast.BINH)
    sent = {"day": "10/10/2025", "working": "nghi", "reason": "mất điện toàn khu vực", "basis": "TB 12"}
    assert binh.post("/lich/ngay-rieng/", {**sent, "reason": "ngắn"}).status_code == 422
    shown = binh.post("/lich/ngay-rieng/", sent)["Location"]
    preview = text(binh.get(shown))
    assert "Chưa ghi gì." in preview
    assert "mất điện toàn khu vực" not in text(binh.get("/lich/"))
    assert binh.post(f"{shown}ghi/").status_code == 302
    assert "Đã ghi ngày riêng 10/10/2025" in text(binh.get(shown))
    assert "mất điện toàn khu vực" in text(binh.get("/lich/"))
    assert binh.post(f"{shown}ghi/").status_code == 302
    assert "không ghi lần thứ hai" in text(binh.get(shown))
    assert browse(cast.TAM).get("/lich/ngay-rieng/").status_code == 403
    assert browse(cast.TAM).get(shown).status_code == 403


def test_a_get_runs_in_a_transaction_that_cannot_write(province, browse, monkeypatch):
    from thihanh.web import help as door

    def writing(request, *_):
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE should_not_be (id int)")

    monkeypatch.setattr(door, "render", writing)
    client = browse(cast.LAN)
    client.raise_request_exception = True
    with pytest.raises(InternalError, match="read-only"):
        client.get("/phim-tat/")


def test_a_post_without_its_token_is_refused(province, browse):
    from django.test import Client

    lan = browse(cast.LAN)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = lan.cookies
    answer = strict.post(f"/viec/{province[2]}/lam/verify/", RESULT)
    assert answer.status_code == 403
    assert "Phiên làm việc đã đổi" in text(answer)
    assert len(entries_of(f"matter:{province[2]}")) == 1


def test_the_same_result_sent_again_by_the_back_button_is_recorded_once(province, browse):
    lan, matter = browse(cast.LAN), province[2]
    for _ in range(2):
        assert lan.post(f"/viec/{matter}/lam/verify/", RESULT).status_code == 302
    assert [entry.act for entry in entries_of(f"matter:{matter}")].count("act.verify") == 1


def test_a_finding_of_no_means_without_a_ground_is_said_at_its_field(province, browse):
    lan, matter = browse(cast.LAN), province[2]
    answer = lan.post(f"/viec/{matter}/lam/verify/", {**RESULT, "result": "ground_found"})
    assert answer.status_code == 422
    assert 'href="#ground_found"' in text(answer)
    assert "chọn căn cứ" in text(answer)
