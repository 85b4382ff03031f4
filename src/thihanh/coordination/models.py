"""Tables of requests to other bodies: reply links and their openings, contacts, what the night proposes."""

from django.db import models

from thihanh.trail.models import Fact


class ReplyLinkFact(Fact):
    """A link by which a body answers one request. Its token and code are kept as salted digests only.

    ``selector`` finds it; a later row with ``void`` names the one it ends by ``replaces_id``.
    """

    dossier_id = models.BigIntegerField(db_index=True)
    selector = models.CharField(max_length=16, null=True, unique=True)
    salt = models.CharField(max_length=32, blank=True, default="")
    token_digest = models.CharField(max_length=64, blank=True, default="")
    code_digest = models.CharField(max_length=64, blank=True, default="")
    expires_on = models.DateField(null=True)
    issued_by = models.CharField(max_length=40)
    replaces_id = models.BigIntegerField(null=True, db_index=True)
    void = models.BooleanField(default=False)

    class Meta:
        db_table = "coordination_link"


class OpeningFact(Fact):
    """What was done with a link, or tried with none (``link_id`` null): opened, wrong, replied, refused.

    ``address`` is a keyed digest of the caller's address: the same caller is known again, nobody is found.
    """

    link_id = models.BigIntegerField(null=True)
    what = models.CharField(max_length=12)
    at = models.DateTimeField()
    address = models.CharField(max_length=32)

    class Meta:
        db_table = "coordination_opening"
        indexes = [models.Index(fields=["link_id", "id"], name="coordination_opening_of")]


class ContactFact(Fact):
    """How an agency reaches a body: as its office stated, from a day on; the last row of a body stands.

    The head's name is personal: the record holds a salted digest.
    """

    agency = models.CharField(max_length=12)
    body = models.CharField(max_length=40)
    body_name = models.CharField(max_length=200, blank=True, default="")
    email = models.CharField(max_length=200, blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    head = models.CharField(max_length=200, blank=True, default="")
    salt = models.CharField(max_length=32)
    since = models.DateField()

    class Meta:
        db_table = "coordination_contact"
        indexes = [models.Index(fields=["agency", "body"], name="coordination_contact_of")]


class ProposalFact(Fact):
    """What the night proposes for a request or a directive: a reminder, a way upward, or the mark RF-51."""

    dossier_id = models.BigIntegerField()
    what = models.CharField(max_length=16)
    on = models.DateField()
    due = models.DateField()

    class Meta:
        db_table = "coordination_proposal"
        constraints = [
            models.UniqueConstraint(fields=["dossier_id", "what", "due"], name="coordination_proposal_once")
        ]


class PublishedFact(Fact):
    """A response table as it was published; a later one of the agency replaces it, nothing changes it."""

    agency = models.CharField(max_length=12, db_index=True)
    since = models.DateField()
    until = models.DateField()
    least = models.IntegerField()
    lines = models.JSONField()
    by = models.CharField(max_length=40)

    class Meta:
        db_table = "coordination_published"
