"""Reports that were made, and the parts people wrote into them: facts, only ever added to."""

from django.db import models


class ReportFact(models.Model):
    """A report of a kind, unit and period, made from an edition (0: from live figures)."""

    id = models.BigAutoField(primary_key=True)
    entry_id = models.BigIntegerField()
    known_on = models.DateField()
    kind = models.CharField(max_length=16)
    unit = models.CharField(max_length=20)
    work_year = models.SmallIntegerField()
    month = models.SmallIntegerField()
    edition_id = models.BigIntegerField()
    source = models.CharField(max_length=200)
    by = models.CharField(max_length=60)
    body_sha256 = models.CharField(max_length=64)

    class Meta:
        db_table = "reports_report"
        indexes = [models.Index(fields=["unit", "work_year", "month"], name="reports_report_period")]


class HandFact(models.Model):
    """One version of a part people write: the last one stands, the earlier ones can be read."""

    id = models.BigAutoField(primary_key=True)
    entry_id = models.BigIntegerField()
    known_on = models.DateField()
    report_id = models.BigIntegerField()
    part = models.CharField(max_length=40)
    ordinal = models.SmallIntegerField()
    by = models.CharField(max_length=60)
    salt = models.CharField(max_length=32)
    text = models.TextField()

    class Meta:
        db_table = "reports_hand"
        constraints = [
            models.UniqueConstraint(fields=["report_id", "part", "ordinal"], name="reports_hand_once")
        ]
