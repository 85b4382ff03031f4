"""What of a matter is to be done: its terms with their reasons and acts, and the next step in plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from thihanh.deadlines import Calendar, Deadline, Refused
from thihanh.law.notation import vn
from thihanh.law.terms import UNIT_NAMES, rules
from thihanh.matters.listing import MatterRow
from thihanh.matters.states import STAGES
from thihanh.matters.terms import Term, explained
from thihanh.procedures.offering import Offer
from thihanh.procedures.open_acts import BEFORE, NEXT, is_duty
from thihanh.web import format as vi


@dataclass(frozen=True)
class Duty:
    """A term that runs: how it was counted, the act that meets it, the one to do first where it waits."""

    term: Term
    deadline: Deadline | None
    offer: Offer | None
    first: Offer | None = None

    @property
    def reasons(self) -> tuple[str, ...]:
        """The sentences of the count, in order."""
        if self.deadline is None:
            return ()
        return tuple(step.text for step in self.deadline.steps if step.code != "calendar")

    @property
    def owed(self) -> bool:
        """Whether the office has to act: the debtor's own time and mere lengths ask nothing of it."""
        return is_duty(self.term.rule, self.term.step, self.term.regime, bool(self.term.met_by))

    @property
    def now(self) -> Offer | None:
        """The act to do now; none where nothing may be done."""
        return next((one for one in (self.offer, self.first) if one and one.possible), None)

    @property
    def opens(self) -> bool:
        """Whether the term is the first day of its act, which before that day cannot be done."""
        asked = self.term.step or rules()[self.term.rule].main
        rows = (row for row in rules()[self.term.rule].variants[self.term.regime] if row.step == asked)
        return any(term.kind == "not_before" for row in rows for term in row.terms)


@dataclass(frozen=True)
class NextStep:
    """One sentence: what, at the latest when, why; ``act`` is the code of the act to do now, if any."""

    sentence: str
    act: str = ""
    verb: str = ""
    late: bool = False


def duties(
    row: MatterRow,
    terms: Sequence[Term],
    offers: Sequence[Offer],
    calendar: Calendar,
    officers: Mapping[str, str],
) -> tuple[Duty, ...]:
    """The terms with their explanations and acts, nearest first. ``officers`` are names by code."""
    by_code = {one.act.code: one for one in offers}
    following = by_code.get(NEXT.get(row.stage, ""))
    found = [Duty(term, _explained(_named(term, officers), calendar), None) for term in terms]
    return tuple(_answered(one, by_code, following) for one in found)


def _answered(one: Duty, by_code: Mapping[str, Offer], following: Offer | None) -> Duty:
    """The duty with its act; what recurs is met by no single act, so the stage's next act answers it."""
    offer = _answering(one.term, by_code) or (following if one.owed and not one.term.met_by else None)
    first = by_code.get(BEFORE.get(offer.act.code, "")) if offer else None
    return replace(one, offer=offer, first=first)


def _named(term: Term, officers: Mapping[str, str]) -> Term:
    """The term with the name of who chose its law."""
    if term.override is None:
        return term
    by = officers.get(term.override.by, term.override.by)
    return replace(term, override=replace(term.override, by=by))


def _explained(term: Term, calendar: Calendar) -> Deadline | None:
    try:
        return explained(term, calendar)
    except Refused:  # a term whose law gives no number on its day has nothing to explain
        return None


def _answering(term: Term, by_code: Mapping[str, Offer]) -> Offer | None:
    found = [by_code[code] for code in term.met_by if code in by_code]
    return next((one for one in found if one.possible), found[0] if found else None)


def next_step(
    row: MatterRow, found: Sequence[Duty], offers: Sequence[Offer], *, on: date, calendar: Calendar
) -> NextStep:
    """The next step of a matter in plain words: the nearest duty, else what moves its stage on."""
    pressing = next((one for one in found if one.term.due and one.owed), None)
    if row.ended:
        ended = f"việc đã kết thúc «{STAGES[row.stage].label}» ngày {vn(row.stage_since)}"
        if pressing is None:
            return NextStep(f"{ended}; không còn bước nào phải làm.")
        step = _by_term(pressing, on, calendar)
        return replace(step, sentence=f"{ended}; còn {step.sentence}")
    by_code = {one.act.code: one for one in offers}
    if (done := by_code.get("done")) is not None and done.possible:
        rest = f" Hạn đang chạy: {_by_term(pressing, on, calendar).sentence}" if pressing else ""
        paid = "không còn khoản tiền nào phải thi hành; khoản khác cũng xong thì kết thúc «thi hành xong»."
        return NextStep(f"{paid}{rest}", done.act.code, done.act.verb)
    if pressing is not None:
        return _by_term(pressing, on, calendar)
    following = by_code.get(NEXT[row.stage])
    still = next((one for one in found if one.term.due is None), None)
    if still is not None and still.term.stops:
        return _standing(still, following)
    return _by_stage(row, following, by_code)


def _by_term(one: Duty, on: date, calendar: Calendar) -> NextStep:
    term, due = one.term, one.term.due
    assert due is not None
    what = term.act[0].lower() + term.act[1:]
    how = vi.distance(due, on, calendar.is_working)
    reason = f"vì {term.trigger} là {vn(term.from_)}{_counted(one)}"
    late = due < on
    when = f"hạn {vn(due)} đã qua ({how})" if late else f"chậm nhất ngày {vn(due)} ({how})"
    waits = _why_not(one.offer)
    if one.now is None:
        return NextStep(f"{what}, {when}, {reason}.{waits}", late=late)
    return NextStep(f"{what}, {when}, {reason}.{waits}", one.now.act.code, one.now.act.verb, late)


def _why_not(offer: Offer | None) -> str:
    """Why the act cannot be done yet: `` Hiện chưa làm được: …``; nothing of what others may do."""
    if offer is None or offer.refusal is None or offer.refusal.question == "policy":
        return ""
    return f" Hiện chưa làm được: {offer.refusal.sentence}"


def _counted(one: Duty) -> str:
    """How the law counts: `` và hạn là 10 ngày (Đ.44.1 Luật THADS 2008)``."""
    deadline = one.deadline
    if deadline is None:
        return ""
    if deadline.number is None or deadline.unit is None:
        return f" ({deadline.article})"
    return f" và thời hạn là {deadline.number} {UNIT_NAMES[deadline.unit]} ({deadline.article})"


def _standing(one: Duty, following: Offer | None) -> NextStep:
    stop = one.term.stops[-1]
    back = f" Khi căn cứ không còn: {following.act.verb}." if following else ""
    act = following.act.code if following and following.possible else ""
    since = f"đang dừng từ {vn(stop.from_)} vì {stop.reason} ({stop.article})"
    return NextStep(f"thời hạn «{one.term.act}» {since}.{back}", act, following.act.verb if following else "")


def _by_stage(row: MatterRow, following: Offer | None, by_code: Mapping[str, Offer]) -> NextStep:
    stage = STAGES[row.stage].label
    quiet = f"không có hạn nào chạy khi việc «{stage}» từ {vn(row.stage_since)}"
    broken = by_code.get("settlement_broken")
    if following is not None and following.act.code == "coerce" and broken is not None and broken.possible:
        agreed = "đương sự đã thỏa thuận, theo dõi việc thực hiện; không thực hiện thì ghi lại để tiếp tục"
        return NextStep(f"{agreed}; {quiet}.", broken.act.code, broken.act.verb)
    if following is None:
        return NextStep(f"{quiet}.")
    first = by_code.get(BEFORE.get(following.act.code, ""))
    now = next((one for one in (following, first) if one and one.possible), None)
    sentence = f"{following.act.verb}; {quiet}.{_why_not(following)}"
    return NextStep(sentence, now.act.code, now.act.verb) if now else NextStep(sentence)
