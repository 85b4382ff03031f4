"""Appendix 14: whom the council's grades propose, with their source; without scores the figures alone."""

from dataclasses import replace
from datetime import date

import pytest

from tests import cast
from tests.editions import world
from tests.reports import worlds
from tests.targets.test_emulation import ALL
from thihanh.deadlines import load_calendar
from thihanh.offices.reach import EVERYTHING
from thihanh.reports import live, word
from thihanh.reports.checking import check_document, table_cells
from thihanh.reports.kinds.catalogue import KINDS, compose
from thihanh.reports.structure import Table
from thihanh.targets.card import card
from thihanh.targets.emulation import Commended, NewScore, record_score

ON = date(2025, 9, 30)
TITLE = "Đề nghị khen thưởng theo hạng hội đồng xếp"


def graded(*commended: Commended) -> Table | None:
    material = replace(worlds.material(11), commended=commended, commended_foot="Nguồn: hội đồng.")
    made = compose(KINDS["hoi-nghi"], material)
    lines, tables = word.text_of(word.docx(made))
    assert check_document(made, lines) == []
    assert table_cells(made, tables) == []
    return next((one for one in made.tables if one.title == TITLE), None)


def test_the_pack_lists_whom_the_council_proposes():
    table = graded(
        Commended("22.KV01", "A", 19_050, "đề nghị Cờ thi đua"), Commended("22.KV02", "B", 16_000, "x")
    )
    assert table is not None
    assert [cell.text for cell in table.rows[0].cells][1:] == ["A", "190,50", "Đề nghị Cờ thi đua"]
    assert table.foot == "Nguồn: hội đồng."
    assert len(table.rows) == 2


def test_without_grades_the_pack_lists_the_figures_alone():
    assert graded() is None


@pytest.mark.django_db
def test_the_grades_of_the_year_reach_the_pack():
    cast.gather()
    world.matters()
    the_card = card("22.KV01", 2025, 12, reach=EVERYTHING, calendar=load_calendar())
    for step, by in (("self", cast.BINH), ("verified", cast.NGHIEP), ("council", cast.TRUONG)):
        new = NewScore(
            "22.KV01", 2025, step, ALL, "B" if step == "council" else "", "nhận nhiều việc ủy thác"
        )
        record_score(new, the_card, by=cast.viewer(by), on=ON)
    found = live.gather("22", 2025, 12, reach=EVERYTHING, on=ON)
    assert [(one.unit, one.grade) for one in found.commended] == [("22.KV01", "B")]
    assert "hội đồng xếp theo QĐ 1682/QĐ-BTP" in found.commended_foot
    assert live.gather("22", 2024, 12, reach=EVERYTHING, on=ON).commended == ()
