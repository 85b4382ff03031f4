"""A book is closed against the books closed before it: what contradicts refuses, what jumps is listed."""

from dataclasses import replace

import pytest

from tests import cast
from tests.builders import a_matter, day
from tests.editions.test_restating import WHY
from tests.editions.world import CLOSING, closed
from thihanh.editions import controlling, operations, queries
from thihanh.editions.body import CutName, Frozen
from thihanh.editions.paper import paper
from thihanh.editions.reading import CUT, verify
from thihanh.editions.rules import NATION, Asked, Refused
from thihanh.matters.operations import register_many
from thihanh.offices import queries as offices

pytestmark = pytest.mark.django_db
HEAD = cast.viewer(cast.TRUONG)


def a_matter_of_before() -> None:
    """A matter of an earlier work year that comes into the book after a period was closed."""
    late = a_matter("90/QĐ", "05/03/2023").held_by(cast.MINH.code, "22.KV01").owing(800)
    register_many([late.then("in_progress", "10/04/2023").intake], by=cast.LAN.code)


def last_month() -> Asked:
    """The twelve months, with the units that did not confirm."""
    asked = Asked("22", 2025, 12)
    return Asked("22", 2025, 12, late=queries.waiting("22", asked.period, CLOSING))


def test_a_year_that_opens_with_another_figure_is_not_closed_until_the_month_before_is_restated(matters):
    before = closed(month=11)
    a_matter_of_before()
    with pytest.raises(Refused, match=r"R14.*số cũ chuyển sang") as refused:
        operations.close(last_month(), by=HEAD, on=CLOSING)
    assert "Lập báo cáo bổ sung" in str(refused.value)
    operations.restate(before.id, by=HEAD, on=CLOSING, explanation=WHY)
    assert operations.close(last_month(), by=HEAD, on=CLOSING).kind == "final"


def nation(month: int) -> Asked:
    """The nation's twelve or eleven months, with the provinces that did not close."""
    asked = Asked(NATION, 2025, month, elsewhere=tuple(range(1, 11)))
    return replace(asked, late=queries.waiting(NATION, asked.period, CLOSING))


def test_the_nation_is_held_against_its_own_editions_of_the_same_provinces(matters):
    centre = cast.viewer(cast.CUC)
    own = closed(month=11)
    before = operations.close(nation(11), by=centre, on=CLOSING)
    a_matter_of_before()
    operations.restate(own.id, by=HEAD, on=CLOSING, explanation=WHY)
    operations.close(last_month(), by=HEAD, on=CLOSING)
    with pytest.raises(Refused, match=r"R14.*số cũ chuyển sang"):
        operations.close(nation(12), by=centre, on=CLOSING)
    operations.restate(before.id, by=centre, on=CLOSING, explanation=WHY)
    row = operations.close(nation(12), by=centre, on=CLOSING)
    assert row.kind == "final"
    assert row.header["control"]["count"] == len(row.header["control"]["sentences"])


def test_the_nation_of_other_provinces_is_not_compared(matters, monkeypatch):
    centre = cast.viewer(cast.CUC)
    own = closed(month=11)
    operations.close(nation(11), by=centre, on=CLOSING)
    a_matter_of_before()
    operations.restate(own.id, by=HEAD, on=CLOSING, explanation=WHY)
    operations.close(last_month(), by=HEAD, on=CLOSING)
    monkeypatch.setattr(controlling, "_units", lambda frozen: {frozen.month})
    assert operations.close(nation(12), by=centre, on=CLOSING).kind == "final"


def test_what_the_year_before_carried_over_is_what_this_year_opens_with(matters):
    asked = Asked("22", 2024, 12, elsewhere=tuple(range(1, 12)))
    late = queries.waiting("22", asked.period, CLOSING)
    operations.close(Asked("22", 2024, 12, late=late, elsewhere=asked.elsewhere), by=HEAD, on=CLOSING)
    a_matter_of_before()
    with pytest.raises(Refused, match=r"R12.*chuyển kỳ sau của năm 2024"):
        closed(month=12)


def test_a_jump_is_listed_in_the_edition_and_on_its_paper(matters):
    closed(month=10)
    closed_on = queries.latest("22", 2025, 10)
    assert closed_on is not None
    assert closed_on.header["control"] == {"count": 0, "sentences": []}
    moved = [
        a_matter(f"5{n}/QĐ", "01/09/2025").held_by(cast.LAN.code, "22.KV01").owing(50)
        .then("in_progress", "05/09/2025").paying(50, "20/09/2025").then("done", "20/09/2025").intake
        for n in range(6)
    ]  # fmt: skip
    register_many(moved, by=cast.LAN.code)
    asked = Asked("22", 2025, 12, elsewhere=(11,))
    late = queries.waiting("22", asked.period, CLOSING)
    row = operations.close(Asked("22", 2025, 12, late=late, elsewhere=(11,)), by=HEAD, on=CLOSING)
    rules = [rule for rule, _ in row.header["control"]["sentences"]]
    assert "R19" in rules
    assert row.header["control"]["count"] == len(rules)
    assert "phải giải trình" in row.header["control"]["sentences"][0][1]
    found = queries.file_of(row.id)
    assert f"R19 ({rules.count('R19')} chỗ)" in _words(paper(found))
    assert verify(found.content).ok


def test_a_preliminary_book_is_never_refused_but_says_what_is_broken(matters):
    closed(month=11)
    a_matter_of_before()
    row = closed(month=12, kind="preliminary", on=day("30/09/2025"))
    assert "R14" in [rule for rule, _ in row.header["control"]["sentences"]]


def test_the_cut_stands_in_the_check_and_on_the_paper(matters):
    row = closed()
    found = queries.file_of(row.id)
    said = {one.label: one for one in verify(found.content).rows}[CUT]
    assert f"mốc neo {row.anchor}, sổ ghi đến 02/10/2025, gốc Merkle {row.root}" == said.value
    assert said.ok is None, "whether the anchor is in the record only the record can say"
    words = _words(paper(found))
    assert f"mốc neo {row.anchor}, sổ ghi đến 02/10/2025" in words
    assert row.root in words.replace(" ", "")


def test_a_unit_without_earlier_books_has_nothing_to_compare(matters):
    row = closed()
    frozen = Frozen("22", 2025, 12, "final", CutName(row.anchor, row.root, CLOSING))
    rules = {one.rule: one for one in controlling.findings(frozen, queries.book_of(row.id))}
    assert {rules[code].verdict for code in ("R12", "R13", "R14", "R18", "R19", "R20")} == {"not_applicable"}
    assert offices.unit("22", CLOSING) is not None


def _words(pdf: bytes) -> str:
    from io import BytesIO

    from pdfminer.high_level import extract_text

    return " ".join(extract_text(BytesIO(pdf)).split())
