"""Facts of papers are added, never changed; the queue and the counters may be derived anew."""

from django.db import migrations

from thihanh.trail.append_only import APP_ROLE, projection_statements, statements

FACTS = (
    "documents_paper",
    "documents_content",
    "documents_move",
    "documents_file",
    "documents_folio",
    "documents_template",
    "documents_template_move",
)
PROJECTIONS = ("documents_queue", "documents_counter")
SEQUENCES = ("documents_paper_seq", "documents_fact_seq")
KEYS = (
    ("documents_paper", "matter_id", "matters_matter"),
    ("documents_content", "paper_id", "documents_paper"),
    ("documents_content", "template_id", "documents_template"),
    ("documents_move", "paper_id", "documents_paper"),
    ("documents_file", "paper_id", "documents_paper"),
    ("documents_file", "matter_id", "matters_matter"),
    ("documents_folio", "matter_id", "matters_matter"),
    ("documents_folio", "paper_id", "documents_paper"),
    ("documents_folio", "file_id", "documents_file"),
    ("documents_template_move", "template_id", "documents_template"),
)


def _sequence(name: str) -> str:
    return f"""
    CREATE SEQUENCE {name};
    DO $$ BEGIN
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP_ROLE}') THEN
            GRANT USAGE, SELECT ON SEQUENCE {name} TO {APP_ROLE};
        END IF;
    END $$
    """


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"),
        ("matters", "0004_life"),
        ("trail", "0002_once"),
    ]

    operations = [
        migrations.RunSQL(
            [
                *(
                    f"ALTER TABLE {table} ADD FOREIGN KEY (entry_id) REFERENCES trail_entry (id)"
                    for table in FACTS
                ),
                *(
                    f"ALTER TABLE {table} ADD FOREIGN KEY ({column}) REFERENCES {other} (id)"
                    for table, column, other in KEYS
                ),
                *(sql for table in FACTS for sql in statements(table)),
                *(sql for table in PROJECTIONS for sql in projection_statements(table)),
                *(_sequence(name) for name in SEQUENCES),
            ],
            migrations.RunSQL.noop,
        )
    ]
