"""Writing a register as .xlsx: sheet XML written directly, because a province has some 150,000 rows."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from thihanh.synthetic.rows import HEADINGS, Cell, Register, Row

Progress = Callable[[str, int, int], None]

_EPOCH = date(1899, 12, 30).toordinal()
_BATCH = 2_000
_MADE_AT = (1980, 1, 1, 0, 0, 0)  # the same rows must give the same bytes: a register's hash is its identity
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def write(register: Register, path: Path | str, progress: Progress | None = None) -> None:
    """Write the register as .xlsx; `progress(sheet, rows written, rows in all)` is called as it goes."""
    total, written = register.row_count, 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        for name, text in _frame():
            _put(archive, name, text)
        for number, (sheet, rows) in enumerate(register.sheets(), start=1):
            part = zipfile.ZipInfo(f"xl/worksheets/sheet{number}.xml", _MADE_AT)
            part.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(part, "w", force_zip64=True) as stream:
                for piece, count in _sheet(HEADINGS[sheet], rows):
                    stream.write(piece.encode("utf-8"))
                    written += count
                    if progress and count:
                        progress(sheet, written, total)


def _put(archive: zipfile.ZipFile, name: str, text: str) -> None:
    part = zipfile.ZipInfo(name, _MADE_AT)
    part.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(part, text)


def _frame() -> Iterator[tuple[str, str]]:
    """The parts of the package that do not depend on the rows."""
    numbers = range(1, len(HEADINGS) + 1)
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_SHEET_TYPE}.worksheet+xml"/>'
        for n in numbers
    )
    yield (
        "[Content_Types].xml",
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_SHEET_TYPE}.styles+xml"/>{parts}</Types>',
    )
    yield (
        "_rels/.rels",
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    )
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(HEADINGS, start=1)
    )
    yield (
        "xl/workbook.xml",
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    styles = f'<Relationship Id="rIdS" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    yield (
        "xl/_rels/workbook.xml.rels",
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}{styles}</Relationships>',
    )
    yield "xl/styles.xml", _STYLES


def _sheet(headings: tuple[str, ...], rows: Iterable[Row]) -> Iterator[tuple[str, int]]:
    """The sheet's XML in pieces, each with the number of data rows in it."""
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' if headings else ""
    yield (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">{pane}</sheetView>'
        '</sheetViews><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="12" width="18" '
        'customWidth="1"/></cols><sheetData>',
        0,
    )
    first = 1
    if headings:
        yield _rows([headings], 1, style=' s="3"'), 0
        first = 2
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield _rows(batch, first), len(batch)
            first += len(batch)
            batch = []
    yield _rows(batch, first), len(batch)
    yield "</sheetData></worksheet>", 0


def _rows(rows: Iterable[Row], first: int, style: str = "") -> str:
    out: list[str] = []
    for number, row in enumerate(rows, start=first):
        out.append(f'<row r="{number}">')
        out.extend(
            _cell(value, f"{column}{number}", style)
            for column, value in zip("ABCDEFGHIJKL", row, strict=False)
            if value is not None and value != ""
        )
        out.append("</row>")
    return "".join(out)


def _cell(value: Cell, place: str, style: str) -> str:
    if isinstance(value, int):
        return (
            f'<c r="{place}" s="2"><v>{value}</v></c>'
            if value > 9_999
            else f'<c r="{place}"><v>{value}</v></c>'
        )
    if isinstance(value, date):
        return f'<c r="{place}" s="1"><v>{value.toordinal() - _EPOCH}</v></c>'
    return f'<c r="{place}" t="inlineStr"{style}><is><t>{escape(str(value))}</t></is></c>'
