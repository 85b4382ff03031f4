"""Whether an act may be done: the four questions, each asked by its own pair, and the input last.

``may_…`` answers, ``check_…`` raises the Refusal that names its question. ``judge`` asks them all and gives
what the act would write, completed with ground, article, order and paper; nothing is written here.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from thihanh import law
from thihanh.documents.content import PaperContent
from thihanh.law.citations import cite
from thihanh.law.classification import Ground
from thihanh.law.notation import dotted, vn
from thihanh.law.regimes import REGIME_NAMES, REGIMES, Regime
from thihanh.matters import rules
from thihanh.matters.asking import QUESTION_WORDS, Question, Refusal
from thihanh.matters.intake import Intake
from thihanh.matters.rules import StageOn, StateRefused
from thihanh.matters.states import ENDS, STAGES, label
from thihanh.money.ledger import LABELS
from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied
from thihanh.offices.queries import Viewer
from thihanh.procedures.act import Act, Values
from thihanh.procedures.case import UNKNOWN, Case, Paper


@dataclass(frozen=True, slots=True)
class Judged:
    """An act that may be done: on which basis, what it will write, what its paper says once that is made."""

    act: Act
    case: Case
    values: Values
    intake: Intake
    ground: str
    article: str
    content: PaperContent | None = None


def judge(act: Act, case: Case, values: Values, *, by_paper: bool = False) -> Judged:
    """Ask everything and give what will be written; raises Refusal.

    ``by_paper``: the act comes from a signed paper. Who may was asked when the paper was drafted, so state,
    law and input are asked again, of the day of issue.
    """
    if not act.births:
        if not by_paper:
            check_reach(case)
            check_policy(act, case)
        check_state(act, case, case.day(values))
    check_law(act, case, values)
    act.check(case, values)
    ground = str(values.get("ground") or "")
    article = basis(act, case.day(values), ground)
    intake = completed(act, case, values, act.effect(case, values))
    if not act.births:
        check_consequences(act, case, intake)
    return Judged(act, case, values, intake, ground, article)


def under(judged: Judged, paper: Paper) -> Judged:
    """The same act with the paper that states it: its id in the steps, its number on the stages."""
    case = replace(judged.case, paper=paper)
    intake = completed(judged.act, case, judged.values, judged.act.effect(case, judged.values))
    return replace(judged, case=case, intake=intake)


def check_may_open(act: Act, case: Case) -> None:
    """Raises Refusal where the act cannot be done today whatever is typed: reach, right, state, law."""
    check_reach(case)
    check_policy(act, case)
    check_state(act, case, case.on)
    if law.regime_on(case.on) not in act.articles:
        check_law(act, case, {"on": case.on})


def refusal_of(asked: Callable[[], object]) -> Refusal | None:
    """The refusal that the question raises, if any."""
    try:
        asked()
    except Refusal as refusal:
        return refusal
    return None


# Who may see.


def check_reach(case: Case) -> None:
    """Raises Refusal («Phạm vi») for a matter that the viewer may not read: as if there were none."""
    reach = offices.reach(case.by, "matter", "read", case.on)
    if not reach.covers(case.agency, case.office or None, case.officer or None):
        raise Refusal("reach", UNKNOWN)


# Who may do.


def may_by_policy(act: Act, case: Case) -> bool:
    """Whether the viewer's posts give the right to this act on this matter."""
    return refusal_of(lambda: check_policy(act, case)) is None


def check_policy(act: Act, case: Case) -> None:
    """Raises Refusal («Quyền»): a post without the right, or the right on other matters only."""
    check_right(case.by, act.right, on=case.on, agency=case.agency, office=case.office, officer=case.officer)


def check_right(
    by: Viewer, right: tuple[str, str], *, on: date, agency: str, office: str, officer: str = ""
) -> None:
    """Raises Refusal («Quyền») unless the viewer's posts give the right on what unit and officer hold."""
    try:
        offices.check_reaches(by, *right, on=on, agency=agency, office=office, officer=officer)
    except Denied as denied:
        raise Refusal("policy", _bare(denied.sentence, "policy")) from None


# What the state allows.


def may_by_state(act: Act, case: Case, day: date) -> bool:
    """Whether the stage of the matter on the day allows the act."""
    return refusal_of(lambda: check_state(act, case, day)) is None


def check_state(act: Act, case: Case, day: date) -> None:
    """Raises Refusal («Trạng thái»): ended, not ended yet, or in a stage from which the act does not go."""
    now = case.now
    if case.ended and not act.after_end:
        raise Refusal(
            "state",
            f"việc {case.number} đã kết thúc «{label(now.stage)}» ngày {vn(now.on)}, không còn "
            f"{act.verb} được. Nếu ngày hoặc cách kết thúc ghi sai, hãy sửa trạng thái đó trước.",
        )
    stage = _stage_on(case, day)
    if act.stages and stage not in act.stages:
        raise Refusal(
            "state",
            f"việc {case.number} đang «{case.stage_label(stage, day)}» nên chưa {act.verb} được; "
            f"{_where(act)}. Mở hồ sơ để "
            "xem các bước làm được bây giờ.",
        )
    act.ready(case)


def _where(act: Act) -> str:
    """From which stages the act goes, by the shorter of two lists: those, or those it does not go from."""
    others = [code for code in STAGES if code not in act.stages and code not in ENDS]
    if len(others) < len(act.stages):
        return f"làm được ở mọi trạng thái chưa kết thúc, trừ {_named(others)}"
    return f"chỉ làm được khi việc ở {_named(code for code in STAGES if code in act.stages)}"


def _named(codes: Iterable[str]) -> str:
    return ", ".join(f"«{label(code)}»" for code in codes)


def _stage_on(case: Case, day: date) -> str:
    """The stage that held on the day; the first one for a day before it."""
    held = [one.stage for one in case.history if one.on <= day]
    return held[-1] if held else case.history[0].stage


# What the law says.


def may_by_law(act: Act, case: Case, values: Values) -> bool:
    """Whether the law of the day knows the act, its ground and its day."""
    return refusal_of(lambda: check_law(act, case, values)) is None


def check_law(act: Act, case: Case, values: Values) -> None:
    """Raises Refusal («Pháp luật»): a day that cannot be, an act or ground of the other regime."""
    day = case.day(values)
    _check_day(act, case, day)
    regime = law.regime_on(day)
    if regime not in act.articles:
        known = " và ".join(REGIME_NAMES[one] for one in REGIMES if one in act.articles)
        raise Refusal(
            "law",
            f"«{act.label}» không có trong luật áp dụng ngày {vn(day)} ({regime}); chỉ có theo {known}. "
            "Chọn tác nghiệp khác, hoặc kiểm tra lại ngày.",
        )
    check_ground(act, str(values.get("ground") or ""), day)


def _check_day(act: Act, case: Case, day: date) -> None:
    if day > case.on:
        raise Refusal(
            "law",
            f"ngày {vn(day)} ở sau ngày làm việc hiện tại {vn(case.on)}; chỉ ghi việc đã xảy ra. "
            "Ghi đúng ngày, hoặc đợi đến ngày đó.",
            "on",
        )
    if not act.births and day < case.decided_on:
        raise Refusal(
            "law",
            f"ngày {vn(day)} sớm hơn ngày ra quyết định thi hành án {vn(case.decided_on)} của việc "
            f"{case.number}; không thể {act.verb} trước khi có quyết định. Kiểm tra lại ngày.",
            "on",
        )


def check_ground(act: Act, ground: str, day: date) -> None:
    """Raises Refusal («Pháp luật») unless the ground is one that the law of the day names for the act."""
    if not act.ground:
        if ground:
            raise Refusal(
                "law", f"«{act.label}» không có căn cứ kèm theo; bỏ trống căn cứ «{ground}».", "ground"
            )
        return
    regime = law.regime_on(day)
    allowed = grounds_of(act, regime)
    if any(one.code == ground for one in allowed):
        return
    usable = ", ".join(one.code for one in allowed) or "không có"
    where = f"theo luật áp dụng ngày {vn(day)} ({regime}). Căn cứ được dùng: {usable}."
    other: Regime = "R08" if regime == "R25" else "R25"
    if any(one.code == ground for one in grounds_of(act, other)):
        raise Refusal("law", f"căn cứ «{ground}» là của {other}, không dùng được {where}", "ground")
    named = f"căn cứ «{ground}» không có" if ground else "cần một căn cứ"
    raise Refusal("law", f"{named} cho «{act.label}» {where}", "ground")


def grounds_of(act: Act, regime: Regime) -> tuple[Ground, ...]:
    """The grounds that a regime names for the act, in the order of the law."""
    return tuple(one for one in law.grounds(regime) if one.kind == act.ground)


def basis(act: Act, day: date, ground: str = "") -> str:
    """The legal basis of the act on a day, as printed: the ground's article where it has one."""
    regime = law.regime_on(day)
    found = next((one.article for one in grounds_of(act, regime) if one.code == ground), "")
    return found or (cite(act.articles[regime]) if regime in act.articles else "")


# What would follow.


def completed(act: Act, case: Case, values: Values, intake: Intake) -> Intake:
    """The effect with what every act states: a step, ground and article, order in its day, its paper."""
    day, ground = case.day(values), str(values.get("ground") or "")
    article = basis(act, day, ground)
    paper, number = (case.paper.id, case.paper.number) if case.paper else (None, "")
    steps = [
        replace(
            step,
            ground=step.ground or (ground if step.code == act.code else ""),
            article=step.article or article,
            paper=step.paper or paper,
        )
        for step in intake.steps
    ]
    if not any(step.code == act.code for step in steps):
        steps.insert(0, replace(case.step(act.code, values), ground=ground, article=article, paper=paper))
    stages = [
        replace(
            stage,
            ground=stage.ground or (ground if STAGES[stage.stage].grounded else ""),
            document=stage.document or number,
        )
        for stage in intake.stages
    ]
    return replace(
        intake,
        steps=_ordered(steps, case.steps),
        stages=_ordered(stages, case.history),
        holdings=_ordered(intake.holdings, case.matter.held),
    )


def _ordered(rows: Sequence[Any], standing: Sequence[Any]) -> tuple[Any, ...]:
    """The rows in their order after those already of the same day; a correction keeps its own place."""
    following: dict[date, int] = {}
    for one in standing:
        following[one.on] = max(following.get(one.on, 0), one.ordinal + 1)
    out = []
    for row in rows:
        place = row.ordinal if row.replaces else max(row.ordinal, following.get(row.on, 0))
        out.append(replace(row, ordinal=place))
        following[row.on] = max(following.get(row.on, 0), place + 1)
    return tuple(out)


def check_consequences(act: Act, case: Case, intake: Intake) -> None:
    """Raises Refusal where the facts would break the order of stages or take more money than is left."""
    last = case.now
    for stage in intake.stages:
        if stage.replaces is None and stage.on < last.on:
            raise Refusal(
                "law",
                f"ngày {vn(stage.on)} sớm hơn trạng thái mới nhất «{label(last.stage)}» ngày {vn(last.on)} "
                f"của việc {case.number}; {act.verb} không thể chen vào trước. Ghi đúng ngày, hoặc sửa "
                "trạng thái đã ghi.",
                "on",
            )
    replaced = any(stage.replaces is not None for stage in intake.stages)
    if intake.stages and not replaced:
        added = [StageOn(one.on, one.ordinal, one.stage, one.ground) for one in intake.stages]
        try:
            rules.check_history([*case.history, *added])
        except StateRefused as refused:
            question: Question = "law" if refused.sentence.startswith("Pháp luật") else "state"
            raise Refusal(question, _bare(refused.sentence, question)) from None
    _check_money(act, case, intake)


def _check_money(act: Act, case: Case, intake: Intake) -> None:
    left = {one.no: one.outstanding for one in case.obligations}
    for change in intake.money:
        sign = 1 if (change.kind == "due") == (change.reverses is None) else -1
        before = left.get(change.obligation, 0)
        left[change.obligation] = before + sign * change.amount
        if left[change.obligation] < 0:
            raise Refusal(
                "state",
                f"khoản {change.obligation} của việc {case.number} còn phải thi hành {dotted(before)} đồng, "
                f"không thể ghi «{LABELS[change.kind]}» {dotted(change.amount)} đồng khi {act.verb}. "
                "Kiểm tra lại số tiền của khoản này.",
            )


def _bare(sentence: str, question: Question) -> str:
    """A sentence of a lower room without the word of its question, which Refusal puts in front again."""
    return sentence.removeprefix(f"{QUESTION_WORDS[question]}: ")
