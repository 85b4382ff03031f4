"""What may be done in the service of a paper: the channel, its order, its results and their days. Pure.

Raises ``ServiceRefused`` whose first word says which question refused: the law, the state, or the input.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thihanh.deadlines import Calendar, due_date
from thihanh.documents.service.states import (
    OF_THE_MACHINE,
    Event,
    Standing,
    may_follow,
    standing,
)
from thihanh.law.notation import vn
from thihanh.law.regimes import Regime, regime_on
from thihanh.law.service import DIRECT, RESULTS, ChannelRule, channel_rule, channels, permitted
from thihanh.matters.rules import StateRefused


class ServiceRefused(StateRefused):
    """An attempt or a result that cannot be recorded, with the reason and what to do instead."""


@dataclass(frozen=True, slots=True)
class Duty:
    """What must be served: a paper of a kind on one addressee. ``party`` is empty for a body."""

    id: int
    paper_id: int
    kind: str
    issued_on: date
    party: int | None
    body: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A channel chosen for a duty: since when, and what justifies it where the law asks."""

    channel: str
    on: date
    basis: str = ""
    address_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result to record on its day, with what proves it."""

    result: str
    on: date
    reference: str = ""
    file: int | None = None


def offered(duty: Duty, events: Sequence[Event], on: date) -> tuple[ChannelRule, ...]:
    """The channels that may be tried now, in the order of the law."""
    regime = regime_on(on)
    order = permitted(duty.kind, regime, to_body=duty.party is None).order
    rules = [rule for code in order if (rule := channel_rule(code, regime)) is not None]
    return tuple(rule for rule in rules if not rule.after_failed or _direct_failed(events))


def needs(duty: Duty, rule: ChannelRule) -> str:
    """What must be stated before the channel is used for this addressee; a body has not to agree."""
    return rule.needs if duty.party is not None else ""


def check_may_start(duty: Duty, events: Sequence[Event], attempt: Attempt, today: date) -> ChannelRule:
    """The rule of the channel; raises ServiceRefused where it may not be tried for this duty on that day."""
    now = standing(events)
    _check_day(attempt.on, duty.issued_on, today, "ngày tống đạt")
    if now.state == "served" and now.valid:
        raise ServiceRefused(
            f"Trạng thái: văn bản đã được thông báo hợp lệ ngày {vn(now.valid.on)}, không cần tống đạt nữa."
        )
    if now.open:
        raise ServiceRefused(
            f"Trạng thái: lần {now.attempt} qua «{channels()[now.channel].label}» chưa có kết quả. "
            "Ghi kết quả lần đó, hoặc ghi «thôi dùng kênh này», rồi chọn kênh khác."
        )
    return _check_channel(duty, events, attempt, regime_on(attempt.on))


def _check_channel(duty: Duty, events: Sequence[Event], attempt: Attempt, regime: Regime) -> ChannelRule:
    if attempt.channel not in channels():
        raise ServiceRefused("Dữ liệu: không có kênh tống đạt này; chọn một kênh trong danh sách.")
    label = channels()[attempt.channel].label
    rule = channel_rule(attempt.channel, regime)
    if rule is None:
        raise ServiceRefused(
            f"Pháp luật: luật áp dụng ngày {vn(attempt.on)} ({regime}) chưa có kênh «{label}». "
            f"Chọn: {_names(permitted(duty.kind, regime, to_body=duty.party is None).order)}."
        )
    allowed = permitted(duty.kind, regime, to_body=duty.party is None)
    if attempt.channel not in allowed.order:
        raise ServiceRefused(
            f"Pháp luật: {allowed.label} không được gửi qua «{label}» ({allowed.article}). "
            f"Chọn: {_names(allowed.order)}."
        )
    if rule.after_failed and not _direct_failed(events) and not (attempt.address_unknown and attempt.basis):
        raise ServiceRefused(
            f"Pháp luật: chỉ «{label}» khi không rõ địa chỉ hoặc không thể thông báo trực tiếp "
            f"({rule.article}). Ghi một lần giao trực tiếp, gửi bưu chính không thành, hoặc nêu biên bản "
            "xác minh không rõ địa chỉ."
        )
    if needs(duty, rule) and not attempt.basis:
        raise ServiceRefused(
            f"Pháp luật: «{label}» cần nêu {rule.needs} ({rule.article}). Ghi vào ô Căn cứ rồi gửi lại."
        )
    return rule


def check_may_record(
    duty: Duty, events: Sequence[Event], outcome: Outcome, today: date, calendar: Calendar
) -> None:
    """Raises ServiceRefused unless the result fits the open attempt, its channel and its days."""
    now = standing(events)
    if not now.open and not _closes(now, events, outcome.result):
        raise ServiceRefused(
            "Trạng thái: không có lần tống đạt nào đang chờ kết quả; chọn kênh để bắt đầu một lần mới."
        )
    attempt = [one for one in events if one.attempt == now.attempt]
    check_fits(attempt[-1].channel, attempt[-1].rule, outcome)
    _check_day(outcome.on, duty.issued_on, today, "ngày của kết quả")
    latest = max(one.on for one in attempt)
    if outcome.on < latest:
        raise ServiceRefused(
            f"Dữ liệu: ngày {vn(outcome.on)} sớm hơn việc đã ghi của lần này ngày {vn(latest)}; "
            "kiểm tra lại ngày trên biên bản, giấy báo."
        )
    _check_sequence(attempt, outcome, calendar)


def check_fits(channel: str, rule: ChannelRule, outcome: Outcome) -> None:
    """Raises ServiceRefused where the channel cannot have this result, or its proof is missing."""
    label = channels()[channel].label
    if outcome.result in OF_THE_MACHINE or outcome.result not in may_follow(channel, rule):
        wanted = ", ".join(f"«{RESULTS[code]}»" for code in may_follow(channel, rule))
        raise ServiceRefused(f"Dữ liệu: kênh «{label}» chỉ có các kết quả {wanted}. Chọn một trong số đó.")
    if outcome.result in rule.valid and not (outcome.reference or outcome.file):
        raise ServiceRefused(
            f"Dữ liệu: kết quả này làm thông báo hợp lệ nên phải có bằng chứng: {rule.channel.proof}. "
            "Ghi số biên bản, giấy báo hoặc đưa bản quét lên."
        )


def _closes(now: Standing, events: Sequence[Event], result: str) -> bool:
    """The end of a posting is entered after the posting was valid already."""
    last = events[-1] if events else None
    return bool(last and now.state == "served" and last.result == "posted" and result == "ended")


def _check_sequence(attempt: Sequence[Event], outcome: Outcome, calendar: Calendar) -> None:
    happened = {one.result: one.on for one in attempt}
    if outcome.result == "second_issue":
        first = happened.get("first_issue")
        if first is None or outcome.on <= first:
            raise ServiceRefused(
                "Dữ liệu: lần đăng, phát thứ hai phải sau lần thứ nhất; ghi ngày lần thứ nhất trước."
            )
    if outcome.result == "ended":
        _not_before(attempt, outcome, calendar, ("posted", "DL-15", {}), "thời gian niêm yết còn đến hết")
    if outcome.result == "published":
        _not_before(
            attempt,
            outcome,
            calendar,
            ("handed_over", "DL-17", {"step": "portal"}),
            "chưa hết thời gian chờ kết quả ủy thác tư pháp, hết ngày",
        )


def _not_before(
    attempt: Sequence[Event],
    outcome: Outcome,
    calendar: Calendar,
    counted: tuple[str, str, dict[str, str]],
    words: str,
) -> None:
    """Raises ServiceRefused before the term that runs from an earlier result of the attempt is over."""
    result, rule, facts = counted
    start = next((one.on for one in attempt if one.result == result), None)
    if start is None:
        raise ServiceRefused(f"Dữ liệu: ghi «{RESULTS[result]}» trước kết quả này.")
    due = due_date(rule, start, calendar, facts=facts)
    if outcome.on < due:
        raise ServiceRefused(f"Pháp luật: {words} {due:%d/%m/%Y} ({rule}); ghi kết quả này sau ngày đó.")


def _check_day(day: date, issued_on: date, today: date, what: str) -> None:
    if day > today:
        raise ServiceRefused(f"Dữ liệu: {what} {vn(day)} ở sau hôm nay {vn(today)}; chỉ ghi việc đã xảy ra.")
    if day < issued_on:
        raise ServiceRefused(
            f"Dữ liệu: {what} {vn(day)} sớm hơn ngày ban hành văn bản {vn(issued_on)}; kiểm tra lại ngày."
        )


def _direct_failed(events: Sequence[Event]) -> bool:
    return any(one.channel in DIRECT and one.result in one.rule.fails for one in events)


def _names(order: Sequence[str]) -> str:
    return ", ".join(channels()[code].label for code in order)
