"""How far a long piece of work has come; not a fact, rewritten all the time."""

from django.db import models
from django.db.models.functions import Now


class Progress(models.Model):
    """One row per piece of work that somebody may be watching."""

    job_key = models.TextField(primary_key=True)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    state = models.TextField()
    message = models.TextField(default="")
    cancel_requested = models.BooleanField(default=False)
    updated = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "thihanh_queue_progress"
