"""Tables of papers: facts (append-only), the queue (projection), the counters of numbers.

Relations are plain ids with foreign keys in the migration, as in ``matters``. What a paper says is personal:
``documents_content`` keeps it with a salt, the record holds the salted digest only.
"""

from django.db import models


class Paper(models.Model):
    """A paper came to be: of which kind, for which act, under which law, of whose matter."""

    id = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField()
    kind = models.TextField()
    agency = models.TextField()
    office = models.TextField()
    officer = models.TextField(default="")
    matter_id = models.BigIntegerField(null=True, db_index=True)
    act = models.TextField(default="")
    regime = models.TextField()
    signer_kind = models.TextField()
    drafted_on = models.DateField()
    known_on = models.DateField()


class Content(models.Model):
    """What a paper says, from one draft to the next; the last one holds. Texts are canonical JSON."""

    id = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField()
    paper_id = models.BigIntegerField()
    ordinal = models.SmallIntegerField()
    template_id = models.BigIntegerField(null=True)
    salt = models.TextField()
    title = models.TextField()
    values = models.TextField()
    inputs = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper_id", "ordinal"], name="documents_content_once")]


class Move(models.Model):
    """A paper went from one state to the next; a signature and a number belong to their moves."""

    id = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField()
    paper_id = models.BigIntegerField()
    ordinal = models.SmallIntegerField()
    move = models.TextField()
    on = models.DateField()
    known_on = models.DateField()
    actor = models.TextField()
    reason = models.TextField(default="")
    digest = models.TextField(default="")  # of the content signed
    prefix = models.TextField(default="")
    block = models.TextField(default="")
    power_id = models.BigIntegerField(null=True)
    agency = models.TextField(default="")
    series = models.TextField(default="")
    year = models.SmallIntegerField(null=True)
    number = models.IntegerField(null=True)
    symbol = models.TextField(default="")
    code = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper_id", "ordinal"], name="documents_move_once"),
            models.UniqueConstraint(
                fields=["agency", "series", "year", "number"],
                condition=models.Q(number__isnull=False),
                name="documents_move_number_once",
            ),
            models.UniqueConstraint(
                fields=["code"], condition=~models.Q(code=""), name="documents_move_code_once"
            ),
        ]


class File(models.Model):
    """A file was kept: what a paper became, or what was brought in; its bytes are named by hash."""

    id = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField()
    paper_id = models.BigIntegerField(null=True, db_index=True)
    matter_id = models.BigIntegerField(null=True, db_index=True)
    role = models.TextField()
    sha256 = models.TextField()
    media = models.TextField()
    size = models.BigIntegerField()
    pages = models.IntegerField(null=True)
    on = models.DateField()
    known_on = models.DateField()
    actor = models.TextField()
    salt = models.TextField()
    name = models.TextField()


class Folio(models.Model):
    """A sheet's place in a matter's file (bút lục): given once, in order of receipt, without gaps."""

    id = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField()
    matter_id = models.BigIntegerField()
    no = models.IntegerField()
    paper_id = models.BigIntegerField(null=True)
    file_id = models.BigIntegerField(null=True)
    on = models.DateField()
    known_on = models.DateField()
    source = models.TextField()
    salt = models.TextField()
    title = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter_id", "no"], name="documents_folio_once"),
            models.UniqueConstraint(
                fields=["paper_id"], condition=models.Q(paper_id__isnull=False), name="documents_folio_paper"
            ),
            models.UniqueConstraint(
                fields=["file_id"], condition=models.Q(file_id__isnull=False), name="documents_folio_file"
            ),
        ]


class Template(models.Model):
    """A version of a template that an agency proposed; its file is kept by hash."""

    id = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField()
    template = models.TextField()
    agency = models.TextField()
    sha256 = models.TextField()
    note = models.TextField()
    actor = models.TextField()
    on = models.DateField()
    known_on = models.DateField()


class TemplateMove(models.Model):
    """A proposed version was approved from a day on, or refused."""

    id = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField()
    template_id = models.BigIntegerField(unique=True)
    move = models.TextField()
    on = models.DateField()
    known_on = models.DateField()
    since = models.DateField(null=True)
    actor = models.TextField()
    reason = models.TextField(default="")

    class Meta:
        db_table = "documents_template_move"


class Queue(models.Model):
    """Where each paper stands (projection): one row per paper, derived from its moves."""

    paper_id = models.BigIntegerField(primary_key=True)
    agency = models.TextField()
    office = models.TextField()
    officer = models.TextField()
    matter_id = models.BigIntegerField(null=True, db_index=True)
    kind = models.TextField()
    act = models.TextField()
    regime = models.TextField()
    signer_kind = models.TextField()
    title = models.TextField()
    state = models.TextField()
    since = models.DateField()
    submitted_on = models.DateField(null=True)
    drafted_on = models.DateField()
    maker = models.TextField()
    checker = models.TextField()
    signer = models.TextField()
    prefix = models.TextField()
    moves = models.SmallIntegerField()
    series = models.TextField()
    number = models.IntegerField(null=True)
    symbol = models.TextField()
    issued_on = models.DateField(null=True)
    code = models.TextField()

    class Meta:
        indexes = [
            models.Index(
                fields=["agency", "state", "since", "paper_id"],
                condition=models.Q(
                    state__in=["drafted", "submitted", "checked", "signed", "returned", "recalled"]
                ),
                name="documents_queue_open",
            ),
            models.Index(fields=["agency", "series", "issued_on"], name="documents_queue_issued"),
        ]


class Counter(models.Model):
    """The last number given in a series of a year; its row is locked while a number is taken."""

    pk = models.CompositePrimaryKey("agency", "series", "year")
    agency = models.TextField()
    series = models.TextField()
    year = models.SmallIntegerField()
    last = models.IntegerField()


class Service(models.Model):
    """Whom an issued paper must reach, and by when: a party by number, or a body."""

    id = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField()
    paper_id = models.BigIntegerField()
    matter_id = models.BigIntegerField(null=True, db_index=True)
    agency = models.TextField()
    office = models.TextField()
    kind = models.TextField()
    party = models.SmallIntegerField(null=True)
    role = models.TextField(default="")
    body = models.TextField(default="")
    regime = models.TextField()
    issued_on = models.DateField()
    due_rule = models.TextField(default="")
    due_on = models.DateField(null=True)
    known_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["paper_id", "party", "body"], name="documents_service_once", nulls_distinct=False
            )
        ]
        indexes = [models.Index(fields=["agency", "due_on"], name="documents_service_agency_due")]


class ServiceEvent(models.Model):
    """Something happened in an attempt to serve: it started, the channel took it, it arrived or failed."""

    id = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField()
    service_id = models.BigIntegerField()
    paper_id = models.BigIntegerField()
    attempt = models.SmallIntegerField()
    ordinal = models.SmallIntegerField()
    channel = models.TextField()
    regime = models.TextField()
    result = models.TextField()
    on = models.DateField()
    known_on = models.DateField()
    actor = models.TextField()
    reference = models.TextField(default="")
    basis = models.TextField(default="")
    file_id = models.BigIntegerField(null=True)

    class Meta:
        db_table = "documents_service_event"
        constraints = [
            models.UniqueConstraint(
                fields=["service_id", "attempt", "ordinal"], name="documents_service_event_once"
            )
        ]


class ServiceState(models.Model):
    """Where each service stands (projection)."""

    service_id = models.BigIntegerField(primary_key=True)
    state = models.TextField()
    channel = models.TextField()
    attempt = models.SmallIntegerField()
    tries = models.SmallIntegerField()
    last_result = models.TextField()
    last_on = models.DateField(null=True)
    valid_on = models.DateField(null=True)

    class Meta:
        db_table = "documents_service_state"
        indexes = [models.Index(fields=["state", "service_id"], name="documents_service_state_list")]
