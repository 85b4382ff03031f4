"""Postings only grow: ids from a sequence reserved before writing, the entry they belong to, no update, no delete."""

from django.db import migrations

from thihanh.trail.append_only import APP_ROLE, statements

SEQUENCE = f"""
CREATE SEQUENCE money_posting_seq;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP_ROLE}') THEN
        GRANT USAGE, SELECT ON SEQUENCE money_posting_seq TO {APP_ROLE};
    END IF;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("money", "0001_initial"), ("trail", "0001_initial")]

    operations = [
        migrations.RunSQL(
            [
                "ALTER TABLE money_posting ADD FOREIGN KEY (entry_id) REFERENCES trail_entry (id)",
                *statements("money_posting"),
                SEQUENCE,
            ],
            ["DROP SEQUENCE money_posting_seq"],
        )
    ]
