"""An edition is the same bytes from the record at any later time, whatever is entered afterwards."""

from datetime import date

import pytest
from django.conf import settings
from django.db import connection

from tests import cast
from tests.builders import a_matter, day
from tests.editions.world import CLOSING, closed
from thihanh.editions import making, queries
from thihanh.editions.queries import EditionUnknown
from thihanh.matters import operations as matters_operations
from thihanh.matters.intake import Holding, Intake, StageChange
from thihanh.matters.operations import register_many
from thihanh.matters.queries import stages_of
from thihanh.offices import queries as offices
from thihanh.offices.reach import EVERYTHING
from thihanh.statistics.book.queries import book
from thihanh.statistics.numbers import Percent
from thihanh.trail import operations as trail

pytestmark = pytest.mark.django_db
LAN = cast.LAN.code


def later(change: Intake) -> None:
    register_many([change], by=LAN, act="matter.added")


def test_the_figures_are_those_of_the_live_book_at_closing(matters):
    row = closed()
    live = book("22", row.period, reach=EVERYTHING)
    frozen = queries.file_of(row.id)
    for form in live.forms:
        for unit in live.units:
            assert frozen.body.filled(form, unit.code).rows == live.form(form.key, unit.code).rows
    figures = queries.figures(row.id)
    assert figures.value("cases.due") == 5
    assert figures.value("cases.rate") == Percent(2500)
    assert figures.value("cases.due", "22.KV01") == 3
    assert figures.value("money.due", cast.MINH.code) == 70
    assert figures.value("cases.due", row="credit") == 1


@pytest.mark.parametrize(
    "known", [CLOSING, date(2025, 8, 1), date(2025, 12, 1)], ids=["same day", "old book day", "later"]
)
def test_facts_entered_after_the_cut_do_not_change_it(matters, known):
    row = closed()
    kept = queries.file_of(row.id).content
    later(
        Intake(
            matter_id=matters[0],
            stages=(StageChange(day("20/09/2025"), "no_means", known_on=known, ground="N-1"),),
        )
    )
    register_many(
        [a_matter("9/QĐ", "01/09/2025").held_by(LAN, "22.KV01", known="01/09/2025").owing(5).intake], by=LAN
    )
    assert book("22", row.period, reach=EVERYTHING).form("01/TK-THA").count("total", "due") == 6
    assert making.remade(row.id) == kept


def test_a_correction_after_the_cut_does_not_change_it(matters):
    row = closed()
    kept = queries.file_of(row.id).content
    wrong = next(one for one in stages_of(matters[3]) if one.stage == "no_means")
    matters_operations.correct_stage(
        matter_id=matters[3],
        fact_id=wrong.id,
        change=StageChange(wrong.on, "in_progress", known_on=CLOSING, void=True),
        reason="Ghi nhầm hồ sơ khác",
        by=cast.viewer(cast.HOA),
        on=CLOSING,
    )
    assert making.remade(row.id) == kept
    assert book("22", row.period, reach=EVERYTHING).form("01/TK-THA").count("total", "no_means") == 0


def test_what_the_fast_way_reads_is_what_the_cut_says(matters):
    row = closed()
    quick = making.remade(row.id)
    later(
        Intake(
            matter_id=matters[0],
            holdings=(Holding(day("01/11/2025"), "22.KV02", cast.HOA.code, known_on=day("01/11/2025")),),
        )
    )
    assert making.remade(row.id) == quick


def test_rebuilt_projections_give_the_same_bytes_and_a_lost_file_is_made_again(matters):
    row = closed()
    kept = queries.file_of(row.id).content
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE matters_position, matters_current, matters_name, matters_term")
    trail.rebuild()
    assert making.remade(row.id) == kept
    queries._file.cache_clear()
    next(settings.MEDIA_ROOT.rglob(row.file_sha256)).unlink()
    assert queries.file_of(row.id).content == kept


def test_the_record_states_the_edition_and_proves_it(matters):
    row = closed()
    assert trail.check(facts=True).ok
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM trail_entry WHERE act = 'edition.closed'")
        assert cursor.fetchone() == (1,)
        cursor.execute("SELECT kind FROM trail_anchor WHERE id = %s", [row.anchor])
        assert cursor.fetchone() == ("cut",)


def test_the_newest_definitive_edition_speaks_for_a_period(matters):
    first = closed(kind="preliminary")
    second = closed(kind="preliminary")
    assert queries.latest("22", 2025, 12).id == second.id
    final = closed()
    assert queries.latest("22", 2025, 12).id == final.id
    assert queries.latest("22", 2025, 12, ("preliminary",)).id == second.id
    assert queries.latest("22", 2025, 11) is None
    assert first.body_sha256 != second.body_sha256  # another cut


@pytest.mark.parametrize(
    "person", [cast.XUAN, cast.TRI], ids=["officer of another province", "administrator"]
)
def test_out_of_reach_there_is_no_edition(matters, person):
    row = closed()
    reach = offices.reach(cast.viewer(person), "edition", "read", CLOSING)
    with pytest.raises(EditionUnknown):
        queries.edition(reach, row.id)
    assert queries.editions(reach) == ()


def test_the_centre_and_the_procuracy_read_it(matters):
    row = closed()
    for person in (cast.CUC, cast.KIEM, cast.LAN):
        reach = offices.reach(cast.viewer(person), "edition", "read", CLOSING)
        assert queries.edition(reach, row.id) == row
