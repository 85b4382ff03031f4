"""Alerts: asked for inside the reach, spoken when a threshold is past, recorded, read anew each night."""

from datetime import date

import pytest

from tests import cast
from tests.builders import a_matter
from thihanh.matters.operations import register_many
from thihanh.offices import queries as offices
from thihanh.offices.models import Account
from thihanh.offices.policy import Denied
from thihanh.offices.queries import Viewer
from thihanh.statistics.numbers import Absent, Percent
from thihanh.targets import alerts
from thihanh.targets.alert_rules import CONDITIONS, AlertRefused, Seen, judge
from thihanh.trail.queries import entries_of

ON = date(2025, 9, 30)
KV1 = "22.KV01"


@pytest.mark.parametrize(
    ("code", "threshold", "now", "base", "fired"),
    [
        ("cases_below_target", 200, Percent(8199), Percent(8400), True),
        ("cases_below_target", 200, Percent(8200), Percent(8400), False),
        ("cases_below_target", 0, Percent(8500), Percent(8400), False),
        ("cases_carried_grow", 1000, 111, 100, True),
        ("cases_carried_grow", 1000, 110, 100, False),
        ("cases_carried_grow", 1000, 5, 0, None),
        ("money_below_target", 200, Absent("không có"), Percent(8400), None),
    ],
)
def test_a_threshold_is_past_only_strictly(
    code: str, threshold: int, now: object, base: object, fired: bool | None
) -> None:
    assert judge(CONDITIONS[code], threshold, Seen(now, base)).fired is fired


def _viewer(person: cast.Person) -> Viewer:
    account = Account.objects.get(officer=person.code)
    return offices.viewer_of(account.id, ON)


@pytest.fixture
def province(db: None) -> None:
    cast.gather()
    for person in (cast.BINH, cast.TRUONG):
        Account.objects.get_or_create(username=person.username, defaults={"officer": person.code})
    matters = [
        a_matter(f"{n}/QĐ", "02/12/2024")
        .held_by(cast.LAN.code, KV1)
        .owing(100)
        .then("in_progress", "10/01/2025")
        for n in (1, 2)
    ]
    register_many([one.intake for one in matters], by=cast.BY)


@pytest.mark.django_db
def test_an_alert_speaks_once_when_it_changes_and_names_the_figure(province: None) -> None:
    binh = _viewer(cast.BINH)
    one = alerts.subscribe(binh, KV1, "cases_below_target", 200, on=ON)
    assert alerts.subscribe(binh, KV1, "cases_below_target", 200, on=ON) == one
    [row] = alerts.look(binh, on=ON)
    assert row.judged.fired is True
    assert row.last is None
    assert alerts.speaking(binh.account_id) == 0
    assert alerts.evaluate(on=ON) == 1
    assert alerts.evaluate(on=ON) == 0
    assert alerts.speaking(binh.account_id) == 1
    [row] = alerts.look(binh, on=ON)
    assert row.last is not None
    assert row.last[:2] == (ON, True)
    assert row.last[2].startswith("0,00% so với ")
    assert [entry.act for entry in entries_of(f"alert:{KV1}")] == ["alert.subscribe", "alert.read"]
    alerts.end(binh, one, on=ON)
    assert alerts.look(binh, on=ON) == ()
    with pytest.raises(AlertRefused, match="đã bỏ theo dõi"):
        alerts.end(binh, one, on=ON)


@pytest.mark.django_db
def test_alerts_are_for_units_in_reach_and_for_oneself(province: None) -> None:
    binh, truong = _viewer(cast.BINH), _viewer(cast.TRUONG)
    with pytest.raises(Denied, match="Phạm vi"):
        alerts.subscribe(binh, "22", "cases_below_target", 200, on=ON)
    own = alerts.subscribe(truong, "22", "cases_below_target", 200, on=ON)
    with pytest.raises(AlertRefused, match="không có cảnh báo này"):
        alerts.end(binh, own, on=ON)
    assert alerts.look(binh, on=ON) == ()


@pytest.mark.django_db
def test_a_subscriber_who_left_the_unit_is_shown_no_figure(province: None) -> None:
    binh = _viewer(cast.BINH)
    alerts.subscribe(binh, KV1, "cases_below_target", 200, on=ON)
    gone = Viewer(binh.account_id, binh.officer, binh.name, (), "", "")
    [row] = alerts.look(gone, on=ON)
    assert row.seen is None
    assert row.judged.fired is None
    assert "không còn trong phạm vi" in alerts.words(row)
    Account.objects.filter(id=binh.account_id).update(is_active=False)
    assert alerts.evaluate(on=ON) == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("condition", "threshold"), [("khac", 200), ("cases_below_target", -1), ("cases_below_target", 10_001)]
)
def test_what_cannot_be_watched_is_refused_in_a_sentence(
    province: None, condition: str, threshold: int
) -> None:
    with pytest.raises(AlertRefused, match="Dữ liệu"):
        alerts.subscribe(_viewer(cast.BINH), KV1, condition, threshold, on=ON)
