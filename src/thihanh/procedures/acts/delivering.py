"""Người mua nộp tiền, giao tài sản: the end of an asset's way, and things the judgment orders handed over."""

from collections.abc import Sequence

from thihanh import law
from thihanh.deadlines import compute
from thihanh.law.notation import dotted, vn
from thihanh.matters.asking import Choice, Refusal
from thihanh.matters.intake import Intake
from thihanh.matters.states import label
from thihanh.procedures import said
from thihanh.procedures.act import Act, Field, Values
from thihanh.procedures.asset_way import ASSET, assets, check_after, moved, only_asset, something_seized
from thihanh.procedures.case import Case
from thihanh.procedures.forbidden import HOUR, WITH_FORCE, check_time
from thihanh.procedures.remaining import OPEN, STOPS, is_money, open_obligations

_OBLIGATION = "o"
_PAID_FROM = frozenset({"in_progress", "unsold_after_second_cut", "asset_not_ready"}) | STOPS


def _check_paid(case: Case, values: Values) -> None:
    asset = check_after(case, values, "ghi người mua nộp tiền", "auction_won")
    won = asset.steps[-1]
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
    return moved(case, values, "buyer_paid", amount=said.number(values, "amount"))


def _deliverable(case: Case) -> Sequence[Choice]:
    things = [
        Choice(f"{_OBLIGATION}{one.no}", f"Khoản {one.no}: vật, giấy tờ, tài sản bản án buộc giao")
        for one in open_obligations(case)
        if not is_money(one)
    ]
    return [*assets(case), *things]


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
        check_after(case, values, "giao tài sản", "buyer_paid")
        return
    asset = check_after(case, values, "giao tài sản cho người được thi hành án", "auction_failed")
    limit = law.number("auction.unsold_after_cut", case.day(values))
    if asset.cuts < limit:
        raise Refusal(
            "law",
            "người được thi hành án chỉ được nhận tài sản khi đấu giá không thành sau lần giảm giá thứ "
            f"{limit}; tài sản này mới giảm {asset.cuts} lần. Giảm giá và đấu giá tiếp.",
            "counterpart",
        )


def _delivered(case: Case, values: Values) -> Intake:
    chosen = said.text(values, "asset")
    stages = (case.to_stage("in_progress", values),) if case.stage == "unsold_after_second_cut" else ()
    if chosen.startswith(_OBLIGATION):
        no = int(chosen.removeprefix(_OBLIGATION))
        to = said.text(values, "counterpart")
        return case.intake(steps=(case.step("delivered", values, obligation=no, counterpart=to),))
    intake = moved(case, values, "delivered")
    return case.intake(stages=stages, steps=intake.steps)


ACTS: tuple[Act, ...] = (
    Act(
        code="buyer_paid",
        label="Người mua nộp đủ tiền",
        verb="ghi người mua nộp đủ tiền",
        signer="officer",
        register="17",
        legal_state="MT-14",
        stages=_PAID_FROM,
        ready=something_seized,
        meets=("DL-75",),
        starts=("DL-76", "DL-77"),
        articles={"R08": "D62 Đ.27", "R25": "D152 Đ.65.1"},
        fields=(
            ASSET,
            Field("amount", "Số tiền đã nộp", "money"),
            Field("extension_agreed", "Có thỏa thuận gia hạn nộp tiền", "bool", required=False),
        ),
        check=_check_paid,
        effect=_paid,
    ),
    Act(
        code="delivered",
        label="Giao tài sản",
        verb="giao tài sản",
        signer="officer",
        register="17",
        legal_state="MT-15",
        stages=OPEN,
        ready=_ready_to_deliver,
        paper="QD-GIAO-TS",
        meets=("DL-77",),
        starts=("DL-78", "DL-80"),
        articles={"R08": "D62 Đ.27", "R25": "D152 Đ.67"},
        fields=(
            Field("asset", "Tài sản", "choice", choices=_deliverable, default=only_asset),
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
