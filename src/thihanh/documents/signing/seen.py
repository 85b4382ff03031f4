"""What a digital signature looks like on paper (Decree 30/2020, Annex I): blue hand, red seal."""

import math
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Final

import pikepdf

from thihanh.documents.lettering import Face, face

BLUE: Final = b"0.05 0.2 0.65 rg"
RED: Final = b"0.8 0.05 0.1 rg 0.8 0.05 0.1 RG"
HAND: Final = (180.0, 58.0)
SEAL: Final = 90.0
_STAR: Final = 5


def moment(at: datetime) -> str:
    """A time as the decree writes it: day, time of day, zone (ISO 8601)."""
    zone = at.strftime("%z")
    return f"{at:%d/%m/%Y %H:%M:%S} {zone[:3]}:{zone[3:5]}" if zone else f"{at:%d/%m/%Y %H:%M:%S}"


def hand(name: str, at: datetime, *, trial: bool) -> bytes:
    """A page the size of the box: the signer's name as a hand in blue, the time of signing under it."""
    italic, regular = face("Italic"), face("Regular")
    width, height = HAND
    lines = [(italic, 17.0, name, height - 20), (regular, 8.0, f"Ký số: {moment(at)}", height - 33)]
    if trial:
        lines.append((regular, 7.0, "CHỨNG THƯ THỬ NGHIỆM", height - 43))
    content = [BLUE]
    for letters, size, text, y in lines:
        fit = min(size, size * (width - 4) / max(letters.width(text, size), 1))
        x = (width - letters.width(text, fit)) / 2
        tag = b"/I" if letters is italic else b"/R"
        content.append(b"BT %s %.2f Tf %.2f %.2f Td %s Tj ET" % (tag, fit, x, y, letters.encoded(text)))
    words = "".join(text for _, _, text, _ in lines)
    return _page(width, height, b"\n".join(content), {"/I": italic, "/R": regular}, words)


@lru_cache(maxsize=64)
def seal(agency: str, *, trial: bool) -> bytes:
    """A page the size of a seal: two rings, the agency's name around a star, in red."""
    bold = face("Bold")
    middle = SEAL / 2
    content = [
        b"q",
        RED,
        b"2 w",
        _circle(middle, middle - 1.5),
        b"S 0.7 w",
        _circle(middle, middle - 4.5),
        b"S",
    ]
    content += [_circle(middle, middle - 18), b"S", _star(middle, 12), b"f"]
    content += list(_around(bold, agency.upper(), middle, middle - 14.5, top=True))
    if trial:
        content += list(_around(bold, "THỬ NGHIỆM", middle, middle - 7.5, top=False))
    content.append(b"Q")
    words = f"{agency.upper()}THỬ NGHIỆM"
    return _page(SEAL, SEAL, b"\n".join(content), {"/B": bold}, words)


def _circle(middle: float, radius: float) -> bytes:
    bend = radius * 0.5523
    points = (
        (radius, bend, bend, radius, 0.0, radius),
        (-bend, radius, -radius, bend, -radius, 0.0),
        (-radius, -bend, -bend, -radius, 0.0, -radius),
        (bend, -radius, radius, -bend, radius, 0.0),
    )
    arcs = [b"%.2f %.2f %.2f %.2f %.2f %.2f c" % tuple(value + middle for value in arc) for arc in points]
    return b"%.2f %.2f m %s" % (middle + radius, middle, b" ".join(arcs))


def _star(middle: float, radius: float) -> bytes:
    points = []
    for corner in range(2 * _STAR):
        reach = radius if corner % 2 == 0 else radius * 0.382
        angle = math.pi / 2 + corner * math.pi / _STAR
        points.append((middle + reach * math.cos(angle), middle + reach * math.sin(angle)))
    first, *rest = [b"%.2f %.2f" % point for point in points]
    return first + b" m " + b" ".join(point + b" l" for point in rest) + b" h"


def _around(letters: Face, text: str, middle: float, radius: float, *, top: bool) -> Iterator[bytes]:
    """Letters along a circle: over the top clockwise, under the bottom the other way."""
    size = 8.0
    size = min(size, size * radius * math.radians(235 if top else 70) / max(letters.width(text, size), 1))
    sweep = letters.width(text, size) / radius
    angle = math.pi / 2 + sweep / 2 if top else -math.pi / 2 - sweep / 2
    for letter in text:
        advance = letters.width(letter, size) / radius
        at = angle - advance / 2 if top else angle + advance / 2
        turn = at - math.pi / 2 if top else at + math.pi / 2
        start = -letters.width(letter, size) / 2
        cos, sin = math.cos(turn), math.sin(turn)
        x = middle + radius * math.cos(at) + start * cos
        y = middle + radius * math.sin(at) + start * sin
        yield b"BT /B %.2f Tf %.4f %.4f %.4f %.4f %.2f %.2f Tm %s Tj ET" % (
            size, cos, sin, -sin, cos, x, y, letters.encoded(letter),
        )  # fmt: skip
        angle += -advance if top else advance


def _page(width: float, height: float, content: bytes, faces: dict[str, Face], words: str) -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(width, height))
        page = pdf.pages[0]
        fonts = pikepdf.Dictionary({name: letters.embedded(pdf, words) for name, letters in faces.items()})
        page.obj.Resources = pikepdf.Dictionary(Font=fonts)
        page.obj.Contents = pikepdf.Stream(pdf, content)
        made = BytesIO()
        pdf.save(made, compress_streams=True, deterministic_id=True)
    return made.getvalue()
