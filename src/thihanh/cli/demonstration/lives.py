"""Matters in the middle of their lives: postponed, succeeded, exempted, verified, secured, ended."""

from datetime import date, timedelta
from typing import cast

from thihanh.cli.demonstration.cast import UNIT, Cast, by_code, sep
from thihanh.cli.demonstration.director import Scene
from thihanh.cli.demonstration.held_back import Ending, Person
from thihanh.cli.demonstration.scans import minutes_scan
from thihanh.cli.demonstration.serving import handed, mailed, refused, sent
from thihanh.matters import identity
from thihanh.matters.steps import steps_of
from thihanh.matters.whole import whole
from thihanh.offices import queries as offices
from thihanh.offices.queries import reach

_RUNNING = ("in_progress",)
_YOUNG_ENOUGH = date(2024, 11, 1)
"""Matters running only since are on no watch-list, so that a stop takes none off it."""
_NGHE_AN, _HAI_PHONG = "40", "31"


def ends(cast_: Cast, one: Ending) -> Scene:
    """What was held back of a matter, by the act that states it."""
    matter = cast_.matter(*one.key)
    cast_.used.add(matter)
    return {"done": _paid, "no_means": _without_means, "delegated": _delegated, "terminated": _terminated}[
        one.end
    ](cast_, one, matter)


def _paid(cast_: Cast, one: Ending, matter: int) -> Scene:
    holder = by_code(one.officer)
    yield one.on
    for row in one.money:
        paid = {"obligation": row[2], "amount": row[5], "voucher": str(row[6])}
        cast_.does("collected", matter, paid, by=holder, on=one.on)
    cast_.does("done", matter, {}, by=holder, on=one.on)


def _without_means(cast_: Cast, one: Ending, matter: int) -> Scene:
    """Verified, decided without means, published; the later ones are still to be published."""
    holder = by_code(one.officer)
    seen = _before(one.on, 2)
    yield seen
    found = {
        "occasion": "new_information",
        "means": "direct",
        "place": "Công an và UBND phường nơi cư trú",
        "contents": "assets,income,residence",
        "content": "Người phải thi hành án không có tài sản, không có thu nhập ổn định; sống nhờ người thân.",
        "result": "ground_found",
        "ground_found": one.ground,
    }
    cast_.does("verify", matter, found, by=holder, on=seen)
    paper = cast_.proposes("no_means", matter, {"ground": one.ground}, by=holder, on=seen)
    yield from cast_.through([paper], (_before(one.on, 1), one.on), signer=cast_.deputy)
    following = one.on + timedelta(days=1)
    if one.on >= sep(25):
        yield following
        sent(paper, "debtor", following, by=holder)
        return
    handed(paper, "debtor", one.on, by=holder)
    if one.on < sep(20):
        yield following
        cast_.does("publish", matter, {"commune": "UBND phường Hồng Gai"}, by=cast_.clerk, on=following)


def _delegated(cast_: Cast, one: Ending, matter: int) -> Scene:
    holder = by_code(one.officer)
    said = {
        "extent": "whole",
        "counterpart": _NGHE_AN,
        "cause": "asset",
        "local_assets_handled": True,
        "reason": "Người phải thi hành án không có tài sản tại Quảng Ninh, có nhà, đất tại tỉnh Nghệ An",
    }
    ready = _before(one.on, 2)
    yield ready
    paper = cast_.proposes("delegate", matter, said, by=holder, on=ready)
    yield from cast_.through([paper], (_before(one.on, 1), one.on), signer=cast_.deputy)
    yield one.on + timedelta(days=7)
    mailed(paper, "debtor", (one.on, one.on + timedelta(days=3)), by=holder)


def _terminated(cast_: Cast, one: Ending, matter: int) -> Scene:
    """First the smaller of two obligations, then the rest."""
    holder = by_code(one.officer)
    ready, part_on = _before(one.on, 4), _before(one.on, 3)
    smaller = min(one.money, key=lambda row: cast("int", row[5]))[2]
    grounds = {"ground": "C-2", "document_on": ready}
    yield ready
    part = {
        **grounds,
        "obligations": str(smaller),
        "reason": "Nghĩa vụ này không chuyển giao cho người thừa kế",
    }
    paper = cast_.proposes("terminate_part", matter, part, by=holder, on=ready)
    yield from cast_.through([paper], (ready, part_on))
    whole_on = _before(one.on, 1)
    yield whole_on
    handed(paper, "debtor", whole_on, by=holder)
    rest = {**grounds, "extent": "whole", "reason": "Người phải thi hành án chết, không để lại tài sản"}
    paper = cast_.proposes("terminate", matter, rest, by=holder, on=whole_on)
    yield from cast_.through([paper], (whole_on, one.on))


def _before(day: date, days: int) -> date:
    """So many days worked before."""
    while days:
        day -= timedelta(days=1)
        days -= day.weekday() < 5
    return day


# The middle of life.


def postponed(cast_: Cast) -> Scene:
    """Postponed because the parties agreed, then resumed when the time was over; the agreement is scanned."""
    said = {
        "extent": "whole",
        "ground": "H-c",
        "document_on": sep(3),
        "basis": "agreement",
        "until": sep(19),
        "reason": "Các bên thỏa thuận để người phải thi hành án bán xe trả nợ",
    }
    over = {"ended_on": sep(20), "why": "time_over", "reason": "Hết thời hạn hoãn các bên thỏa thuận"}
    yield sep(3)
    rows = [
        row
        for holder in (cast_.officer, cast_.colleague)
        for row in cast_.rows(holder, _RUNNING, before=sep(1), kind="on_request")
        if row.stage_since >= _YOUNG_ENOUGH
    ]
    for row in rows[:1]:
        holder = by_code(row.officer)
        cast_.used.add(row.id)
        minutes_scan(row.id, "Biên bản thỏa thuận hoãn thi hành án", sep(3), by=holder)
        paper = cast_.proposes("postpone", row.id, said, by=holder, on=sep(3))
        yield from cast_.through([paper], (sep(4), sep(5)), signer=cast_.office_head)
        yield sep(8)
        handed(paper, "debtor", sep(8), by=holder)
        handed(paper, "creditor", sep(8), by=holder)
        yield sep(22)
        paper = cast_.proposes("resume", row.id, over, by=holder, on=sep(22))
        yield from cast_.through([paper], (sep(22), sep(23)), signer=cast_.office_head)
        yield sep(24)
        handed(paper, "debtor", sep(24), by=holder)


def succeeded(cast_: Cast, heir: Person, merged_on: date | None = None) -> Scene:
    """The creditor died; his heir, of no number yet, bears the name and year of a debtor of the office.

    Where ``merged_on`` is given the office has looked: they are one person.
    """
    rows = [
        row
        for holder in (cast_.officer, cast_.colleague)
        for row in cast_.rows(holder, ("in_progress", "no_means"), before=sep(1), kind="on_request")
        if "Công ty" not in row.creditor and "Ngân hàng" not in row.creditor
    ]
    said = {
        "former_party": "2",
        "cause": "death",
        "document_on": sep(8),
        "new_party": f"{heir.name} | | {heir.birth_year} | Tổ 8, phường Cao Xanh, Quảng Ninh",
        "successor_kind": "person",
        "heirs_agreed": True,
        "reason": "Người được thi hành án chết, người thừa kế có văn bản thống nhất",
    }
    yield sep(9)
    for row in rows:
        holder = by_code(row.officer)
        if row.id in cast_.used or not cast_.choose("succeed", [row], said, by=holder, on=sep(9)):
            continue
        paper = cast_.proposes("succeed", row.id, said, by=holder, on=sep(9))
        yield from cast_.through([paper], (sep(11), sep(12)))
        yield sep(15)
        handed(paper, "creditor", sep(15), by=holder)
        refused(paper, "debtor", sep(15), by=holder)
        break
    if merged_on is not None:
        yield merged_on
        _recorded_as_one(cast_, heir, merged_on)


def _recorded_as_one(cast_: Cast, heir: Person, on: date) -> None:
    by = cast_.office_head
    for pair in identity.candidates(reach(by, "person", "match", on)):
        if pair.one.name == heir.name:
            identity.merge(
                reach=reach(by, "person", "merge", on),
                one=pair.one.person_id,
                other=pair.other.person_id,
                agency=UNIT,
                reason="Đã xem căn cước của người thừa kế: cùng một người",
                by=by.actor,
                on=on,
            )


def exempted(cast_: Cast) -> Scene:
    """Verified anew, then a dossier for the court with the procuracy's view."""
    filed = {
        "obligation": "1",
        "counterpart": "Tòa án nhân dân khu vực 1 – Quảng Ninh",
        "reason": "Người phải thi hành án già yếu, không có tài sản, thu nhập",
    }
    rows = [
        row
        for holder in (cast_.officer, cast_.colleague)
        for row in cast_.rows(holder, ("no_means",), before=sep(1), kind="ex_officio")
        if row.outstanding < 2_000_000 and row.collected == 0 and row.decided_on < date(2020, 9, 1)
    ]
    yield sep(8)
    again = {
        "occasion": "periodic",
        "means": "direct",
        "contents": "assets,income",
        "content": "Không có tài sản, thu nhập; được địa phương xác nhận thuộc hộ nghèo.",
        "result": "unchanged",
    }
    stated = whole([row.id for row in rows])
    fees = [row for row in rows if [one.kind for one in stated[row.id].obligations] == ["court_fee"]]
    for row in fees[:1]:
        holder = by_code(row.officer)
        cast_.used.add(row.id)
        cast_.does("verify", row.id, again, by=holder, on=sep(8))
        yield sep(15)
        paper = cast_.proposes("exemption_file", row.id, filed, by=holder, on=sep(15))
        yield from cast_.through([paper], (sep(17), sep(18)))
        yield sep(24)
        cast_.does("exemption_view", row.id, {"agrees": True}, by=holder, on=sep(24))
        yield sep(29)
        sent = {"papers": "proposal,copies,verification,proof,procuracy_view"}
        cast_.does("exemption_sent", row.id, sent, by=holder, on=sep(29))


def inquired(cast_: Cast) -> Scene:
    """Information asked of others: one answer came, one is overdue, one still has time."""
    rows = cast_.rows(cast_.officer, _RUNNING, before=sep(1))
    base = {"party": "1", "contents": "assets,income"}
    asked = [
        (
            "land",
            "Văn phòng đăng ký đất đai tỉnh Quảng Ninh",
            "Thông tin nhà, đất đứng tên người phải thi hành án",
        ),
        ("insurance", "Bảo hiểm xã hội tỉnh Quảng Ninh", "Việc đóng bảo hiểm xã hội và nơi làm việc"),
        ("registry", "Phòng Cảnh sát giao thông", "Phương tiện đăng ký tên người phải thi hành án"),
    ]
    yield sep(4)
    letters = [
        {**base, "holder": holder, "counterpart": name, "content": content} for holder, name, content in asked
    ]
    matters = cast_.choose("verify_request_sent", rows, letters[0], by=cast_.officer, on=sep(4), most=3)
    for matter, letter, on in zip(matters, letters, (sep(4), sep(11), sep(26)), strict=False):
        yield on
        cast_.does("verify_request_sent", matter, letter, by=cast_.officer, on=on)
    yield sep(26)
    if len(matters) > 1:
        (sent,) = (step for step in steps_of([matters[1]])[matters[1]] if step.code == "verify_request_sent")
        cast_.does("verify_answer", matters[1], {"request": str(sent.id)}, by=cast_.officer, on=sep(26))


def asked_elsewhere(cast_: Cast) -> Scene:
    """The department has a matter verified by the agency of another province; its head signs by order."""
    yield sep(26)
    said = {"counterpart": _HAI_PHONG, "contents": "assets", "real_estate_or_registered": True}
    for one in offices.officers(cast_.department.unit, sep(26))[:1]:
        holder = by_code(one.code)
        rows = cast_.rows(holder, _RUNNING, before=sep(1))
        for matter in cast_.choose("verify_delegated", rows, said, by=holder, on=sep(26)):
            paper = cast_.proposes("verify_delegated", matter, said, by=holder, on=sep(26))
            yield from cast_.through([paper], (sep(26), sep(29)), signer=cast_.department)


def secured(cast_: Cast) -> Scene:
    """An account frozen, and a settlement written down."""
    rows = cast_.rows(cast_.officer, _RUNNING, before=sep(1), kind="on_request")
    frozen = {"measure": "freeze", "cause": "request", "reason": "Có dấu hiệu rút tiền khỏi tài khoản"}
    agreed = {"content": "Trả làm ba lần trong ba tháng, mỗi tháng một phần ba", "until": date(2025, 12, 31)}
    yield sep(22)
    for matter in cast_.choose("secure", rows, frozen, by=cast_.officer, on=sep(22)):
        paper = cast_.does("secure", matter, frozen, by=cast_.officer, on=sep(22)).paper
        yield sep(23)
        if paper is not None:
            mailed(paper, "debtor", (sep(23), sep(23)), by=cast_.officer)
    for matter in cast_.choose("settlement", rows, agreed, by=cast_.officer, on=sep(23)):
        cast_.does("settlement", matter, agreed, by=cast_.officer, on=sep(23))
        minutes_scan(matter, "Giấy tờ kèm biên bản thỏa thuận", sep(23), by=cast_.officer)


def confirmed(cast_: Cast, one: Ending) -> Scene:
    """Who has paid asks for a paper that says so."""
    yield sep(19)
    matter = cast_.matter(*one.key)
    cast_.does("confirmation_requested", matter, {"party": "1"}, by=by_code(one.officer), on=sep(19))
    said = {"content": "Người phải thi hành án đã nộp đủ số tiền phải thi hành theo bản án"}
    paper = cast_.proposes("confirm_result", matter, said, by=by_code(one.officer), on=sep(19))
    yield from cast_.through([paper], (sep(22), sep(23)), signer=cast_.deputy)
