"""Tables of units, officers, posts, absences, calendar overrides (append-only facts) and accounts."""

from typing import TypeVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now

from thihanh.trail.models import RevisableFact

_F = TypeVar("_F", bound="Fact")


class Fact(RevisableFact):
    """A fact of the house, with where it comes from."""

    source = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        abstract = True


class UnitFact(Fact):
    """What a unit is called, and whose it is, from a day on; ``ended`` closes it from that day."""

    code = models.CharField(max_length=12)
    on = models.DateField()
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12)
    parent = models.CharField(max_length=12, blank=True)
    seat = models.CharField(max_length=120, blank=True)
    basis = models.CharField(max_length=300)
    mark = models.CharField(max_length=12)
    ended = models.BooleanField(default=False)

    class Meta:
        db_table = "offices_unit"
        indexes = [models.Index(fields=["code", "on"], name="offices_unit_code_on")]


class OfficerFact(Fact):
    """The name of a person with a code, from a day on."""

    code = models.CharField(max_length=20)
    on = models.DateField()
    name = models.CharField(max_length=120)

    class Meta:
        db_table = "offices_officer"
        indexes = [models.Index(fields=["code", "on"], name="offices_officer_code_on")]


class PostFact(Fact):
    """A post (officer, unit, role) begins, changes rank, or ends on a day."""

    officer = models.CharField(max_length=20)
    unit = models.CharField(max_length=12)
    role = models.CharField(max_length=20)
    rank = models.CharField(max_length=12, blank=True)
    on = models.DateField()
    ended = models.BooleanField(default=False)

    class Meta:
        db_table = "offices_post"
        indexes = [
            models.Index(fields=["officer", "unit", "role", "on"], name="offices_post_line"),
            models.Index(fields=["unit"], name="offices_post_unit"),
            models.Index(fields=["replaces_id"], name="offices_post_replaces"),
        ]


class AbsenceFact(Fact):
    """A person is away from the first to the last day; another acts in the meantime."""

    officer = models.CharField(max_length=20)
    first_day = models.DateField()
    last_day = models.DateField()
    replacement = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=300)

    class Meta:
        db_table = "offices_absence"
        indexes = [
            models.Index(fields=["officer", "first_day"], name="offices_absence_officer"),
            models.Index(fields=["replacement"], name="offices_absence_stand_in"),
        ]


class DayFact(Fact):
    """A unit works, or does not, on a day that the State's calendar holds otherwise."""

    unit = models.CharField(max_length=12)
    day = models.DateField()
    working = models.BooleanField()
    reason = models.CharField(max_length=300)
    basis = models.CharField(max_length=300)

    class Meta:
        db_table = "offices_day"
        indexes = [models.Index(fields=["unit", "day"], name="offices_day_unit_day")]


class KinFact(Fact):
    """Somebody with whom an officer may not deal: kin of the officer or of the spouse. Personal values are
    stated in the record by a salted digest only."""

    officer = models.CharField(max_length=20)
    relation = models.CharField(max_length=30)
    salt = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    id_number = models.CharField(max_length=20, blank=True, default="")
    birth_year = models.SmallIntegerField(null=True)
    on = models.DateField()

    class Meta:
        db_table = "offices_kin"
        indexes = [models.Index(fields=["officer"], name="offices_kin_officer")]


class PowerFact(Fact):
    """The head lets somebody sign in his stead: phân công (KT.), thừa lệnh (TL.), ủy quyền (TUQ.), with days.

    ``groups`` are the kinds of papers, "*" for all; ``office`` narrows to papers of one office.
    """

    holder = models.CharField(max_length=20)
    agency = models.CharField(max_length=12)
    office = models.CharField(max_length=12, blank=True, default="")
    kind = models.CharField(max_length=12)
    groups = ArrayField(models.CharField(max_length=40))
    first_day = models.DateField()
    last_day = models.DateField(null=True)
    document = models.CharField(max_length=120)
    reason = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        db_table = "offices_power"
        indexes = [models.Index(fields=["holder", "first_day"], name="offices_power_holder")]


class FeedFact(Fact):
    """An account's secret address of its calendar, as the SHA-256 of the secret; a void row closes it."""

    account_id = models.BigIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "offices_feed"
        indexes = [
            models.Index(fields=["account_id"], name="offices_feed_account"),
            models.Index(fields=["digest"], name="offices_feed_digest"),
        ]


class AccountManager(BaseUserManager["Account"]):
    """Accounts are found by user name, without regard to case."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username__iexact=username)


class Account(AbstractBaseUser):
    """A log-in of one person; what it may do comes from the person's posts on the day."""

    username = models.CharField("Tên đăng nhập", max_length=60, unique=True)
    officer = models.CharField(max_length=20)
    is_active = models.BooleanField(default=True)
    sessions_ended = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(db_default=Now())

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["officer"]
    objects = AccountManager()

    class Meta:
        db_table = "offices_account"

    def get_session_auth_hash(self) -> str:
        """Bound to the password and to the count of ended sessions, so that one step ends them all."""
        return f"{super().get_session_auth_hash()}:{self.sessions_ended}"


class SavedView(models.Model):
    """Filters of a list under a name, for one log-in."""

    account_id = models.BigIntegerField()
    page = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    query = models.TextField()

    class Meta:
        db_table = "offices_saved_view"
        constraints = [
            models.UniqueConstraint(fields=["account_id", "page", "name"], name="offices_saved_view_once")
        ]


def live(rows: QuerySet[_F]) -> QuerySet[_F]:
    """Of the facts, those that still stand: neither voids nor replaced by a later row."""
    later = rows.model._default_manager.filter(replaces_id=OuterRef("id"))
    return rows.filter(~Exists(later), void=False)
