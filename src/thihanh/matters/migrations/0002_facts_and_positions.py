"""Facts of matters only grow; positions are derived by one function in the database."""

from pathlib import Path

from django.db import migrations

from thihanh.trail.append_only import APP_ROLE, projection_statements, statements

FACTS = (
    "matters_judgment",
    "matters_matter",
    "matters_person",
    "matters_party",
    "matters_obligation",
    "matters_stage",
    "matters_assignment",
    "matters_tag",
    "matters_verification",
)
PROJECTIONS = ("matters_position", "matters_current", "matters_name", "matters_horizon")
CORRECTABLE = (
    "matters_party",
    "matters_obligation",
    "matters_stage",
    "matters_assignment",
    "matters_tag",
    "matters_verification",
)
SEQUENCES = ("matters_matter_seq", "matters_fact_seq")


def _sequence(name: str) -> str:
    return f"""
    CREATE SEQUENCE {name};
    DO $$ BEGIN
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP_ROLE}') THEN
            GRANT USAGE, SELECT ON SEQUENCE {name} TO {APP_ROLE};
        END IF;
    END $$
    """


def _keys(table: str) -> list[str]:
    keys = [f"ALTER TABLE {table} ADD FOREIGN KEY (entry_id) REFERENCES trail_entry (id)"]
    if table in CORRECTABLE:
        keys.append(f"ALTER TABLE {table} ADD FOREIGN KEY (matter_id) REFERENCES matters_matter (id)")
        keys.append(f"ALTER TABLE {table} ADD FOREIGN KEY (replaces_id) REFERENCES {table} (id)")
        keys.append(
            f"CREATE UNIQUE INDEX {table}_replaced_once ON {table} (replaces_id) WHERE replaces_id IS NOT NULL"
        )
    return keys


class Migration(migrations.Migration):
    dependencies = [
        ("matters", "0001_initial"),
        ("money", "0002_append_only"),
        ("trail", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(
            [
                *(sql for table in FACTS for sql in _keys(table)),
                "ALTER TABLE matters_matter ADD FOREIGN KEY (judgment_id) REFERENCES matters_judgment (id)",
                "ALTER TABLE matters_party ADD FOREIGN KEY (person_id) REFERENCES matters_person (id)",
                *(sql for table in FACTS for sql in statements(table)),
                *(sql for table in PROJECTIONS for sql in projection_statements(table)),
                *(_sequence(name) for name in SEQUENCES),
                "INSERT INTO matters_horizon (work_year) VALUES (2027)",
                Path(__file__).with_name("positions_0002.sql").read_text(encoding="utf-8"),
            ],
            ["DROP FUNCTION matters_positions(bigint[], date)"],
        )
    ]
