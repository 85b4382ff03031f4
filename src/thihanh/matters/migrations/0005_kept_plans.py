"""What every act asks of its matter, in a function that keeps its plan: planning took longer than running."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("matters", "0004_life"), ("money", "0002_append_only")]

    operations = [
        migrations.RunSQL(
            [Path(__file__).with_name("whole_0005.sql").read_text(encoding="utf-8")],
            ["DROP FUNCTION matters_whole(bigint[])"],
        )
    ]
