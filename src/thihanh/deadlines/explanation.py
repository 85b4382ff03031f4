"""The answer in words: each step a sentence an officer can read out to a party or a prosecutor."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from thihanh.deadlines.calendar import ORIGIN, Calendar, spelled
from thihanh.deadlines.selection import Selection
from thihanh.deadlines.stops import Passed, Stop, may_stand_still
from thihanh.law.marks import Mark, unconfirmed
from thihanh.law.regimes import R08_CONSOLIDATED, R25_START, REGIME_NAMES
from thihanh.law.terms import UNIT_NAMES, Term, fact_names, step_names


class Step(NamedTuple):
    """One sentence of an explanation; ``code`` says what it is about, ``text`` is Vietnamese."""

    code: str
    text: str


class Answer(NamedTuple):
    """What a count found: the bare end, the last day (None while the term stands still), the stops it
    passed over and the units left to count."""

    start: date | datetime
    end: date | None
    due: date | datetime | None
    passed: tuple[Passed, ...] = ()
    left: int | None = None


def explain(chosen: Selection, answer: Answer, calendar: Calendar, stops: Sequence[Stop]) -> list[Step]:
    """Every step from the trigger to the last day: trigger, law, rule, facts, stops, count, days skipped,
    rolling, calendar.
    """
    term, start = chosen.term, answer.start
    steps = [*_grounds(chosen, start), *_chain(chosen, _day(start), calendar)]
    steps += _stops(term, answer, stops)
    if answer.end is None or answer.due is None:
        steps.append(Step("due", _standing(term, answer)))
    else:
        steps += _counting(term, answer, calendar)
        steps += _transition(chosen, answer.end)
        steps.append(Step("due", _conclusion(term, answer.due)))
    steps.append(Step("calendar", f"Lịch làm việc {calendar.version}."))
    return steps


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _when(moment: date | datetime) -> str:
    if isinstance(moment, datetime):
        return f"{moment:%H giờ %M} {spelled(moment.date())}"
    return spelled(moment)


def _grounds(chosen: Selection, start: date | datetime) -> Iterator[Step]:
    rule, term = chosen.rule, chosen.term
    trigger = term.trigger or rule.trigger
    if term.kind == "before_event":
        yield Step("trigger", f"Sự kiện: {_when(start)} – {trigger}; đếm ngược, không tính ngày này.")
    elif term.number is None or term.unit == "h":
        yield Step("trigger", f"Bắt đầu: {_when(start)} – {trigger}.")
    else:
        yield Step("trigger", f"Bắt đầu: {_when(start)} – {trigger}; không tính ngày này.")
    yield Step("regime", _regime(chosen))
    yield Step("rule", _rule(chosen))
    if chosen.regime == "R08" and _day(start) < R08_CONSOLIDATED:
        yield Step(
            "known",
            f"Số của R08 theo bản hợp nhất từ {R08_CONSOLIDATED:%d/%m/%Y}; "
            "ngày trước đó cần đối chiếu văn bản khi ấy.",
        )
    for fact in chosen.idle:
        yield Step("fact", f"Dữ kiện {_named((fact,))}: không làm đổi hạn này theo {chosen.regime}.")
    for fact, value in chosen.noted:
        yield Step("fact", f"Dữ kiện {_named((fact,))} = {value}: ghi nhận, không làm đổi ngày.")
    if term.note:
        yield Step("note", term.note)


def _chain(chosen: Selection, start: date, calendar: Calendar) -> Iterator[Step]:
    """What a term that follows another starts from, and a doubt when that day could not be its last."""
    before = chosen.rule.after
    if before:
        yield Step(
            "chain", f"Nối tiếp {before}: tính từ ngày cuối của {before}, đã dời qua ngày nghỉ nếu có."
        )
        position = start.toordinal() - ORIGIN
        if not calendar.working[position]:
            yield Step(
                "chain",
                f"{calendar.text(position)}: {before} không thể hết vào ngày nghỉ, cần xem lại ngày bắt đầu.",
            )


def _regime(chosen: Selection) -> str:
    name, decided = REGIME_NAMES[chosen.regime], chosen.override
    if decided:
        by = (
            f"{decided.by} quyết định ngày {decided.on:%d/%m/%Y}"
            if decided.by
            else f"quyết định ngày {decided.on:%d/%m/%Y}"
        )
        natural = (
            "đúng như theo ngày" if chosen.regime == chosen.natural else f"theo ngày thì là {chosen.natural}"
        )
        return f"Pháp luật áp dụng: {name}; {by}, lý do: {decided.reason}; {natural}."
    if chosen.regime != chosen.natural:
        return f"Pháp luật áp dụng: {name}; do người dùng chỉ định, theo ngày thì là {chosen.natural}."
    return f"Pháp luật áp dụng: {name}."


def _rule(chosen: Selection) -> str:
    term = chosen.term
    facts = f", trường hợp {_named(chosen.variant.when)}" if chosen.variant.when else ""
    step = f" (mốc {step_names().get(chosen.step, chosen.step)})" if chosen.step else ""
    source = f"{term.spelled} {_marked(term.mark)}"
    return f"{chosen.rule.code} {chosen.rule.act}{step}: {quantity(term)}{facts}, {source}."


def _stops(term: Term, answer: Answer, stops: Sequence[Stop]) -> Iterator[Step]:
    """Each stop with its days and how many were not counted; that none counts where the term runs on."""
    if stops and not may_stand_still(term):
        yield Step("stop", "Thời gian dừng không làm đổi hạn này: hạn không đếm ngày từ ngày bắt đầu.")
    for stop, first, last, days in answer.passed:
        reason = f"{stop.reason}, {stop.article} {_marked(stop.mark)}"
        if last is None:
            yield Step("stop", f"Đang dừng từ {spelled(stop.from_)}, chưa có ngày hết dừng: {reason}.")
            continue
        whole = "" if (first, last) == (stop.from_, stop.to) else f" (thuộc {_span(stop.from_, stop.to)})"
        yield Step(
            "stop",
            f"Không tính {days:02d} {_counted_unit(term)} dừng, {_span(first, last)}{whole}: {reason}.",
        )


def _span(first: date, last: date | None) -> str:
    return f"từ {spelled(first)} đến hết {spelled(last)}" if last else f"từ {spelled(first)}"


def _standing(term: Term, answer: Answer) -> str:
    left = "" if answer.left is None else f"; khi hết dừng còn {answer.left:02d} {_counted_unit(term)}"
    return f"Đang dừng: chưa có ngày cuối{left}."


def _counted_unit(term: Term) -> str:
    """What a stop takes out of a count: working days where they are counted, else days."""
    return UNIT_NAMES["wd" if term.unit == "wd" else "cd"]


def _counting(term: Term, answer: Answer, calendar: Calendar) -> Iterator[Step]:
    end, due = answer.end, answer.due
    if end is None or due is None:
        return
    if term.unit == "wd":
        yield from _working_days(term, _day(answer.start), end, calendar, answer.passed)
    elif term.number is not None:
        yield Step("count", _count(term, answer, end, due))
    if term.number is not None and term.unit != "h" and (term.unit != "wd" or end != due):
        yield from _rolling(term, end, due, calendar)


def _transition(chosen: Selection, end: date) -> Iterator[Step]:
    """A term that runs over the change of the law says whose law it follows."""
    if chosen.natural == chosen.regime == "R08" and end >= R25_START and chosen.override is None:
        yield Step("transition", _TRANSITION)


def _marked(mark: Mark) -> str:
    doubt = unconfirmed(mark)
    return f"[{mark}] {doubt}" if doubt else f"[{mark}]"


def _named(facts: Iterable[str]) -> str:
    names = fact_names()
    return ", ".join(names.get(fact, fact) for fact in sorted(facts))


def quantity(term: Term) -> str:
    """A number with its unit as the law writes it: "09 ngày", "ngay"."""
    if term.unit is None:
        return "ngay" if term.kind == "at_once" else "đúng thời điểm đó"
    before = "trước ít nhất " if term.kind == "before_event" else ""
    return f"{before}{term.number:02d} {UNIT_NAMES[term.unit]}"


def _count(term: Term, answer: Answer, end: date, due: date | datetime) -> str:
    start = answer.start
    if term.unit == "h":
        word = "Lùi" if term.kind == "before_event" else "Cộng"
        return f"{word} {term.number:02d} giờ liên tục, kể cả ngày nghỉ (giờ Việt Nam): {_when(due)}."
    word = "Lùi" if term.kind == "before_event" else "Đếm"
    tail, stopped = "", sum(part.days for part in answer.passed)
    if stopped:
        tail = f" (đã cộng {stopped:02d} ngày dừng)"
    elif term.unit in ("m", "y") and end.day != start.day:
        tail = f" (tháng {end:%m/%Y} không có ngày {start.day}, lấy ngày cuối tháng)"
    return f"{word} {quantity(term).removeprefix('trước ít nhất ')}: {spelled(end)}{tail}."


def _working_days(
    term: Term, start: date, end: date, calendar: Calendar, passed: Sequence[Passed]
) -> Iterator[Step]:
    """Day 1 by name, then every day off passed over and every rest day worked, oldest first."""
    first, last = start.toordinal() - ORIGIN, end.toordinal() - ORIGIN
    back = term.kind == "before_event"
    span: Iterable[int] = range(last, first) if back else range(first + 1, last + 1)
    working, named = calendar.working, calendar.named
    if passed:
        span = [position for position in span if not _stopped(position, passed)]
        day_one = next(position for position in span if working[position])
    else:
        day_one = calendar.subtract_working(first, 1) if back else calendar.add_working(first, 1)
    yield Step("count", f"Ngày làm việc thứ nhất: {calendar.text(day_one)}.")
    for position in span:
        if not working[position]:
            yield Step("skip", f"Không tính {calendar.text(position)}.")
        elif (position + ORIGIN) % 7 in _RESTS and date.fromordinal(position + ORIGIN) in named:
            yield Step("worked", f"Có tính {calendar.text(position)}.")


def _stopped(position: int, passed: Sequence[Passed]) -> bool:
    day = date.fromordinal(position + ORIGIN)
    return any(part.last is not None and part.first <= day <= part.last for part in passed)


_RESTS = (6, 0)  # date.toordinal() % 7 of Saturday and Sunday


def _rolling(term: Term, end: date, due: date | datetime, calendar: Calendar) -> Iterator[Step]:
    position = end.toordinal() - ORIGIN
    last = _day(due).toordinal() - ORIGIN
    if position == last:
        if not calendar.working[position]:
            yield Step("stay", f"{calendar.text(position)} là ngày nghỉ; {_STAYS[term.kind]}, không dời.")
        return
    passed = range(position, last) if last > position else range(position, last, -1)
    for skipped in passed:
        yield Step("skip", f"Ngày nghỉ {calendar.text(skipped)}.")
    word = "sang ngày làm việc tiếp theo" if last > position else "sớm lên ngày làm việc liền trước"
    yield Step("roll", f"Ngày cuối rơi vào ngày nghỉ nên dời {word}: {spelled(_day(due))}.")


_TRANSITION = f"Hạn bắt đầu trước và hết sau 01/07/2026: theo luật của ngày bắt đầu {_marked('I')}."
_STAYS = {
    "length": "khoảng thời gian tính liên tục",
    "not_before": "đây là ngày sớm nhất của bước sau",
    "limitation": "thời hiệu tính theo quy tắc riêng của Bộ luật Dân sự",
    "recurrence": "đây là mốc định kỳ",
}
_CONCLUSIONS = {
    "limit": "Hạn cuối: {}.",
    "before_event": "Chậm nhất: {}.",
    "not_before": "Sớm nhất: {}.",
    "length": "Ngày cuối của khoảng thời gian: {}.",
    "limitation": "Ngày cuối của thời hiệu: {}.",
    "recurrence": "Kỳ tiếp theo: {}.",
    "at_once": "Phải làm ngay trong ngày: {}.",
    "moment": "Có giá trị từ: {}.",
}


def _conclusion(term: Term, due: date | datetime) -> str:
    return _CONCLUSIONS[term.kind].format(_when(due))
