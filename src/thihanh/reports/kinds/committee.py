"""C. The report of the Steering Committee: what it did, what it directed, the results, the plan. Pure."""

from collections.abc import Iterator

from thihanh.reports import committee_parts, sections
from thihanh.reports.appendices import watch_table
from thihanh.reports.charts import flows, offices
from thihanh.reports.material import Material
from thihanh.reports.structure import Block, Hand, Heading


def blocks(material: Material) -> tuple[Block, ...]:
    """The whole report."""
    return tuple(_blocks(material))


def _blocks(material: Material) -> Iterator[Block]:
    says = sections.speaker(material)
    yield sections.basis(material)
    yield Heading(1, "I. TỔ CHỨC VÀ HOẠT ĐỘNG CỦA BAN CHỈ ĐẠO")
    yield from committee_parts.organisation(material, says)
    yield Hand("kien-toan", "Kiện toàn, quy chế, văn bản khác của Ban Chỉ đạo trong kỳ.")
    yield Heading(1, "II. CHỈ ĐẠO GIẢI QUYẾT VỤ VIỆC PHỨC TẠP")
    yield sections.backlog_of(material)
    for place, found in enumerate(material.watch[1:], 1):
        yield watch_table(material, found, place)
    yield from committee_parts.directed(material, says)
    yield Hand(
        "vu-viec", "Từng vụ việc: đương sự, số tiền, vướng mắc, kết luận, thời hạn, người chịu trách nhiệm."
    )
    yield Hand("cuong-che", "Cưỡng chế có huy động lực lượng: kế hoạch, đã làm, an toàn.")
    yield Hand("cap-xa", "Phối hợp với chính quyền cấp xã sau khi không còn cấp huyện.")
    yield Heading(1, "III. KẾT QUẢ THI HÀNH ÁN DÂN SỰ")
    for side, title in (("cases", "1. Về việc"), ("money", "2. Về tiền")):
        yield Heading(2, title)
        yield sections.completed(says, side)
        yield sections.against_target(material, side)
    yield offices.rates(material) if material.offices else flows.waterfall(material)
    yield sections.moved_out(material)
    yield Heading(1, "IV. THEO DÕI THI HÀNH ÁN HÀNH CHÍNH")
    yield from sections.of_book(material, "thahc", "muc")
    yield Heading(1, "V. NHIỆM VỤ THỜI GIAN TỚI")
    yield from committee_parts.programme(material)
    yield Hand("ke-hoach", "Kế hoạch của Ban Chỉ đạo trong kỳ tới.")
