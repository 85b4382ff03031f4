"""Stories of matters that stand still, lose a part, or straddle two laws."""

import re

import pytest

from tests.cast import BINH, LAN, TRUONG
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
from tests.journeys.stage import UNNUMBERED, Stage, apart, sound
from thihanh.documents.keystore import key_store
from thihanh.documents.signing.verify import Trust, verify_pdf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WAGES = {"means": "direct", "content": "Có lương ở công ty than", "result": "in_progress"}


def test_by_consent_a_matter_stands_still_and_goes_on(stage: Stage) -> None:
    judgment = received(stage, Judgment([debt("60.000.000")]), "13/07/2026")
    matter = on_request(stage, judgment, asked="13/07/2026", decided_on="14/07/2026", notice_on="15/07/2026")
    stage.on("28/07/2026")
    stage.does(LAN, matter, "verify", **WAGES)
    consent = {"ground": "H-c", "document_on": "29/07/2026", "basis": "creditor"}
    stage.on("30/07/2026")
    assert "phải ghi thời hạn hoãn" in stage.refused(LAN, matter, "postpone", **consent)
    postponed = stage.does(LAN, matter, "postpone", **consent, until="07/09/2026")
    assert postponed is not None
    stage.sees(LAN, f"/viec/{matter}/", "Có điều kiện – đang thi hành từ 28/07/2026")  # until it is issued
    stage.on("31/07/2026")
    stage.through(postponed)
    stage.sees(LAN, f"/viec/{matter}/", "Hoãn H-c")
    assert "đang «Hoãn»" in stage.refused(LAN, matter, "verify", **WAGES)
    resuming = stage.duties(LAN, matter)["DL-38"]
    assert "14/09/2026" in resuming
    assert "Đ.46.3 Luật THADS 2025" in resuming
    assert stage.form("004.N")["Hoãn thi hành án"] == "1"
    stage.serves(LAN, matter, "Viện kiểm sát", "in_person:delivered", "31/07/2026", paper="hoãn")

    stage.makes_pdfs()
    made = stage.pdf(LAN, postponed)
    verdict = apart(lambda: verify_pdf(made, Trust(roots=key_store().roots())))
    assert verdict.ok, verdict.rows
    assert verdict.signers[0].startswith(TRUONG.name)
    code = re.search(r"[0-9A-Z]{16}", stage.opens(LAN, f"/trinh-ky/{postponed}/"))
    assert code is not None
    stage.context.clear_cookies()
    stage.page.goto(f"{stage.address}/kiem-tra/{code[0]}/")
    assert "03/QĐ-THADS" in stage.text()
    assert "Đỗ Văn Ánh" not in stage.text()

    stage.leaves()
    stage.on("08/09/2026")
    stage.through(stage.does(LAN, matter, "resume", ended_on="07/09/2026", why="time_over"))
    stage.sees(LAN, f"/viec/{matter}/", "Có điều kiện – đang thi hành từ 08/09/2026")
    stopped = [line.split(" | ") for line in stage.book(LAN, "09")]
    assert [(one[0], one[1], one[2]) for one in stopped] == [
        ("04/QĐ-THADS", "08/09/2026", "tiếp tục"),
        ("03/QĐ-THADS", "31/07/2026", "hoãn"),
    ]
    assert stage.form("004.N")["Đang thi hành"] == "1"
    assert stage.balance(LAN, matter) == {
        "1. Trả nợ Trả nợ gốc và lãi": ("60.000.000", "0", "0", "0", "0", "60.000.000")
    }
    assert set(stage.duties(LAN, matter)) == {"DL-12"}
    assert sound(stage)


def test_a_part_terminated_ends_nothing(stage: Stage) -> None:
    owed = [debt("50.000.000", content="Tiền gốc"), debt("30.000.000", content="Tiền lãi")]
    judgment = received(stage, Judgment(owed), "13/07/2026")
    request = requested(stage, judgment, "13/07/2026", ["1", "2"])
    matter = in_hand(stage, decided(stage, f"yeu-cau/{request}", "14/07/2026"), "15/07/2026")
    stage.on("28/07/2026")
    stage.does(LAN, matter, "verify", **WAGES)
    stage.on("03/08/2026")
    given_up = {"ground": "C-4", "obligations": ["2"], "document_on": "31/07/2026"}
    assert "đã nộp đủ phí" in stage.refused(LAN, matter, "terminate_part", **given_up)
    paper = stage.does(LAN, matter, "terminate_part", **given_up, fees_paid=True)
    stage.on("05/08/2026")
    stage.through(paper)

    stage.sees(LAN, f"/viec/{matter}/", "Có điều kiện – đang thi hành", "còn phải thi hành 50.000.000 đồng")
    assert stage.balance(LAN, matter) == {
        "1. Trả nợ Tiền gốc": ("50.000.000", "0", "0", "0", "0", "50.000.000"),
        "2. Trả nợ Tiền lãi": ("30.000.000", "0", "30.000.000", "0", "0", "0"),
    }
    cases, money = stage.form("004.N"), stage.form("005.N")
    assert (cases["Đang thi hành"], cases.get("Đình chỉ thi hành án")) == ("1", None)
    assert (money["Đình chỉ thi hành án"], money["Đang thi hành"]) == ("30.000.000", "50.000.000")
    (line,) = stage.book(LAN, "10")
    assert line.startswith("03/QĐ-THADS | 05/08/2026 | một phần | 01/QĐ-THADS")
    assert line.endswith("| 2 | 30.000.000 | Nguyễn Thị Lan")

    stage.on("10/08/2026")
    stage.does(LAN, matter, "collected")
    stage.does(LAN, matter, "done")
    cases, money = stage.form("004.N"), stage.form("005.N")
    assert (cases["Thi hành xong"], cases.get("Đình chỉ thi hành án")) == ("1", None)
    assert (money["Thi hành xong"], money["Đình chỉ thi hành án"]) == ("50.000.000", "30.000.000")
    assert sound(stage)


def test_a_matter_that_straddles_the_first_of_july_2026(stage: Stage) -> None:
    before = Judgment([court_fee("5.000.000")], "14/2026/HS-ST", "05/05/2026", "05/06/2026", "criminal")
    matter = of_own_motion(stage, before, came="08/06/2026", decided_on="12/06/2026", notice_on="24/06/2026")
    stage.on("02/07/2026")
    running = stage.duties(LAN, matter)
    assert "Hạn bắt đầu trước và hết sau 01/07/2026: theo luật của ngày bắt đầu I" in running["DL-18"]
    assert "Đ.45 Luật THADS 2008" in running["DL-18"]
    assert "15/07/2026" in running["DL-19"]  # nine days of the new law, from the end of the old one's ten
    assert "Đ.37.1 Luật THADS 2025" in running["DL-19"]

    chosen = {"rule": "DL-19", "regime": "R08", "reason": "Quyết định và thông báo đều trước ngày luật mới"}
    assert "Quyền: Chấp hành viên không được chọn luật" in stage.refused(
        LAN, matter, "law_override", **chosen
    )
    assert "cần ghi lý do" in stage.refused(BINH, matter, "law_override", **{**chosen, "reason": "ngắn"})
    stage.does(BINH, matter, "law_override", **chosen)
    first = stage.duties(LAN, matter)["DL-19"]
    assert "16/07/2026" in first
    assert "Lê Thanh Bình quyết định ngày 02/07/2026, lý do: Quyết định và thông báo đều trước" in first
    assert "theo ngày thì là R25" in first
    assert "Luật 2008 I" in first
    assert "DL-19 theo R08: Quyết định và thông báo" in stage.events(BINH, matter)

    stage.on("07/07/2026")
    stage.does(LAN, matter, "verify", **WAGES)
    stage.on("09/07/2026")
    seized = {"ground": "H-e", "document_on": "08/07/2026"}  # a ground that only the new law knows
    stage.through(stage.does(LAN, matter, "postpone", **seized))
    assert [number for _, number, _ in stage.papers(LAN, matter) if number not in UNNUMBERED] == [
        "01/QĐ-CTHADS",
        "02/QĐ-CTHADS",
        "03/QĐ-THADS",
    ]
    stage.sees(
        LAN,
        f"/viec/{matter}/trinh-tu/",
        "Xác minh lần đầu, hạn 16/07/2026: đúng hạn, trước 7 ngày làm việcDL-19 · Đ.44.1 Luật THADS 2008",
        "Đ.46.1e Luật THADS 2025",
    )
    assert stage.form("004.N")["Hoãn thi hành án"] == "1"
    assert sound(stage)
