"""Do the numbers of a text say what the edition says: read back out of the words, held against the cells.

A changed number inside generated prose is refused with a sentence naming it. What people wrote themselves is
not refused: a number there that contradicts the report is pointed out.
"""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thihanh.reports.numerals import Found, Numeral, read
from thihanh.reports.sheet import Sheet
from thihanh.reports.structure import Hand, Number, Paragraph, Report

_SPACES = re.compile(r"\s+")
_LIKE = 0.6
_SHORT = 160


@dataclass(frozen=True, slots=True)
class Problem:
    """A sentence for the reader, and the generated words it is about."""

    sentence: str
    about: str = ""

    def __str__(self) -> str:
        return self.sentence


class ChangedNumber(ValueError):
    """A number inside generated prose is not the one of the edition; the message is a sentence."""


def against_sheet(report: Report, sheet: Sheet) -> list[Problem]:
    """Every figure read out of every generated sentence, held against the cell it names.

    Raises ``MixedSources`` when a number names a source that is not the report's.
    """
    found: list[Problem] = []
    for paragraph in report.paragraphs:
        figures = read(paragraph.text)
        if len(figures) != len(paragraph.numbers):
            found.append(_count_differs(paragraph, len(figures)))
            continue
        for printed, span in zip(figures, paragraph.numbers, strict=True):
            exact = span.exact if span.ref.name.startswith("list.") else sheet.at(span.ref)
            if not printed.numeral.is_printing_of(exact):
                found.append(_differs(paragraph, printed.text, span))
    return found


def numbers_of(paragraph: Paragraph) -> tuple[Numeral, ...]:
    """The numbers read out of the words of a paragraph."""
    return tuple(one.numeral for one in read(paragraph.text))


def check_prose(paragraph: Paragraph, text: str) -> None:
    """Refuse a version of a generated paragraph in which a number is another. Raises ``ChangedNumber``."""
    for problem in compare(paragraph, text):
        raise ChangedNumber(problem.sentence)


def compare(paragraph: Paragraph, text: str) -> list[Problem]:
    """What differs between a generated paragraph and the same paragraph as somebody left it."""
    if _flat(text) == _flat(paragraph.text):
        return []
    figures = read(text)
    if len(figures) != len(paragraph.numbers):
        return [_count_differs(paragraph, len(figures))]
    return [
        _differs(paragraph, printed.text, span)
        for printed, span in zip(figures, paragraph.numbers, strict=True)
        if not (printed.numeral.is_printing_of(span.exact) and _same_place(printed, span))
    ]


def check_document(report: Report, lines: Sequence[str]) -> list[Problem]:
    """The generated sentences of a report looked for in the paragraphs of a file edited outside.

    A sentence whose numbers are another's, or that is gone, is named; so is one whose words were changed.
    """
    there = {_flat(line) for line in lines if line.strip()}
    left = [line for line in map(_flat, lines) if line]
    known = {_flat(one.text) for one in report.paragraphs}
    free = [line for line in left if line not in known]
    found: list[Problem] = []
    for paragraph in report.paragraphs:
        if _flat(paragraph.text) in there:
            continue
        near = _nearest(_flat(paragraph.text), free)
        if near is None:
            sentence = f"Dữ liệu: câu đã lập từ số liệu không còn trong tệp: “{_cut(paragraph.text)}”."
            found.append(Problem(sentence, paragraph.text))
            continue
        free.remove(near)
        found.extend(compare(paragraph, near) or [_words_differ(paragraph, near)])
    return found


def table_cells(report: Report, tables: Sequence[Sequence[Sequence[str]]]) -> list[Problem]:
    """The cells of the report's tables held against those of a file; each is found by its heads and cells."""
    left = [[[_flat(cell) for cell in row] for row in table] for table in tables]
    found: list[Problem] = []
    for table in report.tables:
        wanted = [[_flat(span.text) for span in row.cells] for row in table.rows]
        if not wanted:
            continue
        heads = [_flat(column.heading) for column in table.columns]
        alike = [one for one in left if one and one[0] == heads]
        there = max(alike, key=lambda one: _same_cells(wanted, one[1:]), default=None)
        if there is None:
            found.append(Problem(f"Dữ liệu: bảng “{table.title}” không còn trong tệp.", table.title))
            continue
        left.remove(there)
        differing = list(_cells_differ(table.title, wanted, there[1:]))
        found += differing[:_MOST]
        if len(differing) > _MOST:
            more = f"Dữ liệu: bảng “{table.title}” còn {len(differing) - _MOST} ô khác nữa."
            found.append(Problem(more, table.title))
    return found


def _same_cells(wanted: Sequence[Sequence[str]], rows: Sequence[Sequence[str]]) -> int:
    return sum(
        one == other
        for row, got in zip(wanted, rows, strict=False)
        for one, other in zip(row, got, strict=False)
    )


def contradictions(hand: Hand, report: Report) -> list[Problem]:
    """Numbers typed by hand that stand beside the same words as a figure of the report and say another.

    Pointed out, never refused: people may write of other periods and other things.
    """
    known = [(_before(one.text, span), span) for one in report.paragraphs for span in one.numbers]
    found: list[Problem] = []
    for printed in read(hand.text):
        words = _words_before(hand.text, printed.start)
        beside = [span for place, span in known if place == words and span.exact.kind == printed.numeral.kind]
        if len(words) < _WORDS or not beside:
            continue
        if not any(printed.numeral.is_printing_of(span.exact) for span in beside):
            said = f"“{' '.join(words)} {printed.text}”"
            sentence = f"Phần viết tay ghi {said}, số liệu của báo cáo là {beside[0].text}."
            found.append(Problem(sentence, printed.text))
    return found


_WORDS = 3
_MOST = 5


def _before(text: str, span: Number) -> tuple[str, ...]:
    return _words_before(text, text.find(span.text))


def _words_before(text: str, place: int) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text[:place].lower())[-_WORDS:])


def _same_place(printed: Found, span: Number) -> bool:
    """A figure must keep its last digits: 55,12% written as 55,1% is another figure."""
    own = read(span.text)
    return not own or own[0].numeral.step == printed.numeral.step or printed.numeral.kind == "absent"


def _differs(paragraph: Paragraph, printed: str, span: Number) -> Problem:
    return Problem(
        f"Dữ liệu: trong câu “{_cut(paragraph.text)}” có số “{printed}”, số của ấn bản là “{span.text}”. "
        "Câu lập từ số liệu không sửa được bằng tay; hãy sửa dữ kiện trong sổ rồi lập lại báo cáo.",
        paragraph.text,
    )


def _count_differs(paragraph: Paragraph, count: int) -> Problem:
    return Problem(
        f"Dữ liệu: câu “{_cut(paragraph.text)}” có {count} số, câu lập từ ấn bản có "
        f"{len(paragraph.numbers)} số; một số đã bị thêm, bớt hoặc đổi cách ghi.",
        paragraph.text,
    )


def _words_differ(paragraph: Paragraph, text: str) -> Problem:
    return Problem(
        f"Lời văn đã đổi, các số vẫn đúng: “{_cut(paragraph.text)}” thành “{_cut(text)}”.", paragraph.text
    )


def _cells_differ(
    title: str, wanted: Sequence[Sequence[str]], there: Sequence[Sequence[str]]
) -> Iterable[Problem]:
    for no, row in enumerate(wanted):
        got = there[no] if no < len(there) else ()
        for place, cell in enumerate(row):
            if place >= len(got) or _flat(got[place]) != _flat(cell):
                said = got[place] if place < len(got) else ""
                yield Problem(
                    f"Dữ liệu: bảng “{title}”, dòng “{_cut(row[0])}” có “{said.strip()}”, "
                    f"số của ấn bản là “{cell}”.",
                    title,
                )


def _nearest(text: str, lines: Sequence[str]) -> str | None:
    """The free line most like a sentence, by its words."""
    best, likeness = None, _LIKE
    for line in lines:
        matcher = difflib.SequenceMatcher(None, text.split(), line.split(), autojunk=False)
        if matcher.quick_ratio() > likeness and (ratio := matcher.ratio()) > likeness:
            best, likeness = line, ratio
    return best


def _flat(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _cut(text: str) -> str:
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + "…"
