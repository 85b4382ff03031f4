"""F. The warning notice: offices below their target, ranked by the volume left and by the rate. Pure."""

from collections.abc import Iterator

from thihanh.reports import sections
from thihanh.reports.appendices import low_units, printed_cell
from thihanh.reports.material import Material
from thihanh.reports.prose import Speaker, counted, merged
from thihanh.reports.sheet import Part
from thihanh.reports.structure import Block, Column, Hand, Number, Paragraph, Row, Span, Table, Text
from thihanh.statistics.numbers import Percent, Points


def blocks(material: Material) -> tuple[Block, ...]:
    """The notice and its tables."""
    return tuple(_blocks(material))


def low(material: Material) -> tuple[Part, ...]:
    """Offices below their target of matters or of money."""
    return tuple(
        part for part in material.offices if any(_below(material, part, s) for s in ("cases", "money"))
    )


def _blocks(material: Material) -> Iterator[Block]:
    says, found = sections.speaker(material), low(material)
    yield sections.basis(material)
    if not found:
        yield Paragraph(
            (Text("Mọi đơn vị đã đạt hoặc vượt chỉ tiêu về việc và về tiền; không có đơn vị phải nhắc."),)
        )
        return
    yield sections.completed(says, "cases")
    yield sections.completed(says, "money")
    lead: list[Span] = [
        Text(f"{material.name} nhắc nhở "),
        counted(len(found), says, "low"),
        Text(
            " đơn vị chưa đạt chỉ tiêu, xếp theo số tiền có điều kiện còn phải thi hành "
            "và theo tỷ lệ như bảng dưới."
        ),
    ]
    yield Paragraph(merged(lead))
    yield _ranked(material, found)
    for side, words in (("cases", "việc"), ("money", "tiền")):
        if any(_below(material, part, side) for part in found):
            yield low_units(material, side, f"Chưa đạt chỉ tiêu về {words}")
    yield Hand("yeu-cau", "Yêu cầu với thủ trưởng các đơn vị: việc phải làm, thời hạn, báo cáo.")


def _below(material: Material, part: Part, side: str) -> bool:
    beat = material.sheet.value(f"{side}.beat", part.code)
    return isinstance(beat, Points) and beat.hundredths < 0


def _left(material: Material, part: Part) -> int:
    eligible, resolved = (
        material.sheet.value(f"money.{code}", part.code) for code in ("eligible", "resolved")
    )
    return eligible - resolved if isinstance(eligible, int) and isinstance(resolved, int) else 0


def _hundredths(material: Material, part: Part) -> int | None:
    rate = material.sheet.value("money.rate", part.code)
    return rate.hundredths if isinstance(rate, Percent) else None


def _ranked(material: Material, found: tuple[Part, ...]) -> Table:
    """Rank 1-2-2-4: by money left the largest first, by rate the lowest first."""
    volumes = [_left(material, part) for part in found]
    rates = [_hundredths(material, part) for part in found]
    rows = []
    for part, volume, rate in sorted(
        zip(found, volumes, rates, strict=True), key=lambda one: (-one[1], one[0].code)
    ):
        by_volume = 1 + sum(other > volume for other in volumes)
        by_rate = "–" if rate is None else str(1 + sum(r is not None and r < rate for r in rates))
        says = sections.speaker(material, part.code)
        cells = (
            Text(printed_cell(volume, money=True)),
            Text(str(by_volume)),
            _rate_cell(says),
            Text(by_rate),
        )
        rows.append(Row((Text(part.name), *cells), key=f"nhac-{part.code}"))
    columns = (
        Column("Đơn vị", 3.0, figures=False),
        Column("Tiền có điều kiện còn phải thi hành (triệu đồng)", 1.8),
        Column("Thứ tự theo tiền"),
        Column("Tỷ lệ về tiền (%)"),
        Column("Thứ tự theo tỷ lệ"),
    )
    foot = (
        f"{material.foot} Thứ tự theo tiền từ lớn đến nhỏ, theo tỷ lệ từ thấp đến cao, "
        "trong các đơn vị bị nhắc."
    )
    return Table(
        "bang-nhac", "Đơn vị có kết quả thấp", "Đơn vị tính: triệu đồng, %", columns, tuple(rows), foot
    )


def _rate_cell(says: Speaker) -> Span:
    found: Number = says.number("money.rate")
    return (
        Number(found.text.rstrip("%"), found.exact, found.ref) if found.exact.kind != "absent" else Text("–")
    )
