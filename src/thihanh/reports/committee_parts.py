"""The parts of the committee's report that speak of the committee, from its own record. Pure."""

from collections.abc import Iterator, Sequence

from thihanh.law.notation import dotted, vn
from thihanh.reports import sections
from thihanh.reports.material import Material
from thihanh.reports.prose import Speaker, counted, merged
from thihanh.reports.steered import Steered
from thihanh.reports.structure import Block, Column, Paragraph, Row, Span, Table, Text
from thihanh.steering import delay_papers


def organisation(material: Material, says: Speaker) -> Iterator[Block]:
    """Part I: members, meetings, what was given; the sentence of a missing source without a committee."""
    found = material.steered
    if found is None:
        yield sections.missing("committee")
        return
    held, given = len(found.held), sum(one.given for one in found.given)
    yield _sentence(
        says,
        ("Ban Chỉ đạo có ", ("committee.members", len(found.members)), " thành viên; trong kỳ họp "),
        (("committee.held", held), " phiên, giao "),
        (("committee.given", given), " nhiệm vụ, đã hoàn thành "),
        (("committee.done", sum(one.done for one in found.given)), ", còn quá hạn "),
        (("committee.late", sum(one.late for one in found.given)), "."),
    )
    yield _table(
        found,
        "ban-chi-dao-thanh-vien",
        f"Thành viên {found.name} theo {found.decision}",
        (Column("Tư cách", 1.2, figures=False), Column("Họ tên, chức vụ", 2, figures=False)),
        (Column("Cơ quan", 2, figures=False),),
        rows=found.members,
    )
    if found.held:
        yield _table(
            found,
            "ban-chi-dao-phien-hop",
            "Các phiên họp trong kỳ",
            (Column("Phiên họp", 2.4, figures=False), Column("Ngày")),
            (Column("Thành viên có mặt"), Column("Điểm kết luận")),
            rows=[(one.title, vn(one.day), dotted(one.present), dotted(one.points)) for one in found.held],
        )
    if found.given:
        yield _table(
            found,
            "ban-chi-dao-van-ban",
            "Văn bản, nhiệm vụ Ban Chỉ đạo đã giao trong kỳ",
            (Column("Loại", 2.4, figures=False), Column("Đã giao")),
            (Column("Hoàn thành"), Column("Quá hạn")),
            rows=[(one.sort, dotted(one.given), dotted(one.done), dotted(one.late)) for one in found.given],
        )
        yield _table(
            found,
            "ban-chi-dao-ket-qua",
            "Kết quả từng nhiệm vụ, chỉ đạo",
            (Column("Nhiệm vụ", 2.6, figures=False), Column("Chủ trì", 1.6, figures=False)),
            (Column("Hạn", 1.3), Column("Tình trạng, chứng cứ", 2.2, figures=False)),
            (Column("Tác động trên việc", 1.8, figures=False),),
            rows=[(one.what, one.owner, vn(one.due), one.stands, one.effect) for one in found.results],
        )
    if found.delays:
        yield _delayed(found, found.delays)


def _delayed(found: Steered, table: delay_papers.Table) -> Table:
    """Days of delay by body as the papers of a meeting state them; the parts add up."""
    rows = [(one.name, dotted(one.days), dotted(one.matters)) for one in table.lines]
    return _table(
        found,
        "ban-chi-dao-ngay-cham",
        f"Ngày chậm theo cơ quan, từ {vn(table.since)} đến {vn(table.until)}",
        (Column("Cơ quan", 3, figures=False), Column("Ngày chậm"), Column("Việc bị chậm")),
        rows=[*rows, ("Cộng", dotted(table.days), "")],
        empty="Không có ngày chậm nào trong kỳ.",
    )


def directed(material: Material, says: Speaker) -> Iterator[Block]:
    """Complex cases one line each; coercions with force; what communes answered."""
    found = material.steered
    if found is None:
        return
    yield _table(
        found,
        "ban-chi-dao-vu-viec",
        "Vụ việc phức tạp đã chỉ đạo",
        (Column("Việc", 1.3, figures=False), Column("Đương sự", 2, figures=False)),
        (Column("Còn phải thi hành (đồng)", 2.3), Column("Vướng mắc", 2.2, figures=False)),
        (Column("Chỉ đạo", 2, figures=False), Column("Hạn", 1.7), Column("Chủ trì", 1.6, figures=False)),
        rows=[
            (one.matter, one.parties, dotted(one.amount), one.obstacle, one.decision, vn(one.due), one.owner)
            for one in found.cases
        ],
        empty="Trong kỳ không có nhiệm vụ nào gắn với việc cụ thể.",
    )
    if found.more_cases:
        yield _sentence(
            says, ("Còn ", ("committee.more", found.more_cases), " dòng khác xem ở bảng nhiệm vụ.")
        )
    yield coerced(found, says)
    communes = found.communes
    yield _sentence(
        says,
        (
            "Đã gửi ",
            ("communes.asked", communes.asked),
            " yêu cầu phối hợp đến chính quyền, công an cấp xã: ",
        ),
        (("communes.in_time", communes.in_time), " trả lời đúng hạn, "),
        (("communes.late", communes.late), " trả lời muộn, "),
        (("communes.silent", communes.silent), " quá hạn chưa trả lời."),
    )


def coerced(found: Steered, says: Speaker) -> Paragraph:
    """Coercions with mobilised force: prepared, done, voluntary at the last moment, stopped."""
    by = found.coercions
    if not by:
        return Paragraph((Text("Trong kỳ không có cưỡng chế huy động lực lượng."),))
    planned = by.get("planned", 0) + by.get("approved", 0) + by.get("preparing", 0)
    return _sentence(
        says,
        ("Cưỡng chế có huy động lực lượng: ", ("coerced.all", by.get("all", 0)), " cuộc, gồm "),
        (("coerced.done", by.get("done", 0)), " đã cưỡng chế, "),
        (("coerced.voluntary", by.get("voluntary", 0)), " tự nguyện vào phút cuối, "),
        (("coerced.stopped", by.get("stopped", 0)), " đã dừng, "),
        (("coerced.open", planned), " đang chuẩn bị."),
    )


def programme(material: Material) -> Iterator[Block]:
    """The programme of the next work year, where it is recorded."""
    found = material.steered
    if found is not None and found.programme:
        yield _table(
            found,
            "ban-chi-dao-chuong-trinh",
            f"Chương trình công tác năm {material.year + 1} của Ban Chỉ đạo",
            (Column("Nội dung", 1, figures=False),),
            rows=[(line,) for line in found.programme.splitlines() if line.strip()],
        )


Part = str | tuple[str, int]


def _sentence(says: Speaker, *parts: Sequence[Part]) -> Paragraph:
    """Words and counted numbers in turn."""
    spans: list[Span] = [
        Text(one) if isinstance(one, str) else counted(one[1], says, one[0]) for part in parts for one in part
    ]
    return Paragraph(merged(spans))


def _table(
    found: Steered,
    key: str,
    title: str,
    *columns: tuple[Column, ...],
    rows: Sequence[tuple[str, ...]],
    empty: str = "",
) -> Table:
    heads = tuple(column for part in columns for column in part)
    held = tuple(Row(tuple(Text(cell) for cell in row)) for row in rows)
    return Table(key, title, "", heads, held, found.foot, empty)
