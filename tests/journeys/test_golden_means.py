"""Stories of means: none and then some, none for two years, a court that exempts."""

import pytest

from tests.builders import a_matter, day
from tests.cast import LAN, THU, VAN
from tests.journeys.beginnings import Judgment, debt, decided, on_request, received, requested
from tests.journeys.stage import ALL, Stage, sound
from thihanh.matters.intake import VerificationResult
from thihanh.matters.operations import register_many

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOTHING = {"means": "direct", "content": "Không có tài sản, không có thu nhập", "result": "ground_found"}
UNCHANGED = {"means": "written", "content": "Vẫn không có tài sản, thu nhập", "result": "unchanged"}
WITHOUT = "Chưa có điều kiện thi hành (trừ số đã chuyển sổ theo dõi riêng)"


def without_means(stage: Stage, judgment: int, on: str) -> int:
    """A matter of eighty million that the head decided to be without means."""
    matter = on_request(stage, judgment, asked="13/07/2026", decided_on="14/07/2026", notice_on="15/07/2026")
    stage.on("28/07/2026")
    stage.does(LAN, matter, "verify", **NOTHING, ground_found="N-a")
    assert "chứng minh căn cứ «N-a»" in stage.refused(LAN, matter, "no_means", ground="N-b")
    paper = stage.does(LAN, matter, "no_means", ground="N-a")
    stage.on(on)
    return stage.through(paper)


def test_without_means_and_then_means_are_found(stage: Stage) -> None:
    judgment = received(stage, Judgment([debt("80.000.000")]), "13/07/2026")
    matter = without_means(stage, judgment, "30/07/2026")
    stage.sees(LAN, f"/viec/{matter}/", "Chưa có điều kiện N-a")
    running = stage.duties(LAN, matter)
    assert "06/08/2026" in running["DL-26"]
    assert "28/01/2027" in running["DL-21"]
    assert "Đ.38.4 Luật THADS 2025; Đ.22 Nghị định 152/2026/NĐ-CP" in running["DL-31"]
    stage.sees(LAN, "/cong-khai/?tinh=22", "Đỗ Văn Ánh")
    stage.does(VAN, matter, "publish", commune="UBND phường Bãi Cháy")
    assert "DL-26" not in stage.duties(LAN, matter)
    assert (stage.form("004.N")[WITHOUT], stage.form("005.N")[WITHOUT]) == ("1", "80.000.000")

    stage.on("14/09/2026")
    stage.does(LAN, matter, "new_information", source="creditor", about="Có xe ô tô mới đăng ký")
    assert "24/09/2026" in stage.duties(LAN, matter)["DL-22"]
    stage.does(
        LAN, matter, "verify", occasion="new_information", means="database",
        content="Đứng tên một xe ô tô", result="in_progress",
    )  # fmt: skip
    stage.sees(LAN, f"/viec/{matter}/", "Chưa có điều kiện N-a")  # the head decides, not the officer
    paper = stage.does(LAN, matter, "conditions_found")
    stage.on("15/09/2026")
    stage.through(paper)

    stage.sees(LAN, f"/viec/{matter}/", "Có điều kiện – đang thi hành từ 15/09/2026")
    assert "18/09/2026" in stage.duties(LAN, matter)["DL-28"]
    stage.sees(LAN, "/cong-khai/?tinh=22", "Không có ai trong danh sách này")
    stage.does(VAN, matter, "publication_ended")
    stage.does(VAN, matter, "commune_ended")
    assert set(stage.duties(LAN, matter)) == {"DL-12"}
    (line,) = stage.book(LAN, "11")
    assert line.startswith(
        "03/QĐ-THADS | 30/07/2026 | 01/QĐ-THADS | 14/07/2026 | Đỗ Văn Ánh | Lê Thị Mai | N-a"
    )
    (line,) = stage.book(LAN, "09")
    assert line.startswith("04/QĐ-THADS | 15/09/2026 | tiếp tục (có điều kiện) | 01/QĐ-THADS")
    assert stage.form("005.N")["Đang thi hành"] == "80.000.000"
    assert stage.balance(LAN, matter) == {
        "1. Trả nợ Trả nợ gốc và lãi": ("80.000.000", "0", "0", "0", "0", "80.000.000")
    }
    assert sound(stage)


def test_after_two_years_without_means_the_request_goes_back_and_may_be_made_again(stage: Stage) -> None:
    judgment = received(stage, Judgment([debt("80.000.000")]), "13/07/2026")
    matter = without_means(stage, judgment, "10/08/2026")
    assert "sớm nhất ngày 10/08/2028" in stage.refused(LAN, matter, "return_request")
    for on in ("05/02/2027", "05/08/2027", "07/02/2028"):
        stage.on(on)
        stage.does(LAN, matter, "verify", **UNCHANGED)
    stage.on("10/08/2028")
    assert "cần ít nhất 4 lần xác minh" in stage.refused(LAN, matter, "return_request")
    assert "dấu hiệu RF-62" in stage.refused(LAN, matter, "to_register")
    stage.does(LAN, matter, "verify", **UNCHANGED)
    paper = stage.does(LAN, matter, "return_request")
    stage.renews_keys("14/08/2028")
    stage.on("14/08/2028")
    stage.through(paper)

    stage.sees(LAN, f"/viec/{matter}/", "Kết thúc khác E-3d", "còn phải thi hành 80.000.000 đồng")
    cases, money = stage.form("004.N"), stage.form("005.N")
    assert cases["Trường hợp kết thúc khác"] == "1"
    assert money["Trường hợp kết thúc khác"] == "80.000.000"  # column 6: what is open goes with the request
    assert stage.book(LAN, "20") == []
    assert "30/09/2028" in stage.duties(LAN, matter)["DL-92"]

    stage.on("02/10/2028")
    request = requested(stage, judgment, "02/10/2028", again_for=str(matter))
    stage.sees(THU, f"/tiep-nhan/yeu-cau/{request}/", "Yêu cầu lại sau khi được gửi lại yêu cầu: không tính")
    again = decided(stage, f"yeu-cau/{request}", "04/10/2028")
    stage.sees(LAN, f"/viec/{again}/", "Đã ra quyết định từ 04/10/2028", "yêu cầu lại của việc")
    stage.sees(LAN, f"/viec/{matter}/", "Kết thúc khác", "được yêu cầu lại ở việc")
    assert stage.balance(LAN, again) == stage.balance(LAN, matter)
    assert stage.form("004.N")["Tổng số phải thi hành"] == "1"  # the new matter alone, in its own work year
    assert sound(stage)


def test_a_court_exempts_what_is_left_of_an_old_court_fee(stage: Stage) -> None:
    (matter,) = register_many([an_old_fee().intake], by=LAN.code)
    stage.on("13/07/2026")
    asked = {"obligation": "1", "counterpart": "TAND khu vực 1", "reason": "Không có tài sản, thu nhập"}
    assert "xác minh không quá 3 tháng" in stage.refused(LAN, matter, "exemption_file", **asked)
    stage.does(LAN, matter, "verify", **UNCHANGED)
    paper = stage.does(LAN, matter, "exemption_file", **asked)
    stage.on("15/07/2026")
    stage.through(paper)
    assert "ý kiến bằng văn bản của Viện kiểm sát" in stage.refused(LAN, matter, "exemption_sent", papers=ALL)
    stage.does(LAN, matter, "exemption_view", agrees=True)
    stage.does(LAN, matter, "exemption_sent", papers=ALL)
    assert "17/07/2026" in stage.duties(LAN, matter)["MG-01"]
    stage.on("17/07/2026")
    stage.does(LAN, matter, "exemption_accepted")
    assert "06/08/2026" in stage.duties(LAN, matter)["MG-02"]
    stage.on("03/08/2026")
    stage.does(LAN, matter, "exemption_decided", outcome="waived", amount="4.800.000")
    assert "10/08/2026" in stage.duties(LAN, matter)["DL-40"]
    paper = stage.does(LAN, matter, "terminate", ground="C-5", document_on="03/08/2026")
    stage.on("05/08/2026")
    stage.through(paper)

    stage.sees(LAN, f"/viec/{matter}/", "Đình chỉ C-5", "còn phải thi hành 0 đồng")
    assert stage.balance(LAN, matter) == {"1. Án phí": ("4.800.000", "0", "4.800.000", "0", "0", "0")}
    assert [line.split(" | ")[1] for line in stage.book(LAN, "18")] == [
        "Tòa án quyết định",
        "Tòa án thụ lý",
        "gửi Tòa án",
        "ý kiến của Viện kiểm sát",
        "lập hồ sơ đề nghị",
    ]
    (line,) = stage.book(LAN, "10")
    assert line.startswith("01/QĐ-THADS | 05/08/2026 | toàn bộ | 601/QĐ-CTHADS")
    assert stage.form("004.N")["Đình chỉ thi hành án"] == "1"
    assert stage.form("005.N")["Đình chỉ thi hành án"] == "4.800.000"
    assert sound(stage)


def an_old_fee() -> a_matter:
    """Lan's matter of court fee that stands without means since 2022."""
    built = a_matter("601/QĐ-CTHADS", "10/06/2021").held_by(LAN.code, LAN.unit).owing(4_800_000)
    checked = VerificationResult(day("15/06/2022"), "direct", "Không có tài sản", day("15/06/2022"))
    return built.then("no_means", "17/06/2022", "N-1")._with(verifications=(checked,))
