"""What the record knows about a file somebody holds: the issued paper it is, if it is one."""

from django.db import connection

from thihanh.documents import queries


def issued_paper(sha256: str) -> queries.Checked | None:
    """The issued paper whose PDF has this hash; None where no issued paper has it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i.code FROM documents_file f "
            "JOIN documents_move i ON i.paper_id = f.paper_id AND i.code <> '' "
            "WHERE f.sha256 = %s AND f.role = 'pdf' ORDER BY f.id DESC LIMIT 1",
            [sha256],
        )
        row = cursor.fetchone()
    return queries.check(row[0]) if row else None
