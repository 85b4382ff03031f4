"""Meetings of the Steering Committee: planned, agenda, papers, written views, held, minutes, conclusion."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from thihanh.deadlines import Calendar
from thihanh.deadlines.calendar import ORIGIN, index
from thihanh.dossiers.kinds import Asked, Choice, Clock, Field, Kind, Refusal, Step, Value, Values
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.operations import New
from thihanh.law.notation import vn
from thihanh.offices.queries import agency_of, posts_of
from thihanh.steering import agendas, standing
from thihanh.steering.committee import VOTING, Committee, Member
from thihanh.steering.directives import CODE as DIRECTIVE_CODE
from thihanh.steering.directives import EVIDENCE
from thihanh.steering.owners import owner_name, owners

CODE: Final = "meeting"
FORMS: Final = (Choice("quarterly", "định kỳ hằng quý"), Choice("ad_hoc", "đột xuất"))
FORM_LABELS: Final = {one.code: one.label for one in FORMS}
GUESTS: Final = (
    Choice("procuracy", "Viện kiểm sát nhân dân"),
    Choice("front", "Ủy ban Mặt trận Tổ quốc"),
    Choice("court", "Tòa án nhân dân"),
)
NOTICE: Final = "TB-KET-LUAN"
"""The kind of paper that announces the conclusion."""
_SHORTEST_REASON: Final = 10


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


def planned_on(meeting: Dossier) -> date:
    """The day it is to be held, as said last."""
    day = meeting.last("planned_on")
    assert isinstance(day, date)
    return day


def absent(meeting: Dossier, members: Sequence[Member]) -> tuple[tuple[Member, bool], ...]:
    """Voting members who did not come, and whether each sent a written view."""
    held = meeting.taken("hold")
    came = held[-1].values.get("present") if held else ()
    present = set(came) if isinstance(came, tuple) else set()
    sent = {step.values.get("member") for step in meeting.taken("written_view")}
    return tuple(
        (one, one.key in sent) for one in members if one.post in VOTING and held and one.key not in present
    )


def _members(dossier: Dossier | None) -> Sequence[Choice]:
    if dossier is None:
        return ()
    found = standing.committee_on(dossier.agency, planned_on(dossier))
    return [Choice(one.key, f"{one.post_label}: {one.person}") for one in found.members] if found else ()


def _points(dossier: Dossier | None) -> Sequence[Choice]:
    return (
        [Choice(str(one.step), f"{one.no}. {one.content[:80]}") for one in points_of(dossier)]
        if dossier
        else ()
    )


def _agenda_digest(dossier: Dossier | None) -> Value:
    return agendas.digest_now(dossier.id) if dossier else None


def papers_day(committee: Committee, held: date, calendar: Calendar) -> date | None:
    """The last day for papers by the committee's own rules; None where they name no number of days."""
    if not committee.papers_days:
        return None
    return date.fromordinal(calendar.subtract_working(index(held), committee.papers_days) + ORIGIN)


def _check_opening(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """A committee stands; the day for papers is said where its rules set one."""
    _check_plan(dossier, values, asked)
    committee = standing.committee_on(agency_of(asked.unit), asked.on)
    if committee is None:
        raise Refusal(
            "state", "chưa ghi quyết định thành lập Ban Chỉ đạo; ghi thành lập trước khi lập kỳ họp."
        )
    held = values["planned_on"]
    last = papers_day(committee, held, asked.calendar) if isinstance(held, date) else None
    if last and values.get("papers_on") != last:
        raise Refusal(
            "law",
            f"quy chế {committee.rules} gửi tài liệu trước {committee.papers_days} ngày làm việc; "
            f"ghi ngày cuối là {vn(last)}.",
            "papers_on",
        )


def _check_plan(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    day = values["planned_on"]
    if isinstance(day, date) and day < asked.on:
        raise Refusal(
            "input", f"ngày họp {vn(day)} trước ngày ghi {vn(asked.on)}; ghi lại ngày họp.", "planned_on"
        )


def _check_agenda(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    assert dossier is not None
    now = agendas.digest_now(dossier.id)
    if not now:
        raise Refusal("state", "chương trình chưa được dựng; dựng chương trình trên trang kỳ họp rồi chốt.")
    if values.get("digest") != now:
        raise Refusal(
            "input", "chương trình đã đổi sau khi mở biểu này; xem lại chương trình rồi chốt.", "digest"
        )


def _check_reason(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    if len(str(values["reason"])) < _SHORTEST_REASON:
        raise Refusal("input", f"lý do cần ít nhất {_SHORTEST_REASON} ký tự. Ghi rõ hơn.", "reason")


def _check_point(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    due = values["due"]
    if isinstance(due, date) and due <= asked.on:
        raise Refusal("input", f"hạn {vn(due)} phải sau ngày ghi {vn(asked.on)}; ghi lại hạn.", "due")
    if values["evidence"] == "act" and not values.get("matters"):
        raise Refusal(
            "input", "chứng cứ là tác nghiệp thì điểm kết luận phải gắn với ít nhất một việc.", "matters"
        )


def _check_points(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    points = points_of(dossier) if dossier else ()
    if not points:
        raise Refusal("state", "kết luận chưa có điểm nào; ghi ít nhất một điểm: ai, việc gì, hạn nào.")
    for one in points:
        if one.due < asked.on:
            raise Refusal(
                "state", f"hạn {vn(one.due)} của điểm {one.no} đã qua; bỏ điểm đó và ghi lại với hạn mới."
            )


def _conclusion(dossier: Dossier | None) -> Value:
    return conclusion_text(dossier) if dossier else ""


def _check_conclusion(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """What is signed is what was noted: a point changed after the draft stops the paper."""
    _check_points(dossier, values, asked)
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


def _directives(meeting: Dossier, values: Values, day: date) -> Sequence[New]:
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


_PREPARED = frozenset({"planned"})
_READY = frozenset({"agenda", "sent"})
_CONCLUDING = frozenset({"held", "minuted"})
_BEFORE_HELD = frozenset({"planned", "agenda", "sent"})
_POINT_FIELDS = (
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

MEETING: Final = Kind(
    code=CODE,
    label="Kỳ họp Ban Chỉ đạo",
    object="committee",
    prefix="HOP",
    from_matter=False,
    states={
        "planned": "đang chuẩn bị",
        "agenda": "đã chốt chương trình",
        "sent": "đã gửi tài liệu",
        "held": "đã họp",
        "minuted": "đã có biên bản",
        "decided": "đã thông qua kết luận",
        "concluded": "đã ban hành kết luận",
        "cancelled": "hủy",
    },
    ended=frozenset({"concluded", "cancelled"}),
    article="J05 Đ.9",
    title=lambda values: str(values["title"]),
    tags=lambda values: (FORM_LABELS[str(values["form"])],),
    steps=(
        Step(
            "plan",
            "Lập kỳ họp",
            "lập",
            to="planned",
            right="prepare",
            fields=(
                Field("title", "Kỳ họp", "text", hint="Ví dụ: Phiên họp quý III năm 2025"),
                Field("form", "Hình thức", "choice", choices=FORMS),
                Field("planned_on", "Ngày họp", "date"),
                Field("place", "Địa điểm", "text", required=False),
                Field(
                    "papers_on",
                    "Ngày cuối gửi tài liệu theo quy chế",
                    "date",
                    required=False,
                    hint="Chỉ ghi khi quy chế làm việc ấn định khác 03 ngày làm việc",
                ),
            ),
            check=_check_opening,
        ),
        Step(
            "move",
            "Đổi ngày họp",
            "đổi ngày",
            after=_BEFORE_HELD,
            right="prepare",
            fields=(Field("planned_on", "Ngày họp mới", "date"), Field("reason", "Lý do", "text")),
            check=_check_plan,
        ),
        Step(
            "agenda",
            "Chốt chương trình họp",
            "chốt chương trình",
            after=_PREPARED,
            to="agenda",
            right="prepare",
            fields=(
                Field("digest", "Dấu vân tay chương trình", "text", required=False, default=_agenda_digest),
            ),
            check=_check_agenda,
        ),
        Step(
            "reopen",
            "Mở lại chương trình",
            "mở lại chương trình",
            after=_READY,
            to="planned",
            right="prepare",
            fields=(Field("reason", "Lý do", "text"),),
            check=_check_reason,
        ),
        Step(
            "send_papers",
            "Gửi tài liệu họp",
            "gửi tài liệu",
            after=frozenset({"agenda"}),
            to="sent",
            right="prepare",
            fields=(
                Field("channel", "Cách gửi", "text"),
                Field("files", "Tài liệu", "files", required=False),
            ),
            article="J05 Đ.9",
        ),
        Step(
            "written_view",
            "Ý kiến bằng văn bản",
            "ghi ý kiến",
            after=_READY | _CONCLUDING,
            right="prepare",
            fields=(
                Field("member", "Thành viên", "choice", choices=_members),
                Field("content", "Ý kiến", "long"),
                Field("files", "Văn bản", "files", required=False),
            ),
            article="J05 Đ.9",
            outside=True,
        ),
        Step(
            "hold",
            "Ghi phiên họp",
            "ghi phiên họp",
            after=_READY,
            to="held",
            right="prepare",
            fields=(
                Field("present", "Thành viên có mặt", "many", choices=_members),
                Field("guests", "Cơ quan mời dự", "many", required=False, choices=GUESTS),
                Field("others", "Người dự khác", "text", required=False),
            ),
            article="J05 Đ.9",
        ),
        Step(
            "minutes",
            "Biên bản phiên họp",
            "ghi biên bản",
            after=frozenset({"held"}),
            to="minuted",
            right="prepare",
            fields=(
                Field("content", "Diễn biến, ý kiến", "long", longest=20_000),
                Field("files", "Biên bản (bản quét)", "files", required=False),
            ),
        ),
        Step(
            "point",
            "Điểm kết luận",
            "ghi điểm kết luận",
            after=_CONCLUDING,
            right="prepare",
            fields=_POINT_FIELDS,
            check=_check_point,
        ),
        Step(
            "strike",
            "Bỏ điểm kết luận",
            "bỏ điểm kết luận",
            after=_CONCLUDING,
            right="prepare",
            fields=(
                Field("point", "Điểm", "choice", choices=_points),
                Field("reason", "Lý do", "text"),
            ),
            check=_check_reason,
        ),
        Step(
            "decide",
            "Trưởng ban thông qua kết luận",
            "thông qua kết luận",
            after=frozenset({"minuted"}),
            to="decided",
            right="decide",
            fields=(Field("note", "Ý kiến", "text", required=False),),
            check=_check_points,
        ),
        Step(
            "conclude",
            "Thông báo kết luận",
            "ban hành kết luận",
            after=frozenset({"minuted", "decided"}),
            to="concluded",
            right="prepare",
            fields=(Field("content", "Các điểm kết luận", "long", default=_conclusion, longest=20_000),),
            check=_check_conclusion,
            opens=_directives,
            paper=NOTICE,
            signer="head",
            article="D152 Đ.104",
        ),
        Step(
            "cancel",
            "Hủy kỳ họp",
            "hủy",
            after=_BEFORE_HELD,
            to="cancelled",
            right="prepare",
            fields=(Field("reason", "Lý do", "text"),),
            check=_check_reason,
        ),
    ),
    clocks=(
        Clock(
            rule="BCD-01",
            starts=("plan", "move"),
            met=("send_papers",),
            from_="planned_on",
            event=True,
        ),
        Clock(
            due="papers_on",
            act="Gửi tài liệu họp theo quy chế làm việc",
            starts=("plan",),
            met=("send_papers",),
            needs=("papers_on",),
        ),
    ),
)
