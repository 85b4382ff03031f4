"""Tables of the agenda: what the rules proposed under a cut of the record, and how people changed it."""

from django.db import models

from thihanh.trail.models import Fact


class MeetingFact(Fact):
    """What is stated of a meeting."""

    meeting_id = models.BigIntegerField(db_index=True)

    class Meta:
        abstract = True


class AgendaFact(MeetingFact):
    """An agenda as built: the cut it was read from, the rules it was made by, what each rule found."""

    as_of = models.DateField()
    anchor = models.BigIntegerField()
    root = models.CharField(max_length=64)
    rules = models.TextField()
    found = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "steering_agenda"


class ItemFact(MeetingFact):
    """One item of a built agenda; the names of the parties stand in the record as a salted digest."""

    agenda_id = models.BigIntegerField(db_index=True)
    no = models.SmallIntegerField()
    key = models.CharField(max_length=60)
    content = models.JSONField(default=dict)
    parties = models.TextField(blank=True, default="")
    salt = models.CharField(max_length=32)

    class Meta:
        db_table = "steering_item"


class EditFact(MeetingFact):
    """A change by hand: an item added, dropped or worded anew, or the order of all."""

    verb = models.CharField(max_length=12)
    key = models.CharField(max_length=60, blank=True, default="")
    content = models.JSONField(default=dict)
    reason = models.TextField(blank=True, default="")
    actor = models.CharField(max_length=40)

    class Meta:
        db_table = "steering_edit"


class DelayFact(MeetingFact):
    """Days of delay of one body ("" ours) as stated with a meeting's papers: an exact fraction, no matter."""

    since = models.DateField()
    until = models.DateField()
    body = models.CharField(max_length=60, blank=True, default="")
    name = models.CharField(max_length=200, blank=True, default="")
    days_top = models.BigIntegerField()
    days_bottom = models.BigIntegerField()
    matters = models.IntegerField()

    class Meta:
        db_table = "steering_delay"
