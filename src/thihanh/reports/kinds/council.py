"""D. The report to the People's Council, on which the People's Committee gives its opinion first. Pure."""

from collections.abc import Iterator

from thihanh.reports import sections
from thihanh.reports.appendices import by_unit
from thihanh.reports.charts import flows
from thihanh.reports.material import GROUPS, Material
from thihanh.reports.structure import Appendix, Block, Hand, Heading


def blocks(material: Material) -> tuple[Block, ...]:
    """The whole report."""
    return tuple(_blocks(material))


def _blocks(material: Material) -> Iterator[Block]:
    yield sections.basis(material)
    yield Heading(1, "I. KẾT QUẢ THI HÀNH ÁN DÂN SỰ, THEO DÕI THI HÀNH ÁN HÀNH CHÍNH")
    yield Heading(2, "1. Kết quả thi hành án dân sự")
    yield from sections.results(material)
    yield flows.waterfall(material)
    for group in GROUPS:
        yield from sections.group(material, group)
    yield Heading(2, "2. Theo dõi thi hành án hành chính")
    yield from sections.of_book(material, "thahc", "muc")
    yield Heading(2, "3. Tiếp công dân, giải quyết khiếu nại, tố cáo")
    yield from sections.of_book(material, "reception", "muc")
    yield Heading(1, "II. ĐÁNH GIÁ")
    yield sections.against_target(material, "cases")
    yield sections.against_target(material, "money")
    yield sections.backlog_of(material)
    yield Hand("danh-gia", "Ưu điểm, hạn chế, nguyên nhân.")
    yield Heading(1, "III. KIẾN NGHỊ VỚI HỘI ĐỒNG NHÂN DÂN")
    yield Hand("kien-nghi", "Kiến nghị; ý kiến của Ủy ban nhân dân tỉnh về báo cáo.")
    for number, side in enumerate(("cases", "money"), 1):
        yield Appendix(
            number, f"Kết quả tính bằng {'việc' if side == 'cases' else 'tiền'}, theo đơn vị", wide=True
        )
        yield from by_unit(side)(material)
