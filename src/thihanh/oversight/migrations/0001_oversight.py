"""Samples, establishment, custody: facts beside dossiers."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

from thihanh.trail import append_only

TABLES = ("oversight_sample", "oversight_establishment", "oversight_custody")
FACT = [
    ("id", models.BigAutoField(primary_key=True, serialize=False)),
    ("entry_id", models.BigIntegerField()),
    ("known_on", models.DateField()),
]


class Migration(migrations.Migration):
    initial = True
    dependencies = [("trail", "0002_once")]

    operations = [
        migrations.CreateModel(
            "SampleFact",
            [
                *FACT,
                ("dossier_id", models.BigIntegerField(db_index=True)),
                ("commitment", models.CharField(max_length=64)),
                ("seed", models.CharField(blank=True, default="", max_length=64)),
                ("filters", models.JSONField(default=dict)),
                ("as_of", models.DateField(null=True)),
                ("frame", ArrayField(models.BigIntegerField(), default=list)),
                ("picked", ArrayField(models.BigIntegerField(), default=list)),
                ("replaces_id", models.BigIntegerField(null=True)),
            ],
            options={"db_table": "oversight_sample"},
        ),
        migrations.CreateModel(
            "EstablishmentFact",
            [
                *FACT,
                ("unit", models.CharField(max_length=12)),
                ("role", models.CharField(max_length=20)),
                ("posts", models.IntegerField()),
                ("on", models.DateField()),
                ("document", models.CharField(max_length=200)),
            ],
            options={
                "db_table": "oversight_establishment",
                "indexes": [models.Index(fields=["unit", "role", "on"], name="oversight_establishment_of")],
            },
        ),
        migrations.CreateModel(
            "CustodyFact",
            [
                *FACT,
                ("matter_id", models.BigIntegerField(db_index=True)),
                ("person_id", models.BigIntegerField(db_index=True)),
                ("body", models.CharField(max_length=40)),
                ("answered_on", models.DateField()),
                ("reference", models.CharField(blank=True, default="", max_length=120)),
                ("salt", models.CharField(max_length=32)),
                ("place", models.CharField(blank=True, default="", max_length=200)),
                ("ends_on", models.DateField(null=True)),
                ("released", models.BooleanField(default=False)),
            ],
            options={"db_table": "oversight_custody"},
        ),
        migrations.RunSQL(
            [
                statement
                for table in TABLES
                for statement in (
                    f"ALTER TABLE {table} ADD CONSTRAINT {table}_entry"
                    " FOREIGN KEY (entry_id) REFERENCES trail_entry (id)",
                    *append_only.statements(table),
                )
            ],
            migrations.RunSQL.noop,
        ),
    ]
