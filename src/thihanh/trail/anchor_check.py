"""Checks anchors: the file against the rows, and the roots against the entries they list."""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime

from thihanh.trail import merkle, outside, seals
from thihanh.trail.findings import Findings, Problem
from thihanh.trail.outside import Anchor

Row = tuple[Anchor, bytes, bytes]
Span = tuple[int, int, Anchor]


class AnchorCheck:
    """Takes entries by rising id and holds them against every anchor, the outside file first."""

    def __init__(self, rows: list[Row], key: bytes, findings: Findings) -> None:
        self._findings = findings
        self.anchored = 0
        lines = _lines(findings)
        self.outside = len(lines)
        self.anchors = _compare(rows, lines, key, findings)
        self._trees = {anchor.number: merkle.Tree() for anchor in self.anchors}
        self._spans = _spans(self.anchors, findings)
        self._span = next(self._spans, None)
        self._expected = self._span[0] if self._span else 0
        self._short: set[int] = set()

    def entry(self, entry_id: int, digest: bytes) -> None:
        """Hold the next entry against the anchor that lists it."""
        while self._span and entry_id >= self._span[1]:
            self._leave()
        span = self._span
        if span is None or entry_id < span[0]:
            return
        if entry_id != self._expected:
            self._lost(self._expected, entry_id, span[2])
        self._expected = entry_id + 1
        self._trees[span[2].number].add(digest)
        if span[2].number <= self.outside:
            self.anchored += 1

    def finish(self) -> None:
        """After the last entry: what is still expected is gone; roots must agree."""
        while self._span:
            self._leave()
        for anchor in self.anchors:
            tree = self._trees[anchor.number]
            if anchor.number not in self._short and (tree.root(), tree.count) != (anchor.root, anchor.count):
                sentence = f"Gốc băm của mốc neo {anchor.number} không khớp {anchor.count} mục mà nó liệt kê."
                self._findings.add(Problem("root", sentence))

    def _leave(self) -> None:
        assert self._span is not None
        if self._expected < self._span[1]:
            self._lost(self._expected, self._span[1], self._span[2])
        self._span = next(self._spans, None)
        self._expected = self._span[0] if self._span else 0

    def _lost(self, low: int, high: int, anchor: Anchor) -> None:
        self._short.add(anchor.number)
        what = f"Mục {low}" if high == low + 1 else f"Các mục {low} đến {high - 1}"
        self._findings.add(
            Problem(
                "lost", f"{what} có trong mốc neo {anchor.number} nhưng không còn trong sổ.", entry_id=low
            )
        )


def _lines(findings: Findings) -> list[Anchor]:
    """The file's anchors, up to the first line that does not continue the one before."""
    anchors: list[Anchor] = []
    line = outside.NO_LINE
    for number, (stated, text) in enumerate(outside.read_lines(), start=1):
        anchor = _parse(text)
        if (
            anchor is None
            or (anchor.number, anchor.previous) != (number, line)
            or hashlib.sha256(text.encode()).digest() != stated
        ):
            sentence = f"Dòng {number} của tệp mốc neo không nối tiếp dòng trước nó; tệp đã bị sửa."
            findings.add(Problem("file_altered", sentence))
            break
        anchors.append(anchor)
        line = stated
    return anchors


def _parse(text: str) -> Anchor | None:
    try:
        said = json.loads(text)
        return Anchor(
            number=said["anchor"],
            made_at=datetime.fromisoformat(said["made_at"]),
            kind=said["kind"],
            entries=said["entries"],
            count=said["count"],
            root=bytes.fromhex(said["root"]),
            previous=bytes.fromhex(said["previous"]),
        )
    except (ValueError, KeyError, TypeError):
        return None


def _compare(rows: list[Row], lines: list[Anchor], key: bytes, findings: Findings) -> list[Anchor]:
    """The anchors to hold entries against: the file's where it has them, the other rows after."""
    held = {anchor.number: (anchor, stated, seal) for anchor, stated, seal in rows}
    anchors = list(lines)
    for anchor in lines:
        row = held.pop(anchor.number, None)
        if row is None:
            sentence = f"Mốc neo {anchor.number} có trong tệp ngoài nhưng không còn trong cơ sở dữ liệu."
            findings.add(Problem("anchor_lost", sentence))
        elif row[0].text != anchor.text or row[1] != anchor.line or row[2] != seals.seal(key, anchor.line):
            sentence = f"Mốc neo {anchor.number} trong cơ sở dữ liệu khác với dòng của nó trong tệp ngoài."
            findings.add(Problem("anchor_altered", sentence))
    line = lines[-1].line if lines else outside.NO_LINE
    for number in sorted(held):
        anchor, stated, seal = held[number]
        anchors.append(anchor)
        findings.add(
            Problem("not_outside", f"Mốc neo {number} chưa ra ngoài: tệp mốc neo chưa có dòng của nó.")
        )
        if anchor.previous != line or anchor.line != stated or seal != seals.seal(key, stated):
            sentence = f"Mốc neo {number} trong cơ sở dữ liệu không do chương trình lập."
            findings.add(Problem("anchor_altered", sentence))
        line = stated
    return anchors


def _spans(anchors: list[Anchor], findings: Findings) -> Iterator[Span]:
    """All listed ranges by rising id; a range inside an earlier anchor's is named and left out."""
    reached = 0
    spans = ((low, high, anchor) for anchor in anchors for low, high in anchor.ranges)
    for low, high, anchor in sorted(spans, key=lambda span: (span[0], span[2].number)):
        if low < reached:
            sentence = f"Mốc neo {anchor.number} liệt kê lại mục {low} của một mốc neo khác."
            findings.add(Problem("anchor_altered", sentence, entry_id=low))
            continue
        reached = high
        yield low, high, anchor
