"""The twelve appendices as tables; each names in its foot the source of its figures. Pure.

Figures of the table open like those of the prose. What no room records yet says so in place of rows.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from thihanh.law.notation import dotted, vn
from thihanh.reports.material import Filled, Material
from thihanh.reports.numerals import Numeral, decimals
from thihanh.reports.prose import Speaker
from thihanh.reports.sections import form_table, speaker
from thihanh.reports.sheet import Part
from thihanh.reports.slots import other_slots
from thihanh.reports.structure import Appendix, Block, Column, Number, Row, Span, Table, Text
from thihanh.statistics.numbers import Absent, Percent, Points, half_up
from thihanh.statistics.watch import WatchList
from thihanh.targets.goals import Assigned

_CASES: Final = (
    ("Tổng số thụ lý", "handled"),
    ("Phải thi hành", "due"),
    ("Có điều kiện", "eligible"),
    ("Thi hành xong", "resolved"),
    ("Chưa có điều kiện", "no_means"),
    ("Hoãn, tạm đình chỉ, khác", "rest"),
    ("Chuyển kỳ sau", "carried"),
    ("Tỷ lệ (%)", "rate"),
)
_SHORT: Final = (
    ("Phải thi hành", "due"),
    ("Có điều kiện", "eligible"),
    ("Thi hành xong", "resolved"),
    ("Chuyển kỳ sau", "carried"),
    ("Tỷ lệ (%)", "rate"),
)
UNITS: Final = {"cases": "Đơn vị tính: việc", "money": "Đơn vị tính: triệu đồng"}
MILLION: Final = 1_000_000


def appendices(material: Material) -> Iterator[Block]:
    """Appendices 1 to 12 in their order."""
    made: Sequence[tuple[str, bool, Callable[[Material], Iterator[Block]]]] = (
        ("Kết quả thi hành án tính bằng việc, theo đơn vị", True, by_unit("cases")),
        ("Kết quả thi hành án tính bằng tiền, theo đơn vị", True, by_unit("money")),
        ("Kết quả theo chấp hành viên", False, by_officer),
        ("Các khoản thu cho ngân sách nhà nước", False, of_group("state_budget")),
        ("Án tín dụng, ngân hàng", False, of_group("credit")),
        ("Án tham nhũng, kinh tế", False, of_group("corruption")),
        ("Thi hành án hành chính theo cơ quan phải thi hành", False, of_form("12/TK-THA")),
        ("Áp dụng biện pháp bảo đảm, cưỡng chế", False, of_form("07/TK-THA")),
        ("Giải quyết khiếu nại, tố cáo", False, of_form("08/TK-THA")),
        ("Danh sách việc cần theo dõi", True, watched),
        ("Đơn vị chưa đạt chỉ tiêu", False, below_target),
        ("Bảng điểm chỉ tiêu", False, scorecard),
    )
    for number, (title, wide, make) in enumerate(made, 1):
        yield Appendix(number, title, wide)
        yield from make(material)


def by_unit(side: str) -> Callable[[Material], Iterator[Block]]:
    """Appendices 1 and 2: a line for the unit and one for each of its offices."""

    def make(material: Material) -> Iterator[Block]:
        rows = [material.sheet.now.parts[0], *_offices(material)]
        title = f"Kết quả thi hành án tính bằng {'việc' if side == 'cases' else 'tiền'}"
        yield table(material, f"bang-{side}", title, side, _CASES, parts=rows)

    return make


def by_officer(material: Material) -> Iterator[Block]:
    """Appendix 3: enforcers under their offices, by matters and by money."""
    rows = [part for part in material.sheet.now.parts if part.depth]
    yield table(
        material, "bang-chv", "Kết quả theo chấp hành viên, tính bằng việc", "cases", _SHORT, parts=rows
    )
    yield table(
        material, "bang-chv-tien", "Kết quả theo chấp hành viên, tính bằng tiền", "money", _SHORT, parts=rows
    )


def of_group(group: str) -> Callable[[Material], Iterator[Block]]:
    """Appendices 4 to 6: a tagged group by office, in matters and in money."""

    def make(material: Material) -> Iterator[Block]:
        own = material.sheet.now.parts[0]
        for side, words in (("cases", "việc"), ("money", "tiền")):
            rows = [
                own,
                *(part for part in _offices(material) if _has(material, f"{group}.{side}.due", part)),
            ]
            yield table(
                material, f"bang-{group}-{side}", f"Tính bằng {words}", f"{group}.{side}", _SHORT, parts=rows
            )

    return make


def of_form(code: str) -> Callable[[Material], Iterator[Block]]:
    """Appendices 7 to 9: a form of the book, or which source it waits for."""

    def make(material: Material) -> Iterator[Block]:
        found = material.forms.get(code)
        if found is None:
            found = Filled(f"Biểu {code}", "", ("Chỉ tiêu",), (), f"Chưa có nguồn ghi nhận: biểu {code}.")
        yield form_table(found, "bieu-" + code.partition("/")[0], material.foot)

    return make


def watched(material: Material) -> Iterator[Block]:
    """Appendix 10: the watch-lists, the longest first, and how many matters they hold in all."""
    for place, found in enumerate(material.watch):
        yield watch_table(material, found, place)


def watch_table(material: Material, found: WatchList, place: int) -> Table:
    """One watch-list as a table."""
    headings = [("STT", 0.9), ("Số quyết định", 1.5), ("Ngày quyết định", 1.9), ("Đơn vị", 2.7)]
    headings += [("Chấp hành viên", 1.9), ("Tình trạng", 2.3), ("Từ ngày", 1.9)]
    columns = [Column(heading, width, figures=False) for heading, width in headings]
    columns.append(Column("Còn phải thi hành (đồng)", 2.7))
    rows = [
        Row(
            (
                *(Text(str(no)), Text(row.number), Text(vn(row.decided_on))),
                *(Text(_short(material, row.office)), Text(material.names.get(row.officer, row.officer))),
                *(Text(row.stage_label), Text(vn(row.since)), Text(dotted(row.owed))),
            ),
            key=f"viec-{row.matter_id}",
        )
        for no, row in enumerate(found.rows, 1)
    ]
    left = found.matters - len(found.rows)
    more = (
        f" Bảng in {len(rows)} việc lâu nhất, còn {dotted(left)} việc xem trên trang Theo dõi."
        if left > 0
        else ""
    )
    return Table(
        f"bang-theo-doi-{place + 1}",
        f"{found.name}: {dotted(found.matters)} việc",
        "Đơn vị tính: đồng",
        tuple(columns),
        tuple(rows),
        material.lists_foot + more,
        "Không có việc nào trong danh sách này.",
    )


def below_target(material: Material) -> Iterator[Block]:
    """Appendix 11: offices below their target, furthest first, by matters and by money."""
    for side, words in (("cases", "việc"), ("money", "tiền")):
        yield low_units(material, side, f"Chưa đạt chỉ tiêu về {words}")


def low_units(material: Material, side: str, title: str) -> Table:
    """Offices below their target of one side, furthest below first."""
    low = sorted(
        (beat.hundredths, part.code, part)
        for part in material.offices
        if isinstance(beat := material.sheet.value(f"{side}.beat", part.code), Points) and beat.hundredths < 0
    )
    columns = (("Có điều kiện", "eligible"), ("Thi hành xong", "resolved"), ("Tỷ lệ (%)", "rate"))
    more = (("Chỉ tiêu (%)", "target"), ("So chỉ tiêu (điểm %)", "beat"))
    parts = [part for _, _, part in low]
    made = table(material, f"bang-chua-dat-{side}", title, side, (*columns, *more), parts=parts)
    return Table(
        made.key,
        made.title,
        made.unit,
        made.columns,
        made.rows,
        made.foot,
        "Mọi đơn vị đạt hoặc vượt chỉ tiêu.",
    )


def scorecard(material: Material) -> Iterator[Block]:
    """Appendix 12: targets of the unit, results, whether they are met; then the other slots of its list."""
    columns = (
        Column("Chỉ tiêu", 3.2, figures=False),
        Column("Được giao (%)"),
        Column("Kết quả (%)"),
        Column("Chênh lệch (điểm %)"),
        Column("Đánh giá", figures=False),
    )
    says, rows = speaker(material), []
    for side, words in (("cases", "về việc"), ("money", "về tiền")):
        beat = material.sheet.value(f"{side}.beat")
        met = (
            "chưa có chỉ tiêu"
            if not isinstance(beat, Points)
            else "đạt"
            if beat.hundredths >= 0
            else "chưa đạt"
        )
        rows.append(
            Row(
                (
                    Text(f"Tỷ lệ thi hành xong {words}"),
                    *(cell(says, f"{side}.{code}") for code in ("target", "rate", "beat")),
                    Text(met),
                ),
                key=f"chi-tieu-{side}",
            )
        )
    grounds = {
        found.words
        for side in ("cases", "money")
        if isinstance(found := material.sheet.targets.get((material.unit, side)), Assigned)
    }
    yield Table(
        "bang-diem",
        "Bảng điểm chỉ tiêu",
        "Chênh lệch tính bằng điểm phần trăm, từ tỷ lệ đã làm tròn hai chữ số",
        columns,
        tuple(rows),
        f"{material.foot} Căn cứ: {'; '.join(sorted(grounds)) or 'chưa có quyết định giao'}.",
    )
    if material.card is not None:
        yield other_slots(material, material.card)


def table(
    material: Material,
    key: str,
    title: str,
    side: str,
    columns: Sequence[tuple[str, str]],
    *,
    parts: Sequence[Part],
) -> Table:
    """A table of units: one row each, figures as printed in its unit, every one a link to its cell."""
    rows = tuple(
        Row(
            (Text(part.name), *(cell(speaker(material, part.code), f"{side}.{code}") for _, code in columns)),
            depth=part.depth,
            key=f"{key}-{part.code.replace('/', '-')}",
        )
        for part in parts
    )
    heads = (Column("Đơn vị", 3.4, figures=False), *(Column(heading) for heading, _ in columns))
    return Table(
        key, title, UNITS[side.rpartition(".")[2]], heads, rows, material.foot, "Không có đơn vị nào."
    )


def cell(says: Speaker, name: str) -> Span:
    """A figure in the unit of its table: matters, millions of đồng, bare percents."""
    stem, _, code = name.rpartition(".")
    if code == "rest":
        return _rest(says, stem)
    value = says.sheet.value(name, says.unit)
    printed = printed_cell(value, money="money." in name)
    if isinstance(value, Absent):
        return Text(printed)
    return Number(printed, says.sheet.exact(name, says.unit), says.sheet.ref(name, says.unit))


def _rest(says: Speaker, stem: str) -> Span:
    """Postponed, suspended and other together, so that due = eligible + not eligible + this."""
    found = [says.sheet.value(f"{stem}.{code}", says.unit) for code in ("postponed", "suspended", "other")]
    total = sum(one for one in found if isinstance(one, int))
    money = stem.endswith("money")
    return Number(
        printed_cell(total, money=money),
        Numeral("money" if money else "count", total),
        says.sheet.ref(f"list.{stem}.rest", says.unit),
    )


def printed_cell(value: object, *, money: bool = False) -> str:
    """A cell of a table, its unit in the heading: money in millions with one decimal."""
    if isinstance(value, Absent):
        return "–"
    if isinstance(value, Percent | Points):
        sign = "−" if value.hundredths < 0 else "+" if isinstance(value, Points) and value.hundredths else ""
        return sign + decimals(abs(value.hundredths), 100)
    if isinstance(value, int):
        if money:
            tenths = half_up(abs(value), MILLION // 10)
            return ("−" if value < 0 else "") + decimals(tenths, 10)
        return dotted(value)
    return str(value)


def _offices(material: Material) -> list[Part]:
    """Offices, and what is not yet assigned where there is any."""
    return [part for part in material.sheet.now.parts if part.depth == 1]


def _has(material: Material, name: str, part: Part) -> bool:
    return bool(material.sheet.value(name, part.code))


def _short(material: Material, office: str) -> str:
    return material.names.get(office, office) if office else "Chưa phân công"
