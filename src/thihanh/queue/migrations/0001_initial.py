"""Progress of long work."""

from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    initial = True

    dependencies = [("procrastinate", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Progress",
            fields=[
                ("job_key", models.TextField(primary_key=True, serialize=False)),
                ("done", models.BigIntegerField(default=0)),
                ("total", models.BigIntegerField(default=0)),
                ("state", models.TextField()),
                ("message", models.TextField(default="")),
                ("cancel_requested", models.BooleanField(default=False)),
                ("updated", models.DateTimeField(db_default=Now())),
            ],
            options={"db_table": "thihanh_queue_progress"},
        ),
    ]
