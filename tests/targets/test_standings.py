"""Rankings of offices and provinces with their intervals, the way up, case mix and weights."""

import pytest

from tests import cast
from tests.builders import a_matter
from tests.editions import world
from thihanh.matters import operations
from thihanh.offices.policy import Denied
from thihanh.offices.reach import EVERYTHING, Reach
from thihanh.statistics.numbers import Absent, Percent
from thihanh.statistics.period import month_period
from thihanh.statistics.queries import forms
from thihanh.statistics.unit import scope_of
from thihanh.targets.adjusting import Dealt, case_mix, composite
from thihanh.targets.columns import Weights, column, columns
from thihanh.targets.provincial import between, closed_lines
from thihanh.targets.ranking import Move
from thihanh.targets.resampling import Interval
from thihanh.targets.sampling import dealt, money_samples
from thihanh.targets.standings import inside


def given_two_offices() -> None:
    """Khu vực 1 has resolved one of three, khu vực 2 two of three; đồng likewise."""
    cast.gather()
    built = []
    for no, (person, done) in enumerate([("1", 1), ("1", 0), ("1", 0), ("2", 1), ("2", 1), ("2", 0)], 1):
        officer, office = (cast.LAN.code, "22.KV01") if person == "1" else (cast.HOA.code, "22.KV02")
        one = a_matter(f"{no}/QĐ", "02/12/2024").held_by(officer, office).owing(100 * no)
        one = one.then("in_progress", "10/01/2025")
        if done:
            one = one.paying(100 * no, "05/05/2025").then("done", "05/05/2025")
        built.append(one.intake)
    operations.register_many(built, by=cast.BY)


@pytest.mark.django_db
def test_offices_are_ranked_live_with_interval_and_the_way_up():
    given_two_offices()
    found = inside(column("cases.rate"), "22", 2025, 12, reach=EVERYTHING)
    assert [(one.line.unit, one.value, one.rank) for one in found.ranking.places] == [
        ("22.KV02", 6667, 1),
        ("22.KV01", 3333, 2),
    ]
    assert found.intervals["22.KV01"] == Interval(1, 2, 0, 10_000)
    assert found.moves["22.KV01"] == Move(1, 1, found.ranking.places[0].line.name)
    assert isinstance(found.moves["22.KV02"], Absent)
    assert "2 đơn vị có số liệu" in found.summary


@pytest.mark.django_db
def test_money_is_ranked_on_its_own_matters():
    given_two_offices()
    found = inside(column("money.rate"), "22", 2025, 12, reach=EVERYTHING)
    assert [(one.line.unit, one.value) for one in found.ranking.places] == [
        ("22.KV02", 6000),
        ("22.KV01", 1667),
    ]
    assert found.moves["22.KV01"] == Move(260, 1, found.ranking.places[0].line.name)


@pytest.mark.django_db
def test_officers_of_an_office_are_ranked_for_who_covers_the_office():
    given_two_offices()
    reach = Reach(offices=frozenset({"22.KV01"}))
    found = inside(column("cases.rate"), "22.KV01", 2025, 12, reach=reach, level="officers")
    assert [one.line.unit for one in found.ranking.places] == [cast.LAN.code]
    with pytest.raises(Denied, match="Phạm vi được xem"):
        inside(column("cases.rate"), "22", 2025, 12, reach=reach)


@pytest.mark.django_db
def test_provinces_are_ranked_on_published_rows_of_one_edition():
    found = between(column("cases.rate"), 2025, 12)
    assert found.ranking.basis is not None
    assert {one.line.basis for one in found.ranking.places} == {found.ranking.basis}
    assert any(
        "không xếp chung" in reason or "không công bố" in reason for _, reason in found.ranking.unranked
    )


def test_the_case_mix_lifts_who_was_dealt_the_harder_matters():
    dealt = [
        Dealt("hard", "old", 80, 40),
        Dealt("hard", "new", 20, 19),
        Dealt("easy", "old", 20, 9),
        Dealt("easy", "new", 80, 72),
    ]
    found = case_mix(dealt)
    assert (found["hard"].rank, found["easy"].rank) == (1, 2)
    assert found["hard"].expected < found["easy"].expected


def test_without_a_difference_of_mix_the_adjusted_rate_is_the_rate():
    found = case_mix([Dealt("a", "x", 100, 50), Dealt("b", "x", 100, 70)])
    assert (str(found["a"].adjusted), str(found["b"].adjusted)) == ("50,00%", "70,00%")


def test_the_composite_says_which_ranks_hang_on_the_weights():
    weights = Weights({"cases": 50, "money": 50}, 10, "I", "")
    achieved = {
        "a": {"cases": Percent(10_000), "money": Percent(10_000)},
        "b": {"cases": Percent(11_000), "money": Percent(9_100)},
        "c": {"cases": Percent(5_000)},
    }
    found, why = composite(achieved, weights)
    assert why is None
    assert "c" not in found
    assert (found["a"].best, found["a"].worst) == (1, 2)
    assert (found["b"].rank, str(found["b"].score)) == (1, "100,50%")


@pytest.mark.django_db
def test_a_province_that_closed_its_book_is_ranked_by_its_edition_and_never_mixed(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cast.gather()
    world.matters()
    row = world.closed()
    (line,) = closed_lines(column("cases.rate"), 2025, 12)
    assert (line.unit, line.source) == ("22", f"ấn bản số {row.id}")
    assert line.value == Percent.of(line.parts["resolved"], line.parts["eligible"]).hundredths
    found = between(column("cases.rate"), 2025, 12)
    assert "22" not in {one.line.unit for one in found.ranking.places}
    aside = dict(found.ranking.unranked)[line.name]
    assert aside.startswith("số chính thức, không xếp chung với số")


@pytest.mark.django_db
def test_what_stands_behind_units_adds_up_to_their_forms():
    given_two_offices()
    period, scope = month_period(2025, 12), scope_of("22")
    result = forms("22", period.from_, period.to, reach=EVERYTHING, versions=("R08",))
    for of, code in (("cases", "004.N"), ("money", "005.N")):
        shares = dealt(scope, period, "R08", of, "office", reach=EVERYTHING)
        for row in result[code, "R08"].rows:
            own = [one for one in shares if one.unit == row.code]
            assert sum(one.eligible for one in own) == row.count("eligible")
            assert sum(one.resolved for one in own) == row.count("resolved")
    for one in columns():
        if one.of == "money":
            drawn = money_samples(scope, period, "R08", one, "office", reach=EVERYTHING)
            for row in result["005.N", "R08"].rows:
                if row.code:
                    assert sum(drawn[row.code].parts) == row.count(one.part)
                    assert sum(drawn[row.code].wholes) == row.count(one.whole or one.part)


@pytest.mark.django_db
def test_matters_are_dealt_by_kind_age_and_band():
    given_two_offices()
    shares = dealt(scope_of("22"), month_period(2025, 12), "R08", "cases", "office", reach=EVERYTHING)
    assert {(one.group.split("/")[1:][0], one.group.split("/")[2]) for one in shares} == {("0", "1")}
    assert sorted((one.unit, one.eligible, one.resolved) for one in shares) == [
        ("22.KV01", 3, 1),
        ("22.KV02", 3, 2),
    ]
