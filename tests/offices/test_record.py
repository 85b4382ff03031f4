"""The room's facts against the record, and the accounts inside a reach."""

from datetime import date, timedelta

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from tests.cast import BINH, BY, CUC, HOA, LAN, MINH, TRI, TRUONG, XUAN, account_of, gather, viewer
from thihanh.offices import queries
from thihanh.offices.facts import TABLES
from thihanh.offices.operations import end_post, override_day, record_leave
from thihanh.trail.facts import registered
from thihanh.trail.verification import verify

ON = date(2025, 10, 1)
DAY = date(2025, 9, 30)


def test_every_fact_table_is_known_to_the_check_of_the_record() -> None:
    assert {table.name for table in TABLES} <= {table.name for table in registered()}


@pytest.mark.django_db(transaction=True)
def test_the_record_states_every_fact_and_finds_a_changed_one() -> None:
    gather(LAN, MINH)
    record_leave(
        officer=LAN.code, first_day=DAY, last_day=DAY, replacement=MINH.code, reason="Ốm", by=BY, on=ON
    )
    override_day(unit_code="22", day=DAY, working=False, reason="Bão", basis="Công điện", by=BY, on=ON)
    report = verify(facts=True)
    assert report.ok, report.problems
    assert report.facts > 240
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE offices_post SET role = 'office_head' WHERE officer = %s", [LAN.code])
        cursor.execute("SET session_replication_role = origin")
    assert not verify(facts=True).ok


@pytest.mark.django_db
def test_the_accounts_page_shows_those_inside_the_reach() -> None:
    gather(LAN, HOA, XUAN, CUC, TRI, TRUONG)
    for person in (LAN, HOA, XUAN, CUC):
        account_of(person)
    end_post(officer=HOA.code, unit=HOA.unit, role=HOA.role, last_day=date(2025, 6, 30), by=BY, on=ON)
    seen = queries.accounts(DAY, queries.reach(viewer(TRI), "account", "read", DAY))
    assert [(row.username, row.unit) for row in seen] == [("hoa", ""), ("lan", "22.KV01")]
    assert queries.accounts(DAY, queries.reach(viewer(LAN), "account", "read", DAY)) == ()
    assert len(queries.accounts(DAY, queries.EVERYTHING)) == 4


@pytest.mark.django_db
def test_a_viewer_known_from_before_costs_the_account_and_two_looks_at_what_is_new(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    gather(LAN)
    user = account_of(LAN)
    first = queries.viewer_of(user, DAY)
    with django_assert_num_queries(3):
        assert queries.viewer_of(user, DAY) == first


@pytest.mark.django_db
def test_an_answer_kept_gives_way_to_a_new_fact() -> None:
    gather(LAN, BINH)
    before = queries.officers("22.KV01", DAY)
    end_post(officer=LAN.code, unit=LAN.unit, role=LAN.role, last_day=DAY - timedelta(days=1), by=BY, on=DAY)

    assert LAN.code in {row.code for row in before}
    assert LAN.code not in {row.code for row in queries.officers("22.KV01", DAY)}
