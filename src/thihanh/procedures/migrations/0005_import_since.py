"""The earliest day of a fact that a register file adds, so that a closed period can be named."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("procedures", "0004_first_basis")]

    operations: ClassVar = [
        migrations.AddField("importrun", "since", models.DateField(null=True)),
    ]
