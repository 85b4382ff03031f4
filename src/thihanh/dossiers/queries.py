"""What is asked of dossiers: one whole, pages of lists, counts, terms. Everything starts from a reach."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Q, QuerySet

from thihanh.dossiers.keeping import check_not_kept, is_kept, readable_rows
from thihanh.dossiers.kinds import Kind, kind, kinds
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.loading import load
from thihanh.dossiers.models import Current, DossierFact, LinkFact, StepFact, Term
from thihanh.matters.names import fold
from thihanh.offices.policy import policy
from thihanh.offices.queries import Reach, Viewer, reach

IDENTIFY = "identify"
"""The action that reads secret values; a kind whose object lacks it shows them to nobody."""

ORDERS: Mapping[str, tuple[str, ...]] = {
    "due": ("next_due", "-dossier_id"),
    "opened": ("-opened_on", "-dossier_id"),
    "oldest": ("opened_on", "dossier_id"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list shows. ``group`` is "open", "ended", "late" or a state; "" everything."""

    kinds: tuple[str, ...] = ()
    group: str = ""
    office: str = ""
    officer: str = ""
    body: str = ""
    tag: str = ""
    text: str = ""
    matter: int | None = None
    ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list."""

    id: int
    kind: Kind
    title: str
    number_text: str
    agency: str
    office: str
    officer: str
    body: str
    state: str
    since: date
    opened_on: date
    ended_on: date | None
    next_rule: str
    next_due: date | None
    tags: tuple[str, ...]

    @property
    def state_label(self) -> str:
        """The state as people say it."""
        return self.kind.states[self.state]

    def late(self, on: date) -> bool:
        """Whether its nearest term has run out."""
        return self.next_due is not None and self.next_due < on


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list and how many there are in all."""

    rows: tuple[Row, ...]
    total: int


@dataclass(frozen=True, slots=True)
class TermRow:
    """A clock of a dossier, met or running."""

    dossier_id: int
    kind: str
    body: str
    rule: str
    of: str
    started_on: date
    due: date | None
    met_on: date | None

    def late(self, on: date) -> bool:
        """Whether it was missed, or is on that day."""
        return self.due is not None and (self.met_on or on) > self.due


def readable(viewer: Viewer, on: date, codes: Sequence[str] = ()) -> tuple[Kind, ...]:
    """The kinds of which the viewer may read anything, of those named or of all."""
    asked = [kind(code) for code in codes] if codes else kinds()
    return tuple(one for one in asked if not reach(viewer, one.object, "read", on).is_empty)


def seen(viewer: Viewer, dossier_id: int, on: date) -> Dossier:
    """A dossier the viewer may read, secret values only with the right to them. Raises LookupError."""
    found = load([dossier_id]).get(dossier_id)
    if found is None or not _covers(reach(viewer, found.kind.object, "read", on), found):
        raise LookupError(dossier_id)
    check_not_kept(viewer, found)
    if found.hidden and may_take(viewer, found, IDENTIFY, on):
        return load([dossier_id], identify=True)[dossier_id]
    return found


def may_take(viewer: Viewer, dossier: Dossier, action: str, on: date) -> bool:
    """Whether the viewer's action on the kind reaches this dossier; an action the kind lacks reaches none."""
    if action not in policy().objects[dossier.kind.object].actions or is_kept(viewer, dossier):
        return False
    return _covers(reach(viewer, dossier.kind.object, action, on), dossier)


def _covers(scope: Reach, one: Dossier) -> bool:
    return scope.covers(one.agency, one.office or None, one.officer or None)


def page(
    viewer: Viewer, filters: Filters, on: date, *, order: str = "due", start: int = 0, limit: int = 50
) -> Page:
    """One page of the dossiers that may be read. Unknown orders raise KeyError."""
    found = _rows(viewer, filters, on)
    rows = found.order_by(*ORDERS[order])[start : start + limit]
    return Page(tuple(_named(list(rows))), found.count())


def every(viewer: Viewer, filters: Filters, on: date, *, order: str = "opened") -> tuple[Row, ...]:
    """All the rows of a list, for files."""
    return tuple(_named(list(_rows(viewer, filters, on).order_by(*ORDERS[order]))))


def count(viewer: Viewer, filters: Filters, on: date) -> int:
    """How many there are."""
    return _rows(viewer, filters, on).count()


def counts(viewer: Viewer, filters: Filters, on: date) -> dict[str, int]:
    """How many in each state."""
    grouped = _rows(viewer, filters, on).values("state").annotate(n=Count("dossier_id")).order_by()
    return {one["state"]: one["n"] for one in grouped}


def summary(viewer: Viewer, on: date) -> dict[str, tuple[int, int]]:
    """How many of each readable kind are open, and how many of those late; one statement."""
    is_open = Q(ended_on__isnull=True)
    grouped = _rows(viewer, Filters(), on).values("kind").order_by()
    counted = grouped.annotate(open=Count("pk", filter=is_open), late=Count("pk", filter=Q(next_due__lt=on)))
    return {one["kind"]: (one["open"], one["late"]) for one in counted}


def opened_by(paper_id: int) -> int | None:
    """The dossier that an issued paper opened or moved on; None for no such paper."""
    found = StepFact.objects.filter(paper_id=paper_id).values_list("dossier_id", flat=True)
    return found.order_by("id").first()


def kept_among(viewer: Viewer, ids: Sequence[int]) -> frozenset[int]:
    """Those of these dossiers that the viewer must not know of, whatever else is in reach."""
    codes = [one.code for one in kinds() if one.kept_from is not None]
    asked = DossierFact.objects.filter(id__in=ids, kind__in=codes) if ids and codes else ()
    found = load([one.id for one in asked]) if asked else {}
    return frozenset(number for number, one in found.items() if is_kept(viewer, one))


def numbers_of(ids: Sequence[int]) -> dict[int, str]:
    """The numbers of dossiers by id; the caller has asked whether they may be seen."""
    return {
        one.id: f"{kind(one.kind).prefix}-{one.number:02d}/{one.year}"
        for one in DossierFact.objects.filter(id__in=ids)
    }


def within(
    scope: Reach, filters: Filters, on: date, *, order: str = "due", limit: int = 1_000
) -> tuple[Row, ...]:
    """The rows inside a reach that the caller has asked for: rules and reports, not pages."""
    rows = _filtered(Current.objects.filter(_inside(scope)), filters, on).order_by(*ORDERS[order])[:limit]
    return tuple(_named(list(rows)))


def terms(agency: str, *, kinds: Sequence[str] = (), since: date | None = None) -> tuple[TermRow, ...]:
    """The clocks of an agency's dossiers, by dossier and rule; ``since`` leaves out those met before it."""
    found = Term.objects.filter(agency=agency).order_by("dossier_id", "id")
    if kinds:
        found = found.filter(kind__in=kinds)
    if since:
        found = found.filter(Q(met_on__isnull=True) | Q(met_on__gte=since))
    names = ("dossier_id", "kind", "body", "rule", "of", "started_on", "due", "met_on")
    return tuple(TermRow(*values) for values in found.values_list(*names))


def matters_of(dossier_ids: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """The matters dossiers are linked to, by dossier; which of them may be seen is the caller's to ask."""
    links = LinkFact.objects.filter(kind="matter", dossier_id__in=dossier_ids).order_by("id")
    return _standing((one.dossier_id, one.target_id, not one.void) for one in links)


def of_matters(matter_ids: Sequence[int], codes: Sequence[str] = ()) -> dict[int, tuple[int, ...]]:
    """The dossiers linked to matters, by matter; the caller has asked whether the matters may be seen."""
    return _linked("matter", matter_ids, codes)


def of_dossiers(dossier_ids: Sequence[int], codes: Sequence[str] = ()) -> dict[int, tuple[int, ...]]:
    """The dossiers that are about other dossiers, by those; the caller has asked whether they may be seen."""
    return _linked("dossier", dossier_ids, codes)


def _linked(what: str, ids: Sequence[int], codes: Sequence[str]) -> dict[int, tuple[int, ...]]:
    links = LinkFact.objects.filter(kind=what, target_id__in=ids).order_by("id")
    if codes:
        links = links.filter(dossier_id__in=DossierFact.objects.filter(kind__in=codes).values("id"))
    return _standing((one.target_id, one.dossier_id, not one.void) for one in links)


def _standing(links: Iterable[tuple[int, int, bool]]) -> dict[int, tuple[int, ...]]:
    """By the first of two, the second; what was said of a pair last holds."""
    last = {(of, other): stands for of, other, stands in links}
    found: dict[int, tuple[int, ...]] = {}
    for (of, other), stands in last.items():
        if stands:
            found[of] = (*found.get(of, ()), other)
    return found


def _rows(viewer: Viewer, filters: Filters, on: date) -> "QuerySet[Current]":
    condition = Q(pk__in=[])
    for one in readable(viewer, on, filters.kinds):
        inside = _inside(reach(viewer, one.object, "read", on)) & readable_rows(viewer, one)
        condition |= Q(kind=one.code) & inside
    return _filtered(Current.objects.filter(condition), replace(filters, kinds=()), on)


def _inside(scope: Reach) -> Q:
    if scope.everything:
        return Q()
    return (
        Q(agency__in=scope.agencies)
        | Q(office__in=scope.offices)
        | (Q(officer__in=scope.officers) & ~Q(officer=""))
    )


def _filtered(rows: "QuerySet[Current]", filters: Filters, on: date) -> "QuerySet[Current]":
    if filters.body:
        rows = rows.filter(Q(body=filters.body) | Q(body__startswith=f"{filters.body}:"))
    for name in ("office", "officer"):
        if value := getattr(filters, name):
            rows = rows.filter(**{name: value})
    if filters.kinds:
        rows = rows.filter(kind__in=filters.kinds)
    if filters.tag:
        rows = rows.filter(tags__contains=[filters.tag])
    if filters.ids is not None:
        rows = rows.filter(pk__in=filters.ids)
    if filters.matter is not None:
        rows = rows.filter(pk__in=of_matters([filters.matter]).get(filters.matter, ()))
    for word in fold(filters.text).split():
        rows = rows.filter(search__contains=word)
    match filters.group:
        case "":
            return rows
        case "open":
            return rows.filter(ended_on__isnull=True)
        case "ended":
            return rows.filter(ended_on__isnull=False)
        case "late":
            return rows.filter(next_due__lt=on)
        case state:
            return rows.filter(state=state)


def _named(rows: Sequence[Current]) -> list[Row]:
    numbers = {
        one.id: (one.number, one.year)
        for one in DossierFact.objects.filter(id__in=[row.dossier_id for row in rows])
    }
    return [_row(row, *numbers[row.dossier_id]) for row in rows]


def _row(row: Current, number: int, year: int) -> Row:
    found = kind(row.kind)
    return Row(
        id=row.dossier_id,
        kind=found,
        title=row.title,
        number_text=f"{found.prefix}-{number:02d}/{year}",
        agency=row.agency,
        office=row.office,
        officer=row.officer,
        body=row.body,
        state=row.state,
        since=row.since,
        opened_on=row.opened_on,
        ended_on=row.ended_on,
        next_rule=row.next_rule,
        next_due=row.next_due,
        tags=tuple(row.tags),
    )
