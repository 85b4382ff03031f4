"""Alerts: who asks to be told what, and what each said when it changed. Append-only."""

from django.db import migrations, models

from thihanh.trail import append_only

TABLES = ("targets_alert", "targets_alert_reading")


def _kept(table: str) -> list[str]:
    return [
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_entry FOREIGN KEY (entry_id) REFERENCES trail_entry (id)",
        f"CREATE UNIQUE INDEX {table}_replaced_once ON {table} (replaces_id) WHERE replaces_id IS NOT NULL",
        *append_only.statements(table),
    ]


def _fact() -> list[tuple[str, models.Field]]:
    return [
        ("id", models.BigAutoField(primary_key=True, serialize=False)),
        ("entry_id", models.BigIntegerField()),
        ("known_on", models.DateField()),
        ("replaces_id", models.BigIntegerField(null=True)),
        ("void", models.BooleanField(default=False)),
    ]


class Migration(migrations.Migration):
    dependencies = [("targets", "0002_assigned")]

    operations = [
        migrations.CreateModel(
            name="AlertFact",
            fields=[
                *_fact(),
                ("account_id", models.BigIntegerField()),
                ("unit", models.CharField(max_length=20)),
                ("condition", models.CharField(max_length=24)),
                ("hundredths", models.BigIntegerField()),
            ],
            options={
                "db_table": "targets_alert",
                "indexes": [models.Index(fields=["account_id"], name="targets_alert_account")],
            },
        ),
        migrations.CreateModel(
            name="AlertReadingFact",
            fields=[
                *_fact(),
                ("alert_id", models.BigIntegerField()),
                ("on", models.DateField()),
                ("fired", models.BooleanField()),
                ("words", models.CharField(max_length=400)),
            ],
            options={
                "db_table": "targets_alert_reading",
                "indexes": [models.Index(fields=["alert_id", "-id"], name="targets_alert_reading_last")],
            },
        ),
        migrations.RunSQL(
            [statement for table in TABLES for statement in _kept(table)], migrations.RunSQL.noop
        ),
    ]
