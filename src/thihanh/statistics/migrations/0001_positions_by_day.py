"""One index answers a form: the rows of an agency and work year, with everything the columns add up."""

from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies = [("matters", "0001_initial")]

    operations = [
        migrations.RunSQL(
            """
            CREATE INDEX statistics_position_day ON matters_position (agency, work_year, office, hi)
            INCLUDE (matter_id, lo, officer, stage, ground, outstanding, asset_value, in_opening, is_new,
                open_out, ytd_due, ytd_collected, ytd_terminated, ytd_reduced, ytd_delegated, ytd_withdrawn,
                ytd_amended, ytd_moved, ytd_moved_money, ytd_returned, ytd_returned_money)
            """,
            "DROP INDEX statistics_position_day",
        )
    ]
