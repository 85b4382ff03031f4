"""A coercion the police disagree with: the chair decides, nobody else; done with a check-list on a phone."""

import pytest

from tests.cast import BAN, LAN, TRUONG
from tests.coordination.coercions import LETTER, OPENED, a_matter_of_lans
from tests.journeys.desk import Desk
from tests.journeys.stage import sound

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHAIR = "Trưởng Ban Chỉ đạo quyết định"
PLANNED = {name: text for name, text in OPENED.items() if name != "force"}
WANTED = {name: LETTER[name] for name in ("body", "body_name", "measure", "time", "venue", "forces")}
MET = {"content": "Mỗi lực lượng rõ việc", "attendees": "Công an phường\nỦy ban nhân dân phường"}
PLACE = {name: LETTER[name] for name in ("measure", "time", "venue")}
DONE = {
    "outcome": "done",
    "measure": "hand_over",
    "hour": "8",
    "persuasion": "Đã vận động lần cuối",
    "content": "Kiểm kê, giao nhà xong",
    "present": "21",
}


def decided(desk: Desk, matter: int) -> None:
    """Lan decides to coerce: the officer's own decision."""
    desk.on("04/09/2026")
    desk.does(LAN, matter, "coerce", measure="hand_over", reason="Không tự nguyện giao nhà")


def sends_plan(desk: Desk, matter: int) -> None:
    """The plan of the matter is sent: one act, which the day takes too."""
    desk.opens(LAN, f"/viec/{matter}/lam/plan_sent/")
    decision = desk.page.locator("[name=measure] option").last.get_attribute("value") or ""
    said = {name: OPENED[name] for name in ("planned_on", "hour", "venue", "method", "forces")}
    desk.does(LAN, matter, "plan_sent", measure=decision, with_force=True, amount="15.000.000", **said)


def test_the_police_disagree_and_the_chair_decides(desk: Desk) -> None:
    matter = a_matter_of_lans()
    decided(desk, matter)
    desk.on("07/09/2026")
    sunday = {**PLANNED, "planned_on": "27/09/2026"}
    assert "27/09/2026 là" in desk.refused_opening(LAN, "coercion_day", f"?viec={matter}", **sunday)
    number = desk.opens_dossier(LAN, "coercion_day", f"?viec={matter}", **PLANNED, force=True)
    desk.signed(desk.takes(LAN, number, "Trao đổi với công an", **LETTER))
    assert desk.state(LAN, number) == "Chờ công an trả lời"
    desk.on("10/09/2026")
    silent = desk.takes_refused(LAN, number, "Ghi trả lời của công an", result="refused")
    assert "phải nêu lý do" in silent
    desk.takes(LAN, number, "Ghi trả lời của công an", result="refused", reason="Trùng đợt bảo vệ lễ hội")
    assert desk.state(LAN, number) == "Công an chưa thống nhất"

    for person in (LAN, TRUONG):
        assert CHAIR not in desk.offered(person, number)
        refused = desk.attempts(person, number, "decide", ruling="proceed", content="Tiến hành")
        assert "Quyền" in refused or "không được" in refused
    desk.sees(BAN, "/ho-so/coercion_day/", "CC-01/2026", "Công an chưa thống nhất")
    assert desk.offered(BAN, number) == [CHAIR]
    desk.takes(BAN, number, CHAIR, ruling="proceed", content="Công an tỉnh bảo vệ theo kế hoạch")
    assert desk.state(LAN, number) == "Đã thống nhất, chờ kế hoạch"

    desk.on("11/09/2026")
    sends_plan(desk, matter)
    assert desk.state(LAN, number) == "Kế hoạch chờ phê duyệt"
    assert "Phê duyệt kế hoạch" not in desk.offered(LAN, number)
    desk.takes(LAN, number, "Bổ sung kế hoạch", roles=OPENED["roles"])
    desk.takes(TRUONG, number, "Phê duyệt kế hoạch")
    desk.signed(desk.takes(LAN, number, "Gửi kế hoạch, đề nghị bảo vệ", **WANTED))
    desk.takes(LAN, number, "Họp phối hợp", **MET, measure="hand_over")
    desk.takes(LAN, number, "Thông báo cưỡng chế và dự trù chi phí", **PLACE, amount="15.000.000")
    desk.sees(LAN, "/cuong-che/?thang=2026-09", "CC-01/2026")

    desk.on("28/09/2026")
    desk.page.set_viewport_size({"width": 390, "height": 844})
    desk.takes(LAN, number, "Ghi danh mục kiểm tra", items=["notice_served", "meeting_held"])
    for path in ("", "check/", "result/"):
        desk.opens(LAN, f"/ho-so/{number}/{path}")
        assert desk.fits()
    desk.takes(LAN, number, "Ghi kết quả, lập biên bản", **DONE)
    assert desk.state(LAN, number) == "Đã cưỡng chế"
    assert sound(desk)
