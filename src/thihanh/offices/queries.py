"""What other rooms and the doors ask: units, people and posts on a day, the viewer, calendar overrides.

Every answer is a frozen row of the day asked for; a fact that was voided or replaced is not seen.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from thihanh.deadlines import DayOverride
from thihanh.offices.memory import remembered
from thihanh.offices.models import AbsenceFact, Account, DayFact, OfficerFact, PostFact, UnitFact, live
from thihanh.offices.reach import (
    EVERYTHING,
    Duty,
    Reach,
    Viewer,
    check_may,
    check_reaches,
    may,
    may_see_live,
    reach,
    relation_to,
)
from thihanh.offices.reference import agency_of
from thihanh.offices.rows import AbsenceRow, AccountRow, OfficerRow, OwnDay, PostRow, Unit
from thihanh.offices.states import ENFORCING, ROLES, STAFF, title

__all__ = [
    "EVERYTHING",
    "AbsenceRow",
    "AccountRow",
    "DayOverride",
    "OfficerRow",
    "OwnDay",
    "PostRow",
    "Reach",
    "Unit",
    "Viewer",
    "absences",
    "accounts",
    "acting_for",
    "agency_of",
    "calendar_overrides",
    "check_may",
    "check_reaches",
    "life_of",
    "may",
    "may_see_live",
    "names_of",
    "officers",
    "own_days",
    "post_days",
    "post_on",
    "posts",
    "posts_of",
    "reach",
    "relation_to",
    "replacement_of",
    "staff",
    "unit",
    "units",
    "viewer_for",
    "viewer_named",
    "viewer_of",
]

_PRECEDENCE = {role: place for place, role in enumerate(ROLES)}


@remembered
def units(on: date, parent: str | None = None) -> tuple[Unit, ...]:
    """The units that exist on the day, by code; ``parent`` narrows to those directly under it."""
    rows = _unit_rows(on, live(UnitFact.objects.all()))
    return tuple(row for row in rows if parent is None or row.parent == parent)


@remembered
def unit(code: str, on: date) -> Unit | None:
    """The unit under its name of that day; None where there is none of that code on the day."""
    return next(iter(_unit_rows(on, live(UnitFact.objects.filter(code=code)))), None)


def life_of(code: str) -> tuple[date, date | None] | None:
    """The first day of the unit of a code and the day it ended; None for a code no unit has ever had."""
    facts = live(UnitFact.objects.filter(code=code)).order_by("on", "id").values_list("on", "ended")
    days = list(facts)
    return (days[0][0], days[-1][0] if days[-1][1] else None) if days else None


def _unit_rows(on: date, facts: QuerySet[UnitFact]) -> list[Unit]:
    found: dict[str, UnitFact] = {}
    until: dict[str, date] = {}
    for fact in facts.order_by("code", "on", "id"):
        if fact.on <= on:
            found[fact.code] = fact
        else:
            until.setdefault(fact.code, fact.on - timedelta(days=1))
    return [
        Unit(
            code=fact.code,
            name=fact.name,
            kind=fact.kind,
            parent=fact.parent,
            valid_from=fact.on,
            valid_to=until.get(code),
            basis=fact.basis,
            seat=fact.seat,
            mark=fact.mark,
        )
        for code, fact in found.items()
        if not fact.ended
    ]


def posts(unit: str, on: date) -> tuple[PostRow, ...]:
    """Everybody's posts at the unit on the day, the highest first, then by code."""
    return _post_rows(Q(unit=unit), on)


@remembered
def posts_of(officer: str, on: date) -> tuple[PostRow, ...]:
    """All posts that the person holds on the day, the highest first."""
    return _post_rows(Q(officer=officer), on)


def post_on(officer: str, day: date) -> PostRow | None:
    """The post in which the person enforces that day (the highest); None for nobody or for other staff."""
    return next((row for row in posts_of(officer, day) if row.role in ENFORCING), None)


@remembered
def officers(unit: str, on: date) -> tuple[OfficerRow, ...]:
    """The enforcement officers in office that day: of one unit, or of a whole province for its code."""
    inside = Q(unit=unit) if "." in unit else Q(unit=unit) | Q(unit__startswith=f"{unit}.")
    found: dict[str, OfficerRow] = {}
    for row in _post_rows(inside & Q(role__in=ENFORCING), on):
        known = found.get(row.officer)
        rank = row.rank or (known.rank if known else "")
        found[row.officer] = OfficerRow(row.officer, row.name, rank, known.unit if known else row.unit)
    return tuple(found[code] for code in sorted(found))


def staff(agency: str, on: date) -> tuple[OfficerRow, ...]:
    """Everybody who serves in the agency that day, enforcement officers or not, by code."""
    inside = Q(unit=agency) | Q(unit__startswith=f"{agency}.")
    found: dict[str, OfficerRow] = {}
    for row in _post_rows(inside & Q(role__in=STAFF), on):
        found.setdefault(row.officer, OfficerRow(row.officer, row.name, row.rank, row.unit))
    return tuple(found[code] for code in sorted(found))


def post_days(unit: str) -> frozenset[date]:
    """The days on which a post at the unit (or in the province, for its code) begins, changes or ends."""
    inside = Q(unit=unit) if "." in unit else Q(unit=unit) | Q(unit__startswith=f"{unit}.")
    return frozenset(live(PostFact.objects.filter(inside)).values_list("on", flat=True))


def _post_rows(condition: Q, on: date) -> tuple[PostRow, ...]:
    last = (
        live(PostFact.objects.filter(condition, on__lte=on))
        .order_by("officer", "unit", "role", "-on", "ended", "-id")
        .distinct("officer", "unit", "role")
    )
    held = [fact for fact in last if not fact.ended]
    names = names_of({fact.officer for fact in held}, on)
    rows = [
        PostRow(
            officer=fact.officer,
            name=names.get(fact.officer, fact.officer),
            unit=fact.unit,
            role=fact.role,
            rank=fact.rank,
            title=title(fact.role, fact.rank, on),
            since=fact.on,
        )
        for fact in held
    ]
    return tuple(sorted(rows, key=lambda row: (_PRECEDENCE[row.role], row.officer, row.unit)))


def names_of(codes: Iterable[str], on: date) -> dict[str, str]:
    """The names, on the day, of the people with these codes."""
    facts = live(OfficerFact.objects.filter(code__in=set(codes), on__lte=on)).order_by("code", "on", "id")
    return {fact.code: fact.name for fact in facts}


def absences(unit: str, on: date, *, coming: bool = False) -> tuple[AbsenceRow, ...]:
    """Who of the unit (or of the province, for its code) is away that day; with ``coming`` also later on."""
    inside = {row.officer for row in posts(unit, on)} if "." in unit else None
    away = live(AbsenceFact.objects.filter(last_day__gte=on)) if coming else _away(on)
    facts = away.order_by("first_day", "officer", "id")
    if inside is None:
        facts = facts.filter(officer__startswith=f"{unit}.")
    chosen = [fact for fact in facts if inside is None or fact.officer in inside]
    names = names_of({code for fact in chosen for code in (fact.officer, fact.replacement)}, on)
    return tuple(
        AbsenceRow(
            id=fact.id,
            officer=fact.officer,
            name=names.get(fact.officer, fact.officer),
            first_day=fact.first_day,
            last_day=fact.last_day,
            replacement=fact.replacement,
            replacement_name=names.get(fact.replacement, ""),
            reason=fact.reason,
        )
        for fact in chosen
    )


@remembered
def acting_for(officer: str, on: date) -> tuple[str, ...]:
    """The absent people for whom this officer acts that day; their matters are not transferred."""
    return tuple(_away(on).filter(replacement=officer).order_by("officer").values_list("officer", flat=True))


def replacement_of(officer: str, on: date) -> str:
    """Who acts for this officer that day; "" where the officer is present or nobody is named."""
    facts = _away(on).filter(officer=officer).exclude(replacement="").order_by("-id")
    return facts.values_list("replacement", flat=True).first() or ""


def _away(on: date) -> QuerySet[AbsenceFact]:
    return live(AbsenceFact.objects.filter(first_day__lte=on, last_day__gte=on))


def calendar_overrides(unit: str, on: date | None = None) -> tuple[DayOverride, ...]:
    """The days of ``own_days`` as ``deadlines.load_calendar`` takes them, the basis inside the reason."""
    return tuple(
        DayOverride(row.date, row.working, f"{row.reason} ({row.basis})" if row.basis else row.reason)
        for row in own_days(unit, on)
    )


@remembered
def own_days(unit: str, on: date | None = None) -> tuple[OwnDay, ...]:
    """The unit's own working and free days with those of the unit above it, by day.

    The unit's word stands above its province's; ``on`` leaves out what was entered later.
    """
    facts = live(DayFact.objects.filter(unit__in={unit, agency_of(unit)}))
    if on is not None:
        facts = facts.filter(known_on__lte=on)
    found: dict[date, DayFact] = {}
    for fact in facts.order_by("id"):
        known = found.get(fact.day)
        if known is None or fact.unit == unit or known.unit != unit:
            found[fact.day] = fact
    return tuple(
        OwnDay(date=day, working=fact.working, reason=fact.reason, basis=fact.basis, unit=fact.unit)
        for day, fact in sorted(found.items())
    )


def viewer_of(account_id: int, on: date) -> Viewer:
    """The viewer behind an account on the day; without roles where no post is in force, or it is closed."""
    open_ = Account.objects.filter(id=account_id, is_active=True)
    return viewer_for(account_id, open_.values_list("officer", flat=True).first() or "", on)


def viewer_for(account_id: int, officer: str, on: date) -> Viewer:
    """The viewer behind the open account of an officer; without roles where no post is in force."""
    held = posts_of(officer, on) if officer else ()
    if not held:
        return Viewer(account_id, "", "", (), "", "")
    staff = any(row.role in STAFF for row in held)
    main = held[0]
    return Viewer(
        account_id=account_id,
        officer=officer if staff else "",
        name=main.name,
        roles=tuple(dict.fromkeys(row.role for row in held)),
        unit=main.unit,
        agency=agency_of(main.unit),
        duties=tuple(Duty(row.role, row.unit, agency_of(row.unit)) for row in held),
        acting_for=acting_for(officer, on) if staff else (),
    )


def viewer_named(username: str, on: date) -> Viewer:
    """The viewer behind a log-in name on the day, for the command line; without roles where there is none."""
    found = Account.objects.filter(username=username.strip().lower()).values_list("id", flat=True).first()
    return viewer_of(found or 0, on)


def accounts(on: date, reach_: Reach) -> tuple[AccountRow, ...]:
    """The log-ins whose holders sit inside the reach on the day, by user name.

    Who holds no post that day still belongs to the agency of the code.
    """
    found = list(Account.objects.order_by("username"))
    held: dict[str, list[PostRow]] = {}
    for row in _post_rows(Q(officer__in={one.officer for one in found}), on):
        held.setdefault(row.officer, []).append(row)
    rows = []
    for one in found:
        mine = held.get(one.officer, [])
        name = mine[0].name if mine else one.officer
        sits: list[tuple[str, str | None]] = [(agency_of(row.unit), row.unit) for row in mine]
        sits = sits or [(agency_of(one.officer), None)]
        if any(reach_.covers(agency, unit_code, one.officer) for agency, unit_code in sits):
            rows.append(_account_row(one, tuple(mine), name))
    return tuple(rows)


def _account_row(found: Account, held: tuple[PostRow, ...], name: str) -> AccountRow:
    return AccountRow(
        id=found.id,
        username=found.username,
        officer=found.officer,
        name=name,
        active=found.is_active,
        titles=tuple(row.title for row in held),
        unit=held[0].unit if held else "",
    )
