"""From whom a dossier is kept, beside where it stands."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_dossiers")]

    operations = [
        migrations.AddField("current", "kept_from", models.JSONField(default=list)),
    ]
