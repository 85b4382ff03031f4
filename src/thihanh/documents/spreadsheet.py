"""Long lists as .xlsx, written straight as sheet XML: constant memory, values only, nothing a cell could run.

Texts are inline strings, so a text that looks like a formula or an address stays a text; whole numbers stay
numbers and days stay days. Same rows, same bytes. Forms with merged heads are made elsewhere.
"""

import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import IO, Final, Literal

from thihanh.documents.problems import Refused

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TEXT, MOST_ROWS = 32_767, 1_048_576
Kind = Literal["text", "number", "day"]

_BATCH: Final = 500
_EXCEL_ZERO: Final = date(1899, 12, 30).toordinal()
_FIRST_DAY: Final = date(1900, 3, 1)  # before it Excel counts its days one off
_STYLE: Final[dict[Kind, int]] = {"text": 0, "number": 1, "day": 2}  # places in styles.xml
_TITLE, _HEADING, _TOTAL_TEXT, _TOTAL_NUMBER = 3, 4, 5, 6


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading, width in characters, how its values are written, whether they are added up."""

    heading: str
    width: int
    kind: Kind = "text"
    total: bool = False


def write(
    target: IO[bytes], title: Sequence[str], columns: Sequence[Column], rows: Iterable[Sequence[object]]
) -> int:
    """Write a workbook of one sheet to ``target``: title lines, headings, ``rows``, totals as values.

    A row has one value for each column: text, whole number, day or None. Returns how many rows there were.
    Raises ``Refused`` for more rows than a sheet holds, ValueError for a row of another length.
    """
    head = len(title) + 2
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=2) as package:
        for name, text in _PARTS.items():
            package.writestr(_entry(name), text)
        package.writestr(_entry("xl/workbook.xml"), _WORKBOOK.format(head=head))
        with package.open(_entry("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as sheet:
            sheet.write(_top(title, columns, head).encode())
            last, sums = _write_rows(sheet, columns, rows, head)
            styles = tuple(_TOTAL_NUMBER if column.total else _TOTAL_TEXT for column in columns)
            totals = [sums[place] if column.total else "" for place, column in enumerate(columns)]
            sheet.write((_line(last + 1, styles, totals) + _FOOT).encode())
    return last - head


def _write_rows(
    sheet: IO[bytes], columns: Sequence[Column], rows: Iterable[Sequence[object]], head: int
) -> tuple[int, list[int]]:
    """The rows below the heading, in batches: the number of the last one, the sums of the columns."""
    sums, batch, at = [0] * len(columns), list[str](), head
    added = [place for place, column in enumerate(columns) if column.total]
    styles = tuple(_STYLE[column.kind] for column in columns)
    for row in rows:
        at += 1
        if at >= MOST_ROWS:
            raise Refused(
                "Dữ liệu: danh sách dài hơn một trang tính Excel; lọc theo phòng hoặc theo kỳ rồi tải lại."
            )
        batch.append(_line(at, styles, row))
        for place in added:
            value = row[place]
            sums[place] += value if isinstance(value, int) else 0
        if len(batch) == _BATCH:
            sheet.write("".join(batch).encode())
            batch.clear()
    sheet.write("".join(batch).encode())
    return at, sums


def _line(row: int, styles: tuple[int, ...], values: Sequence[object]) -> str:
    """One row of the sheet, each value as what it is."""
    shape = _shape(styles, tuple([None if v is None or v == "" else v.__class__ for v in values]))
    filled = list(values)
    for place in shape.texts:
        filled[place] = _text(str(filled[place]))
    for place in shape.days:
        day = filled[place]
        assert isinstance(day, date)
        if day < _FIRST_DAY:
            said = [f"{v:%d/%m/%Y}" if isinstance(v, date) and v < _FIRST_DAY else v for v in values]
            return _line(row, styles, said)
        filled[place] = day.toordinal() - _EXCEL_ZERO
    return shape.text.replace("\0", str(row)) % tuple(filled)


@dataclass(frozen=True, slots=True)
class _Shape:
    """How rows of one make are written: the text around the values, which values are texts, which are days.

    Most rows of a list have the same make, so that three million cells are filled into ready text.
    """

    text: str
    texts: tuple[int, ...]
    days: tuple[int, ...]


@lru_cache(maxsize=256)
def _shape(styles: tuple[int, ...], classes: tuple[type | None, ...]) -> _Shape:
    cells, texts, days = list[str](), list[int](), list[int]()
    for place, (style, found) in enumerate(zip(styles, classes, strict=True)):
        start = f'<c r="{_letters(place)}\0" s="{style}"'
        if found is None:
            cells.append(f"{start}/>%.0s")  # what is not there takes up no letters
        elif found is int or issubclass(found, date):
            cells.append(f"{start}><v>%d</v></c>")
            days += [place] if found is not int else []
        else:
            cells.append(f'{start} t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>')
            texts.append(place)
    return _Shape(f'<row r="\0">{"".join(cells)}</row>', tuple(texts), tuple(days))


_STRANGE = re.compile("[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def _text(value: str) -> str:
    """A text as XML; letters XML cannot hold, and what Excel would read as one, in Excel's own notation."""
    kept = value[:LONGEST_TEXT]
    return _STRANGE.sub(_written, kept) if _STRANGE.search(kept) else kept


def _written(found: re.Match[str]) -> str:
    return _NAMED.get(found.group()) or f"_x{ord(found.group()):04X}_"


def _letters(place: int) -> str:
    """The letters of a column, counted from 0: A … Z, AA …"""
    before, last = divmod(place, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def _top(title: Sequence[str], columns: Sequence[Column], head: int) -> str:
    """The sheet down to its heading: set-up for print, panes that stay, widths, title lines, headings."""
    widths = "".join(
        f'<col min="{no}" max="{no}" width="{column.width}" customWidth="1"/>'
        for no, column in enumerate(columns, start=1)
    )
    lines = [_line(no, (_TITLE,), (text,)) for no, text in enumerate(title, start=1)]
    lines.append(_line(head, (_HEADING,) * len(columns), [column.heading for column in columns]))
    panes = f'<pane ySplit="{head}" topLeftCell="A{head + 1}" activePane="bottomLeft" state="frozen"/>'
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView workbookViewId="0" tabSelected="1">{panes}</sheetView></sheetViews>'
        f"<cols>{widths}</cols><sheetData>{''.join(lines)}"
    )


def _entry(name: str) -> zipfile.ZipInfo:
    """An entry without a time of its own."""
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FOOT = (
    '</sheetData><pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
    "<headerFooter><oddFooter>&amp;CTrang &amp;P/&amp;N</oddFooter></headerFooter></worksheet>"
)
_WORKBOOK = (
    f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="Danh sách" sheetId="1" r:id="rId1"/></sheets><definedNames>'
    """<definedName name="_xlnm.Print_Titles" localSheetId="0">'Danh sách'!${head}:${head}</definedName>"""
    "</definedNames></workbook>"
)
_PARTS: Final = {
    "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Times New Roman"/></font>'
    '<font><b/><sz val="11"/><name val="Times New Roman"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="3"><border/><border><bottom style="thin"/></border>'
    '<border><top style="double"/></border></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="7"><xf/>'
    '<xf numFmtId="3" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/>'
    '<xf fontId="1" applyFont="1"/>'
    '<xf fontId="1" borderId="1" applyFont="1" applyBorder="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
    '<xf fontId="1" borderId="2" applyFont="1" applyBorder="1"/>'
    '<xf numFmtId="3" fontId="1" borderId="2" applyNumberFormat="1" applyFont="1" applyBorder="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>",
}
