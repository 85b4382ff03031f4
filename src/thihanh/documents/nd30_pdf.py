"""The layout of Decree 30/2020 in the PDF: what a reader will see, letter by letter.

Reading letters out of a PDF needs pdfminer.six, which comes with the tools of development.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, Final

import pikepdf

from thihanh.documents.nd30 import layout
from thihanh.documents.problems import Problem, Refused

_POINTS: Final = 72 / 25.4  # of a millimetre
_SLACK: Final = 2.0  # points


def check_pdf(data: bytes) -> list[Problem]:
    """Everything in a PDF that departs from the annex: page, fonts, page numbers, head, margins, colour."""
    pages = _pages(data)
    return [*_fonts(data), *_sizes(data), *_numbers(pages), *_motto(pages), *_margins(pages), *_bare(pages)]


def _pages(data: bytes) -> list[Any]:
    try:
        from pdfminer.high_level import extract_pages
        from pdfminer.layout import LAParams
    except ImportError:
        raise Refused(
            "Máy này chưa có pdfminer.six để đọc bố cục tệp PDF; cài bằng make install-dev."
        ) from None
    return list(extract_pages(BytesIO(data), laparams=LAParams(boxes_flow=None, char_margin=40)))


def _fonts(data: bytes) -> Iterator[Problem]:
    """Every font is embedded and is the prescribed one, or one with its metrics."""
    rules = layout()["page"]
    allowed = tuple(rules[name].replace(" ", "") for name in ("font", "same_metrics"))
    with pikepdf.open(BytesIO(data)) as pdf:
        for font in pdf.objects:
            if not isinstance(font, pikepdf.Dictionary) or font.get("/Type") != "/FontDescriptor":
                continue
            name = str(font.FontName)[1:].partition("+")[2] or str(font.FontName)[1:]
            if not any(key in font for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                yield Problem("phông chữ", f"{name} không được nhúng vào tệp.")
            if not name.replace("-", "").startswith(allowed):
                yield Problem("phông chữ", f"có {name}; phải là {rules['font']}.")


def _bare(pages: Sequence[Any]) -> Iterator[Problem]:
    """A page that bears its number and nothing else was pushed out by an empty line."""
    for number, page in enumerate(pages, 1):
        if not [line for line in _lines(page) if line.get_text().strip() not in ("", str(number))]:
            yield Problem(f"trang {number}", "trang trống, chỉ có số trang.")


def _sizes(data: bytes) -> Iterator[Problem]:
    wanted = layout()["page"]["size"]
    with pikepdf.open(BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            left, low, right, high = (float(edge) for edge in page.mediabox)
            measured = sorted((abs(right - left) / _POINTS, abs(high - low) / _POINTS))
            if any(abs(got - edge) > 1 for got, edge in zip(measured, wanted, strict=True)):
                yield Problem(f"trang {number}", "khổ giấy không phải A4.")


def _numbers(pages: Sequence[Any]) -> Iterator[Problem]:
    """The first page bears no number; each later page bears its own, centred in the top margin."""
    for number, page in enumerate(pages, 1):
        edge = page.height - layout()["page"]["top"][0] * _POINTS
        above = [line for line in _lines(page) if line.y0 > edge - _SLACK]
        said = [line.get_text().strip() for line in above]
        if number == 1 and said:
            yield Problem("trang 1", f"lề trên có «{said[0][:20]}»; trang đầu không ghi số trang.")
        if number > 1 and said != [str(number)]:
            yield Problem(f"trang {number}", "thiếu số trang ở giữa lề trên.")
        for line in above if number > 1 else ():
            rules = layout()["page"]
            middle = (rules["left"][0] * _POINTS + page.width - rules["right"][0] * _POINTS) / 2
            if abs((line.x0 + line.x1) / 2 - middle) > 5 * _POINTS:
                yield Problem(f"trang {number}", "số trang không ở giữa.")


def _motto(pages: Sequence[Any]) -> Iterator[Problem]:
    rules = layout()["motto"]
    first = list(_lines(pages[0]))
    for words, name in ((rules["state"], "Quốc hiệu"), (rules["words"], "Tiêu ngữ")):
        line = next((line for line in first if words in " ".join(line.get_text().split())), None)
        if line is None:
            yield Problem(name, "không nằm trọn trên một dòng của trang thứ nhất.")
            continue
        letters = [letter for letter in _letters(line) if letter.x0 > pages[0].width * 0.4]
        if any("Bold" not in letter.fontname or "Italic" in letter.fontname for letter in letters):
            yield Problem(name, "phải là chữ đứng, đậm.")


def _margins(pages: Sequence[Any]) -> Iterator[Problem]:
    rules = layout()["page"]
    left, right = rules["left"][0] * _POINTS, rules["right"][0] * _POINTS
    for number, page in enumerate(pages, 1):
        for line in _lines(page):
            words, letters = line.get_text().strip(), list(_letters(line))
            if not letters:
                continue
            low, high = min(letter.x0 for letter in letters), max(letter.x1 for letter in letters)
            if low < left - _SLACK or high > page.width - right + _SLACK:
                yield Problem(f"trang {number}", f"dòng «{words[:30]}» vượt ra ngoài lề.")
            if line.y0 < rules["bottom"][0] * _POINTS - _SLACK - 4:
                yield Problem(f"trang {number}", f"dòng «{words[:30]}» lấn lề dưới.")
            if any(_is_coloured(letter) for letter in letters):
                yield Problem(f"trang {number}", f"dòng «{words[:30]}» không phải màu đen.")


def _lines(page: Any) -> Iterator[Any]:
    from pdfminer.layout import LTTextBox, LTTextLine

    for box in page:
        if isinstance(box, LTTextBox):
            yield from (line for line in box if isinstance(line, LTTextLine) and line.get_text().strip())


def _letters(line: Any) -> Iterator[Any]:
    from pdfminer.layout import LTChar

    return (letter for letter in line if isinstance(letter, LTChar) and letter.get_text().strip())


def _is_coloured(letter: Any) -> bool:
    color = letter.graphicstate.ncolor
    values = color if isinstance(color, (list, tuple)) else (color,)
    return any(isinstance(value, (int, float)) and value > 0.01 for value in values)
