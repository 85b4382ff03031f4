"""A day or a figure changes: what it touches is shown first, then recorded, then counted in one job."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection
from tests.builders import a_matter, day
from tests.cast import BINH, HOA, LAN, TRUONG, gather, viewer

from thihanh.cli import law
from thihanh.deadlines.selection import _variant
from thihanh.jobs.registry import terms_recompute
from thihanh.law import terms as law_terms
from thihanh.matters import projections, term_rows
from thihanh.matters.listing import Filters, page
from thihanh.matters.operations import register_many
from thihanh.offices.operations import override_day
from thihanh.offices.policy import Denied
from thihanh.offices.queries import calendar_overrides
from thihanh.offices.reach import EVERYTHING, Reach
from thihanh.procedures.change_calendar import changes, operations, queries
from thihanh.procedures.change_calendar.changes import LawChange, OwnDay, law_change
from thihanh.procedures.change_calendar.operations import ChangeRefused
from thihanh.queue.queries import DONE, WAITING, progress

pytestmark = pytest.mark.django_db

STORM = OwnDay(LAN.unit, day("08/01/2025"), False, "Bão, trụ sở ngập nước", "Công điện 01")
TODAY = day("08/01/2025")


@pytest.fixture(autouse=True)
def matters() -> None:
    gather(LAN, HOA, BINH, TRUONG)
    register_many(
        [
            a_matter("1/QĐ", "06/01/2025").held_by(LAN.code, LAN.unit).intake,
            a_matter("2/QĐ", "06/01/2025").held_by(HOA.code, HOA.unit).intake,
            a_matter("3/QĐ", "02/12/2024").held_by(LAN.code, LAN.unit).intake,
        ],
        by=LAN.code,
    )


def due() -> dict[str, object]:
    return {row.number: row.next_due for row in page(EVERYTHING, Filters()).rows}


def stored() -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT matter_id, no, rule, from_on, due_on, first_day, last_day FROM matters_term ORDER BY 1, 2"
        )
        return cursor.fetchall()


def previewed(change: OwnDay | LawChange = STORM) -> str:
    return operations.preview(change, by=BINH.code, on=TODAY)


def moves(key: str) -> set[tuple[str, str, date | None, date | None]]:
    return {(one.number, one.rule, one.before, one.after) for one in queries.run(key).differences}


OF_LAN = {
    ("1/QĐ", "DL-12", day("09/01/2025"), day("10/01/2025")),
    ("1/QĐ", "DL-13", day("09/01/2025"), day("10/01/2025")),
}


def test_a_preview_says_what_the_day_touches_and_moves_and_writes_nothing() -> None:
    before = stored()
    run = queries.run(key := previewed())
    assert (run.state, run.terms, run.matters, run.moved) == ("previewed", 2, 1, 2)
    assert moves(key) == OF_LAN
    assert not run.is_partial
    assert stored() == before
    assert calendar_overrides(LAN.unit) == ()


def test_an_accepted_day_is_recorded_at_once_and_its_deadlines_by_the_job() -> None:
    key = previewed()
    operations.accept(key, by=viewer(BINH), on=TODAY)
    assert [row.date for row in calendar_overrides(LAN.unit)] == [STORM.day]
    assert due()["1/QĐ"] == day("09/01/2025")
    assert operations.recompute(key) == 2
    assert due() == {"1/QĐ": day("10/01/2025"), "2/QĐ": day("09/01/2025"), "3/QĐ": day("05/12/2024")}
    run = queries.run(key)
    assert (run.state, run.moved, run.accepted_by) == ("done", 2, BINH.code)
    assert moves(key) == OF_LAN


def test_what_was_previewed_is_what_is_counted_and_what_a_rebuild_gives() -> None:
    key = previewed()
    shown = moves(key)
    operations.accept(key, by=viewer(BINH), on=TODAY)
    operations.recompute(key)
    assert moves(key) == shown
    counted = stored()
    projections.refresh()
    assert stored() == counted


def test_the_job_that_runs_again_leaves_its_report() -> None:
    key = previewed()
    operations.accept(key, by=viewer(BINH), on=TODAY)
    assert [operations.recompute(key), operations.recompute(key)] == [2, 2]
    assert moves(key) == OF_LAN


def test_a_day_is_accepted_once() -> None:
    key = previewed()
    operations.accept(key, by=viewer(BINH), on=TODAY)
    with pytest.raises(ChangeRefused, match="không ghi lần thứ hai"):
        operations.accept(key, by=viewer(BINH), on=TODAY)


def test_who_may_not_override_the_calendar_may_not_accept() -> None:
    key = previewed()
    with pytest.raises(Denied):
        operations.accept(key, by=viewer(HOA), on=TODAY)
    assert calendar_overrides(LAN.unit) == ()


def test_a_day_of_the_province_reaches_its_offices_but_not_above_their_own_word() -> None:
    override_day(
        unit_code=HOA.unit,
        day=STORM.day,
        working=True,
        reason="Khu vực 2 vẫn làm việc",
        basis="",
        by=BINH.code,
        on=TODAY,
    )
    key = previewed(replace(STORM, unit="22"))
    assert queries.run(key).terms == 4
    assert moves(key) == OF_LAN


def test_a_day_on_no_path_touches_nothing() -> None:
    run = queries.run(previewed(replace(STORM, day=day("12/05/2025"))))
    assert (run.terms, run.matters, run.moved) == (0, 0, 0)


def test_a_run_of_another_unit_is_not_seen() -> None:
    key = previewed()
    assert queries.run_in(Reach(offices=frozenset({LAN.unit})), key).key == key
    with pytest.raises(queries.RunUnknown):
        queries.run_in(Reach(offices=frozenset({HOA.unit})), key)
    with pytest.raises(queries.RunUnknown):
        queries.run("none")


def test_progress_counts_the_touched_matters() -> None:
    key, told = previewed(), list[tuple[int, int]]()
    operations.accept(key, by=viewer(BINH), on=TODAY)
    operations.recompute(key, lambda done, total: told.append((done, total)))
    assert told == [(1, 1)]


@pytest.mark.django_db(transaction=True)
def test_the_job_counts_and_tells_that_it_is_done() -> None:
    key = previewed()
    operations.accept(key, by=viewer(BINH), on=TODAY)
    told = progress(queries.job_key(key))
    assert told is not None
    assert told.state == WAITING
    terms_recompute(key)
    told = progress(queries.job_key(key))
    assert told is not None
    assert (told.state, queries.run(key).state) == (DONE, "done")


# The files of the law.


@pytest.fixture
def five_days() -> Iterator[None]:
    """The law says five working days for DL-12 where it said three."""
    rule = law_terms.rules()["DL-12"]
    wider = {
        regime: tuple(
            replace(row, terms=tuple(replace(term, number=5) for term in row.terms))
            for row in rule.variants[regime]
        )
        for regime in rule.variants
    }
    kept = dict(law_terms.rules())
    table = law_terms.rules()
    assert isinstance(table, dict)
    changes.keep_basis()
    table["DL-12"] = replace(rule, variants=wider)
    _variant.cache_clear()
    yield
    table.clear()
    table.update(kept)
    _variant.cache_clear()


def test_a_new_installation_counts_with_the_files_as_they_are() -> None:
    first = import_module("thihanh.procedures.migrations.0004_first_basis").first_basis
    editor = SimpleNamespace(connection=connection)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procedures_law_basis")
        first(None, editor)
        assert law_change().everything  # deadlines were counted before, nobody knows with what
        cursor.execute("TRUNCATE matters_current")
    first(None, editor)
    assert not law_change()


def test_where_it_is_unknown_with_what_was_counted_everything_is() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procedures_law_basis")
        cursor.execute("TRUNCATE matters_term")
    assert law_change().everything
    key = operations.recompute_law(by="dòng lệnh", on=TODAY)
    assert queries.run(key).matters == 3
    assert len(stored()) == 6
    assert operations.recompute_law(by="dòng lệnh", on=TODAY) == ""


def test_the_command_says_what_would_move_and_then_moves_it(
    five_days: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert law.run(["recompute", "--dry-run", "--text"]) == 0
    said = capsys.readouterr().out
    assert "Số của luật đổi ở DL-12." in said
    assert "3 thời hạn sẽ đổi ngày" in said
    assert "DL-12  09/01/2025 → 13/01/2025" in said
    assert due()["1/QĐ"] == day("09/01/2025")
    assert law.run(["recompute", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["rules"], told["moved"], told["dry_run"]) == (["DL-12"], 3, False)
    assert law.run(["recompute", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"changed": False}


def test_unchanged_files_leave_nothing_to_count() -> None:
    changes.keep_basis()
    assert not law_change()


def test_a_changed_figure_touches_the_deadlines_of_its_rule_only(five_days: None) -> None:
    change = law_change()
    assert (change.rules, change.days, change.everything) == (("DL-12",), (), False)
    run = queries.run(operations.preview(change, by="dòng lệnh", on=TODAY))
    assert (run.terms, run.moved) == (3, 3)
    assert ("1/QĐ", "DL-12", day("09/01/2025"), day("13/01/2025")) in moves(run.key)
    key = operations.recompute_law(by="dòng lệnh", on=TODAY)
    assert queries.run(key).moved == 3
    assert due()["1/QĐ"] == day("09/01/2025")  # DL-13 is as it was
    assert not law_change()


def test_a_changed_day_of_the_state_is_found_by_its_date(monkeypatch: pytest.MonkeyPatch) -> None:
    changes.keep_basis()
    stated = changes.basis()
    stated["days"]["2025-01-08"] = "False"
    monkeypatch.setattr(changes, "basis", lambda: stated)
    change = law_change()
    assert (change.days, change.rules) == ((day("08/01/2025"),), ())
    assert term_rows.holders_of([]) == []
    assert operations.preview(change, by="dòng lệnh", on=TODAY)
    assert "lịch Nhà nước đổi 1 ngày (08/01/2025)" in change.words
