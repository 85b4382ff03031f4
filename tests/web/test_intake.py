"""Tiếp nhận: a clerk enters judgments and requests, answers them, and sends decisions to signature."""

import re
import uuid

import pytest
from django.test import Client

from tests import cast
from thihanh.law.lists import listed
from thihanh.matters import receipts
from thihanh.matters.request_rows import requests
from thihanh.offices.reach import EVERYTHING

pytestmark = pytest.mark.django_db
JUDGMENT = {
    "number": "12/2025/DS-ST",
    "made_on": "01/08/2025",
    "court": "TAND khu vực 1",
    "kind": "civil",
    "on": "26/09/2025",
    "channel": "court_post",
    "effective_on": "01/09/2025",
    "person.name": ["Đỗ Văn Ánh", "Lê Thị Mai", ""],
    "person.kind": ["person", "person", "person"],
    "person.id_number": ["", "", ""],
    "person.birth_year": ["1985", "", ""],
    "person.address": ["", "", ""],
    "item.kind": ["court_fee", "debt"],
    "item.content": ["", "Trả nợ gốc và lãi"],
    "item.amount": ["300.000", "50.000.000"],
    "item.debtors": ["1", "1"],
    "item.creditors": ["", "2"],
    "item.own": ["", ""],
    "item.joint": ["", ""],
    "item.exhibit": ["", ""],
    "item.collateral": ["", ""],
    "item.periods": ["", ""],
}
CONTENTS = [one.code for one in listed("request_contents", "R08")]
REQUEST = {
    "on": "25/09/2025",
    "received_on": "29/09/2025",
    "channel": "post",
    "requester": "Lê Thị Mai",
    "debtor": "Đỗ Văn Ánh",
    "items": ["2"],
    "contents": CONTENTS,
}


@pytest.fixture
def thu(province, browse) -> Client:
    """The clerk of khu vực 1."""
    return browse(cast.THU)


def sent(client: Client, address: str, values: dict[str, object], key: str = "") -> str:
    """Send a form and give the page that follows, as text."""
    answer = client.post(address, {**values, "key": key or uuid.uuid4().hex}, follow=True)
    text = re.sub(r"\s+", " ", answer.content.decode())
    return f"{answer.status_code} {text}"


def a_judgment(thu: Client) -> int:
    sent(thu, "/tiep-nhan/ban-an/moi/", JUDGMENT)
    return receipts.receipts(EVERYTHING)[0].id


def a_request(thu: Client, **changes: object) -> int:
    judgment = a_judgment(thu)
    sent(thu, f"/tiep-nhan/yeu-cau/moi/?ban-an={judgment}", {**REQUEST, **changes})
    return requests(EVERYTHING)[0].id


def test_nothing_waiting_is_said_in_words(thu) -> None:
    text = thu.get("/tiep-nhan/").content.decode()
    assert "Không có yêu cầu nào đang chờ." in text
    assert "Không có bản án nào còn phải ra quyết định chủ động." in text


def test_a_judgment_enters_register_01_and_shows_its_decision_and_its_clock(thu) -> None:
    text = sent(thu, "/tiep-nhan/ban-an/moi/", JUDGMENT)
    assert text.startswith("200")
    assert "Đã vào sổ 01 bản án 12/2025/DS-ST" in text
    assert "Mỗi người phải thi hành án một quyết định" in text
    assert "03/10/2025" in text
    assert "Khoản 2: khoản thi hành theo yêu cầu, chưa có yêu cầu" in text
    listing = thu.get("/tiep-nhan/").content.decode()
    assert "1 khoản chủ động chưa ra quyết định" in listing


def test_a_form_sent_twice_enters_once(thu) -> None:
    for _ in range(2):
        sent(thu, "/tiep-nhan/ban-an/moi/", JUDGMENT, key="k")
    assert len(receipts.receipts(EVERYTHING)) == 1


def test_more_rows_keep_what_was_typed(thu) -> None:
    text = sent(thu, "/tiep-nhan/ban-an/moi/", {**JUDGMENT, "them": "khoan"})
    assert text.count('name="item.kind"') == 4
    assert 'value="50.000.000"' in text
    assert receipts.receipts(EVERYTHING) == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"number": ""}, "Ghi số bản án"),
        ({"made_on": "31/13/2025"}, "không phải"),
        ({"on": "01/07/2025"}, "sớm hơn ngày ra bản án"),
        ({"item.debtors": ["9", "1"]}, "không phải số thứ tự của một đương sự"),
        ({"item.collateral": ["2", ""]}, "cần theo mẫu số thứ tự:số tiền"),
        ({"person.birth_year": ["85", "", ""]}, "bốn chữ số"),
        ({"item.debtors": ["1,2", "1"]}, "đánh dấu liên đới"),
    ],
)
def test_a_judgment_that_cannot_be_comes_back_with_its_reason(thu, change, said) -> None:
    text = sent(thu, "/tiep-nhan/ban-an/moi/", {**JUDGMENT, **change})
    assert text.startswith("422")
    assert said in text
    assert receipts.receipts(EVERYTHING) == ()


def test_decisions_go_to_signature_and_say_so(thu) -> None:
    judgment = a_judgment(thu)
    text = sent(thu, f"/tiep-nhan/ban-an/{judgment}/de-xuat/", {"chon": ["1"]})
    assert "Đã trình ký 1 quyết định" in text
    assert "đang trình</a>: Chờ kiểm tra" in text


def test_no_decision_ticked_is_refused_in_words(thu) -> None:
    judgment = a_judgment(thu)
    text = sent(thu, f"/tiep-nhan/ban-an/{judgment}/de-xuat/", {})
    assert text.startswith("422")
    assert "chưa chọn quyết định nào" in text


def test_a_request_enters_register_02_with_its_clocks_and_limitation(thu) -> None:
    request = a_request(thu)
    text = thu.get(f"/tiep-nhan/yeu-cau/{request}/").content.decode()
    assert "06/10/2025" in text
    assert "Thời hiệu còn đến ngày 01/09/2030." in text
    assert "Mỗi người phải thi hành án một quyết định theo yêu cầu" in text


def test_a_request_without_its_judgment_shows_the_way_to_register_01(thu) -> None:
    sent(thu, "/tiep-nhan/yeu-cau/moi/", {**REQUEST, "items": []})
    [request] = requests(EVERYTHING)
    text = thu.get(f"/tiep-nhan/yeu-cau/{request.id}/").content.decode()
    assert '<a href="/tiep-nhan/ban-an/moi/">Vào sổ bản án</a>' in text
    assert "Ra quyết định thi hành án hoặc từ chối yêu cầu" in text


def test_what_is_missing_is_listed_asked_for_and_recorded(thu) -> None:
    request = a_request(thu, contents=[code for code in CONTENTS if code != "signature"])
    page = thu.get(f"/tiep-nhan/yeu-cau/{request}/").content.decode()
    assert "Chữ ký hoặc điểm chỉ" in page
    text = sent(thu, f"/tiep-nhan/yeu-cau/{request}/bo-sung/", {"until": "10/10/2025"})
    assert "Đã trình ký thông báo bổ sung" in text
    assert "Thông báo bổ sung yêu cầu thi hành án</a> đang trình" in text


def test_a_refusal_without_its_ground_is_refused_itself(thu) -> None:
    request = a_request(thu)
    text = sent(thu, f"/tiep-nhan/yeu-cau/{request}/tu-choi/", {"ground": "TC-a"})
    assert text.startswith("422")
    assert "căn cứ từ chối «TC-a» không có trong luật áp dụng ngày 25/09/2025 (R08)" in text
    text = sent(thu, f"/tiep-nhan/yeu-cau/{request}/tu-choi/", {"ground": "TC-3"})
    assert "chưa đủ căn cứ từ chối vì hết thời hiệu" in text
    text = sent(thu, f"/tiep-nhan/yeu-cau/{request}/tu-choi/", {"ground": "TC-2"})
    assert "Đã trình ký thông báo từ chối" in text


def test_a_withdrawn_request_takes_no_further_answer(thu) -> None:
    request = a_request(thu)
    assert "rút yêu cầu" in sent(thu, f"/tiep-nhan/yeu-cau/{request}/rut/", {})
    text = sent(thu, f"/tiep-nhan/yeu-cau/{request}/tu-choi/", {"ground": "TC-2"})
    assert "Trạng thái: yêu cầu số 1/2025 đang «Người yêu cầu rút yêu cầu»" in text


def test_time_that_is_not_counted_is_read_and_wrong_lines_are_said(thu) -> None:
    judgment = a_judgment(thu)
    address = f"/tiep-nhan/yeu-cau/moi/?ban-an={judgment}"
    text = sent(thu, address, {**REQUEST, "excluded": "07/09/2024; 06/10/2024; bão"})
    assert "Lý do «bão» không có trong luật" in text
    sent(thu, address, {**REQUEST, "excluded": "07/09/2024; 06/10/2024; Trở ngại khách quan"})
    assert requests(EVERYTHING)[0].excluded[0].cause == "obstacle"


def test_another_office_finds_nothing_and_an_officer_enters_nothing(thu, browse) -> None:
    request = a_request(thu)
    assert browse(cast.HOA).get(f"/tiep-nhan/yeu-cau/{request}/").status_code == 404
    lan = browse(cast.LAN)
    assert lan.get(f"/tiep-nhan/yeu-cau/{request}/").status_code == 200
    assert lan.get("/tiep-nhan/yeu-cau/moi/").status_code == 403
    assert lan.post(f"/tiep-nhan/yeu-cau/{request}/rut/", {"key": "x"}).status_code == 403


def test_a_form_without_the_pages_key_writes_nothing(thu) -> None:
    answer = thu.post("/tiep-nhan/ban-an/moi/", JUDGMENT)
    assert answer.status_code == 422
    assert receipts.receipts(EVERYTHING) == ()


def test_the_list_asks_the_database_no_more_for_more_lines(thu, django_assert_max_num_queries) -> None:
    a_request(thu)
    with django_assert_max_num_queries(30):
        thu.get("/tiep-nhan/")


def test_lan_states_who_else_answers_and_sees_how_far(province, browse) -> None:
    lan, matter = browse(cast.LAN), province[0]
    address = f"/viec/{matter}/nghia-vu/"
    assert "Không có khoản nào thi hành theo kỳ." in lan.get(address).content.decode()
    wrong = {"what": "liability", "obligation": "1", "party": "2", "kind": "collateral"}
    assert "phạm vi bảo đảm" in sent(lan, address, wrong)
    text = sent(lan, address, {**wrong, "ceiling": "500.000.000"})
    assert "Đã ghi đương sự 2 cùng chịu nghĩa vụ khoản 1." in text
    assert "500.000.000" in text
    lines = "10/2025; 28/10/2025; 3.000.000\n11/2025; 28/11/2025; 3.000.000"
    text = sent(lan, address, {"what": "periods", "obligation": "1", "periods": lines})
    assert "Đã ghi 2 kỳ của khoản 1." in text
    assert "kỳ tới" in text
    assert browse(cast.MINH).post(address, {**wrong, "key": "k"}).status_code == 403
    assert browse(cast.HOA).get(address).status_code == 404


def test_a_verification_another_agency_asks_of_us_waits_in_the_list(province, browse) -> None:
    from tests.builders import day
    from thihanh.matters.intake import Intake, Step
    from thihanh.matters.writing import Heading, write

    facts = {"contents": "assets", "real_estate_or_registered": True}
    step = Step(day("01/09/2025"), "verify_delegated", day("01/09/2025"), counterpart="44", facts=facts)
    write([Intake(matter_id=province[0], steps=(step,))], Heading("act.verify_delegated", "22.0031"))
    cast_there = browse(cast.XUAN)
    text = cast_there.get("/tiep-nhan/").content.decode()
    assert "Cơ quan khác ủy thác xác minh" in text
    assert "101/QĐ" in text
    assert "01/10/2025" in text
    assert "Nguyễn Thị Hòa" not in text
