"""Hoãn, tạm đình chỉ, tạm dừng, tiếp tục: enforcement stands still on a ground, and goes on again."""

from datetime import date

from thihanh import law
from thihanh.deadlines import compute
from thihanh.law.notation import vn
from thihanh.matters import rules
from thihanh.matters.asking import Choice, Refusal
from thihanh.matters.intake import Intake, Step
from thihanh.matters.states import label
from thihanh.matters.steps import StepRow
from thihanh.procedures import offers, said
from thihanh.procedures.act import Act, Field, Values
from thihanh.procedures.case import Case
from thihanh.procedures.remaining import OPEN, STOPS, choices, is_money, open_obligations

#: Grounds on which the obligation must be one that only the debtor can perform (R25).
_PERSONAL = frozenset({"H-a", "H-b"})
_CONSENT, _DEMAND, _PROTEST = "H-c", "H-2", "T-2"

_DOCUMENT_ON = Field(
    "document_on",
    "Ngày của giấy tờ chứng minh căn cứ",
    "date",
    hint="Đơn, biên bản thỏa thuận, xác nhận, thông báo thụ lý, văn bản yêu cầu",
)
_AUTHORITY = Field(
    "authority",
    "Người có thẩm quyền kháng nghị",
    "choice",
    required=False,
    choices=offers.from_law("protest_authorities"),
    hint="Chỉ với căn cứ H-2, T-2",
)
_REASON = Field("reason", "Lý do ghi trong văn bản", "long", required=False)


# Hoãn.


def _check_postpone(case: Case, values: Values) -> None:
    ground = said.text(values, "ground")
    document_on = said.need_day(case, values, "document_on", "ngày của giấy tờ chứng minh căn cứ")
    _check_extent(case, values)
    _check_personal(case, values, ground)
    until = said.day(values, "until")
    if until is not None and until <= case.day(values):
        raise Refusal(
            "law",
            f"thời điểm hết hoãn {vn(until)} không ở sau ngày quyết định {vn(case.day(values))}; "
            "ghi ngày muộn hơn, hoặc bỏ trống nếu chưa ấn định.",
            "until",
        )
    if ground == _CONSENT:
        _check_consent(values, until)
    if ground == _DEMAND:
        _check_demand(case, values, document_on, until)


def _check_extent(case: Case, values: Values) -> None:
    if said.text(values, "extent") == "part":
        nos = said.numbers(values, "obligations")
        if not nos:
            raise Refusal("input", "hoãn một phần cần chọn những khoản được hoãn.", "obligations")
        if {one.no for one in open_obligations(case)} <= set(nos):
            raise Refusal(
                "law",
                f"đã chọn mọi khoản còn phải thi hành của việc {case.number}; hoãn như vậy là hoãn toàn bộ, "
                "hãy chọn «Toàn bộ việc».",
                "obligations",
            )


def _check_personal(case: Case, values: Values, ground: str) -> None:
    chosen = set(said.numbers(values, "obligations")) or {one.no for one in open_obligations(case)}
    in_person = any(not is_money(one) for one in case.obligations if one.no in chosen)
    if ground in _PERSONAL and law.regime_on(case.day(values)) == "R25" and not in_person:
        raise Refusal(
            "law",
            f"căn cứ «{ground}» chỉ dùng khi nghĩa vụ phải do chính người phải thi hành án thực hiện; "
            f"việc {case.number} chỉ còn nghĩa vụ trả tiền. Chọn căn cứ khác.",
            "ground",
        )


def _check_consent(values: Values, until: date | None) -> None:
    if not said.text(values, "basis"):
        raise Refusal(
            "law",
            "hoãn theo căn cứ H-c phải có văn bản thỏa thuận của đương sự hoặc văn bản đề nghị của người "
            "được thi hành án; chọn loại văn bản đã nhận.",
            "basis",
        )
    if until is None:
        raise Refusal(
            "law",
            "hoãn theo căn cứ H-c phải ghi thời hạn hoãn như văn bản của đương sự; ghi ngày hết hoãn.",
            "until",
        )


def _check_demand(case: Case, values: Values, demand_on: date, until: date | None) -> None:
    authority = said.text(values, "authority")
    if not authority:
        raise Refusal(
            "input", "hoãn theo căn cứ H-2 cần ghi ai có thẩm quyền kháng nghị yêu cầu.", "authority"
        )
    earlier = [
        step
        for step in case.steps_of("postpone")
        if step.ground == _DEMAND and step.facts.get("authority") == authority
    ]
    if earlier:
        raise Refusal(
            "law",
            f"{offers.label_of('protest_authorities', authority, case)} đã yêu cầu hoãn việc {case.number} "
            f"một lần (quyết định ngày {vn(earlier[-1].on)}); mỗi người có thẩm quyền chỉ yêu cầu hoãn một "
            "lần. Khi có quyết định kháng nghị thì ghi tạm đình chỉ.",
            "authority",
        )
    last = _longest_demand(case, demand_on)
    if until is not None and until > last:
        raise Refusal(
            "law",
            f"thời gian hoãn theo yêu cầu ngày {vn(demand_on)} không quá 03 tháng, đến hết {vn(last)}; "
            f"ngày hết hoãn {vn(until)} dài hơn. Ghi lại ngày hết hoãn.",
            "until",
        )


def _longest_demand(case: Case, demand_on: date) -> date:
    return compute("DL-37", from_=demand_on, calendar=case.calendar).due_day


def _postpone(case: Case, values: Values) -> Intake:
    ground, until = said.text(values, "ground"), said.day(values, "until")
    document_on = said.day(values, "document_on")
    facts: dict[str, str | int | bool] = {"whole": said.text(values, "extent") != "part"}
    if document_on:
        facts["document_on"] = document_on.isoformat()
    if ground == _CONSENT:
        # No interest for late payment runs while the creditor agreed to wait (L25 Đ.46.1c).
        facts |= {"basis": said.text(values, "basis"), "late_interest": False}
    counterpart = ""
    if ground == _DEMAND and document_on:
        facts["authority"] = said.text(values, "authority")
        counterpart = offers.label_of("protest_authorities", said.text(values, "authority"), case)
        until = until or _longest_demand(case, document_on)
    said_so = {"ground": ground, "until": until, "counterpart": counterpart, "facts": facts}
    if not facts["whole"]:
        nos = said.numbers(values, "obligations")
        return case.intake(
            steps=tuple(
                case.step("postpone", values, obligation=no, ordinal=place, **said_so)
                for place, no in enumerate(nos)
            )
        )
    return case.intake(
        stages=(case.to_stage("postponed", values, ground=ground),),
        steps=(case.step("postpone", values, **said_so),),
    )


# Tạm đình chỉ, tạm dừng.


def _check_suspend(case: Case, values: Values) -> None:
    said.need_day(case, values, "document_on", "ngày thông báo thụ lý hoặc quyết định tạm đình chỉ nhận được")
    if said.text(values, "ground") == _PROTEST and not said.text(values, "authority"):
        raise Refusal(
            "input",
            "tạm đình chỉ theo căn cứ T-2 cần ghi ai có thẩm quyền kháng nghị quyết định.",
            "authority",
        )


def _suspend(case: Case, values: Values) -> Intake:
    return _stop(case, values, "suspend", "suspended")


def _check_pause(case: Case, values: Values) -> None:
    said.need_day(case, values, "document_on", "ngày của văn bản yêu cầu tạm dừng hoặc ngày xảy ra sự kiện")


def _pause(case: Case, values: Values) -> Intake:
    return _stop(case, values, "pause", "paused")


def _stop(case: Case, values: Values, code: str, stage: str) -> Intake:
    ground, document_on = said.text(values, "ground"), said.day(values, "document_on")
    facts: dict[str, str | int | bool] = {"whole": True}
    if document_on:
        facts["document_on"] = document_on.isoformat()
    authority = said.text(values, "authority")
    if authority:
        facts["authority"] = authority
    counterpart = offers.label_of("protest_authorities", authority, case) if authority else ""
    return case.intake(
        stages=(case.to_stage(stage, values, ground=ground),),
        steps=(
            case.step(
                code,
                values,
                ground=ground,
                until=said.day(values, "until"),
                counterpart=counterpart,
                facts=facts,
            ),
        ),
    )


# Tiếp tục.


def _partly_postponed(case: Case) -> tuple[int, ...]:
    """The obligations that wait while the rest of the matter goes on."""
    waiting: dict[int, None] = {}
    for step in case.standing("postpone", "resume"):
        if step.obligation is None:
            continue
        if step.code == "postpone":
            waiting[step.obligation] = None
        else:
            waiting.pop(step.obligation, None)
    return tuple(waiting)


def _ready_to_resume(case: Case) -> None:
    if case.stage not in STOPS and not _partly_postponed(case):
        raise Refusal(
            "state",
            f"việc {case.number} đang «{label(case.stage)}», không bị hoãn, tạm đình chỉ hay tạm dừng nên "
            "không có gì để tiếp tục; thi hành bình thường.",
        )


def _check_resume(case: Case, values: Values) -> None:
    ended_on = said.need_day(case, values, "ended_on", "ngày căn cứ hoãn, tạm đình chỉ không còn")
    stop = _stop_now(case)
    if stop is None:
        return
    if ended_on < stop.on:
        raise Refusal(
            "law",
            f"ngày căn cứ không còn {vn(ended_on)} sớm hơn ngày dừng {vn(stop.on)}; kiểm tra lại ngày.",
            "ended_on",
        )
    early = stop.until is not None and ended_on < stop.until
    if early and stop.ground == _CONSENT and said.text(values, "why") == "time_over":
        raise Refusal(
            "law",
            f"đương sự đồng ý hoãn đến {vn(stop.until or stop.on)}, ngày {vn(ended_on)} chưa hết thời hạn; "
            "chỉ tiếp tục sớm khi người được thi hành án có văn bản đề nghị. Chọn lý do đó, hoặc đợi hết "
            "thời hạn.",
            "why",
        )


def _stop_now(case: Case) -> StepRow | None:
    found = case.last_step("postpone", "suspend", "pause")
    return found if case.stage in STOPS else None


def _before_the_stop(case: Case, values: Values) -> tuple[str, str]:
    """Where the matter goes back to: to verification if the law of the day does not know the old ground."""
    before = next(one for one in reversed(case.history) if one.stage not in STOPS)
    known = rules.grounds_for(before.stage, law.regime_on(case.day(values)))
    if before.ground and before.ground not in known:
        return "verifying", ""
    return before.stage, before.ground


def _resume(case: Case, values: Values) -> Intake:
    ended_on = said.day(values, "ended_on")
    facts = {"why": said.text(values, "why"), "ended_on": ended_on.isoformat() if ended_on else ""}
    if case.stage in STOPS:
        back, ground = _before_the_stop(case, values)
        return case.intake(
            stages=(case.to_stage(back, values, ground=ground),),
            steps=(case.step("resume", values, facts={**facts, "whole": True, "back_to": back}),),
        )
    steps: list[Step] = [
        case.step("resume", values, obligation=no, ordinal=place, facts={**facts, "whole": False})
        for place, no in enumerate(_partly_postponed(case))
    ]
    return case.intake(steps=tuple(steps))


ACTS: tuple[Act, ...] = (
    Act(
        code="postpone",
        label="Hoãn thi hành án",
        verb="hoãn thi hành án",
        signer="head",
        legal_state="MT-30",
        ground="postponed",
        stages=OPEN - {"postponed", "suspended"},
        paper="QD-HOAN",
        register="09",
        meets=("DL-36",),
        starts=("DL-12", "DL-13", "DL-37", "DL-83"),
        articles={"R08": "L08 Đ.48", "R25": "L25 Đ.46"},
        fields=(
            Field(
                "extent",
                "Phạm vi",
                "choice",
                choices=(Choice("whole", "Toàn bộ việc"), Choice("part", "Một số khoản")),
                default=lambda case: "whole",
            ),
            Field("obligations", "Các khoản được hoãn", "obligations", required=False, choices=choices),
            _DOCUMENT_ON,
            Field(
                "basis",
                "Văn bản của đương sự",
                "choice",
                required=False,
                choices=(
                    Choice("agreement", "Văn bản thỏa thuận của các đương sự"),
                    Choice("creditor", "Văn bản đề nghị của người được thi hành án"),
                ),
                hint="Bắt buộc với căn cứ H-c",
            ),
            _AUTHORITY,
            Field("until", "Hoãn đến ngày", "date", required=False, hint="Bắt buộc với căn cứ H-c"),
            _REASON,
        ),
        check=_check_postpone,
        effect=_postpone,
        bulk=True,
    ),
    Act(
        code="suspend",
        label="Tạm đình chỉ thi hành án",
        verb="tạm đình chỉ thi hành án",
        signer="head",
        legal_state="MT-31",
        ground="suspended",
        stages=OPEN - {"suspended"},
        paper="QD-TAM-DINH-CHI",
        register="09",
        meets=("DL-39",),
        starts=("DL-12", "DL-13", "DL-83"),
        articles={"R08": "L08 Đ.49", "R25": "L25 Đ.47"},
        fields=(_DOCUMENT_ON, _AUTHORITY, _REASON),
        check=_check_suspend,
        effect=_suspend,
    ),
    Act(
        code="pause",
        label="Tạm dừng thi hành án",
        verb="tạm dừng thi hành án",
        signer="head",
        legal_state="MT-32",
        ground="paused",
        stages=OPEN - STOPS,
        paper="TB-TAM-DUNG",
        register="09",
        starts=("DL-13",),
        articles={"R08": "D139", "R25": "L25 Đ.101.1b"},
        fields=(
            _DOCUMENT_ON,
            Field("until", "Tạm dừng đến ngày", "date", required=False),
            Field("reason", "Lý do ghi trong thông báo", "long"),
        ),
        check=_check_pause,
        effect=_pause,
        bulk=True,
    ),
    Act(
        code="resume",
        label="Tiếp tục thi hành án",
        verb="tiếp tục thi hành án",
        signer="head",
        legal_state="MT-33",
        stages=OPEN,
        paper="QD-TIEP-TUC",
        register="09",
        meets=("DL-38",),
        starts=("DL-12", "DL-13"),
        articles={"R08": "L08 Đ.48.3", "R25": "L25 Đ.46.3; L25 Đ.47.3"},
        fields=(
            Field("ended_on", "Ngày căn cứ không còn", "date"),
            Field(
                "why",
                "Vì sao tiếp tục",
                "choice",
                choices=(
                    Choice("ground_over", "Căn cứ hoãn, tạm đình chỉ, tạm dừng không còn"),
                    Choice("time_over", "Hết thời hạn hoãn"),
                    Choice("creditor", "Người được thi hành án đề nghị tiếp tục sớm"),
                ),
            ),
            _REASON,
        ),
        ready=_ready_to_resume,
        check=_check_resume,
        effect=_resume,
        bulk=True,
    ),
)
