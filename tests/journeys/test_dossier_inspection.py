"""An inspection: decided by paper, a sample anybody draws again, a finding remedied, found again later."""

import pytest

from tests.builders import a_matter
from tests.cast import HOA, NGHIEP, THAM, TRUONG
from tests.journeys.desk import Desk
from tests.journeys.stage import sound
from thihanh.matters.operations import register_many

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHOA = {
    "title": "Kiểm tra thẩm định giá, đấu giá",
    "scope_kind": "thematic",
    "level": "subordinate",
    "unit": "22.KV02",
    "points": ["valuation", "auction"],
    "period_from": "01/10/2025",
    "period_to": "30/06/2026",
}
FOUND = {
    "title": "Ký hợp đồng thẩm định giá chậm",
    "article": "Điều 60 Nghị định 152/2026/NĐ-CP",
    "severity": "A",
    "point": "valuation",
    "responsible": HOA.code,
    "remedy": "Ký đúng hạn, lập sổ theo dõi",
}
CONCLUSION = {
    "done": "Đã kiểm tra 4 hồ sơ",
    "not_done": "Hợp đồng thẩm định giá ký chậm",
    "causes": "Chưa theo dõi hạn",
    "remedies": "Lập sổ theo dõi",
}


def test_an_inspection_is_followed_to_its_recheck(desk: Desk) -> None:
    desk.on("03/07/2026")
    intakes = [
        a_matter(f"{n}/QĐ-CTHADS", "05/11/2025").owing(1_000_000 * n).held_by(HOA.code, "22.KV02").intake
        for n in range(1, 13)
    ]
    register_many(intakes, by=TRUONG.code)
    looked = desk.opens_dossier(NGHIEP, "inspection", **PHOA)
    decision = {"lead": THAM.code, "conclude_by": "31/07/2026"}
    paper = desk.takes(NGHIEP, looked, "Quyết định kiểm tra", **decision)
    desk.signed(paper)
    assert desk.state(THAM, looked) == "Đang kiểm tra"
    assert "Không có trang này" in desk.opens(HOA, f"/ho-so/{looked}/")  # not told before the conclusion

    desk.opens(THAM, f"/ho-so/{looked}/mau/")
    desk.presses("Cam kết hạt giống")
    assert "Hạt giống" not in desk.texts("dl.defs dt")
    desk.presses("Lấy mẫu", as_of="03/07/2026", office="22.KV02", size="4")
    picked = desk.texts("section[id^='mau-'] tbody th a")
    assert len(picked) == 4
    desk.follows("Lấy lại mẫu để kiểm")
    assert desk.page.locator(".notice .is-done").count() > 0
    assert desk.page.locator(".notice .is-late").count() == 0
    assert desk.texts("section[id^='mau-'] tbody th a") == picked

    finding = desk.goes_on(THAM, looked, "Ghi phát hiện", **FOUND, matters=picked[0])
    early = desk.attempts(NGHIEP, finding, "assign", to=HOA.code, remedy_due="20/08/2026")
    assert "chưa có kết luận" in early
    desk.signed(desk.takes(NGHIEP, looked, "Kết luận kiểm tra", **CONCLUSION))
    desk.takes(NGHIEP, looked, "Gửi kết luận cho đơn vị", recipient=HOA.code)
    desk.takes(NGHIEP, finding, "Giao khắc phục", remedy_due="20/08/2026")
    assert "Ký hợp đồng thẩm định giá chậm" in desk.opens(HOA, f"/ho-so/{finding}/")

    desk.on("17/08/2026")
    assert "còn" in desk.clock(HOA, finding, "Khắc phục phát hiện")
    desk.takes(HOA, finding, "Báo cáo khắc phục", done="Đã ký hợp đồng, lập sổ", document="12/BC-KV02")
    assert desk.state(HOA, finding) == "Đã báo cáo khắc phục"
    assert "Xác nhận khắc phục" not in desk.offered(HOA, finding)
    own = desk.attempts(HOA, finding, "verify", result="done")
    assert "Quyền: Chấp hành viên không được xác nhận khắc phục" in own
    desk.on("19/08/2026")
    desk.takes(NGHIEP, finding, "Xác nhận khắc phục", result="done")
    assert desk.state(NGHIEP, finding) == "Đã khắc phục"

    desk.on("02/11/2026")
    again = {**PHOA, "title": "Phúc tra thẩm định giá", "scope_kind": "recheck"}
    number = desk.number(NGHIEP, looked)
    second = desk.opens_dossier(NGHIEP, "inspection", **again, rechecks=number)
    decision = {"lead": THAM.code, "conclude_by": "30/11/2026"}
    desk.signed(desk.takes(NGHIEP, second, "Quyết định kiểm tra", **decision))
    seen = {"inspection": desk.number(THAM, second), "result": "again", "seen": "Hai hợp đồng lại ký chậm"}
    desk.takes(THAM, finding, "Ghi kết quả phúc tra", **seen)
    assert desk.state(NGHIEP, finding) == "Phúc tra thấy lặp lại"
    assert sound(desk)
