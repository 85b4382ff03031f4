"""Tables of dossiers: the facts, append-only, and two projections of where each stands."""

from django.db import models

from thihanh.trail.models import Fact


class DossierFact(Fact):
    """A dossier: its kind, number and holder. What it is about stands in its opening step."""

    kind = models.CharField(max_length=32)
    agency = models.CharField(max_length=12)
    office = models.CharField(max_length=20)
    officer = models.CharField(max_length=20, blank=True, default="")
    year = models.SmallIntegerField()
    number = models.IntegerField()
    opened_on = models.DateField()

    class Meta:
        db_table = "dossiers_dossier"
        constraints = [
            models.UniqueConstraint(fields=["agency", "kind", "year", "number"], name="dossiers_number_once")
        ]


class StepFact(Fact):
    """A step taken, with its values that are not personal; a voided step names the one it takes back."""

    dossier_id = models.BigIntegerField()
    step = models.CharField(max_length=40)
    on = models.DateField()
    actor = models.CharField(max_length=40)
    values = models.JSONField(default=dict)
    paper_id = models.BigIntegerField(null=True)
    replaces_id = models.BigIntegerField(null=True)
    void = models.BooleanField(default=False)

    class Meta:
        db_table = "dossiers_step"
        indexes = [models.Index(fields=["dossier_id", "id"], name="dossiers_step_of")]


class PrivateFact(Fact):
    """A personal value of a step; the record holds its salted digest. ``secret``: for few eyes only."""

    step_id = models.BigIntegerField(db_index=True)
    name = models.CharField(max_length=40)
    secret = models.BooleanField(default=False)
    salt = models.CharField(max_length=32)
    value = models.TextField()

    class Meta:
        db_table = "dossiers_private"


class LinkFact(Fact):
    """A matter or another dossier that a dossier is about; a later row of the same pair may void it."""

    dossier_id = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=12)
    target_id = models.BigIntegerField()
    void = models.BooleanField(default=False)

    class Meta:
        db_table = "dossiers_link"
        indexes = [models.Index(fields=["kind", "target_id"], name="dossiers_link_to")]


class HolderFact(Fact):
    """Who holds a dossier from a day on: office and officer."""

    dossier_id = models.BigIntegerField(db_index=True)
    office = models.CharField(max_length=20)
    officer = models.CharField(max_length=20, blank=True, default="")
    since = models.DateField()

    class Meta:
        db_table = "dossiers_holder"


class Current(models.Model):
    """Where a dossier stands now; a projection."""

    dossier_id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=32)
    agency = models.CharField(max_length=12)
    office = models.CharField(max_length=20)
    officer = models.CharField(max_length=20)
    body = models.CharField(max_length=40)
    state = models.CharField(max_length=32)
    since = models.DateField()
    opened_on = models.DateField()
    ended_on = models.DateField(null=True)
    title = models.TextField()
    search = models.TextField()
    tags = models.JSONField(default=list)
    kept_from = models.JSONField(default=list)
    next_rule = models.CharField(max_length=40)
    next_due = models.DateField(null=True)

    class Meta:
        db_table = "dossiers_current"
        indexes = [
            models.Index(fields=["agency", "kind", "state"], name="dossiers_current_state"),
            models.Index(fields=["agency", "kind", "next_due"], name="dossiers_current_due"),
            models.Index(fields=["agency", "body"], name="dossiers_current_body"),
        ]


class Term(models.Model):
    """A clock of a dossier, running or met; a projection that statistics read."""

    id = models.BigAutoField(primary_key=True)
    dossier_id = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=32)
    agency = models.CharField(max_length=12)
    body = models.CharField(max_length=40)
    rule = models.CharField(max_length=40)
    of = models.CharField(max_length=4)
    started_on = models.DateField()
    due = models.DateField(null=True)
    met_on = models.DateField(null=True)

    class Meta:
        db_table = "dossiers_term"
        indexes = [models.Index(fields=["agency", "kind", "rule"], name="dossiers_term_rule")]
