"""What heads follow: causes, plan and reports of a watched matter; the law chosen for one term."""

from thihanh.law.notation import vn
from thihanh.law.regimes import REGIME_NAMES, REGIMES
from thihanh.law.terms import rules
from thihanh.matters.asking import Choice, Refusal
from thihanh.matters.intake import Intake
from thihanh.procedures.act import Act, Field, Values
from thihanh.procedures.case import Case
from thihanh.procedures.register_file.labels import CAUSES
from thihanh.procedures.said import codes, day, text

_SHORTEST_REASON = 10
_NO_NAMES = "Ngắn, không ghi tên người"


def _check_plan(case: Case, values: Values) -> None:
    until = day(values, "until")
    if until is not None and until <= case.day(values):
        raise Refusal(
            "law",
            f"hạn của kế hoạch {vn(until)} phải sau ngày lập {vn(case.day(values))}; ghi lại hạn.",
            "until",
        )


def _plan(case: Case, values: Values) -> Intake:
    facts = {"causes": " ".join(codes(values, "causes")), "plan": text(values, "plan")}
    return case.intake(steps=(case.step("watch_plan", values, until=day(values, "until"), facts=facts),))


def _has_plan(case: Case) -> None:
    if case.last_step("watch_plan") is None:
        raise Refusal(
            "state",
            f"việc {case.number} chưa có nguyên nhân, kế hoạch và hạn nên chưa báo cáo được. "
            "Lập kế hoạch theo dõi trước.",
        )


def _report(case: Case, values: Values) -> Intake:
    facts = {"period": text(values, "period"), "result": text(values, "result")}
    return case.intake(steps=(case.step("watch_report", values, facts=facts),))


def _check_override(case: Case, values: Values) -> None:
    if len(text(values, "reason")) < _SHORTEST_REASON:
        raise Refusal(
            "input",
            f"cần ghi lý do chọn luật áp dụng, đủ để người kiểm tra hiểu (ít nhất {_SHORTEST_REASON} ký tự).",
            "reason",
        )
    rule = rules()[text(values, "rule")]
    if text(values, "regime") not in {regime for regime in REGIMES if rule.variants[regime]}:
        raise Refusal(
            "law",
            f"{rule.code} không có trong {text(values, 'regime')}; chọn luật khác hoặc thời hạn khác.",
            "regime",
        )


def _override(case: Case, values: Values) -> Intake:
    facts = {name: text(values, name) for name in ("rule", "regime", "reason")}
    facts["by"] = case.by.officer  # the code: the explanation of the term says who decided
    return case.intake(steps=(case.step("law_override", values, facts=facts),))


ACTS: tuple[Act, ...] = (
    Act(
        code="watch_plan",
        label="Nguyên nhân và kế hoạch theo dõi",
        verb="lập kế hoạch theo dõi",
        signer="officer",
        effect=_plan,
        check=_check_plan,
        articles={"R08": "C04 Đ.32", "R25": "D152 Đ.97"},
        fields=(
            Field(
                "causes",
                "Nguyên nhân",
                "many",
                choices=tuple(Choice(code, label) for label, code in CAUSES.items()),
            ),
            Field("plan", "Việc sẽ làm", "text", hint=_NO_NAMES),
            Field("until", "Hạn", "date"),
        ),
        right=("watchlist", "report"),
        mark="I",
    ),
    Act(
        code="watch_report",
        label="Báo cáo việc theo dõi",
        verb="báo cáo việc theo dõi",
        signer="officer",
        effect=_report,
        ready=_has_plan,
        articles={"R08": "C04 Đ.32", "R25": "D152 Đ.97"},
        fields=(
            Field("period", "Tháng", "text", default=lambda case: f"{case.on:%m/%Y}"),
            Field("result", "Kết quả trong tháng", "text", hint=_NO_NAMES),
        ),
        right=("watchlist", "report"),
        mark="I",
    ),
    Act(
        code="law_override",
        label="Chọn luật áp dụng cho một thời hạn",
        verb="chọn luật áp dụng",
        signer="officer",
        effect=_override,
        check=_check_override,
        articles={"R08": "L25 Đ.116", "R25": "L25 Đ.116"},
        fields=(
            Field(
                "rule",
                "Thời hạn",
                "choice",
                choices=lambda case: [Choice(code, f"{code} {rule.act}") for code, rule in rules().items()],
            ),
            Field(
                "regime",
                "Luật",
                "choice",
                choices=tuple(Choice(code, REGIME_NAMES[code]) for code in REGIMES),
            ),
            Field("reason", "Lý do", "text", hint=_NO_NAMES),
        ),
        right=("matter", "override"),
        mark="I",
    ),
)
