"""How one matter stands, by a plan that is kept: its projections are derived in one question, not in seven."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("matters", "0006_positions_of_one"), ("money", "0002_append_only")]

    operations = [
        migrations.RunSQL(
            [Path(__file__).with_name("stand_0007.sql").read_text(encoding="utf-8")],
            ["DROP FUNCTION matters_stand_of(bigint, boolean, boolean)"],
        )
    ]
