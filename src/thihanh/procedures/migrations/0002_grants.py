"""Runs and headings are working tables, not facts: the app role may change their rows."""

from django.db import migrations

from thihanh.trail.append_only import projection_statements

TABLES = ("procedures_import_run", "procedures_heading_mapping")


class Migration(migrations.Migration):
    dependencies = [("procedures", "0001_initial"), ("trail", "0001_initial")]
    operations = [
        migrations.RunSQL(statement, migrations.RunSQL.noop)
        for table in TABLES
        for statement in projection_statements(table)
    ]
