"""What the rules find among the matters of a province on a day: one statement over positions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from thihanh.law import number, work_year
from thihanh.law.notation import vn
from thihanh.matters.standing import in_force
from thihanh.statistics.book.members import Cut
from thihanh.statistics.engine.sql import Param, Query, source
from thihanh.statistics.measures.buckets import ENDS, REGISTER, eligible_states, special_states
from thihanh.statistics.period import version_on
from thihanh.statistics.queries import run
from thihanh.statistics.watch import years_before
from thihanh.steering.agenda import Candidate, Hit
from thihanh.steering.agenda_rules import Rule, Rules

_STATE: Final = (
    "p.stage || '/' || case when p.stage || '/' || p.ground = any(%(special)s) then p.ground else '' end"
)
_TEXT: Final = """
with pos as {how} (select * from {source}), at as (
  select p.matter_id, p.office, p.officer, p.stage, p.stage_since, p.decided_on, p.outstanding, p.tags, p.lo
  from pos p where p.agency = %(agency)s and p.work_year = %(year)s and p.lo <= %(on)s and p.hi > %(on)s
    and p.stage <> all(%(closed)s)
), plan as (
  select distinct on (s.matter_id) s.matter_id, s.facts->>'causes' as causes, s."on" as planned_on
  from matters_step s where s.code = 'watch_plan' and s."on" <= %(on)s and {planned}
  order by s.matter_id, s."on" desc, s.id desc
), stay as (
  select a.matter_id, coalesce(max(p.hi) filter (where {state} <> all(%(eligible)s)), min(p.lo)) as since
  from at a join pos p on p.matter_id = a.matter_id and p.lo <= a.lo
  where a.stage = any(%(stages)s) and a.decided_on < %(eligible_limit)s group by a.matter_id
), tested as (
  select a.*, stay.since, coalesce(plan.causes, '') as causes, plan.planned_on, {tests}
  from at a left join stay on stay.matter_id = a.matter_id left join plan on plan.matter_id = a.matter_id
), waiting as (
  select t.*, greatest(0, %(on)s::date - least({starts})) as days from tested t where {any}
), scored as (
  select w.*, {weights} + %(per_step)s * width_bucket(w.outstanding, %(amounts)s::bigint[])
    + %(per_month)s * least(%(most_months)s, w.days / %(days_in_month)s) as score, {totals}
  from waiting w
)
select s.matter_id, m.number, s.decided_on, s.office, s.officer, s.stage, s.stage_since, s.since,
  s.causes, s.planned_on, s.outstanding, s.days, s.score, {flags}, {sums}
from scored s join matters_matter m on m.id = s.matter_id
order by s.score desc, {equal}s.matter_id limit %(considered)s
"""


@dataclass(frozen=True, slots=True)
class Found:
    """The candidates of highest score, and of each rule how many matters it found and their đồng."""

    candidates: tuple[Candidate, ...]
    totals: Mapping[str, Mapping[str, int]]


def found(agency: str, on: date, rules: Rules, *, cut: Cut | None) -> Found:
    """What the rules of matters find on a day; ``cut`` reads what a cut held, None what is known now."""
    asked = rules.of("matters")
    rows = run(_query(agency, on, rules, cut))
    first = 13 + len(asked)
    totals = {
        rule.code: {
            "count": int(rows[0][first + 2 * place]),
            "amount": int(rows[0][first + 2 * place + 1] or 0),
        }
        if rows
        else {"count": 0, "amount": 0}
        for place, rule in enumerate(asked)
    }
    return Found(tuple(_candidate(row, asked, on) for row in rows), totals)


def _query(agency: str, on: date, rules: Rules, cut: Cut | None) -> Query:
    asked = rules.of("matters")
    known = (
        "" if cut is None else " and s.known_on <= %(known_on)s and s.entry_id <@ %(inside)s::int8multirange"
    )
    voided = in_force("matters_step", "s") if cut is None else _in_force_then()
    text = _TEXT.format(
        how="materialized" if cut else "not materialized",
        source=source(cut.known_on, "c", cut.inside or None) if cut else "matters_position c",
        planned=voided + known,
        state=_STATE,
        tests=", ".join(f"({_test(rule)}) as r_{rule.code}" for rule in asked),
        starts=", ".join(f"case when t.r_{rule.code} then {_start(rule)} end" for rule in asked),
        any=" or ".join(f"t.r_{rule.code}" for rule in asked),
        weights=_weights(asked, rules.score.further),
        equal="s.outstanding desc, " if rules.score.equal == "amount" else "",
        totals=", ".join(
            f"count(*) filter (where w.r_{rule.code}) over () as n_{rule.code}, "
            f"sum(w.outstanding) filter (where w.r_{rule.code}) over () as m_{rule.code}"
            for rule in asked
        ),
        flags=", ".join(f"s.r_{rule.code}" for rule in asked),
        sums=", ".join(f"s.n_{rule.code}, s.m_{rule.code}" for rule in asked),
    )
    return Query(text, _params(agency, on, rules, cut))


def _weights(asked: Sequence[Rule], further: int | None) -> str:
    """What the rules that hold of a row are worth: ``Score.of`` in the words of the database."""
    if further is None:
        return " + ".join(f"w.r_{rule.code}::int * {rule.weight}" for rule in asked)
    heaviest = ", ".join(f"w.r_{rule.code}::int * {rule.weight}" for rule in asked)
    holding = " + ".join(f"w.r_{rule.code}::int" for rule in asked)
    return f"greatest({heaviest}) + {further} * ({holding} - 1)"


def _in_force_then() -> str:
    return (
        "not s.void and not exists (select 1 from matters_step r where r.replaces_id = s.id"
        " and r.known_on <= %(known_on)s and r.entry_id <@ %(inside)s::int8multirange)"
    )


def _params(agency: str, on: date, rules: Rules, cut: Cut | None) -> dict[str, Param]:
    eligible = eligible_states(version_on(on))
    score = rules.score
    params: dict[str, Param] = {
        "agency": agency,
        "on": on,
        "year": work_year(on),
        "closed": [*sorted(ENDS), REGISTER],
        "eligible": list(eligible),
        "special": list(special_states()),
        "stages": sorted({state.partition("/")[0] for state in eligible}),
        "eligible_limit": years_before(on, number("watch.eligible_over_years", on)),
        "large": number("watch.large_amount", on),
        "large_limit": years_before(on, number("watch.large_amount_years", on)),
        "amounts": list(score.amounts),
        "per_step": score.per_step,
        "per_month": score.per_month,
        "most_months": score.most_months,
        "days_in_month": score.days_in_month,
        "considered": rules.considered,
    }
    for rule in rules.of("matters"):
        params[f"named_{rule.code}"] = f"cause:{rule.named}" if rule.test == "cause" else rule.named
        params[f"least_{rule.code}"] = rule.least_days
    if cut is not None:
        params |= {"known_on": cut.known_on, "inside": cut.inside}
    return params


def _test(rule: Rule) -> str:
    """The condition of a rule on a row of ``at`` with its stay and its plan."""
    named = f"%(named_{rule.code})s"
    tests = {
        "long_eligible": "stay.since is not null and stay.since < %(eligible_limit)s",
        "large_old": "a.outstanding > %(large)s and a.decided_on < %(large_limit)s",
        "tag": f"{named} = any(a.tags)",
        "cause": f"{named} = any(a.tags) or {named} = any(string_to_array(coalesce(plan.causes, ''), ' '))",
    }
    least = f" and %(on)s::date - a.stage_since >= %(least_{rule.code})s" if rule.least_days else ""
    return f"({tests[rule.test]}){least}"


def _start(rule: Rule) -> str:
    """The day from which a rule says the matter has waited."""
    return {"long_eligible": "t.since", "large_old": "t.decided_on"}.get(rule.test, "t.stage_since")


def _candidate(row: Sequence[Any], asked: Sequence[Rule], on: date) -> Candidate:
    matter_id, matter_number, decided_on, office, officer, stage, stage_since, since = row[:8]
    causes, planned_on, amount, days = row[8:12]
    inputs: dict[str, dict[str, str | int]] = {
        "long_eligible": {"since": _iso(since), "years": number("watch.eligible_over_years", on)},
        "large_old": {
            "decided_on": _iso(decided_on),
            "amount": amount,
            "over": number("watch.large_amount", on),
            "years": number("watch.large_amount_years", on),
        },
        "tag": {"stage_since": _iso(stage_since)},
        "cause": {"stage_since": _iso(stage_since), "planned_on": _iso(planned_on)},
    }
    hits = tuple(
        Hit(rule.code, inputs[rule.test] | ({"named": rule.named} if rule.named else {}))
        for rule, holds in zip(asked, row[13:], strict=False)
        if holds
    )
    return Candidate(
        key=f"matter:{matter_id}",
        title=f"Việc {matter_number} ngày {vn(decided_on)}",
        hits=hits,
        amount=amount,
        days=days,
        matters=(matter_id,),
        facts={
            "office": office,
            "officer": officer,
            "stage": stage,
            "stage_since": _iso(stage_since),
            "causes": causes,
        },
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def amounts_of(ids: Sequence[int], agency: str, on: date, *, cut: Cut | None) -> dict[int, int]:
    """What is left of each of these matters on a day, in đồng."""
    if not ids:
        return {}
    if cut is None:
        text = (
            "select matter_id, outstanding from matters_position"
            " where matter_id = any(%(ids)s) and lo <= %(on)s and hi > %(on)s"
        )
        rows = run(Query(text, {"ids": list(ids), "on": on}))
    else:
        text = (
            "select matter_id, outstanding from matters_positions(%(ids)s::bigint[], %(known_on)s,"
            " %(inside)s::int8multirange) where lo <= %(on)s and hi > %(on)s"
        )
        values: dict[str, Param] = {
            "ids": list(ids),
            "on": on,
            "known_on": cut.known_on,
            "inside": cut.inside,
        }
        rows = run(Query(text, values))
    return {int(matter): int(amount) for matter, amount in rows}
