"""Transfers, watch-lists, timeliness, curve, backlog, tags: lists a head of agency acts on."""

from collections.abc import Iterable
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from tests.builders import a_matter
from tests.statistics.test_engines import a_province, seeds
from thihanh.deadlines import load_calendar
from thihanh.matters import operations
from thihanh.offices.policy import Denied
from thihanh.offices.reach import EVERYTHING, Reach
from thihanh.statistics import movements, queries, tagged, timeliness, trend, watch
from thihanh.statistics.engine import memory
from thihanh.statistics.engine.cells import Holder
from thihanh.statistics.facts import MatterHistory
from thihanh.statistics.loading import histories
from thihanh.statistics.measures.buckets import is_eligible
from thihanh.statistics.numbers import Absent, Percent
from thihanh.statistics.period import Period, month_period

pytestmark = pytest.mark.django_db
YEAR = (date(2024, 10, 1), date(2025, 9, 30))
LAN, MINH, HOA = "22.0001", "22.0002", "22.0003"


def written(*matters: a_matter) -> list[int]:
    return operations.register_many([m.intake for m in matters], by=LAN)


def test_a_matter_given_to_another_officer_is_counted_there_with_its_whole_year() -> None:
    lan = a_matter("1/QĐ", "02/12/2024").held_by(LAN, "22.KV01").owing(100).paying(30, "05/01/2025")
    written(
        lan.held_by(HOA, "22.KV02", since="01/03/2025").then("in_progress", "10/01/2025"),
        a_matter("2/QĐ", "02/12/2024").held_by(LAN, "22.KV01").owing(50),
    )
    money = queries.form("005.N", "22", *YEAR, reach=EVERYTHING)
    kv02 = next(row for row in money.rows if row.code == "22.KV02")
    assert kv02.count("done") == 30
    assert kv02.count("new") == 100
    table = movements.transfers("22.KV01", *YEAR, reach=EVERYTHING)
    assert [(t.origin, t.now, t.matters, t.owed) for t in table.went] == [
        (Holder("22.KV01", LAN), Holder("22.KV02", HOA), 1, 70)
    ]
    assert table.came == ()
    assert table.net == -1


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seeds)
def test_the_transfer_table_explains_the_difference_for_every_office(seed: int) -> None:
    with a_province(seed, 10):
        period = month_period(2026, 6)
        table = movements.transfers("22", period.from_, period.to, reach=EVERYTHING)
        first: dict[str, int] = {}
        last: dict[str, int] = {}
        for history in histories(agency="22"):
            if memory.amounts(history, period, "R25"):
                last_holder = memory.holder_on(history, period.to).office
                last[last_holder] = last.get(last_holder, 0) + 1
                first_holder = _first_holder(history, period)
                first[first_holder] = first.get(first_holder, 0) + 1
        for office in {*first, *last} - {""}:
            came = sum(t.matters for t in table.came if t.now.office == office != t.origin.office)
            went = sum(t.matters for t in table.went if t.origin.office == office != t.now.office)
            assert first.get(office, 0) + came - went == last.get(office, 0)


def _first_holder(history: MatterHistory, period: Period) -> str:
    on_the_eve = memory.holder_on(history, period.eve).office
    days = sorted(h.on for h in history.holdings if period.from_ <= h.on <= period.to)
    later = (memory.holder_on(history, day).office for day in days)
    return on_the_eve or next((office for office in later if office), "")


def test_a_stay_in_eligibility_is_watched_only_when_unbroken_for_over_a_year() -> None:
    ids = written(
        a_matter("1/QĐ", "01/08/2024").held_by(LAN, "22.KV01").then("in_progress", "29/09/2024"),
        a_matter("2/QĐ", "01/08/2024")
        .then("in_progress", "10/08/2024")
        .then("postponed", "01/02/2025", "H-a")
        .then("in_progress", "01/03/2025"),
        a_matter("3/QĐ", "01/08/2024").then("in_progress", "30/09/2024"),
        a_matter("4/QĐ", "01/08/2024")
        .then("in_progress", "10/08/2024")
        .then("postponed", "01/02/2025", "H-c"),
    )
    found = watch.long_eligible("22", date(2025, 9, 30), reach=EVERYTHING)
    assert [row.matter_id for row in found.rows] == [ids[3], ids[0]]
    assert found.rows[1].since == date(2024, 9, 29)
    assert found.matters == 2
    assert [t.value for t in found.thresholds] == [1]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seeds)
def test_the_watch_list_is_what_reading_every_history_day_by_day_finds(seed: int) -> None:
    with a_province(seed, 10):
        on = date(2026, 9, 30)
        found = {row.matter_id: row.since for row in watch.long_eligible("22", on, reach=EVERYTHING).rows}
        expected = {h.matter_id: since for h in histories(agency="22") if (since := _eligible_since(h, on))}
        assert found == {key: since for key, since in expected.items() if since < date(2025, 9, 30)}


def _eligible_since(history: MatterHistory, on: date) -> date | None:
    since = None
    days: Iterable[date] = sorted({s.on for s in history.stages if s.on <= on})
    for day in days:
        stage = memory.stage_on(history, day)
        assert stage
        since = since or day if is_eligible("R25", stage.stage, stage.ground) else None
    return since


def test_large_amounts_are_watched_only_when_also_old() -> None:
    billion = 10**9
    ids = written(
        a_matter("1/QĐ", "29/09/2022").owing(20 * billion + 1).then("in_progress", "10/10/2022"),
        a_matter("2/QĐ", "29/09/2022").owing(20 * billion).then("in_progress", "10/10/2022"),
        a_matter("3/QĐ", "30/09/2022").owing(90 * billion).then("in_progress", "10/10/2022"),
    )
    found = watch.large_and_old("22", date(2025, 9, 30), reach=EVERYTHING)
    assert [row.matter_id for row in found.rows] == [ids[0]]
    assert found.owed == 20 * billion + 1
    assert [t.value for t in found.thresholds] == [20 * billion, 3]


def test_acts_are_in_time_when_done_by_the_last_day_of_their_term() -> None:
    calendar = load_calendar()
    in_march = Period(date(2025, 3, 1), date(2025, 3, 31))
    last = timeliness.last_day("DL-13", date(2025, 3, 3), calendar)
    assert last is not None
    counts = [("DL-13", date(2025, 3, 3), last, 3), ("DL-13", date(2025, 3, 3), None, 1)]
    late = [("DL-13", date(2025, 3, 3), date(2025, 3, 31), 1), ("DL-13", date(2024, 1, 3), None, 9)]
    [found] = [t for t in timeliness.judged(counts + late, in_march, calendar) if t.rule == "DL-13"]
    assert (found.in_time, found.late, found.share) == (3, 2, Percent(6000))
    [empty] = [t for t in timeliness.judged([], in_march, calendar) if t.rule == "DL-07"]
    assert isinstance(empty.share, Absent)


def test_timeliness_reads_notice_and_first_verification_from_the_record() -> None:
    calendar = load_calendar()
    written(
        a_matter("1/QĐ", "03/03/2025").then("voluntary", "04/03/2025").then("verifying", "20/03/2025"),
        a_matter("2/QĐ", "03/03/2025").then("voluntary", "28/04/2025"),
    )
    shares = timeliness.timeliness("22", *YEAR, calendar=calendar, reach=EVERYTHING)
    found = {t.rule: (t.in_time, t.late) for t in shares}
    assert found == {"DL-07": (0, 0), "DL-13": (1, 1), "DL-19": (1, 1)}


def test_the_curve_ends_in_the_form_and_the_backlog_stands_beside_the_rate() -> None:
    written(
        a_matter("1/QĐ", "01/08/2024").owing(100).then("in_progress", "10/08/2024").paying(100, "05/05/2025"),
        a_matter("2/QĐ", "01/11/2024").owing(70).then("in_progress", "10/11/2024").then("done", "11/06/2025"),
    )
    points = trend.curve("22", date(2025, 9, 30), reach=EVERYTHING)
    assert [p.cases_resolved for p in points] == [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1]
    assert points[6].money_resolved == 0
    assert points[7].money_resolved == 100
    years = trend.backlog("22", date(2025, 9, 30), 2, reach=EVERYTHING)
    assert [(y.work_year, y.opening, y.carried) for y in years] == [(2024, 0, 1), (2025, 1, 1)]
    assert str(years[1].growth) == "0,00%"


def test_a_tag_counts_matters_and_the_judgments_behind_them() -> None:
    done = a_matter("1/QĐ", "01/11/2024").tagged("corruption").owing(90).paying(90, "02/03/2025")
    written(
        done.then("in_progress", "02/02/2025").then("done", "02/03/2025"),
        a_matter("2/QĐ", "01/11/2024").tagged("corruption").owing(10),
        a_matter("3/QĐ", "01/11/2024").owing(10),
    )
    found = tagged.tagged("22", "corruption", date(2025, 9, 30), reach=EVERYTHING)
    assert (found.judgments_done, found.judgments_due) == (1, 2)
    assert found.cases.figures.count("due") == 2
    assert found.money.figures.count("done") == 90


def test_who_left_eligibility_after_month_ten_is_named_with_the_reason() -> None:
    written(
        a_matter("1/QĐ", "01/11/2024")
        .held_by(LAN, "22.KV01")
        .owing(10)
        .then("in_progress", "10/11/2024")
        .then("no_means", "20/08/2025", "N-1"),
        a_matter("2/QĐ", "01/11/2024").then("in_progress", "10/11/2024").then("done", "20/08/2025"),
    )
    [moved] = movements.moved_out_of_eligible("22", date(2025, 9, 30), reach=EVERYTHING)
    assert (moved.holder, moved.reason, moved.matters, moved.owed) == (
        Holder("22.KV01", LAN),
        "Chưa có điều kiện (N-1)",
        1,
        10,
    )
    assert movements.moved_out_of_eligible("22", date(2025, 7, 31), reach=EVERYTHING) == ()


def test_lists_are_refused_beyond_the_reach_like_figures() -> None:
    minh = Reach(officers=frozenset({MINH}))
    with transaction.atomic(), pytest.raises(Denied, match="Phạm vi được xem"):
        watch.large_and_old("22.KV01", date(2025, 9, 30), reach=minh)
    with pytest.raises(Denied, match="Phạm vi được xem"):
        movements.transfers("22", *YEAR, reach=minh)
    with pytest.raises(Denied, match="Phạm vi được xem"):
        timeliness.timeliness("22", *YEAR, calendar=load_calendar(), reach=minh)


def test_an_office_that_gives_matters_away_still_has_its_curve() -> None:
    moved = a_matter("1/QĐ", "02/12/2023").held_by(LAN, "22.KV01").owing(100)
    written(
        moved.then("in_progress", "10/01/2024").held_by(HOA, "22.KV02", since="01/03/2025"),
        a_matter("2/QĐ", "02/12/2023").held_by(LAN, "22.KV01").owing(50),
    )
    points = trend.curve("22.KV01", date(2025, 9, 30), reach=EVERYTHING)
    assert [point.cases_eligible for point in points] == [1] * 5 + [0] * 7
