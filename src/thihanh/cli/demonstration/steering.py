"""What heads do: powers, kin, leave, the loop of the watch-lists, publication, a template proposed."""

import io
from collections.abc import Sequence
from datetime import date
from itertools import groupby

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
from thihanh.statistics.watch_loop import Followed, followed, month_to_report

_PLANNED_ON, _REPORTED_ON = FIRST_DAY, sep(4)
_MOST_FOLLOWED = 30
_PLANS = (
    ("cause:asset_not_seizable", "Đo vẽ lại thửa đất cùng văn phòng đăng ký, rồi kê biên"),
    ("cause:no_buyer", "Đăng lại thông báo bán đấu giá, giảm giá theo luật nếu không có người mua"),
    ("cause:authority_not_supporting", "Họp với Ban chỉ đạo, thống nhất ngày cưỡng chế"),
    ("cause:collateral_short", "Xác minh tài sản khác của người bảo lãnh tại ba xã"),
)
_RESULTS = (
    "Đã đo vẽ xong, chờ bản trích đo",
    "Chưa có người đăng ký mua, đã giảm giá lần thứ nhất",
    "Đã họp, ấn định ngày trong tháng 10",
)


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
    """Plans and monthly reports for some of the watched matters; others lack them."""
    yield _PLANNED_ON
    rows = _to_follow(cast_)
    for place, row in enumerate(rows):
        cause, plan = _PLANS[place % len(_PLANS)]
        until = sep(20) if place % 7 == 3 else date(2025, 12, 15)
        said = {"causes": cause, "plan": plan, "until": until}
        cast_.does("watch_plan", row.row.matter_id, said, by=by_code(row.row.officer), on=_PLANNED_ON)
    yield _REPORTED_ON
    for place, row in enumerate(rows):
        if place % 3 != 2:
            said = {"period": month_to_report(TODAY), "result": _RESULTS[place % len(_RESULTS)]}
            cast_.does("watch_report", row.row.matter_id, said, by=by_code(row.row.officer), on=_REPORTED_ON)


def _to_follow(cast_: Cast) -> Sequence[Followed]:
    """Of every office some of its watched matters, of the shown office most."""
    found = followed(UNIT, TODAY, reach=reach(cast_.head, "watchlist", "read", TODAY))
    held = sorted((row for row in found if row.row.officer), key=lambda row: row.row.office)
    by_office = {code: list(rows) for code, rows in groupby(held, key=lambda row: row.row.office)}
    own = by_office.pop(OFFICE, [])
    others = [row for rows in by_office.values() for row in rows[: max(1, len(rows) // 3)]]
    return (own[: max(1, len(own) * 3 // 4)] + others)[:_MOST_FOLLOWED]


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
