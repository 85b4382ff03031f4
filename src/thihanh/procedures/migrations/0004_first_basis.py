"""A new installation counts from the start with what the files of the law say."""

from django.db import migrations


def first_basis(apps, schema_editor):
    """Keep the basis where no deadline was counted yet; elsewhere it is unknown with what they were."""
    from thihanh.procedures.change_calendar.changes import keep_basis

    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM matters_current)")
        (counted,) = cursor.fetchone()
    if not counted:
        keep_basis()


class Migration(migrations.Migration):
    dependencies = [("procedures", "0003_term_change"), ("matters", "0004_life")]
    operations = [migrations.RunPython(first_basis, migrations.RunPython.noop)]
