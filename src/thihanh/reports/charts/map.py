"""The tile map of 34 provinces with Hoàng Sa and Trường Sa: published rates, never live, never opened."""

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
        from matplotlib.patches import Rectangle

        for cell in tiles():
            isle = cell.kind != "province"
            found = None if isle else known.get(cell.province)
            own = cell.province == material.unit[:2] and not isle
            fill = ACCENT if own else WASH if found and found.cases else "white"
            width = _WIDTH * (1.35 if isle else 1)
            tile = Rectangle(
                (cell.col, cell.row),
                width,
                _HEIGHT,
                facecolor=fill,
                edgecolor=QUIET,
                linewidth=0.5,
                linestyle=(0, (2, 1.5)) if isle else "solid",
            )
            if found:
                tile.set_url(row_address(f"{MAP_KEY}-{cell.province}"))
            axis.add_patch(tile)
            value = _printed(found)
            ink = "white" if own else INK
            at = (cell.col + width / 2, cell.row + _HEIGHT / 2)
            axis.annotate(
                cell.short,
                at,
                xytext=(0, 4 if value else 0),
                textcoords="offset points",
                color=ink,
                ha="center",
                va="center",
                fontsize=SIZE - (1 if isle else 0),
                fontweight="bold",
            )
            if value:
                axis.annotate(
                    value,
                    at,
                    xytext=(0, -5),
                    textcoords="offset points",
                    color=ink,
                    ha="center",
                    va="center",
                    fontsize=SIZE - 1.5,
                )
        axis.set(xlim=(-0.1, 7.4), ylim=(17.1, -0.1))
        axis.axis("off")
        drawn = svg(figure, MAP_KEY, title)
    rows = tuple(
        Row(
            (Text(one.name), Text(_said(one)), Text(one.edition), Text(one.source)),
            key=f"{MAP_KEY}-{one.unit}",
        )
        for one in material.tiles
    )
    columns = (Column("Tỉnh, thành phố", 1.6, figures=False), Column("Tỷ lệ về việc"),
               Column("Bản", 1.0, figures=False), Column("Nguồn", 2.6, figures=False))  # fmt: skip
    foot = "Nguồn: số các cơ quan đã công bố, như đã in; không tính lại, không mở danh sách việc."
    made = Table(
        MAP_KEY, title, "Đơn vị tính: %", columns, rows, foot, "Chưa có tỉnh nào công bố số của kỳ này."
    )
    words = Text("Ô đậm là đơn vị lập báo cáo, ô nhạt là tỉnh có số đã công bố, ô trắng là chưa có số.")
    return Chart(MAP_KEY, title, drawn, Paragraph((words,)), made)


def _printed(tile: Tile | None) -> str:
    if tile is None or tile.cases is None:
        return ""
    sign = {"exact": "", "above": ">", "below": "<", "about": "≈", "nearly": "<"}[tile.cases.qualifier]
    return sign + f"{float(tile.cases.value):g}".replace(".", ",")


def _said(tile: Tile) -> str:
    if tile.cases is None:
        return "chưa công bố"
    return f"{WORDS[tile.cases.qualifier]} {float(tile.cases.value):g}%".strip().replace(".", ",")
