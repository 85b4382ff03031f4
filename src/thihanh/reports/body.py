"""A report's structure as one canonical text and back: what is kept is what was read that day. Pure."""

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from thihanh.reports import structure
from thihanh.reports.numerals import Numeral

_NAMED: Final[Mapping[str, type]] = {
    **{name: kind for name, kind in vars(structure).items() if isinstance(kind, type)},
    "Numeral": Numeral,
}
_TYPE: Final = "="


def encode(report: structure.Report) -> bytes:
    """The report as canonical JSON: the same report, the same bytes."""
    text = json.dumps(_plain(report), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def decode(content: bytes) -> structure.Report:
    """The report that ``encode`` wrote. Raises ``ValueError`` for anything else."""
    found = _made(json.loads(content))
    if not isinstance(found, structure.Report):
        raise ValueError("Dữ liệu: tệp này không phải thân của một báo cáo.")
    return found


def with_hands(report: structure.Report, texts: Mapping[str, str]) -> structure.Report:
    """The report with the parts people wrote in their places."""
    blocks = tuple(
        dataclasses.replace(block, text=texts.get(block.key, block.text))
        if isinstance(block, structure.Hand)
        else block
        for block in report.blocks
    )
    return dataclasses.replace(report, blocks=blocks)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        own = {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {_TYPE: type(value).__name__, **own}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return {_TYPE: "date", "day": value.isoformat()} if isinstance(value, date) else value


def _made(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_made(one) for one in value)
    if not isinstance(value, dict):
        return value
    name = value.pop(_TYPE, "")
    if name == "date":
        return date.fromisoformat(value["day"])
    if name not in _NAMED:
        raise ValueError(f"Dữ liệu: thân báo cáo có phần không nhận ra: “{name}”.")
    return _NAMED[name](**{key: _made(one) for key, one in value.items()})
