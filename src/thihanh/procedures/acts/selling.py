"""Thẩm định giá, đấu giá, giảm giá: each seized asset goes its way in this order, until somebody wins it."""

from functools import partial

from thihanh import law
from thihanh.law.notation import dotted, vn
from thihanh.matters.asking import Choice, Refusal
from thihanh.matters.intake import Intake
from thihanh.procedures import said
from thihanh.procedures.act import Act, Field, Values
from thihanh.procedures.asset_way import ASSET, asset_of, check_after, moved, only_price, something_seized
from thihanh.procedures.case import Case

_SOLD_FROM = frozenset({"in_progress", "unsold_after_second_cut", "asset_not_ready"})


# Thẩm định giá.


def _check_value_contract(case: Case, values: Values) -> None:
    check_after(case, values, "ký hợp đồng thẩm định giá", "seize", "value_result")


def _value_contract(case: Case, values: Values) -> Intake:
    return moved(case, values, "value_contract")


def _check_value_result(case: Case, values: Values) -> None:
    valued_by = said.text(values, "valued_by")
    codes = ("value_contract",) if valued_by == "firm" else ("seize", "value_contract")
    check_after(case, values, "ghi giá", *codes)
    until = said.day(values, "certificate_until")
    if until is not None and until <= case.day(values):
        raise Refusal(
            "law",
            f"chứng thư thẩm định giá hết hạn {vn(until)}, không ở sau ngày ghi nhận; thẩm định lại, hoặc "
            "ghi đúng ngày hết hạn.",
            "certificate_until",
        )


def _value_result(case: Case, values: Values) -> Intake:
    return moved(
        case,
        values,
        "value_result",
        amount=said.number(values, "amount"),
        until=said.day(values, "certificate_until"),
        facts={"valued_by": said.text(values, "valued_by")},
    )


# Đấu giá.


def _check_auction_contract(case: Case, values: Values) -> None:
    asset = check_after(case, values, "ký hợp đồng đấu giá", "value_result", "price_reduced")
    price, amount = asset.price, said.number(values, "amount")
    if price is not None and amount != price:
        raise Refusal(
            "law",
            f"giá khởi điểm phải là giá đã thẩm định, thỏa thuận hoặc giá đã giảm: {dotted(price)} đồng, "
            f"không phải {dotted(amount or 0)} đồng. Ghi lại giá khởi điểm.",
            "amount",
        )
    valued = [step for step in asset.steps if step.code == "value_result"][-1]
    on = case.day(values)
    if valued.until is not None and valued.until < on and law.regime_on(on) == "R25":
        raise Refusal(
            "law",
            f"chứng thư thẩm định giá đã hết hạn ngày {vn(valued.until)}, trước khi ký hợp đồng đấu giá; "
            "phải định giá lại. Ký hợp đồng thẩm định giá mới.",
            "on",
        )


def _auction_contract(case: Case, values: Values) -> Intake:
    return moved(case, values, "auction_contract", amount=said.number(values, "amount"))


def _check_failed(case: Case, values: Values) -> None:
    # A buyer who does not pay in time loses the asset, which is sold anew.
    check_after(case, values, "ghi đấu giá không thành", "auction_contract", "price_reduced", "auction_won")


def _failed(case: Case, values: Values) -> Intake:
    asset = asset_of(case, values)
    times = 1 + sum(step.code == "auction_failed" for step in asset.steps)
    limit = law.number("auction.unsold_after_cut", case.day(values))
    intake = moved(case, values, "auction_failed", amount=asset.price, facts={"times": times})
    if asset.cuts < limit or case.stage == "unsold_after_second_cut":
        return intake
    change = case.to_stage("unsold_after_second_cut", values, asset_value=asset.price)
    return case.intake(stages=(change,), steps=intake.steps)


def _check_reduced(case: Case, values: Values) -> None:
    asset = check_after(case, values, "giảm giá", "auction_failed")
    before, amount = asset.price or 0, said.number(values, "amount") or 0
    if said.number(values, "former_amount") != before:
        raise Refusal(
            "law",
            f"giá liền trước của tài sản là {dotted(before)} đồng; ghi lại giá liền trước.",
            "former_amount",
        )
    percent = law.number("auction.largest_cut", case.day(values))
    floor = -(-before * (100 - percent) // 100)  # rounded up to a whole đồng
    if amount >= before:
        raise Refusal(
            "law",
            f"giá mới {dotted(amount)} đồng không thấp hơn giá liền trước {dotted(before)} đồng; ghi lại "
            "giá.",
            "amount",
        )
    if amount < floor:
        raise Refusal(
            "law",
            f"mỗi lần giảm không quá {percent}% giá khởi điểm liền trước {dotted(before)} đồng: giá mới "
            f"không thấp hơn {dotted(floor)} đồng. Ghi lại giá.",
            "amount",
        )


def _reduced(case: Case, values: Values) -> Intake:
    asset = asset_of(case, values)
    facts: dict[str, str | int | bool] = {
        "former_amount": asset.price or 0,
        "cut": asset.cuts + 1,
    }
    return moved(case, values, "price_reduced", amount=said.number(values, "amount"), facts=facts)


def _check_won(case: Case, values: Values) -> None:
    asset = check_after(case, values, "ghi đấu giá thành", "auction_contract", "price_reduced")
    price, amount = asset.price or 0, said.number(values, "amount") or 0
    if amount < price:
        raise Refusal(
            "law",
            f"giá trúng {dotted(amount)} đồng thấp hơn giá khởi điểm {dotted(price)} đồng; cuộc đấu giá như "
            "vậy là không thành. Ghi lại giá, hoặc ghi đấu giá không thành.",
            "amount",
        )


def _won(case: Case, values: Values) -> Intake:
    intake = moved(case, values, "auction_won", amount=said.number(values, "amount"))
    if case.stage != "unsold_after_second_cut":
        return intake
    return case.intake(stages=(case.to_stage("in_progress", values),), steps=intake.steps)


_START_PRICE = Field("amount", "Giá khởi điểm", "money", default=only_price)
#: An act on a seized asset.
_SALE = partial(Act, signer="officer", register="17", stages=_SOLD_FROM, ready=something_seized)

ACTS: tuple[Act, ...] = (
    _SALE(
        code="value_contract",
        label="Hợp đồng thẩm định giá",
        verb="ký hợp đồng thẩm định giá",
        legal_state="MT-10",
        paper="HD-THAM-DINH",
        meets=("DL-59", "DL-62"),
        articles={"R08": "L08 Đ.98", "R25": "L25 Đ.82.1a"},
        fields=(ASSET, Field("counterpart", "Doanh nghiệp thẩm định giá", "text")),
        check=_check_value_contract,
        effect=_value_contract,
    ),
    _SALE(
        code="value_result",
        label="Kết quả thẩm định giá",
        verb="ghi kết quả thẩm định giá",
        legal_state="MT-10",
        paper="TB-THAM-DINH",
        meets=("DL-60",),
        starts=("DL-61", "DL-63", "DL-64", "DL-66"),
        articles={"R08": "L08 Đ.98", "R25": "L25 Đ.82.1"},
        fields=(
            ASSET,
            Field("amount", "Giá", "money"),
            Field(
                "valued_by",
                "Giá do",
                "choice",
                choices=(
                    Choice("firm", "Doanh nghiệp thẩm định giá"),
                    Choice("agreement", "Đương sự thỏa thuận bằng văn bản"),
                    Choice("council", "Hội đồng hoặc Chấp hành viên xác định, khi luật cho phép"),
                ),
                default=lambda case: "firm",
            ),
            Field("certificate_until", "Chứng thư có giá trị đến", "date", required=False),
        ),
        check=_check_value_result,
        effect=_value_result,
    ),
    _SALE(
        code="auction_contract",
        label="Hợp đồng đấu giá",
        verb="ký hợp đồng đấu giá",
        legal_state="MT-11",
        paper="HD-DAU-GIA",
        meets=("DL-64",),
        starts=("DL-65", "DL-74"),
        articles={"R08": "L08 Đ.101", "R25": "L25 Đ.83.2a"},
        fields=(ASSET, Field("counterpart", "Tổ chức đấu giá", "text"), _START_PRICE),
        check=_check_auction_contract,
        effect=_auction_contract,
    ),
    _SALE(
        code="auction_failed",
        label="Đấu giá không thành",
        verb="ghi đấu giá không thành",
        legal_state="MT-12",
        meets=("DL-65",),
        starts=("DL-68", "DL-69", "DL-71"),
        articles={"R08": "L08 Đ.104", "R25": "L25 Đ.83.3"},
        fields=(ASSET,),
        check=_check_failed,
        effect=_failed,
    ),
    _SALE(
        code="price_reduced",
        label="Giảm giá tài sản",
        verb="giảm giá",
        legal_state="MT-12",
        paper="QD-GIAM-GIA",
        meets=("DL-69",),
        starts=("DL-12", "DL-13"),
        articles={"R08": "L08 Đ.104", "R25": "L25 Đ.83.3"},
        fields=(
            ASSET,
            Field("former_amount", "Giá liền trước", "money", default=only_price),
            Field("amount", "Giá mới", "money"),
        ),
        check=_check_reduced,
        effect=_reduced,
    ),
    _SALE(
        code="auction_won",
        label="Đấu giá thành",
        verb="ghi đấu giá thành",
        legal_state="MT-13",
        meets=("DL-65",),
        starts=("DL-75",),
        articles={"R08": "L08 Đ.101", "R25": "L25 Đ.83"},
        fields=(ASSET, Field("amount", "Giá trúng", "money")),
        check=_check_won,
        effect=_won,
    ),
)
