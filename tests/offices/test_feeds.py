"""The secret address of a calendar: one at a time, closed for good, never kept in clear."""

from datetime import date

import pytest
from django.db import connection

from tests import cast
from thihanh.offices.feeds import account_of, close_feed, feed_of, open_feed
from thihanh.trail.queries import entries_of, verify

ON = date(2025, 10, 1)


@pytest.fixture
def lan(db) -> int:
    cast.gather(cast.LAN)
    return cast.account_of(cast.LAN)


def opened(account: int) -> str:
    return open_feed(account=account, by=cast.LAN.code, on=ON)


def test_a_secret_leads_to_its_account_and_a_new_one_closes_the_old(lan):
    old = opened(lan)
    assert account_of(old) == lan
    new = opened(lan)
    assert account_of(old) is None
    assert account_of(new) == lan


def test_a_closed_address_answers_nothing_and_closing_twice_writes_once(lan):
    secret = opened(lan)
    close_feed(account=lan, by=cast.LAN.code, on=ON)
    before = len(entries_of(f"account:{lan}"))
    close_feed(account=lan, by=cast.LAN.code, on=ON)
    assert account_of(secret) is None
    assert feed_of(lan) is None
    assert len(entries_of(f"account:{lan}")) == before


@pytest.mark.parametrize("guess", ["", "x", "0" * 64, "\x00", "é" * 5000])
def test_a_guess_leads_nowhere(lan, guess):
    opened(lan)
    assert account_of(guess) is None


def test_the_record_keeps_the_hash_alone_and_holds(lan):
    secret = opened(lan)
    assert all(secret not in entry.payload for entry in entries_of(f"account:{lan}"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(offices_feed::text, '') FROM offices_feed")
        assert secret not in cursor.fetchone()[0]
    assert verify(facts=True).ok
