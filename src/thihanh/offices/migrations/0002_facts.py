"""Facts are added, never changed: refused by the database itself; each names its entry."""

from django.db import migrations

from thihanh.trail import append_only

TABLES = ("offices_unit", "offices_officer", "offices_post", "offices_absence", "offices_day")


def named_entry(table: str) -> str:
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_entry FOREIGN KEY (entry_id) REFERENCES trail_entry (id)"
    )


class Migration(migrations.Migration):
    dependencies = [("offices", "0001_initial"), ("trail", "0001_initial")]

    operations = [
        migrations.RunSQL([named_entry(table), *append_only.statements(table)], migrations.RunSQL.noop)
        for table in TABLES
    ]
