"""E. The report on administrative judgments (THAHC): defined now, filled when their register exists. Pure."""

from collections.abc import Iterator

from thihanh.reports import sections
from thihanh.reports.appendices import of_form
from thihanh.reports.material import Material
from thihanh.reports.structure import Appendix, Block, Hand, Heading, Paragraph, Text


def blocks(material: Material) -> tuple[Block, ...]:
    """The whole report."""
    return tuple(_blocks(material))


def _blocks(material: Material) -> Iterator[Block]:
    yield Paragraph((Text(f"Báo cáo kỳ {material.period} của {material.name}."),))
    yield Heading(1, "I. THỂ CHẾ, CHỈ ĐẠO, ĐIỀU HÀNH")
    yield Hand("the-che", "Văn bản chỉ đạo, tập huấn, phổ biến pháp luật về thi hành án hành chính.")
    yield Heading(1, "II. CHẤP HÀNH PHÁP LUẬT TỐ TỤNG HÀNH CHÍNH")
    yield Hand("to-tung", "Việc tham gia tố tụng, cung cấp tài liệu của cơ quan bị kiện.")
    yield Heading(1, "III. KẾT QUẢ THI HÀNH ÁN HÀNH CHÍNH")
    yield from sections.of_book(material, "thahc", "muc")
    yield Heading(1, "IV. XỬ LÝ TRÁCH NHIỆM")
    yield Hand("trach-nhiem", "Kiến nghị xử lý người chậm thi hành, kết quả xử lý.")
    yield Heading(1, "V. ĐỀ XUẤT, KIẾN NGHỊ")
    yield Hand("kien-nghi", "Đề xuất, kiến nghị.")
    yield Appendix(1, "Thi hành án hành chính theo cơ quan phải thi hành", wide=True)
    yield from of_form("12/TK-THA")(material)
