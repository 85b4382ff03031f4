"""Making the decision known: to the procuracy, to the parties; the voluntary period and its settlement."""

from thihanh import law
from thihanh.law.notation import vn
from thihanh.law.service import channel_rule, channels, permitted
from thihanh.matters.asking import Choice, Refusal
from thihanh.matters.intake import Intake
from thihanh.procedures.act import Act, Field, Values
from thihanh.procedures.case import Case
from thihanh.procedures.said import day, flag, text

_BEFORE_NOTICE = frozenset({"decided", "assigned"})


def decision_paper(case: Case) -> str:
    """The kind of the enforcement decision of the matter."""
    return "QD-THA-CD" if case.kind == "ex_officio" else "QD-THA-YC"


def _once_sent(case: Case) -> None:
    """Each decision is sent: after the first one, those that were made since."""
    sent = case.last_step("send_to_procuracy")
    if sent is not None and case.term("DL-12") is None:
        raise Refusal(
            "state",
            f"quyết định của việc {case.number} đã gửi Viện kiểm sát ngày {vn(sent.on)}. "
            "Không cần gửi lần nữa; mở diễn biến để xem.",
        )


def _sent(case: Case, values: Values) -> Intake:
    return case.intake(
        steps=(case.step("send_to_procuracy", values, counterpart="procuracy"),),
    )


def _channels(case: Case) -> tuple[Choice, ...]:
    """The channels by which the law of the day lets the enforcement decision itself reach a party."""
    order = permitted(decision_paper(case), case.regime).order
    return tuple(Choice(code, channels()[code].label) for code in order)


def _check_channel(case: Case, values: Values) -> None:
    regime = law.regime_on(case.day(values))
    code = text(values, "channel")
    allowed = permitted(decision_paper(case), regime)
    if code not in allowed.order:
        names = ", ".join(f"«{channels()[one].label}»" for one in allowed.order)
        raise Refusal(
            "law",
            f"{allowed.label} không được thông báo qua «{channels()[code].label}» theo luật áp dụng ngày "
            f"{vn(case.day(values))} ({allowed.article}). Chọn: {names}.",
            "channel",
        )


def _noticed(case: Case, values: Values) -> Intake:
    regime = law.regime_on(case.day(values))
    rule = channel_rule(text(values, "channel"), regime)
    facts = {"channel": text(values, "channel"), "valid": rule.article if rule else ""}
    return case.intake(
        stages=(case.to_stage("voluntary", values, document=text(values, "proof")),),
        steps=(case.step("notice_valid", values, facts=facts),),
    )


def _check_settlement(case: Case, values: Values) -> None:
    if flag(values, "harms"):
        raise Refusal(
            "law",
            "thỏa thuận xâm phạm lợi ích của Nhà nước, của người thứ ba hoặc nhằm trốn phí thi hành án thì "
            "Chấp hành viên từ chối chứng kiến. Lập biên bản nêu rõ lý do và tiếp tục thi hành.",
            "harms",
        )
    until = day(values, "until")
    if until is not None and until < case.day(values):
        raise Refusal(
            "law",
            f"hạn thực hiện {vn(until)} sớm hơn ngày thỏa thuận {vn(case.day(values))}; ghi lại hạn.",
            "until",
        )
    if case.last_step("auction_won") and not flag(values, "buyer_agrees"):
        raise Refusal(
            "law",
            "tài sản đã bán đấu giá thành nên thỏa thuận phải được người mua trúng đấu giá đồng ý. "
            "Ghi ý kiến của người mua vào biên bản rồi đánh dấu, hoặc tiếp tục giao tài sản.",
            "buyer_agrees",
        )


def _settled(case: Case, values: Values) -> Intake:
    facts = {"buyer_agrees": True} if flag(values, "buyer_agrees") else {}
    return case.intake(steps=(case.step("settlement", values, until=day(values, "until"), facts=facts),))


def _settlement_stands(case: Case) -> None:
    last = case.last_step("settlement", "settlement_broken")
    if last is None or last.code != "settlement":
        raise Refusal(
            "state",
            f"việc {case.number} không có thỏa thuận thi hành án nào đang có hiệu lực. "
            "Ghi thỏa thuận trước, hoặc tiếp tục thi hành.",
        )


def _broken(case: Case, values: Values) -> Intake:
    facts = {"reason": text(values, "reason")}
    return case.intake(steps=(case.step("settlement_broken", values, facts=facts),))


ACTS: tuple[Act, ...] = (
    Act(
        code="send_to_procuracy",
        label="Gửi quyết định cho Viện kiểm sát",
        verb="gửi quyết định cho Viện kiểm sát",
        signer="clerk",
        effect=_sent,
        ready=_once_sent,
        articles={"R08": "L08 Đ.38", "R25": "L25 Đ.35.2"},
        right=("service", "record"),
        paper="BB-GIAO-NHAN",
        register="03",
        meets=("DL-12",),
        after_end=True,
        legal_state="MT-1",
        bulk=True,
    ),
    Act(
        code="notice_valid",
        label="Thông báo hợp lệ quyết định thi hành án",
        verb="ghi thông báo hợp lệ",
        signer="clerk",
        effect=_noticed,
        check=_check_channel,
        articles={"R08": "L08 Đ.39", "R25": "L25 Đ.35.1"},
        fields=(
            Field("channel", "Cách thông báo", "choice", choices=_channels),
            Field("proof", "Số biên bản, giấy báo", "text", hint="Chứng cứ của việc thông báo"),
        ),
        right=("service", "record"),
        stages=_BEFORE_NOTICE,
        meets=("DL-13",),
        starts=("DL-18", "DL-19"),
        legal_state="MT-3",
        bulk=True,
        note="Ngày là ngày thông báo hợp lệ; thời hạn tự nguyện tính từ ngày đó.",
    ),
    Act(
        code="settlement",
        label="Thỏa thuận thi hành án",
        verb="ghi thỏa thuận thi hành án",
        signer="officer",
        effect=_settled,
        check=_check_settlement,
        articles={"R08": "L08 Đ.6", "R25": "L25 Đ.36.2"},
        fields=(
            Field("content", "Nội dung thỏa thuận", "long", hint="Vào biên bản; không vào sổ ghi"),
            Field("until", "Hạn thực hiện", "date", required=False),
            Field("harms", "Xâm phạm lợi ích Nhà nước, người thứ ba hoặc trốn phí", "bool", required=False),
            Field("buyer_agrees", "Người mua trúng đấu giá đồng ý", "bool", required=False),
        ),
        paper="BB-THOA-THUAN",
        legal_state="MT-3",
    ),
    Act(
        code="settlement_broken",
        label="Thỏa thuận không được thực hiện",
        verb="ghi thỏa thuận không được thực hiện",
        signer="officer",
        effect=_broken,
        ready=_settlement_stands,
        articles={"R08": "L08 Đ.6", "R25": "L25 Đ.36.2"},
        fields=(Field("reason", "Phần không thực hiện", "text", hint="Ngắn, không ghi tên người"),),
        legal_state="MT-3",
    ),
)
