"""A. The periodic result report: parts I to IV and the appendices. Pure."""

from collections.abc import Iterator

from thihanh.reports import sections
from thihanh.reports.appendices import appendices
from thihanh.reports.charts import flows, offices
from thihanh.reports.material import GROUPS, Material
from thihanh.reports.structure import Block, Heading


def blocks(material: Material) -> tuple[Block, ...]:
    """The whole report for the cumulative period."""
    return (*body(material), *sections.plans(), *appendices(material))


def body(material: Material) -> Iterator[Block]:
    """Parts I and II with their drawings."""
    yield sections.basis(material)
    yield Heading(1, "I. TÌNH HÌNH THỰC HIỆN CHỈ TIÊU, NHIỆM VỤ")
    yield Heading(2, "1. Kết quả thi hành án dân sự")
    yield from sections.results(material)
    yield flows.waterfall(material)
    if material.offices:
        yield offices.rates(material)
    for group in GROUPS:
        yield from sections.group(material, group)
    yield from sections.rest_of_results(material)
    yield from sections.assessment(material)
