"""PDF from Typst: one compiler kept in the process, fonts that travel with the project, no network.

What a document says is data: it comes in as files (``json("data.json")``, ``image("chart.svg")``) and is
never written into the Typst source, so no text of a user is ever read as markup. Same source, same files,
same bytes.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Final, Protocol, cast

import typst

from thihanh.documents.problems import Refused

SERIF: Final = "Liberation Serif"
SANS: Final = "Liberation Sans"
FONTS: Final = Path(__file__).parent / "vendor" / "fonts"
PDF: Final = "application/pdf"
_MAIN: Final = "main.typ"
_PICTURE: Final = '#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#image("picture.svg")'
_ONE_AT_A_TIME: Final = threading.Lock()


class NotTypeset(Refused):
    """A document could not be set; the sentence says what Typst said."""


def pdf(
    source: str, inputs: Mapping[str, bytes] | None = None, *, on: date | None = None, tagged: bool = True
) -> bytes:
    """A PDF of Typst ``source``. ``inputs``: files the source reads, by name, and the only ones it can read.

    ``on`` is the day written as the document's date; without it the file carries none, and either way the
    machine's clock is not asked. ``tagged``: with the marks that reading aids use; they make a table of tens
    of thousands of cells twenty times larger. Raises ``NotTypeset`` for source, data or font that cannot be
    set.
    """
    dated = source if on else f"#set document(date: none); {source}"
    return _compile(dated, inputs or {}, on, _Shape("pdf", tagged=tagged))


def svg_to_png(svg: str, ppi: float = 144.0) -> bytes:
    """A picture of one SVG, ``ppi`` dots to the inch (96 of its units). Raises ``NotTypeset``.

    Typst draws it with the project's own fonts, so a chart is the same in a page, a PDF and a Word file.
    """
    return _compile(_PICTURE, {"picture.svg": svg.encode()}, None, _Shape("png", ppi))


@dataclass(frozen=True, slots=True)
class _Shape:
    """What is to come out."""

    format: str
    ppi: float | None = None
    tagged: bool = True


class _Compiler(Protocol):
    """What is asked of Typst here; its own stubs do not know that an input may be several files."""

    def compile_with_warnings(
        self,
        *,
        input: Mapping[str, bytes],
        format: str,
        ppi: float | None,
        pdf_tags: bool,
        timestamp: datetime,
    ) -> tuple[bytes | list[bytes], list[typst.TypstWarning]]: ...


@cache
def _compiler() -> _Compiler:
    """It reads its fonts once; its root holds nothing but those fonts."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    return cast("_Compiler", typst.Compiler(root=str(FONTS), font_paths=fonts))


def _compile(source: str, inputs: Mapping[str, bytes], on: date | None, shape: _Shape) -> bytes:
    if '"@' in source:
        raise NotTypeset("Dữ liệu: bản dàn trang chỉ dùng những gì đi cùng sản phẩm, không tải gói từ mạng.")
    stamp = datetime.combine(on or date(2000, 1, 1), time(), UTC)
    files = {**inputs, _MAIN: source.encode()}
    try:
        with _ONE_AT_A_TIME:
            made, warnings = _compiler().compile_with_warnings(
                input=files, format=shape.format, ppi=shape.ppi, pdf_tags=shape.tagged, timestamp=stamp
            )
    except typst.TypstError as error:
        raise NotTypeset(f"Dữ liệu: không dàn được trang: {error.message}") from error
    if warnings or isinstance(made, list):
        said = warnings[0].message if warnings else "hình dài hơn một trang"
        raise NotTypeset(f"Dữ liệu: không dàn được trang: {said}")
    return made
