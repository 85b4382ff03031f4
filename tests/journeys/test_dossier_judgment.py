"""Administrative judgments: one from receipt to completion, one whose authority stays silent."""

import pytest

from tests.cast import LAN, NGHIEP
from tests.journeys.desk import Desk
from tests.journeys.stage import sound

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGE = "/thi-hanh-an-hanh-chinh/"
CAME = {
    "judgment_on": "20/05/2026",
    "court": "Tòa án nhân dân tỉnh Quảng Ninh",
    "received_on": "06/07/2026",
    "body": "ubnd_commune",
    "level": "commune",
    "body_address": "thôn Tân Lập, xã An Sinh",
    "obligation": "hủy quyết định thu hồi đất, giải quyết lại hồ sơ bồi thường",
    "winner": "Quách Thị Vô Hình",
    "don_vi": "22.KV01",
    "nguoi_giu": LAN.code,
}
SINH = {"judgment": "12/2026/HC-PT", "body_name": "Ủy ban nhân dân xã An Sinh"}
BINH_KHE = {"judgment": "15/2026/HC-PT", "body_name": "Ủy ban nhân dân xã Bình Khê"}
COMPEL = {
    "decision": "03/2026/QĐ-BTHA",
    "decision_on": "14/09/2026",
    "decision_court": "Tòa án nhân dân tỉnh Quảng Ninh",
    "compel_received_on": "16/09/2026",
}
PLACE = "Trang thông tin của Thi hành án dân sự tỉnh"


def noticed(desk: Desk, **which: str) -> int:
    """Received on 06/07/2026, given to Lan, the authority told and in its voluntary period."""
    desk.on("06/07/2026")
    number = desk.opens_dossier(NGHIEP, "administrative", **CAME, **which)
    desk.takes(NGHIEP, number, "Phân công theo dõi", monitor=LAN.code)
    desk.signed(desk.takes(LAN, number, "Thông báo về việc tự nguyện thi hành án"))
    desk.on("13/07/2026")
    arrived = {"obliged_received_on": "10/07/2026", "evidence": "phiếu báo phát số 118"}
    desk.takes(LAN, number, "Cơ quan phải thi hành án đã nhận", **arrived)
    return number


def test_a_judgment_is_followed_from_receipt_to_completion(desk: Desk) -> None:
    number = noticed(desk, **SINH)
    assert desk.state(LAN, number) == "Trong thời hạn tự nguyện"
    assert "10/08/2026 · còn 20 ngày làm việc" in desk.clock(LAN, number, "HC-02")
    early = desk.attempts(LAN, number, "overdue")
    assert "thời hạn tự nguyện đến hết ngày 10/08/2026" in early
    desk.on("12/08/2026")
    desk.takes(LAN, number, "Hết thời hạn tự nguyện mà chưa thi hành")
    assert desk.state(LAN, number) == "Quá hạn, chưa có quyết định buộc"
    desk.on("16/09/2026")
    desk.takes(LAN, number, "Nhận quyết định buộc thi hành án", **COMPEL)
    assert "23/09/2026" in desk.clock(LAN, number, "HC-15")
    desk.signed(desk.takes(LAN, number, "Công khai quyết định buộc thi hành án", place=PLACE))
    assert "1 quyết định" in desk.public()
    assert "Ủy ban nhân dân xã An Sinh" in desk.text()
    assert CAME["winner"] not in desk.text()
    met = {"with_whom": "Chủ tịch xã", "content": "Cam kết hủy quyết định trong tháng 9"}
    desk.takes(LAN, number, "Làm việc với người phải thi hành án", **met)
    assert desk.state(LAN, number) == "Đã làm việc"
    desk.on("30/09/2026")
    done = {"done_on": "28/09/2026", "result": "Đã hủy quyết định, chi trả bồi thường", "told": True}
    desk.takes(LAN, number, "Đã thi hành xong", **done)
    desk.sees(NGHIEP, PAGE, "Thi hành xong1 / 1100,00%", "Không có bản án nào đang chờ thi hành")
    assert "còn đăng công khai" in desk.attempts(LAN, number, "close")
    desk.takes(LAN, number, "Gỡ công khai", removed_from=PLACE)
    desk.takes(LAN, number, "Kết thúc theo dõi, lưu hồ sơ", archived="Hộp 12")
    assert desk.state(LAN, number) == "Đã kết thúc theo dõi"
    assert desk.offered(LAN, number) == []
    desk.sees(LAN, f"{PAGE}{number}/", "Biên bản làm việc16/09/2026")
    assert "Ủy ban nhân dân xã An Sinh" not in desk.public()
    assert sound(desk)


def test_an_authority_that_stays_silent_stands_on_top(desk: Desk) -> None:
    other, silent = noticed(desk, **SINH), noticed(desk, **BINH_KHE)
    desk.on("12/08/2026")
    for number in (other, silent):
        desk.takes(LAN, number, "Hết thời hạn tự nguyện mà chưa thi hành")
    told = {"answer": "Đang lập phương án", "answerer": "Chủ tịch xã"}
    desk.takes(LAN, other, "Báo cáo kết quả tự nguyện thi hành", **told)
    desk.on("30/09/2026")
    desk.opens(NGHIEP, PAGE)
    top, below = desk.texts("#dang-mo tbody tr")
    assert "15/2026/HC-PT" in top
    assert "HC-S5" in top
    assert "49 ngày, từ 12/08/2026" in top
    assert "12/2026/HC-PT" in below
    assert "đã trả lời 12/08/2026" in below
    assert "quá hạn" in desk.clock(LAN, silent, "HC-19")  # ask the winner about going to court
    owed = "Còn nợ báo cáo kết quả tự nguyện (HC-06), hạn 13/08/2026"
    desk.sees(LAN, f"{PAGE}{silent}/", "im lặng 49 ngày, từ 12/08/2026", owed)
    desk.takes(LAN, silent, "Hỏi người được thi hành án về yêu cầu Tòa án", answer="Sẽ gửi đơn")
    assert "xong muộn 30/09/2026" in desk.clock(LAN, silent, "HC-19")
    assert "30" in desk.clock(LAN, silent, "HC-20")  # and asked again
    assert sound(desk)
