"""Service of papers: duties and events are added, never changed; where each stands is derived."""

from django.db import migrations, models

from thihanh.trail.append_only import projection_statements, statements

FACTS = ("documents_service", "documents_service_event")
KEYS = (
    ("documents_service", "paper_id", "documents_paper"),
    ("documents_service", "matter_id", "matters_matter"),
    ("documents_service_event", "service_id", "documents_service"),
    ("documents_service_event", "paper_id", "documents_paper"),
    ("documents_service_event", "file_id", "documents_file"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_facts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Service",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("entry_id", models.BigIntegerField()),
                ("paper_id", models.BigIntegerField()),
                ("matter_id", models.BigIntegerField(db_index=True, null=True)),
                ("agency", models.TextField()),
                ("office", models.TextField()),
                ("kind", models.TextField()),
                ("party", models.SmallIntegerField(null=True)),
                ("role", models.TextField(default="")),
                ("body", models.TextField(default="")),
                ("regime", models.TextField()),
                ("issued_on", models.DateField()),
                ("due_rule", models.TextField(default="")),
                ("due_on", models.DateField(null=True)),
                ("known_on", models.DateField()),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "due_on"], name="documents_service_agency_due")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("paper_id", "party", "body"),
                        name="documents_service_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceEvent",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("entry_id", models.BigIntegerField()),
                ("service_id", models.BigIntegerField()),
                ("paper_id", models.BigIntegerField()),
                ("attempt", models.SmallIntegerField()),
                ("ordinal", models.SmallIntegerField()),
                ("channel", models.TextField()),
                ("regime", models.TextField()),
                ("result", models.TextField()),
                ("on", models.DateField()),
                ("known_on", models.DateField()),
                ("actor", models.TextField()),
                ("reference", models.TextField(default="")),
                ("basis", models.TextField(default="")),
                ("file_id", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "documents_service_event",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("service_id", "attempt", "ordinal"), name="documents_service_event_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceState",
            fields=[
                ("service_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("state", models.TextField()),
                ("channel", models.TextField()),
                ("attempt", models.SmallIntegerField()),
                ("tries", models.SmallIntegerField()),
                ("last_result", models.TextField()),
                ("last_on", models.DateField(null=True)),
                ("valid_on", models.DateField(null=True)),
            ],
            options={
                "db_table": "documents_service_state",
                "indexes": [
                    models.Index(fields=["state", "service_id"], name="documents_service_state_list")
                ],
            },
        ),
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
                *projection_statements("documents_service_state"),
            ],
            migrations.RunSQL.noop,
        ),
    ]
