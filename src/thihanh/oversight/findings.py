"""Findings: what an inspection found, of which rule, whose, what is to be done, whether it came back.

A finding stands with the agency until the inspection is concluded; then it is given to the officer
responsible. Whoever reports the remedy does not confirm it, and a re-check looks at it again (C04 Đ.25).
"""

from datetime import date
from typing import Final

from thihanh.dossiers.kinds import Asked, Clock, Field, Kind, Step, Values
from thihanh.dossiers.life import Dossier
from thihanh.law.notation import vn
from thihanh.law.terms import rules as terms
from thihanh.matters.asking import Choice, Refusal
from thihanh.oversight import inspection_rules as rules
from thihanh.oversight.control_points import choices as points

CODE: Final = "finding"
SEVERITIES: Final = (
    Choice("A", "A: vi phạm chứng minh được từ ngày, số tiền"),
    Choice("B", "B: dấu hiệu rõ"),
    Choice("C", "C: cần xem xét"),
)


def _rules(dossier: Dossier | None) -> tuple[Choice, ...]:
    """The clocks of the law, for a finding about one of them."""
    return tuple(Choice(code, f"{code} {rule.act}") for code, rule in terms().items())


def _check_note(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    found = rules.inspection(values.get("inspection"), "inspection")
    if found.state != "opened":
        raise Refusal(
            "state",
            f"cuộc kiểm tra {found.number_text} {found.kind.states[found.state]}; chỉ ghi phát hiện khi đang "
            "kiểm tra.",
            "inspection",
        )
    rules.check_of_team(found, asked.actor)
    if values.get("responsible") == asked.actor:
        raise Refusal("policy", "người ghi phát hiện không ghi cho việc của chính mình.", "responsible")
    rules.check_no_kin(rules.ids(values), asked.actor)


def _check_assign(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    found = rules.inspection(dossier.values.get("inspection") if dossier else None, "")
    if found.state not in ("concluded", "following"):
        raise Refusal(
            "state",
            f"cuộc kiểm tra {found.number_text} chưa có kết luận; phát hiện không chuyển cho người có liên "
            "quan trước kết luận. Kết luận trước.",
        )
    _check_due(dossier, values, asked)


def _check_due(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    last = values.get("remedy_due")
    if isinstance(last, date) and last < asked.on:
        raise Refusal("input", f"ngày cuối {vn(last)} đã qua. Ghi ngày từ {vn(asked.on)}.", "remedy_due")


def _check_remedied(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    if not values.get("document") and not values.get("files"):
        raise Refusal(
            "input", "báo cáo khắc phục phải có chứng cứ: số văn bản hoặc tệp kèm theo.", "document"
        )


def _check_verify(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    reported = dossier.taken("remedied")[-1:] if dossier else ()
    if any(one.actor == asked.actor for one in reported):
        raise Refusal(
            "policy", "người báo cáo khắc phục không tự xác nhận khắc phục. Chuyển người khác xác nhận."
        )
    if values.get("result") == "not_done" and not values.get("remedy_due"):
        raise Refusal("input", "làm lại thì phải ghi ngày cuối mới.", "remedy_due")
    _check_due(dossier, values, asked)


def _check_recheck(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    again = rules.inspection(values.get("inspection"), "inspection")
    first = dossier.values.get("inspection") if dossier else None
    if again.values.get("rechecks") != first or again.state != "opened":
        raise Refusal(
            "state",
            f"{again.number_text} không phải cuộc phúc tra đang tiến hành của cuộc có phát hiện này.",
            "inspection",
        )
    rules.check_of_team(again, asked.actor)


def _not_yet_told(dossier: Dossier) -> tuple[str, ...]:
    """Until it is given out: the officer responsible, and the unit looked at."""
    if dossier.taken("assign"):
        return ()
    looked = rules.inspection(dossier.values.get("inspection"), "inspection")
    unit = str(looked.values.get("unit") or "")
    own = () if looked.values.get("level") == "self" or "." not in unit else (unit,)
    return (str(dossier.values.get("responsible")), *own)


def _responsible(dossier: Dossier | None) -> str:
    return str(dossier.values.get("responsible") or "") if dossier else ""


def _after_verify(dossier: Dossier | None, values: Values) -> str:
    return "verified" if values.get("result") == "done" else "assigned"


def _after_recheck(dossier: Dossier | None, values: Values) -> str:
    return "confirmed" if values.get("result") == "remedied" else "again"


_DUE: Final = Field("remedy_due", "Ngày cuối phải khắc phục", "date")

KIND: Final = Kind(
    code=CODE,
    label="phát hiện qua kiểm tra",
    object="inspection",
    prefix="PH",
    group="inspection",
    states={
        "noted": "đã ghi",
        "assigned": "phải khắc phục",
        "reported": "đã báo cáo khắc phục",
        "verified": "đã khắc phục",
        "again": "phúc tra thấy lặp lại",
        "confirmed": "phúc tra xác nhận đã khắc phục",
        "dropped": "không kết luận",
    },
    ended=frozenset({"verified", "confirmed", "dropped"}),
    steps=(
        Step(
            "note",
            "Ghi phát hiện",
            "ghi",
            to="noted",
            fields=(
                Field("inspection", "Cuộc kiểm tra", "dossier"),
                Field("title", "Phát hiện", "text"),
                Field("detail", "Chi tiết", "long", required=False),
                Field("rule", "Thời hạn luật định có liên quan", "choice", required=False, choices=_rules),
                Field("article", "Điều khoản bị vi phạm", "text"),
                Field("severity", "Mức", "choice", choices=SEVERITIES),
                Field("point", "Khâu kiểm soát", "choice", required=False, choices=points),
                Field("matters", "Việc", "matters", required=False),
                Field("responsible", "Người chịu trách nhiệm", "officer"),
                Field("remedy", "Biện pháp khắc phục", "long"),
            ),
            check=_check_note,
            article="C04 Đ.25",
        ),
        Step(
            "assign",
            "Giao khắc phục",
            "giao khắc phục",
            after=frozenset({"noted", "again"}),
            to="assigned",
            fields=(Field("to", "Người phải khắc phục", "officer", default=_responsible), _DUE),
            right="assign",
            holder="to",
            check=_check_assign,
            article="C04 Đ.25",
        ),
        Step(
            "remedied",
            "Báo cáo khắc phục",
            "báo cáo khắc phục",
            after=frozenset({"assigned"}),
            to="reported",
            fields=(
                Field("done", "Đã khắc phục thế nào", "long"),
                Field("document", "Văn bản chứng minh", "text", required=False),
                Field("files", "Tệp chứng minh", "files", required=False),
            ),
            right="remedy",
            check=_check_remedied,
        ),
        Step(
            "verify",
            "Xác nhận khắc phục",
            "xác nhận",
            after=frozenset({"reported"}),
            to=_after_verify,
            fields=(
                Field(
                    "result",
                    "Kết quả",
                    "choice",
                    choices=(Choice("done", "đã khắc phục"), Choice("not_done", "chưa đạt, làm lại")),
                ),
                Field("opinion", "Ý kiến", "long", required=False),
                Field("remedy_due", "Ngày cuối mới (khi làm lại)", "date", required=False),
            ),
            right="verify",
            not_by=("owner",),
            check=_check_verify,
            article="C04 Đ.25",
        ),
        Step(
            "recheck",
            "Ghi kết quả phúc tra",
            "phúc tra",
            after=frozenset({"assigned", "reported", "verified"}),
            to=_after_recheck,
            fields=(
                Field("inspection", "Cuộc phúc tra", "dossier"),
                Field(
                    "result",
                    "Kết quả",
                    "choice",
                    choices=(Choice("remedied", "đã khắc phục"), Choice("again", "vẫn còn, lặp lại")),
                ),
                Field("seen", "Đã xem gì", "long"),
            ),
            not_by=("owner",),
            check=_check_recheck,
            note="RF-59",
        ),
        Step(
            "drop",
            "Không đưa vào kết luận",
            "bỏ",
            after=frozenset({"noted"}),
            to="dropped",
            fields=(Field("reason", "Lý do", "text"),),
            right="assign",
        ),
    ),
    clocks=(
        Clock(due="remedy_due", act="Khắc phục phát hiện", starts=("assign",), met=("remedied",)),
        Clock(
            due="remedy_due",
            act="Khắc phục lại",
            starts=("verify",),
            met=("remedied",),
            needs=("result=not_done",),
        ),
    ),
    title=lambda said: str(said.get("title") or ""),
    tags=lambda said: tuple(str(said[name]) for name in ("severity", "point", "rule") if said.get(name)),
    kept_from=_not_yet_told,
    article="C04 Đ.25",
)
