"""Prints the acts of the procedure law into docs/states, one page a group, from the catalogue itself."""

from functools import partial
from importlib import import_module

from tests.spec.drawn import Pages, page, table
from thihanh import law
from thihanh.documents.kinds import kind
from thihanh.law.citations import cite
from thihanh.law.regimes import REGIMES, Regime
from thihanh.law.terms import rules
from thihanh.matters.states import LEGAL_STATES, STAGES, STATE_AFTER_STEP, STATE_OF_STAGE, label
from thihanh.offices.policy import policy
from thihanh.offices.states import ROLES
from thihanh.procedures import catalogue
from thihanh.procedures.act import Act
from thihanh.procedures.judging import grounds_of

SIGNERS = {
    "head": "Thủ trưởng ký, qua trình ký; hiệu lực khi phát hành",
    "officer": "người thực hiện ký; hiệu lực ngay",
    "clerk": "ghi sổ; hiệu lực ngay",
}


def group_page(module: str) -> str:
    acts = import_module(f"thihanh.procedures.acts.{module}").ACTS
    return page(
        catalogue.HEADINGS[module],
        "Mỗi dòng là một tác nghiệp: ai làm, từ trạng thái nào, văn bản nào ra, vào sổ nào, trả lời và mở "
        "thời hạn nào. Sổ theo Thông tư 04/2023 (R08); số sổ theo R25 chưa biết.",
        "## Ai làm, khi nào",
        table(
            ["Tác nghiệp", "Mã", "Ai làm", "Từ trạng thái", "Trạng thái pháp lý"],
            [[one.label, f"`{one.code}`", _actor(one), _before(one), one.legal_state or "–"] for one in acts],
        ),
        "## Văn bản, sổ, thời hạn",
        table(
            ["Tác nghiệp", "Văn bản", "Sổ", "Trả lời hạn", "Mở hạn"],
            [
                [
                    one.label,
                    f"{kind(one.paper).title} `{one.paper}`" if one.paper else "–",
                    one.register or "–",
                    ", ".join(one.meets) or "–",
                    ", ".join(one.starts) or "–",
                ]
                for one in acts
            ],
        ),
        "## Điều luật và căn cứ",
        table(
            [
                "Tác nghiệp",
                *(f"Điều luật {one}" for one in REGIMES),
                *(f"Căn cứ {one}" for one in REGIMES),
                "Dấu",
            ],
            [
                [
                    one.label,
                    *(_article(one, regime) for regime in REGIMES),
                    *(_grounds(one, regime) for regime in REGIMES),
                    one.mark,
                ]
                for one in acts
            ],
        ),
        *_notes(acts),
    )


def _actor(act: Act) -> str:
    object_, action = act.right
    table_ = policy()
    holders = [
        ROLES[role].title(law.regimes.R25_START)
        for role in ROLES
        if table_.extent(role, object_, action) is not None
    ]
    return f"{', '.join(holders)}; {SIGNERS[act.signer]}"


def _before(act: Act) -> str:
    if act.births:
        return "chưa có việc"
    if act.stages:
        return ", ".join(label(code) for code in STAGES if code in act.stages)
    return "mọi trạng thái, kể cả đã kết thúc" if act.after_end else "mọi trạng thái chưa kết thúc"


def _article(act: Act, regime: Regime) -> str:
    return cite(act.articles[regime]) if regime in act.articles else "không có"


def _grounds(act: Act, regime: Regime) -> str:
    if not act.ground:
        return "–"
    return ", ".join(one.code for one in grounds_of(act, regime)) or "không có"


def _notes(acts: tuple[Act, ...]) -> list[str]:
    noted = [f"- {one.label}: {one.note}" for one in acts if one.note]
    return ["## Ghi chú", "\n".join(noted)] if noted else []


def legal_page() -> str:
    return page(
        "Trạng thái pháp lý của bản án, yêu cầu và việc",
        "Trạng thái pháp lý suy ra từ trạng thái thống kê (`matter.md`) và bước sau cùng; không ghi riêng.",
        table(
            ["Mã", "Trạng thái", "Vào khi", "Sang", "Văn bản chứng minh", "Từ trạng thái, bước"],
            [
                [
                    one.code,
                    one.label,
                    one.entered,
                    ", ".join(one.leads_to) or "–",
                    one.document,
                    _reached(one.code),
                ]
                for one in LEGAL_STATES.values()
            ],
        ),
    )


def _reached(code: str) -> str:
    stages = [label(stage) for stage, state in STATE_OF_STAGE.items() if state == code]
    steps = [f"`{step}`" for step, state in STATE_AFTER_STEP.items() if state == code]
    return "; ".join([*stages, *steps]) or "–"


def terms_page() -> str:
    met: dict[str, list[str]] = {}
    started: dict[str, list[str]] = {}
    for act in catalogue.acts().values():
        for rule in act.meets:
            met.setdefault(rule, []).append(f"`{act.code}`")
        for rule in act.starts:
            started.setdefault(rule, []).append(f"`{act.code}`")
    return page(
        "Thời hạn nào do tác nghiệp nào mở và trả lời",
        "Chỉ những thời hạn gắn với một tác nghiệp; mọi thời hạn ở `docs/law/deadlines.md`.",
        table(
            ["Quy tắc", "Việc", "Mở bởi", "Trả lời bởi"],
            [
                [code, rule.act, ", ".join(started.get(code, [])) or "–", ", ".join(met.get(code, [])) or "–"]
                for code, rule in rules().items()
                if code in met or code in started
            ],
        ),
    )


PAGES: Pages = {
    "legal.md": legal_page,
    "terms.md": terms_page,
    **{f"acts-{module.replace('_', '-')}.md": partial(group_page, module) for module in catalogue.modules()},
}
