"""COPY: how rows of this room reach their tables, one or a hundred thousand."""

from collections.abc import Sequence

from django.db import connection

Row = tuple[object, ...]


def copy_rows(table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """COPY rows into a table of this room, inside the caller's transaction."""
    if not rows:
        return
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
