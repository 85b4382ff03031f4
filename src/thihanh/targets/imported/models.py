"""Tables of the import: the published rows that were brought in (facts), and the files they came in."""

from django.db import models
from django.db.models.functions import Now


class PublishedFact(models.Model):
    """One published row as printed, stated by a trail entry; a later row may replace or void it.

    ``figures`` holds every printed number by column: its text, value, qualifier, step and unit.
    """

    id = models.BigAutoField(primary_key=True)
    entry_id = models.BigIntegerField()
    known_on = models.DateField()
    replaces_id = models.BigIntegerField(null=True)
    void = models.BooleanField(default=False)
    key = models.CharField(max_length=60)
    level = models.CharField(max_length=12)
    unit = models.CharField(max_length=12, blank=True, default="")
    boundary = models.CharField(max_length=2, blank=True, default="")
    name = models.CharField(max_length=160)
    edition = models.CharField(max_length=12)
    work_year = models.SmallIntegerField()
    months = models.SmallIntegerField()
    as_of = models.DateField(null=True)
    figures = models.JSONField(default=dict)
    publication = models.CharField(max_length=300)
    address = models.CharField(max_length=300, blank=True, default="")
    published_on = models.DateField(null=True)
    mark = models.CharField(max_length=12)
    note = models.CharField(max_length=1000, blank=True, default="")
    kept_because = models.CharField(max_length=300, blank=True, default="")
    place = models.CharField(max_length=240)
    by = models.CharField(max_length=60)

    class Meta:
        app_label = "targets"
        db_table = "targets_published"
        indexes = [models.Index(fields=["unit", "work_year", "months"], name="targets_published_period")]


class PublishedRun(models.Model):
    """One file of published rows: what was read, what became of it. Not a fact: the trail has the record."""

    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    agency = models.CharField(max_length=12, blank=True, default="")
    by = models.CharField(max_length=60)
    on = models.DateField()
    started_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=12)
    sentence = models.TextField(blank=True, default="")
    rows = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    applied_on = models.DateField(null=True)

    class Meta:
        app_label = "targets"
        db_table = "targets_published_run"
