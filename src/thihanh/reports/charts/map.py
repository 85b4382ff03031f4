"""The tile map of 34 provinces with Hoàng Sa and Trường Sa: published rates, never live, never opened."""

from typing import Any

from thihanh.offices.reference import Tile as Cell
from thihanh.offices.reference import tiles
from thihanh.reports.charts.canvas import ACCENT, INK, QUIET, SIZE, WASH, drawing, row_address, svg
from thihanh.reports.material import Material
from thihanh.reports.structure import Chart, Column, Paragraph, Row, Table, Text
from thihanh.statistics.published import WORDS
from thihanh.targets.queries import Tile

MAP_KEY = "ban-do"
_WIDTH, _HEIGHT = 0.92, 0.86


def provinces(material: Material) -> Chart:
    """Which provinces have published their rate of matters, and what it is."""
    known = {one.unit: one for one in material.tiles}
    title = f"Tỷ lệ về việc đã công bố của các tỉnh, thành phố, {material.period}"
    with drawing(4.0, 5.6) as (figure, (axis,)):
        for cell in tiles():
            found = known.get(cell.province) if cell.kind == "province" else None
            _draw(axis, cell, found, own=cell.province == material.unit[:2])
        axis.set(xlim=(-0.1, 7.4), ylim=(17.1, -0.1))
        axis.axis("off")
        drawn = svg(figure, MAP_KEY, title)
    words = Text("Ô đậm là đơn vị lập báo cáo, ô nhạt là tỉnh có số đã công bố, ô trắng là chưa có số.")
    return Chart(MAP_KEY, title, drawn, Paragraph((words,)), _table(material, title))


def _draw(axis: Any, cell: Cell, found: Tile | None, *, own: bool) -> None:
    """One tile: filled where there is a figure, dark for the reporting province, dotted for islands."""
    from matplotlib.patches import Rectangle

    isle = cell.kind != "province"
    own = own and not isle
    width = _WIDTH * (1.35 if isle else 1)
    tile = Rectangle(
        (cell.col, cell.row),
        width,
        _HEIGHT,
        facecolor=ACCENT if own else WASH if found and found.cases else "white",
        edgecolor=QUIET,
        linewidth=0.5,
        linestyle=(0, (2, 1.5)) if isle else "solid",
    )
    if found:
        tile.set_url(row_address(f"{MAP_KEY}-{cell.province}"))
    axis.add_patch(tile)
    value, at = _printed(found), (cell.col + width / 2, cell.row + _HEIGHT / 2)
    look = {"textcoords": "offset points", "ha": "center", "va": "center", "color": "white" if own else INK}
    size = SIZE - (1 if isle else 0)
    axis.annotate(cell.short, at, xytext=(0, 4 if value else 0), fontsize=size, fontweight="bold", **look)
    if value:
        axis.annotate(value, at, xytext=(0, -5), fontsize=SIZE - 1.5, **look)


def _table(material: Material, title: str) -> Table:
    rows = tuple(
        Row(
            (Text(one.name), Text(_said(one)), Text(one.edition), Text(one.source)),
            key=f"{MAP_KEY}-{one.unit}",
        )
        for one in material.tiles
    )
    columns = (
        Column("Tỉnh, thành phố", 1.6, figures=False),
        Column("Tỷ lệ về việc"),
        Column("Bản", 1.0, figures=False),
        Column("Nguồn", 2.6, figures=False),
    )
    foot = "Nguồn: số các cơ quan đã công bố, như đã in; không tính lại, không mở danh sách việc."
    empty = "Chưa có tỉnh nào công bố số của kỳ này."
    return Table(MAP_KEY, title, "Đơn vị tính: %", columns, rows, foot, empty)


def _printed(tile: Tile | None) -> str:
    if tile is None or tile.cases is None:
        return ""
    sign = {"exact": "", "above": ">", "below": "<", "about": "≈", "nearly": "<"}[tile.cases.qualifier]
    return sign + f"{float(tile.cases.value):g}".replace(".", ",")


def _said(tile: Tile) -> str:
    if tile.cases is None:
        return "chưa công bố"
    return f"{WORDS[tile.cases.qualifier]} {float(tile.cases.value):g}%".strip().replace(".", ",")
