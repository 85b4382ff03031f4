"""Tables of oversight beside dossiers: samples, establishment, custody. Facts, append-only."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from thihanh.trail.models import Fact


class SampleFact(Fact):
    """A sample's turn: a seed committed (``frame`` empty), then drawn in a row that replaces it."""

    dossier_id = models.BigIntegerField(db_index=True)
    commitment = models.CharField(max_length=64)
    seed = models.CharField(max_length=64, blank=True, default="")
    filters = models.JSONField(default=dict)
    as_of = models.DateField(null=True)
    frame = ArrayField(models.BigIntegerField(), default=list)
    picked = ArrayField(models.BigIntegerField(), default=list)
    replaces_id = models.BigIntegerField(null=True)

    class Meta:
        db_table = "oversight_sample"


class EstablishmentFact(Fact):
    """The posts a unit has been given from a day on: of a role, by a document. The last of a day stands."""

    unit = models.CharField(max_length=12)
    role = models.CharField(max_length=20)
    posts = models.IntegerField()
    on = models.DateField()
    document = models.CharField(max_length=200)

    class Meta:
        db_table = "oversight_establishment"
        indexes = [models.Index(fields=["unit", "role", "on"], name="oversight_establishment_of")]


class CustodyFact(Fact):
    """Where a party serves a prison term, and until when, as a body answered. Personal: the record holds a
    salted digest; the last row of a party stands."""

    matter_id = models.BigIntegerField(db_index=True)
    person_id = models.BigIntegerField(db_index=True)
    body = models.CharField(max_length=40)
    answered_on = models.DateField()
    reference = models.CharField(max_length=120, blank=True, default="")
    salt = models.CharField(max_length=32)
    place = models.CharField(max_length=200, blank=True, default="")
    ends_on = models.DateField(null=True)
    released = models.BooleanField(default=False)

    class Meta:
        db_table = "oversight_custody"
