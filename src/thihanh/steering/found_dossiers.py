"""What the rules find among dossiers (requests, coercion days, administrative judgments, directives)."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.db import connection

from thihanh.coordination.bodies import Body, catalogue
from thihanh.deadlines import Calendar, load_calendar
from thihanh.dossiers import kinds
from thihanh.dossiers.life import Dossier, Running, clocks
from thihanh.dossiers.loading import load
from thihanh.matters.names import fold
from thihanh.offices.queries import calendar_overrides
from thihanh.statistics.book.members import Cut
from thihanh.steering.agenda import Candidate, Hit
from thihanh.steering.agenda_rules import Rule, Rules
from thihanh.steering.found_matters import amounts_of
from thihanh.steering.owners import owner_name

_NONE: Final = Body("", "", "")
# What ended inside the cut is left out before it is loaded; what ended later was open then.
_IDS: Final = """
select d.id from dossiers_dossier d join dossiers_current c on c.dossier_id = d.id
where d.agency = %(agency)s and d.kind = any(%(kinds)s) and d.opened_on <= %(on)s
  and (%(inside)s = '' or d.entry_id <@ %(inside)s::int8multirange)
  and (c.ended_on is null or (%(inside)s <> '' and exists (
    select 1 from dossiers_step s
    where s.dossier_id = d.id and not s.entry_id <@ %(inside)s::int8multirange)))
order by d.id"""


@dataclass(frozen=True, slots=True)
class _Holds:
    """A rule that holds for a dossier, since how many days."""

    rule: Rule
    dossier: Dossier
    days: int
    inputs: Mapping[str, str | int]


def found(agency: str, on: date, rules: Rules, *, inside: str, cut: Cut | None) -> tuple[Candidate, ...]:
    """What the rules of dossiers find on a day among the entries ``inside``; ``cut`` as for matters."""
    known = {one.code for one in kinds.kinds()}
    asked = [rule for rule in rules.of("dossiers") if rule.kind in known]
    ids = _ids(agency, sorted({rule.kind for rule in asked}), on, inside)
    calendar = load_calendar(calendar_overrides(agency, on))
    holding = [
        one for dossier in load(ids, inside=inside).values() for one in _holding(dossier, asked, calendar, on)
    ]
    linked = sorted({matter for one in holding for matter in one.dossier.matters})
    amounts = amounts_of(linked, agency, on, cut=cut)
    return tuple(_candidates(holding, amounts))


def _ids(agency: str, codes: Sequence[str], on: date, inside: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_IDS, {"agency": agency, "kinds": list(codes), "on": on, "inside": inside})
        return [number for (number,) in cursor.fetchall()]


def _holding(dossier: Dossier, asked: Iterable[Rule], calendar: Calendar, on: date) -> Iterable[_Holds]:
    if dossier.is_ended:
        return
    running: tuple[Running, ...] | None = None
    for rule in asked:
        if rule.kind != dossier.kind.code or not _fits(rule, dossier):
            continue
        if not rule.late or dossier.state in rule.also_states:
            days = max(0, (on - dossier.since).days)
            yield _Holds(rule, dossier, days, {"state": dossier.state, "since": dossier.since.isoformat()})
            continue
        running = clocks(dossier, calendar) if running is None else running
        due = _overdue(running, rule, on)
        if due is not None:
            yield _Holds(rule, dossier, (on - due).days, {"due": due.isoformat()})


def _fits(rule: Rule, dossier: Dossier) -> bool:
    return (
        (not rule.states or dossier.state in rule.states)
        and (not rule.steps or bool(dossier.taken(*rule.steps)))
        and (not rule.without or not dossier.taken(*rule.without))
        and all(_said(dossier, name) == value for name, value in rule.said.items())
    )


def _said(dossier: Dossier, name: str) -> str:
    value = dossier.last(name)
    return str(value).lower() if isinstance(value, bool) else str(value or "")


def _overdue(running: Iterable[Running], rule: Rule, on: date) -> date | None:
    """The day on which the first of the late open clocks that count for the rule ran out."""
    counted = [one for one in running if one.clock.of == rule.late and one.rule not in rule.aside]
    return min((one.due for one in counted if one.is_open and one.due and one.late(on)), default=None)


def _candidates(holding: Sequence[_Holds], amounts: Mapping[int, int]) -> Iterable[Candidate]:
    single: dict[int, Candidate] = {}
    grouped: dict[tuple[str, str, str], list[_Holds]] = defaultdict(list)
    for one in holding:
        if one.rule.group == "body":
            grouped[one.rule.code, one.dossier.body, fold(_body_name(one.dossier))].append(one)
            continue
        made = _single(one, amounts)
        before = single.get(one.dossier.id)
        single[one.dossier.id] = (
            replace(before, hits=(*before.hits, *made.hits), days=max(before.days, made.days))
            if before
            else made
        )
    yield from single.values()
    for (_, body, name), members in sorted(grouped.items()):
        yield _of_body(body, name, members, amounts)


def _single(one: _Holds, amounts: Mapping[int, int]) -> Candidate:
    dossier = one.dossier
    return Candidate(
        key=f"dossier:{dossier.id}",
        title=f"{dossier.kind.label.capitalize()} {dossier.number_text}",
        hits=(Hit(one.rule.code, one.inputs),),
        amount=sum(amounts.get(matter, 0) for matter in dossier.matters),
        days=one.days,
        matters=dossier.matters,
        dossiers=(dossier.id,),
        body=dossier.body,
        facts={
            "body_name": _body_name(dossier),
            "state": dossier.kind.states[dossier.state],
            "office": dossier.office,
            "officer": dossier.officer,
        },
    )


def _of_body(body: str, folded: str, members: Sequence[_Holds], amounts: Mapping[int, int]) -> Candidate:
    rule = members[0].rule
    matters = tuple(dict.fromkeys(matter for one in members for matter in one.dossier.matters))
    name = _body_name(members[0].dossier)
    oldest = max(one.days for one in members)
    return Candidate(
        key=_key(rule.code, body, folded),
        title=name,
        hits=(Hit(rule.code, {"count": len(members), "oldest_days": oldest}),),
        amount=sum(amounts.get(matter, 0) for matter in matters),
        days=oldest,
        matters=matters,
        dossiers=tuple(one.dossier.id for one in members),
        body=body,
        count=len(members),
        facts={"body_name": name, "count": len(members)},
    )


def _key(rule: str, body: str, folded: str) -> str:
    """One key for one body of one place: a commune's police are not those of another."""
    place = hashlib.sha256(folded.encode()).hexdigest()[:8] if catalogue().get(body, _NONE).place else ""
    return f"body:{rule}:{body}" + (f":{place}" if place else "")


def _body_name(dossier: Dossier) -> str:
    if not dossier.body:
        return ""
    return owner_name(dossier.body, str(dossier.last("body_name") or dossier.last("owner_body_name") or ""))
