"""Potential liability of the State: what could be the base of a claim, and where it came from.

An accepted complaint, a denunciation found right, an accepted protest and a cancelled decision are each a
paper on which compensation may be asked (Law 10/2017 Đ.12); the claim lapses three years after its receipt.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import connection

from thihanh.deadlines import Calendar, compute
from thihanh.dossiers import queries
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.loading import load
from thihanh.dossiers.operations import calendar_of
from thihanh.dossiers.queries import Filters
from thihanh.law.lists import listed
from thihanh.law.regimes import regime_on
from thihanh.matters.listing import named_condition
from thihanh.offices.queries import Viewer, reach
from thihanh.oversight.shared import RIGHT

SOURCES: Final = ("complaint", "denunciation", "protest")
LIMIT: Final = "BT-11"
MOST: Final = 500
"""How many events a page holds; the newest."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something a claim may rest on: since when, from which dossier or matter, how long a claim may come."""

    base: str
    base_label: str
    on: date
    until: date
    words: str
    dossier: int | None
    number_text: str
    matters: tuple[int, ...]
    claims: tuple[int, ...]


def events(viewer: Viewer, on: date) -> tuple[Event, ...]:
    """The events of what the viewer may read, the newest first."""
    rows = queries.page(viewer, Filters(kinds=SOURCES), on, order="opened", limit=MOST).rows
    found = load([row.id for row in rows])
    calendar = calendar_of(viewer.agency, on)
    claims = _claims(viewer, on)
    made = [
        _event(one, base, day, calendar=calendar, claims=claims)
        for one in found.values()
        for base, day in bases(one)
    ]
    made += _cancelled(viewer, on, calendar=calendar, claims=claims)
    return tuple(sorted(made, key=lambda one: (-one.on.toordinal(), one.number_text))[:MOST])


def bases(one: Dossier) -> Iterator[tuple[str, date]]:
    """What of a dossier a claim may rest on, and since when. Pure."""
    for step in one.steps:
        if (
            step.step in ("decide", "receive_decision", "final", "conclude")
            and step.values.get("result") in RIGHT
        ):
            yield one.kind.code, step.on
            return
        accepted = step.step == "reply" and step.values.get("answer") in ("accept", "partly")
        if accepted or (step.step == "answered_above" and step.values.get("outcome") == "carry"):
            yield "protest", step.on
            return


def _event(
    one: Dossier,
    base: str,
    day: date,
    *,
    calendar: Calendar,
    claims: Mapping[tuple[str, int], tuple[int, ...]],
) -> Event:
    found = set(claims.get(("dossier", one.id), ()))
    for matter in one.matters:
        found |= set(claims.get(("matter", matter), ()))
    return Event(
        base,
        _label(base, day),
        day,
        _until(day, calendar),
        one.title,
        one.id,
        one.number_text,
        one.matters,
        tuple(sorted(found)),
    )


def _cancelled(
    viewer: Viewer, on: date, *, calendar: Calendar, claims: Mapping[tuple[str, int], tuple[int, ...]]
) -> list[Event]:
    """Decisions of matters within reach that were cancelled."""
    inside, values = named_condition(reach(viewer, "matter", "read", on), "c")
    text = f"""
SELECT DISTINCT m.number, m.id, s."on" FROM matters_step s
JOIN matters_matter m ON m.id = s.matter_id JOIN matters_current c ON c.matter_id = s.matter_id
WHERE s.code = 'cancel' AND NOT s.void AND s."on" <= %(on)s AND {inside}
  AND NOT EXISTS (SELECT 1 FROM matters_step r WHERE r.replaces_id = s.id)
ORDER BY s."on" DESC, m.id LIMIT {MOST}"""
    with connection.cursor() as cursor:
        cursor.execute(text, {**values, "on": on})
        rows: Sequence[tuple[str, int, date]] = cursor.fetchall()
    return [
        Event(
            "cancelled",
            _label("cancelled", day),
            day,
            _until(day, calendar),
            f"Hủy quyết định của việc {number}",
            None,
            number,
            (matter,),
            claims.get(("matter", matter), ()),
        )
        for number, matter, day in rows
    ]


def _claims(viewer: Viewer, on: date) -> dict[tuple[str, int], tuple[int, ...]]:
    """The claims already made, by the dossier or matter they name."""
    rows = queries.every(viewer, Filters(kinds=("compensation",)), on)
    found: dict[tuple[str, int], tuple[int, ...]] = {}
    for one in load([row.id for row in rows]).values():
        for key in (*(("matter", m) for m in one.matters), *(("dossier", d) for d in one.dossiers)):
            found[key] = (*found.get(key, ()), one.id)
    return found


def _until(day: date, calendar: Calendar) -> date:
    return compute(LIMIT, from_=day, calendar=calendar).due_day


def _label(base: str, day: date) -> str:
    return next(one.label for one in listed("compensation_bases", regime_on(day)) if one.code == base)
