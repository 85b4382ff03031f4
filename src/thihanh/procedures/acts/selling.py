"""Thẩm định giá, đấu giá, giảm giá, nộp tiền, giao tài sản: each seized asset goes its way in this order."""

from collections.abc import Sequence

from thihanh import law
from thihanh.deadlines import compute
from thihanh.law.notation import dotted, vn
from thihanh.matters.intake import Intake
from thihanh.matters.states import label
from thihanh.matters.steps import StepRow
from thihanh.procedures import said
from thihanh.procedures.act import Act, Choice, Field, Refusal, Value, Values
from thihanh.procedures.case import Case
from thihanh.procedures.forbidden import HOUR, WITH_FORCE, check_time
from thihanh.procedures.remaining import OPEN, STOPS, is_money, open_obligations

_SOLD_FROM = frozenset({"in_progress", "unsold_after_second_cut", "asset_not_ready"})
_WAY = (
    "value_contract",
    "value_result",
    "auction_contract",
    "auction_failed",
    "price_reduced",
    "auction_won",
    "buyer_paid",
    "delivered",
)
_KINDS = {"real_estate": "bất động sản", "registered": "động sản phải đăng ký", "other": "động sản"}
_OBLIGATION = "o"


# Which asset, and how far it has come.


def _assets(case: Case) -> Sequence[Choice]:
    return [Choice(str(step.id), _words(step)) for step in _seized(case)]


def _words(step: StepRow) -> str:
    return f"Tài sản kê biên ngày {vn(step.on)} ({_KINDS[str(step.facts.get('asset_kind', 'other'))]})"


def _seized(case: Case) -> tuple[StepRow, ...]:
    """The seized assets that were not handed over yet."""
    gone = {step.facts.get("asset") for step in case.steps_of("delivered")}
    return tuple(step for step in case.steps_of("seize") if step.id not in gone)


def _only_asset(case: Case) -> Value:
    assets = _seized(case)
    return str(assets[0].id) if len(assets) == 1 else None


def _asset(case: Case, values: Values) -> StepRow:
    chosen = said.text(values, "asset")
    return next(step for step in _seized(case) if str(step.id) == chosen)


def _way(case: Case, asset: StepRow) -> tuple[StepRow, ...]:
    """What happened to the asset, oldest first."""
    return tuple(step for step in case.steps_of(*_WAY) if step.facts.get("asset") == asset.id)


def _last(case: Case, asset: StepRow) -> str:
    way = _way(case, asset)
    return way[-1].code if way else "seize"


def _price(case: Case, asset: StepRow) -> int | None:
    """The price that holds: of the valuation, or of the last reduction, in đồng."""
    priced = [step for step in _way(case, asset) if step.code in ("value_result", "price_reduced")]
    return priced[-1].amount if priced else None


def _cuts(case: Case, asset: StepRow) -> int:
    return sum(step.code == "price_reduced" for step in _way(case, asset))


def _price_of_only_asset(case: Case) -> Value:
    assets = _seized(case)
    return _price(case, assets[0]) if len(assets) == 1 else None


_STOOD = {
    "seize": "mới kê biên, chưa thẩm định giá",
    "value_contract": "đang thẩm định giá",
    "value_result": "đã có giá, chưa ký hợp đồng đấu giá",
    "auction_contract": "đang chờ đấu giá",
    "auction_failed": "đấu giá không thành, chưa giảm giá",
    "price_reduced": "đã giảm giá, đang chờ đấu giá lại",
    "auction_won": "đấu giá thành, chờ người mua nộp tiền",
    "buyer_paid": "người mua đã nộp đủ tiền, chờ giao",
}


def _check_after(case: Case, values: Values, verb: str, *codes: str) -> StepRow:
    """The asset, if it has come as far as one of the codes. Raises Refusal («Trạng thái»)."""
    asset = _asset(case, values)
    last = _last(case, asset)
    if last not in codes:
        needed = " hoặc ".join(f"«{_STOOD[code]}»" for code in codes)
        raise Refusal(
            "state",
            f"tài sản kê biên ngày {vn(asset.on)} {_STOOD[last]} nên chưa {verb} được; chỉ làm được khi "
            f"{needed}.",
            "asset",
        )
    way = _way(case, asset)
    before = way[-1].on if way else asset.on
    if case.day(values) < before:
        raise Refusal(
            "law",
            f"ngày {vn(case.day(values))} sớm hơn bước trước của tài sản, ngày {vn(before)}; kiểm tra lại "
            "ngày.",
            "on",
        )
    return asset


def _something_seized(case: Case) -> None:
    if not _seized(case):
        raise Refusal(
            "state",
            f"việc {case.number} không có tài sản kê biên nào đang xử lý; kê biên tài sản trước.",
        )


def _moved(case: Case, values: Values, code: str, **more: object) -> Intake:
    facts: dict[str, object] = {"asset": _asset(case, values).id}
    facts |= more.pop("facts", {})  # type: ignore[call-overload]  # -- a mapping of plain values
    return case.intake(steps=(case.step(code, values, facts=facts, **more),))


# Thẩm định giá.


def _check_value_contract(case: Case, values: Values) -> None:
    _check_after(case, values, "ký hợp đồng thẩm định giá", "seize", "value_result")


def _value_contract(case: Case, values: Values) -> Intake:
    return _moved(case, values, "value_contract", counterpart=said.text(values, "counterpart"))


def _check_value_result(case: Case, values: Values) -> None:
    valued_by = said.text(values, "valued_by")
    codes = ("value_contract",) if valued_by == "firm" else ("seize", "value_contract")
    _check_after(case, values, "ghi giá", *codes)
    until = said.day(values, "certificate_until")
    if until is not None and until <= case.day(values):
        raise Refusal(
            "law",
            f"chứng thư thẩm định giá hết hạn {vn(until)}, không ở sau ngày ghi nhận; thẩm định lại, hoặc "
            "ghi đúng ngày hết hạn.",
            "certificate_until",
        )


def _value_result(case: Case, values: Values) -> Intake:
    return _moved(
        case,
        values,
        "value_result",
        amount=said.number(values, "amount"),
        until=said.day(values, "certificate_until"),
        facts={"valued_by": said.text(values, "valued_by")},
    )


# Đấu giá.


def _check_auction_contract(case: Case, values: Values) -> None:
    asset = _check_after(case, values, "ký hợp đồng đấu giá", "value_result", "price_reduced")
    price, amount = _price(case, asset), said.number(values, "amount")
    if price is not None and amount != price:
        raise Refusal(
            "law",
            f"giá khởi điểm phải là giá đã thẩm định, thỏa thuận hoặc giá đã giảm: {dotted(price)} đồng, "
            f"không phải {dotted(amount or 0)} đồng. Ghi lại giá khởi điểm.",
            "amount",
        )
    valued = [step for step in _way(case, asset) if step.code == "value_result"][-1]
    on = case.day(values)
    if valued.until is not None and valued.until < on and law.regime_on(on) == "R25":
        raise Refusal(
            "law",
            f"chứng thư thẩm định giá đã hết hạn ngày {vn(valued.until)}, trước khi ký hợp đồng đấu giá; "
            "phải định giá lại. Ký hợp đồng thẩm định giá mới.",
            "on",
        )


def _auction_contract(case: Case, values: Values) -> Intake:
    return _moved(
        case,
        values,
        "auction_contract",
        amount=said.number(values, "amount"),
        counterpart=said.text(values, "counterpart"),
    )


def _check_failed(case: Case, values: Values) -> None:
    # A buyer who does not pay in time loses the asset, which is sold anew.
    _check_after(case, values, "ghi đấu giá không thành", "auction_contract", "price_reduced", "auction_won")


def _failed(case: Case, values: Values) -> Intake:
    asset = _asset(case, values)
    times = 1 + sum(step.code == "auction_failed" for step in _way(case, asset))
    limit = law.parameter("auction.unsold_after_cut", case.day(values)).value or 0
    intake = _moved(case, values, "auction_failed", amount=_price(case, asset), facts={"times": times})
    if _cuts(case, asset) < limit or case.stage == "unsold_after_second_cut":
        return intake
    change = case.to_stage("unsold_after_second_cut", values, asset_value=_price(case, asset))
    return case.intake(stages=(change,), steps=intake.steps)


def _check_reduced(case: Case, values: Values) -> None:
    asset = _check_after(case, values, "giảm giá", "auction_failed")
    before, amount = _price(case, asset) or 0, said.number(values, "amount") or 0
    if said.number(values, "former_amount") != before:
        raise Refusal(
            "law",
            f"giá liền trước của tài sản là {dotted(before)} đồng; ghi lại giá liền trước.",
            "former_amount",
        )
    percent = law.parameter("auction.largest_cut", case.day(values)).value or 0
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
    asset = _asset(case, values)
    facts: dict[str, str | int | bool] = {
        "former_amount": _price(case, asset) or 0,
        "cut": _cuts(case, asset) + 1,
    }
    return _moved(case, values, "price_reduced", amount=said.number(values, "amount"), facts=facts)


def _check_won(case: Case, values: Values) -> None:
    asset = _check_after(case, values, "ghi đấu giá thành", "auction_contract", "price_reduced")
    price, amount = _price(case, asset) or 0, said.number(values, "amount") or 0
    if amount < price:
        raise Refusal(
            "law",
            f"giá trúng {dotted(amount)} đồng thấp hơn giá khởi điểm {dotted(price)} đồng; cuộc đấu giá như "
            "vậy là không thành. Ghi lại giá, hoặc ghi đấu giá không thành.",
            "amount",
        )


def _won(case: Case, values: Values) -> Intake:
    intake = _moved(case, values, "auction_won", amount=said.number(values, "amount"))
    if case.stage != "unsold_after_second_cut":
        return intake
    return case.intake(stages=(case.to_stage("in_progress", values),), steps=intake.steps)


# Nộp tiền, giao tài sản.


def _check_paid(case: Case, values: Values) -> None:
    asset = _check_after(case, values, "ghi người mua nộp tiền", "auction_won")
    won = _way(case, asset)[-1]
    extended = said.flag(values, "extension_agreed")
    if extended and law.regime_on(won.on) == "R08":
        raise Refusal(
            "law",
            f"đấu giá thành ngày {vn(won.on)} theo luật trước 01/07/2026 thì người mua không được gia hạn "
            "nộp tiền; bỏ đánh dấu gia hạn.",
            "extension_agreed",
        )
    facts = {"extension_agreed": True} if extended else {}
    last = compute("DL-75", from_=won.on, facts=facts, calendar=case.calendar).due_day
    if case.day(values) > last:
        raise Refusal(
            "law",
            f"người mua phải nộp đủ tiền chậm nhất {vn(last)}; ngày {vn(case.day(values))} đã quá hạn, hợp "
            "đồng bị hủy và tài sản được bán tiếp. Ghi đấu giá không thành hoặc kiểm tra lại ngày nộp.",
            "on",
        )
    if said.number(values, "amount") != won.amount:
        raise Refusal(
            "law",
            f"người mua phải nộp đủ giá trúng {dotted(won.amount or 0)} đồng (cả tiền đặt trước); ghi khi "
            "đã nộp đủ.",
            "amount",
        )


def _paid(case: Case, values: Values) -> Intake:
    return _moved(case, values, "buyer_paid", amount=said.number(values, "amount"))


def _deliverable(case: Case) -> Sequence[Choice]:
    things = [
        Choice(f"{_OBLIGATION}{one.no}", f"Khoản {one.no}: vật, giấy tờ, tài sản bản án buộc giao")
        for one in open_obligations(case)
        if not is_money(one)
    ]
    return [*_assets(case), *things]


def _ready_to_deliver(case: Case) -> None:
    if not _deliverable(case):
        raise Refusal(
            "state",
            f"việc {case.number} không có tài sản kê biên hay vật phải giao nào; không có gì để giao.",
        )


def _check_delivered(case: Case, values: Values) -> None:
    check_time(case, values, case.day(values))
    to_buyer = said.text(values, "counterpart") == "buyer"
    if case.stage in STOPS and not to_buyer:
        raise Refusal(
            "state",
            f"việc {case.number} đang «{label(case.stage)}»; chỉ giao tiếp tài sản cho người mua đã nộp đủ "
            "tiền. Ra quyết định tiếp tục thi hành án trước.",
        )
    if said.text(values, "asset").startswith(_OBLIGATION):
        return
    if said.text(values, "counterpart") != "creditor":
        _check_after(case, values, "giao tài sản", "buyer_paid")
        return
    asset = _check_after(case, values, "giao tài sản cho người được thi hành án", "auction_failed")
    limit = law.parameter("auction.unsold_after_cut", case.day(values)).value or 0
    if _cuts(case, asset) < limit:
        raise Refusal(
            "law",
            "người được thi hành án chỉ được nhận tài sản khi đấu giá không thành sau lần giảm giá thứ "
            f"{limit}; tài sản này mới giảm {_cuts(case, asset)} lần. Giảm giá và đấu giá tiếp.",
            "counterpart",
        )


def _delivered(case: Case, values: Values) -> Intake:
    chosen = said.text(values, "asset")
    to = said.text(values, "counterpart")
    stages = (case.to_stage("in_progress", values),) if case.stage == "unsold_after_second_cut" else ()
    if chosen.startswith(_OBLIGATION):
        no = int(chosen.removeprefix(_OBLIGATION))
        return case.intake(steps=(case.step("delivered", values, obligation=no, facts={"to": to}),))
    intake = _moved(case, values, "delivered", facts={"to": to})
    return case.intake(stages=stages, steps=intake.steps)


_ASSET = Field("asset", "Tài sản", "choice", choices=_assets, default=_only_asset)
_START = Field("amount", "Giá khởi điểm", "money", default=_price_of_only_asset)


def _selling(code: str, name: str, verb: str, legal_state: str, **more: object) -> Act:
    """An act on a seized asset."""
    given: dict[str, object] = {"signer": "officer", "stages": _SOLD_FROM, "ready": _something_seized}
    return Act(code=code, label=name, verb=verb, legal_state=legal_state, register="17", **{**given, **more})  # type: ignore[arg-type]  # -- fields of Act by name


ACTS: tuple[Act, ...] = (
    _selling(
        "value_contract",
        "Hợp đồng thẩm định giá",
        "ký hợp đồng thẩm định giá",
        "MT-10",
        paper="HD-THAM-DINH",
        meets=("DL-59", "DL-62"),
        articles={"R08": "L08 Đ.98", "R25": "L25 Đ.82.1a"},
        fields=(_ASSET, Field("counterpart", "Doanh nghiệp thẩm định giá", "text")),
        check=_check_value_contract,
        effect=_value_contract,
    ),
    _selling(
        "value_result",
        "Kết quả thẩm định giá",
        "ghi kết quả thẩm định giá",
        "MT-10",
        paper="TB-THAM-DINH",
        meets=("DL-60",),
        starts=("DL-61", "DL-63", "DL-64", "DL-66"),
        articles={"R08": "L08 Đ.98", "R25": "L25 Đ.82.1"},
        fields=(
            _ASSET,
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
    _selling(
        "auction_contract",
        "Hợp đồng đấu giá",
        "ký hợp đồng đấu giá",
        "MT-11",
        paper="HD-DAU-GIA",
        meets=("DL-64",),
        starts=("DL-65", "DL-74"),
        articles={"R08": "L08 Đ.101", "R25": "L25 Đ.83.2a"},
        fields=(_ASSET, Field("counterpart", "Tổ chức đấu giá", "text"), _START),
        check=_check_auction_contract,
        effect=_auction_contract,
    ),
    _selling(
        "auction_failed",
        "Đấu giá không thành",
        "ghi đấu giá không thành",
        "MT-12",
        meets=("DL-65",),
        starts=("DL-68", "DL-69", "DL-71"),
        articles={"R08": "L08 Đ.104", "R25": "L25 Đ.83.3"},
        fields=(_ASSET,),
        check=_check_failed,
        effect=_failed,
    ),
    _selling(
        "price_reduced",
        "Giảm giá tài sản",
        "giảm giá",
        "MT-12",
        paper="QD-GIAM-GIA",
        meets=("DL-69",),
        starts=("DL-12", "DL-13"),
        articles={"R08": "L08 Đ.104", "R25": "L25 Đ.83.3"},
        fields=(
            _ASSET,
            Field("former_amount", "Giá liền trước", "money", default=_price_of_only_asset),
            Field("amount", "Giá mới", "money"),
        ),
        check=_check_reduced,
        effect=_reduced,
    ),
    _selling(
        "auction_won",
        "Đấu giá thành",
        "ghi đấu giá thành",
        "MT-13",
        meets=("DL-65",),
        starts=("DL-75",),
        articles={"R08": "L08 Đ.101", "R25": "L25 Đ.83"},
        fields=(_ASSET, Field("amount", "Giá trúng", "money")),
        check=_check_won,
        effect=_won,
    ),
    _selling(
        "buyer_paid",
        "Người mua nộp đủ tiền",
        "ghi người mua nộp đủ tiền",
        "MT-14",
        stages=_SOLD_FROM | STOPS,
        meets=("DL-75",),
        starts=("DL-76", "DL-77"),
        articles={"R08": "D62 Đ.27", "R25": "D152 Đ.65.1"},
        fields=(
            _ASSET,
            Field("amount", "Số tiền đã nộp", "money"),
            Field("extension_agreed", "Có thỏa thuận gia hạn nộp tiền", "bool", required=False),
        ),
        check=_check_paid,
        effect=_paid,
    ),
    _selling(
        "delivered",
        "Giao tài sản",
        "giao tài sản",
        "MT-15",
        stages=OPEN,
        ready=_ready_to_deliver,
        paper="QD-GIAO-TS",
        meets=("DL-77",),
        starts=("DL-78", "DL-80"),
        articles={"R08": "D62 Đ.27", "R25": "D152 Đ.67"},
        fields=(
            Field("asset", "Tài sản", "choice", choices=_deliverable, default=_only_asset),
            Field(
                "counterpart",
                "Giao cho",
                "choice",
                choices=(
                    Choice("buyer", "Người mua được tài sản"),
                    Choice("creditor", "Người được thi hành án"),
                    Choice("entitled", "Người khác theo bản án, quyết định"),
                ),
            ),
            HOUR,
            WITH_FORCE,
        ),
        check=_check_delivered,
        effect=_delivered,
    ),
)
