"""A quarterly meeting: agenda, papers, points, the chair, the notice, a directive closed on evidence."""

from datetime import date

import pytest

from tests.builders import a_matter
from tests.cast import BAN, LAN, NGHIEP, PHO, TRUONG
from tests.journeys.desk import Desk
from tests.journeys.stage import sound
from thihanh.matters.intake import Intake, MoneyChange
from thihanh.matters.operations import register_many

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FOUNDED = {"name": "Ban Chỉ đạo THADS, HC", "decision": "15/QĐ-UBND", "decided_on": "06/07/2026"}
PEOPLE = {
    "Lò Văn Trưởng Ban": ("chair", "ubnd_province"),
    "Phan Văn Trường": ("standing_vice", "agency"),
    "Giàng A Công": ("member", "police_province"),
}
POINT = {
    "content": "Hoàn tất xác minh điều kiện của việc trên 20 tỷ đồng",
    "owner_body": "agency",
    "owner_officer": LAN.code,
    "deliverable": "Biên bản xác minh",
    "due": "30/10/2026",
    "evidence": "act",
}


def scene() -> list[int]:
    """A large matter that stands still, one of public concern, one that no rule finds."""
    held = [
        a_matter("1/QĐ-TS", "05/01/2021").owing(25_000_000_000).then("in_progress", "01/02/2021"),
        a_matter("2/QĐ-TS", "05/01/2024")
        .owing(600_000_000)
        .tagged("attention")
        .then("verifying", "01/02/2024"),
        a_matter("5/QĐ-TS", "05/06/2026").owing(80_000_000).then("in_progress", "01/07/2026"),
    ]
    return register_many([one.held_by(LAN.code, "22.KV01").intake for one in held], by=LAN.code)


def convened(desk: Desk) -> int:
    """The committee stands with three people, and a meeting of it is planned for 25/09/2026."""
    desk.on("06/07/2026")
    committee = desk.opens_dossier(TRUONG, "committee", **FOUNDED)
    for person, (post, body) in PEOPLE.items():
        desk.takes(TRUONG, committee, "Thêm thành viên", post=post, body=body, person=person)
    desk.on("14/09/2026")
    planned = {"title": "Phiên họp quý III", "form": "quarterly", "planned_on": "25/09/2026"}
    return desk.opens_dossier(NGHIEP, "meeting", **planned)


def test_a_meeting_from_its_agenda_to_a_directive_that_is_done(desk: Desk) -> None:
    scene()
    meeting = convened(desk)
    page = f"/ban-chi-dao/ky-hop/{meeting}/"
    assert "Tài liệu gửi chậm nhất theo pháp luật 22/09/2026" in desk.opens(NGHIEP, page)
    desk.presses("Dựng chương trình")
    built = desk.texts(".agenda-items h3")
    assert [one for one in built if "1/QĐ-TS" in one or "2/QĐ-TS" in one]
    desk.page.locator(".agenda-items button[value=xuong]").first.click()
    desk.sees(NGHIEP, page, "Trước và sau khi sửa", "đổi chỗ")
    assert desk.texts(".agenda-items h3") != built
    desk.presses("Dựng lại từ sổ ghi")
    assert "giống hệt bản đã lưu" in desk.text()
    desk.presses("Chốt chương trình")
    desk.on("21/09/2026")
    desk.takes(NGHIEP, meeting, "Gửi tài liệu họp", channel="Trục liên thông văn bản")
    assert "22/09/2026, đã gửi 21/09/2026" in desk.opens(NGHIEP, page)

    desk.on("25/09/2026")
    desk.opens(NGHIEP, f"/ho-so/{meeting}/hold/")
    chair, vice = (
        desk.page.get_by_label(f"{post}: {person}").get_attribute("value") or ""
        for post, person in (
            ("Trưởng ban", "Lò Văn Trưởng Ban"),
            ("Phó Trưởng ban thường trực", "Phan Văn Trường"),
        )
    )
    desk.takes(NGHIEP, meeting, "Ghi phiên họp", present=[chair, vice], guests=["procuracy"])
    desk.sees(NGHIEP, page, "Giàng A Công", "chưa có ý kiến bằng văn bản")
    desk.takes(NGHIEP, meeting, "Biên bản phiên họp", content="Thảo luận hai mục, thống nhất một kết luận")
    desk.takes(NGHIEP, meeting, "Điểm kết luận", **POINT, matters="1/QĐ-TS")
    assert "Trưởng ban thông qua kết luận" not in desk.offered(NGHIEP, meeting)
    desk.takes(BAN, meeting, "Trưởng ban thông qua kết luận")
    paper = desk.takes(NGHIEP, meeting, "Thông báo kết luận")
    assert "Nhiệm vụ đã giao" not in desk.opens(NGHIEP, page)  # until it is issued
    assert POINT["content"] in desk.signed(paper)
    directive = desk.directive(NGHIEP, page)

    desk.on("28/09/2026")
    desk.takes(LAN, directive, "Bắt đầu làm")
    refused = desk.takes_refused(PHO, directive, "Xác nhận hoàn thành", evidence_kind="act")
    assert "tác nghiệp" in refused
    matter = desk.linked(LAN, directive)
    means = {"means": "direct", "content": "Có quyền sử dụng đất", "result": "in_progress"}
    desk.does(LAN, matter, "verify", **means)
    desk.takes(LAN, directive, "Báo cáo thực hiện", result="Đã xác minh, có biên bản")
    assert "Xác nhận hoàn thành" not in desk.offered(LAN, directive)
    assert "Quyền" in desk.attempts(LAN, directive, "close", evidence_kind="act")
    desk.opens(PHO, f"/ho-so/{directive}/close/")
    act = desk.page.locator("[name=evidence_act] option").last.get_attribute("value") or ""
    desk.takes(PHO, directive, "Xác nhận hoàn thành", evidence_kind="act", evidence_act=act)
    assert desk.state(PHO, directive) == "Hoàn thành"
    few = "Quá ít việc để kết luận"  # one matter proves nothing, and the page says so
    desk.sees(NGHIEP, f"/ban-chi-dao/nhiem-vu/{directive}/tac-dong/", few, "1 việc được giao, cần 10")
    done = "Hoàn thành tác nghiệp trên việc được giao, xác nhận 28/09/2026"
    desk.sees(BAN, "/ban-chi-dao/", "Kết luận lần trước HOP-01/2026", "NV-01/2026", done, few)
    assert sound(desk)


DRIVE = {
    "sort": "drive_eligible",
    "title": "Thi hành dứt điểm việc có điều kiện trên 1 năm",
    "owner_body": "agency",
    "deliverable": "Tiền thu được",
    "due": "30/10/2026",
    "evidence": "act",
}
GIVEN, ALIKE = 12, 72


def alike() -> list[int]:
    """Seventy-two matters of one kind, age and size, eligible for over a year."""
    held = [
        a_matter(f"{no}/QĐ-CĐ", "03/02/2025")
        .owing(60_000_000 + no * 10_000)
        .then("in_progress", "03/03/2025")
        for no in range(1, ALIKE + 1)
    ]
    return register_many([one.held_by(LAN.code, "22.KV01").intake for one in held], by=LAN.code)


def test_a_directive_that_is_done_shows_its_measured_effect(desk: Desk) -> None:
    """A drive on twelve matters: too early after a fortnight, then its effect with an interval."""
    desk.on("14/09/2026")
    world = alike()
    numbers = ", ".join(f"{no}/QĐ-CĐ" for no in range(1, GIVEN + 1))
    drive = desk.opens_dossier(TRUONG, "directive", **DRIVE, matters=numbers)
    effect = f"/ban-chi-dao/nhiem-vu/{drive}/tac-dong/"
    desk.on("28/09/2026")
    desk.sees(BAN, effect, "Chưa đủ thời gian để kết luận", "mới 14 ngày, cần 30 ngày")

    paid = date(2026, 10, 5)
    register_many(
        [
            Intake(
                matter_id=one,
                money=(MoneyChange(paid, 1, "collected", 8_000_000 + no % 3 * 100_000, known_on=paid),),
            )
            for no, one in enumerate(world[:GIVEN])
        ],
        by=LAN.code,
    )
    desk.on("26/10/2026")
    desk.does(LAN, world[0], "verify", means="direct", content="Có quyền sử dụng đất", result="in_progress")
    desk.opens(PHO, f"/ho-so/{drive}/close/")
    act = desk.page.locator("[name=evidence_act] option").last.get_attribute("value") or ""
    desk.takes(PHO, drive, "Xác nhận hoàn thành", evidence_kind="act", evidence_act=act)
    assert desk.state(BAN, drive) == "Hoàn thành"
    desk.sees(BAN, effect, "Thấy tác động", "tiền thu được mỗi việc +8.", "42 ngày trước và sau ngày giao")
    desk.sees(BAN, effect, "Việc được giao 12 việc", "Việc so sánh 60 việc", "chỉ nêu số chung")
    assert sound(desk)
