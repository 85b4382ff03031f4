"""How every story begins: a judgment, a decision signed and issued, an officer, a notice. Through pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.cast import BINH, LAN, THU, TRUONG
from tests.journeys.stage import Said, Stage

Row = Mapping[str, str]
ANH: Row = {"name": "Đỗ Văn Ánh", "birth_year": "1980", "address": "phường Bãi Cháy, Quảng Ninh"}
MAI: Row = {"name": "Lê Thị Mai", "birth_year": "1985", "address": "phường Hạ Long, Quảng Ninh"}


def debt(amount: str = "50.000.000", **more: str) -> Row:
    """An item that Ánh owes to Mai."""
    said = {"kind": "debt", "content": "Trả nợ gốc và lãi", "amount": amount}
    return {**said, "debtors": "1", "creditors": "2", **more}


def court_fee(amount: str, **more: str) -> Row:
    """An item that Ánh owes to the State."""
    return {"kind": "court_fee", "content": "Án phí sơ thẩm", "amount": amount, "debtors": "1", **more}


@dataclass(frozen=True)
class Judgment:
    """A judgment as the court sends it."""

    items: Sequence[Row]
    number: str = "21/2026/DS-ST"
    made_on: str = "05/06/2026"
    effective_on: str = "06/07/2026"
    kind: str = "civil"
    people: Sequence[Row] = field(default=(ANH, MAI))


def received(stage: Stage, judgment: Judgment, on: str) -> int:
    """The judgment comes by post and enters register 01."""
    stage.on(on)
    return stage.receives_judgment(
        THU,
        number=judgment.number,
        made_on=judgment.made_on,
        effective_on=judgment.effective_on,
        court="TAND khu vực 1",
        kind=judgment.kind,
        on=on,
        channel="court_post",
        people=judgment.people,
        items=judgment.items,
    )


def requested(stage: Stage, judgment: int, on: str, items: Sequence[str] = ("1",), **more: Said) -> int:
    """Mai asks in person and the request enters register 02."""
    return stage.receives_request(
        THU, judgment, on=on, received_on=on, channel="in_person", requester=MAI["name"],
        debtor=ANH["name"], items=items, **more,
    )  # fmt: skip


def decided(stage: Stage, where: str, on: str) -> int:
    """The decision that follows is proposed, and on a later day checked, signed and issued: the matter."""
    stage.proposes(THU, where)
    (paper,) = stage.waiting(TRUONG, "tat-ca", title="Quyết định thi hành án")
    stage.on(on)
    return stage.through(paper)


def in_hand(stage: Stage, matter: int, notice_on: str, *, sent: bool = True) -> int:
    """Bình gives the matter to Lan, who opens its file and hands the decision to Ánh; the matter.

    With ``sent`` the procuracy gets it too.
    """
    stage.does(BINH, matter, "assign", officer=LAN.code)
    stage.on(notice_on)
    stage.does(LAN, matter, "open_file")
    stage.serves(LAN, matter, ANH["name"], "in_person:delivered", notice_on)
    if sent:
        stage.serves(LAN, matter, "Viện kiểm sát", "in_person:delivered", notice_on)
    return matter


def on_request(stage: Stage, judgment: int, *, asked: str, decided_on: str, notice_on: str) -> int:
    """A matter on Mai's request for the first item, in Lan's hands, in the voluntary period."""
    stage.on(asked)
    request = requested(stage, judgment, asked)
    return in_hand(stage, decided(stage, f"yeu-cau/{request}", decided_on), notice_on)


def of_own_motion(
    stage: Stage, judgment: Judgment, *, came: str, decided_on: str, notice_on: str, sent: bool = True
) -> int:
    """A matter of the agency's own motion, in Lan's hands, in the voluntary period."""
    receipt = received(stage, judgment, came)
    return in_hand(stage, decided(stage, f"ban-an/{receipt}", decided_on), notice_on, sent=sent)
