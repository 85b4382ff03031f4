"""What heads do: powers, kin, leave, the loop of the watch-lists, publication, a template proposed."""

import io
from datetime import date

from docx import Document

from thihanh.cli.demo_people import OFFICE
from thihanh.cli.demonstration.cast import FIRST_DAY, TODAY, UNIT, Cast, by_code, sep
from thihanh.cli.demonstration.director import Scene
from thihanh.cli.demonstration.held_back import HeldBack
from thihanh.documents import template_versions
from thihanh.documents.rendering import delivered
from thihanh.documents.template_versions import Proposal
from thihanh.offices import operations as offices
from thihanh.offices.kinship import Person, declare_kin
from thihanh.offices.powers import ALL, NewPower, grant_many
from thihanh.offices.queries import reach
from thihanh.procedures.performing import perform
from thihanh.statistics.watch_loop import followed, month_to_report

_PLANNED_ON, _REPORTED_ON = FIRST_DAY, sep(4)
_PLANS = (
    ("cause:asset_not_seizable", "Đo vẽ lại thửa đất cùng văn phòng đăng ký, rồi kê biên"),
    ("cause:no_buyer", "Đăng lại thông báo bán đấu giá, giảm giá theo luật nếu không có người mua"),
    ("cause:authority_not_supporting", "Họp với Ban chỉ đạo, thống nhất ngày cưỡng chế"),
    ("cause:collateral_short", "Xác minh tài sản khác của người bảo lãnh tại ba xã"),
    ("cause:no_income", "Xác minh thu nhập tại nơi làm việc mới, đề nghị khấu trừ"),
)
_RESULTS = (
    "Đã đo vẽ xong, chờ bản trích đo",
    "Chưa có người đăng ký mua, đã giảm giá lần thứ nhất",
    "Đã họp, ấn định ngày trong tháng 10",
    "Đã xác minh tại hai xã, chưa thấy tài sản; xã thứ ba hẹn trả lời trong tháng",
    "Bảo hiểm xã hội đã trả lời nơi làm việc, đang lập hồ sơ khấu trừ",
)
_UNPLANNED = 13
"""One in so many watched matters has no plan yet."""
_OVER, _UNREPORTED = 2, 3
"""Of which plans one may be past its day, one report missing."""


def powers(cast_: Cast) -> Scene:
    """The deputy signs for the head, the department by order, the office head under an authority."""
    yield sep(3)
    by_order = ("CV-UY-THAC-XM", "TB-TAM-DUNG")
    for_office = ("QD-HOAN", "QD-TIEP-TUC", "QD-HOAN-TRA", "TB-BO-SUNG", "TB-TU-CHOI")
    deputy, department, office = (one.officer for one in (cast_.deputy, cast_.department, cast_.office_head))
    until = date(2025, 12, 31)
    grant_many(
        [
            NewPower(deputy, "assign", (ALL,), sep(3), None, "Thông báo phân công số 112 ngày 03/9/2025"),
            NewPower(department, "order", by_order, sep(3), None, "Quy chế làm việc năm 2025", "22.NV"),
            NewPower(
                department, "authorise", ("QD-UY-THAC",), sep(3), sep(12), "Ủy quyền số 113 ngày 03/9/2025"
            ),
            NewPower(
                office, "authorise", for_office, sep(3), until, "Ủy quyền số 114 ngày 03/9/2025", OFFICE
            ),
        ],
        by=cast_.head,
        on=sep(3),
    )  # fmt: skip


def people(cast_: Cast, held: HeldBack) -> Scene:
    """Two officers name kin: one is the debtor of a matter to be drawn, one only bears a debtor's name."""
    yield sep(4)
    officer, colleague = cast_.officer.officer, cast_.colleague.officer
    by = cast_.office_head.officer
    own = [row for one in held.beginnings for row in one.parties if one.office == OFFICE and row[7]]
    for row in own[1:2]:
        kin = Person(str(row[4]), str(row[6]), int(str(row[7])))
        declare_kin(officer=colleague, relation="sibling", person=kin, by=by, on=sep(4))
    for row in own[:1]:
        kin = Person(str(row[4]), "", None)
        declare_kin(officer=officer, relation="spouse_sibling", person=kin, by=by, on=sep(4))
    yield sep(29)
    offices.record_leave(
        officer=colleague,
        first_day=date(2025, 10, 6),
        last_day=date(2025, 10, 10),
        replacement=officer,
        reason="Nghỉ phép năm",
        by=by,
        on=sep(29),
    )


def watched(cast_: Cast) -> Scene:
    """Plans and monthly reports for nearly all watched matters; in every office some lines are missing."""
    yield _PLANNED_ON
    every = followed(UNIT, TODAY, reach=reach(cast_.head, "watchlist", "read", TODAY))
    planned: dict[tuple[str, int], list[int]] = {}
    for place, one in enumerate(sorted(every, key=lambda one: (one.row.office, one.row.matter_id))):
        if one.row.officer and place % _UNPLANNED != 0:
            planned.setdefault((one.row.officer, place % len(_PLANS)), []).append(one.row.matter_id)
    for (officer, way), matters in planned.items():
        cause, plan = _PLANS[way]
        until = sep(20) if way == _OVER and len(matters) == 1 else date(2025, 12, 15)
        said = {"on": _PLANNED_ON, "causes": cause, "plan": plan, "until": until}
        perform("watch_plan", matters, said, by=by_code(officer), on=_PLANNED_ON)
    yield _REPORTED_ON
    for (officer, way), matters in planned.items():
        told = matters[1:] if way == _UNREPORTED else matters
        if told:
            result = {"on": _REPORTED_ON, "period": month_to_report(TODAY), "result": _RESULTS[way]}
            perform("watch_report", told, result, by=by_code(officer), on=_REPORTED_ON)


def published(cast_: Cast) -> Scene:
    """The office's debtors without means stand on the public list; a few were forgotten."""
    yield sep(5)
    rows = [
        row
        for holder in (cast_.officer, cast_.colleague)
        for row in cast_.rows(holder, ("no_means", "separate_register"), before=sep(5))
    ]
    ids = [row.id for row in rows[4:]]
    if ids:
        perform(
            "publish", ids, {"on": sep(5), "commune": "UBND cấp xã nơi cư trú"}, by=cast_.clerk, on=sep(5)
        )


def template(cast_: Cast) -> Scene:
    """The department proposes a version of a template; a second person has still to approve it."""
    yield sep(26)
    document = Document(io.BytesIO(delivered("thong-bao")))
    document.core_properties.title = "Thông báo, bản đề xuất 2"
    document.paragraphs[-1].paragraph_format.keep_together = True
    kept = io.BytesIO()
    document.save(kept)
    note = "Giữ khối chữ ký không tách sang trang sau"
    new = Proposal("thong-bao", "thong-bao.docx", kept.getvalue(), note)
    template_versions.propose(new, by=cast_.department, on=sep(26))
