"""Ủy thác xử lý tài sản: an asset is handled where it lies while the matter stays here; what comes back."""

from thihanh import law
from thihanh.deadlines import compute
from thihanh.law.notation import dotted, vn
from thihanh.matters.asking import Choice, Refusal
from thihanh.matters.intake import Intake
from thihanh.procedures import said
from thihanh.procedures.act import Act, Field, Values
from thihanh.procedures.acts.delegating import RECEIVER, name_of
from thihanh.procedures.case import Case
from thihanh.procedures.remaining import OPEN, choices

_REASON = Field("reason", "Lý do ghi trong quyết định", "long", required=False)


def _check_delegate_asset(case: Case, values: Values) -> None:
    if said.text(values, "counterpart") == case.agency:
        raise Refusal(
            "law", "tài sản ở địa bàn của chính cơ quan thì tự xử lý; chọn cơ quan khác.", "counterpart"
        )


def _delegate_asset(case: Case, values: Values) -> Intake:
    facts: dict[str, str | int | bool] = {"asset_kind": said.text(values, "asset_kind")}
    return case.intake(
        steps=(
            case.step(
                "delegate_asset",
                values,
                counterpart=said.text(values, "counterpart"),
                amount=said.number(values, "value"),
                facts=facts,
            ),
        )
    )


def _assets_away(case: Case) -> tuple[str, ...]:
    """The agencies that handle an asset for this matter and have not brought the proceeds yet."""
    away: dict[str, None] = {}
    for step in case.steps_of("delegate_asset", "delegation_result"):
        if step.code == "delegate_asset":
            away[step.counterpart] = None
        elif step.facts.get("complete"):
            away.pop(step.counterpart, None)
    return tuple(away)


def _asset_is_away(case: Case) -> None:
    if not _assets_away(case):
        raise Refusal(
            "state",
            f"việc {case.number} không có tài sản nào đang ủy thác xử lý; ra quyết định ủy thác xử lý tài "
            "sản trước.",
        )


def _agencies_away(case: Case) -> tuple[Choice, ...]:
    return tuple(Choice(code, name_of(case, code)) for code in _assets_away(case))


def _check_received_asset(case: Case, values: Values) -> None:
    sent = [
        step
        for step in case.steps_of("delegate_asset")
        if step.counterpart == said.text(values, "counterpart")
    ]
    decided = said.need_day(case, values, "decided_on", "ngày quyết định xử lý tài sản ủy thác")
    if sent and decided < sent[-1].on:
        raise Refusal(
            "law",
            f"nơi nhận không thể ra quyết định xử lý ngày {vn(decided)}, trước ngày ủy thác "
            f"{vn(sent[-1].on)}; kiểm tra lại ngày.",
            "decided_on",
        )


def _received_asset(case: Case, values: Values) -> Intake:
    decided = said.day(values, "decided_on") or case.day(values)
    return case.intake(
        steps=(
            case.step(
                "receive_asset_delegation",
                values,
                counterpart=said.text(values, "counterpart"),
                facts={"decided_on": decided.isoformat(), "number": said.text(values, "number")},
            ),
        )
    )


# Kết quả, tiền.


def _was_delegated(case: Case) -> None:
    if not case.steps_of("delegate", "delegate_asset"):
        raise Refusal(
            "state", f"việc {case.number} chưa ủy thác cho nơi nào nên chưa có kết quả ủy thác để ghi."
        )


def _receivers(case: Case) -> tuple[Choice, ...]:
    codes = dict.fromkeys(step.counterpart for step in case.steps_of("delegate", "delegate_asset"))
    return tuple(Choice(code, name_of(case, code)) for code in codes)


def _check_result(case: Case, values: Values) -> None:
    amount, no = said.number(values, "amount"), said.number(values, "obligation")
    if amount is None:
        return
    if said.text(values, "counterpart") not in _assets_away(case):
        raise Refusal(
            "law",
            "phần việc đã ủy thác do nơi nhận thu và thanh toán, tiền không về việc này; chỉ ghi số tiền "
            "khi là tiền xử lý tài sản ủy thác. Bỏ trống số tiền.",
            "amount",
        )
    found = case.obligation(no) if no is not None else None
    if found is None or amount > found.outstanding:
        left = dotted(found.outstanding) if found else "0"
        raise Refusal(
            "state",
            f"tiền xử lý tài sản {dotted(amount)} đồng phải ghi vào một khoản còn đủ số đó (khoản chọn còn "
            f"{left} đồng); chọn lại khoản hoặc số tiền.",
            "obligation",
        )


def _result(case: Case, values: Values) -> Intake:
    amount, no = said.number(values, "amount"), said.number(values, "obligation")
    facts: dict[str, str | int | bool] = {"complete": said.flag(values, "complete")}
    handed = said.day(values, "handed_over_on")
    if handed is not None:
        facts["handed_over_on"] = handed.isoformat()
        facts["late"] = _came_late(case, values)
    money = (case.money(no, "collected", amount, values),) if amount and no is not None else ()
    return case.intake(
        money=money,
        steps=(
            case.step(
                "delegation_result",
                values,
                counterpart=said.text(values, "counterpart"),
                amount=amount,
                obligation=no if amount else None,
                facts=facts,
            ),
        ),
    )


def _came_late(case: Case, values: Values) -> bool:
    """Whether the proceeds came after the five working days of D152 Đ.27.1b (no clock under R08)."""
    handed = said.day(values, "handed_over_on")
    if handed is None or law.regime_on(handed) == "R08":
        return False
    return case.day(values) > compute("DL-43", from_=handed, calendar=case.calendar).due_day


ACTS: tuple[Act, ...] = (
    Act(
        code="delegate_asset",
        label="Ủy thác xử lý tài sản",
        verb="ủy thác xử lý tài sản",
        signer="head",
        legal_state="MT-9",
        stages=frozenset({"verifying", "in_progress", "collateral_only", "asset_blocked", "asset_not_ready"}),
        paper="QD-UY-THAC-TS",
        register="07",
        meets=("DL-41",),
        starts=("DL-12", "DL-13"),
        articles={"R08": "L08 Đ.57", "R25": "L25 Đ.50"},
        fields=(
            RECEIVER,
            Field(
                "asset_kind",
                "Loại tài sản",
                "choice",
                choices=(
                    Choice("real_estate", "Bất động sản"),
                    Choice("registered", "Động sản phải đăng ký"),
                    Choice("other", "Tài sản khác"),
                ),
                hint="Tiền trong tài khoản không ủy thác xử lý; khấu trừ trực tiếp",
            ),
            Field("asset", "Mô tả tài sản ghi trong quyết định", "long"),
            Field("value", "Giá trị ước tính", "money", required=False),
            _REASON,
        ),
        check=_check_delegate_asset,
        effect=_delegate_asset,
    ),
    Act(
        code="receive_asset_delegation",
        label="Nơi nhận ra quyết định xử lý tài sản ủy thác",
        verb="ghi quyết định xử lý tài sản ủy thác",
        signer="clerk",
        legal_state="MT-9",
        stages=OPEN,
        register="08",
        meets=("DL-41",),
        articles={"R08": "L08 Đ.57", "R25": "D152 Đ.27.1"},
        fields=(
            Field("counterpart", "Cơ quan nhận ủy thác", "choice", choices=_agencies_away),
            Field("number", "Số quyết định xử lý tài sản", "text"),
            Field("decided_on", "Ngày quyết định xử lý tài sản", "date"),
        ),
        ready=_asset_is_away,
        check=_check_received_asset,
        effect=_received_asset,
    ),
    Act(
        code="delegation_result",
        label="Kết quả, tiền xử lý tài sản ủy thác",
        verb="ghi kết quả ủy thác",
        signer="clerk",
        legal_state="MT-15",
        after_end=True,
        meets=("DL-43",),
        starts=("DL-80",),
        articles={"R08": "L08 Đ.57", "R25": "D152 Đ.27.1b"},
        fields=(
            Field("counterpart", "Cơ quan nhận ủy thác", "choice", choices=_receivers),
            Field("amount", "Số tiền nhận được", "money", required=False),
            Field("obligation", "Ghi vào khoản", "obligation", required=False, choices=choices),
            Field("handed_over_on", "Ngày nơi nhận giao tài sản", "date", required=False),
            Field("complete", "Đã xử lý xong tài sản ủy thác", "bool", required=False),
        ),
        ready=_was_delegated,
        check=_check_result,
        effect=_result,
    ),
)
