"""The signing queue: papers in every state, among them forty refunds that one head can sign at once."""

from datetime import date

from thihanh.cli.demonstration.cast import Cast, by_code, sep
from thihanh.cli.demonstration.director import Scene
from thihanh.documents import operations as papers
from thihanh.documents import queries
from thihanh.offices import queries as offices
from thihanh.procedures.performing import perform

_REFUND_OFFICE = "22.KV12"
_MOST_REFUNDS = 44
_RUNNING = ("in_progress",)
_CONSENT = {
    "extent": "whole",
    "ground": "H-c",
    "document_on": sep(23),
    "basis": "creditor",
    "until": date(2025, 11, 28),
    "reason": "Người được thi hành án đồng ý bằng văn bản",
}
_ILL = {
    "extent": "whole",
    "ground": "H-a",
    "document_on": sep(22),
    "reason": "Người phải thi hành án bị bệnh nặng, có xác nhận của bệnh viện cấp tỉnh",
}


def refunds(cast_: Cast) -> Scene:
    """Refund decisions of one office, drafted by its officers, checked, waiting for one signature."""
    yield sep(26)
    drafted: list[int] = []
    for officer in offices.officers(_REFUND_OFFICE, sep(26)):
        by = by_code(officer.code)
        rows = cast_.rows(by, ("in_progress", "no_means"), before=sep(1))
        chosen = cast_.choose("refund", rows, {}, by=by, on=sep(26), most=_MOST_REFUNDS - len(drafted))
        if chosen:
            drafted += [one.paper for one in perform("refund", chosen, {}, by=by, on=sep(26)) if one.paper]
    yield sep(29)
    if drafted:
        cast_.checks(drafted, sep(29))


def sent_back(cast_: Cast) -> Scene:
    """One paper returned with its reason, one returned and written anew, one recalled, one abandoned."""
    rows = cast_.rows(cast_.officer, _RUNNING, before=sep(1), kind="on_request")
    yield sep(23)
    matters = cast_.choose("postpone", rows, _CONSENT, by=cast_.officer, on=sep(23), most=4)
    drafted = [cast_.proposes("postpone", one, _CONSENT, by=cast_.officer, on=sep(23)) for one in matters]
    yield sep(24)
    reason = "Chưa đính kèm văn bản đồng ý của người được thi hành án; thời hạn hoãn chưa khớp văn bản"
    if drafted[:2]:
        papers.return_back(drafted[:2], by=cast_.examiner, on=sep(24), reason=reason)
    yield sep(25)
    for paper in drafted[1:2]:
        said = queries.content(paper)
        papers.revise(
            paper, title=said.title, values=said.values, inputs=said.inputs, by=cast_.officer, on=sep(25)
        )
    late = "Đương sự xin rút văn bản thỏa thuận"
    if drafted[2:]:
        papers.recall(drafted[2:], by=cast_.officer, on=sep(25), reason=late)
    if drafted[3:]:
        papers.abandon(drafted[3:], by=cast_.officer, on=sep(25), reason=late)


def waiting(cast_: Cast) -> Scene:
    """Papers to be checked, to be signed, and signed ones that the registry has still to issue."""
    rows = cast_.rows(cast_.officer, _RUNNING, before=sep(1)) + cast_.rows(
        cast_.colleague, _RUNNING, before=sep(1)
    )
    yield sep(25)
    drafted: list[int] = []
    for row in rows:
        if len(drafted) == 6:
            break
        by = by_code(row.officer)
        for matter in cast_.choose("postpone", [row], _ILL, by=by, on=sep(25)):
            drafted.append(cast_.proposes("postpone", matter, _ILL, by=by, on=sep(25)))
    yield sep(26)
    if drafted:
        cast_.checks(drafted[:4], sep(26))
    yield sep(29)
    if drafted:
        cast_.signs(drafted[:2], sep(29), by=cast_.deputy)
    banned = {"party": "1", "reason": "Có tài liệu cho thấy người phải thi hành án chuẩn bị xuất cảnh"}
    debtors = cast_.rows(cast_.officer, ("no_means", "in_progress"), before=sep(1), kind="on_request")
    for matter in cast_.choose("exit_ban", debtors, banned, by=cast_.officer, on=sep(29)):
        cast_.proposes("exit_ban", matter, banned, by=cast_.officer, on=sep(29))
