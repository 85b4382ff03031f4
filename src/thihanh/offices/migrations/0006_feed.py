"""The secret addresses of calendars, by their hash."""

from django.db import migrations, models

from thihanh.trail import append_only


class Migration(migrations.Migration):
    dependencies = [("offices", "0005_saved_views"), ("trail", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="FeedFact",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("entry_id", models.BigIntegerField()),
                ("known_on", models.DateField()),
                ("replaces_id", models.BigIntegerField(null=True)),
                ("void", models.BooleanField(default=False)),
                ("source", models.CharField(blank=True, default="", max_length=200)),
                ("account_id", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "offices_feed",
                "indexes": [
                    models.Index(fields=["account_id"], name="offices_feed_account"),
                    models.Index(fields=["digest"], name="offices_feed_digest"),
                ],
            },
        ),
        migrations.RunSQL(
            [
                "ALTER TABLE offices_feed ADD CONSTRAINT offices_feed_entry"
                " FOREIGN KEY (entry_id) REFERENCES trail_entry (id)",
                "CREATE UNIQUE INDEX offices_feed_replaced_once ON offices_feed (replaces_id)"
                " WHERE replaces_id IS NOT NULL",
                *append_only.statements("offices_feed"),
            ],
            migrations.RunSQL.noop,
        ),
    ]
