"""B. The annual conference pack: report, charts, programme, targets to assign, commendations. Pure."""

from collections.abc import Iterator

from thihanh.reports import sections
from thihanh.reports.appendices import appendices
from thihanh.reports.charts import flows, map, offices
from thihanh.reports.kinds import periodic
from thihanh.reports.material import Material
from thihanh.reports.numerals import decimals
from thihanh.reports.structure import Appendix, Block, Column, Hand, Heading, Row, Table, Text


def blocks(material: Material) -> tuple[Block, ...]:
    """The pack in the order in which it is read out."""
    return tuple(_blocks(material))


def _blocks(material: Material) -> Iterator[Block]:
    yield from periodic.body(material)
    yield from _drawings(material)
    yield from _programme(material)
    yield Heading(1, "IV. ĐỀ XUẤT, KIẾN NGHỊ")
    yield Hand("kien-nghi", "Đề xuất, kiến nghị với cấp trên và cơ quan liên quan.")
    yield from appendices(material)
    yield Appendix(13, "Giao chỉ tiêu năm công tác sau cho từng đơn vị")
    yield _targets_to_assign(material)
    yield Appendix(14, "Danh sách đề nghị khen thưởng")
    if material.commended:
        yield _graded(material)
    yield _commended(material)
    yield Hand("khen-thuong", "Tập thể, cá nhân đề nghị khen thưởng, hình thức, thành tích.")
    yield Appendix(15, "Tham luận tại hội nghị")
    for key, who in (
        ("tham-luan-cong-an", "Công an tỉnh"),
        ("tham-luan-kiem-sat", "Viện kiểm sát nhân dân tỉnh"),
        ("tham-luan-toa-an", "Tòa án nhân dân tỉnh"),
        ("tham-luan-dat-dai", "Sở Nông nghiệp và Môi trường"),
        ("tham-luan-ngan-hang", "Ngân hàng Nhà nước khu vực"),
    ):
        yield from (Heading(2, f"Tham luận của {who}"), Hand(key, "Tóm tắt nội dung tham luận."))


def _drawings(material: Material) -> Iterator[Block]:
    yield Heading(2, "4. Biểu đồ tổng hợp")
    drawn = [flows.curve(material), flows.backlog(material), flows.moved(material)]
    if material.offices:
        drawn.insert(1, offices.volume(material))
    yield from (chart for chart in (*drawn, map.provinces(material)) if chart is not None)


def _programme(material: Material) -> Iterator[Block]:
    says = sections.speaker(material)
    yield Heading(1, f"III. CHƯƠNG TRÌNH CÔNG TÁC TRỌNG TÂM NĂM {material.year + 1}")
    yield says.say(
        "Năm công tác mới bắt đầu với {cases.carried} và {money.carried} chuyển sang; "
        "trong đó {cases.in_progress} đang thi hành, {cases.no_means} chưa có điều kiện thi hành.",
    )
    yield Hand("chuong-trinh", "Nhiệm vụ trọng tâm, người chủ trì, thời hạn hoàn thành.")


def _targets_to_assign(material: Material) -> Table:
    """What each office did, beside an empty column for what it is to do: the decision fills it."""
    columns = (
        Column("Đơn vị", 3.0, figures=False),
        Column("Việc: kết quả (%)"),
        Column("Tiền: kết quả (%)"),
        Column("Việc: giao (%)"),
        Column("Tiền: giao (%)"),
    )
    parts = [part for part in material.sheet.now.parts if part.depth < 2 and part.code]
    rows = []
    for part in parts:
        says = sections.speaker(material, part.code)
        rates = [says.number(f"{side}.rate") for side in ("cases", "money")]
        cells = [Text(one.text.rstrip("%")) if one.exact.kind != "absent" else Text("–") for one in rates]
        rows.append(Row((Text(part.name), *cells, Text("…"), Text("…")), part.depth, f"giao-{part.code}"))
    foot = f"{material.foot} Cột giao ghi theo quyết định giao chỉ tiêu năm công tác {material.year + 1}."
    return Table(
        "bang-giao", "Phụ lục quyết định giao chỉ tiêu", "Đơn vị tính: %", columns, tuple(rows), foot
    )


def _graded(material: Material) -> Table:
    """Whom the council's grades propose, best grade first."""
    names = {part.code: part.name for part in material.sheet.now.parts}
    columns = (
        Column("Đơn vị", 3.0, figures=False),
        Column("Hạng", 0.8, figures=False),
        Column("Điểm"),
        Column("Đề nghị", 3.4, figures=False),
    )
    rows = tuple(
        Row(
            (
                Text(names.get(one.unit, one.unit)),
                Text(one.grade),
                Text(decimals(one.total, 100)),
                Text(one.title[:1].upper() + one.title[1:]),
            ),
            key=f"khen-hang-{one.unit}",
        )
        for one in material.commended
    )
    title = "Đề nghị khen thưởng theo hạng hội đồng xếp"
    return Table("bang-khen-hang", title, "Đơn vị tính: điểm", columns, rows, material.commended_foot)


def _commended(material: Material) -> Table:
    """Offices that met both targets: whom the figures allow to be proposed."""
    columns = (
        Column("Đơn vị", 3.0, figures=False),
        Column("Việc (%)"),
        Column("So chỉ tiêu (điểm %)"),
        Column("Tiền (%)"),
        Column("So chỉ tiêu (điểm %)"),
    )
    rows = []
    for part in material.offices:
        says = sections.speaker(material, part.code)
        beats = [says.sheet.exact(f"{side}.beat", part.code) for side in ("cases", "money")]
        if any(one.kind == "absent" or one.exact < 0 for one in beats):
            continue
        names = ("cases.rate", "cases.beat", "money.rate", "money.beat")
        cells = [Text(_bare(says.number(name).text)) for name in names]
        rows.append(Row((Text(part.name), *cells), key=f"khen-{part.code}"))
    empty = "Chưa có đơn vị đạt cả hai chỉ tiêu."
    foot = f"{material.foot} Đạt cả hai chỉ tiêu là điều kiện để xét, không phải kết quả xét."
    return Table(
        "bang-khen", "Đơn vị đạt cả hai chỉ tiêu", "Đơn vị tính: %", columns, tuple(rows), foot, empty
    )


def _bare(text: str) -> str:
    return text.removesuffix(" điểm %").rstrip("%")
