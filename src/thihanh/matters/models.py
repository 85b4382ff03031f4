"""Tables of the matter: facts (append-only) and the projections that can be dropped and rebuilt.

Every fact row names its trail entry. Facts of a matter share ``on`` (the day it took effect),
``known_on`` (the day it was entered in the book), ``replaces_id`` (the fact this one corrects), ``void``
(it only takes the other back), ``source`` (sheet and cell of an import). Relations are plain
ids with foreign keys in the migration: reading goes through SQL, and no reverse accessor opens a way up.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce


class Judgment(models.Model):
    id = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField()
    agency = models.TextField()
    number = models.TextField()
    made_on = models.DateField()
    court = models.TextField()
    kind = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "number", "made_on", "court"], name="matters_judgment_once"
            )
        ]


class Matter(models.Model):
    id = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField()
    agency = models.TextField()
    number = models.TextField()
    year = models.SmallIntegerField()
    decided_on = models.DateField()
    kind = models.TextField()
    judgment_id = models.BigIntegerField(db_index=True)
    requested_on = models.DateField(null=True)
    delegated_from = models.TextField(default="")
    known_on = models.DateField()
    source = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "number", "year"], name="matters_matter_number_once")
        ]


class Person(models.Model):
    """Personal values, with the salt of the hash that stands for them in the record."""

    id = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField()
    salt = models.TextField()
    kind = models.TextField()
    name = models.TextField()
    id_number = models.TextField(default="")
    birth_year = models.SmallIntegerField(null=True)
    address = models.TextField(default="")


class Party(models.Model):
    id = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField()
    matter_id = models.BigIntegerField(db_index=True)
    no = models.SmallIntegerField()
    role = models.TextField()
    person_id = models.BigIntegerField()
    known_on = models.DateField()
    replaces_id = models.BigIntegerField(null=True)
    void = models.BooleanField(default=False)
    source = models.TextField(default="")


class Obligation(models.Model):
    id = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField()
    matter_id = models.BigIntegerField(db_index=True)
    no = models.SmallIntegerField()
    kind = models.TextField()
    content = models.TextField(default="")
    debtor = models.SmallIntegerField(null=True)
    creditor = models.SmallIntegerField(null=True)
    known_on = models.DateField()
    replaces_id = models.BigIntegerField(null=True)
    void = models.BooleanField(default=False)
    source = models.TextField(default="")


class MatterFact(models.Model):
    """What facts with a day of their own have in common."""

    id = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField()
    matter_id = models.BigIntegerField()
    on = models.DateField()
    ordinal = models.SmallIntegerField(default=0)  # order among facts of one day
    known_on = models.DateField()
    replaces_id = models.BigIntegerField(null=True)
    void = models.BooleanField(default=False)
    source = models.TextField(default="")

    class Meta:
        abstract = True


class StageFact(MatterFact):
    stage = models.TextField()
    ground = models.TextField(default="")
    asset_value = models.BigIntegerField(null=True)
    document = models.TextField(default="")

    class Meta:
        db_table = "matters_stage"
        indexes = [models.Index(fields=["matter_id", "on"], name="matters_stage_matter_on")]


class Assignment(MatterFact):
    office = models.TextField()
    officer = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["matter_id", "on"], name="matters_assignment_matter_on")]


class TagFact(MatterFact):
    tag = models.TextField()
    present = models.BooleanField()

    class Meta:
        db_table = "matters_tag"
        indexes = [models.Index(fields=["matter_id", "on"], name="matters_tag_matter_on")]


class Verification(MatterFact):
    means = models.TextField()
    finding = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["matter_id", "on"], name="matters_verification_matter_on")]


class StepFact(MatterFact):
    """What an act did beside stage, money and holding; ``code`` is the act's code in the catalogue."""

    code = models.TextField()
    ground = models.TextField(default="")
    article = models.TextField(default="")
    obligation = models.SmallIntegerField(null=True)
    party = models.SmallIntegerField(null=True)
    amount = models.BigIntegerField(null=True)
    until = models.DateField(null=True)
    counterpart = models.TextField(default="")
    paper = models.BigIntegerField(null=True)
    facts = models.JSONField(default=dict)

    class Meta:
        db_table = "matters_step"
        indexes = [
            models.Index(fields=["matter_id", "on"], name="matters_step_matter_on"),
            models.Index(fields=["code", "on"], name="matters_step_code_on"),
        ]


class LiabilityFact(MatterFact):
    """How a party answers for an obligation: jointly, for a share, or with collateral up to a ceiling."""

    obligation = models.SmallIntegerField()
    party = models.SmallIntegerField()
    kind = models.TextField()
    ceiling = models.BigIntegerField(null=True)

    class Meta:
        db_table = "matters_liability"
        indexes = [models.Index(fields=["matter_id"], name="matters_liability_matter")]


class InstalmentFact(MatterFact):
    """One period of an obligation that falls due by periods (support)."""

    obligation = models.SmallIntegerField()
    period = models.TextField()
    due_on = models.DateField()
    amount = models.BigIntegerField(null=True)

    class Meta:
        db_table = "matters_instalment"
        indexes = [models.Index(fields=["matter_id"], name="matters_instalment_matter")]


class LinkFact(MatterFact):
    """Two matters that belong together: requested again, delegated, separated, of one judgment."""

    other_id = models.BigIntegerField(db_index=True)
    kind = models.TextField()

    class Meta:
        db_table = "matters_link"
        indexes = [models.Index(fields=["matter_id"], name="matters_link_matter")]


class IntakeFact(models.Model):
    """What facts before the birth of a matter have in common."""

    id = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField()
    agency = models.TextField()
    on = models.DateField()
    known_on = models.DateField()
    replaces_id = models.BigIntegerField(null=True)
    void = models.BooleanField(default=False)
    source = models.TextField(default="")

    class Meta:
        abstract = True


class ReceiptFact(IntakeFact):
    """A judgment received; ``on`` is the day of receipt, ``number`` its place in register 01 of the year."""

    judgment_id = models.BigIntegerField(db_index=True)
    office = models.TextField(default="")
    year = models.SmallIntegerField()
    number = models.IntegerField()
    channel = models.TextField()
    effective_on = models.DateField(null=True)
    complete = models.BooleanField(default=True)
    facts = models.JSONField(default=dict)

    class Meta:
        db_table = "matters_receipt"
        indexes = [
            models.Index(fields=["agency", "-on", "-id"], name="matters_receipt_agency_on"),
            models.Index(fields=["agency", "year", "number"], name="matters_receipt_number"),
        ]


class RequestFact(IntakeFact):
    """A request for enforcement; ``on`` is the day that counts as its day."""

    judgment_id = models.BigIntegerField(null=True, db_index=True)
    office = models.TextField(default="")
    year = models.SmallIntegerField()
    number = models.IntegerField()
    channel = models.TextField()
    requester_id = models.BigIntegerField()
    debtor_id = models.BigIntegerField(null=True)
    again_for = models.BigIntegerField(null=True)
    facts = models.JSONField(default=dict)

    class Meta:
        db_table = "matters_request"
        indexes = [models.Index(fields=["agency", "-on", "-id"], name="matters_request_agency_on")]


class RequestEvent(IntakeFact):
    """What became of a request: supplement asked, supplemented, refused, accepted, withdrawn."""

    request_id = models.BigIntegerField(db_index=True)
    event = models.TextField()
    ground = models.TextField(default="")
    until = models.DateField(null=True)
    paper = models.BigIntegerField(null=True)
    matter_id = models.BigIntegerField(null=True)
    facts = models.JSONField(default=dict)

    class Meta:
        db_table = "matters_request_event"


class SamePerson(IntakeFact):
    """Two entries of persons are one and the same; taking it back is a later fact that voids this one."""

    person_id = models.BigIntegerField(db_index=True)
    same_as = models.BigIntegerField(db_index=True)
    evidence = models.JSONField(default=dict)

    class Meta:
        db_table = "matters_same_person"


class Draw(IntakeFact):
    """A draw of assignments: first the commitment, then the drawn result that reveals the seed."""

    office = models.TextField(default="")
    commitment = models.TextField()
    seed = models.TextField(default="")
    stated = models.JSONField(default=dict)

    class Meta:
        db_table = "matters_draw"


class TermRow(models.Model):
    """An open deadline of an open matter, with the days its count walks over (projection)."""

    pk = models.CompositePrimaryKey("matter_id", "no")
    matter_id = models.BigIntegerField()
    no = models.SmallIntegerField()
    agency = models.TextField()
    office = models.TextField()
    officer = models.TextField()
    rule = models.TextField()
    step = models.TextField(default="")
    regime = models.TextField()
    from_on = models.DateField()
    due_on = models.DateField(null=True)
    first_day = models.DateField()
    last_day = models.DateField()
    facts = models.JSONField(default=dict)
    stops = models.JSONField(default=list)
    met_by = ArrayField(models.TextField(), default=list)

    class Meta:
        db_table = "matters_term"
        indexes = [
            models.Index(fields=["officer", "due_on"], name="matters_term_officer_due"),
            models.Index(fields=["office", "due_on"], name="matters_term_office_due"),
            models.Index(fields=["agency", "due_on"], name="matters_term_agency_due"),
        ]


class Position(models.Model):
    """Where a matter stood from day to day, with its money of the work year (projection).

    One row holds for [lo, hi); rows are split at each work-year start up to the horizon.
    """

    pk = models.CompositePrimaryKey("matter_id", "lo")
    matter_id = models.BigIntegerField()
    agency = models.TextField()
    work_year = models.SmallIntegerField()
    lo = models.DateField()
    hi = models.DateField()
    office = models.TextField()
    officer = models.TextField()
    stage = models.TextField()
    ground = models.TextField()
    stage_since = models.DateField()
    kind = models.TextField()
    decided_on = models.DateField()
    judgment_id = models.BigIntegerField()
    tags = ArrayField(models.TextField())
    in_opening = models.BooleanField()
    is_new = models.BooleanField()
    open_out = models.BigIntegerField()
    ytd_due = models.BigIntegerField()
    ytd_collected = models.BigIntegerField()
    ytd_terminated = models.BigIntegerField()
    ytd_reduced = models.BigIntegerField()
    ytd_delegated = models.BigIntegerField()
    ytd_withdrawn = models.BigIntegerField()
    ytd_amended = models.BigIntegerField()
    outstanding = models.BigIntegerField()
    asset_value = models.BigIntegerField(null=True)
    ytd_moved = models.IntegerField()
    ytd_moved_money = models.BigIntegerField()
    ytd_returned = models.IntegerField()
    ytd_returned_money = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["agency", "work_year", "office", "lo"], name="matters_position_unit"),
        ]


class Horizon(models.Model):
    """The last work year that open matters are carried into (one row)."""

    work_year = models.SmallIntegerField(primary_key=True)


class Current(models.Model):
    """One row per matter as it stands now, for lists (projection)."""

    matter_id = models.BigIntegerField(primary_key=True)
    agency = models.TextField()
    office = models.TextField()
    officer = models.TextField()
    number = models.TextField()
    number_key = models.TextField(db_collation="C")
    decided_on = models.DateField()
    kind = models.TextField()
    judgment_id = models.BigIntegerField()
    judgment_kind = models.TextField()
    stage = models.TextField()
    ground = models.TextField()
    stage_since = models.DateField()
    ended = models.BooleanField()
    tags = ArrayField(models.TextField())
    creditor = models.TextField()
    debtor = models.TextField()
    parties = models.SmallIntegerField()
    due = models.BigIntegerField()
    collected = models.BigIntegerField()
    outstanding = models.BigIntegerField()
    next_rule = models.TextField()
    next_due = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["agency", "-decided_on", "-matter_id"], name="matters_current_agency_decided"
            ),
            models.Index(fields=["officer", "ended", "next_due"], name="matters_current_officer_due"),
            models.Index(fields=["agency", "number_key"], name="matters_current_number"),
            models.Index(fields=["agency", "-outstanding", "-matter_id"], name="matters_current_amount"),
            # Counts and sums of a filtered list come from the index alone.
            models.Index(
                fields=["agency", "stage", "kind", "judgment_kind"],
                include=["office", "officer", "ended", "outstanding"],
                name="matters_current_agency_counts",
            ),
            models.Index(
                fields=["office", "stage", "kind", "judgment_kind"],
                include=["agency", "officer", "ended", "outstanding"],
                name="matters_current_office_counts",
            ),
            models.Index(
                "agency",
                Coalesce("next_due", RawSQL("'infinity'::date", ())),
                "matter_id",
                name="matters_current_due",
            ),
        ]


class Name(models.Model):
    """Search words of the parties' names (projection)."""

    pk = models.CompositePrimaryKey("matter_id", "no")
    matter_id = models.BigIntegerField()
    no = models.SmallIntegerField()
    words = ArrayField(models.TextField())
    sort_key = models.TextField(db_collation="C")

    class Meta:
        indexes = [GinIndex(fields=["words"], name="matters_name_words")]
