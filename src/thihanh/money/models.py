"""The table of postings: append-only, two legs in one row, whole đồng."""

from django.db import models

from thihanh.money.ledger import PURPOSES


class Posting(models.Model):
    id = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField()
    subject = models.BigIntegerField()
    obligation = models.IntegerField()
    debit = models.TextField()
    credit = models.TextField()
    amount = models.BigIntegerField()
    on = models.DateField()
    known_on = models.DateField()
    reverses = models.ForeignKey("self", models.PROTECT, related_name="+", null=True, db_index=False)
    voucher = models.TextField(default="")
    source = models.TextField(default="")

    class Meta:
        indexes = [
            models.Index(fields=["subject", "on"], name="money_posting_subject_on"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="money_posting_amount_positive"),
            models.CheckConstraint(
                condition=~models.Q(debit=models.F("credit")), name="money_posting_two_accounts"
            ),
            models.CheckConstraint(
                condition=models.Q(debit__in=PURPOSES, credit__in=PURPOSES),
                name="money_posting_known_purposes",
            ),
            models.UniqueConstraint(
                fields=["reverses"],
                condition=models.Q(reverses__isnull=False),
                name="money_posting_reversed_once",
            ),
        ]
