from django.db import migrations, models

from thihanh.trail import append_only


class Migration(migrations.Migration):
    dependencies = [("coordination", "0001_coordination")]

    operations = [
        migrations.CreateModel(
            name="PublishedFact",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("entry_id", models.BigIntegerField()),
                ("known_on", models.DateField()),
                ("agency", models.CharField(db_index=True, max_length=12)),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("least", models.IntegerField()),
                ("lines", models.JSONField()),
                ("by", models.CharField(max_length=40)),
            ],
            options={"db_table": "coordination_published"},
        ),
        migrations.RunSQL(list(append_only.statements("coordination_published")), migrations.RunSQL.noop),
    ]
