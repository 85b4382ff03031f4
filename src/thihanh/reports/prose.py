"""Sentences of a report, made from a sheet of figures: every number in them is a link to its cell. Pure.

A sentence is a pattern with fields. ``{cases.due}`` prints the figure with its unit, ``{cases.due:change}``
how it moved since the same period of the year before, ``{cases:beat}`` by how much the target was passed,
``{cases:rank}`` the place among the units with published figures. What cannot be said says why.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from thihanh.law.notation import dotted
from thihanh.reports import numerals
from thihanh.reports.numerals import Numeral, Value
from thihanh.reports.sheet import Sheet, is_money
from thihanh.reports.structure import Number, Paragraph, Span, Text
from thihanh.statistics.numbers import Absent, Growth, Percent, Points
from thihanh.targets.goals import Assigned

_FIELD: Final = re.compile(r"\{([a-z_.]+)(?::([a-z_]+))?\}")


@dataclass(frozen=True)
class Speaker:
    """Says sentences about one unit of a sheet; ``since`` names the period compared with."""

    sheet: Sheet
    since: str
    unit: str = ""
    noun: str = "việc"

    @property
    def compares(self) -> bool:
        """Whether there is a year before to compare with."""
        return self.sheet.before is not None

    def say(self, *patterns: str) -> Paragraph:
        """One paragraph of sentences."""
        spans: list[Span] = []
        for pattern in patterns:
            if spans:
                spans.append(Text(" "))
            spans.extend(self._filled(pattern))
        return Paragraph(merged(spans))

    def listed(self, lead: str, items: Sequence[tuple[str, str]], end: str = ".") -> list[Span]:
        """``lead`` and the figures that are not zero, each with its share: ``đang thi hành 1.160 việc
        (11,40%)``."""
        spans: list[Span] = [Text(lead)]
        shown = [(words, name) for words, name in items if self.sheet.value(name, self.unit)]
        for place, (words, name) in enumerate(shown):
            spans.append(Text(f"{'; ' if place else ' '}{words} "))
            spans.extend(self.figure(name))
            spans.extend([Text(", chiếm "), self.number(f"{name}.share")])
        return [*spans, Text(end)] if shown else []

    def figure(self, name: str) -> list[Span]:
        """A figure with its unit; where it cannot be given, the reason in brackets."""
        value = self.sheet.value(name, self.unit)
        spans: list[Span] = [self.number(name)]
        if isinstance(value, Absent):
            return [*spans, Text(f" ({_inner(value)})")]
        if isinstance(value, int) and not is_money(name):
            spans.append(Text(f" {self.noun}"))
        return spans

    def number(self, name: str, text: str = "") -> Number:
        """A figure as a link to its cell, in the usual print or in ``text``."""
        value = self.sheet.value(name, self.unit)
        printed = text or numerals.magnitude(value, as_money=is_money(name))
        return Number(printed, self.sheet.exact(name, self.unit), self.sheet.ref(name, self.unit))

    def _filled(self, pattern: str) -> Iterator[Span]:
        place = 0
        for found in _FIELD.finditer(pattern):
            if found.start() > place:
                yield Text(pattern[place : found.start()])
            yield from self._field(found[1], found[2] or "")
            place = found.end()
        if place < len(pattern):
            yield Text(pattern[place:])

    def _field(self, name: str, how: str) -> list[Span]:
        match how:
            case "change":
                rate = name.endswith("rate")
                return self._moved(name, ("points" if rate else "change", "growth"), self.since)
            case "turn":
                return self._moved(name, ("turn", "turn_growth"), "số cũ chuyển sang")
            case "beat":
                return self._beat(name)
            case "rank":
                return self._rank(name)
        return self.figure(name)

    def _moved(self, name: str, ways: tuple[str, str], since: str) -> list[Span]:
        """``tăng 446 việc (+5,52%) so với cùng kỳ năm 2024``; of a rate, in points."""
        how = f"{name}.{ways[0]}"
        value = self.sheet.value(how, self.unit)
        if isinstance(value, Absent):
            return [Text(f"chưa so sánh được với {since} ({_inner(value)})")]
        size = _size(value)
        if size == 0:
            return [self.number(how, numerals.UNCHANGED), Text(f" so với {since}")]
        spans: list[Span] = [self._directed(how, "tăng" if size > 0 else "giảm")]
        if isinstance(value, int) and not is_money(name):
            spans.append(Text(f" {self.noun}"))
        growth = self.sheet.value(f"{name}.{ways[1]}", self.unit)
        if isinstance(growth, Growth):
            words = numerals.signed_growth(growth, size)
            spans += [Text(" ("), self.number(f"{name}.{ways[1]}", words), Text(")")]
        return [*spans, Text(f" so với {since}")]

    def _beat(self, side: str) -> list[Span]:
        """``vượt 1,10 điểm % so với chỉ tiêu 84,00%``: always points, from the rounded rate."""
        value = self.sheet.value(f"{side}.beat", self.unit)
        if isinstance(value, Absent):
            return [Text(f"chưa so được với chỉ tiêu ({_inner(value)})")]
        how, size = f"{side}.beat", _size(value)
        goal: list[Span] = [self.number(f"{side}.target"), *self._whose(side)]
        if size == 0:
            return [self.number(how, numerals.EQUAL), Text(" "), *goal]
        return [self._directed(how, "vượt" if size > 0 else "thấp hơn"), Text(" so với chỉ tiêu "), *goal]

    def _whose(self, side: str) -> list[Span]:
        found = self.sheet.targets.get((self.unit or self.sheet.now.unit, side))
        if isinstance(found, Assigned) and "chỉ tiêu giao cho đơn vị" not in found.words:
            return [Text(f" ({found.words})")]
        return []

    def _rank(self, side: str) -> list[Span]:
        value = self.sheet.value(f"{side}.rank", self.unit)
        if isinstance(value, Absent):
            return [Text(f"chưa xếp hạng ({_inner(value)})")]
        return [Text("xếp "), self.number(f"{side}.rank"), Text(" trong các đơn vị có số liệu công bố")]

    def _directed(self, name: str, word: str) -> Number:
        """The word of direction belongs to the number: changing it changes the figure."""
        value = self.sheet.value(name, self.unit)
        return self.number(name, f"{word} {numerals.magnitude(value, as_money=is_money(name))}")


def counted(count: int, speaker: Speaker, name: str) -> Number:
    """A number of rows the report itself counts, under a name of its own."""
    return Number(dotted(count), Numeral("count", count), speaker.sheet.ref(f"list.{name}", speaker.unit))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Neighbouring words as one."""
    found: list[Span] = []
    for span in spans:
        if isinstance(span, Text) and found and isinstance(last := found[-1], Text):
            found[-1] = Text(last.text + span.text)
        else:
            found.append(span)
    return tuple(found)


def _size(value: Value) -> int:
    if isinstance(value, int):
        return value
    assert isinstance(value, Points | Growth | Percent)
    return value.hundredths


def _inner(absent: Absent) -> str:
    """A reason as it stands inside a sentence."""
    reason = absent.reason.rstrip(".")
    return reason[:1].lower() + reason[1:]
