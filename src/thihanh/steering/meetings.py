"""Meetings of the Steering Committee: planned, agenda, papers, written views, held, minutes, conclusion."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from thihanh.deadlines import Calendar
from thihanh.deadlines.calendar import ORIGIN, index, spelled
from thihanh.dossiers.kinds import Asked, Clock, Field, Kind, Step, Value, Values
from thihanh.dossiers.life import Dossier
from thihanh.law.notation import vn
from thihanh.matters.asking import Choice, Refusal
from thihanh.offices.queries import agency_of
from thihanh.steering import agendas, standing
from thihanh.steering.committee import VOTING, Committee, Member
from thihanh.steering.conclusions import (
    POINT_FIELDS,
    check_conclusion,
    check_point,
    check_points,
    conclusion,
    directives_of,
    point_choices,
)

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


def _agenda_digest(dossier: Dossier | None) -> Value:
    return agendas.digest_now(dossier.id) if dossier else None


def papers_day(committee: Committee, held: date, calendar: Calendar) -> date | None:
    """The last day for papers by the committee's own rules; None where they name no number of days."""
    if not committee.papers_days:
        return None
    return date.fromordinal(calendar.subtract_working(index(held), committee.papers_days) + ORIGIN)


def papers_reasons(committee: Committee, held: date, calendar: Calendar) -> tuple[str, ...]:
    """How the day of the committee's own rules was counted, a sentence each; () where they name none."""
    days = committee.papers_days
    if not days:
        return ()
    counted = [
        date.fromordinal(calendar.subtract_working(index(held), one) + ORIGIN) for one in range(1, days + 1)
    ]
    return (
        f"Quy chế làm việc {committee.rules}: gửi tài liệu trước ngày họp {days} ngày làm việc.",
        f"Họp ngày {spelled(held)}; đếm lùi, bỏ ngày nghỉ: {', '.join(f'{one:%d/%m}' for one in counted)}.",
        f"Ngày cuối: {spelled(counted[-1])}.",
    )


def _check_opening(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """A committee stands; the day for papers is said where its rules set one."""
    _check_plan(dossier, values, asked)
    committee = standing.committee_on(agency_of(asked.unit), asked.on)
    if committee is None:
        raise Refusal(
            "state", "chưa ghi quyết định thành lập Ban Chỉ đạo; ghi thành lập trước khi lập kỳ họp."
        )
    _check_papers(committee, values, asked)


def _check_move(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """The day for papers moves with the meeting."""
    assert dossier is not None
    _check_plan(dossier, values, asked)
    if committee := standing.committee_on(dossier.agency, asked.on):
        _check_papers(committee, values, asked)


def _check_papers(committee: Committee, values: Values, asked: Asked) -> None:
    held = values["planned_on"]
    last = papers_day(committee, held, asked.calendar) if isinstance(held, date) else None
    if last and values.get("papers_on") != last:
        raise Refusal(
            "law",
            f"quy chế {committee.rules} gửi tài liệu trước {committee.papers_days} ngày làm việc; "
            f"ghi ngày cuối là {vn(last)}.",
            PAPERS_ON,
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


_PREPARED = frozenset({"planned"})
_READY = frozenset({"agenda", "sent"})
_CONCLUDING = frozenset({"held", "minuted"})
_BEFORE_HELD = frozenset({"planned", "agenda", "sent"})
PAPERS_ON: Final = "papers_on"
_PAPERS_ON: Final = Field(
    PAPERS_ON,
    "Ngày cuối gửi tài liệu theo quy chế",
    "date",
    required=False,
    hint="Chỉ ghi khi quy chế làm việc ấn định khác 03 ngày làm việc",
)
MEETING: Final = Kind(
    code=CODE,
    label="Kỳ họp Ban Chỉ đạo",
    object="committee",
    prefix="HOP",
    group="steering",
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
                _PAPERS_ON,
            ),
            check=_check_opening,
        ),
        Step(
            "move",
            "Đổi ngày họp",
            "đổi ngày",
            after=_BEFORE_HELD,
            right="prepare",
            fields=(
                Field("planned_on", "Ngày họp mới", "date"),
                _PAPERS_ON,
                Field("reason", "Lý do", "text"),
            ),
            check=_check_move,
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
            fields=POINT_FIELDS,
            check=check_point,
        ),
        Step(
            "strike",
            "Bỏ điểm kết luận",
            "bỏ điểm kết luận",
            after=_CONCLUDING,
            right="prepare",
            fields=(
                Field("point", "Điểm", "choice", choices=point_choices),
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
            check=check_points,
        ),
        Step(
            "conclude",
            "Thông báo kết luận",
            "ban hành kết luận",
            after=frozenset({"minuted", "decided"}),
            to="concluded",
            right="prepare",
            fields=(Field("content", "Các điểm kết luận", "long", default=conclusion, longest=20_000),),
            check=check_conclusion,
            opens=directives_of,
            paper=NOTICE,
            signer="head",
            article="J05 Đ.9; D152 Đ.104",
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
            due=PAPERS_ON,
            act="Gửi tài liệu họp theo quy chế làm việc",
            starts=("plan", "move"),
            met=("send_papers",),
            needs=(PAPERS_ON,),
        ),
    ),
)
