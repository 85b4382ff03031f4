"""Statements asked again and again, whose plan the connection keeps: planning takes longer than running.

Django merges values into the text of a statement, so that each is parsed and planned anew. Here the values
travel apart from the text, and the text is planned once for a connection.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from django.db import connection


def ask(statement: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
    """Run a statement by a kept plan and give the rows it answers, if any.

    A value whose type its place does not tell carries it: ``%s::bigint[]``. Texts of statements are few:
    never one for each value. Errors are Django's, and so is the transaction.
    """
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    held: psycopg.Connection[Any] = connection.connection
    held.prepare_threshold = 0  # Django's own cursors keep no plan whatever stands here
    raw: Any = psycopg.Cursor(held)
    make = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with make(raw) as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []
