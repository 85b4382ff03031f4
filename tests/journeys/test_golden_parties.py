"""Stories of who does and who owes: delegation to another province and back, a party followed by heirs."""

import pytest

from tests import cast, keys
from tests.cast import LAN, THU, XUAN, Person
from tests.journeys.beginnings import Judgment, debt, on_request, received
from tests.journeys.stage import UNNUMBERED, Stage, sound
from thihanh.documents.keystore import key_store, seal_code
from thihanh.documents.signing.authority import Holder

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WAGES = {"means": "direct", "content": "Có lương ở công ty than", "result": "in_progress"}
DONG = Person("44.0031", "Trần Văn Đông", "44", "province_head", "dong", "cao_cap")
HA = Person("44.0005", "Lê Thị Hà", "44.KV01", "clerk", "ha")
PHAN = Person("44.0008", "Phan Thị Nga", "44.KV01", "registry", "nga")
SON = Person("44.0003", "Hồ Văn Sơn", "44.KV01", "office_head", "son", "cao_cap")
OWED = "1. Trả nợ Trả nợ gốc và lãi"
PAGE = "/tiep-nhan/uy-thac/"


@pytest.fixture
def quang_tri(stage: Stage) -> None:
    """The other province with its people and its head's key."""
    cast.gather(DONG, HA, PHAN, SON)
    for code, holding in ((DONG.code, "person"), (seal_code("44"), "agency")):
        if code not in key_store().holders():
            holder = Holder(code, DONG.name, "THADS tỉnh Quảng Trị")
            key_store().create(holder, keys.PIN, at=keys.SINCE, holding=holding)


def in_enforcement(stage: Stage) -> int:
    """Lan's matter of July 2026 with means since 28/07."""
    judgment = received(stage, Judgment([debt("90.000.000")]), "13/07/2026")
    matter = on_request(stage, judgment, asked="13/07/2026", decided_on="14/07/2026", notice_on="15/07/2026")
    stage.on("28/07/2026")
    stage.does(LAN, matter, "verify", **WAGES)
    return matter


def through_quang_tri(stage: Stage, paper: int | None) -> int:
    """The way of a paper there: Sơn checks, Đông signs, Nga issues."""
    assert paper is not None
    stage.checks(SON, paper)
    stage.signs(DONG, paper)
    return stage.issues(PHAN, paper)


@pytest.mark.usefixtures("quang_tri")
def test_delegated_to_another_province_and_back(stage: Stage) -> None:
    matter = in_enforcement(stage)
    away = {"counterpart": "44", "cause": "debtor"}
    assert "chỉ ủy thác sau khi xử lý xong" in stage.refused(LAN, matter, "delegate", **away)
    paper = stage.does(LAN, matter, "delegate", **away, local_assets_handled=True)
    stage.on("30/07/2026")
    stage.through(paper)
    stage.sees(LAN, f"/viec/{matter}/", "Ủy thác từ 30/07/2026", "THADS tỉnh Quảng Trị")
    assert stage.balance(LAN, matter) == {OWED: ("90.000.000", "0", "0", "0", "90.000.000", "0")}
    (line,) = stage.book(LAN, "05")
    assert line.startswith("03/QĐ-THADS | 30/07/2026 | 01/QĐ-THADS")
    assert "Thi hành án dân sự tỉnh Quảng Trị |  | 90.000.000" in line
    assert stage.form("004.N") == {}  # delegated whole, it has left the total

    stage.on("03/08/2026")
    stage.sees(HA, PAGE, "Thi hành án dân sự tỉnh Quảng Ninh", "90.000.000")
    assert "sớm hơn ngày ủy thác" in stage.refused_delegation(HA, "29/07/2026")
    stage.receives_delegation(HA, "03/08/2026")
    (paper,) = stage.waiting(SON, "kiem-tra")
    stage.on("04/08/2026")
    there = through_quang_tri(stage, paper)
    stage.does(SON, there, "assign", officer=XUAN.code)
    stage.sees(XUAN, f"/viec/{there}/", "nhận ủy thác từ việc", "một việc ngoài phạm vi được xem")
    stage.sees(LAN, f"/viec/{there}/", "Không có trang này")
    (line,) = stage.book(XUAN, "06")
    assert line.startswith("01/QĐ-THADS | 04/08/2026 | Thi hành án dân sự tỉnh Quảng Ninh")
    assert stage.balance(XUAN, there) == {OWED: ("90.000.000", "0", "0", "0", "0", "90.000.000")}
    assert "07/08/2026" in stage.duties(XUAN, there)["DL-13"]

    stage.on("07/08/2026")
    mistaken = {"ground": "R-1b", "content": "Người phải thi hành án không cư trú tại đây"}
    paper = stage.does(XUAN, there, "delegation_returned", **mistaken)
    stage.on("10/08/2026")
    through_quang_tri(stage, paper)
    stage.sees(XUAN, f"/viec/{there}/", "Thu hồi, hủy từ 10/08/2026", "còn phải thi hành 0 đồng")

    stage.on("12/08/2026")
    stage.sees(THU, PAGE, "trả lại ủy thác", "90.000.000")
    stage.receives_delegation(THU, "12/08/2026")
    (paper,) = stage.waiting(cast.THAM, "kiem-tra")
    again = stage.through(paper)
    stage.sees(LAN, f"/viec/{again}/", "thi hành tiếp sau khi bị trả lại ủy thác", "cùng bản án với việc")
    assert stage.balance(LAN, again) == {OWED: ("90.000.000", "0", "0", "0", "0", "90.000.000")}
    cases, money = stage.form("004.N"), stage.form("005.N")
    assert (cases["Tổng số phải thi hành"], cases["Trường hợp khác"]) == ("1", "1")
    assert money["Tổng số phải thi hành"] == "90.000.000"
    assert stage.numbers() == {("QĐ", "2026"): [1, 2, 3, 4]}
    assert stage.numbers(DONG) == {("QĐ", "2026"): [1, 2, 3]}
    assert sound(stage)


def test_heirs_follow_a_creditor(stage: Stage) -> None:
    matter = in_enforcement(stage)
    follow = {
        "former_party": "1",
        "cause": "death",
        "document_on": "29/07/2026",
        "reason": "Bà Mai chết ngày 20/07/2026",
        "new_party": [
            {"name": "Lê Văn Hùng", "birth_year": "2001", "address": "phường Hạ Long, Quảng Ninh"},
            {"name": "Lê Thị Hương", "birth_year": "2004", "address": "phường Hạ Long, Quảng Ninh"},
        ],
    }
    stage.on("31/07/2026")
    assert "chưa thông báo cho người thừa kế" in stage.refused(LAN, matter, "succeed", **follow)
    stage.does(LAN, matter, "heirs_notified", former_party="1")
    waiting = stage.duties(LAN, matter)["DL-35"]
    assert "03/09/2026" in waiting  # thirty days end in the days of Quốc khánh
    assert "Đ.41.4 Luật THADS 2025" in waiting
    stage.on("17/08/2026")
    assert "đến hết 03/09/2026" in stage.refused(LAN, matter, "succeed", **follow)
    paper = stage.does(LAN, matter, "succeed", **follow, heirs_agreed=True)
    stage.on("19/08/2026")
    stage.through(paper)

    stage.opens(LAN, f"/viec/{matter}/")
    parties = stage.text("#duong-su")
    assert "Lê Văn Hùng sinh 2001" in parties
    assert "Lê Thị Hương sinh 2004" in parties
    assert "Lê Thị Mai" not in parties
    assert "Lê Văn Hùng" not in stage.text("#dien-bien")  # names stay out of the record of acts
    assert "DL-35" not in stage.duties(LAN, matter)
    assert [number for _, number, _ in stage.papers(LAN, matter) if number not in UNNUMBERED] == [
        "01/QĐ-THADS",
        "02/QĐ-THADS",
        "01/TB-THADS",
        "03/QĐ-THADS",
    ]
    (line,) = stage.book(LAN, "03")
    assert "Đỗ Văn Ánh | Lê Văn Hùng và 1 người khác | Trả nợ | 90.000.000 | 0 | 90.000.000" in line
    assert stage.form("004.N")["Đang thi hành"] == "1"
    assert stage.balance(LAN, matter) == {OWED: ("90.000.000", "0", "0", "0", "0", "90.000.000")}
    stage.sees(LAN, f"/viec/{matter}/", "Có điều kiện – đang thi hành từ 28/07/2026")
    assert sound(stage)
