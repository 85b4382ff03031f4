"""Miễn, giảm nghĩa vụ nộp ngân sách: what the law lets a court waive or reduce of one obligation, and what a
court has granted that no termination decision has carried out yet.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Literal

from thihanh import law
from thihanh.deadlines.arithmetic import add_months
from thihanh.law.lists import listed
from thihanh.law.notation import dotted, vn
from thihanh.matters.asking import Refusal
from thihanh.matters.kindred import of_one_judgment
from thihanh.matters.whole import Obligation
from thihanh.procedures.case import Case

Relief = Literal["waive", "reduce"]
RELIEFS: dict[Relief, str] = {"waive": "miễn", "reduce": "giảm"}
#: Stages that say the debtor has no means.
WITHOUT_MEANS = frozenset({"no_means", "nothing_left", "separate_register"})


@dataclass(frozen=True, slots=True)
class Band:
    """What may be asked of one obligation on a day: at most ``most`` đồng, from the day ``ripe_on``."""

    relief: Relief
    most: int
    ripe_on: date
    article: str


def band(case: Case, obligation: Obligation, day: date) -> Band | None:
    """The band of L08 Đ.61, L25 Đ.42 where the remainder stands, ripe or not; None where there is none.

    A remainder small enough is waived whole, a larger one reduced by a part; under R08 the bands depend on
    whether anything of the obligation was performed.
    """
    left, touched = obligation.outstanding, obligation.money.get("collected", 0) > 0
    untouched = "" if touched else "_untouched"
    if left < law.number(f"exemption.waive_short_below{untouched}", day):
        return Band("waive", left, _ripe(case, "short", day), _article("exemption.waive_short_below", day))
    if left < law.number(f"exemption.waive_long_below{untouched}", day):
        sooner = _reduction(case, left, touched, day)
        later = Band("waive", left, _ripe(case, "long", day), _article("exemption.waive_long_below", day))
        return sooner if sooner and day < later.ripe_on else later
    return _reduction(case, left, touched, day)


def _reduction(case: Case, left: int, touched: bool, day: date) -> Band | None:
    if not touched and law.number("exemption.reduce_needs_part_performed", day):
        return None
    article = _article("exemption.reduce_from", day)
    if left < law.number("exemption.reduce_from", day):
        return None
    if left <= law.number("exemption.reduce_small_to", day):
        return Band(
            "reduce",
            left // law.number("exemption.reduce_small_part", day),
            _ripe(case, "short", day),
            article,
        )
    most = min(
        left // law.number("exemption.reduce_large_part", day), law.number("exemption.reduce_large_cap", day)
    )
    return Band("reduce", most, _ripe(case, "long", day), article)


def check_may_ask(case: Case, obligation: Obligation, day: date, *, special: bool) -> None:
    """Raises Refusal unless relief may be asked for the obligation on the day.

    ``special``: extreme hardship or great merit, for which the rest is waived whatever the band.
    """
    _check_item(case, obligation)
    _check_once_a_year(case, day)
    if special:
        return
    found = band(case, obligation, day)
    if found is None:
        raise Refusal(
            "law",
            f"khoản {obligation.no} còn {dotted(obligation.outstanding)} đồng không thuộc mức nào được xét "
            f"miễn, giảm theo luật áp dụng ngày {vn(day)} ({law.regime_on(day)}). Tiếp tục thi hành.",
            "obligation",
        )
    if day < found.ripe_on:
        raise Refusal(
            "law",
            f"khoản {obligation.no} còn {dotted(obligation.outstanding)} đồng chỉ được xét "
            f"{RELIEFS[found.relief]} từ ngày {vn(found.ripe_on)}, đủ thời gian kể từ quyết định thi hành "
            "án đầu tiên. Đợi đến ngày đó.",
            "obligation",
        )


def check_amount(
    case: Case, obligation: Obligation, day: date, relief: Relief, amount: int, *, special: bool
) -> None:
    """Raises Refusal for an amount or a kind of relief beyond the band."""
    if amount > obligation.outstanding:
        raise Refusal(
            "law",
            f"số tiền {RELIEFS[relief]} {dotted(amount)} đồng lớn hơn phần còn phải thi hành "
            f"{dotted(obligation.outstanding)} đồng của khoản {obligation.no}; kiểm tra lại số tiền.",
            "amount",
        )
    if special and relief == "waive":
        return
    found = band(case, obligation, day)
    if found is None or found.relief != relief:
        usable = f"chỉ được xét {RELIEFS[found.relief]}" if found else "không được xét miễn, giảm"
        raise Refusal(
            "law",
            f"khoản {obligation.no} còn {dotted(obligation.outstanding)} đồng {usable} theo luật áp dụng "
            f"ngày {vn(day)}, không {RELIEFS[relief]} được. Chọn lại hình thức.",
            "relief",
        )
    if relief == "reduce" and amount > found.most:
        raise Refusal(
            "law",
            f"mức giảm {dotted(amount)} đồng vượt mức cao nhất {dotted(found.most)} đồng cho phần còn lại "
            f"{dotted(obligation.outstanding)} đồng ({found.article}). Ghi không quá mức này.",
            "amount",
        )
    if relief == "waive" and amount != obligation.outstanding:
        raise Refusal(
            "law",
            f"miễn là miễn toàn bộ phần còn lại {dotted(obligation.outstanding)} đồng của khoản "
            f"{obligation.no}; ghi đúng số này, hoặc chọn giảm.",
            "amount",
        )


def granted(case: Case) -> dict[int, int]:
    """By obligation, đồng that a court took off and that waits for the termination decision (C-5)."""
    left: Counter[int] = Counter()
    for step in case.steps:
        if step.obligation is None or not step.amount:
            continue
        if step.code == "exemption_decided" and step.facts.get("by_termination"):
            left[step.obligation] += step.amount
        elif step.ground == "C-5":
            left[step.obligation] -= step.amount
    return {no: amount for no, amount in left.items() if amount > 0}


def _check_item(case: Case, obligation: Obligation) -> None:
    items = {one.code: one.label for one in listed("exemption_items", case.regime)}
    if obligation.kind not in items or obligation.outstanding <= 0:
        raise Refusal(
            "law",
            "chỉ xét miễn, giảm khoản nộp ngân sách nhà nước còn phải thi hành "
            f"({', '.join(items.values())}); khoản {obligation.no} của việc {case.number} không phải. Chọn "
            "khoản khác.",
            "obligation",
        )


def _check_once_a_year(case: Case, day: date) -> None:
    """Once for a judgment of the debtor, in whichever of his matters (L25 Đ.42.3)."""
    last = max((one.considered_on for one in of_one_judgment(case.id) if one.considered_on), default=None)
    if last is not None and day < add_months(last, 12):
        own = any(step.on == last for step in case.steps_of("exemption_decided"))
        where = f"việc {case.number}" if own else "người phải thi hành án, ở một việc khác của cùng bản án,"
        raise Refusal(
            "law",
            f"{where} đã được Tòa án xét ngày {vn(last)}; mỗi bản án chỉ xét miễn, giảm một "
            f"lần trong một năm. Lập hồ sơ từ ngày {vn(add_months(last, 12))}.",
        )


def _ripe(case: Case, which: Literal["short", "long"], day: date) -> date:
    """The years count from the first enforcement decision under the judgment, also one made elsewhere."""
    first = min(one.decided_on for one in of_one_judgment(case.id))
    return add_months(first, 12 * law.number(f"exemption.{which}_years", day))


def _article(name: str, day: date) -> str:
    return law.parameter(name, day).article
