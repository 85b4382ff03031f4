"""How rows of facts and projections reach their tables, one or a hundred thousand: ids ahead, then COPY."""

from collections.abc import Iterable, Sequence

from django.db import connection

Row = tuple[object, ...]


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """COPY rows into a table inside the caller's transaction; database errors are Django's."""
    names = ", ".join(f'"{name}"' for name in columns)
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def next_ids(sequence: str, count: int) -> list[int]:
    """Ids ahead of their rows: a payload states the ids of its facts before they are written."""
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [sequence, count])
        return [row[0] for row in cursor.fetchall()]
