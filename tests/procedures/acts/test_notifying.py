"""The decision becomes known to the procuracy and the parties; what is agreed in the voluntary period."""

import pytest
from tests import cast
from tests.builders import day
from tests.procedures.acts.scene import a_running_matter, case, do, refusal, register, stages, steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def matter(db) -> int:
    cast.gather()
    return register(a_running_matter().then("assigned", "07/01/2025"))[0]


@pytest.fixture
def under_the_new_law(db) -> int:
    cast.gather()
    return register(a_running_matter("201/QĐ", "06/07/2026").then("assigned", "07/07/2026"))[0]


def test_the_decision_goes_to_the_procuracy_once(matter: int) -> None:
    do("send_to_procuracy", matter, {"on": "08/01/2025"}, by=cast.THU, on="08/01/2025")
    assert steps(matter) == ["send_to_procuracy"]
    assert refusal("send_to_procuracy", matter, {}, on="09/01/2025").sentence == (
        "Trạng thái: quyết định của việc 101/QĐ đã gửi Viện kiểm sát ngày 08/01/2025. Không cần gửi lần nữa; "
        "mở diễn biến để xem."
    )


def test_a_valid_notice_starts_the_voluntary_period(matter: int) -> None:
    do("notice_valid", matter, {"on": "10/01/2025", "channel": "post", "proof": "BP-7"}, on="13/01/2025")
    found = case(matter)
    assert (found.stage, found.now.on) == ("voluntary", day("10/01/2025"))
    assert found.last_step("notice_valid").facts["channel"] == "post"


def test_the_decision_itself_does_not_go_by_vneid(under_the_new_law: int) -> None:
    refused = refusal(
        "notice_valid",
        under_the_new_law,
        {"on": "09/07/2026", "channel": "vneid", "proof": "VN-1"},
        on="09/07/2026",
    )
    assert refused.field == "channel"
    assert "vneid" in refused.sentence or "VNeID" in refused.sentence


def test_a_settlement_is_recorded_with_its_minutes_and_its_last_day(matter: int) -> None:
    done = do(
        "settlement",
        matter,
        {"on": "13/01/2025", "content": "Trả trong ba tháng, mỗi tháng một phần.", "until": "13/04/2025"},
        on="13/01/2025",
    )
    found = case(matter).last_step("settlement")
    assert (found.until, found.paper) == (day("13/04/2025"), done.paper)
    assert "ba tháng" not in str(found.facts)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (
            {"harms": "1"},
            "Pháp luật: thỏa thuận xâm phạm lợi ích của Nhà nước, của người thứ ba hoặc nhằm trốn phí thi "
            "hành án thì Chấp hành viên từ chối chứng kiến. Lập biên bản nêu rõ lý do và tiếp tục thi hành.",
        ),
        (
            {"until": "10/01/2025"},
            "Pháp luật: hạn thực hiện 10/01/2025 sớm hơn ngày thỏa thuận 13/01/2025; ghi lại hạn.",
        ),
    ],
)
def test_a_settlement_the_law_does_not_take(matter: int, more: dict[str, str], sentence: str) -> None:
    raw = {"on": "13/01/2025", "content": "Trả dần", **more}
    assert refusal("settlement", matter, raw, on="13/01/2025").sentence == sentence


def test_a_settlement_is_broken_only_while_one_stands(matter: int) -> None:
    assert refusal("settlement_broken", matter, {"reason": "Không trả"}, on="13/01/2025").sentence == (
        "Trạng thái: việc 101/QĐ không có thỏa thuận thi hành án nào đang có hiệu lực. Ghi thỏa thuận trước, "
        "hoặc tiếp tục thi hành."
    )
    do("settlement", matter, {"on": "13/01/2025", "content": "Trả dần"}, on="13/01/2025")
    do("settlement_broken", matter, {"on": "20/02/2025", "reason": "Không trả kỳ đầu"}, on="20/02/2025")
    assert steps(matter) == ["settlement", "settlement_broken"]
    assert stages(matter)[-1] == "assigned"
