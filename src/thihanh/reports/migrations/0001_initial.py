from django.db import migrations, models

from thihanh.trail import append_only

TABLES = ("reports_report", "reports_hand")


def _kept(table: str) -> list[str]:
    return [
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_entry FOREIGN KEY (entry_id) REFERENCES trail_entry (id)",
        *append_only.statements(table),
    ]


class Migration(migrations.Migration):
    initial = True

    dependencies = [("trail", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="ReportFact",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("entry_id", models.BigIntegerField()),
                ("known_on", models.DateField()),
                ("kind", models.CharField(max_length=16)),
                ("unit", models.CharField(max_length=20)),
                ("work_year", models.SmallIntegerField()),
                ("month", models.SmallIntegerField()),
                ("edition_id", models.BigIntegerField()),
                ("source", models.CharField(max_length=200)),
                ("by", models.CharField(max_length=60)),
                ("body_sha256", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "reports_report",
                "indexes": [models.Index(fields=["unit", "work_year", "month"], name="reports_report_period")],
            },
        ),
        migrations.CreateModel(
            name="HandFact",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("entry_id", models.BigIntegerField()),
                ("known_on", models.DateField()),
                ("report_id", models.BigIntegerField()),
                ("part", models.CharField(max_length=40)),
                ("ordinal", models.SmallIntegerField()),
                ("by", models.CharField(max_length=60)),
                ("salt", models.CharField(max_length=32)),
                ("text", models.TextField()),
            ],
            options={
                "db_table": "reports_hand",
                "constraints": [
                    models.UniqueConstraint(fields=["report_id", "part", "ordinal"], name="reports_hand_once")
                ],
            },
        ),
        migrations.RunSQL(
            [
                *(statement for table in TABLES for statement in _kept(table)),
                "ALTER TABLE reports_hand ADD CONSTRAINT reports_hand_report FOREIGN KEY (report_id)"
                " REFERENCES reports_report (id)",
            ],
            migrations.RunSQL.noop,
        ),
    ]
