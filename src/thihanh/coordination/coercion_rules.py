"""What a step of a coercion day must satisfy beyond its state, and where the answers of others lead. Pure."""

from datetime import date
from typing import Final

from thihanh.coordination.bodies import body
from thihanh.coordination.coercion_windows import forbidden
from thihanh.dossiers.kinds import Asked, Values
from thihanh.dossiers.life import Dossier
from thihanh.law.notation import vn
from thihanh.law.regimes import regime_on
from thihanh.matters.asking import Refusal

CARRIED: Final = frozenset({"done", "voluntary"})
"""The results that show a decision carried out."""
_PROCEED: Final = frozenset({"proceed", "adjust"})


def has_force(dossier: Dossier) -> bool:
    """Whether forces are mobilised, as last said."""
    return dossier.last("force") is True


def is_agreed(dossier: Dossier) -> bool:
    """Whether the police agree, or the chair of the committee has decided that it goes on."""
    told = dossier.taken("answer", "decide")
    if not told:
        return False
    last = told[-1]
    return last.values.get("result") == "agreed" or last.values.get("ruling") in _PROCEED


def is_disputed(dossier: Dossier) -> bool:
    """Whether the police disagree and the chair has not decided yet."""
    return dossier.state == "disagreed"


def after_answer(dossier: Dossier | None, values: Values) -> str:
    """Where an answer of the police leads."""
    return _on(dossier) if values.get("result") == "agreed" else "disagreed"


def after_ruling(dossier: Dossier | None, values: Values) -> str:
    """Where the decision of the chair leads; postponed, the day is prepared anew."""
    return _on(dossier) if values.get("ruling") in _PROCEED else "draft"


def after_move(dossier: Dossier | None, values: Values) -> str:
    """Another day is another plan: what was approved is approved again [I]."""
    return "planned" if dossier is not None and dossier.state == "approved" else ""


def _on(dossier: Dossier | None) -> str:
    return "planned" if dossier is not None and dossier.taken("plan") else "agreed"


def check_open(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """The day, the hour and the matter of a new coercion day."""
    _check_time(values, asked, force=values.get("force") is True)
    named = values.get("matters")
    if not isinstance(named, tuple) or len(named) != 1:
        raise Refusal(
            "input", "mỗi hồ sơ cưỡng chế là của một việc; ghi đúng một số quyết định thi hành án.", "matters"
        )
    if values.get("body") and not values.get("body_name"):
        raise Refusal("input", "ghi rõ tên cơ quan công an.", "body_name")


def check_move(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """The new day and hour."""
    assert dossier is not None
    beneficiary = dossier.last("beneficiary") is True
    _check_time(values, asked, force=has_force(dossier), beneficiary=beneficiary)


def check_letter(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """The very police that are asked."""
    if body(str(values["body"])).place and not values.get("body_name"):
        raise Refusal("input", "công an cấp xã có ở nhiều nơi; ghi rõ tên cơ quan nhận.", "body_name")


def check_answer(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """Whoever does not agree says why."""
    if values.get("result") != "agreed" and not values.get("reason"):
        raise Refusal("law", "không thống nhất hoặc chỉ thống nhất một phần thì phải nêu lý do.", "reason")


def check_told(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """A list or a plan that says nothing is none."""
    if not values:
        raise Refusal("input", "chưa ghi mục nào. Điền ít nhất một mục rồi gửi lại.")


def check_approved(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """Under the law of 2025 a coercion with force needs the agreement of the police or the chair's decision;
    the day may still be one on which coercion is carried out."""
    assert dossier is not None
    if has_force(dossier) and regime_on(asked.on) == "R25" and not is_agreed(dossier):
        raise Refusal(
            "law",
            f"{dossier.number_text} có huy động lực lượng mà công an chưa thống nhất và Trưởng Ban Chỉ đạo "
            "chưa quyết định (Đ.46 Nghị định 152/2026). Gửi công văn trao đổi với công an trước.",
        )
    planned, hour = dossier.last("planned_on"), dossier.last("hour")
    assert isinstance(planned, date)
    if found := forbidden(
        planned,
        hour if isinstance(hour, int) else None,
        asked.calendar,
        force=has_force(dossier),
        beneficiary=dossier.last("beneficiary") is True,
    ):
        raise Refusal(found.question, f"{found.sentence} Dời ngày trước khi phê duyệt.")


def check_approval(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """The head approves a whole plan: what L25 Đ.72.6 lists."""
    assert dossier is not None
    named = {
        "method": "phương án tiến hành",
        "roles": "phân công",
        "cost_estimate": "dự trù chi phí",
        **({"forces": "lực lượng"} if has_force(dossier) else {}),
    }
    lacking = [words for name, words in named.items() if not dossier.last(name)]
    if "dự trù chi phí" in lacking and dossier.taken("estimate"):
        lacking.remove("dự trù chi phí")
    if lacking:
        raise Refusal(
            "input", f"kế hoạch còn thiếu {', '.join(lacking)}. Bổ sung kế hoạch trước khi phê duyệt."
        )
    check_approved(dossier, values, asked)


def check_result(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """Done or stopped on the planned day, at an hour that is allowed, under an approved plan."""
    assert dossier is not None
    outcome = values["outcome"]
    if outcome == "stopped" and not values.get("reason"):
        raise Refusal("input", "dừng cưỡng chế phải ghi lý do.", "reason")
    if outcome == "voluntary":
        return
    if dossier.state != "approved" and dossier.last("urgent") is not True:
        raise Refusal(
            "law",
            f"kế hoạch của {dossier.number_text} chưa được phê duyệt; chỉ ghi được «tự nguyện» trước đó. "
            "Trình phê duyệt kế hoạch.",
            "outcome",
        )
    planned, hour = dossier.last("planned_on"), values.get("hour")
    if asked.on != planned:
        assert isinstance(planned, date)
        raise Refusal(
            "input",
            f"ngày cưỡng chế theo kế hoạch là {vn(planned)}, không phải {vn(asked.on)}. Dời ngày trước, hoặc "
            "ghi đúng ngày.",
            "on",
        )
    if outcome == "done" and not values.get("persuasion"):
        raise Refusal(
            "input",
            "ghi việc vận động, thuyết phục tại chỗ trước khi cưỡng chế; chưa làm thì ghi rõ vì sao.",
            "persuasion",
        )
    _check_hour(dossier, hour if isinstance(hour, int) else None, asked)


def _check_hour(dossier: Dossier, hour: int | None, asked: Asked) -> None:
    beneficiary = dossier.last("beneficiary") is True
    found = forbidden(asked.on, hour, asked.calendar, force=has_force(dossier), beneficiary=beneficiary)
    if found is not None:
        raise Refusal(found.question, found.sentence, found.field)


def _check_time(values: Values, asked: Asked, *, force: bool, beneficiary: bool = False) -> None:
    planned, hour = values["planned_on"], values.get("hour")
    assert isinstance(planned, date)
    if planned < asked.on:
        raise Refusal(
            "input",
            f"ngày cưỡng chế {vn(planned)} trước ngày ghi {vn(asked.on)}. Ghi lại ngày.",
            "planned_on",
        )
    found = forbidden(
        planned,
        hour if isinstance(hour, int) else None,
        asked.calendar,
        force=force,
        beneficiary=beneficiary or values.get("beneficiary") is True,
    )
    if found is not None:
        raise Refusal(found.question, found.sentence, found.field or "planned_on")
