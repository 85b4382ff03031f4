"""The calendar of terms: the month on the page, and the feed that names nobody."""

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from icalendar import Calendar

from tests import cast
from tests.builders import a_matter
from tests.web.conftest import KV1, TODAY, named
from thihanh.matters.operations import register_many
from thihanh.offices.operations import end_post

DEBTOR = "Quách Thị Khuyên"


@pytest.fixture
def soon(province) -> int:
    """A matter of Lan whose voluntary period has just begun, its first verification due in October."""
    built = a_matter("901/QĐ", "22/09/2025").held_by(cast.LAN.code, KV1).owing(7_000_000)
    intake = built.then("assigned", "23/09/2025").then("voluntary", "26/09/2025").intake
    return register_many([named(intake, DEBTOR)], by=cast.BY)[0]


def opened(client: Client) -> str:
    """The address as the page tells it, once."""
    said = client.post("/lich-viec/dia-chi/", {"lam": "mo"}).content.decode()
    [address] = re.findall(r"<code[^>]*>(http[^<]+)</code>", said)
    assert address not in client.get("/lich-viec/").content.decode()
    return address


def fed(address: str) -> Client:
    parts = urlsplit(address)
    return Client().get(parts.path, {name: value[0] for name, value in parse_qs(parts.query).items()})


def test_the_month_shows_the_term_under_its_day_and_the_next_month_does_not(soon, browse):
    lan = browse(cast.LAN)
    october = lan.get("/lich-viec/?thang=2025-10").content.decode()
    assert f"/viec/{soon}/#han" in october
    assert DEBTOR in october
    assert f"/viec/{soon}/#han" not in lan.get("/lich-viec/?thang=2026-03").content.decode()


def test_the_feed_needs_no_log_in_and_names_the_act_and_the_number_only(soon, browse):
    answer = fed(opened(browse(cast.LAN)))
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    said = answer.content.decode()
    told = {str(event["SUMMARY"]) for event in Calendar.from_ical(said).walk("VEVENT")}
    assert any(one.endswith("· 901/QĐ") for one in told)
    for word in (DEBTOR, "Khuyên", cast.LAN.name, "7.000.000", "7000000"):
        assert word not in said, word


def test_a_colleague_sees_his_own_terms_and_not_hers(soon, browse):
    assert "901/QĐ" not in fed(opened(browse(cast.MINH))).content.decode()


def test_a_closed_or_changed_address_is_not_found(soon, browse):
    lan = browse(cast.LAN)
    first = opened(lan)
    second = opened(lan)
    assert fed(first).status_code == 404
    assert fed(second).status_code == 200
    lan.post("/lich-viec/dia-chi/", {"lam": "dong"})
    assert fed(second).status_code == 404
    assert Client().get("/lich-viec.ics").status_code == 404


def test_who_leaves_the_post_takes_no_calendar_along(soon, browse):
    address = opened(browse(cast.LAN))
    end_post(
        officer=cast.LAN.code,
        unit=KV1,
        role="officer",
        last_day=date(2025, 9, 29),
        by=cast.BY,
        on=TODAY,
    )
    assert fed(address).status_code == 404


def test_the_same_term_keeps_its_name_in_the_feed_from_day_to_day(soon, browse):
    address = opened(browse(cast.LAN))
    names = [
        {str(event["UID"]) for event in Calendar.from_ical(fed(address).content.decode()).walk("VEVENT")}
        for _ in range(2)
    ]
    assert names[0] == names[1] != set()
