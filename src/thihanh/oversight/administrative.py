"""Administrative judgments that are monitored (THAHC): states HC-S1 to HC-S13, their steps and clocks.

The enforcement agency monitors and does not enforce; the obliged authority answers by the steps marked
``outside`` and none of them moves the state. Clocks HC-01 to HC-17 belong to a judgment; HC-18 is the report
of the whole agency. Law 93/2015 Đ.309-315, Decree 71/2016.
"""

from datetime import date
from typing import Final

from thihanh.dossiers.kinds import Clock, Kind, Step, Values
from thihanh.dossiers.life import Dossier
from thihanh.law.notation import vn
from thihanh.oversight import administrative_fields as ask
from thihanh.oversight.administrative_states import (
    DONE,
    LIVE,
    PERFORMABLE,
    STATES,
    VOLUNTARY,
    WITH_DECISION,
    leads,
)

CODE: Final = "administrative"
ANSWERS: Final = ("reported", "answered", "completion_reported")
"""What the obliged authority answers; the first two also by its link, and nothing else."""

_AFTER_NOTICE: Final = LIVE - {"received"}


def _opens(dossier: Dossier | None, values: Values) -> str:
    return "received" if values.get("has_content") else "no_content"


def _day(values: Values, name: str) -> str:
    day = values.get(name)
    return vn(day) if isinstance(day, date) else ""


def _title(values: Values) -> str:
    judgment = f"bản án, quyết định số {values.get('judgment')} ngày {_day(values, 'judgment_on')}"
    return f"{values.get('body_name')}: {judgment}"


def _tags(values: Values) -> tuple[str, ...]:
    own = [str(values.get("level") or "other")]
    own += ["interim_measure"] if values.get("interim_measure") else []
    return tuple(own)


_OURS: Final = (
    Step(
        "receive",
        "Tiếp nhận bản án",
        "tiếp nhận",
        to=_opens,
        fields=ask.RECEIVE,
        right="receive",
        check=ask.check_receive,
        article="D71 Đ.14.1",
    ),
    Step(
        "assign",
        "Phân công theo dõi",
        "phân công",
        after=LIVE,
        fields=ask.ASSIGN,
        right="assign",
        holder="monitor",
        article="D71 Đ.14.2",
    ),
    Step(
        "court_confirmed",
        "Xác nhận đã nhận bản án cho Tòa án",
        "xác nhận",
        after=LIVE,
        fields=ask.CONFIRMED,
        article="D71 Đ.14.1",
    ),
    Step(
        "notice",
        "Thông báo về việc tự nguyện thi hành án",
        "thông báo",
        after=frozenset({"received"}),
        to=leads("notice"),
        fields=ask.NOTICE,
        paper="TB-TU-NGUYEN-HC",
        signer="head",
        article="D71 Đ.14.2",
    ),
    Step(
        "delivered",
        "Cơ quan phải thi hành án đã nhận",
        "ghi ngày nhận",
        after=frozenset({"noticed"}),
        to=leads("delivered"),
        fields=ask.DELIVERED,
        check=ask.check_delivered,
        article="TTHC Đ.311.2b",
    ),
    Step(
        "voluntary_done",
        "Đã tự nguyện thi hành xong",
        "ghi thi hành xong",
        after=frozenset({"received", *VOLUNTARY}),
        to=leads("voluntary_done"),
        fields=ask.DONE,
        check=ask.check_done,
        article="TTHC Đ.311.2",
    ),
    Step(
        "overdue",
        "Hết thời hạn tự nguyện mà chưa thi hành",
        "ghi quá hạn",
        after=frozenset({"voluntary"}),
        to=leads("overdue"),
        check=ask.check_overdue,
        article="TTHC Đ.312.1",
    ),
    Step(
        "winner_asked",
        "Hỏi người được thi hành án về yêu cầu Tòa án",
        "hỏi",
        after=frozenset({"overdue", "recommended", "handled"}),
        fields=ask.WINNER_ASKED,
        article="TTHC Đ.312.1",
        mark="I",
    ),
    Step(
        "court_requested",
        "Người được thi hành án đã yêu cầu Tòa án",
        "ghi yêu cầu",
        after=frozenset({"voluntary", "overdue", "recommended", "handled"}),
        fields=ask.COURT_REQUESTED,
        check=ask.check_requested,
        article="TTHC Đ.312.1",
    ),
    Step(
        "compel_received",
        "Nhận quyết định buộc thi hành án",
        "ghi quyết định buộc",
        after=frozenset({*VOLUNTARY, "overdue", "recommended", "handled"}),
        to=leads("compel_received"),
        fields=ask.COMPEL,
        check=ask.check_compel,
        article="TTHC Đ.312.2",
    ),
    Step(
        "publish",
        "Công khai quyết định buộc thi hành án",
        "công khai",
        after=WITH_DECISION,
        fields=ask.PUBLISH,
        check=ask.check_publish,
        paper="CK-BUOC-HC",
        signer="head",
        article="D71 Đ.30.1",
    ),
    Step(
        "work_session",
        "Làm việc với người phải thi hành án",
        "ghi buổi làm việc",
        after=_AFTER_NOTICE,
        to=leads("work_session"),
        fields=ask.SESSION,
        paper="BB-LAM-VIEC-HC",
        signer="officer",
        article="D71 Đ.14.3",
    ),
    Step(
        "superior_directed",
        "Cơ quan cấp trên chỉ đạo",
        "ghi chỉ đạo",
        after=WITH_DECISION,
        to=leads("superior_directed"),
        fields=ask.DIRECTED,
        check=ask.check_document,
        article="D71 Đ.13.1",
    ),
    Step(
        "recommend",
        "Kiến nghị xử lý trách nhiệm",
        "kiến nghị",
        after=WITH_DECISION | {"overdue"},
        to=leads("recommend"),
        fields=ask.RECOMMEND,
        paper="KN-TRACH-NHIEM-HC",
        signer="head",
        article="D71 Đ.14.5",
    ),
    Step(
        "handled",
        "Đã xử lý trách nhiệm",
        "ghi xử lý",
        after=frozenset({"recommended"}),
        to=leads("handled"),
        fields=ask.HANDLED,
        check=ask.check_document,
        article="D71 Đ.13.2",
    ),
    Step(
        "asked_body",
        "Yêu cầu cơ quan phải thi hành án báo cáo",
        "yêu cầu",
        after=_AFTER_NOTICE,
        fields=ask.ASK,
        check=ask.check_document,
        article="D71 Đ.7",
    ),
    Step(
        "performed",
        "Đã thi hành xong",
        "ghi thi hành xong",
        after=PERFORMABLE,
        to=leads("performed"),
        fields=ask.DONE,
        check=ask.check_done,
        article="D71 Đ.12.3",
    ),
    Step(
        "unpublish",
        "Gỡ công khai",
        "gỡ công khai",
        after=DONE | {"annulled"},
        fields=ask.UNPUBLISH,
        check=ask.check_unpublish,
        article="D71 Đ.30.3",
    ),
    Step(
        "postpone",
        "Hoãn thi hành án",
        "ghi hoãn",
        after=LIVE - {"postponed"},
        to=leads("postpone"),
        fields=ask.COURT_ACT,
        check=ask.check_document,
        article="TTHC Đ.309",
        mark="K",
    ),
    Step(
        "suspend",
        "Tạm đình chỉ thi hành án",
        "ghi tạm đình chỉ",
        after=LIVE - {"postponed"},
        to=leads("suspend"),
        fields=ask.COURT_ACT,
        check=ask.check_document,
        article="TTHC Đ.309",
        mark="K",
    ),
    Step(
        "resume",
        "Tiếp tục thi hành án",
        "ghi tiếp tục",
        after=frozenset({"postponed"}),
        to=leads("resume"),
        fields=ask.COURT_ACT,
        check=ask.check_document,
        article="TTHC Đ.309",
        mark="K",
    ),
    Step(
        "annul",
        "Bản án bị hủy",
        "ghi bản án bị hủy",
        after=LIVE,
        to=leads("annul"),
        fields=ask.COURT_ACT,
        check=ask.check_document,
        article="TTHC Đ.309",
        mark="K",
    ),
    Step(
        "explanation_asked",
        "Yêu cầu Tòa án giải thích bản án",
        "yêu cầu giải thích",
        after=LIVE,
        fields=ask.EXPLAIN,
        check=ask.check_document,
        article="TTHC Đ.310.4",
    ),
    Step(
        "explanation_answered",
        "Tòa án đã giải thích",
        "ghi giải thích",
        after=LIVE,
        fields=ask.EXPLAINED,
        check=ask.check_explained,
        article="TTHC Đ.310.4",
    ),
    Step(
        "property_linked",
        "Liên kết phần tài sản với việc thi hành án",
        "liên kết",
        after=LIVE,
        fields=ask.PROPERTY,
        article="D152 Đ.8.3",
    ),
    Step(
        "close",
        "Kết thúc theo dõi, lưu hồ sơ",
        "kết thúc",
        after=DONE | {"annulled"},
        to=leads("close"),
        fields=ask.CLOSE,
        check=ask.check_close,
        article="D71 Đ.14.7",
    ),
)
_THEIRS: Final = (
    Step(
        "reported",
        "Báo cáo kết quả tự nguyện thi hành",
        "báo cáo",
        after=frozenset({*VOLUNTARY, "overdue"}),
        fields=ask.ANSWER,
        article="D71 Đ.10.2",
        outside=True,
    ),
    Step(
        "answered",
        "Trả lời yêu cầu, kiến nghị",
        "trả lời",
        after=_AFTER_NOTICE,
        fields=ask.ANSWER,
        article="D71 Đ.7",
        outside=True,
    ),
    Step(
        "completion_reported",
        "Báo cáo đã thi hành xong",
        "báo cáo",
        after=_AFTER_NOTICE | DONE,
        fields=ask.COMPLETION,
        check=ask.check_completion,
        article="D71 Đ.12.3",
    ),
)
_OVER: Final = ("voluntary_done", "performed", "annul")
_STANDS: Final = (("postpone", "resume"), ("suspend", "resume"))
_CLOCKS: Final = (
    Clock(
        "HC-01",
        starts=("delivered",),
        needs=("interim_measure",),
        from_="obliged_received_on",
        met=("overdue", "compel_received", *_OVER),
        of="body",
    ),
    Clock(
        "HC-02",
        starts=("delivered",),
        needs=("interim_measure=False",),
        from_="obliged_received_on",
        met=("overdue", "compel_received", *_OVER),
        stops=_STANDS,
        of="body",
    ),
    Clock("HC-03", starts=("receive",), needs=("by_post",), from_="received_on", met=("court_confirmed",)),
    Clock("HC-04", starts=("receive",), needs=("has_content",), from_="received_on", met=("assign",)),
    Clock(
        "HC-05",
        starts=("receive",),
        needs=("has_content",),
        from_="received_on",
        facts=("interim_measure",),
        met=("notice", *_OVER),
    ),
    Clock("HC-06", starts=("delivered",), after="HC-02", met=("reported", *_OVER), of="body"),
    Clock(
        "HC-07",
        starts=("delivered",),
        after="HC-02",
        met=("court_requested", "compel_received", *_OVER),
        of="body",
    ),
    Clock(
        "HC-08",
        starts=("court_requested",),
        from_="requested_on",
        met=("compel_received", *_OVER),
        of="body",
    ),
    Clock(
        "HC-09",
        starts=("compel_received",),
        from_="compel_received_on",
        met=("superior_directed", *_OVER),
        of="body",
    ),
    Clock("HC-10", starts=("compel_received",), from_="compel_received_on", met=("work_session", *_OVER)),
    Clock("HC-11", starts=("superior_directed",), met=("handled", *_OVER), of="body"),
    Clock("HC-12", starts=("overdue",), met=("compel_received", "recommend", *_OVER)),
    Clock("HC-12", starts=("compel_received",), met=("recommend", *_OVER)),
    Clock("HC-13", starts=("recommend",), met=("answered", "handled", *_OVER), of="body"),
    Clock("HC-13", starts=("asked_body",), met=("answered", *_OVER), of="body"),
    Clock(
        "HC-14",
        starts=("voluntary_done", "performed"),
        needs=("told=False",),
        from_="done_on",
        met=("completion_reported",),
        of="body",
    ),
    Clock("HC-15", starts=("compel_received",), from_="compel_received_on", met=("publish", *_OVER)),
    Clock("HC-16", starts=("performed", "annul"), needs=("place",), met=("unpublish",)),
    Clock("HC-17", starts=("explanation_asked",), met=("explanation_answered", *_OVER), of="body"),
    Clock(
        "HC-19",
        starts=("overdue",),
        met=("winner_asked", "court_requested", "compel_received", *_OVER),
    ),
    Clock(
        "HC-20",
        starts=("winner_asked",),
        met=("court_requested", "compel_received", *_OVER),
    ),
)

ADMINISTRATIVE: Final = Kind(
    code=CODE,
    label="bản án hành chính",
    object="administrative",
    prefix="HC",
    group="administrative",
    states=STATES,
    ended=frozenset({"closed", "no_content"}),
    steps=(*_OURS, *_THEIRS),
    clocks=_CLOCKS,
    title=_title,
    body="body",
    names_body=True,
    tags=_tags,
    article="TTHC Đ.309; D71 Đ.14",
    note="Cơ quan thi hành án theo dõi, đôn đốc, kiến nghị; việc thi hành là trách nhiệm của cơ quan phải "
    "thi hành án.",
)
KINDS: Final = (ADMINISTRATIVE,)
