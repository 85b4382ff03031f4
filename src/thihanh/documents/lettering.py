"""Vietnamese letters drawn into a PDF: an embedded face of Liberation Serif, for stamps and contents."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Final, Literal

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont

from thihanh.documents.problems import Refused

Style = Literal["Regular", "Bold", "Italic"]
FOLDERS: Final = (
    "/usr/share/fonts/truetype/liberation2",
    "/usr/share/fonts/truetype/liberation",
    "/usr/share/fonts/liberation-serif",
    "/usr/share/fonts/liberation-fonts",
    "/usr/share/fonts/liberation",
)
_RANGES: Final = (
    (0x20, 0x7E),
    (0xA0, 0x1B0),
    (0x300, 0x323),
    (0x1EA0, 0x1EF9),
    (0x2010, 0x2026),
    (0x20AB, 0x20AB),
)


@dataclass(frozen=True, slots=True)
class Face:
    """A face cut down to the letters a paper needs: its file, the glyph of each letter, their widths."""

    name: str
    file: bytes
    glyphs: dict[int, int]
    widths: tuple[int, ...]  # thousandths of the size
    ascent: int
    descent: int
    box: tuple[int, int, int, int]

    def encoded(self, text: str) -> bytes:
        """The text as a PDF string of glyph numbers; a letter the face lacks becomes a question mark."""
        unknown = self.glyphs[ord("?")]
        return b"<" + b"".join(b"%04X" % self.glyphs.get(ord(letter), unknown) for letter in text) + b">"

    def width(self, text: str, size: float) -> float:
        """In points."""
        unknown = self.glyphs[ord("?")]
        return sum(self.widths[self.glyphs.get(ord(letter), unknown)] for letter in text) * size / 1000

    def wrapped(self, text: str, size: float, room: float) -> list[str]:
        """The text in lines no wider than ``room`` points, broken at spaces."""
        lines: list[str] = []
        for word in text.split():
            joined = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(joined, size) <= room:
                lines[-1] = joined
            else:
                lines.append(word)
        return lines or [""]

    def embedded(self, pdf: pikepdf.Pdf, words: str = "") -> pikepdf.Object:
        """The face as a font object of ``pdf``; with ``words``, the widths of their letters alone."""
        stream = pikepdf.Stream(pdf, self.file)
        stream.Length1 = len(self.file)
        descriptor = pikepdf.Dictionary(
            Type=pikepdf.Name.FontDescriptor,
            FontName=pikepdf.Name(f"/{self.name}"),
            Flags=4,
            FontBBox=list(self.box),
            ItalicAngle=-15 if self.name.endswith("Italic") else 0,
            Ascent=self.ascent,
            Descent=self.descent,
            CapHeight=self.ascent,
            StemV=80,
            FontFile2=pdf.make_indirect(stream),
        )
        letters = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.CIDFontType2,
            BaseFont=pikepdf.Name(f"/{self.name}"),
            CIDSystemInfo=pikepdf.Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            FontDescriptor=pdf.make_indirect(descriptor),
            CIDToGIDMap=pikepdf.Name.Identity,
            W=self._widths(words),
        )
        return pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type0,
                BaseFont=pikepdf.Name(f"/{self.name}"),
                Encoding=pikepdf.Name("/Identity-H"),
                DescendantFonts=[pdf.make_indirect(letters)],
                ToUnicode=pdf.make_indirect(pikepdf.Stream(pdf, self._meanings())),
            )
        )

    def _widths(self, words: str) -> list[int | list[int]]:
        if not words:
            return [0, list(self.widths)]
        used = sorted({self.glyphs[ord(letter)] for letter in words if ord(letter) in self.glyphs})
        return [part for glyph in used for part in (glyph, [self.widths[glyph]])]

    def _meanings(self) -> bytes:
        """From glyphs back to letters, so that what is stamped can be searched and copied."""
        pairs = [b"<%04X> <%04X>" % (glyph, letter) for letter, glyph in sorted(self.glyphs.items())]
        blocks = [
            b"%d beginbfchar\n%s\nendbfchar" % (len(part), b"\n".join(part)) for part in _hundreds(pairs)
        ]
        return (
            b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            b"/CMapName /Letters def\n/CMapType 2 def\n"
            b"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
            + b"\n".join(blocks)
            + b"\nendcmap\nend\nend"
        )


@lru_cache(maxsize=3)
def face(style: Style = "Regular") -> Face:
    """A face of Liberation Serif. Raises ``Refused`` where the font is not installed."""
    options = subset.Options(layout_features=[], notdef_outline=True, hinting=False, name_IDs=[])
    options.drop_tables += ["FFTM"]
    cutter = subset.Subsetter(options)
    font = TTFont(_file(style))
    cutter.populate(unicodes=[code for first, last in _RANGES for code in range(first, last + 1)])
    cutter.subset(font)
    made = BytesIO()
    font.save(made)
    unit = 1000 / font["head"].unitsPerEm
    order = font.getGlyphOrder()
    numbers = {name: number for number, name in enumerate(order)}
    head, line = font["head"], font["hhea"]
    return Face(
        name=f"THADSS+LiberationSerif{'' if style == 'Regular' else f'-{style}'}",
        file=made.getvalue(),
        glyphs={code: numbers[name] for code, name in font.getBestCmap().items()},
        widths=tuple(round(font["hmtx"][name][0] * unit) for name in order),
        ascent=round(line.ascent * unit),
        descent=round(line.descent * unit),
        box=(
            round(head.xMin * unit),
            round(head.yMin * unit),
            round(head.xMax * unit),
            round(head.yMax * unit),
        ),
    )


def _file(style: Style) -> Path:
    for folder in FOLDERS:
        if (found := Path(folder, f"LiberationSerif-{style}.ttf")).exists():
            return found
    raise Refused(
        "Máy này chưa có phông chữ Liberation Serif; người quản trị cài: apt install fonts-liberation2."
    )


def _hundreds(pairs: list[bytes]) -> Iterator[list[bytes]]:
    return (pairs[start : start + 100] for start in range(0, len(pairs), 100))
