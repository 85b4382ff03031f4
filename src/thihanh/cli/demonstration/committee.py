"""The Steering Committee in the demonstration: its members, a meeting concluded, the next one prepared.

An agenda is built under a cut of the record, so outside every transaction: ``prepare`` comes before the weeks
of work are played, ``coming`` after them.
"""

from django.db import transaction

from thihanh.cli.demo_people import OFFICE
from thihanh.cli.demonstration.cast import FIRST_DAY, TODAY, UNIT, Cast, by_name, sep
from thihanh.cli.demonstration.director import Scene
from thihanh.cli.demonstration.dossiers import Did, followed, opened, taken
from thihanh.documents import queries as papers
from thihanh.dossiers.loading import load
from thihanh.dossiers.queries import Filters, Row, within
from thihanh.offices.queries import EVERYTHING
from thihanh.steering import agendas, delay_papers, operations, standing, watching
from thihanh.steering.conclusions import conclusion_text

_HELD, _NEXT = sep(12), "14/10/2025"
_FOUNDED = "06/01/2025"
_MEMBERS = (
    ("chair", "ubnd_province", "Tạ Văn Ban", "Phó Chủ tịch Ủy ban nhân dân tỉnh"),
    ("standing_vice", "agency", "Phan Quang Trường", "Trưởng Thi hành án dân sự tỉnh"),
    ("vice", "police_province", "Giàng A Công", "Phó Giám đốc Công an tỉnh"),
    ("member", "justice", "Thào Thị Tư", "Phó Giám đốc Sở Tư pháp"),
    ("member", "finance", "Lù Thị Tài", "Phó Giám đốc Sở Tài chính"),
    ("member", "agriculture_environment", "Kha Văn Đất", "Phó Giám đốc Sở Nông nghiệp và Môi trường"),
    ("invited", "construction", "Quàng Văn Xây", "Phó Giám đốc Sở Xây dựng"),
    ("invited", "front", "Vừ Thị Mặt", "Phó Chủ tịch Ủy ban Mặt trận Tổ quốc tỉnh"),
    ("secretary", "agency", "Ngô Đức Nghiệp", "Trưởng phòng Nghiệp vụ"),
)


def prepare(cast_: Cast) -> None:
    """The committee with its members, rules and programme; the September meeting with its agenda built."""
    if standing.committee_on(UNIT, FIRST_DAY) is None:
        _established(cast_)
    (meeting,) = _meetings()
    if not agendas.built(meeting.id):
        operations.build(meeting.id, by=cast_.department, on=FIRST_DAY)


@transaction.atomic
def _established(cast_: Cast) -> None:
    head = cast_.head
    founding = {
        "name": "Ban Chỉ đạo Thi hành án dân sự, hành chính tỉnh Quảng Ninh",
        "decision": "15/QĐ-UBND",
        "decided_on": _FOUNDED,
        "decided_by": "Ủy ban nhân dân tỉnh",
        "on": _FOUNDED,
    }
    committee = opened("committee", founding, by=head, on=FIRST_DAY)
    for post, body, person, title in _MEMBERS:
        said = {"post": post, "body": body, "person": person, "title": title, "on": _FOUNDED}
        taken(cast_, committee, Did(FIRST_DAY, head, "admit", said))
    rules = {"decision": "Quyết định số 40/QĐ-BCĐ ngày 20/01/2025", "papers_days": "5", "on": "20/01/2025"}
    taken(cast_, committee, Did(FIRST_DAY, head, "rules", rules))
    programme = {
        "year": "2025",
        "content": "Họp mỗi quý; chuyên đề án tín dụng, ngân hàng; chuyên đề giao đất.",
        "on": "20/01/2025",
    }
    taken(cast_, committee, Did(FIRST_DAY, head, "programme", programme))
    said = {
        "title": "Phiên họp quý III năm 2025",
        "form": "quarterly",
        "planned_on": f"{_HELD:%d/%m/%Y}",
        "place": "Phòng họp số 2, Ủy ban nhân dân tỉnh",
    }
    operations.plan_meeting(said, by=cast_.department, on=FIRST_DAY)


def _meetings() -> list[Row]:
    return list(within(EVERYTHING, Filters(kinds=("meeting",)), TODAY, order="oldest"))


def held(cast_: Cast) -> Scene:
    """The meeting of September: papers sent, held, minuted, concluded; its points are directives."""
    yield sep(4)
    by, number = cast_.department, _meetings()[0].id
    operations.settle(number, by=by, on=sep(4))
    taken(cast_, number, Did(sep(4), by, "send_papers", {"channel": "Hệ thống quản lý văn bản"}))
    yield sep(10)
    committee = standing.committee_on(UNIT, _HELD)
    assert committee is not None
    present = [one for one in committee.members if one.body != "finance"]
    away = next(one for one in committee.members if one.body == "finance")
    view = {"member": away.key, "content": "Thống nhất; đề nghị bố trí kinh phí cưỡng chế từ tháng 10."}
    taken(cast_, number, Did(sep(10), by, "written_view", view))
    yield _HELD
    present_keys = [one.key for one in present]
    taken(cast_, number, Did(_HELD, by, "hold", {"present": present_keys, "guests": ["procuracy", "court"]}))
    minutes = "Họp từ 14 giờ. Các thành viên thống nhất phương án của từng mục; Công an tỉnh đề nghị báo sớm."
    taken(cast_, number, Did(_HELD, by, "minutes", {"content": minutes}))
    for point in _points(cast_):
        taken(cast_, number, Did(_HELD, by, "point", point))
    yield sep(15)
    taken(cast_, number, Did(sep(15), by_name("banchidao"), "decide"))
    taken(cast_, number, Did(sep(15), by, "conclude", {"content": _conclusion(number)}))
    yield from _directives(cast_, number)


def _conclusion(number: int) -> str:
    return conclusion_text(load([number])[number])


def _points(cast_: Cast) -> list[dict[str, object]]:
    (row, *_) = cast_.rows(cast_.officer, ("in_progress",), before=_HELD)
    return [
        {
            "content": "Đôn đốc, lập danh sách yêu cầu phối hợp quá hạn gửi từng cơ quan",
            "owner_body": "agency",
            "owner_officer": cast_.office_head.officer,
            "deliverable": "Công văn đã phát hành",
            "due": sep(26),
            "evidence": "paper",
        },
        {
            "content": "Trả lời các yêu cầu về tình trạng pháp lý thửa đất còn tồn",
            "owner_body": "agriculture_environment",
            "deliverable": "Văn bản trả lời",
            "due": sep(24),
            "evidence": "paper",
        },
        {
            "content": "Phối hợp bảo vệ buổi cưỡng chế giao tài sản",
            "owner_body": "police_province",
            "matters": [str(row.id)],
            "deliverable": "Biên bản cưỡng chế",
            "due": "31/10/2025",
            "evidence": "act",
        },
        {
            "content": "Bố trí kinh phí bảo đảm cưỡng chế quý IV",
            "owner_body": "finance",
            "deliverable": "Văn bản thông báo dự toán",
            "due": "15/10/2025",
            "evidence": "paper",
        },
    ]


def _directives(cast_: Cast, meeting: int) -> Scene:
    """One closed on a paper that was issued, one overdue and reminded, the others wait."""
    yield sep(25)
    rows = within(EVERYTHING, Filters(kinds=("directive",)), sep(25), order="oldest")
    first, second = rows[0].id, rows[1].id
    report = {"result": "Đã gửi công văn đôn đốc tới từng cơ quan quá hạn."}
    taken(cast_, first, Did(sep(25), cast_.office_head, "report", report))
    taken(cast_, second, Did(sep(25), cast_.head, "remind", {"note": "Đã quá hạn một ngày; trả lời ngay."}))
    yield sep(26)
    number = next(
        one.number_text
        for one in papers.queue(EVERYTHING, ("issued",), limit=2_000).rows
        if one.kind == "CV-DON-DOC-PH" and one.issued_on and one.issued_on >= sep(15)
    )
    closed = {"evidence_kind": "paper", "evidence_paper": number}
    yield from followed(cast_, first, [Did(sep(26), by_name("banchidao"), "close", closed)])
    plan = {
        "sort": "drive_credit",
        "title": "Chuyên đề thi hành án tín dụng, ngân hàng quý IV",
        "owner_body": "agency",
        "deliverable": "Báo cáo chuyên đề",
        "due": "20/12/2025",
        "evidence": "figure",
    }
    opened("directive", plan, by=cast_.head, on=sep(26), office=OFFICE)


def coming(cast_: Cast) -> None:
    """The meeting of October, with the agenda that the record of today gives."""
    if len(_meetings()) == 1:
        said = {
            "title": "Phiên họp quý IV năm 2025",
            "form": "quarterly",
            "planned_on": _NEXT,
            "place": "Phòng họp số 2, Ủy ban nhân dân tỉnh",
        }
        operations.plan_meeting(said, by=cast_.department, on=TODAY)
    number = _meetings()[-1].id
    if not agendas.built(number):
        operations.build(number, by=cast_.department, on=TODAY)
    watching.propose(TODAY)
    if delay_papers.stated(number) is None:
        delay_papers.state_delays(number, by=cast_.department, on=TODAY)
