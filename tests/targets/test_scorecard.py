"""The scorecard of a live unit."""

import pytest

from tests.builders import a_matter
from thihanh.matters import operations
from thihanh.offices.policy import Denied
from thihanh.offices.reach import EVERYTHING, Reach
from thihanh.statistics.numbers import Absent, Percent, Points
from thihanh.targets.queries import scorecard

pytestmark = pytest.mark.django_db
LAN = "22.0001"


def given_two_done_of_three() -> None:
    done = [
        a_matter(f"{no}/QĐ", "02/12/2024").held_by(LAN, "22.KV01").owing(100).paying(100, "05/05/2025")
        for no in (1, 2)
    ]
    matters = [m.then("in_progress", "10/01/2025").then("done", "05/05/2025") for m in done]
    matters.append(
        a_matter("3/QĐ", "02/12/2024").held_by(LAN, "22.KV01").owing(300).then("in_progress", "10/01/2025")
    )
    operations.register_many([m.intake for m in matters], by=LAN)


def test_the_beat_is_the_rounded_rate_less_the_target_in_points() -> None:
    given_two_done_of_three()
    card = scorecard("22", 2025, 12, reach=EVERYTHING)
    assert card.cases.rate == Percent(6667)
    assert card.cases.beat == Points(6667 - 8400)
    assert card.cases.met is False
    assert card.money.rate == Percent(4000)
    assert card.money.beat == Points(4000 - 5200)
    assert [b.kind for b in card.money.benchmarks] == ["pro_rata", "full_year", "seasonal"]
    assert str(card.cases.achievement) == "79,37%"


def test_the_country_stands_beside_in_points_with_its_edition() -> None:
    given_two_done_of_three()
    nation = scorecard("22", 2025, 12, reach=EVERYTHING).cases.nation
    assert not isinstance(nation, Absent)
    assert (str(nation.rate), str(nation.points), nation.edition) == ("84,27%", "-17,60 điểm %", "chính thức")


def test_growth_from_zero_is_not_given_and_says_why() -> None:
    given_two_done_of_three()
    card = scorecard("22", 2025, 12, reach=EVERYTHING)
    assert isinstance(card.cases.resolved_growth, Absent)
    assert "bằng 0" in card.cases.resolved_growth.reason
    assert isinstance(card.cases.rate_growth, Absent)


def test_a_province_is_ranked_among_those_with_published_figures_of_the_same_kind() -> None:
    given_two_done_of_three()
    side = scorecard("22", 2025, 12, reach=EVERYTHING).cases
    assert not isinstance(side.rank, Absent)
    assert side.rank.rank == side.rank.of == len(side.ranking)
    assert any(text.startswith("Đà Nẵng") for text in side.unranked)
    assert "48" not in {place.entry.unit for place in side.ranking}
    office = scorecard("22.KV01", 2025, 12, reach=EVERYTHING).cases
    assert isinstance(office.rank, Absent)


def test_a_scorecard_is_a_live_figure_and_needs_the_reach_over_the_whole_unit() -> None:
    with pytest.raises(Denied, match="Phạm vi được xem"):
        scorecard("22", 2025, 12, reach=Reach(offices=frozenset({"22.KV01"})))
