"""The channels as adapters: each hands an envelope over and answers a receipt, or says that it is down.

The product comes with a local stand-in for every channel: it keeps the envelopes in a folder of its own and
can be switched to fail for a trial. A real channel is a class named in ``settings.SERVICE_ADAPTERS``.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from thihanh.law.service import channels

_STAND_IN = "thihanh.documents.service.adapters.StandIn"


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a channel is given: the paper by number and file, the addressee by place in the matter.

    ``key`` is the same at every try of one attempt, so that a channel never delivers twice.
    """

    key: str
    channel: str
    symbol: str
    sha256: str
    addressee: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """The channel's answer: a result of ``law.service.RESULTS`` and the channel's own reference."""

    result: str
    reference: str


class ChannelDown(Exception):
    """The channel takes nothing now; the sentence says why. The work is tried again later."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Adapter(Protocol):
    """One channel as the product speaks to it."""

    def hand_over(self, envelope: Envelope) -> Receipt:
        """Give the envelope to the channel; raises ChannelDown."""


def adapter(channel: str) -> Adapter:
    """The adapter of a channel: the one the settings name, else the local stand-in."""
    named: dict[str, str] = getattr(settings, "SERVICE_ADAPTERS", {})
    return cast("Adapter", import_string(named.get(channel, _STAND_IN))())


class StandIn:
    """A channel that lives in a folder: electronic ones report "sent", the others take the envelope."""

    def hand_over(self, envelope: Envelope) -> Receipt:
        """Keep the envelope once; raises ChannelDown while the channel is switched to fail."""
        if envelope.channel in failing():
            label = channels()[envelope.channel].label
            raise ChannelDown(f"Kênh «{label}» đang ngừng (đặt thử để kiểm tra).")
        kept = _folder() / f"{envelope.key}.json"
        if not kept.exists():
            kept.write_text(json.dumps(asdict(envelope), ensure_ascii=False), encoding="utf-8")
        electronic = channels()[envelope.channel].electronic
        return Receipt("sent" if electronic else "handed_over", f"THU-{envelope.key}")


def failing() -> frozenset[str]:
    """The channels whose stand-in is switched to fail."""
    file = _folder() / _SWITCH
    return frozenset(file.read_text(encoding="utf-8").split()) if file.exists() else frozenset()


def switch(names: Iterable[str], *, fail: bool) -> frozenset[str]:
    """Switch stand-ins to fail or back; answers those failing now. Raises LookupError for no such channel."""
    chosen = frozenset(names)
    if unknown := chosen - set(channels()):
        wanted = ", ".join(channels())
        raise LookupError(f"Không có kênh «{', '.join(sorted(unknown))}»; các kênh: {wanted}.")
    now = failing() | chosen if fail else failing() - chosen
    (_folder() / _SWITCH).write_text(" ".join(sorted(now)), encoding="utf-8")
    return now


_SWITCH = "failing"


def _folder() -> Path:
    folder = Path(settings.VAR_DIR) / "service"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
