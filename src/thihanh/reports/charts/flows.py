"""Charts of flows and of time: the chain from opening to carried over, the curve of the year, the backlog."""

import textwrap
from collections.abc import Sequence
from typing import Any, Final

from thihanh.law import grounds
from thihanh.law.notation import dotted, vn
from thihanh.matters.states import label
from thihanh.reports.charts.canvas import (
    ACCENT,
    INK,
    LINE,
    QUIET,
    SIZE,
    WASH,
    WIDTH,
    bare,
    drawing,
    row_address,
    svg,
    ticks,
)  # fmt: skip
from thihanh.reports.material import Material
from thihanh.reports.prose import counted, merged
from thihanh.reports.sections import backlog_of, moved_out, speaker
from thihanh.reports.structure import Chart, Column, Paragraph, Row, Span, Table, Text
from thihanh.statistics.numbers import Absent, Percent
from thihanh.statistics.trend import CurvePoint
from thihanh.targets.benchmarks import NAMES, Kind, mark_of

FLOW_KEY, CURVE_KEY, BACKLOG_KEY, MOVED_KEY = "luong-viec", "luy-ke", "chuyen-ky", "chuyen-khoi"
_STEPS: Final = (
    ("Số cũ", "opening", 1),
    ("Thụ lý mới", "new", 1),
    ("Từ sổ riêng", "returned", 1),
    ("Ủy thác, thu hồi", "out", -1),
    ("Sang sổ riêng", "moved", -1),
    ("Phải thi hành", "due", 0),
    ("Ngoài diện có điều kiện", "not_eligible", -1),
    ("Có điều kiện", "eligible", 0),
    ("Thi hành xong", "resolved", -1),
    ("Có điều kiện chưa xong", "open", 0),
    ("Chuyển kỳ sau", "carried", 2),
)


def waterfall(material: Material) -> Chart:
    """Opening → new → out → due → có điều kiện → thi hành xong → carried over, in matters."""
    title = "Dòng việc trong kỳ: từ số cũ đến số chuyển kỳ sau"
    steps = _steps(material)
    with drawing(WIDTH, 3.4) as (figure, (axis,)):
        level = 0
        for place, (_, code, value, how) in enumerate(steps):
            start = {0: 0, 2: 0, 1: level, -1: level - value}[how]
            bar = axis.barh(
                [place], [value], left=[start], height=0.62, zorder=2, color=ACCENT if how in (0, 2) else WASH
            )
            bar[0].set_url(row_address(f"{FLOW_KEY}-{code}"))
            before, level = level, {1: level + value, -1: level - value}.get(how, value)
            if place and how != 2:
                joint = [place - 1 + 0.31, place - 0.31]
                axis.plot([before, before], joint, color=QUIET, linewidth=0.6, zorder=1)
            sign = {1: "+", -1: "−"}.get(how, "") if place else ""
            axis.annotate(
                sign + dotted(value),
                (start + value, place),
                xytext=(3, 0),
                va="center",
                textcoords="offset points",
                fontsize=SIZE - 0.5,
                color=INK,
            )
        axis.set_yticks(range(len(steps)), [words for words, *_ in steps])
        axis.invert_yaxis()
        axis.margins(x=0.1)
        axis.set_xlim(left=0)
        axis.set_xlabel("việc")
        axis.grid(visible=True, axis="x")
        axis.set_axisbelow(True)
        ticks(axis.xaxis)
        bare(axis, "bottom")
        drawn = svg(figure, FLOW_KEY, title)
    rows = tuple(
        Row(
            (Text(words), Text(("−" if how == -1 else "") + dotted(value))),
            key=f"{FLOW_KEY}-{code}",
        )
        for words, code, value, how in steps
    )
    says = speaker(material)
    said = says.say(
        "Từ {cases.opening} số cũ và {cases.new} thụ lý mới, số phải thi hành là {cases.due}; "
        "có điều kiện {cases.eligible}, xong {cases.resolved}, chuyển kỳ sau {cases.carried}."
    )
    columns = (Column("Bước", 2.0, figures=False), Column("Số việc"))
    made = Table(FLOW_KEY, title, "Đơn vị tính: việc", columns, rows, material.foot)
    return Chart(FLOW_KEY, title, drawn, said, made)


def curve(material: Material) -> Chart | None:
    """The cumulative rate month by month with the three marks it can be held against."""
    points = material.curve
    if isinstance(points, Absent) or len(points) < 2:
        return None
    title = "Tỷ lệ lũy kế theo tháng và ba mốc so sánh"
    with drawing(WIDTH, 2.7, 2) as (figure, axes):
        for side, axis in zip(("cases", "money"), axes, strict=True):
            _curve(axis, material, side, points)
        figure.legend(
            *axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=4, handlelength=2.6
        )
        drawn = svg(figure, CURVE_KEY, title)
    rows = tuple(
        Row(
            (
                Text(f"{point.month} tháng (đến {vn(point.to)})"),
                *(
                    Text(_bare(value))
                    for value in (point.cases_rate, *_marks(material, "cases", point.month))
                ),
                *(
                    Text(_bare(value))
                    for value in (point.money_rate, *_marks(material, "money", point.month))
                ),
            ),
            key=f"{CURVE_KEY}-{point.month}",
        )
        for point in points
    )
    heads = [Column("Lũy kế", 3.6, figures=False)]
    for words in ("việc", "tiền"):
        heads += [Column(f"Tỷ lệ {words}"), Column("Theo số tháng"), Column("Cả năm"), Column("Mùa vụ")]
    made = Table(CURVE_KEY, title, "Đơn vị tính: %", tuple(heads), rows, material.lists_foot)
    says = speaker(material)
    said = says.say(
        "Đến cuối kỳ, tỷ lệ về việc {cases.rate}, {cases:beat}; tỷ lệ về tiền {money.rate}, {money:beat}."
    )
    return Chart(CURVE_KEY, title, drawn, said, made)


def backlog(material: Material) -> Chart | None:
    """What each year carried over: the number that grows while rates rise."""
    years = material.backlog
    if isinstance(years, Absent) or not years:
        return None
    title = "Số việc chuyển kỳ sau qua các năm công tác"
    with drawing(WIDTH, 2.2) as (figure, (axis,)):
        for place, one in enumerate(years):
            bar = axis.bar(
                [place],
                [one.carried],
                width=0.5,
                zorder=2,
                color=ACCENT if one.complete else "none",
                edgecolor=ACCENT,
                linewidth=0.8,
            )
            bar[0].set_url(row_address(f"{BACKLOG_KEY}-{one.work_year}"))
            axis.annotate(
                dotted(one.carried),
                (place, one.carried),
                xytext=(0, 2),
                ha="center",
                textcoords="offset points",
                color=INK,
            )
        names = [f"{one.work_year}" + ("" if one.complete else "\n(sổ chưa đủ)") for one in years]
        axis.set_xticks(range(len(years)), names)
        axis.set(ylabel="việc", ylim=(0, max(one.carried for one in years) * 1.15 or 1))
        axis.margins(x=0.12)
        axis.grid(visible=True, axis="y")
        axis.set_axisbelow(True)
        ticks(axis.yaxis)
        bare(axis, "left")
        drawn = svg(figure, BACKLOG_KEY, title)
    rows = tuple(
        Row(
            (
                Text(str(one.work_year)),
                Text(dotted(one.opening)),
                Text(dotted(one.carried)),
                Text(_bare(one.rate)),
                Text("đủ" if one.complete else "sổ chưa có đủ việc đã kết thúc"),
            ),
            key=f"{BACKLOG_KEY}-{one.work_year}",
        )
        for one in years
    )
    columns = (
        Column("Năm công tác", 1.2, figures=False), Column("Số cũ chuyển sang"), Column("Chuyển kỳ sau"),
        Column("Tỷ lệ về việc (%)"), Column("Sổ", 1.6, figures=False),
    )  # fmt: skip
    made = Table(BACKLOG_KEY, title, "Đơn vị tính: việc", columns, rows, material.lists_foot)
    return Chart(BACKLOG_KEY, title, drawn, backlog_of(material), made)


def moved(material: Material) -> Chart | None:
    """Matters that left có điều kiện since month 10 without being finished, by reason."""
    if material.month < 11:
        return None
    ordered = _by_reason(material)
    shown = _foremost(ordered)
    title = "Chuyển khỏi diện có điều kiện sau tháng 10, theo lý do"
    with drawing(WIDTH, 0.6 + 0.3 * max(len(shown), 1)) as (figure, (axis,)):
        for place, (_, (matters, _)) in enumerate(shown):
            bar = axis.barh([place], [matters], height=0.55, color=ACCENT, zorder=2)
            bar[0].set_url(row_address(f"{MOVED_KEY}-{place}"))
            axis.annotate(
                dotted(matters), (matters, place), xytext=(3, 0), textcoords="offset points", va="center"
            )
        axis.set_yticks(
            range(len(shown)), [textwrap.fill(reason, 52) for reason, _ in shown], linespacing=1.1
        )
        axis.set_ylim(len(shown) - 0.4, -0.6)
        axis.set_xlabel("việc")
        axis.set_xlim(0, max((one[1][0] for one in ordered), default=1) * 1.1)
        axis.grid(visible=True, axis="x")
        axis.set_axisbelow(True)
        ticks(axis.xaxis)
        bare(axis, "left")
        drawn = svg(figure, MOVED_KEY, title)
    rows = tuple(
        Row((Text(reason), Text(dotted(matters)), Text(dotted(owed))), key=f"{MOVED_KEY}-{place}")
        for place, (reason, (matters, owed)) in enumerate(ordered)
    )
    columns = (
        Column("Lý do (trạng thái, căn cứ)", 2.5, figures=False),
        Column("Số việc"),
        Column("Còn phải thi hành (đồng)"),
    )
    empty = "Không có việc nào chuyển khỏi diện có điều kiện."
    made = Table(MOVED_KEY, title, "Đơn vị tính: việc, đồng", columns, rows, material.lists_foot, empty)
    return Chart(MOVED_KEY, title, drawn, _reasons(material, ordered), made)


Sums = tuple[str, tuple[int, int]]
_MOST = 8


def _by_reason(material: Material) -> list[Sums]:
    """Matters and đồng by reason, in the words of the law, most matters first."""
    words = {one.code: one.label for one in grounds("R08")} | {one.code: one.label for one in grounds("R25")}
    sums: dict[str, tuple[int, int]] = {}
    for one in material.moved:
        reason = label(one.stage) + (f": {_lower(words.get(one.ground, one.ground))}" if one.ground else "")
        matters, owed = sums.get(reason, (0, 0))
        sums[reason] = (matters + one.matters, owed + one.owed)
    return sorted(sums.items(), key=lambda item: (-item[1][0], item[0]))


def _foremost(ordered: Sequence[Sums]) -> list[Sums]:
    """The reasons with most matters; the rest together."""
    if len(ordered) <= _MOST + 1:
        return list(ordered)
    rest = [sums for _, sums in ordered[_MOST:]]
    others = (f"Lý do khác ({len(rest)} lý do)", (sum(one for one, _ in rest), sum(one for _, one in rest)))
    return [*ordered[:_MOST], others]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _reasons(material: Material, ordered: Sequence[Sums]) -> Paragraph:
    spans: list[Span] = [*moved_out(material).spans]
    if ordered:
        says = speaker(material)
        spans += [
            Text(" Lý do nhiều nhất có "),
            counted(ordered[0][1][0], says, "moved.first"),
            Text(" việc."),
        ]
    return Paragraph(merged(spans))


def _steps(material: Material) -> list[tuple[str, str, int, int]]:
    def count(code: str) -> int:
        found = material.sheet.value(f"cases.{code}")
        return found if isinstance(found, int) else 0

    values = {code: count(code) for _, code, _ in _STEPS}
    values["out"] = count("delegated") + count("withdrawn")
    values["not_eligible"] = values["due"] - values["eligible"]
    values["open"] = values["eligible"] - values["resolved"]
    return [(words, code, values[code], how) for words, code, how in _STEPS if values[code] or how in (0, 2)]


def _curve(axis: Any, material: Material, side: str, points: Sequence[CurvePoint]) -> None:
    months = [point.month for point in points]
    known = [
        (p.month, rate.hundredths / 100)
        for p in points
        if isinstance(rate := getattr(p, f"{side}_rate"), Percent)
    ]
    target = material.sheet.value(f"{side}.target")
    if isinstance(target, Percent):
        looks: dict[Kind, Any] = {"pro_rata": (0, (1, 1.6)), "full_year": (0, (5, 2)), "seasonal": "solid"}
        for kind, look in looks.items():
            marks = [mark_of(kind, target, side, month).hundredths / 100 for month in months]
            color = LINE if kind == "seasonal" else QUIET
            axis.plot(
                months,
                marks,
                color=color,
                linestyle=look,
                linewidth=2.0 if kind == "seasonal" else 0.9,
                label=NAMES[kind].partition(" (")[0],
                zorder=1,
            )
    axis.plot(*zip(*known, strict=True), color=ACCENT, linewidth=1.6, label="tỷ lệ lũy kế", zorder=3)
    for month, rate in known:
        dot = axis.scatter([month], [rate], s=12, color=ACCENT, zorder=4, linewidths=0)
        dot.set_urls([row_address(f"{CURVE_KEY}-{month}")])
    axis.set_title("Về việc (%)" if side == "cases" else "Về tiền (%)")
    axis.set(xlabel="tháng của năm công tác", ylim=(0, None))
    axis.set_xticks(range(1, 13))
    axis.grid(visible=True, axis="y")
    ticks(axis.yaxis)
    bare(axis, "left")


def _marks(material: Material, side: str, month: int) -> list[Percent | Absent]:
    target = material.sheet.value(f"{side}.target")
    kinds: tuple[Kind, ...] = ("pro_rata", "full_year", "seasonal")
    if not isinstance(target, Percent):
        return [Absent("Chưa có chỉ tiêu.")] * len(kinds)
    return [mark_of(kind, target, side, month) for kind in kinds]


def _bare(value: Percent | Absent) -> str:
    return str(value).rstrip("%")
