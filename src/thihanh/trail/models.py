"""Tables of the record. Rows are written by ``operations`` alone; the database refuses every change."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models.functions import Now

if TYPE_CHECKING:
    MultiRange = models.Field[str, str]
else:
    MultiRange = models.Field


class Int8MultiRangeField(MultiRange):
    """A set of entry ids, kept as ranges."""

    def db_type(self, connection: object) -> str:
        return "int8multirange"


class Entry(models.Model):
    """One act. The database computes id, seq, recorded_at, prev_hash and hash."""

    id = models.BigIntegerField(primary_key=True)
    subject = models.TextField()
    seq = models.IntegerField()
    act = models.TextField()
    effective_on = models.DateField()
    known_on = models.DateField()
    recorded_at = models.DateTimeField()
    actor = models.TextField()
    ground = models.TextField(default="")
    article = models.TextField(default="")
    payload = models.TextField()
    prev_hash = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        db_table = "trail_entry"
        constraints = [models.UniqueConstraint(fields=["subject", "seq"], name="trail_entry_subject_seq")]


class Head(models.Model):
    """The length of a subject's chain: the row that two acts on one subject wait for."""

    subject = models.TextField(primary_key=True)
    seq = models.IntegerField()

    class Meta:
        db_table = "trail_head"


class Seal(models.Model):
    """The HMAC of an entry's hash."""

    entry_id = models.BigIntegerField(primary_key=True)
    seal = models.BinaryField()

    class Meta:
        db_table = "trail_seal"


class Anchor(models.Model):
    """The entries of one snapshot that no earlier anchor holds, and the root of their Merkle tree."""

    id = models.BigIntegerField(primary_key=True)
    made_at = models.DateTimeField()
    kind = models.TextField()
    entries = Int8MultiRangeField()
    count = models.BigIntegerField()
    root = models.BinaryField()
    previous = models.BinaryField()
    line = models.BinaryField()
    seal = models.BinaryField()

    class Meta:
        db_table = "trail_anchor"


class Check(models.Model):
    """One run of the check of the record and what it found."""

    id = models.BigAutoField(primary_key=True)
    finished_at = models.DateTimeField(db_default=Now())
    with_facts = models.BooleanField()
    ok = models.BooleanField()
    report = models.TextField()

    class Meta:
        db_table = "trail_check"


class Once(models.Model):
    """A request's key, what it asked and what it got: kept so that a repeated request acts once."""

    key = models.TextField(primary_key=True)
    digest = models.TextField()
    result = models.TextField(db_default="{}")
    kept_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "trail_once"


class Fact(models.Model):
    """What a table of facts begins with: a row stated by an entry and never changed."""

    id = models.BigAutoField(primary_key=True)
    entry_id = models.BigIntegerField()
    known_on = models.DateField()

    class Meta:
        abstract = True


class RevisableFact(Fact):
    """A fact that a later row may replace or void."""

    replaces_id = models.BigIntegerField(null=True)
    void = models.BooleanField(default=False)

    class Meta:
        abstract = True
