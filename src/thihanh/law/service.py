"""Service of papers: which channel the law permits for a paper, and the day a notice becomes valid. Data."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from thihanh.law.citations import cite
from thihanh.law.marks import Mark, checked_mark
from thihanh.law.regimes import REGIMES, Regime
from thihanh.law.terms import PARAMETERS

#: What may happen in an attempt, in words. ``queued``, ``try_failed`` and ``given_up`` are the machine's.
RESULTS: Final[dict[str, str]] = {
    "queued": "chờ gửi",
    "handed_over": "đã giao cho kênh",
    "try_failed": "kênh không nhận, sẽ gửi lại",
    "given_up": "kênh không nhận sau nhiều lần gửi",
    "sent": "đã gửi thành công",
    "rejected": "bị trả lại, không gửi được",
    "delivered": "người nhận đã ký nhận",
    "refused": "người nhận từ chối, đã lập biên bản",
    "absent": "không gặp người nhận",
    "returned": "bưu gửi, hồ sơ hoàn trả",
    "posted": "đã niêm yết",
    "unposted": "không niêm yết được",
    "ended": "hết thời gian niêm yết",
    "first_issue": "đã đăng, phát lần thứ nhất",
    "second_issue": "đã đăng, phát lần thứ hai",
    "unpublished": "không đăng, phát được",
    "reminded": "đã đôn đốc kết quả ủy thác tư pháp",
    "published": "đã đăng trên Cổng thông tin của Bộ Tư pháp",
    "stopped": "thôi dùng kênh này",
}
#: Attempts whose failure opens public posting.
DIRECT: Final = frozenset({"in_person", "post", "express_post", "private_office"})


@dataclass(frozen=True, slots=True)
class Channel:
    """A way for papers to reach people; ``lasts`` names the rule of its duration, if it has one."""

    code: str
    label: str
    proof: str
    electronic: bool
    lasts: str


@dataclass(frozen=True, slots=True)
class ChannelRule:
    """A channel as one regime knows it; ``needs`` is what must be stated before it is used."""

    channel: Channel
    regime: Regime
    valid: tuple[str, ...]
    fails: tuple[str, ...]
    when: str
    article: str
    mark: Mark
    needs: str
    after_failed: bool


@dataclass(frozen=True, slots=True)
class Permission:
    """The channels a group of papers may take under a regime, in the order to try them."""

    group: str
    label: str
    order: tuple[str, ...]
    article: str
    mark: Mark


def channels() -> Mapping[str, Channel]:
    """Every channel by code, in the order of the file."""
    return _read()[0]


def channel_rule(code: str, regime: Regime) -> ChannelRule | None:
    """The channel as the regime knows it (L08 Đ.39-43; L25 Đ.35, D152 Đ.15-20); None where it does not."""
    return _read()[1].get((code, regime))


def permitted(kind: str, regime: Regime, *, to_body: bool = False) -> Permission:
    """The channels a paper of this kind may take (L08 Đ.39; L25 Đ.35, D152 Đ.20). Never raises."""
    groups = _read()[2]
    if to_body:
        return groups["to_body", regime]
    return groups.get((_read()[3].get(kind, "other"), regime)) or groups["other", regime]


@lru_cache(maxsize=1)
def _read() -> tuple[
    Mapping[str, Channel],
    Mapping[tuple[str, Regime], ChannelRule],
    Mapping[tuple[str, Regime], Permission],
    Mapping[str, str],
]:
    tables = tomllib.loads((PARAMETERS / "service.toml").read_text(encoding="utf-8"))
    found = {code: _channel(code, row) for code, row in tables["channel"].items()}
    rules = {
        (code, regime): _rule(found[code], regime, row[regime])
        for code, row in tables["channel"].items()
        for regime in REGIMES
        if regime in row
    }
    groups = {
        (code, regime): Permission(
            group=code,
            label=row["label"],
            order=_known(row[regime]["order"], regime, rules),
            article=cite(row[regime]["article"]),
            mark=checked_mark(row[regime]["mark"]),
        )
        for code, row in tables["papers"].items()
        for regime in REGIMES
    }
    kinds = {kind: code for code, row in tables["papers"].items() for kind in row["kinds"]}
    return found, rules, groups, kinds


def _channel(code: str, row: Mapping[str, Any]) -> Channel:
    return Channel(code, row["label"], row["proof"], row.get("electronic", False), row.get("lasts", ""))


def _rule(channel: Channel, regime: Regime, row: Mapping[str, Any]) -> ChannelRule:
    for result in (*row["valid"], *row["fails"]):
        if result not in RESULTS:
            msg = f"service.toml: {channel.code}: unknown result {result!r}"
            raise ValueError(msg)
    return ChannelRule(
        channel=channel,
        regime=regime,
        valid=tuple(row["valid"]),
        fails=tuple(row["fails"]),
        when=row["when"],
        article=cite(row["article"]),
        mark=checked_mark(row["mark"]),
        needs=row.get("needs", ""),
        after_failed=row.get("after_failed", False),
    )


def _known(order: Sequence[str], regime: Regime, rules: Mapping[Any, object]) -> tuple[str, ...]:
    for code in order:
        if (code, regime) not in rules:
            msg = f"service.toml: {regime} does not know the channel {code!r}"
            raise ValueError(msg)
    return tuple(order)
