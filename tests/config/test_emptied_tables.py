"""After a test with real transactions the tables are empty but for what migrations made."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db(transaction=True)


def horizon() -> list[tuple[int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT work_year FROM matters_horizon")
        return cursor.fetchall()


@pytest.mark.parametrize("time", ["first", "second"])
def test_rows_made_by_migrations_are_there_each_time(time):
    assert len(horizon()) == 1, time
