"""A request for information is an act on the matter and a request to another body: one act, not two.

Whoever performs «Yêu cầu cung cấp thông tin» has opened the request by it, under the same paper; whoever
performs «Nhận trả lời về thông tin» has answered it, or closed it where the body itself answered by its link.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from thihanh.coordination import requests
from thihanh.coordination.bodies import body
from thihanh.dossiers import operations, queries
from thihanh.dossiers.loading import load
from thihanh.dossiers.operations import New
from thihanh.law.notation import vn
from thihanh.matters.names import fold
from thihanh.matters.steps import StepRow
from thihanh.offices.queries import Viewer
from thihanh.procedures.said import flag, text

if TYPE_CHECKING:
    from thihanh.procedures.judging import Judged

_BODIES: Final = {
    "bank": "bank",
    "land": "land_registry",
    "registry": "security_registry",
    "tax": "tax",
    "insurance": "social_insurance",
    "employer": "employer",
    "commune": "ubnd_commune",
    "other": "other",
}
"""The bodies of the holders of information (law/parameters/lists.toml)."""
_DUTY: Final = "DL-23"
_SENT: Final = "verify_request_sent"
_LEAST: Final = 10


def sent(done: Sequence["Judged"], by: Viewer, on: date) -> None:
    """Open the request that each act has sent. Raises Refusal; a transaction is open."""
    news = [_new(one) for one in done]
    operations.open_as(news, actor=by.actor, unit=by.unit, on=on)


def answered(done: Sequence["Judged"], by: Viewer, on: date) -> None:
    """Answer the request that each act answers; one the body answered itself is closed."""
    for one in done:
        step = next((s for s in one.case.steps_of(_SENT) if str(s.id) == text(one.values, "request")), None)
        dossier_id = _request_of(one.case.id, step) if step else None
        if dossier_id is not None:
            _answer(dossier_id, one, by, on)


def _new(one: "Judged") -> New:
    case, values = one.case, one.values
    who, day = _body(text(values, "holder"), text(values, "counterpart")), case.day(values)
    content = text(values, "content")
    raw = {
        "body": who,
        "body_name": text(values, "counterpart") if body(who).place else "",
        "duty": _DUTY,
        "content": content if len(content) >= _LEAST else f"Cung cấp thông tin: {content}",
        "received_on": vn(day),
        "facts": "account_information" if flag(values, "account_information") else "",
        "on": vn(day),
    }
    paper = case.paper.id if case.paper else None
    return New(
        requests.CODE,
        raw,
        case.agency,
        case.office or case.agency,
        case.officer,
        matters=(case.id,),
        paper=paper,
    )


def _body(holder: str, name: str) -> str:
    """Who holds the information; a commune's police is told apart by its name."""
    if holder == "commune" and "cong an" in fold(name):
        return "police_commune"
    return _BODIES.get(holder, "other")


def _request_of(matter: int, sent_by: StepRow) -> int | None:
    """The request that a step of the matter opened; None for a step older than requests."""
    ids = queries.of_matters([matter], [requests.CODE]).get(matter, ())
    for dossier in load(ids).values():
        opening = dossier.steps[0]
        same_paper = sent_by.paper is not None and opening.paper_id == sent_by.paper
        named = opening.values.get("body_name") == sent_by.counterpart and opening.on == sent_by.on
        if same_paper or (sent_by.paper is None and named):
            return dossier.id
    return None


def _answer(dossier_id: int, one: "Judged", by: Viewer, on: date) -> None:
    dossier = operations.locked(dossier_id)
    day = vn(one.case.day(one.values))
    if dossier.state in requests.WAITING:
        refused = flag(one.values, "refused")
        raw = {"result": "refused" if refused else "agreed", "reason": text(one.values, "reason"), "on": day}
        operations.take_as(dossier, dossier.kind.step("answer"), raw, actor=by.actor, unit=by.unit, on=on)
    elif dossier.state == "answered":
        raw = {"use": "đã ghi vào việc", "on": day}
        operations.take_as(dossier, dossier.kind.step("close"), raw, actor=by.actor, unit=by.unit, on=on)
