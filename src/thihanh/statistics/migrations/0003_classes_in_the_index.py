"""The index that answers a form holds the classes of each matter too: a cell narrowed by them needs no table.
Another index answers what a matter owes the State first."""

from django.db import migrations

_WITHOUT = """
CREATE INDEX statistics_position_day ON matters_position (agency, work_year, office, hi)
INCLUDE (matter_id, lo, officer, stage, ground, outstanding, asset_value, in_opening, is_new,
    open_out, ytd_due, ytd_collected, ytd_terminated, ytd_reduced, ytd_delegated, ytd_withdrawn,
    ytd_amended, ytd_moved, ytd_moved_money, ytd_returned, ytd_returned_money)
"""
_WITH = _WITHOUT.replace("ytd_returned_money)", "ytd_returned_money, kind, judgment_id, tags)")
_DROP = "DROP INDEX statistics_position_day"


class Migration(migrations.Migration):
    dependencies = [("statistics", "0002_positions_of_a_day")]

    operations = [
        migrations.RunSQL([_DROP, _WITH], [_DROP, _WITHOUT]),
        migrations.RunSQL(
            """
            CREATE INDEX statistics_obligation_first ON matters_obligation (matter_id, no, id)
            INCLUDE (kind) WHERE NOT void
            """,
            "DROP INDEX statistics_obligation_first",
        ),
    ]
