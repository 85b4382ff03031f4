"""A meeting from plan to conclusion: states, papers in time, who was absent; what is signed cannot change."""

from datetime import date

import pytest

from tests.cast import BAN, BINH, HOA, LAN, NGHIEP, PHO, TRUONG, VAN, viewer
from tests.documents.papers import PIN
from tests.steering.conftest import LARGE, ON
from thihanh.documents import making, nd30
from thihanh.documents import operations as documents
from thihanh.documents import queries as papers
from thihanh.dossiers.life import Dossier, clocks
from thihanh.dossiers.operations import calendar_of, take
from thihanh.dossiers.queries import Filters, page, seen
from thihanh.matters.asking import Refusal
from thihanh.offices.policy import Denied
from thihanh.procedures import issuing, proceedings
from thihanh.steering import operations, standing
from thihanh.steering.conclusions import conclusion_text, points_of
from thihanh.steering.meetings import absent

DAY = date(2025, 10, 7)


def meeting_of(number: int) -> Dossier:
    return seen(viewer(NGHIEP), number, DAY)


def step(number: int, code: str, raw: dict[str, object], on: date = DAY, by=NGHIEP) -> int:
    return take(number, code, raw, by=viewer(by), on=on)


def point(matters: list[int]) -> dict[str, object]:
    return {
        "content": "Hoàn tất đo vẽ thửa đất",
        "owner_body": "land_registry",
        "matters": str(matters[LARGE]),
        "deliverable": "bản trích đo",
        "due": "31/10/2025",
        "evidence": "act",
    }


@pytest.fixture
def minuted(meeting: int, matters: list[int]) -> int:
    """Held with the chair and one member there, minuted, one point noted."""
    operations.build(meeting, by=viewer(NGHIEP), on=ON)
    operations.settle(meeting, by=viewer(NGHIEP), on=ON)
    step(meeting, "send_papers", {"channel": "văn bản"}, on=date(2025, 10, 2))
    chair, vice, member, *_ = standing.committee_on("22", DAY).members
    step(meeting, "written_view", {"member": member.key, "content": "Thống nhất phương án"}, on=DAY)
    step(meeting, "hold", {"present": [chair.key, vice.key], "guests": ["procuracy", "front"]})
    step(meeting, "minutes", {"content": "Diễn biến phiên họp"})
    step(meeting, "point", point(matters))
    return meeting


def test_papers_go_out_three_working_days_before_and_the_clock_says_why(meeting: int) -> None:
    (clock,) = clocks(meeting_of(meeting), calendar_of("22", ON))
    assert (clock.rule, clock.due, clock.is_open) == ("BCD-01", date(2025, 10, 2), True)
    assert clock.deadline is not None
    assert "Thông tư liên tịch 05/2016" in clock.deadline.article
    assert clock.deadline.steps


def test_the_committee_s_own_rules_set_another_day(matters: list[int], committee: int) -> None:
    own = {"decision": "20/QC-BCĐ", "papers_days": "5"}
    take(committee, "rules", own, by=viewer(TRUONG), on=date(2025, 1, 7))
    planned = {"title": "Phiên họp đột xuất", "form": "ad_hoc", "planned_on": "07/10/2025"}
    number = operations.plan_meeting(planned, by=viewer(NGHIEP), on=ON)
    (clock,) = [one for one in clocks(meeting_of(number), calendar_of("22", ON)) if one.rule == "papers_on"]
    assert clock.due == date(2025, 9, 30)


def test_a_meeting_that_is_moved_takes_its_day_for_papers_along(matters: list[int], committee: int) -> None:
    own = {"decision": "20/QC-BCĐ", "papers_days": "5"}
    take(committee, "rules", own, by=viewer(TRUONG), on=date(2025, 1, 7))
    planned = {"title": "Phiên họp đột xuất", "form": "ad_hoc", "planned_on": "07/10/2025"}
    number = operations.plan_meeting(planned, by=viewer(NGHIEP), on=ON)
    moved = {"planned_on": "14/10/2025", "reason": "Trưởng ban đi công tác"}
    with pytest.raises(Refusal, match="trước 5 ngày làm việc; ghi ngày cuối là 07/10/2025"):
        step(number, "move", moved | {"papers_on": "30/09/2025"}, on=ON)
    step(number, "move", moved | {"papers_on": "07/10/2025"}, on=ON)
    last = {one.rule: one.due for one in clocks(meeting_of(number), calendar_of("22", ON))}
    assert last == {"BCD-01": date(2025, 10, 9), "papers_on": date(2025, 10, 7)}


def test_no_meeting_without_a_committee(matters: list[int]) -> None:
    with pytest.raises(Refusal, match="chưa ghi quyết định thành lập"):
        operations.plan_meeting(
            {"title": "Họp", "form": "ad_hoc", "planned_on": "07/10/2025"}, by=viewer(NGHIEP), on=ON
        )


def test_absent_members_are_named_with_their_written_views(minuted: int) -> None:
    members = standing.committee_on("22", DAY).members
    gone = [(one.body, wrote) for one, wrote in absent(meeting_of(minuted), members)]
    assert gone == [("police_province", True)]


def through_the_queue(paper: int) -> issuing.Issued:
    documents.check([paper], by=viewer(PHO), on=DAY)
    documents.sign([paper], by=viewer(TRUONG), on=DAY, pin=PIN)
    (issued,) = issuing.issue([paper], by=viewer(VAN), on=DAY)
    return issued


def concluded(number: int) -> proceedings.Outcome:
    raw = {"content": conclusion_text(meeting_of(number))}
    return proceedings.perform(number, "conclude", raw, by=viewer(NGHIEP), on=DAY)


def test_points_of_an_issued_conclusion_are_directives(minuted: int, matters: list[int]) -> None:
    step(minuted, "decide", {}, by=BAN)
    paper = concluded(minuted).paper
    assert page(viewer(NGHIEP), Filters(kinds=("directive",)), DAY).total == 0
    assert nd30.check_docx(making.docx_of(papers.content(paper))) == []
    issued = through_the_queue(paper)
    assert issued.done, issued.sentence
    assert meeting_of(minuted).state == "concluded"
    (row,) = page(viewer(NGHIEP), Filters(kinds=("directive",)), DAY).rows
    directive = seen(viewer(NGHIEP), row.id, DAY)
    assert (directive.body, directive.matters, directive.dossiers) == (
        "land_registry",
        (matters[LARGE],),
        (minuted,),
    )
    assert (row.next_due, directive.values["point"], directive.values["evidence"]) == (
        date(2025, 10, 31),
        1,
        "act",
    )


@pytest.mark.parametrize("code", ["point", "strike", "minutes", "conclude", "reopen", "move"])
def test_nothing_of_a_signed_conclusion_changes(minuted: int, matters: list[int], code: str) -> None:
    through_the_queue(concluded(minuted).paper)
    before = meeting_of(minuted)
    with pytest.raises(Refusal, match=r"Trạng thái: .*«đã ban hành kết luận»"):
        proceedings.perform(minuted, code, point(matters), by=viewer(NGHIEP), on=DAY)
    with pytest.raises(Refusal, match="Trạng thái"):
        operations.build(minuted, by=viewer(NGHIEP), on=DAY)
    assert meeting_of(minuted) == before


def test_a_point_changed_under_a_waiting_notice_stops_it(minuted: int, matters: list[int]) -> None:
    paper = concluded(minuted).paper
    step(minuted, "point", point(matters) | {"content": "Điểm thêm sau"})
    issued = through_the_queue(paper)
    assert not issued.done
    assert "khác với thông báo đang trình" in issued.sentence
    assert meeting_of(minuted).state == "minuted"


def test_a_notice_says_the_points_and_nothing_else(minuted: int) -> None:
    with pytest.raises(Refusal, match="khác với thông báo"):
        proceedings.perform(minuted, "conclude", {"content": "Điểm khác"}, by=viewer(NGHIEP), on=DAY)


def test_a_struck_point_is_none(minuted: int) -> None:
    (one,) = points_of(meeting_of(minuted))
    step(minuted, "strike", {"point": str(one.step), "reason": "Đã giải quyết tại phiên họp"})
    assert points_of(meeting_of(minuted)) == ()
    with pytest.raises(Refusal, match="chưa có điểm nào"):
        step(minuted, "decide", {}, by=BAN)


def test_the_chair_decides_and_reads_and_does_not_prepare(minuted: int, matters: list[int]) -> None:
    assert seen(viewer(BAN), minuted, DAY).state == "minuted"
    with pytest.raises(Denied):
        step(minuted, "point", point(matters), by=BAN)
    with pytest.raises(Denied):
        step(minuted, "decide", {}, by=NGHIEP)
    step(minuted, "decide", {}, by=BAN)
    assert meeting_of(minuted).state == "decided"


@pytest.mark.parametrize("who", [LAN, HOA])
def test_officers_do_not_read_the_meeting(minuted: int, who) -> None:
    with pytest.raises(LookupError):
        seen(viewer(who), minuted, DAY)


def test_the_committee_of_a_day_is_what_was_so_then(committee: int) -> None:
    day = date(2025, 6, 1)
    chair = standing.committee_on("22", day).holder("chair")
    with pytest.raises(Refusal, match="Trưởng ban đang là Lò Văn Trưởng Ban"):
        take(
            committee,
            "admit",
            {"post": "chair", "body": "ubnd_province", "person": "Người Mới"},
            by=viewer(TRUONG),
            on=day,
        )
    take(committee, "release", {"member": chair.key, "reason": "Nghỉ hưu"}, by=viewer(TRUONG), on=day)
    take(
        committee,
        "admit",
        {"post": "chair", "body": "ubnd_province", "person": "Người Mới"},
        by=viewer(TRUONG),
        on=day,
    )
    renewed = {
        "name": "Ban Chỉ đạo THADS, THAHC",
        "decision": "30/QĐ-UBND",
        "decided_on": "01/06/2025",
        "decided_by": "UBND tỉnh",
    }
    take(committee, "renew", renewed, by=viewer(TRUONG), on=day)
    before, after = standing.committee_on("22", date(2025, 5, 31)), standing.committee_on("22", day)
    assert (before.name, before.holder("chair").person) == ("Ban Chỉ đạo THADS, HC", "Lò Văn Trưởng Ban")
    assert (after.name, after.holder("chair").person) == ("Ban Chỉ đạo THADS, THAHC", "Người Mới")
    assert standing.committee_on("22", date(2025, 1, 5)) is None


@pytest.mark.parametrize("who", [BAN, BINH, LAN, NGHIEP])
def test_only_the_head_and_deputy_change_the_committee(committee: int, who) -> None:
    with pytest.raises(Denied):
        take(
            committee,
            "dissolve",
            {"decision": "1/QĐ", "reason": "thử"},
            by=viewer(who),
            on=date(2025, 6, 1),
        )
