"""Tables of the import: its runs, and the headings that offices call their own."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class HeadingMapping(models.Model):
    """An office calls a column by another heading: ``fold`` is the heading as compared."""

    agency = models.CharField(max_length=12)
    sheet = models.CharField(max_length=40)
    fold = models.CharField(max_length=200)
    heading = models.CharField(max_length=200)
    column = models.CharField(max_length=40)

    class Meta:
        db_table = "procedures_heading_mapping"
        constraints = [
            models.UniqueConstraint(fields=["agency", "sheet", "fold"], name="procedures_heading_once")
        ]


class ImportRun(models.Model):
    """One file brought in: what was found in it and what became of it. Not a fact: trail has the record."""

    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    stored = models.CharField(max_length=200)
    agency = models.CharField(max_length=12, blank=True)
    by = models.CharField(max_length=60)
    on = models.DateField()
    started_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=12)
    sentence = models.TextField(blank=True, default="")
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    errors = models.IntegerField(default=0)
    warnings = models.IntegerField(default=0)
    cancel_requested = models.BooleanField(default=False)
    applied_on = models.DateField(null=True)
    entry_id = models.BigIntegerField(null=True)
    since = models.DateField(null=True)  # the earliest day of a fact that the file adds or corrects

    class Meta:
        db_table = "procedures_import_run"
        indexes = [models.Index(fields=["agency", "-id"], name="procedures_run_agency")]


class TermChange(models.Model):
    """A changed day or figure: what it touches, what it moves, what became of it. Not a fact: the day is."""

    key = models.CharField(max_length=32, unique=True)
    kind = models.CharField(max_length=8)
    unit = models.CharField(max_length=12, blank=True, default="")
    day = models.DateField(null=True)
    working = models.BooleanField(default=False)
    reason = models.TextField(default="")
    basis = models.TextField(default="")
    days = ArrayField(models.DateField(), default=list)
    rules = ArrayField(models.TextField(), default=list)
    everything = models.BooleanField(default=False)
    state = models.CharField(max_length=12)
    made_by = models.CharField(max_length=60)
    made_on = models.DateField()
    accepted_by = models.CharField(max_length=60, default="", db_default="")
    accepted_on = models.DateField(null=True)
    finished_at = models.DateTimeField(null=True)
    terms = models.IntegerField(default=0)
    matters = models.IntegerField(default=0)
    looked_at = models.IntegerField(default=0)
    moved = models.IntegerField(default=0)
    differences = models.JSONField(default=list)

    class Meta:
        db_table = "procedures_term_change"


class LawBasis(models.Model):
    """The days and figures with which the open deadlines were counted last (one row)."""

    id = models.SmallIntegerField(primary_key=True)
    stated = models.JSONField()

    class Meta:
        db_table = "procedures_law_basis"
