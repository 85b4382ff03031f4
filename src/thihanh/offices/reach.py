"""Who may see: the viewer, and the reach of an action as a value that other rooms turn into conditions."""

from dataclasses import dataclass
from datetime import date

from thihanh.offices.policy import policy, refusal
from thihanh.offices.reference import agency_of
from thihanh.offices.states import STAFF, Relation


@dataclass(frozen=True)
class Duty:
    """One role held on the day at one unit."""

    role: str
    unit: str
    agency: str


@dataclass(frozen=True)
class Viewer:
    """Who is looking, with what holds on that day: roles, main unit, agency, those one stands in for.

    A viewer without roles may see nothing; a session of such a viewer ends.
    """

    account_id: int
    officer: str
    name: str
    roles: tuple[str, ...]
    unit: str
    agency: str
    duties: tuple[Duty, ...] = ()
    acting_for: tuple[str, ...] = ()

    def held(self) -> tuple[Duty, ...]:
        """Every role with its own unit."""
        return self.duties or tuple(Duty(role, self.unit, self.agency) for role in self.roles)

    @property
    def actor(self) -> str:
        """Who acts, as the record names people: the officer's code, else the account's name."""
        return self.officer or self.name

    @property
    def own_officers(self) -> frozenset[str]:
        """The officer codes whose matters are "own": one's own and those of people one stands in for."""
        return frozenset(code for code in (self.officer, *self.acting_for) if code)


@dataclass(frozen=True)
class Reach:
    """How far an action goes: inside are all matters, or those whose agency, office or officer is listed."""

    everything: bool = False
    agencies: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    officers: frozenset[str] = frozenset()
    masked: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Nothing at all is inside."""
        return not (self.everything or self.agencies or self.offices or self.officers)

    @property
    def touched(self) -> frozenset[str]:
        """The agencies in which anything inside lies: a coarse question that an index answers first."""
        return self.agencies | {agency_of(code) for code in (*self.offices, *self.officers)}

    def covers(
        self, agency: str | None = None, office: str | None = None, officer: str | None = None
    ) -> bool:
        """Whether the whole of the unit named is inside (a matter names all three of its own).

        Nothing named means the whole country.
        """
        return self.everything or (
            agency in self.agencies or office in self.offices or officer in self.officers
        )


EVERYTHING = Reach(everything=True)


def reach(viewer: Viewer, object_: str, action: str, on: date) -> Reach:
    """How far this viewer's action goes on that day; the policy has not changed by date so far.

    Masked fields of any granting role stay masked. Raises PolicyError for names the policy lacks.
    """
    table = policy()
    agencies: set[str] = set()
    offices: set[str] = set()
    officers: set[str] = set()
    masked: set[str] = set()
    everything = False
    for duty in viewer.held():
        extent = table.extent(duty.role, object_, action)
        if extent is None:
            continue
        masked |= table.masked.get((duty.role, object_), frozenset())
        everything = everything or extent == "country"
        if extent == "province":
            agencies.add(duty.agency)
        if extent == "office":
            offices.add(duty.unit)
        if duty.role in STAFF:
            officers |= viewer.own_officers
    return Reach(everything, frozenset(agencies), frozenset(offices), frozenset(officers), frozenset(masked))


def relation_to(viewer: Viewer, agency: str, office: str = "", officer: str = "") -> Relation:
    """How near a thing is to the viewer, by the nearest of the viewer's duties."""
    if officer and officer in viewer.own_officers:
        return "own"
    duties = viewer.held()
    if office and any(duty.unit == office for duty in duties):
        return "office"
    if any(duty.agency == agency for duty in duties):
        return "province"
    return "centre" if agency == "CQL" else "other_province"


def may(viewer: Viewer, object_: str, action: str, relation: Relation) -> bool:
    """Whether any of the viewer's roles is granted this cell of the policy."""
    table = policy()
    return any(table.allows(role, object_, action, relation) for role in _roles(viewer))


def check_may(viewer: Viewer, object_: str, action: str, relation: Relation, on: date = date.max) -> None:
    """Raises Denied with its sentence where ``may`` says no."""
    if not may(viewer, object_, action, relation):
        raise refusal(_roles(viewer), object_, action, relation, on)


def check_reaches(
    viewer: Viewer, object_: str, action: str, *, on: date, agency: str, office: str = "", officer: str = ""
) -> None:
    """Raises Denied unless the action reaches the thing held by this officer, office and agency.

    Exact where a viewer has roles at several units: each role reaches only from its own unit.
    """
    if reach(viewer, object_, action, on).covers(agency, office or None, officer or None):
        return
    raise refusal(_roles(viewer), object_, action, relation_to(viewer, agency, office, officer), on)


def may_see_live(
    viewer: Viewer, agency: str | None, office: str | None, officer: str | None, on: date
) -> bool:
    """The rule of live figures: shown only where the reach covers every matter of the unit."""
    return reach(viewer, "figure", "read", on).covers(agency, office, officer)


def _roles(viewer: Viewer) -> tuple[str, ...]:
    return tuple(dict.fromkeys(duty.role for duty in viewer.held()))
