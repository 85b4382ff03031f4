"""Miễn, giảm nghĩa vụ nộp ngân sách: the dossier, the procuracy's view, the court's acts, its decision.

A reduction under the law before 01/07/2026 leaves the outstanding sum as «giảm»; a waiver, and every court
reduction under the law after, leaves it by the termination decision (C-5) that must follow.
"""

from collections.abc import Sequence

from thihanh import law
from thihanh.deadlines import compute
from thihanh.deadlines.arithmetic import add_months
from thihanh.law.lists import listed
from thihanh.law.notation import dotted, vn
from thihanh.matters.asking import Choice, Refusal
from thihanh.matters.intake import Intake
from thihanh.matters.steps import StepRow
from thihanh.matters.whole import Obligation
from thihanh.procedures import exemption, offers, said
from thihanh.procedures.act import Act, Field, Value, Values
from thihanh.procedures.case import Case
from thihanh.procedures.exemption import WITHOUT_MEANS, Relief

_BY_AGENCY = "agency"


def _obligation(case: Case, values: Values) -> Obligation:
    found = case.obligation(said.number(values, "obligation") or 0)
    if found is None:
        raise Refusal("input", f"việc {case.number} không có khoản đã chọn; chọn lại khoản.", "obligation")
    return found


def _relief(values: Values) -> Relief:
    return "reduce" if said.text(values, "relief") == "reduce" else "waive"


def _file_now(case: Case) -> StepRow | None:
    """The dossier under way: filed, and not decided by the court yet."""
    last = case.last_step("exemption_file", "exemption_decided")
    return last if last is not None and last.code == "exemption_file" else None


def _since_filed(case: Case, *codes: str) -> StepRow | None:
    """The latest of these steps that belongs to the dossier under way."""
    filed = _file_now(case)
    found = case.last_step(*codes)
    return found if filed and found and found.id > filed.id else None


def _need_file(case: Case) -> StepRow:
    filed = _file_now(case)
    if filed is None:
        raise Refusal(
            "state",
            f"việc {case.number} chưa có hồ sơ đề nghị miễn, giảm nào đang giải quyết; lập hồ sơ trước.",
        )
    return filed


# Lập hồ sơ.


def _items(case: Case) -> Sequence[Choice]:
    kinds = {one.code: one.label for one in listed("exemption_items", case.regime)}
    return [
        Choice(str(one.no), f"{one.no}. {kinds[one.kind]}, còn {dotted(one.outstanding)} đồng")
        for one in case.obligations
        if one.kind in kinds and one.outstanding > 0
    ]


def _only_band(case: Case) -> exemption.Band | None:
    """The band of the only item; None where there are several."""
    items = _items(case)
    found = case.obligation(int(items[0].code)) if len(items) == 1 else None
    return exemption.band(case, found, case.on) if found else None


def _usual_relief(case: Case) -> Value:
    """What the band of the only item allows."""
    band = _only_band(case)
    return band.relief if band else None


def _most(case: Case) -> Value:
    """How much of the only item its band lets go, in đồng."""
    band = _only_band(case)
    return band.most if band else None


def _ready_to_file(case: Case) -> None:
    filed = _file_now(case)
    if filed is not None:
        raise Refusal(
            "state",
            f"việc {case.number} có hồ sơ miễn, giảm ngày {vn(filed.on)} đang chờ Tòa án; ghi kết quả của "
            "hồ sơ đó trước.",
        )
    if not _items(case):
        kinds = ", ".join(one.label.lower() for one in listed("exemption_items", case.regime))
        raise Refusal(
            "law",
            f"việc {case.number} không có khoản nộp ngân sách nhà nước nào còn phải thi hành ({kinds}) nên "
            "không có gì để đề nghị miễn, giảm.",
            "obligation",
        )


def _check_file(case: Case, values: Values) -> None:
    obligation, on = _obligation(case, values), case.day(values)
    special = said.flag(values, "special")
    exemption.check_may_ask(case, obligation, on, special=special)
    exemption.check_amount(
        case, obligation, on, _relief(values), said.number(values, "amount") or 0, special=special
    )
    _check_verified(case, values)


def _check_verified(case: Case, values: Values) -> None:
    """Raises Refusal where the latest verification is older than the law allows (L25 Đ.43)."""
    months = law.number("exemption.verification_months", case.day(values))
    last = max((one.on for one in case.matter.verified), default=None)
    if last is None or add_months(last, months) < case.day(values):
        was = f"lần gần nhất ngày {vn(last)}" if last else "chưa có lần nào"
        raise Refusal(
            "law",
            f"hồ sơ miễn, giảm cần kết quả xác minh không quá {months} tháng; việc {case.number} {was}. "
            "Xác minh lại trước khi lập hồ sơ.",
        )


def _filed(case: Case, values: Values) -> Intake:
    return case.intake(
        steps=(
            case.step(
                "exemption_file",
                values,
                obligation=said.number(values, "obligation"),
                amount=said.number(values, "amount"),
                facts={
                    "relief": _relief(values),
                    "special": said.flag(values, "special"),
                    "proposer": said.text(values, "proposer"),
                },
            ),
        )
    )


# Viện kiểm sát có ý kiến; gửi Tòa án; thụ lý.


def _ready_for_view(case: Case) -> None:
    filed = _need_file(case)
    if filed.facts.get("proposer") != _BY_AGENCY:
        raise Refusal(
            "state",
            "Viện kiểm sát là bên đề nghị miễn, giảm nên không cần thêm ý kiến; gửi hồ sơ cho Tòa án.",
        )
    if _since_filed(case, "exemption_sent"):
        raise Refusal("state", f"hồ sơ của việc {case.number} đã gửi Tòa án; chờ kết quả của Tòa án.")


def _viewed(case: Case, values: Values) -> Intake:
    facts: dict[str, str | int | bool] = {"agrees": said.flag(values, "agrees")}
    return case.intake(steps=(case.step("exemption_view", values, counterpart="procuracy", facts=facts),))


def _ready_to_send(case: Case) -> None:
    filed = _need_file(case)
    if sent := _since_filed(case, "exemption_sent"):
        raise Refusal("state", f"hồ sơ của việc {case.number} đã gửi Tòa án ngày {vn(sent.on)}.")
    if filed.facts.get("proposer") == _BY_AGENCY and not _since_filed(case, "exemption_view"):
        raise Refusal(
            "state",
            "cơ quan thi hành án đề nghị thì hồ sơ phải có ý kiến bằng văn bản của Viện kiểm sát; ghi ý "
            "kiến đó trước khi gửi Tòa án.",
        )


def _check_papers(case: Case, values: Values) -> None:
    filed = _need_file(case)
    by_agency = filed.facts.get("proposer") == _BY_AGENCY
    has = set(said.codes(values, "papers"))
    missing = [
        one.label
        for one in listed("exemption_papers", law.regime_on(case.day(values)))
        if one.code not in has and (one.when != "by_agency" or by_agency)
    ]
    if missing:
        raise Refusal(
            "law",
            f"hồ sơ miễn, giảm của việc {case.number} còn thiếu: {'; '.join(missing)}. Bổ sung đủ rồi gửi.",
            "papers",
        )


def _sent(case: Case, values: Values) -> Intake:
    return _court_step(case, values, "exemption_sent", "MG-01")


def _ready_to_accept(case: Case) -> None:
    _need_file(case)
    if not _since_filed(case, "exemption_sent"):
        raise Refusal(
            "state", f"hồ sơ của việc {case.number} chưa gửi Tòa án nên chưa thể thụ lý; gửi trước."
        )
    if _since_filed(case, "exemption_accepted"):
        raise Refusal("state", f"Tòa án đã thụ lý hồ sơ của việc {case.number}; chờ phiên họp.")


def _accepted(case: Case, values: Values) -> Intake:
    return _court_step(case, values, "exemption_accepted", "MG-02")


def _court_step(case: Case, values: Values, code: str, clock: str) -> Intake:
    """A step after which the court has its own term, by the rule ``clock``."""
    until = compute(clock, from_=case.day(values), calendar=case.calendar).due_day
    return case.intake(steps=(case.step(code, values, counterpart="court", until=until),))


# Quyết định của Tòa án.


def _ready_to_decide(case: Case) -> None:
    _need_file(case)
    if not _since_filed(case, "exemption_accepted"):
        raise Refusal(
            "state",
            f"Tòa án chưa thụ lý hồ sơ của việc {case.number}; ghi việc thụ lý trước khi ghi quyết định.",
        )


def _check_decided(case: Case, values: Values) -> None:
    outcome, amount = said.text(values, "outcome"), said.number(values, "amount")
    if outcome == "refused":
        if amount:
            raise Refusal("input", "Tòa án không chấp nhận thì không có số tiền; bỏ trống số tiền.", "amount")
        return
    if not amount:
        raise Refusal("input", "cần ghi số tiền Tòa án miễn hoặc giảm.", "amount")
    filed = _need_file(case)
    obligation = case.obligation(filed.obligation or 0)
    if obligation is None:
        raise Refusal("state", f"khoản của hồ sơ miễn, giảm không còn trong việc {case.number}.")
    relief: Relief = "waive" if outcome == "waived" else "reduce"
    special = bool(filed.facts.get("special"))
    exemption.check_amount(case, obligation, filed.on, relief, amount, special=special)


def _decided(case: Case, values: Values) -> Intake:
    filed, outcome = _need_file(case), said.text(values, "outcome")
    amount, no = said.number(values, "amount"), filed.obligation
    by_termination = outcome == "waived" or law.regime_on(case.day(values)) == "R25"
    granted = outcome != "refused"
    facts: dict[str, str | int | bool] = {"outcome": outcome, "by_termination": granted and by_termination}
    reduced_here = granted and not by_termination and amount and no is not None
    return case.intake(
        money=(case.money(no, "reduced", amount, values),) if reduced_here and no and amount else (),
        steps=(
            case.step(
                "exemption_decided",
                values,
                obligation=no,
                amount=amount if granted else None,
                counterpart="court",
                facts=facts,
            ),
        ),
    )


ACTS: tuple[Act, ...] = (
    Act(
        code="exemption_file",
        label="Hồ sơ đề nghị miễn, giảm",
        verb="lập hồ sơ đề nghị miễn, giảm",
        signer="head",
        legal_state="MT-20",
        stages=WITHOUT_MEANS,
        paper="HS-MIEN-GIAM",
        register="18",
        articles={"R08": "L08 Đ.61", "R25": "L25 Đ.42"},
        fields=(
            Field("obligation", "Khoản nộp ngân sách", "obligation", choices=_items),
            Field(
                "relief",
                "Đề nghị",
                "choice",
                choices=(Choice("waive", "Miễn"), Choice("reduce", "Giảm")),
                default=_usual_relief,
            ),
            Field("amount", "Số tiền đề nghị miễn, giảm", "money", default=_most),
            Field(
                "special",
                "Hoàn cảnh đặc biệt khó khăn hoặc lập công lớn",
                "bool",
                required=False,
                hint="Xét miễn phần còn lại, không theo mức tiền và thời gian",
            ),
            Field(
                "proposer",
                "Bên đề nghị",
                "choice",
                choices=(Choice("agency", "Cơ quan thi hành án"), Choice("procuracy", "Viện kiểm sát")),
                default=lambda case: "agency",
            ),
            Field("counterpart", "Tòa án nhận hồ sơ", "text", hint="Tòa án khu vực nơi cơ quan có trụ sở"),
            Field("reason", "Lý do đề nghị", "long"),
        ),
        ready=_ready_to_file,
        check=_check_file,
        effect=_filed,
        bulk=True,
    ),
    Act(
        code="exemption_view",
        label="Ý kiến của Viện kiểm sát về miễn, giảm",
        verb="ghi ý kiến của Viện kiểm sát",
        signer="clerk",
        legal_state="MT-20",
        stages=WITHOUT_MEANS,
        register="18",
        articles={"R08": "L08", "R25": "L25 Đ.43"},
        fields=(Field("agrees", "Viện kiểm sát đồng ý", "bool", required=False),),
        ready=_ready_for_view,
        effect=_viewed,
        bulk=True,
    ),
    Act(
        code="exemption_sent",
        label="Gửi hồ sơ miễn, giảm cho Tòa án",
        verb="gửi hồ sơ miễn, giảm",
        signer="clerk",
        legal_state="MT-20",
        stages=WITHOUT_MEANS,
        register="18",
        starts=("MG-01",),
        articles={"R08": "L08", "R25": "L25 Đ.43"},
        fields=(
            Field("papers", "Giấy tờ có trong hồ sơ", "many", choices=offers.from_law("exemption_papers")),
        ),
        ready=_ready_to_send,
        check=_check_papers,
        effect=_sent,
        bulk=True,
    ),
    Act(
        code="exemption_accepted",
        label="Tòa án thụ lý hồ sơ miễn, giảm",
        verb="ghi việc Tòa án thụ lý",
        signer="clerk",
        legal_state="MT-20",
        stages=WITHOUT_MEANS,
        register="18",
        meets=("MG-01",),
        starts=("MG-02",),
        articles={"R08": "L08", "R25": "L25 Đ.44"},
        ready=_ready_to_accept,
        effect=_accepted,
        bulk=True,
    ),
    Act(
        code="exemption_decided",
        label="Quyết định của Tòa án về miễn, giảm",
        verb="ghi quyết định miễn, giảm của Tòa án",
        signer="clerk",
        legal_state="MT-20",
        stages=WITHOUT_MEANS,
        register="18",
        meets=("MG-02", "MG-03"),
        starts=("DL-40", "MG-04"),
        articles={"R08": "L08", "R25": "L25 Đ.44"},
        fields=(
            Field(
                "outcome",
                "Tòa án quyết định",
                "choice",
                choices=(
                    Choice("waived", "Miễn"),
                    Choice("reduced", "Giảm"),
                    Choice("refused", "Không chấp nhận"),
                ),
            ),
            Field("amount", "Số tiền được miễn, giảm", "money", required=False),
        ),
        ready=_ready_to_decide,
        check=_check_decided,
        effect=_decided,
    ),
)
