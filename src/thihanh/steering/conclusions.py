"""The conclusion of a meeting: its points, the words of its notice, the directives it opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from thihanh.dossiers.kinds import Asked, Field, Value, Values
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.operations import New
from thihanh.law.notation import vn
from thihanh.matters.asking import Choice, Refusal
from thihanh.offices.queries import posts_of
from thihanh.steering.directives import CODE as DIRECTIVE_CODE
from thihanh.steering.directives import EVIDENCE
from thihanh.steering.owners import owner_name, owners

POINT_FIELDS: Final = (
    Field("content", "Nội dung", "long"),
    Field("owner_body", "Cơ quan chủ trì", "body", choices=owners),
    Field("owner_body_name", "Tên cơ quan, nếu cần rõ hơn", "text", required=False),
    Field("owner_officer", "Người chủ trì (công chức của cơ quan)", "officer", required=False),
    Field("owner_person", "Người chủ trì (cơ quan khác)", "text", required=False, personal=True),
    Field("matters", "Việc liên quan", "matters", required=False),
    Field("deliverable", "Sản phẩm", "text"),
    Field("due", "Hạn", "date"),
    Field("evidence", "Chứng cứ phải có", "choice", choices=EVIDENCE),
)


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a conclusion: who does what by when, and what shows that it was done."""

    no: int
    step: int
    content: str
    owner_body: str
    owner_body_name: str
    owner_officer: str
    owner_person: str
    matters: tuple[int, ...]
    deliverable: str
    due: date
    evidence: str

    @property
    def owner(self) -> str:
        """The owner's name."""
        return owner_name(self.owner_body, self.owner_body_name)


def points_of(meeting: Dossier) -> tuple[Point, ...]:
    """The points that stand, in order; one struck out is no point."""
    struck = {str(step.values["point"]) for step in meeting.taken("strike")}
    standing_ = [step for step in meeting.taken("point") if str(step.id) not in struck]
    return tuple(_point(no, step.id, step.values) for no, step in enumerate(standing_, 1))


def _point(no: int, step: int, values: Values) -> Point:
    due, matters = values["due"], values.get("matters")
    assert isinstance(due, date)
    return Point(
        no=no,
        step=step,
        content=str(values["content"]),
        owner_body=str(values["owner_body"]),
        owner_body_name=str(values.get("owner_body_name") or ""),
        owner_officer=str(values.get("owner_officer") or ""),
        owner_person=str(values.get("owner_person") or ""),
        matters=tuple(int(one) for one in matters) if isinstance(matters, tuple) else (),
        deliverable=str(values["deliverable"]),
        due=due,
        evidence=str(values["evidence"]),
    )


def point_choices(dossier: Dossier | None) -> Sequence[Choice]:
    """The points that stand, for a form."""
    return (
        [Choice(str(one.step), f"{one.no}. {one.content[:80]}") for one in points_of(dossier)]
        if dossier
        else ()
    )


def check_point(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """Raises Refusal for a day gone by, or an act as evidence with no matter it could be on."""
    due = values["due"]
    if isinstance(due, date) and due <= asked.on:
        raise Refusal("input", f"hạn {vn(due)} phải sau ngày ghi {vn(asked.on)}; ghi lại hạn.", "due")
    if values["evidence"] == "act" and not values.get("matters"):
        raise Refusal(
            "input", "chứng cứ là tác nghiệp thì điểm kết luận phải gắn với ít nhất một việc.", "matters"
        )


def check_points(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """Raises Refusal where there is no point, or one whose day has gone by."""
    points = points_of(dossier) if dossier else ()
    if not points:
        raise Refusal("state", "kết luận chưa có điểm nào; ghi ít nhất một điểm: ai, việc gì, hạn nào.")
    for one in points:
        if one.due < asked.on:
            raise Refusal(
                "state", f"hạn {vn(one.due)} của điểm {one.no} đã qua; bỏ điểm đó và ghi lại với hạn mới."
            )


def conclusion(dossier: Dossier | None) -> Value:
    """What the form of the notice begins with."""
    return conclusion_text(dossier) if dossier else ""


def check_conclusion(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """What is signed is what was noted: a point changed after the draft stops the paper."""
    check_points(dossier, values, asked)
    assert dossier is not None
    if _lines(str(values["content"])) != _lines(conclusion_text(dossier)):
        raise Refusal(
            "state",
            "các điểm kết luận đã khác với thông báo đang trình; rút thông báo về, "
            "trình lại từ các điểm đã ghi.",
            "content",
        )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def conclusion_text(meeting: Dossier) -> str:
    """The points of a conclusion as its notice says them, a line each: who, what, by when, shown by what."""
    evidence = {one.code: one.label for one in EVIDENCE}
    lines = [
        f"{one.no}. {one.content.rstrip('.')}. Chủ trì: {owner_name(one.owner_body, one.owner_body_name)}. "
        f"Sản phẩm: {one.deliverable.rstrip('.')}. Hạn: {vn(one.due)}. "
        f"Xác nhận hoàn thành bằng {evidence[one.evidence]}."
        for one in points_of(meeting)
    ]
    return "\n".join(lines)


def directives_of(meeting: Dossier, values: Values, day: date) -> Sequence[New]:
    """Every point of an issued conclusion is a directive."""
    return [_directive(meeting, one, day) for one in points_of(meeting)]


def _directive(meeting: Dossier, point: Point, day: date) -> New:
    held = posts_of(point.owner_officer, day) if point.owner_officer else ()
    raw = {
        "sort": "task",
        "title": point.content,
        "owner_body": point.owner_body,
        "owner_body_name": point.owner_body_name,
        "owner_officer": point.owner_officer,
        "owner_person": point.owner_person,
        "matters": [str(one) for one in point.matters],
        "deliverable": point.deliverable,
        "due": point.due.isoformat(),
        "evidence": point.evidence,
        "point": str(point.no),
        "on": day.isoformat(),
    }
    return New(
        DIRECTIVE_CODE,
        raw,
        agency=meeting.agency,
        office=held[0].unit if held and "." in held[0].unit else "",
        officer=point.owner_officer,
        dossiers=(meeting.id,),
    )
