"""What every test of tables shares: append-only tables may be emptied between tests, by tests alone."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.db.backends.postgresql.operations import DatabaseOperations


@pytest.fixture(autouse=True, scope="session")
def _tests_may_empty_append_only_tables() -> None:
    """Django empties tables after tests with real transactions; the record refuses TRUNCATE, so that one
    statement runs as a superuser with triggers off."""
    flush = DatabaseOperations.execute_sql_flush

    def flush_without_triggers(self: Any, sql_list: Sequence[str]) -> None:
        if sql_list:
            sql_list = [
                "SET LOCAL session_replication_role = replica",
                *sql_list,
                "SET LOCAL session_replication_role = origin",
            ]
        flush(self, sql_list)

    DatabaseOperations.execute_sql_flush = flush_without_triggers  # type: ignore[method-assign] -- tests only
