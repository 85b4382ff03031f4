"""Yêu cầu phối hợp: a request to another body, its reminders, its answer, as a kind of dossier."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from thihanh.coordination.bodies import bodies, body, catalogue, named
from thihanh.coordination.duties import RESULTS, duties, duty
from thihanh.dossiers.kinds import Asked, Clock, Field, Kind, Step, Values
from thihanh.dossiers.life import Dossier
from thihanh.law.notation import vn
from thihanh.law.terms import fact_names
from thihanh.matters.asking import Choice, Refusal

CODE: Final = "request"
WAITING: Final = frozenset({"waiting", "reminded", "reminded_again", "escalated"})
"""The states in which an answer is awaited."""
ESCALATED: Final = "trình Ban Chỉ đạo"
"""The tag of requests that went to the committee (``Filters.tag``)."""
FACTS: Final = (
    "account_information",
    "interim_measure",
    "complex",
    "real_estate_or_registered",
    "immediate_effect",
    "procedural_law_silent",
)
"""The circumstances that switch the numbers of the duties' terms."""
_LATEST_RECEIPT = timedelta(days=30)
_SHORTEST_CONTENT = 10
_STARTS: Final = ("send", "return")


def _bodies(dossier: Dossier | None) -> Sequence[Choice]:
    return [Choice(one.code, one.name) for one in catalogue().values()]


def _duties(dossier: Dossier | None) -> Sequence[Choice]:
    return [Choice(one.code, one.label) for one in duties().values()]


def _check_send(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    _check_body(values, asked.on)
    _check_duty(values, asked.on)
    received = values["received_on"]
    assert isinstance(received, date)
    if not asked.on <= received <= asked.on + _LATEST_RECEIPT:
        raise Refusal(
            "input",
            f"ngày cơ quan nhận văn bản từ ngày gửi {vn(asked.on)} đến 30 ngày sau. Ghi lại ngày nhận.",
            "received_on",
        )
    if len(str(values["content"]).strip()) < _SHORTEST_CONTENT:
        raise Refusal("input", f"nội dung yêu cầu cần ít nhất {_SHORTEST_CONTENT} ký tự.", "content")


def _check_body(values: Values, on: date) -> None:
    found = body(str(values["body"]))
    if not found.stands(on):
        later = f" Gửi {body(found.successor).name}." if found.successor else " Chọn lại cơ quan."
        raise Refusal("law", f"ngày {vn(on)} không có {found.name}.{later}", "body")
    if found.place and not values.get("body_name"):
        raise Refusal("input", f"{found.name} có ở nhiều nơi; ghi rõ tên cơ quan nhận.", "body_name")
    if not found.place and values.get("body_name"):
        raise Refusal(
            "input", f"chỉ có một {found.name}, không cần ghi tên. Bỏ trống tên cơ quan.", "body_name"
        )


def _check_duty(values: Values, on: date) -> None:
    asked, facts = duty(str(values["duty"])), facts_of(values)
    if not asked.fits(str(values["body"])):
        raise Refusal(
            "law",
            f"{body(str(values['body'])).name} không có nghĩa vụ «{asked.label}». Chọn lại cơ quan hoặc "
            "nghĩa vụ.",
            "duty",
        )
    if idle := facts - asked.rule.switches:
        words = ", ".join(f"«{fact_names()[one]}»" for one in sorted(idle))
        raise Refusal("law", f"thời hạn «{asked.label}» không phụ thuộc {words}. Bỏ lựa chọn đó.", "facts")
    received, until = values["received_on"], values.get("asked_by")
    assert isinstance(received, date)
    if isinstance(until, date) and asked.dated(received, facts):
        raise Refusal(
            "law",
            f"«{asked.label}» đã có hạn theo {asked.basis(received, facts)}; bỏ trống ngày đề nghị trả lời.",
            "asked_by",
        )
    if isinstance(until, date) and until < received:
        raise Refusal("input", "ngày đề nghị trả lời không trước ngày cơ quan nhận văn bản.", "asked_by")


def facts_of(values: Values) -> frozenset[str]:
    """The circumstances a request names."""
    said = values.get("facts")
    return frozenset(str(one) for one in said) if isinstance(said, tuple) else frozenset()


def acted(dossier: Dossier, *codes: str) -> bool:
    """Whether one of these steps was taken since the term began to run last."""
    begun = max(place for place, one in enumerate(dossier.steps) if one.step in _STARTS)
    return any(one.step in codes for one in dossier.steps[begun:])


def _check_answer(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    if values["result"] != "agreed" and not values.get("reason"):
        raise Refusal("law", "từ chối hoặc chỉ đáp ứng một phần thì phải nêu lý do.", "reason")


def _check_interim(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    expected = values.get("expected_on")
    if isinstance(expected, date) and expected < asked.on:
        raise Refusal(
            "input", f"ngày hẹn {vn(expected)} trước ngày ghi {vn(asked.on)}; ghi lại.", "expected_on"
        )


def _marks(dossier: Dossier) -> tuple[str, ...]:
    """Words that stay with a request that went to the committee, also once it is answered."""
    return (ESCALATED,) if dossier.taken("escalate") else ()


def _title(values: Values) -> str:
    told = named(str(values["body"]), str(values.get("body_name") or ""))
    asked = duty(str(values["duty"])).label
    return f"{told}: {asked[:1].lower()}{asked[1:]}"


_BODY = (
    Field("body", "Cơ quan", "body", choices=_bodies),
    Field("body_name", "Tên cơ quan nhận", "text", required=False, hint="Ví dụ: Công an xã Đông Hải"),
)
_ASKED = (
    Field("duty", "Yêu cầu về", "choice", choices=_duties),
    Field("content", "Nội dung yêu cầu", "long", personal=True),
    Field("received_on", "Ngày cơ quan nhận văn bản", "date", hint="Hạn trả lời tính từ ngày này"),
    Field(
        "facts",
        "Trường hợp",
        "many",
        required=False,
        choices=lambda dossier: [Choice(one, fact_names()[one]) for one in FACTS],
    ),
    Field(
        "asked_by",
        "Đề nghị trả lời trước ngày",
        "date",
        required=False,
        hint="Chỉ ghi khi pháp luật không ấn định số ngày",
    ),
    Field(
        "earlier",
        "Tiếp theo yêu cầu",
        "dossier",
        required=False,
        hint="Khi kiến nghị cơ quan cấp trên: số yêu cầu đã quá hạn, ví dụ YC-12/2026",
    ),
    Field("matters", "Việc thi hành án", "matters", required=False),
)
_INTERIM = (
    Field("content", "Đã làm đến đâu, còn chờ gì", "long", personal=True),
    Field("expected_on", "Ngày hẹn trả lời", "date", required=False),
    Field("files", "Tệp kèm theo", "files", required=False),
)
_ANSWER = (
    Field(
        "result", "Kết quả", "choice", choices=tuple(Choice(code, words) for code, words in RESULTS.items())
    ),
    Field("content", "Nội dung trả lời", "long", required=False, personal=True),
    Field("reason", "Lý do từ chối hoặc chưa đủ", "long", required=False, personal=True),
    Field("answered_by", "Người trả lời, chức vụ", "text", required=False, personal=True),
    Field("files", "Tệp kèm theo", "files", required=False),
)
_NOTE = (Field("content", "Nội dung đôn đốc", "long", required=False, personal=True),)


def _reminder(number: int, label: str, after: str, to: str) -> Step:
    return Step(
        f"reminder_{number}",
        label,
        label.lower(),
        after=frozenset({after}),
        to=to,
        fields=_NOTE,
        paper="CV-DON-DOC-PH",
        signer="officer",
        with_matter=True,
        mark="I",
    )


REQUEST: Final = Kind(
    code=CODE,
    label="yêu cầu phối hợp",
    object="coordination",
    prefix="YC",
    group="coordination",
    states={
        "waiting": "chờ trả lời",
        "reminded": "đã đôn đốc lần một",
        "reminded_again": "đã đôn đốc lần hai",
        "escalated": "đã đưa ra Ban Chỉ đạo",
        "answered": "đã trả lời",
        "done": "đã xong",
        "withdrawn": "đã rút",
    },
    ended=frozenset({"done", "withdrawn"}),
    steps=(
        Step(
            "send",
            "Gửi yêu cầu",
            "gửi",
            to="waiting",
            fields=(*_BODY, *_ASKED),
            check=_check_send,
            paper="CV-YEU-CAU-PH",
            signer="officer",
            with_matter=True,
        ),
        _reminder(1, "Đôn đốc lần một", "waiting", "reminded"),
        _reminder(2, "Đôn đốc lần hai", "reminded", "reminded_again"),
        Step(
            "escalate",
            "Đưa ra Ban Chỉ đạo",
            "đưa ra Ban Chỉ đạo",
            after=WAITING - {"escalated"},
            to="escalated",
            fields=(Field("question", "Điều cần Ban Chỉ đạo quyết định", "long", personal=True),),
            right="escalate",
            article="D152 Đ.104",
        ),
        Step(
            "interim",
            "Ghi trả lời tạm thời",
            "ghi trả lời tạm thời",
            after=WAITING,
            fields=_INTERIM,
            check=_check_interim,
            mark="I",
            note="Không thay câu trả lời: thời hạn vẫn chạy, vẫn đôn đốc.",
        ),
        Step(
            "answer",
            "Ghi trả lời",
            "ghi trả lời",
            after=WAITING,
            to="answered",
            fields=_ANSWER,
            check=_check_answer,
            outside=True,
        ),
        Step(
            "return",
            "Trả lại vì chưa đủ",
            "trả lại",
            after=frozenset({"answered"}),
            to="waiting",
            fields=(
                Field("content", "Phần còn thiếu", "long", personal=True),
                Field("received_on", "Ngày cơ quan nhận lại", "date"),
            ),
            mark="I",
        ),
        Step(
            "close",
            "Kết thúc",
            "kết thúc",
            after=frozenset({"answered"}),
            to="done",
            fields=(Field("use", "Dùng trả lời vào việc gì", "long", required=False, personal=True),),
        ),
        Step(
            "withdraw",
            "Rút yêu cầu",
            "rút",
            after=WAITING,
            to="withdrawn",
            fields=(Field("reason", "Lý do", "long", personal=True),),
        ),
    ),
    clocks=(
        Clock(
            rule_from="duty",
            starts=_STARTS,
            met=("answer", "withdraw"),
            from_="received_on",
            facts=("facts",),
            of="body",
        ),
        Clock(
            due="asked_by",
            act="Ngày đề nghị trả lời ghi trong văn bản",
            starts=("send",),
            met=("answer", "withdraw"),
            needs=("asked_by",),
            of="body",
        ),
    ),
    title=_title,
    marks=_marks,
    body="body",
    names_body=True,
    note="Mỗi yêu cầu có hạn trả lời theo luật của ngày gửi; hai lần đôn đốc rồi đưa ra Ban Chỉ đạo.",
)


def standing_bodies(on: date) -> tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]:
    """The bodies there are on a day with what may be asked of each: (code, name, duties)."""
    return tuple(
        (one.code, one.name, tuple((two.code, two.label) for two in duties().values() if two.fits(one.code)))
        for one in bodies(on)
    )
