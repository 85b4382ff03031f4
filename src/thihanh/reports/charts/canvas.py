"""One way of drawing: the project's own typeface as outlines, hairlines, one accent, the same bytes.

The SVG carries no style attributes, so that it may stand inside a page under a strict content policy; a mark
with an address leads to its row in the table of the chart.
"""

import html
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

from thihanh.documents.typesetting import FONTS, SANS

INK, QUIET, LINE = "#1b1e22", "#505862", "#dfdace"
ACCENT, WASH, STATE_RED = "#0b5163", "#b9cdd2", "#b0121b"
SIZE: Final = 8.0
WIDTH: Final = 6.5
"""Inches: the width of the text of an A4 page."""

_RC: Final[Any] = {
    "font.family": SANS,
    "font.size": SIZE,
    "svg.fonttype": "path",
    "svg.hashsalt": "thihanh",
    "text.color": INK,
    "axes.edgecolor": LINE,
    "axes.labelcolor": QUIET,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": SIZE + 0.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.unicode_minus": True,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "xtick.labelsize": SIZE - 0.5,
    "ytick.labelsize": SIZE - 0.5,
    "grid.color": LINE,
    "grid.linewidth": 0.5,
    "legend.frameon": False,
    "legend.fontsize": SIZE - 0.5,
}
_DROPPED: Final = re.compile(
    r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>|<style.*?</style>", re.S
)
_STYLE: Final = re.compile(r' style="([^"]*)"')
_NAMED: Final = re.compile(r'(\bid="|xlink:href="#|url\(#)([\w.-]+)')
_SIZE: Final = re.compile(r'<svg ([^>]*?)width="[\d.]+pt" height="[\d.]+pt"')


@contextmanager
def drawing(
    width: float, height: float, columns: int = 1, **widths: Any
) -> Iterator[tuple[Any, Sequence[Any]]]:
    """A figure of so many inches with axes side by side."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    _own_typeface()
    with mpl.rc_context(_RC):
        figure = Figure(figsize=(width, height), layout="constrained")
        axes = figure.subplots(1, columns, squeeze=False, **widths)[0]
        yield figure, axes


def svg(figure: Any, key: str, title: str) -> str:
    """The drawing as one SVG element, named for readers who do not see it. Same figure, same text."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    kept = io.StringIO()
    canvas: Any = FigureCanvasSVG(figure)
    canvas.print_svg(kept, metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    text = _DROPPED.sub("", kept.getvalue()).strip()
    text = _NAMED.sub(lambda found: found[0] if _is_row(found) else f"{found[1]}{key}-{found[2]}", text)
    text = _STYLE.sub(lambda found: _attributes(found[1]), text)
    text = _SIZE.sub(r'<svg \1role="img" stroke-linejoin="round" stroke-linecap="butt"', text)
    return text.replace(">", f"><title>{html.escape(title)}</title>", 1)


def row_address(key: str) -> str:
    """The address of a row of the chart's table on the page."""
    return f"#dong-{key}"


def billions(dong: int) -> float:
    """Đồng in tỷ, for a place on an axis only; printed figures never come from here."""
    return dong / 1_000_000_000


def comma(value: float, decimals: int = 0) -> str:
    """A label of an axis as it is written here."""
    text = f"{value:,.{decimals}f}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def ticks(axis: Any, decimals: int = 0, end: str = "") -> None:
    """Labels of an axis in Vietnamese writing."""
    from matplotlib.ticker import FuncFormatter

    axis.set_major_formatter(FuncFormatter(lambda value, _: comma(value, decimals) + end))


def bare(axes: Any, *sides: str) -> None:
    """Take the lines off the sides that hold no scale."""
    for side in sides:
        axes.spines[side].set_visible(False)


@cache
def _own_typeface() -> None:
    """The project's own faces before any the machine has."""
    from matplotlib import font_manager

    manager = font_manager.fontManager
    for path in sorted(FONTS.glob("LiberationSans-*.ttf")):
        manager.addfont(str(path))
        manager.ttflist.insert(0, manager.ttflist.pop())


def _is_row(found: re.Match[str]) -> bool:
    return found[2].startswith("dong-")


def _attributes(style: str) -> str:
    """Declarations of a style as attributes, which mean the same in SVG."""
    pairs = (one.split(":", 1) for one in style.split(";") if ":" in one)
    return "".join(f' {name.strip()}="{value.strip()}"' for name, value in pairs)
