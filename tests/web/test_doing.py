"""One act on one page: half filled, refused in words, done once whatever the browser sends twice."""

import re

from tests import cast
from tests.procedures.acts.scene import stages, steps
from tests.web.test_acts import text
from thihanh.trail.queries import entries_of

NOTICE = {"on": "20/05/2025", "channel": "in_person", "proof": "BB-01", "gui": "1"}


def key_of(page: str) -> str:
    return re.search(r'name="key" value="(\w+)"', page)[1]


def test_the_form_says_the_law_and_is_half_filled(province, browse):
    page = text(browse(cast.LAN).get(f"/viec/{province[0]}/lam/collected/"))
    assert "Đ.47 Luật THADS 2008" in page
    assert 'value="30/09/2025"' in page
    assert 'value="1.200.000.000"' in page
    assert "còn 1.200.000.000 đồng" in page


def test_an_act_is_done_once_however_often_the_form_is_sent(province, browse):
    lan, matter = browse(cast.LAN), province[0]
    key = key_of(text(lan.get(f"/viec/{matter}/lam/collected/")))
    sent = {"on": "29/09/2025", "obligation": "1", "amount": "5.000.000", "key": key, "gui": "1"}
    for _ in range(2):
        answer = lan.post(f"/viec/{matter}/lam/collected/", sent)
        assert (answer.status_code, answer["Location"]) == (302, f"/viec/{matter}/")
    assert steps(matter) == ["collected"]
    page = text(lan.get(f"/viec/{matter}/"))
    assert "Đã ghi thu việc 101/QĐ, ngày 29/09/2025." in page


def test_a_wrong_form_comes_back_as_it_was_typed(province, browse):
    lan, matter = browse(cast.LAN), province[0]
    answer = lan.post(
        f"/viec/{matter}/lam/collected/",
        {"on": "31/09/2025", "obligation": "1", "amount": "9.000.000.000.000", "key": "k1", "gui": "1"},
    )
    page = text(answer)
    assert answer.status_code == 422
    assert 'href="#on"' in page
    assert 'value="9.000.000.000.000"' in page
    assert key_of(page) == "k1"
    assert len(entries_of(f"matter:{matter}")) == 1


def test_a_refusal_of_the_law_stands_at_its_field(province, browse):
    lan, matter = browse(cast.LAN), province[0]
    sent = {"on": "01/10/2024", "obligation": "1", "amount": "5.000", "key": "k1", "gui": "1"}
    page = text(lan.post(f"/viec/{matter}/lam/collected/", sent))
    assert "Pháp luật: ngày 01/10/2024 sớm hơn ngày ra quyết định thi hành án 15/10/2024" in page
    assert 'href="#on"' in page


def test_a_form_without_its_key_writes_nothing(province, browse):
    lan, matter = browse(cast.LAN), province[0]
    answer = lan.post(f"/viec/{matter}/lam/collected/", {"obligation": "1", "amount": "5.000", "gui": "1"})
    assert answer.status_code == 422
    assert "không có mã của trang" in text(answer)
    assert steps(matter) == []


def test_who_may_not_is_told_whose_right_it_is(province, browse):
    answer = browse(cast.MINH).get(f"/viec/{province[0]}/lam/collected/")
    assert answer.status_code == 403
    assert "Quyền: Chấp hành viên không được thực hiện tác nghiệp việc thi hành án" in text(answer)


def test_a_matter_of_another_office_is_not_there(province, browse):
    assert browse(cast.LAN).get(f"/viec/{province[7]}/lam/collected/").status_code == 404


def test_an_ended_matter_says_so_instead_of_a_form(province, browse):
    answer = browse(cast.LAN).get(f"/viec/{province[1]}/lam/collected/")
    assert answer.status_code == 403
    assert "Trạng thái: việc 102/QĐ đã kết thúc «Thi hành xong» ngày 10/02/2025" in text(answer)


def test_an_act_nobody_knows_is_an_address_that_does_not_exist(province, browse):
    assert browse(cast.LAN).get(f"/viec/{province[0]}/lam/bay/").status_code == 404


def test_a_notice_moves_the_matter_of_hoa(province, browse):
    hoa, matter = browse(cast.HOA), province[7]
    assert stages(matter)[-1] == "voluntary"
    answer = hoa.get(f"/viec/{matter}/lam/notice_valid/")
    assert answer.status_code == 403
    assert "đang «Hết thời hạn tự nguyện từ" in text(answer)
    assert "chờ xác minh» nên chưa ghi thông báo hợp lệ được" in text(answer)


def test_the_preview_says_what_is_written_and_shows_the_paper_and_writes_nothing(province, browse):
    lan, matter = browse(cast.LAN), province[0]
    before = len(entries_of(f"matter:{matter}"))
    sent = {"ground": "H-c", "extent": "whole", "basis": "agreement", "key": "k1"}
    sent |= {"document_on": "29/09/2025", "until": "30/12/2025"}
    answer = lan.post(f"/viec/{matter}/lam/postpone/", sent | {"gui": "1", "xem": "1"})
    page = text(answer)
    assert answer.status_code == 200
    assert "Khi văn bản được phát hành" in page
    assert "Về việc hoãn thi hành án" in page
    assert 'value="29/09/2025"' in page
    assert len(entries_of(f"matter:{matter}")) == before
    assert key_of(page) == "k1"


def test_a_preview_of_what_is_refused_says_the_refusal(province, browse):
    lan, matter = browse(cast.LAN), province[0]
    answer = lan.post(f"/viec/{matter}/lam/postpone/", {"key": "k1", "xem": "1"})
    shown = text(answer).partition('id="xem-truoc"')[2]
    assert answer.status_code == 200
    assert 'class="notice notice-late"' in shown
    assert len(entries_of(f"matter:{matter}")) == 1
