"""The report as an editable Word file: heading styles, tables whose heads repeat, the layout of NĐ 30/2020.

The same structure as the page and the PDF. Two renderings of one report are the same bytes.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any, Final

from thihanh.documents.typesetting import svg_to_png
from thihanh.reports.structure import (
    Appendix,
    Block,
    Chart,
    Hand,
    Head,
    Heading,
    Missing,
    Paragraph,
    Report,
    Signature,
    Table,
)  # fmt: skip
from thihanh.reports.typesetting import CHART_TABLES, appendices, charts

FONT: Final = "Times New Roman"
BODY, SMALL, TABLE = 13.5, 11.0, 11.0
DPI: Final = 200
TEXT_WIDTH, WIDE_WIDTH = 165, 252
_FIXED_DATE: Final = (2026, 1, 1, 0, 0, 0)
_THEME: Final = re.compile(r' w:(?:asciiTheme|hAnsiTheme|cstheme|eastAsiaTheme)="[^"]*"')
_MOVING: Final = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_KEPT_STYLES: Final = frozenset(
    {*(f"Heading{level}" for level in (1, 2, 3, 4)), "Normal", "Caption", "Header", "Footer"}
)
_MARK: Final = "thihanh-report:"
_LINE: Final = "bottom"


def docx(report: Report) -> bytes:
    """The report as .docx. Raises ``documents.typesetting.NotTypeset`` for a drawing that cannot be set."""
    return _Writer().written(report)


def text_of(content: bytes) -> tuple[list[str], list[list[list[str]]]]:
    """The paragraphs and the tables of a Word file, as they were left. Raises ``ValueError`` for no .docx."""
    from docx import Document

    try:
        document = Document(io.BytesIO(content))
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        raise ValueError("Dữ liệu: tệp này không phải tệp Word (.docx), hoặc đã hỏng.") from error
    lines = [paragraph.text for paragraph in document.paragraphs]
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return lines, tables


def name_of(report: Report) -> str:
    """What a Word file carries to be found again: kind, unit, year, month, edition (0: live figures)."""
    return f"{_MARK}{report.code}:{report.unit}:{report.year}:{report.month}:{max(report.source.id, 0)}"


def report_named_in(content: bytes) -> tuple[str, str, int, int, int]:
    """The report a Word file says it came from. Raises ``ValueError`` where it says none."""
    from docx import Document

    try:
        said = str(Document(io.BytesIO(content)).core_properties.identifier)
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        raise ValueError("Dữ liệu: tệp này không phải tệp Word (.docx), hoặc đã hỏng.") from error
    parts = said.removeprefix(_MARK).split(":")
    if not said.startswith(_MARK) or len(parts) != 5 or not all(one.isdecimal() for one in parts[2:]):
        raise ValueError(
            "Dữ liệu: tệp không mang dấu của báo cáo do hệ thống lập nên không biết so với báo cáo nào. "
            "Mở báo cáo trên trang Báo cáo rồi chọn “Kiểm tra tệp Word đã sửa”."
        )
    return parts[0], parts[1], int(parts[2]), int(parts[3]), int(parts[4])


class _Writer:
    """One Word file being written, top to foot."""

    def __init__(self) -> None:
        from docx import Document
        from docx.shared import Mm

        self.document = Document()
        for child in list(self.document.element.body)[:-1]:
            self.document.element.body.remove(child)
        self._mm = Mm
        self._styles()
        self._portrait(self.document.sections[0])
        self._number(self.document.sections[0])
        self._figure = 0
        self._width = TEXT_WIDTH

    def written(self, report: Report) -> bytes:
        self._head(report.head, draft=not report.source.is_closed)
        for block in report.blocks:
            self._block(block)
        if found := charts(report):
            self._block(Appendix(appendices(report) + 1, CHART_TABLES))
            for one in found:
                self._table(one.table)
        self._foot(f"Nguồn số liệu: {report.source.label}.")
        return self._bytes(f"{report.head.kind} {report.head.title}".replace("\n", " "), name_of(report))

    def _block(self, block: Block) -> None:
        match block:
            case Heading(level, text):
                self.document.add_heading(text, level)
            case Paragraph():
                self._line(block.text, indent=True)
            case Missing(text):
                self._line(text, indent=True, italic=True)
            case Hand():
                self._hand(block)
            case Table():
                self._table(block)
            case Chart():
                self._chart(block)
            case Appendix():
                self._appendix(block)
            case Signature():
                self._signature(block)

    def _styles(self) -> None:
        from docx.oxml.ns import qn
        from docx.shared import Pt, RGBColor

        for name in (
            "Normal",
            "Heading 1",
            "Heading 2",
            "Heading 3",
            "Heading 4",
            "Caption",
            "Header",
            "Footer",
        ):
            style = self.document.styles[name]
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for key in ("ascii", "hAnsi", "cs", "eastAsia"):
                fonts.set(qn(f"w:{key}"), FONT)
            style.font.name, style.font.color.rgb = FONT, RGBColor(0, 0, 0)
            style.font.size = Pt(BODY)
            form = style.paragraph_format
            form.space_after, form.space_before = Pt(0), Pt(6)
        styles = self.document.styles.element
        for style in list(styles.findall(_name("style"))):
            if style.get(_name("styleId")) not in _KEPT_STYLES and style.get(_name("default")) != "1":
                styles.remove(style)
        for level in (1, 2, 3, 4):
            style = self.document.styles[f"Heading {level}"]
            style.font.bold, style.font.italic = level < 4, level > 2
            style.paragraph_format.space_before = Pt(12 if level == 1 else 8)
            style.paragraph_format.keep_with_next = True
        self.document.styles["Caption"].font.bold = True
        self.document.styles["Caption"].font.size = Pt(12)

    def _portrait(self, section: Any) -> None:
        self._paper(section, (210, 297), (20, 15, 20, 30))

    def _paper(self, section: Any, size: tuple[int, int], margins: tuple[int, int, int, int]) -> None:
        section.page_width, section.page_height = self._mm(size[0]), self._mm(size[1])
        top, right, bottom, left = (self._mm(one) for one in margins)
        section.top_margin, section.right_margin = top, right
        section.bottom_margin, section.left_margin = bottom, left
        section.header_distance = section.footer_distance = self._mm(10)

    def _number(self, section: Any) -> None:
        """The page number stands in the middle of the head, not on the first page."""
        section.different_first_page_header_footer = True
        paragraph = section.header.paragraphs[0]
        _align(paragraph, "center")
        for piece in ("begin", "PAGE", "end"):
            run = paragraph.add_run()
            if piece == "PAGE":
                _child(run._r, "instrText").text = " PAGE "
            else:
                _child(run._r, "fldChar", fldCharType=piece)

    def _foot(self, words: str) -> None:
        section = self.document.sections[0]
        for footer in (section.footer, section.first_page_footer):
            paragraph = footer.paragraphs[0]
            _align(paragraph, "center")
            _run(paragraph, words, size=9)

    def _head(self, head: Head, *, draft: bool) -> None:
        grid = self._grid((71, 94))
        left, right = grid.rows[0].cells
        left._tc.remove(left.paragraphs[0]._p)
        right._tc.remove(right.paragraphs[0]._p)
        for words in head.superior.split("\n"):
            self._line(words, where=left, size=12, align="center", before=0)
        for words in head.issuer.split("\n"):
            self._line(words, where=left, size=12, bold=True, align="center", before=0)
        self._ruled(left, 26, 71)
        self._line(f"Số:        /{head.symbol}", where=left, size=13, align="center", before=4)
        self._line(
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", where=right, size=12, bold=True, align="center", before=0
        )
        self._line("Độc lập - Tự do - Hạnh phúc", where=right, size=13, bold=True, align="center", before=0)
        self._ruled(right, 56, 94)
        dated = f"{head.place}, ngày       tháng       năm {head.day.year}"
        self._line(dated, where=right, size=13, italic=True, align="center", before=4)
        self._line(head.kind, bold=True, align="center", size=14, before=14)
        for words in head.title.split("\n"):
            self._line(words, bold=True, align="center", size=14, before=0)
        if draft:
            self._line("Dự thảo: số liệu trực tiếp, chưa khóa sổ", italic=True, align="center", size=13)

    def _ruled(self, cell: Any, width: float, room: float) -> None:
        """A short line under the words of a cell: the border of an empty paragraph between two indents."""
        paragraph = self._line("", where=cell, size=2, before=0)
        side = self._mm((room - width) / 2)
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
        borders = _child(paragraph._p.get_or_add_pPr(), "pBdr")
        _child(borders, _LINE, val="single", sz="6", space="1", color="000000")

    def _hand(self, block: Hand) -> None:
        if not block.text.strip():
            self._line(f"[Phần viết tay: {block.prompt}]", indent=True, italic=True)
        for words in block.text.splitlines():
            if words.strip():
                self._line(words, indent=True)

    def _table(self, block: Table) -> None:
        title = self._line(block.title, bold=True, size=13, before=8)
        title.paragraph_format.keep_with_next = True
        if not block.rows:
            self._line(block.empty, italic=True, indent=True)
            return
        if block.unit:
            unit = self._line(block.unit, italic=True, size=SMALL, align="right", before=0)
            unit.paragraph_format.keep_with_next = True
        whole = sum(column.width for column in block.columns)
        grid = self._grid([column.width / whole * self._width for column in block.columns], ruled=True)
        for cell, column in zip(grid.rows[0].cells, block.columns, strict=True):
            _fill(cell, column.heading, "center", bold=True)
        _child(grid.rows[0]._tr.get_or_add_trPr(), "tblHeader")
        top = min(row.depth for row in block.rows)
        nested = any(row.depth > top for row in block.rows)
        aligns = ["right" if column.figures else "left" for column in block.columns]
        for row in block.rows:
            strong = nested and row.depth == top
            grid._tbl.append(_row_of(aligns, [span.text for span in row.cells], strong, row.depth - top))
        self._line(block.foot, italic=True, size=SMALL, before=2)

    def _chart(self, block: Chart) -> None:
        self._figure += 1
        paragraph = self._line("", align="center")
        paragraph.paragraph_format.keep_with_next = True
        width = self._width * (0.6 if block.key == "ban-do" else 1)
        shape = paragraph.add_run().add_picture(io.BytesIO(svg_to_png(block.svg, DPI)), width=self._mm(width))
        about = shape._inline.docPr
        about.set("descr", f"{block.title}. {block.summary.text}")
        about.set("name", block.key)
        caption = self.document.add_paragraph(f"Hình {self._figure}. {block.title}", style="Caption")
        caption.paragraph_format.keep_with_next = True
        _align(caption, "center")
        self._line(block.summary.text, italic=True, size=BODY)

    def _appendix(self, block: Appendix) -> None:
        from docx.enum.section import WD_ORIENT, WD_SECTION

        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        _flat_break(self.document.element.body)
        section.different_first_page_header_footer = False
        if block.wide:
            section.orientation = WD_ORIENT.LANDSCAPE
            self._paper(section, (297, 210), (20, 15, 20, 30))
        else:
            section.orientation = WD_ORIENT.PORTRAIT
            self._portrait(section)
        self._width = WIDE_WIDTH if block.wide else TEXT_WIDTH
        heading = self.document.add_heading(f"Phụ lục {block.number}. {block.title}", 1)
        _align(heading, "center")

    def _signature(self, block: Signature) -> None:
        self._line("", size=6)
        grid = self._grid((75, 90))
        left, right = grid.rows[0].cells
        _run(left.paragraphs[0], "Nơi nhận:", size=12, bold=True, italic=True)
        for words in block.recipients:
            self._line(f"- {words};", where=left, size=11, before=0)
        _align(right.paragraphs[0], "center")
        _run(right.paragraphs[0], block.post, size=BODY, bold=True)
        for words in ("", "", "", "", block.name):
            self._line(words, where=right, bold=True, align="center", size=BODY, before=0)

    def _grid(self, widths: Sequence[float], *, ruled: bool = False) -> Any:
        """A table of one row with fixed widths in mm; ruled with hairlines, or bare for a layout."""
        table = self.document.add_table(1, len(widths))
        table.autofit = False
        properties = table._tbl.tblPr
        for style in properties.findall(_name("tblStyle")):
            properties.remove(style)
        borders = _child(properties, "tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            look = {"val": "single", "sz": "4", "color": "8F897B"} if ruled else {"val": "nil"}
            _child(borders, side, **look)
        if ruled:
            margins = _child(properties, "tblCellMar")
            for side in ("left", "right"):
                _child(margins, side, w="45", type="dxa")
        for place, width in enumerate(widths):
            table.columns[place].width = self._mm(width)
            table.rows[0].cells[place].width = self._mm(width)
        return table

    def _line(
        self, text: str, *, where: Any = None, align: str = "", indent: bool = False, **look: Any
    ) -> Any:
        """A paragraph of the body or a cell; ``look``: size, bold, italic, before."""
        from docx.shared import Pt

        paragraph = (where or self.document).add_paragraph()
        _align(paragraph, align or ("both" if indent else "left"))
        form = paragraph.paragraph_format
        form.space_before, form.line_spacing = Pt(look.pop("before", 6)), 1.1 if indent else 1.0
        if indent:
            form.first_line_indent = self._mm(10)
        _run(paragraph, text, size=look.pop("size", BODY), **look)
        return paragraph

    def _bytes(self, title: str, name: str) -> bytes:
        core = self.document.core_properties
        core.author = core.last_modified_by = "Thi Hành"
        core.title, core.comments, core.identifier = title, "", name
        raw, made = io.BytesIO(), io.BytesIO()
        self.document.save(raw)
        with zipfile.ZipFile(raw) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
            for member in source.namelist():
                entry = zipfile.ZipInfo(member, _FIXED_DATE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(entry, _still(member, source.read(member)))
        return made.getvalue()


def _still(name: str, content: bytes) -> bytes:
    """Without moving dates, and without the theme's fonts over the prescribed one."""
    if name == "docProps/core.xml":
        return _MOVING.sub(b"2026-01-01T00:00:00Z", content)
    if name == "word/styles.xml":
        return _THEME.sub("", content.decode()).encode()
    return content


def _flat_break(body: Any) -> None:
    """The paragraph of a section break takes nearly no height, so that it opens no empty page."""
    breaks = [
        one
        for one in body.iterchildren(_name("p"))
        if one.find(f"{_name('pPr')}/{_name('sectPr')}") is not None
    ]
    look = breaks[-1].find(_name("pPr"))
    spacing = _child(look, "spacing", before="0", after="0", line="20", lineRule="exact")
    look.insert(0, spacing)


def _row_of(aligns: Sequence[str], texts: Sequence[str], strong: bool, depth: int) -> Any:
    """A row as plain elements: one cell at a time through the library is slow for long tables."""
    from docx.oxml import OxmlElement

    row = OxmlElement("w:tr")
    _child(_child(row, "trPr"), "cantSplit")
    for place, (align, text) in enumerate(zip(aligns, texts, strict=True)):
        cell = _child(row, "tc")
        paragraph = _child(cell, "p")
        look = _child(paragraph, "pPr")
        _child(look, "spacing", before="20", after="20")
        if place == 0 and depth:
            _child(look, "ind", left=str(depth * 160))
        _child(look, "jc", val=align)
        run = _child(paragraph, "r")
        face = _child(run, "rPr")
        if strong:
            _child(face, "b")
        _child(face, "sz", val=str(int(TABLE * 2)))
        _child(run, "t").text = text
    return row


def _fill(cell: Any, text: str, align: str, *, bold: bool) -> None:
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1)
    _align(paragraph, align)
    _run(paragraph, text, size=TABLE, bold=bold)


def _run(paragraph: Any, text: str, *, size: float, bold: bool = False, italic: bool = False) -> None:
    from docx.shared import Pt

    if text:
        run = paragraph.add_run(text)
        run.font.size = Pt(size)
        run.bold, run.italic = bold or None, italic or None


def _align(paragraph: Any, how: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

    paragraph.alignment = {
        "left": ALIGN.LEFT,
        "center": ALIGN.CENTER,
        "right": ALIGN.RIGHT,
        "both": ALIGN.JUSTIFY,
    }[how]


def _name(tag: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{tag}"))


def _child(parent: Any, tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement

    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(_name(key), value)
    parent.append(made)
    return made
