"""A paper as it is read on screen: the very .docx as paragraphs and tables, for a page to draw."""

import zipfile
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from lxml import etree

from thihanh.documents.packages import BODY
from thihanh.documents.rendering import QR_PART

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BLIP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_RELATIONS: Final = "word/_rels/document.xml.rels"
_ALIGN: Final = {"center": "center", "both": "justify", "right": "right", "end": "right"}
_BREAKS: Final = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "-"}
_NORMAL: Final = 14.0
_SMALL: Final = 9.0
_NOTE: Final = 12.0
_ROOM: Final = 40.0
_LEADS: Final = (30, 45, 50)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one hand; lines of it are parted by line feeds."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``size`` is small, note or "" (the body's); ``rule`` a drawn line, ``room`` space to sign in."""

    runs: tuple[Run, ...] = ()
    align: str = "left"
    size: str = ""
    indent: bool = False
    apart: bool = False
    rule: bool = False
    room: bool = False
    qr: str = ""

    is_table = False

    @property
    def alone(self) -> tuple["Paragraph"]:
        """Drawn like the lines of a cell."""
        return (self,)

    @property
    def text(self) -> str:
        """The words without their look."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells of paragraphs. Not ``ruled``: parts side by side, the first ``lead`` % wide."""

    rows: tuple[tuple[tuple[Paragraph, ...], ...], ...]
    ruled: bool
    lead: int = 50
    headings: int = 0

    is_table = True


Block = Paragraph | Table


def read(docx: bytes) -> tuple[Block, ...]:
    """What a Word file made here says, in order. What Word would not print is left out."""
    with zipfile.ZipFile(BytesIO(docx)) as package:
        body = etree.fromstring(package.read(BODY)).find(f"{_W}body")
        pictures = _pictures(package)
    for twice in list(body.iter(_FALLBACK)):
        twice.getparent().remove(twice)
    return tuple(_blocks(body, pictures))


def _pictures(package: zipfile.ZipFile) -> Mapping[str, str]:
    """The square code by its relation, as an address that holds the picture itself."""
    if QR_PART not in package.namelist():
        return {}
    picture = f"data:image/png;base64,{b64encode(package.read(QR_PART)).decode()}"
    relations = etree.fromstring(package.read(_RELATIONS))
    return {one.get("Id"): picture for one in relations if f"word/{one.get('Target')}" == QR_PART}


def _blocks(parent: etree._Element, pictures: Mapping[str, str]) -> Iterator[Block]:
    for child in parent:
        if child.tag == f"{_W}tbl":
            yield _table(child, pictures)
        elif child.tag == f"{_W}p":
            yield from _shown(child, pictures)
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent"):
            yield from _blocks(child, pictures)


def _table(table: etree._Element, pictures: Mapping[str, str]) -> Table:
    rows = list(table.iterchildren(f"{_W}tr"))
    widths = [float(column.get(f"{_W}w") or 0) for column in table.iterfind(f"{_W}tblGrid/{_W}gridCol")]
    share = 100 * widths[0] / sum(widths) if sum(widths) else 50
    headed = [row.find(f"{_W}trPr/{_W}tblHeader") is not None for row in rows]
    return Table(
        rows=tuple(
            tuple(
                tuple(shown for one in cell.iter(f"{_W}p") for shown in _shown(one, pictures))
                for cell in row.iterchildren(f"{_W}tc")
            )
            for row in rows
        ),
        ruled=table.find(f"{_W}tblPr/{_W}tblBorders") is not None,
        lead=min(_LEADS, key=lambda lead: abs(lead - share)),
        headings=headed.index(False) if False in headed else len(headed),
    )


def _shown(paragraph: etree._Element, pictures: Mapping[str, str]) -> Iterator[Paragraph]:
    """The paragraph, unless it is empty and keeps no room."""
    look = paragraph.find(f"{_W}pPr")
    runs = tuple(run for element in paragraph.iter(f"{_W}r") for run in _runs(element))
    sizes = [_size(element) for element in paragraph.iter(f"{_W}r")]
    made = Paragraph(
        runs=runs,
        align=_ALIGN.get(_of(look, "jc", "val"), "left"),
        size=_step(max(sizes, default=_NORMAL)),
        indent=_number(_of(look, "ind", "firstLine")) > 0,
        apart=_number(_of(look, "spacing", "before")) >= 120,
        rule=look is not None and look.find(f"{_W}pBdr/{_W}bottom") is not None,
        room=_room(look),
        qr=next((pictures[said] for said in map(_picture, paragraph.iter(_BLIP)) if said in pictures), ""),
    )
    if made.text.strip() or made.rule or made.room or made.qr:
        yield made


def _runs(run: etree._Element) -> Iterator[Run]:
    if _is_on(run, "vanish"):
        return
    text = "".join(
        (child.text or "") if child.tag == f"{_W}t" else _BREAKS.get(child.tag, "") for child in run
    )
    if text:
        yield Run(text, _is_on(run, "b"), _is_on(run, "i"))


def _room(look: etree._Element | None) -> bool:
    """Whether it leaves the height of a signature, in itself or under itself."""
    exact = _of(look, "spacing", "lineRule") == "exact"
    line = _number(_of(look, "spacing", "line")) if exact else 0
    return max(line, _number(_of(look, "spacing", "after"))) >= _ROOM * 20


def _step(size: float) -> str:
    return "small" if size <= _SMALL else "note" if size <= _NOTE else ""


def _size(run: etree._Element) -> float:
    said = run.find(f"{_W}rPr/{_W}sz")
    return _number(said.get(f"{_W}val")) / 2 if said is not None else _NORMAL


def _is_on(run: etree._Element, tag: str) -> bool:
    found = run.find(f"{_W}rPr/{_W}{tag}")
    return found is not None and found.get(f"{_W}val") not in ("0", "false")


def _picture(blip: etree._Element) -> str:
    return blip.get(f"{_R}embed") or ""


def _of(look: etree._Element | None, tag: str, name: str) -> str:
    found = None if look is None else look.find(f"{_W}{tag}")
    return "" if found is None else found.get(f"{_W}{name}") or ""


def _number(said: str | None) -> float:
    try:
        return float(said or 0)
    except ValueError:
        return 0.0
