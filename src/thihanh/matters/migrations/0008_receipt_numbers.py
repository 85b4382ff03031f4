"""A line of register 01 is found by its number in all its versions, not only in the first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matters", "0007_stand_of_one")]

    operations = [
        migrations.AddIndex(
            model_name="receiptfact",
            index=models.Index(fields=["agency", "year", "number"], name="matters_receipt_number"),
        ),
    ]
