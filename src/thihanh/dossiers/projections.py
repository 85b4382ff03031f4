"""Where every dossier stands and which clocks run: derived from the facts, rebuilt at any time."""

from collections.abc import Collection

from thihanh.deadlines import Calendar, load_calendar
from thihanh.dossiers.life import Dossier, Running, clocks, kept_from, nearest, searchable
from thihanh.dossiers.loading import load
from thihanh.dossiers.models import Current, DossierFact, Term
from thihanh.matters.names import fold
from thihanh.offices.queries import calendar_overrides

_CHUNK = 2_000


def derive(ids: Collection[int]) -> None:
    """Derive the rows of these dossiers anew, in the running transaction."""
    known: dict[str, Calendar] = {}
    rows, terms = [], []
    for one in load(ids).values():
        unit = one.office or one.agency
        if unit not in known:
            known[unit] = load_calendar(calendar_overrides(unit))
        running = clocks(one, known[unit])
        rows.append(_row(one, running))
        terms.extend(_terms(one, running))
    Current.objects.filter(dossier_id__in=ids).delete()
    Term.objects.filter(dossier_id__in=ids).delete()
    Current.objects.bulk_create(rows, batch_size=_CHUNK)
    Term.objects.bulk_create(terms, batch_size=_CHUNK)


def rebuild() -> int:
    """Empty the projection and fill it from the facts; the number of rows."""
    Current.objects.all().delete()
    Term.objects.all().delete()
    ids = list(DossierFact.objects.order_by("id").values_list("id", flat=True))
    for start in range(0, len(ids), _CHUNK):
        derive(ids[start : start + _CHUNK])
    return len(ids)


def _row(one: Dossier, running: tuple[Running, ...]) -> Current:
    first = nearest(running) if not one.is_ended else None
    return Current(
        dossier_id=one.id,
        kind=one.kind.code,
        agency=one.agency,
        office=one.office,
        officer=one.officer,
        body=one.body,
        state=one.state,
        since=one.since,
        opened_on=one.opened_on,
        ended_on=one.since if one.is_ended else None,
        title=one.title,
        search=fold(searchable(one)),
        tags=[*one.kind.tags(one.values), *one.kind.marks(one)],
        kept_from=list(kept_from(one)),
        next_rule=first.rule if first else "",
        next_due=first.due if first else None,
    )


def _terms(one: Dossier, running: tuple[Running, ...]) -> list[Term]:
    return [
        Term(
            dossier_id=one.id,
            kind=one.kind.code,
            agency=one.agency,
            body=one.body,
            rule=run.rule,
            of=run.clock.of,
            started_on=run.started_on,
            due=run.due,
            met_on=run.met_on,
        )
        for run in running
    ]
