"""Whether a step may be taken: state, person, input; who may at all is asked of the policy."""

from thihanh.dossiers.kinds import Asked, Kind, Step, Values
from thihanh.dossiers.life import Dossier, allows, kept_from
from thihanh.law.notation import vn
from thihanh.matters.asking import Refusal

_OWNER = "owner"


def check_state(dossier: Dossier, step: Step) -> None:
    """Raises Refusal («Trạng thái») where the state does not allow the step, and says from where it is."""
    if allows(dossier, step):
        return
    states = dossier.kind.states
    if dossier.state in step.after and (missing := step.waits(dossier)):
        raise Refusal("state", f"không {step.verb} được ở hồ sơ {dossier.number_text}: {missing}")
    allowed = ", ".join(f"«{states[code]}»" for code in sorted(step.after))
    raise Refusal(
        "state",
        f"hồ sơ {dossier.number_text} đang «{states[dossier.state]}», không {step.verb} được; "
        f"bước này làm khi hồ sơ {allowed}.",
    )


def check_by_itself(step: Step) -> None:
    """Raises Refusal where only an act elsewhere takes the step."""
    if step.consequence:
        raise Refusal(
            "state", f"«{step.label}» được ghi bằng tác nghiệp trên việc thi hành án; mở việc và làm ở đó."
        )


def check_order(dossier: Dossier, asked: Asked) -> None:
    """Raises Refusal where the step would stand before the one taken last."""
    last = dossier.steps[-1].on
    if asked.on < last:
        raise Refusal(
            "input", f"ngày {vn(asked.on)} trước bước gần nhất ({vn(last)}). Ghi ngày từ đó trở đi.", "on"
        )


def check_person(dossier: Dossier, step: Step, asked: Asked) -> None:
    """Raises Refusal («Quyền») where the one who takes the step is the one it must not be left to."""
    if asked.actor in kept_from(dossier):
        raise Refusal("policy", "người bị nêu trong hồ sơ không làm được bước nào của hồ sơ ấy.")
    for name in step.not_by:
        held = dossier.officer if name == _OWNER else dossier.last(name)
        if held and held == asked.actor:
            raise Refusal(
                "policy",
                f"{step.label.lower()} phải do người khác làm: người đang giữ hồ sơ {dossier.number_text} "
                "không tự làm bước này. Chuyển cho người có thẩm quyền.",
            )


def check_step(dossier: Dossier, step: Step, values: Values, asked: Asked) -> None:
    """All of it, the kind's own check last. Raises Refusal."""
    check_state(dossier, step)
    check_order(dossier, asked)
    check_person(dossier, step, asked)
    step.check(dossier, values, asked)


def check_opening(kind: Kind, values: Values, asked: Asked) -> None:
    """The kind's own check of its opening. Raises Refusal."""
    kind.opening.check(None, values, asked)
