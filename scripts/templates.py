"""Write the templates of papers, in the layout of Decree 30/2020, Annex I, into the room ``documents``.

    python scripts/templates.py

The .docx files are the source an office may correct in Word; this script wrote their first version and keeps
their common parts (head, signatures, page number) in one hand. A test holds files and script together.
"""

import io
import re
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import segno
from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FOLDER = Path(__file__).resolve().parents[1] / "src" / "thihanh" / "documents" / "templates"
FIXED_DATE = (2026, 1, 1, 0, 0, 0)
FONT = "Times New Roman"
WIDTH = 165  # A4 less margins of 30 and 15 mm
LEFT, RIGHT = 71, 94
MOTTO_RULE, BODY_RULE, TITLE_RULE = 56, 26, 40
SIGN_PLACE = "viTriKy"
QR_PART = "media/qr.png"
DROPPED = re.compile(r"thumbnail|docProps/app|customXml|theme|stylesWithEffects|numbering|webSettings")


class Paper:
    """A document being written, with the words of its trade."""

    def __init__(self, *, size: float = 14) -> None:
        self.document = Document()
        self.size = size
        for child in list(self.document.element.body):
            if child.tag != qn("w:sectPr"):
                self.document.element.body.remove(child)
        self._styles()
        self._page()

    def _styles(self) -> None:
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = FONT, Pt(self.size)
        properties = normal.element.get_or_add_rPr()
        fonts = properties.find(qn("w:rFonts"))
        for name in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{name}"), FONT)
        _child(properties, "lang", val="vi-VN", eastAsia="vi-VN", bidi="vi-VN")
        normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
        styles = self.document.styles.element
        for latent in list(styles):
            keep = latent.get(qn("w:default")) == "1" or latent.get(qn("w:styleId")) in ("Header",)
            if latent.tag == qn("w:style") and not keep:
                styles.remove(latent)
        defaults = styles.find(qn("w:docDefaults"))
        styles.remove(defaults)

    def _page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin = section.bottom_margin = Mm(20)
        section.left_margin, section.right_margin = Mm(30), Mm(15)
        section.header_distance = section.footer_distance = Mm(10)
        section.different_first_page_header_footer = True
        number = section.header.paragraphs[0]
        number.alignment = ALIGN.CENTER
        for piece in ("begin", "PAGE", "end"):
            run = number.add_run()
            run.font.size = Pt(13)
            if piece == "PAGE":
                text = _child(run._r, "instrText")
                text.text = " PAGE "
            else:
                _child(run._r, "fldChar", fldCharType=piece)
        section.first_page_header.paragraphs[0].text = ""

    def line(self, text: str = "", where: object = None, **look: object) -> object:
        """A paragraph of the body or a cell; ``look``: bold, italic, size, align, before, after, indent."""
        return _line(where or self.document, text, size=look.pop("size", self.size), **look)

    def mark(self, command: str, where: object = None) -> None:
        """A paragraph that holds a command of the template and is gone in the paper."""
        _line(where or self.document, f"{{%p {command} %}}", size=4)

    def table(self, widths: Sequence[float], rows: int = 1, *, ruled: bool = False) -> object:
        table = self.document.add_table(rows, len(widths))
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        properties = table._tbl.tblPr
        for style in properties.findall(qn("w:tblStyle")):
            properties.remove(style)
        if ruled:
            borders = _child(properties, "tblBorders")
            for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
                _child(borders, side, val="single", sz="4", space="0", color="000000")
        margins = _child(properties, "tblCellMar")
        for side in ("left", "right"):
            _child(margins, side, w="85" if ruled else "0", type="dxa")
        for place, width in enumerate(widths):
            table.columns[place].width = Mm(width)
            for row in table.rows:
                row.cells[place].width = Mm(width)
        return table

    def bytes(self) -> bytes:
        """The file, the same whenever it is written."""
        raw, made = io.BytesIO(), io.BytesIO()
        self.line("", size=1)  # Word wants a paragraph after the last table
        core = self.document.core_properties
        core.author = core.last_modified_by = "Thi Hành"
        core.title = core.comments = ""
        self.document.save(raw)
        with zipfile.ZipFile(raw) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                if not DROPPED.search(name):
                    entry = zipfile.ZipInfo(name.replace("media/image1.png", QR_PART), FIXED_DATE)
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    target.writestr(entry, _own_parts(name, source.read(name)))
        return made.getvalue()


def _own_parts(name: str, content: bytes) -> bytes:
    """Without the relations and types of the parts left out, without moving dates, the QR by its name."""
    if name.endswith(".rels"):
        own = re.sub(r"<Relationship [^>]*>", lambda found: _kept(found[0]), content.decode())
        return own.replace("media/image1.png", QR_PART).encode()
    if name == "[Content_Types].xml":
        return re.sub(r"<Override [^>]*>", lambda found: _kept(found[0]), content.decode()).encode()
    if name == "docProps/core.xml":
        return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-01-01T00:00:00Z", content)
    return content


def _kept(element: str) -> str:
    return "" if DROPPED.search(element) else element


def _child(parent: object, tag: str, /, **values: str) -> object:
    made = OxmlElement(f"w:{tag}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    parent.append(made)
    return made


def _line(
    where: object, text: str, *, size: object = 14, align: str = "left", bold: bool = False,
    italic: bool = False, **space: float,
) -> object:  # fmt: skip
    blank = hasattr(where, "_tc") and not where.paragraphs[-1].runs and not where.paragraphs[-1].text
    paragraph = where.paragraphs[-1] if blank and not space.get("fresh") else where.add_paragraph()
    look = paragraph.paragraph_format
    paragraph.alignment = {
        "left": ALIGN.LEFT, "center": ALIGN.CENTER, "justify": ALIGN.JUSTIFY, "right": ALIGN.RIGHT,
    }[align]  # fmt: skip
    look.space_before, look.space_after = Pt(space.get("before", 0)), Pt(space.get("after", 0))
    if indent := space.get("indent"):
        look.first_line_indent = Mm(indent)
    # a line without words would be as high as one of the body, whatever its size
    look.line_spacing = space.get("spacing", 1.0 if text else Pt(float(size)))
    look.keep_with_next = bool(space.get("keep"))
    look.widow_control = True
    for piece, strong in _pieces(text, bold):
        run = paragraph.add_run(piece)
        run.font.size, run.bold, run.italic = Pt(float(size)), strong, italic
    return paragraph


def _pieces(text: str, bold: bool) -> list[tuple[str, bool]]:
    """``**Điều 1.** text``: what stands between two pairs of asterisks is bold."""
    return [(piece, bold or place % 2 == 1) for place, piece in enumerate(text.split("**")) if piece]


def rule(where: object, width: float, room: float) -> None:
    """A hairline of ``width`` mm, centred in ``room`` mm: the border of an empty, very low paragraph."""
    paragraph = _line(where, "", size=2, fresh=1)
    look = paragraph.paragraph_format
    look.left_indent = look.right_indent = Mm((room - width) / 2)
    look.line_spacing = Pt(3)
    properties = paragraph._p.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    _child(borders, "bottom", val="single", sz="6", space="1", color="000000")
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def head(paper: Paper, *, numbered: bool = True, letter: bool = False, coded: bool = False) -> None:
    """Issuing body and its superior at the left, the State's name and motto at the right; number, day."""
    table = paper.table((LEFT, RIGHT), 2)
    left, right = table.rows[0].cells
    paper.mark("if co_quan_cap_tren", left)
    paper.line("{{ co_quan_cap_tren }}", left, size=12, align="center", fresh=1)
    paper.mark("endif", left)
    paper.line("{{ co_quan }}", left, size=12, align="center", bold=True, fresh=1)
    rule(left, BODY_RULE, LEFT)
    paper.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", right, size=12, align="center", bold=True)
    paper.line("Độc lập - Tự do - Hạnh phúc", right, size=13, align="center", bold=True, fresh=1)
    rule(right, MOTTO_RULE, RIGHT)
    left, right = table.rows[1].cells
    if coded:
        check(paper, right, "right")
    if not numbered:
        return
    paper.line("{{ so_ky_hieu }}", left, size=13, align="center", before=6)
    if letter:
        paper.line("{{ trich_yeu }}", left, size=12, align="center", before=2, fresh=1)
    paper.line("{{ noi_ngay }}", right, size=13, align="center", italic=True, before=6)


def title(paper: Paper) -> None:
    paper.line("{{ ten_loai }}", size=14, bold=True, align="center", before=14, keep=1)
    paper.mark("if trich_yeu")
    paper.line("{{ trich_yeu }}", size=14, bold=True, align="center", keep=1)
    paper.mark("endif")
    rule(paper.document, TITLE_RULE, WIDTH)


def paragraphs(paper: Paper, name: str, **look: object) -> None:
    """A list of paragraphs; the last one stays on the page of what follows it."""
    paper.mark(f"for d in {name}")
    _kept_when_last(paper, "{{ d.chu }}", "loop.last", **look)
    paper.mark("endfor")


def _kept_when_last(paper: Paper, text: str, last: str, **look: object) -> None:
    paper.mark(f"if {last}")
    paper.line(text, align="justify", indent=10, before=6, keep=1, **look)
    paper.mark("else")
    paper.line(text, align="justify", indent=10, before=6, **look)
    paper.mark("endif")


def sections(paper: Paper) -> None:
    """Parts with a heading of their own: plans and contracts."""
    paper.mark("for m in muc")
    paper.line("{{ m.ten }}", align="justify", indent=10, before=8, bold=True, keep=1)
    paper.mark("for x in m.doan")
    paper.line("{{ x }}", align="justify", indent=10, before=6)
    paper.mark("endfor")
    paper.mark("endfor")


def address(paper: Paper) -> None:
    paper.mark("for k in kinh_gui")
    paper.line("Kính gửi: {{ k.chu }}.", align="center", before=14, after=4)
    paper.mark("endfor")


def signatures(paper: Paper) -> None:
    """Recipients and the code of the check page at the left, the signature at the right."""
    paper.line("", size=10, keep=1)
    table = paper.table((76, WIDTH - 76), 1)
    _together(table)
    left, right = table.rows[0].cells
    paper.mark("if noi_nhan", left)
    paper.line("Nơi nhận:", left, size=12, bold=True, italic=True, fresh=1)
    paper.mark("for n in noi_nhan", left)
    paper.line("{{ n.chu }}", left, size=11, fresh=1)
    paper.mark("endfor", left)
    paper.mark("endif", left)
    check(paper, left)
    signer(paper, right)


def signer(paper: Paper, right: object) -> None:
    paper.mark("for k in ky", right)
    paper.line("{{ k.chu }}", right, size=13, bold=True, align="center", fresh=1)
    paper.mark("endfor", right)
    sign_place(right)
    paper.line("{{ ky_ten }}", right, size=14, bold=True, align="center", fresh=1)


def _together(table: object) -> None:
    for row in table.rows:
        _child(row._tr.get_or_add_trPr(), "cantSplit")


def check(paper: Paper, where: object, align: str = "left") -> None:
    """The QR code and the code to type, small, only once the paper is issued."""
    paper.mark("if ma_kiem_tra", where)
    picture = paper.line("", where, size=8, before=6, fresh=1, align=align, spacing=1.0)
    picture.add_run().add_picture(io.BytesIO(_white()), width=Mm(18))
    paper.line("Mã kiểm tra: {{ ma_kiem_tra }}", where, size=8, fresh=1, align=align)
    paper.mark("endif", where)
    paper.line("", where, size=2, fresh=1)  # a cell ends with a paragraph, whatever is left out


def _white() -> bytes:
    code, made = segno.make("Thi Hành", error="m"), io.BytesIO()
    code.save(made, kind="png", scale=2, border=1, dark="#fff", light="#fff")
    return made.getvalue()


def sign_place(where: object) -> None:
    """Room for the picture of a digital signature; its bookmark tells the signing program where it is."""
    paragraph = _line(where, "", size=14, align="center", fresh=1)
    paragraph.paragraph_format.line_spacing = Pt(68)
    _child(paragraph._p, "bookmarkStart", id="1", name=SIGN_PLACE)
    _child(paragraph._p, "bookmarkEnd", id="1")


def grid(paper: Paper, columns: Sequence[tuple[str, str, float]]) -> None:
    """A ruled table of ``hang``: headings, then one row a line; the headings come again on each page."""
    table = paper.table([width for *_, width in columns], 4, ruled=True)
    _together(table)
    _child(table.rows[0]._tr.get_or_add_trPr(), "tblHeader")
    _line(table.rows[1].cells[0], "{%tr for h in hang %}", size=4)
    _line(table.rows[3].cells[0], "{%tr endfor %}", size=4)
    for place, (heading, value, _) in enumerate(columns):
        _line(table.rows[0].cells[place], heading, size=12, bold=True, align="center", before=2, after=2)
        align = "center" if value in ("stt", "ngay", "so") else "left"
        _line(table.rows[2].cells[place], f"{{{{ h.{value} }}}}", size=12, align=align, before=2, after=2)


def last_words(paper: Paper, text: str = "Các nội dung trên được lập từ hồ sơ thi hành án./.") -> None:
    """A line before the signatures, so that they never stand alone on a page."""
    paper.line(text, align="justify", indent=10, before=8, keep=1)


def decision() -> Paper:
    paper = Paper()
    head(paper)
    title(paper)
    paper.line("{{ tham_quyen }}", bold=True, align="center", before=10, after=4, keep=1)
    paragraphs(paper, "can_cu", italic=True)
    paper.line("QUYẾT ĐỊNH:", bold=True, align="center", before=10, after=4, keep=1)
    paper.mark("for d in dieu")
    _kept_when_last(paper, "**{{ d.ten }}** {{ d.chu }}", "loop.last")
    paper.mark("for x in d.doan")
    paper.line("{{ x }}", align="justify", indent=10, before=6)
    paper.mark("endfor")
    paper.mark("endfor")
    signatures(paper)
    return paper


def notice() -> Paper:
    paper = Paper()
    head(paper)
    title(paper)
    address(paper)
    paragraphs(paper, "doan")
    signatures(paper)
    return paper


def letter() -> Paper:
    paper = Paper()
    head(paper, letter=True)
    address(paper)
    paragraphs(paper, "doan")
    signatures(paper)
    return paper


def minutes() -> Paper:
    paper = Paper()
    head(paper, numbered=False, coded=True)
    title(paper)
    paragraphs(paper, "doan")
    paper.line("", size=10, keep=1)
    table = paper.table((WIDTH / 2, WIDTH / 2), 3)
    _together(table)
    _line(table.rows[0].cells[0], "{%tr for n in nguoi_ky %}", size=4)
    for cell, name in zip(table.rows[1].cells, ("trai", "phai"), strict=True):
        paper.line(f"{{{{ n.{name} }}}}", cell, size=13, bold=True, align="center", before=6)
        paper.line("(Ký, ghi rõ họ tên)", cell, size=12, italic=True, align="center", after=62, fresh=1)
    _line(table.rows[2].cells[0], "{%tr endfor %}", size=4)
    return paper


def plan() -> Paper:
    paper = Paper()
    head(paper)
    title(paper)
    sections(paper)
    last_words(paper, "Kế hoạch này được gửi các cơ quan, đơn vị có liên quan để phối hợp thực hiện./.")
    signatures(paper)
    return paper


def contract() -> Paper:
    paper = Paper()
    head(paper)
    title(paper)
    paragraphs(paper, "can_cu", italic=True)
    body = {"align": "justify", "indent": 10, "before": 6}
    paper.line("BÊN A: {{ ten_co_quan }}, đại diện: Chấp hành viên {{ chap_hanh_vien }}.", **body)
    paper.line("BÊN B: {{ noi_nhan_chinh }}.", **body)
    sections(paper)
    paper.line("Hợp đồng lập thành các bản có giá trị như nhau, mỗi bên giữ một bản.", keep=1, **body)
    paper.line("", size=10, keep=1)
    table = paper.table((WIDTH / 2, WIDTH / 2), 1)
    _together(table)
    left, right = table.rows[0].cells
    paper.line("ĐẠI DIỆN BÊN B", left, size=14, bold=True, align="center")
    check(paper, left)
    paper.line("ĐẠI DIỆN BÊN A", right, size=14, bold=True, align="center")
    signer(paper, right)
    return paper


def cover() -> Paper:
    paper = Paper()
    head(paper, numbered=False)
    paper.line("{{ ten_loai }}", size=14, bold=True, align="center", before=60)
    paper.mark("if so_ho_so")
    paper.line("Số hồ sơ: {{ so_ho_so }}", align="center", before=6)
    paper.mark("endif")
    rule(paper.document, TITLE_RULE, WIDTH)
    table = paper.table((52, WIDTH - 52), 7)
    rows = (
        ("Quyết định thi hành án", "{{ quyet_dinh }}"),
        ("Bản án, quyết định", "{{ ban_an }}"),
        ("Người phải thi hành án", "{{ nguoi_phai }}"),
        ("Người được thi hành án", "{{ nguoi_duoc }}"),
        ("Chấp hành viên", "{{ chap_hanh_vien }}"),
        ("Tổng số tiền", "{% if tong_tien %}{{ tong_tien }} đồng{% endif %}"),
        ("Thời hạn bảo quản", "{{ bao_quan }}"),
    )
    for row, (name, value) in zip(table.rows, rows, strict=True):
        _line(row.cells[0], f"{name}:", size=14, before=8)
        _line(row.cells[1], value, size=14, bold=True, before=8)
    paper.mark("if nghia_vu")
    paper.line("Các khoản phải thi hành:", before=10, bold=True)
    paper.mark("endif")
    paper.mark("for n in nghia_vu")
    paper.line("{{ n.stt }}. {{ n.dong }}.", align="justify", indent=10, before=6)
    paper.mark("endfor")
    return paper


def contents_list() -> Paper:
    paper = Paper()
    head(paper, numbered=False)
    title(paper)
    paper.line("{{ quyet_dinh }}", align="center", before=4, after=6)
    columns = [("TT", "stt", 11), ("Số, ký hiệu", "so", 35), ("Ngày", "ngay", 25)]
    grid(paper, [*columns, ("Tên văn bản, tài liệu", "chu", 70), ("Bút lục", "chi_tiet", 24)])
    return paper


def listing() -> Paper:
    paper = Paper()
    head(paper)
    title(paper)
    address(paper)
    paragraphs(paper, "doan", after=6)
    columns = [("TT", "stt", 11), ("Quyết định thi hành án", "so", 42), ("Ngày kết thúc", "ngay", 26)]
    grid(paper, [*columns, ("Nội dung", "chu", 50), ("Căn cứ", "chi_tiet", 36)])
    last_words(paper)
    signatures(paper)
    return paper


def chronology() -> Paper:
    paper = Paper()
    head(paper)
    title(paper)
    paragraphs(paper, "doan", after=2)
    paper.line("", size=6)
    columns = [("TT", "stt", 11), ("Ngày", "ngay", 25), ("Diễn biến", "chu", 60)]
    grid(paper, [*columns, ("Căn cứ, lý do", "chi_tiet", 42), ("Văn bản", "so", 27)])
    last_words(paper)
    signatures(paper)
    return paper


PAPERS: dict[str, Callable[[], Paper]] = {
    "quyet-dinh": decision,
    "thong-bao": notice,
    "bien-ban": minutes,
    "cong-van": letter,
    "phieu": notice,
    "ke-hoach": plan,
    "hop-dong": contract,
    "bia-ho-so": cover,
    "muc-luc": contents_list,
    "danh-sach": listing,
    "giai-trinh": chronology,
}


def main() -> int:
    FOLDER.mkdir(exist_ok=True)
    for name, build in PAPERS.items():
        (FOLDER / f"{name}.docx").write_bytes(build().bytes())
    return 0


if __name__ == "__main__":
    sys.exit(main())
