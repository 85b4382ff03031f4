"""Scans for the e-files of the demonstration, drawn here: sheets that say that they are invented."""

import io
from datetime import date

from PIL import Image, ImageDraw

from thihanh.documents import efile
from thihanh.documents.efile import Sent
from thihanh.offices.queries import Viewer

_WIDTH, _HEIGHT = 827, 1169  # A4 at 100 dpi


def minutes_scan(matter: int, title: str, on: date, *, by: Viewer) -> int:
    """A sheet of handwriting-like lines goes into the e-file; its folio number."""
    content = _sheet(matter, on)
    return efile.receive(matter, Sent(f"ban-quet-{matter}.jpg", content, title, on), by=by, on=on)


def _sheet(matter: int, on: date) -> bytes:
    page = Image.new("L", (_WIDTH, _HEIGHT), 247)
    pen = ImageDraw.Draw(page)
    pen.text((300, 70), "BAN QUET GIA LAP - TRINH DIEN", fill=60)
    pen.text((300, 95), f"{on:%d/%m/%Y} - {matter}", fill=90)
    for line in range(24):
        y = 170 + line * 34
        end = _WIDTH - 110 - (line * 53 + matter * 17) % 190
        pen.line(
            [(100, y), *((x, y + (x * 7 + line * 13) % 9 - 4) for x in range(104, end, 6))], fill=70, width=2
        )
    pen.arc((520, 980, 700, 1060), 20, 340, fill=60, width=3)
    kept = io.BytesIO()
    page.rotate(0.6, fillcolor=247).save(kept, "JPEG", quality=70)
    return kept.getvalue()
