"""The head of a paper (Decree 30/2020): the superior body of the day above the agency, its office below."""

import pytest
from tests import cast
from tests.builders import day
from tests.procedures.acts import scene

from thihanh.documents import nd30, queries
from thihanh.documents.content import restored
from thihanh.documents.making import docx_of
from thihanh.documents.values import values_of
from thihanh.procedures.paper_parts import Names, headed

pytestmark = pytest.mark.django_db
CONSENT = {
    "ground": "H-c", "extent": "whole", "document_on": "18/02/2025", "basis": "creditor",
    "until": "20/05/2025",
}  # fmt: skip


@pytest.mark.parametrize(
    ("on", "superior", "agency"),
    [
        ("30/06/2025", "Tổng cục Thi hành án dân sự", "Cục Thi hành án dân sự tỉnh Quảng Ninh"),
        ("01/07/2025", "Cục Quản lý Thi hành án dân sự", "Thi hành án dân sự tỉnh Quảng Ninh"),
    ],
)
def test_the_province_stands_under_the_body_above_it_on_that_day(on, superior, agency) -> None:
    cast.gather()
    head = headed("QD-HOAN", "22", "22.KV01", Names(day(on)))
    assert (head.superior, head.agency) == (superior, agency)


def test_a_paper_of_the_office_stands_under_the_province() -> None:
    cast.gather()
    said = values_of(headed("PHIEU-NHAN", "22", "22.KV01", Names(day("01/07/2025"))))
    assert said["co_quan_cap_tren"].replace("\n", " ") == "THI HÀNH ÁN DÂN SỰ TỈNH QUẢNG NINH"
    assert said["co_quan"] == "PHÒNG THADS KHU VỰC 1"


def test_the_paper_of_an_act_keeps_the_whole_layout() -> None:
    cast.gather()
    (matter,) = scene.register(scene.a_running_matter().then("in_progress", "21/01/2025"))
    made = scene.do("postpone", matter, CONSENT, on="24/02/2025")
    assert made.paper is not None
    content = queries.content(made.paper)
    assert restored(content.values).superior == "Tổng cục Thi hành án dân sự"
    assert [str(problem) for problem in nd30.check_docx(docx_of(content))] == []


def test_a_paper_of_the_province_itself_is_dated_from_the_province() -> None:
    cast.gather()
    assert headed("QD-HOAN", "22", "22.NV", Names(day("01/07/2025"))).place == "Quảng Ninh"
    assert headed("QD-HOAN", "22", "22.KV01", Names(day("01/07/2025"))).place == "Hạ Long"
