"""One index answers how all matters of a country stand on a day: the rows of a work year that hold it lie
together. What offices hold in which stage is known to the planner, so that it adds up in two processes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("statistics", "0001_positions_by_day")]

    operations = [
        migrations.RunSQL(
            """
            CREATE INDEX statistics_position_whole_day ON matters_position (work_year, hi, lo)
            INCLUDE (agency, office, stage, ground, outstanding, asset_value)
            """,
            "DROP INDEX statistics_position_whole_day",
        ),
        migrations.RunSQL(
            """
            CREATE STATISTICS statistics_position_groups (ndistinct)
            ON agency, office, stage, ground FROM matters_position
            """,
            "DROP STATISTICS statistics_position_groups",
        ),
    ]
