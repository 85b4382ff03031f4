"""What the law asks of a complaint at each step. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from thihanh.dossiers.kinds import Asked, Values
from thihanh.dossiers.life import Dossier, clocks
from thihanh.law.dated import number
from thihanh.law.notation import vn
from thihanh.law.regimes import R25_START, regime_on
from thihanh.matters.asking import Choice, Refusal
from thihanh.oversight.shared import (
    RIGHT,
    check_listed,
    check_not_after,
    check_not_before,
    flags,
    term,
)

STAGES: Final = (
    Choice("before", "Trước khi áp dụng biện pháp bảo đảm, cưỡng chế"),
    Choice("freeze", "Phong tỏa tài khoản"),
    Choice("security", "Biện pháp bảo đảm khác"),
    Choice("coercion", "Biện pháp cưỡng chế"),
    Choice("after_coercion", "Sau khi cưỡng chế"),
)
RESOLVING_FACTS: Final[Mapping[str, tuple[str, ...]]] = {
    "before": (),
    "freeze": ("security",),
    "security": ("security",),
    "coercion": ("coercion",),
    "after_coercion": ("coercion", "after_coercion"),
}
"""The facts of the term to resolve (KN-03), by stage."""
LIMITATION_FACTS: Final[Mapping[str, tuple[str, ...]]] = {
    "before": (),
    "freeze": ("security", "account_freeze"),
    "security": ("security",),
    "coercion": ("coercion",),
    "after_coercion": ("coercion",),
}
"""The facts of the limitation (KN-01), by stage."""
SECURITY: Final = frozenset({"freeze", "security"})


def limitation_facts(values: Values) -> tuple[str, ...]:
    """The facts the limitation (KN-01) asks of a complaint."""
    facts = LIMITATION_FACTS[str(values["stage"])]
    return (*facts, "second_complaint") if values.get("second_complaint") else facts


def check_received(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    check_not_after(values, "received_on", asked)
    check_not_before(values, "received_on", values.get("knew_on"), "ngày biết quyết định, hành vi")
    if values.get("second_complaint") and not values.get("first_result"):
        raise Refusal("input", "khiếu nại lần hai phải nêu quyết định lần đầu. Ghi số, ngày.", "first_result")
    if values.get("obstacle") and not values.get("obstacle_reason"):
        raise Refusal("input", "có trở ngại thì nêu trở ngại và thời gian.", "obstacle_reason")
    if asked.on >= R25_START:
        check_group(values, asked.on)


def check_group(values: Values, on: date) -> None:
    """A group signs together and names its representatives (D152 Đ.77)."""
    people, named = values.get("people"), values.get("representatives") or 0
    if not isinstance(people, int) or not isinstance(named, int) or people < number("complaint.group", on):
        return
    large = people >= number("complaint.group_large", on)
    most = number("complaint.representatives_large" if large else "complaint.representatives", on)
    if not 1 <= named <= most:
        raise Refusal(
            "law",
            f"{people} người cùng khiếu nại phải cùng ký và cử từ 1 đến {most} người đại diện "
            f"(khoản 1 Điều 77 Nghị định 152/2026/NĐ-CP). Ghi số người đại diện.",
            "representatives",
        )


def check_accepted(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    assert dossier is not None
    said = dossier.values
    limit = term("KN-01", said.get("knew_on"), asked, limitation_facts(said))
    received = said.get("received_on")
    if limit is None or not isinstance(received, date) or said.get("obstacle"):
        return
    if received > limit.due_day:
        raise Refusal(
            "law",
            f"thời hiệu khiếu nại hết ngày {vn(limit.due_day)} ({limit.article}), đơn nhận ngày "
            f"{vn(received)}, không ghi trở ngại. Thông báo không thụ lý, hoặc bổ sung trở ngại.",
        )


def check_refused(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    check_listed("complaint_refused", values.get("ground"), asked)
    if values.get("ground") != "late" or dossier is None:
        return
    limit = term("KN-01", dossier.values.get("knew_on"), asked, limitation_facts(dossier.values))
    received = dossier.values.get("received_on")
    if limit is not None and isinstance(received, date) and received <= limit.due_day:
        raise Refusal(
            "law",
            f"đơn nhận ngày {vn(received)}, còn trong thời hiệu (đến hết {vn(limit.due_day)}, "
            f"{limit.article}). Thụ lý, hoặc chọn căn cứ khác.",
            "ground",
        )


def check_extended(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    assert dossier is not None
    if not (values.get("complex") or values.get("remote_area")):
        raise Refusal("input", "chọn lý do kéo dài: vụ việc phức tạp, hoặc vùng sâu, vùng xa.", "complex")
    dropped = [name for name in flags(dossier, "complex", "remote_area") if not values.get(name)]
    if dropped:
        raise Refusal("input", "lý do đã kéo dài lần trước vẫn giữ; đánh dấu lại cả hai.", dropped[0])
    stage = dossier.values["stage"]
    if values.get("complex") and stage in ("before", *SECURITY):
        raise Refusal(
            "law",
            "vụ việc phức tạp chỉ kéo dài khiếu nại biện pháp cưỡng chế; giai đoạn này không có.",
            "complex",
        )
    running = next((one for one in clocks(dossier, asked.calendar) if one.is_open and one.due), None)
    if running is not None and running.due is not None and asked.on > running.due:
        raise Refusal("law", f"thời hạn giải quyết đã hết ngày {vn(running.due)}, không kéo dài được nữa.")


def check_pause(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    assert dossier is not None
    until = values.get("until")
    due = [one.due for one in clocks(dossier, asked.calendar) if one.is_open and one.due]
    if isinstance(until, date) and due and until > max(due):
        raise Refusal(
            "law",
            f"tạm dừng không quá thời hạn giải quyết khiếu nại, đến hết {vn(max(due))} "
            "(điểm b khoản 1 Điều 101 Luật THADS 2025). Chọn ngày sớm hơn.",
            "until",
        )


def check_suspended(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    if regime_on(asked.on) == "R08":
        raise Refusal("law", "Luật THADS 2008 không có tạm đình chỉ giải quyết khiếu nại.")
    check_listed("complaint_paused", values.get("ground"), asked)


def check_stopped(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    check_listed("complaint_stopped", values.get("ground"), asked)


def check_decided(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    assert dossier is not None
    if dossier.values.get("second_complaint"):
        raise Refusal(
            "law",
            "khiếu nại lần hai do cơ quan quản lý thi hành án dân sự giải quyết; "
            "ghi bước «Nhận quyết định lần hai».",
        )
    check_result(dossier, values, asked)


def check_result(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    if values.get("result") in RIGHT and not values.get("remedy"):
        raise Refusal("input", "khiếu nại đúng thì nêu việc phải sửa, hủy, bồi thường.", "remedy")


def lacks_second(dossier: Dossier) -> str:
    """A decision of the second tier belongs to the dossier of the second complaint."""
    if dossier.values.get("second_complaint"):
        return ""
    return "đây là khiếu nại lần đầu; ghi bước «Ra quyết định giải quyết»."


def is_settled(dossier: Dossier) -> str:
    """The second tier is the last."""
    if dossier.values.get("second_complaint") or dossier.taken("final"):
        return "lần hai là lần giải quyết cuối cùng; ghi việc thi hành quyết định."
    return ""


def check_second_decided(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    assert dossier is not None
    check_result(dossier, values, asked)


def check_effective(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """A first decision takes effect when nobody complains again in time."""
    assert dossier is not None
    limit = term("KN-01", dossier.last("delivered_on"), asked, ("second_complaint",))
    if limit is not None and asked.on <= limit.due_day:
        raise Refusal(
            "law",
            f"còn thời hiệu khiếu nại lần hai đến hết {vn(limit.due_day)} ({limit.article}). "
            "Ghi sau ngày đó, hoặc ghi bước «Có khiếu nại lần hai».",
        )


def after_decision(dossier: Dossier | None, values: Values) -> str:
    """Of security measures the first decision is in force at once (L25 Đ.105.5); else it waits."""
    if dossier is None or dossier.values.get("stage") not in SECURITY:
        return "decided"
    began = max((one.on for one in dossier.taken("accept")), default=date.min)
    return in_force(dossier, values) if regime_on(began) == "R25" else "decided"


def in_force(dossier: Dossier | None, values: Values) -> str:
    """What is in force is to be carried out, unless nothing is left to do."""
    result = values.get("result") or (dossier.last("result") if dossier else None)
    return "effective" if result in RIGHT else "closed"
