"""Tables of the frozen books: who confirmed, what was closed, who signed. Append-only facts, all of them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from thihanh.trail.models import Fact


class ClosingFact(Fact):
    """An officer or an office confirms its figures of a period; ``digest`` is that of the figures."""

    agency = models.CharField(max_length=12)
    unit = models.CharField(max_length=20)
    work_year = models.SmallIntegerField()
    month = models.SmallIntegerField()
    by = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "editions_closing"
        indexes = [models.Index(fields=["agency", "work_year", "month"], name="editions_closing_period")]


class EditionFact(Fact):
    """An agency's book of a period, frozen: its cut and the digests of what it holds.

    ``known_on`` is the day of closing and the day of the cut. ``units`` are the units and officers of the
    book with their names on the period's last day; ``header`` is what stands apart from the body.
    """

    unit = models.CharField(max_length=12)
    work_year = models.SmallIntegerField()
    month = models.SmallIntegerField()
    kind = models.CharField(max_length=16)
    by = models.CharField(max_length=60)
    anchor = models.BigIntegerField()
    root = models.CharField(max_length=64)
    body_sha256 = models.CharField(max_length=64)
    file_sha256 = models.CharField(max_length=64)
    supersedes_id = models.BigIntegerField(null=True)
    explanation = models.TextField(blank=True, default="")
    late = ArrayField(models.CharField(max_length=20), default=list)
    elsewhere = ArrayField(models.SmallIntegerField(), default=list)
    composed_of = ArrayField(models.BigIntegerField(), default=list)
    units = models.JSONField(default=list)
    header = models.JSONField(default=dict)

    class Meta:
        db_table = "editions_edition"
        indexes = [models.Index(fields=["unit", "work_year", "month"], name="editions_edition_period")]


class SigningFact(Fact):
    """The head signed the edition: the PDF under its digest, with the machine file attached inside."""

    edition_id = models.BigIntegerField()
    by = models.CharField(max_length=60)
    pdf_sha256 = models.CharField(max_length=64)

    class Meta:
        db_table = "editions_signing"
        indexes = [models.Index(fields=["edition_id"], name="editions_signing_edition")]
