"""Shared by the tests of the record: an act of officer Lan, plain SQL, and SQL as an attacker runs it."""

from datetime import date
from typing import Any

from django.db import connection, transaction

from thihanh.trail.operations import Act


def act(subject: str = "matter:1", code: str = "stage", **payload: object) -> Act:
    """What officer Lan records on a day of September."""
    return Act(
        subject=subject,
        act=code,
        effective_on=date(2025, 9, 29),
        known_on=date(2025, 9, 30),
        actor="22.0001",
        payload=payload,
        ground="H-c",
        article="Điều 48",
    )


def rows(sql: str, *values: object) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def as_attacker(sql: str, *values: object, triggers: bool = False) -> None:
    """A statement by a superuser who has the database and neither the key file nor the file outside."""
    role = "origin" if triggers else "replica"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL session_replication_role = {role}")
        cursor.execute(sql, values)
        cursor.execute("SET LOCAL session_replication_role = origin")
