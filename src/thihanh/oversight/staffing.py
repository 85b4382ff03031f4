"""Establishment of the agency: posts given, posts held, vacancies and ranks by unit, on any day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from thihanh.matters.asking import Refusal
from thihanh.offices.queries import Unit, Viewer, agency_of, officers, post_days, posts, unit, units
from thihanh.offices.reach import check_reaches
from thihanh.offices.states import ENFORCING, RANKS, ROLES, STAFF
from thihanh.oversight.models import EstablishmentFact
from thihanh.trail.locking import hold_named
from thihanh.trail.stating import Stated, state

_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Given:
    """Posts given to a unit for a role from a day on, by a document."""

    unit: str
    role: str
    posts: int
    on: date
    document: str


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One role in a unit: given, held, vacant (None where no establishment is stated), people by rank."""

    role: str
    title: str
    given: Given | None
    held: int
    ranks: Mapping[str, int]

    @property
    def vacant(self) -> int | None:
        """Posts given and not held; negative where more are held than given."""
        return None if self.given is None else self.given.posts - self.held


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit with its roles and its enforcement officers by rank."""

    unit: Unit
    roles: tuple[RoleLine, ...]
    officers: int
    ranks: Mapping[str, int]

    @property
    def held(self) -> int:
        """Posts held."""
        return sum(one.held for one in self.roles)

    @property
    def given(self) -> int | None:
        """Posts given in all; None where none is stated."""
        stated = [one.given.posts for one in self.roles if one.given]
        return sum(stated) if stated else None

    @property
    def vacant(self) -> int | None:
        """Of the roles with an establishment: given less held."""
        left = [one.vacant for one in self.roles if one.vacant is not None]
        return sum(left) if left else None


def establish(
    *, unit_code: str, role: str, posts_given: int, document: str, since: date, by: Viewer, on: date
) -> None:
    """State how many posts of a role a unit has from a day on. Raises Denied, Refusal."""
    agency = agency_of(unit_code)
    office = unit_code if "." in unit_code else ""
    check_reaches(by, "post", "manage", on=on, agency=agency, office=office)
    if unit(unit_code, since) is None:
        raise Refusal("input", "không có đơn vị này ngày đó. Chọn lại đơn vị.", "unit")
    if role not in STAFF:
        raise Refusal("input", "chức danh này không thuộc biên chế của cơ quan. Chọn lại chức danh.", "role")
    if not 0 <= posts_given <= _MOST:
        raise Refusal("input", "số biên chế ngoài khoảng nhận được. Kiểm tra lại.", "posts")
    if not document.strip():
        raise Refusal("input", "ghi số văn bản giao biên chế.", "document")
    hold_named(f"thihanh.oversight.establishment:{agency}")
    row: dict[str, object] = {
        "unit": unit_code,
        "role": role,
        "posts": posts_given,
        "on": since,
        "document": document.strip()[:200],
    }
    state(
        [Stated(f"unit:{unit_code}", "unit.established", since, [(EstablishmentFact, row)])],
        by=by.actor,
        on=on,
    )


def given_on(codes: Sequence[str], on: date) -> dict[tuple[str, str], Given]:
    """The establishment in force on a day, by unit and role."""
    facts = EstablishmentFact.objects.filter(unit__in=codes, on__lte=on).order_by("on", "id")
    return {(one.unit, one.role): Given(one.unit, one.role, one.posts, one.on, one.document) for one in facts}


def versions(codes: Sequence[str]) -> tuple[Given, ...]:
    """Every establishment stated for the units, the newest first."""
    facts = EstablishmentFact.objects.filter(unit__in=codes).order_by("-on", "-id")
    return tuple(Given(one.unit, one.role, one.posts, one.on, one.document) for one in facts)


def board(agency: str, on: date, *, office: str = "") -> tuple[UnitLine, ...]:
    """Every unit of the agency (or one office): posts given, held, vacant, ranks, on a day."""
    found = [one for one in (unit(agency, on), *units(on, agency)) if one is not None]
    shown = [one for one in found if not office or one.code == office]
    given = given_on([one.code for one in shown], on)
    return tuple(_line(one, given, on) for one in shown)


def average_in_post(unit_code: str, first: date, last: date) -> Fraction:
    """Enforcement officers in post, averaged over the days from first to last. Exact.

    Counted on every day on which the posts of the unit change, each weighed by the days it holds.
    """
    days = sorted({first, *(day for day in post_days(unit_code) if first < day <= last)})
    ends = [*days[1:], last + timedelta(days=1)]
    total = sum(len(officers(unit_code, day)) * (end - day).days for day, end in zip(days, ends, strict=True))
    return Fraction(total, (last - first).days + 1)


def _line(one: Unit, given: Mapping[tuple[str, str], Given], on: date) -> UnitLine:
    held = [post for post in posts(one.code, on) if post.role in STAFF]
    roles = [code for code in ROLES if code in {post.role for post in held} or (one.code, code) in given]
    lines = []
    for code in roles:
        own = [post for post in held if post.role == code]
        ranks = {rank: sum(post.rank == rank for post in own) for rank in RANKS}
        lines.append(RoleLine(code, ROLES[code].title(on), given.get((one.code, code)), len(own), ranks))
    enforcing = {post.officer: post.rank for post in held if post.role in ENFORCING}
    ranks = {rank: sum(held_rank == rank for held_rank in enforcing.values()) for rank in RANKS}
    return UnitLine(one, tuple(lines), len(enforcing), ranks)
