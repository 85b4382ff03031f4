"""Charts of offices: rate against target as dots, volume against rate. No bar stands on a cut axis."""

from collections.abc import Sequence
from typing import Any

from thihanh.reports.appendices import cell, table
from thihanh.reports.charts.canvas import (
    ACCENT,
    INK,
    QUIET,
    SIZE,
    WASH,
    WIDTH,
    bare,
    drawing,
    row_address,
    svg,
    ticks,
)
from thihanh.reports.material import Material
from thihanh.reports.sections import against_target, speaker
from thihanh.reports.sheet import Part
from thihanh.reports.structure import Chart, Column, Paragraph, Row, Table, Text
from thihanh.statistics.numbers import Percent

_TITLES = {"cases": "Về việc (%)", "money": "Về tiền (%)"}
_HALO = {"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none", "alpha": 0.85}
RATE_KEY, VOLUME_KEY = "ty-le", "khoi-luong"
_COLUMNS = (
    ("Có điều kiện", "eligible"),
    ("Thi hành xong", "resolved"),
    ("Tỷ lệ (%)", "rate"),
    ("Chỉ tiêu (%)", "target"),
)


def short(name: str) -> str:
    """An office as the axis of a chart names it."""
    for words in ("Phòng THADS ", "Phòng Thi hành án dân sự "):
        name = name.removeprefix(words)
    name = name.replace("Phòng Nghiệp vụ và tổ chức THADS", "Phòng Nghiệp vụ")
    return name[:1].upper() + name[1:]


def percent(material: Material, name: str, unit: str) -> float | None:
    """A rate as a place on an axis."""
    found = material.sheet.value(name, unit)
    return found.hundredths / 100 if isinstance(found, Percent) else None


def rates(material: Material) -> Chart:
    """Each office's rate as a dot, its target as a stroke, matters on the left and money on the right."""
    offices = _by_rate(material)
    title = "Tỷ lệ thi hành xong so với chỉ tiêu, theo đơn vị"
    with drawing(WIDTH, 0.9 + 0.21 * len(offices), 2, sharey=True) as (figure, axes):
        for side, axis in zip(("cases", "money"), axes, strict=True):
            _dots(axis, material, side, offices)
        axes[0].set_yticks(range(len(offices)), [short(part.name) for part in offices])
        drawn = svg(figure, RATE_KEY, title)
    summary = Paragraph(
        (*against_target(material, "cases", 0).spans, Text(" "), *against_target(material, "money", 0).spans)
    )
    return Chart(RATE_KEY, title, drawn, summary, _both(material, title, offices))


def volume(material: Material) -> Chart:
    """How much an office has to do against how much of it is done: large offices stand to the right."""
    title = "Khối lượng có điều kiện thi hành và tỷ lệ về việc, theo đơn vị"
    placed = [
        (part, eligible, rate)
        for part in material.offices
        if isinstance(eligible := material.sheet.value("cases.eligible", part.code), int)
        and (rate := percent(material, "cases.rate", part.code)) is not None
    ]
    rows = table(material, VOLUME_KEY, title, "cases", _COLUMNS, parts=[part for part, *_ in placed])
    with drawing(WIDTH, 3.3) as (figure, (axis,)):
        for part, eligible, rate in placed:
            dot = axis.scatter([eligible], [rate], s=26, color=ACCENT, linewidths=0, zorder=3)
            dot.set_urls([row_address(f"{VOLUME_KEY}-{part.code}")])
        _names(axis, placed)
        target = percent(material, "cases.target", material.unit)
        if target is not None:
            axis.axhline(target, color=INK, linewidth=0.8, linestyle=(0, (4, 3)), zorder=2)
            axis.annotate(
                "chỉ tiêu",
                (1, target),
                xycoords=("axes fraction", "data"),
                xytext=(0, 2),
                textcoords="offset points",
                ha="right",
                color=QUIET,
                fontsize=SIZE - 1,
            )
        axis.set(xlabel="Số việc có điều kiện thi hành", ylabel="Tỷ lệ thi hành xong (%)", xlim=(0, None))
        axis.grid(visible=True)
        axis.margins(x=0.12, y=0.14)
        ticks(axis.xaxis)
        ticks(axis.yaxis)
        drawn = svg(figure, VOLUME_KEY, title)
    return Chart(VOLUME_KEY, title, drawn, _largest(material), rows)


def _dots(axis: Any, material: Material, side: str, offices: Sequence[Part]) -> None:
    for place, part in enumerate(offices):
        rate = percent(material, f"{side}.rate", part.code)
        target = percent(material, f"{side}.target", part.code)
        if rate is None:
            axis.annotate(
                "không có tỷ lệ",
                (0.02, place),
                xycoords=("axes fraction", "data"),
                va="center",
                color=QUIET,
                fontsize=SIZE - 1,
            )
            continue
        if target is not None:
            axis.plot(
                [target, rate], [place, place], color=WASH, linewidth=2.2, solid_capstyle="butt", zorder=1
            )
            axis.plot([target, target], [place - 0.32, place + 0.32], color=INK, linewidth=1.0, zorder=2)
        below = target is not None and rate < target
        dot = axis.scatter(
            [rate],
            [place],
            s=22,
            zorder=3,
            linewidths=1.1,
            color="white" if below else ACCENT,
            edgecolors=ACCENT,
        )
        dot.set_urls([row_address(f"{RATE_KEY}-{part.code}")])
    axis.set_title(
        _TITLES[side] + "  ● đạt  ○ chưa đạt  | chỉ tiêu", fontsize=SIZE, fontweight="normal", color=QUIET
    )
    axis.grid(visible=True, axis="x")
    axis.set_axisbelow(True)
    axis.set_ylim(len(offices) - 0.4, -0.6)
    ticks(axis.xaxis)
    bare(axis, "left")


def _names(axis: Any, placed: Sequence[tuple[Part, int, float]]) -> None:
    """Names beside their dots, above or below so that neighbours do not cover one another."""
    spread = (
        max((rate for *_, rate in placed), default=1) - min((rate for *_, rate in placed), default=0) or 1
    )
    widest = max((eligible for _, eligible, _ in placed), default=1) or 1
    for part, eligible, rate in placed:
        near = [
            other
            for other, at, its in placed
            if other is not part and abs(at - eligible) < widest * 0.14 and 0 <= its - rate < spread * 0.055
        ]
        axis.annotate(
            short(part.name),
            (eligible, rate),
            xytext=(5, -7 if near else 3),
            fontsize=SIZE - 1,
            textcoords="offset points",
            color=QUIET,
            bbox=_HALO,
        )


def _by_rate(material: Material) -> list[Part]:
    return sorted(
        material.offices,
        key=lambda part: (-(percent(material, "cases.rate", part.code) or -1), part.code),
    )


def _largest(material: Material) -> Paragraph:
    def size(part: Part) -> int:
        found = material.sheet.value("cases.eligible", part.code)
        return found if isinstance(found, int) else 0

    largest = max(material.offices, key=size, default=None)
    if largest is None:
        return Paragraph((Text("Không có đơn vị nào."),))
    says = speaker(material, largest.code)
    said = says.say("{cases.eligible} có điều kiện thi hành, đạt tỷ lệ {cases.rate}.")
    return Paragraph((Text(f"Khối lượng lớn nhất là {largest.name}: "), *said.spans))


def _both(material: Material, title: str, offices: Sequence[Part]) -> Table:
    """Rates, targets and beats of both sides."""
    columns = [Column("Đơn vị", 2.6, figures=False)]
    for words in ("Việc", "Tiền"):
        columns += [Column(f"{words}: tỷ lệ"), Column("chỉ tiêu"), Column("chênh lệch")]
    names = [f"{side}.{code}" for side in ("cases", "money") for code in ("rate", "target", "beat")]
    rows = tuple(
        Row(
            (Text(part.name), *(cell(speaker(material, part.code), name) for name in names)),
            key=f"{RATE_KEY}-{part.code}",
        )
        for part in offices
    )
    unit = "Đơn vị tính: %, chênh lệch bằng điểm %"
    return Table(RATE_KEY, title, unit, tuple(columns), rows, material.foot)
