"""Stories of money: a debt paid in the voluntary period, a court fee, refunds, an administrative judgment."""

from time import monotonic

import pytest

from tests.builders import a_matter
from tests.cast import BINH, LAN, THAM, THU, TRUONG, VAN
from tests.journeys.beginnings import (
    Judgment,
    court_fee,
    debt,
    decided,
    in_hand,
    of_own_motion,
    on_request,
    received,
    requested,
)
from tests.journeys.stage import Stage, sound
from thihanh.matters.operations import register_many

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WAGES = {"means": "direct", "content": "Có lương ở công ty than", "result": "in_progress"}
ALL_DONE = {
    "Tổng số phải thi hành",
    "Tổng số có điều kiện thi hành",
    "Tổng số giải quyết xong",
    "Thi hành xong",
}
THREE_MINUTES = 180


def test_a_requested_debt_is_paid_in_the_voluntary_period(stage: Stage) -> None:
    judgment = received(stage, Judgment([debt("50.000.000")]), "13/07/2026")
    matter = on_request(stage, judgment, asked="13/07/2026", decided_on="14/07/2026", notice_on="15/07/2026")
    running = stage.duties(LAN, matter)
    assert "27/07/2026" in running["DL-18"]  # ten days end on a Saturday
    assert "Đ.36.1 Luật THADS 2025" in running["DL-18"]
    assert "05/08/2026" in running["DL-19"]
    assert "DL-12" not in running

    stage.on("24/07/2026")
    stage.does(LAN, matter, "collected", amount="50.000.000", voucher="PT 12")
    stage.does(LAN, matter, "done")
    stage.does(LAN, matter, "listed_to_procuracy")

    stage.sees(LAN, f"/viec/{matter}/", "Thi hành xong từ 24/07/2026", "không còn hạn nào chạy")
    assert stage.balance(LAN, matter) == {
        "1. Trả nợ Trả nợ gốc và lãi": ("50.000.000", "50.000.000", "0", "0", "0", "0")
    }
    assert stage.book(LAN, "01") == [
        "1 | 13/07/2026 | 21/2026/DS-ST | 05/06/2026 | TAND khu vực 1 | Dân sự | 06/07/2026 | "
        "Tòa án gửi qua bưu chính | 1"
    ]
    (line,) = stage.book(LAN, "02")
    assert line.endswith("| đã ra quyết định thi hành án | 14/07/2026 | 01/QĐ-THADS")
    (line,) = stage.book(LAN, "03")
    assert line.endswith("| 50.000.000 | 50.000.000 | 0 | Nguyễn Thị Lan | Thi hành xong | 24/07/2026 | ")
    stage.sees(BINH, "/so/gui-vien-kiem-sat/ket-thuc/?thang=2026-07", "01/QĐ-THADS", "50.000.000")
    cases, money = stage.form("004.N"), stage.form("005.N")
    assert {name for name, value in cases.items() if value == "1"} == ALL_DONE
    assert {name for name, value in money.items() if value == "50.000.000"} == ALL_DONE
    assert stage.numbers() == {("QĐ", "2026"): [1, 2]}
    assert sound(stage)


def test_a_court_fee_is_collected_of_the_agency_s_own_motion(stage: Stage) -> None:
    matter = of_own_motion(
        stage,
        Judgment([court_fee("5.000.000")], number="31/2026/HS-ST", kind="criminal"),
        came="13/07/2026",
        decided_on="14/07/2026",
        notice_on="15/07/2026",
        sent=False,
    )
    assert "thời hạn tự nguyện" in stage.refused(LAN, matter, "verify", **WAGES)
    stage.on("28/07/2026")
    stage.does(LAN, matter, "verify", **WAGES)
    stage.does(LAN, matter, "collected", amount="2.000.000", voucher="PT 30")
    assert "còn phải thi hành 3.000.000 đồng" in stage.refused(LAN, matter, "done")
    assert stage.form("005.N")["Đang thi hành"] == "3.000.000"

    stage.on("10/08/2026")
    stage.does(LAN, matter, "collected", amount="3.000.000", voucher="PT 41")
    stage.does(LAN, matter, "done")

    assert stage.balance(LAN, matter) == {
        "1. Án phí Án phí sơ thẩm": ("5.000.000", "5.000.000", "0", "0", "0", "0")
    }
    (line,) = stage.book(LAN, "03")
    assert line.startswith("01/QĐ-THADS | 14/07/2026 | 31/2026/HS-ST")
    assert "Ngân sách nhà nước | Án phí | 5.000.000 | 5.000.000 | 0" in line
    assert stage.form("004.N")["Thi hành xong"] == "1"
    assert "quá hạn" in stage.duties(LAN, matter)["DL-12"]  # the decision never went to the procuracy
    stage.serves(LAN, matter, "Viện kiểm sát", "in_person:delivered", "10/08/2026")
    assert set(stage.duties(LAN, matter)) == {"DL-92"}
    assert sound(stage)


def test_what_the_judgment_gives_back_goes_back_by_decision(stage: Stage) -> None:
    advance = {
        "kind": "property_return", "content": "Trả lại tiền tạm ứng án phí", "amount": "300.000",
        "creditors": "2", "own": "co",
    }  # fmt: skip
    receipt = received(stage, Judgment([advance]), "13/07/2026")
    stage.sees(THU, f"/tiep-nhan/ban-an/{receipt}/", "mỗi người được nhận một quyết định")
    matter = decided(stage, f"ban-an/{receipt}", "14/07/2026")
    stage.does(BINH, matter, "assign", officer=LAN.code)
    paper = stage.does(LAN, matter, "refund", account="0123456789 VCB")
    stage.sees(TRUONG, f"/trinh-ky/{paper}/", "Lê Thị Mai", "0123456789 VCB", "300.000")
    stage.on("15/07/2026")
    stage.through(paper)
    stage.does(LAN, matter, "done")

    assert [line[:2] for line in stage.papers(LAN, matter)] == [
        ("Quyết định thi hành án chủ động", "01/QĐ-THADS"),
        ("Quyết định phân công Chấp hành viên", "02/QĐ-THADS"),
        ("Quyết định hoàn trả tiền, tài sản cho đương sự", "03/QĐ-THADS"),
    ]
    assert "0123456789" not in stage.events(LAN, matter)
    assert stage.balance(LAN, matter) == {
        "1. Trả tài sản Trả lại tiền tạm ứng án phí": ("300.000", "300.000", "0", "0", "0", "0")
    }
    assert stage.form("005.N")["Thi hành xong"] == "300.000"
    assert sound(stage)


def test_forty_refunds_are_chosen_signed_with_one_pin_and_issued_in_three_minutes(stage: Stage) -> None:
    ids = register_many([a_return(number).intake for number in range(1, 41)], by=LAN.code)
    stage.on("24/02/2025")
    began = monotonic()
    assert "Đã trình ký 40 việc" in stage.does_with_all(LAN, "refund")
    stage.moves_all(THAM, "kiem-tra", "kiem-tra")
    stage.moves_all(TRUONG, "cho-ky", "ky")
    assert "Đã phát hành 40 văn bản" in stage.moves_all(VAN, "phat-hanh", "phat-hanh")
    assert monotonic() - began < THREE_MINUTES

    assert stage.numbers() == {("QĐ", "2025"): list(range(1, 41))}
    assert "300.017 đồng" in stage.events(LAN, ids[16])
    assert sound(stage)


def a_return(number: int) -> a_matter:
    """A matter of Lan's in which the judgment gives back an advance."""
    built = a_matter(f"{number}/QĐ-CTHADS", "06/01/2025").owing(300_000 + number, kind="property_return")
    return built.held_by(LAN.code, LAN.unit).then("in_progress", "21/01/2025")


def test_of_an_administrative_judgment_only_the_money_is_enforced(stage: Stage) -> None:
    ours = {"debtors": "1", "creditors": "2"}
    undone = {"kind": "act", "content": "Hủy quyết định thu hồi đất", **ours}
    damages = {"kind": "damages", "content": "Bồi thường", "amount": "20.000.000", **ours}
    items = [undone, damages, court_fee("300.000")]
    receipt = received(stage, Judgment(items, "8/2026/HC-ST", kind="administrative"), "13/07/2026")
    request = requested(stage, receipt, "13/07/2026", ["1", "2"])
    stage.sees(
        THU,
        f"/tiep-nhan/yeu-cau/{request}/",
        "Khoản 1: bản án hành chính chỉ thi hành phần tài sản",
        "Đ.11.3 Nghị định 152/2026/NĐ-CP",
    )
    matter = in_hand(stage, decided(stage, f"yeu-cau/{request}", "14/07/2026"), "15/07/2026")
    fee = decided(stage, f"ban-an/{receipt}", "16/07/2026")
    stage.on("20/07/2026")
    stage.does(LAN, matter, "collected")
    stage.does(LAN, matter, "done")

    assert stage.balance(LAN, matter) == {
        "2. Bồi thường Bồi thường": ("20.000.000", "20.000.000", "0", "0", "0", "0")
    }
    assert stage.balance(LAN, fee) == {"3. Án phí Án phí sơ thẩm": ("300.000", "0", "0", "0", "0", "300.000")}
    assert [line.partition(" | ")[0] for line in stage.book(LAN, "03")] == ["03/QĐ-THADS", "01/QĐ-THADS"]
    cases = stage.form("004.N")
    assert (cases["Tổng số phải thi hành"], cases["Thi hành xong"], cases["Trường hợp khác"]) == (
        "2",
        "1",
        "1",
    )
    assert sound(stage)
