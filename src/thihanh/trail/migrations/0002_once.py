"""The keys of requests, so that a repeated request acts once."""

from django.db import migrations, models
from django.db.models.functions import Now

from thihanh.trail import append_only


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Once",
            fields=[
                ("key", models.TextField(primary_key=True, serialize=False)),
                ("digest", models.TextField()),
                ("result", models.TextField(db_default="{}")),
                ("kept_at", models.DateTimeField(db_default=Now())),
            ],
            options={"db_table": "trail_once"},
        ),
        *(migrations.RunSQL(sql, migrations.RunSQL.noop)
          for sql in append_only.projection_statements("trail_once")),
    ]
