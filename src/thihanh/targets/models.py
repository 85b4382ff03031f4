"""Tables of targets, append-only: decisions with their rows, versions of lists, evidence, scores."""

from typing import TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet

from thihanh.trail.models import RevisableFact

_F = TypeVar("_F", bound=RevisableFact)


class DecisionFact(RevisableFact):
    """A decision that assigns targets: whose it is, number and day, and the day from which it holds."""

    agency = models.CharField(max_length=12)
    issuer = models.CharField(max_length=12)
    number = models.CharField(max_length=60)
    signed_on = models.DateField()
    since = models.DateField()
    work_year = models.SmallIntegerField()
    note = models.CharField(max_length=300, blank=True, default="")
    source = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        db_table = "targets_decision"
        indexes = [models.Index(fields=["agency", "work_year"], name="targets_decision_year")]


class TargetFact(RevisableFact):
    """One row of an annex: a unit or officer, an indicator, the target in hundredths of its unit."""

    decision_id = models.BigIntegerField()
    unit = models.CharField(max_length=20)
    indicator = models.CharField(max_length=40)
    hundredths = models.BigIntegerField()

    class Meta:
        db_table = "targets_target"
        indexes = [models.Index(fields=["decision_id"], name="targets_target_decision")]


class VersionFact(RevisableFact):
    """A version of a list an agency works by: its indicators, or its rules of emulation, from a day on."""

    agency = models.CharField(max_length=12)
    kind = models.CharField(max_length=12)
    since = models.DateField()
    number = models.CharField(max_length=120)
    content = models.JSONField()

    class Meta:
        db_table = "targets_version"
        indexes = [models.Index(fields=["agency", "kind", "since"], name="targets_version_since")]


class EvidenceFact(RevisableFact):
    """A result of an indicator that no room counts: a yes or no, or a percent, with where it is proven."""

    agency = models.CharField(max_length=12)
    unit = models.CharField(max_length=20)
    work_year = models.SmallIntegerField()
    month = models.SmallIntegerField()
    indicator = models.CharField(max_length=40)
    met = models.BooleanField(null=True)
    hundredths = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=12)
    reference = models.CharField(max_length=300)
    actor = models.CharField(max_length=20)

    class Meta:
        db_table = "targets_evidence"
        indexes = [models.Index(fields=["unit", "work_year"], name="targets_evidence_unit")]


class ScoreFact(RevisableFact):
    """A step of emulation scoring of a unit: self-score, verification, council; points by criterion."""

    agency = models.CharField(max_length=12)
    unit = models.CharField(max_length=20)
    work_year = models.SmallIntegerField()
    step = models.CharField(max_length=12)
    scheme = models.CharField(max_length=120)
    points = models.JSONField()
    grade = models.CharField(max_length=4, blank=True, default="")
    reason = models.CharField(max_length=500, blank=True, default="")
    actor = models.CharField(max_length=20)

    class Meta:
        db_table = "targets_score"
        indexes = [models.Index(fields=["agency", "work_year"], name="targets_score_year")]


class AlertFact(RevisableFact):
    """Somebody asks to be told: a unit, a condition of ``alert_rules``, its threshold in hundredths."""

    account_id = models.BigIntegerField()
    unit = models.CharField(max_length=20)
    condition = models.CharField(max_length=24)
    hundredths = models.BigIntegerField()

    class Meta:
        db_table = "targets_alert"
        indexes = [models.Index(fields=["account_id"], name="targets_alert_account")]


class AlertReadingFact(RevisableFact):
    """What an alert said when it changed: the figure and its base then, whether past the threshold."""

    alert_id = models.BigIntegerField()
    on = models.DateField()
    fired = models.BooleanField()
    words = models.CharField(max_length=400)

    class Meta:
        db_table = "targets_alert_reading"
        indexes = [models.Index(fields=["alert_id", "-id"], name="targets_alert_reading_last")]


def live(facts: QuerySet[_F]) -> QuerySet[_F]:
    """The rows that stand: not void, and neither replaced nor voided by a later one."""
    later = facts.model._default_manager.filter(replaces_id=OuterRef("id"))
    return facts.filter(~Exists(later), void=False)
