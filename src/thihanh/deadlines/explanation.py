"""The answer in words: each step a sentence an officer can read out to a party or a prosecutor."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from thihanh.deadlines.calendar import ORIGIN, Calendar, spelled
from thihanh.deadlines.selection import Selection
from thihanh.law.marks import unconfirmed
from thihanh.law.regimes import R08_CONSOLIDATED, REGIME_NAMES
from thihanh.law.terms import UNIT_NAMES, Term, fact_names, step_names


class Step(NamedTuple):
    """One sentence of an explanation; ``code`` says what it is about, ``text`` is Vietnamese."""

    code: str
    text: str


def explain(
    chosen: Selection, start: date | datetime, end: date, due: date | datetime, calendar: Calendar
) -> list[Step]:
    """Every step from the trigger to the last day: trigger, law, rule, facts, count, days skipped, rolling,
    calendar.
    """
    steps = [*_grounds(chosen, start), *_chain(chosen, _day(start), calendar)]
    term = chosen.term
    if term.unit == "wd":
        steps += _working_days(term, _day(start), end, calendar)
    elif term.number is not None:
        steps.append(Step("count", _count(term, start, end, due)))
        if term.unit != "h":
            steps += _rolling(term, end, due, calendar)
    steps.append(Step("due", _conclusion(term, due)))
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
    name = REGIME_NAMES[chosen.regime]
    if chosen.regime != chosen.natural:
        return f"Pháp luật áp dụng: {name}; do người dùng chỉ định, theo ngày thì là {chosen.natural}."
    return f"Pháp luật áp dụng: {name}."


def _rule(chosen: Selection) -> str:
    term = chosen.term
    facts = f", trường hợp {_named(chosen.variant.when)}" if chosen.variant.when else ""
    step = f" (mốc {step_names().get(chosen.step, chosen.step)})" if chosen.step else ""
    doubt = unconfirmed(term.mark)
    mark = f"[{term.mark}] {doubt}" if doubt else f"[{term.mark}]"
    return f"{chosen.rule.code} {chosen.rule.act}{step}: {quantity(term)}{facts}, {term.spelled} {mark}."


def _named(facts: Iterable[str]) -> str:
    names = fact_names()
    return ", ".join(names.get(fact, fact) for fact in sorted(facts))


def quantity(term: Term) -> str:
    """A number with its unit as the law writes it: "09 ngày", "ngay"."""
    if term.unit is None:
        return "ngay" if term.kind == "at_once" else "đúng thời điểm đó"
    before = "trước ít nhất " if term.kind == "before_event" else ""
    return f"{before}{term.number:02d} {UNIT_NAMES[term.unit]}"


def _count(term: Term, start: date | datetime, end: date, due: date | datetime) -> str:
    if term.unit == "h":
        word = "Lùi" if term.kind == "before_event" else "Cộng"
        return f"{word} {term.number:02d} giờ liên tục, kể cả ngày nghỉ (giờ Việt Nam): {_when(due)}."
    word = "Lùi" if term.kind == "before_event" else "Đếm"
    tail = ""
    if term.unit in ("m", "y") and end.day != start.day:
        tail = f" (tháng {end:%m/%Y} không có ngày {start.day}, lấy ngày cuối tháng)"
    return f"{word} {quantity(term).removeprefix('trước ít nhất ')}: {spelled(end)}{tail}."


def _working_days(term: Term, start: date, end: date, calendar: Calendar) -> Iterator[Step]:
    """Day 1 by name, then every day off passed over and every rest day worked, oldest first."""
    first, last = start.toordinal() - ORIGIN, end.toordinal() - ORIGIN
    back = term.kind == "before_event"
    span = range(last, first) if back else range(first + 1, last + 1)
    working, named = calendar.working, calendar.named
    day_one = calendar.subtract_working(first, 1) if back else calendar.add_working(first, 1)
    yield Step("count", f"Ngày làm việc thứ nhất: {calendar.text(day_one)}.")
    for position in span:
        if not working[position]:
            yield Step("skip", f"Không tính {calendar.text(position)}.")
        elif (position + ORIGIN) % 7 in _RESTS and date.fromordinal(position + ORIGIN) in named:
            yield Step("worked", f"Có tính {calendar.text(position)}.")


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
