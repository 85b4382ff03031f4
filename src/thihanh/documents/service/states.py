"""Where the service of a paper on one addressee stands, read from its events. Pure.

Nothing is stored but events; the state, the attempt and the day of valid notice follow from them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from thihanh.law.notation import vn
from thihanh.law.regimes import Regime
from thihanh.law.service import RESULTS, ChannelRule, channel_rule, channels

State = Literal["waiting", "sending", "in_progress", "failed", "served"]
LABELS: dict[State, str] = {
    "waiting": "Chưa tống đạt",
    "sending": "Đang chờ kênh nhận",
    "in_progress": "Đang thực hiện",
    "failed": "Không thành",
    "served": "Đã thông báo hợp lệ",
}
#: Between the start of an attempt and its outcome, by channel; each only informs.
ON_THE_WAY: dict[str, tuple[str, ...]] = {
    "post": ("handed_over",),
    "express_post": ("handed_over",),
    "private_office": ("handed_over",),
    "posting": ("handed_over", "ended"),
    "media": ("handed_over", "first_issue"),
    "abroad": ("handed_over", "reminded"),
}
#: What only the machine writes.
OF_THE_MACHINE = frozenset({"queued", "try_failed", "given_up"})
_SENDING = frozenset({"queued", "try_failed"})


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened in an attempt; ``on`` is its own day, ``known_on`` when it was entered."""

    id: int
    entry_id: int
    attempt: int
    ordinal: int
    channel: str
    regime: Regime
    result: str
    on: date
    known_on: date
    actor: str
    reference: str = ""
    basis: str = ""
    file: int | None = None

    @property
    def rule(self) -> ChannelRule:
        """The channel as the law of the attempt knows it."""
        found = channel_rule(self.channel, self.regime)
        if found is None:
            msg = f"event {self.id}: {self.regime} does not know {self.channel}"
            raise LookupError(msg)
        return found


@dataclass(frozen=True, slots=True)
class Validity:
    """The day a notice became valid, and why."""

    on: date
    channel: str
    words: str
    article: str
    mark: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What the events of one duty come to."""

    state: State
    channel: str = ""
    attempt: int = 0
    tries: int = 0
    last_on: date | None = None
    valid: Validity | None = None

    @property
    def open(self) -> bool:
        """Whether an attempt runs that has no outcome yet."""
        return self.state in ("sending", "in_progress")


def standing(events: Sequence[Event]) -> Standing:
    """The state of one duty from its events in order."""
    if not events:
        return Standing("waiting")
    last = max(events, key=lambda one: (one.attempt, one.ordinal))
    attempt = [one for one in events if one.attempt == last.attempt]
    first_valid = min(
        (one for one in events if one.result in one.rule.valid),
        key=lambda one: (one.on, one.attempt, one.ordinal),
        default=None,
    )
    return Standing(
        state="served" if first_valid else _state(attempt),
        channel=first_valid.channel if first_valid else last.channel,
        attempt=last.attempt,
        tries=sum(one.result == "try_failed" for one in attempt),
        last_on=last.on,
        valid=validity(first_valid) if first_valid else None,
    )


def _state(attempt: Sequence[Event]) -> State:
    last = max(attempt, key=lambda one: one.ordinal)
    if last.result in (*last.rule.fails, "given_up", "stopped"):
        return "failed"
    return "sending" if last.result in _SENDING else "in_progress"


def validity(event: Event) -> Validity:
    """Why the notice is valid on the day of this event."""
    rule = event.rule
    return Validity(
        on=event.on,
        channel=event.channel,
        words=f"{rule.channel.label}: {RESULTS[event.result]} ngày {vn(event.on)}; "
        f"thông báo hợp lệ từ {rule.when}",
        article=rule.article,
        mark=rule.mark,
    )


def may_follow(channel: str, rule: ChannelRule) -> tuple[str, ...]:
    """The results a person may record in an attempt of this channel, outcomes first."""
    return (*rule.valid, *rule.fails, *ON_THE_WAY.get(channel, ()), "stopped")


def next_step(state: State, channel: str, results: Sequence[str]) -> str:
    """One sentence: what to do with a duty that is not served."""
    last = results[-1] if results else ""
    if state == "waiting":
        return "Chọn kênh và tống đạt."
    if state == "sending":
        return "Chờ kênh nhận; hệ thống tự gửi lại. Cần gấp thì thôi kênh này và chọn kênh khác."
    if state == "in_progress":
        return f"Ghi kết quả khi có: {channels()[channel].proof}."
    if last == "given_up":
        return "Kênh không nhận: gửi lại khi kênh hoạt động, hoặc chọn kênh được phép tiếp theo."
    if last in ("absent", "returned"):
        return "Thử lại ngày khác, hoặc niêm yết công khai khi không thể thông báo trực tiếp."
    return "Chọn kênh được phép tiếp theo."
