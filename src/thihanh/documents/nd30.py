"""Does a paper keep the layout of Decree 30/2020, Annex I: the Word file, and the PDF made from it."""

import re
import tomllib
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from io import BytesIO
from itertools import takewhile
from typing import Any, Final

from lxml import etree

from thihanh.documents.packages import BODY
from thihanh.documents.problems import Problem

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TWIPS: Final = 1440 / 25.4  # of a millimetre
_TOLERANCE: Final = 0.3  # mm
_PLACE_AND_DAY: Final = re.compile(r".+, ngày .+ tháng .+ năm .+")
_FONT_NAMES: Final = ("ascii", "hAnsi", "cs", "eastAsia")
_THEMES: Final = ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph with its look; ``sizes`` of its runs in points."""

    text: str
    sizes: frozenset[float]
    bold: frozenset[bool]
    italic: frozenset[bool]
    align: str
    indent: float
    before: float
    spacing: float
    ruled: bool  # in a table with borders
    cell: int | None  # the place of its cell in its row
    width: float  # of its cell, mm
    rule: bool  # a line drawn under it

    @property
    def is_bold(self) -> bool:
        return self.bold == {True}

    @property
    def is_italic(self) -> bool:
        return self.italic == {True}


@lru_cache(maxsize=1)
def layout() -> Mapping[str, Any]:
    """The figures of the annex, from ``nd30.toml``."""
    return tomllib.loads(resources.files(__package__).joinpath("nd30.toml").read_text(encoding="utf-8"))


def check_docx(data: bytes) -> list[Problem]:
    """Everything in a Word file that departs from the annex."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {
            name: etree.fromstring(package.read(name))
            for name in package.namelist()
            if re.fullmatch(r"word/(document|styles|header\d*|footer\d*)\.xml", name)
        }
        relations = etree.fromstring(package.read("word/_rels/document.xml.rels"))
    body = parts[BODY]
    default = _default_size(parts["word/styles.xml"])
    lines = [_line(paragraph, default) for paragraph in body.iter(f"{_W}p")]
    return [
        *_page(body),
        *_fonts(parts),
        *_page_number(body, parts, relations),
        *_motto(lines),
        *_head(lines),
        *_text(lines),
        *_end(lines),
    ]


def _within(value: float, limits: Sequence[float], slack: float = 0.0) -> bool:
    low, high = limits
    return low - slack <= value <= high + slack


def _page(body: etree._Element) -> Iterator[Problem]:
    rules = layout()["page"]
    for section in body.iter(f"{_W}sectPr"):
        size, margins = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
        measured = sorted(int(size.get(f"{_W}{side}")) / _TWIPS for side in ("w", "h"))
        if any(abs(got - wanted) > 1 for got, wanted in zip(measured, rules["size"], strict=True)):
            yield Problem("khổ giấy", f"không phải A4 ({measured[0]:.0f} × {measured[1]:.0f} mm).")
        for side, name in (("top", "trên"), ("bottom", "dưới"), ("left", "trái"), ("right", "phải")):
            got = int(margins.get(f"{_W}{side}")) / _TWIPS
            if not _within(got, rules[side], _TOLERANCE):
                low, high = rules[side]
                yield Problem(f"lề {name}", f"{got:.1f} mm, phải từ {low} đến {high} mm.")


def _fonts(parts: Mapping[str, etree._Element]) -> Iterator[Problem]:
    wanted = layout()["page"]["font"]
    strange: set[str] = set()
    for part in parts.values():
        for fonts in part.iter(f"{_W}rFonts"):
            strange |= {fonts.get(f"{_W}{name}") for name in _FONT_NAMES} - {None, wanted}
            strange |= {fonts.get(f"{_W}{name}") for name in _THEMES} - {None}
        for color in part.iter(f"{_W}color"):
            if color.getparent().tag == f"{_W}rPr" and color.get(f"{_W}val") not in ("000000", "auto"):
                yield Problem("màu chữ", f"có chữ màu {color.get(f'{_W}val')}, phải là màu đen.")
    if strange:
        yield Problem("phông chữ", f"có {', '.join(sorted(strange))}; phải là {wanted}.")


def _page_number(
    body: etree._Element, parts: Mapping[str, etree._Element], relations: etree._Element
) -> Iterator[Problem]:
    section = body.find(f"{_W}body/{_W}sectPr")
    targets = {relation.get("Id"): f"word/{relation.get('Target')}" for relation in relations}
    relation_id = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    headers = {
        header.get(f"{_W}type"): parts.get(targets.get(header.get(relation_id), ""))
        for header in section.findall(f"{_W}headerReference")
    }
    if section.find(f"{_W}titlePg") is None or _numbered(headers.get("first")):
        yield Problem("số trang", "trang thứ nhất không được hiện số trang.")
    header = headers.get("default")
    if header is None or not _numbered(header):
        yield Problem("số trang", "thiếu số trang ở đầu trang.")
        return
    for paragraph in header.iter(f"{_W}p"):
        line = _line(paragraph, 0)
        if _numbered(paragraph) and (
            line.align != "center" or not _all_within(line, layout()["number"]["size"])
        ):
            yield Problem("số trang", "phải canh giữa, cỡ chữ 13 đến 14.")


def _numbered(part: etree._Element | None) -> bool:
    return part is not None and any("PAGE" in (node.text or "") for node in part.iter(f"{_W}instrText"))


def _all_within(line: Line, limits: Sequence[float]) -> bool:
    return bool(line.sizes) and all(_within(size, limits) for size in line.sizes)


def _motto(lines: Sequence[Line]) -> Iterator[Problem]:
    rules = layout()["motto"]
    for words, limits, name in (
        (rules["state"], rules["state_size"], "Quốc hiệu"),
        (rules["words"], rules["words_size"], "Tiêu ngữ"),
    ):
        found = [place for place, line in enumerate(lines) if line.text == words]
        if not found:
            yield Problem(name, f"thiếu dòng «{words}».")
            continue
        line = lines[found[0]]
        if not line.is_bold or line.is_italic or line.align != "center" or not _all_within(line, limits):
            yield Problem(name, f"phải đứng, đậm, canh giữa, cỡ chữ {limits[0]} đến {limits[1]}.")
        if line.cell != 1:
            yield Problem(name, "phải ở góc trên bên phải.")
        if line.width and text_width(words, max(line.sizes, default=14)) > line.width:
            yield Problem(name, "dài hơn ô chứa nên bị ngắt dòng.")
        if name == "Tiêu ngữ" and not any(after.rule for after in lines[found[0] : found[0] + 2]):
            yield Problem(name, "thiếu đường kẻ ngang bên dưới.")


def _head(lines: Sequence[Line]) -> Iterator[Problem]:
    rules = layout()["head"]
    top = [line for line in lines[:16] if line.cell == 0 and line.text]
    if not top or not any(line.is_bold and line.text.isupper() for line in top[:2]):
        yield Problem("tên cơ quan ban hành", "thiếu, hoặc không phải chữ in hoa, đậm.")
    names = list(takewhile(lambda line: line.text.isupper(), top))
    if len(names) < 2 or names[0].is_bold:
        yield Problem(
            "tên cơ quan chủ quản trực tiếp", "thiếu dòng chữ in hoa, đứng, ở trên tên cơ quan ban hành."
        )
    for line in top[:2]:
        if line.text.isupper() and (not _all_within(line, rules["issuer_size"]) or line.align != "center"):
            yield Problem("tên cơ quan ban hành", "phải canh giữa, cỡ chữ 12 đến 13.")
    for line in lines[:24]:
        if line.text.startswith("Số:") and (not _all_within(line, rules["sign_size"]) or line.is_italic):
            yield Problem("số, ký hiệu", "phải đứng, cỡ chữ 13.")
        is_place = line.cell == 1 and _PLACE_AND_DAY.fullmatch(line.text)
        if is_place and not (line.is_italic and _all_within(line, rules["place_size"])):
            yield Problem("địa danh và thời gian", "phải nghiêng, cỡ chữ 13 đến 14.")


def _text(lines: Sequence[Line]) -> Iterator[Problem]:
    """Paragraphs of the body: size, alignment, indent, space; the words "Căn cứ" italic, "Điều 1." bold."""
    rules = layout()["body"]
    for line in (line for line in lines if line.text and line.cell is None):
        where = f"đoạn «{line.text[:40]}»"
        if not _all_within(line, rules["size"]):
            yield Problem(where, "cỡ chữ phải từ 13 đến 14.")
        if line.align == "justify":
            if line.indent and not _within(line.indent, rules["indent"], _TOLERANCE):
                yield Problem(where, "lùi đầu dòng phải từ 1 cm đến 1,27 cm.")
            if line.before < rules["least_before"] or not _within(line.spacing, rules["line"]):
                yield Problem(where, "giãn đoạn tối thiểu 6 pt, giãn dòng từ 1 đến 1,5.")
        if line.text == "QUYẾT ĐỊNH:" and (not line.is_bold or line.align != "center"):
            yield Problem(where, "phải đậm, canh giữa.")
        if re.match(r"Điều \d+\. ", line.text) and True not in line.bold:
            yield Problem(where, "chữ «Điều» và số điều phải đậm.")
    for line in (line for line in lines if line.text and line.ruled):
        if not _all_within(line, rules["table_size"]):
            yield Problem(f"bảng, ô «{line.text[:30]}»", "cỡ chữ phải từ 11 đến 14.")


def _end(lines: Sequence[Line]) -> Iterator[Problem]:
    rules = layout()["end"]
    labels = [place for place, line in enumerate(lines) if line.text == rules["recipients_label"]]
    if not labels:
        return
    label, rest = lines[labels[0]], lines[labels[0] + 1 :]
    if not (label.is_bold and label.is_italic and _all_within(label, rules["recipients_label_size"])):
        yield Problem("nơi nhận", "chữ «Nơi nhận:» phải nghiêng, đậm, cỡ chữ 12.")
    for line in rest:
        if line.text.startswith("- ") and not _all_within(line, rules["recipients_size"]):
            yield Problem("nơi nhận", f"dòng «{line.text[:30]}» phải cỡ chữ 11.")
        if line.cell == 1 and line.text and not (line.is_bold and _all_within(line, rules["signer_size"])):
            yield Problem("người ký", f"dòng «{line.text[:30]}» phải đậm, cỡ chữ 13 đến 14.")


def text_width(text: str, size: float) -> float:
    """The width of bold text in mm, in a face with the metrics of Times New Roman."""
    from thihanh.documents.lettering import face

    return face("Bold").width(text, size) / 72 * 25.4


def _default_size(styles: etree._Element) -> float:
    normal = styles.find(f"{_W}style[@{_W}default='1'][@{_W}type='paragraph']/{_W}rPr/{_W}sz")
    return int(normal.get(f"{_W}val")) / 2 if normal is not None else 0.0


def _line(paragraph: etree._Element, default: float) -> Line:
    runs = [run for run in paragraph.iter(f"{_W}r") if run.find(f"{_W}t") is not None or _numbered(run)]
    look = paragraph.find(f"{_W}pPr")
    cell = next(paragraph.iterancestors(f"{_W}tc"), None)
    return Line(
        text="".join(node.text or "" for node in paragraph.iter(f"{_W}t")).strip(),
        sizes=frozenset(_size(run, default) for run in runs),
        bold=frozenset(_is_on(run, "b") for run in runs),
        italic=frozenset(_is_on(run, "i") for run in runs),
        align={"both": "justify", None: "left"}.get(said := _of(look, "jc", "val"), said or "left"),
        indent=float(_of(look, "ind", "firstLine") or 0) / _TWIPS,
        before=float(_of(look, "spacing", "before") or 0) / 20,
        spacing=float(_of(look, "spacing", "line") or 240) / 240,
        ruled=cell is not None
        and next(cell.iterancestors(f"{_W}tbl")).find(f".//{_W}tblBorders") is not None,
        cell=None if cell is None else cell.getparent().findall(f"{_W}tc").index(cell),
        width=0 if cell is None else float(_of(cell, f"tcPr/{_W}tcW", "w") or 0) / _TWIPS,
        rule=look is not None and look.find(f"{_W}pBdr/{_W}bottom") is not None,
    )


def _of(parent: etree._Element | None, tag: str, name: str) -> str | None:
    found = None if parent is None else parent.find(f"{_W}{tag}")
    return None if found is None else found.get(f"{_W}{name}")


def _size(run: etree._Element, default: float) -> float:
    said = run.find(f"{_W}rPr/{_W}sz")
    return int(said.get(f"{_W}val")) / 2 if said is not None else default


def _is_on(run: etree._Element, tag: str) -> bool:
    found = run.find(f"{_W}rPr/{_W}{tag}")
    return found is not None and found.get(f"{_W}val") not in ("0", "false")
