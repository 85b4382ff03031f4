"""Bảo đảm, cưỡng chế, kê biên, and the facts about assets that put a matter into a stage of its own."""

from collections.abc import Callable, Sequence

from thihanh.deadlines import compute
from thihanh.law.notation import vn
from thihanh.matters.asking import Choice, Refusal
from thihanh.matters.intake import Intake
from thihanh.matters.states import label
from thihanh.matters.steps import StepRow
from thihanh.procedures import coercing, offers, said
from thihanh.procedures.act import Act, Field, Values
from thihanh.procedures.case import Case
from thihanh.procedures.forbidden import HOUR, WITH_FORCE, check_time
from thihanh.procedures.remaining import OPEN, STOPS, is_money, open_obligations

#: Stages in which enforcement by force goes on: the voluntary period is over and there are means.
_ENFORCED = frozenset({"in_progress", "asset_not_ready", "unsold_after_second_cut"})
_SEIZE, _COMPEL = "seize", "compel"
_ASSET_KIND = Field(
    "asset_kind",
    "Loại tài sản",
    "choice",
    choices=(
        Choice("real_estate", "Bất động sản"),
        Choice("registered", "Động sản phải đăng ký"),
        Choice("other", "Động sản khác"),
    ),
)
_REASON = Field("reason", "Lý do", "long")


def _something_open(case: Case) -> None:
    if not open_obligations(case):
        raise Refusal(
            "state",
            f"việc {case.number} không còn gì phải thi hành; kết thúc việc thay vì áp dụng biện pháp.",
        )


# Bảo đảm.


def _secure(case: Case, values: Values) -> Intake:
    facts: dict[str, str | int | bool] = {
        "measure": said.text(values, "measure"),
        "cause": said.text(values, "cause"),
    }
    return case.intake(
        steps=(case.step("secure", values, amount=said.number(values, "amount"), facts=facts),)
    )


def secured(case: Case) -> tuple[StepRow, ...]:
    """The security measures and exit bans in force."""
    lifted = {step.facts.get("of_step") for step in case.steps_of("secure_lifted")}
    return tuple(step for step in case.standing("secure", "exit_ban") if step.id not in lifted)


def _measures_in_force(case: Case) -> Sequence[Choice]:
    return [Choice(str(step.id), f"{_measure(step, case)} ngày {vn(step.on)}") for step in secured(case)]


def _measure(step: StepRow, case: Case) -> str:
    if step.code == "exit_ban":
        return "Tạm hoãn xuất cảnh"
    return offers.label_of("security_measures", str(step.facts.get("measure", "")), case)


def _ready_to_lift(case: Case) -> None:
    if not secured(case):
        raise Refusal(
            "state",
            f"việc {case.number} không có biện pháp bảo đảm nào đang áp dụng nên không có gì để giải tỏa.",
        )


def _lift(case: Case, values: Values) -> Intake:
    chosen = said.text(values, "measure")
    step = next(one for one in secured(case) if str(one.id) == chosen)
    facts: dict[str, str | int | bool] = {
        "of_step": step.id,
        "measure": str(step.facts.get("measure", step.code)),
    }
    return case.intake(steps=(case.step("secure_lifted", values, party=step.party, facts=facts),))


def _debtors(case: Case) -> Sequence[Choice]:
    return [Choice(str(one.no), f"{one.no}. {one.name}") for one in case.parties_as("debtor")]


def _check_ban(case: Case, values: Values) -> None:
    party = said.number(values, "party")
    for step in secured(case):
        if step.code == "exit_ban" and step.party == party:
            raise Refusal(
                "state",
                f"đương sự số {party} của việc {case.number} đang bị tạm hoãn xuất cảnh theo quyết định ngày "
                f"{vn(step.on)}; không cần quyết định nữa.",
                "party",
            )


def _ban(case: Case, values: Values) -> Intake:
    return case.intake(steps=(case.step("exit_ban", values, party=said.number(values, "party")),))


# Cưỡng chế và kế hoạch.


def _check_coerce(case: Case, values: Values) -> None:
    measure = said.text(values, "measure")
    still = open_obligations(case)
    if measure == _COMPEL and all(is_money(one) for one in still):
        raise Refusal(
            "law",
            f"việc {case.number} chỉ còn nghĩa vụ trả tiền, không có việc nào để buộc thực hiện; chọn biện "
            "pháp khác.",
            "measure",
        )
    if measure.startswith("deduct") and not case.outstanding:
        raise Refusal(
            "law",
            f"việc {case.number} không còn khoản tiền nào phải thi hành nên không khấu trừ được; chọn biện "
            "pháp khác.",
            "measure",
        )


def _coerce(case: Case, values: Values) -> Intake:
    return case.intake(
        steps=(
            case.step(
                "coerce",
                values,
                amount=said.number(values, "amount"),
                facts={"measure": said.text(values, "measure")},
            ),
        )
    )


def _coercions(case: Case) -> Sequence[Choice]:
    return [
        Choice(
            str(step.id),
            f"{offers.label_of('coercive_measures', str(step.facts.get('measure', '')), case)}, quyết định "
            f"ngày {vn(step.on)}",
        )
        for step in case.standing("coerce")
    ]


def _ready_for_plan(case: Case) -> None:
    if not _coercions(case):
        raise Refusal(
            "state",
            f"việc {case.number} chưa có quyết định cưỡng chế; ra quyết định cưỡng chế trước khi lập kế "
            "hoạch.",
        )


def _check_plan(case: Case, values: Values) -> None:
    planned = said.day(values, "planned_on")
    if planned is None or planned <= case.day(values):
        raise Refusal(
            "law",
            f"ngày cưỡng chế dự kiến phải ở sau ngày lập kế hoạch {vn(case.day(values))}; ghi lại ngày.",
            "planned_on",
        )
    check_time(case, values, planned)


def _plan_sent(case: Case, values: Values) -> Intake:
    planned = said.day(values, "planned_on") or case.day(values)
    facts: dict[str, str | int | bool] = {
        "of_step": int(said.text(values, "measure")),
        "planned_on": planned.isoformat(),
        "hour": said.number(values, "hour") or 0,
        "with_force": said.flag(values, "with_force"),
    }
    return case.intake(
        stages=(case.to_stage("plan_waiting", values),),
        steps=(case.step("plan_sent", values, until=planned, facts=facts),),
    )


def _plan_approved(case: Case, values: Values) -> Intake:
    return case.intake(
        stages=(case.to_stage("in_progress", values),),
        steps=(case.step("plan_approved", values, facts={"approved_by": said.text(values, "approved_by")}),),
    )


# Kê biên.


def _ready_to_seize(case: Case) -> None:
    if not any(step.facts.get("measure") == _SEIZE for step in case.standing("coerce")):
        raise Refusal(
            "state",
            f"việc {case.number} chưa có quyết định cưỡng chế kê biên nên chưa kê biên được; ra quyết định "
            "trước.",
        )


def _check_seize(case: Case, values: Values) -> None:
    on = case.day(values)
    check_time(case, values, on)
    if said.flag(values, "with_force") and not case.steps_of("plan_approved"):
        raise Refusal(
            "law",
            f"kê biên có huy động lực lượng phải theo kế hoạch đã phê duyệt; việc {case.number} chưa có kế "
            "hoạch được phê duyệt. Gửi kế hoạch cưỡng chế trước.",
            "with_force",
        )
    if said.text(values, "asset_kind") != "real_estate":
        return
    told = said.need_day(case, values, "notice_on", "ngày thông báo kê biên bất động sản")
    last = compute("DL-50", event=on, calendar=case.calendar).due_day
    if told > last:
        raise Refusal(
            "law",
            f"thông báo kê biên bất động sản phải trước ngày kê biên ít nhất 03 ngày làm việc, chậm nhất "
            f"{vn(last)}; đã thông báo ngày {vn(told)}. Dời ngày kê biên, hoặc thông báo lại.",
            "notice_on",
        )


def _seize(case: Case, values: Values) -> Intake:
    facts: dict[str, str | int | bool] = {
        "asset_kind": said.text(values, "asset_kind"),
        "hour": said.number(values, "hour") or 0,
        "with_force": said.flag(values, "with_force"),
    }
    told = said.day(values, "notice_on")
    if told is not None:
        facts["notice_on"] = told.isoformat()
    return case.intake(steps=(case.step("seize", values, amount=said.number(values, "value"), facts=facts),))


# Tình trạng của tài sản, thành một trạng thái của việc.


def _check_exhibit(case: Case, values: Values) -> None:
    if not any(one.kind == "confiscation" for one in open_obligations(case)):
        raise Refusal(
            "law",
            f"việc {case.number} không có khoản tịch thu, tiêu hủy vật chứng nên không thể chờ cơ quan nhận "
            "vật chứng; chọn tình trạng khác.",
        )


def _no_more(case: Case, values: Values) -> None:
    """Most facts about assets ask for their document only."""


def _stands(code: str, legal_state: str = "MT-34", also: Callable[[Case, Values], None] = _no_more) -> Act:
    """The act that records a fact about assets: the matter stands in the stage of the same code from then."""

    def effect(case: Case, values: Values) -> Intake:
        document_on = said.day(values, "document_on")
        facts = {"document_on": document_on.isoformat()} if document_on else {}
        change = case.to_stage(code, values, asset_value=said.number(values, "value"))
        return case.intake(stages=(change,), steps=(case.step(code, values, facts=facts),))

    def check(case: Case, values: Values) -> None:
        said.need_day(case, values, "document_on", "ngày của văn bản, biên bản ghi nhận")
        also(case, values)

    return Act(
        code=code,
        label=label(code),
        verb=f"ghi nhận «{label(code)}»",
        signer="officer",
        legal_state=legal_state,
        stages=OPEN - STOPS - {code, "decided", "assigned", "voluntary"},
        articles={"R08": "D139", "R25": "D152 Phụ lục"},
        fields=(
            Field("document_on", "Ngày của văn bản, biên bản ghi nhận", "date"),
            Field("value", "Giá trị tài sản", "money", required=False),
        ),
        check=check,
        effect=effect,
        note="Trạng thái theo mẫu thống kê; ghi nhận có điều kiện để đưa việc trở lại thi hành.",
    )


ACTS: tuple[Act, ...] = (
    Act(
        code="secure",
        label="Áp dụng biện pháp bảo đảm",
        verb="áp dụng biện pháp bảo đảm",
        signer="officer",
        legal_state="MT-6",
        stages=OPEN - STOPS,
        paper="QD-BAO-DAM",
        register="14",
        meets=("DL-44",),
        starts=("DL-12", "DL-45", "DL-47"),
        articles={"R08": "L08 Đ.66", "R25": "L25 Đ.66"},
        fields=(
            Field("measure", "Biện pháp", "choice", choices=offers.from_law("security_measures")),
            Field(
                "cause",
                "Vì sao",
                "choice",
                choices=(
                    Choice("risk", "Có nguy cơ tẩu tán, hủy hoại tài sản, trốn tránh"),
                    Choice("request", "Đương sự yêu cầu bằng văn bản"),
                ),
            ),
            Field("amount", "Giá trị bảo đảm", "money", required=False),
            Field("reason", "Lý do ghi trong quyết định", "long", required=False),
        ),
        ready=_something_open,
        effect=_secure,
    ),
    Act(
        code="secure_lifted",
        label="Chấm dứt biện pháp bảo đảm",
        verb="chấm dứt biện pháp bảo đảm",
        signer="officer",
        legal_state="MT-6",
        after_end=True,
        paper="QD-CHAM-DUT-BD",
        register="14",
        meets=("DL-45", "DL-46"),
        starts=("DL-12",),
        articles={"R08": "L08 Đ.66", "R25": "L25 Đ.95"},
        fields=(Field("measure", "Biện pháp", "choice", choices=_measures_in_force), _REASON),
        ready=_ready_to_lift,
        effect=_lift,
    ),
    Act(
        code="exit_ban",
        label="Tạm hoãn xuất cảnh",
        verb="tạm hoãn xuất cảnh",
        signer="head",
        legal_state="MT-6",
        stages=OPEN - STOPS,
        paper="QD-TAM-HOAN-XC",
        register="14",
        starts=("DL-12", "DL-46"),
        articles={"R08": "D62", "R25": "L25 Đ.70"},
        fields=(
            Field(
                "party",
                "Người bị tạm hoãn xuất cảnh",
                "party",
                choices=_debtors,
                hint="Tổ chức: người đại diện theo pháp luật",
            ),
            _REASON,
        ),
        ready=_something_open,
        check=_check_ban,
        effect=_ban,
    ),
    Act(
        code="coerce",
        label="Quyết định cưỡng chế",
        verb="cưỡng chế",
        signer="officer",
        legal_state="MT-7",
        stages=_ENFORCED,
        paper="QD-CUONG-CHE",
        register="15",
        meets=("DL-45",),
        starts=("DL-12", "DL-13", "DL-48", "DL-96"),
        articles={"R08": "L08 Đ.71", "R25": "L25 Đ.71"},
        fields=(
            Field("measure", "Biện pháp cưỡng chế", "choice", choices=offers.from_law("coercive_measures")),
            Field("amount", "Số tiền cưỡng chế", "money", required=False),
            Field("reason", "Lý do ghi trong quyết định", "long", required=False),
        ),
        ready=_something_open,
        check=_check_coerce,
        effect=_coerce,
    ),
    Act(
        code="plan_sent",
        label="Kế hoạch cưỡng chế gửi phê duyệt",
        verb="gửi kế hoạch cưỡng chế",
        signer="officer",
        legal_state="MT-8",
        stages=_ENFORCED,
        paper="KH-CUONG-CHE",
        register="15",
        meets=("DL-53",),
        articles={"R08": "L08 Đ.72", "R25": "L25 Đ.72.6"},
        fields=(
            Field("measure", "Quyết định cưỡng chế", "choice", choices=_coercions),
            Field("planned_on", "Ngày cưỡng chế dự kiến", "date"),
            HOUR,
            WITH_FORCE,
            Field("venue", "Địa điểm", "text"),
            Field("method", "Phương án tiến hành", "long", required=False),
            Field("forces", "Lực lượng tham gia, bảo vệ", "long", required=False),
            Field("amount", "Dự toán chi phí", "money", required=False),
        ),
        ready=_ready_for_plan,
        check=_check_plan,
        effect=_plan_sent,
        follows=coercing.planned,
    ),
    Act(
        code="plan_approved",
        label="Kế hoạch cưỡng chế được phê duyệt",
        verb="ghi phê duyệt kế hoạch cưỡng chế",
        signer="officer",
        legal_state="MT-8",
        stages=frozenset({"plan_waiting"}),
        register="15",
        articles={"R08": "L08 Đ.72", "R25": "L25 Đ.72.6"},
        fields=(
            Field(
                "approved_by",
                "Người phê duyệt",
                "choice",
                choices=(
                    Choice("head", "Thủ trưởng cơ quan thi hành án"),
                    Choice("committee", "Trưởng Ban Chỉ đạo, khi có ý kiến khác nhau với công an"),
                ),
            ),
        ),
        effect=_plan_approved,
        follows=coercing.approval_told,
    ),
    Act(
        code="seize",
        label="Kê biên tài sản",
        verb="kê biên",
        signer="officer",
        legal_state="MT-9",
        stages=_ENFORCED,
        paper="BB-KE-BIEN",
        register="13",
        starts=("DL-58", "DL-59"),
        articles={"R08": "L08 Đ.88", "R25": "L25 Đ.80"},
        fields=(
            _ASSET_KIND,
            Field("asset", "Mô tả tài sản ghi trong biên bản", "long"),
            Field("value", "Giá trị ước tính", "money", required=False),
            HOUR,
            WITH_FORCE,
            Field(
                "notice_on",
                "Ngày thông báo kê biên",
                "date",
                required=False,
                hint="Bắt buộc với bất động sản",
            ),
        ),
        ready=_ready_to_seize,
        check=_check_seize,
        effect=_seize,
    ),
    _stands("trustee"),
    _stands("asset_not_ready"),
    _stands("exhibit_waiting", also=_check_exhibit),
    _stands("collateral_only", "MT-5"),
    _stands("asset_blocked", "MT-5"),
    _stands("nothing_left", "MT-5"),
)
