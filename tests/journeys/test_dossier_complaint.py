"""A complaint through both tiers: late at the first, decided by papers, right at the second, carried out."""

import pytest

from tests.cast import HOA, NGHIEP, THU
from tests.journeys.desk import Desk
from tests.journeys.stage import sound

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WHO = {"complainant": "Bà Phạm Thị Sen", "against": "Quyết định cưỡng chế kê biên số 05/QĐ-THADS"}
SAYS = {**WHO, "subject": "Kê biên nhầm thửa đất", "content": "Thửa đất kê biên không phải của ông Ánh"}
CAME = {"knew_on": "27/07/2026", "received_on": "03/08/2026", "channel": "in_person"}
AGAIN = {"knew_on": "05/10/2026", "received_on": "12/10/2026", "channel": "post"}
RIGHT = {
    "result": "partly",
    "content": "Khiếu nại đúng về phần diện tích 120 m²",
    "remedy": "Hủy phần kê biên 120 m²",
}


def test_a_complaint_goes_through_both_tiers(desk: Desk) -> None:
    desk.on("03/08/2026")
    first = desk.opens_dossier(THU, "complaint", **SAYS, **CAME, stage="coercion", don_vi="22.KV01")
    assert desk.state(NGHIEP, first) == "Chờ xem xét thụ lý"
    assert "Không có trang này" in desk.opens(HOA, f"/ho-so/{first}/")  # of another office

    desk.on("14/08/2026")
    assert "10/08/2026 · quá hạn 4 ngày làm việc" in desk.clock(NGHIEP, first, "KN-02")
    desk.sees(NGHIEP, "/ho-so/complaint/?muc=qua-han", "KN-01/2026")
    paper = desk.takes(NGHIEP, first, "Thụ lý", assigned=NGHIEP.code)
    assert desk.state(NGHIEP, first) == "Chờ xem xét thụ lý"  # until the paper is issued
    said = desk.signed(paper)
    assert "thụ lý khiếu nại" in said
    assert "10/08/2026 · xong muộn 14/08/2026" in desk.clock(NGHIEP, first, "KN-02")
    assert desk.state(NGHIEP, first) == "Đang giải quyết"
    assert "14/09/2026" in desk.clock(NGHIEP, first, "KN-03")

    desk.on("30/09/2026")
    assert "quá hạn 12 ngày làm việc" in desk.clock(NGHIEP, first, "KN-03")
    wrong = {"result": "wrong", "content": "Kê biên đúng thửa đất ghi trong hợp đồng thế chấp"}
    said = desk.signed(desk.takes(NGHIEP, first, "Ra quyết định giải quyết", **wrong))
    assert "Đã phát hành" in said
    assert desk.state(NGHIEP, first) == "Đã có quyết định, chờ hiệu lực"
    assert "xong muộn 30/09/2026" in desk.clock(NGHIEP, first, "KN-03")

    desk.on("05/10/2026")
    desk.takes(NGHIEP, first, "Người khiếu nại nhận quyết định", delivered_on="05/10/2026")
    early = desk.attempts(NGHIEP, first, "effective")
    assert "còn thời hiệu khiếu nại lần hai" in early
    desk.on("12/10/2026")
    desk.takes(NGHIEP, first, "Có khiếu nại lần hai")
    assert desk.state(NGHIEP, first) == "Đang khiếu nại lần hai"
    second = desk.goes_on(NGHIEP, first, "Mở hồ sơ khiếu nại lần hai", **SAYS, **AGAIN)
    desk.sees(NGHIEP, f"/ho-so/{second}/", "KN-01/2027", "Khiếu nại lần hai", "Khiếu nại KN-01/2026")
    own = desk.attempts(NGHIEP, second, "decide", **wrong)
    assert "Trạng thái" in own  # the central agency decides the second tier

    desk.on("30/11/2026")
    central = {"decision_no": "88/QĐ-CQLTHADS", "decision_on": "25/11/2026"}
    desk.takes(NGHIEP, second, "Nhận quyết định lần hai", **central, **RIGHT)
    desk.takes(NGHIEP, first, "Có kết quả lần hai", **RIGHT)
    done = {"evidence": "Đã hủy phần kê biên 120 m² bằng quyết định số 09/QĐ-THADS"}
    for one in (second, first):
        assert desk.state(NGHIEP, one) == "Quyết định có hiệu lực, phải thi hành"
        desk.takes(NGHIEP, one, "Thi hành xong quyết định", **done)
        assert desk.state(NGHIEP, one) == "Đã kết thúc"
    assert desk.offered(NGHIEP, first) == []
    desk.sees(NGHIEP, f"/ho-so/{first}/", "Có kết quả lần hai", "Khiếu nại KN-01/2027")
    assert sound(desk)
