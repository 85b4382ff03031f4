"""What the report of the committee says of the committee: its people, meetings, directives, coercions.

Read from the record of the committee on the day the report is made, not from an edition; the foot says so.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from thihanh.coordination import answers
from thihanh.coordination.delays import answer_times
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.loading import load
from thihanh.dossiers.queries import Filters, within
from thihanh.law.notation import vn
from thihanh.matters import queries as matters
from thihanh.offices.reach import Reach
from thihanh.procedures.register_file.labels import CAUSES, label_of
from thihanh.statistics.period import Period
from thihanh.steering import agendas, directives, meetings
from thihanh.steering.agenda_rules import loaded
from thihanh.steering.conclusions import points_of
from thihanh.steering.delay_papers import Table, stated
from thihanh.steering.effect import VERDICTS
from thihanh.steering.effect_queries import of_all
from thihanh.steering.overview import shown_by
from thihanh.steering.owners import owner_name
from thihanh.steering.standing import committee_on

_MOST: Final = 2_000
CASES: Final = 40
"""How many cases the report lists."""
_OF_ONE_CASE: Final = 5
"""A directive on more matters than these is a drive, not a complex case."""
_ENDED: Final = frozenset({"done", "not_done", "cancelled"})
_COERCED: Final = ("planned", "approved", "done", "voluntary", "stopped")
_COMMUNES: Final = ("ubnd_commune", "police_commune")


@dataclass(frozen=True)
class Held:
    """A meeting that was held: number, title, day, members present, points of its conclusion."""

    number: str
    title: str
    day: date
    present: int
    points: int


@dataclass(frozen=True)
class Case:
    """A matter directed: one line."""

    matter: str
    parties: str
    amount: int
    obstacle: str
    decision: str
    due: date
    owner: str


@dataclass(frozen=True)
class Given:
    """Directives of a sort given in the period: all, done, late on the last day."""

    sort: str
    given: int
    done: int
    late: int


@dataclass(frozen=True)
class Result:
    """A directive of the period: what, who, by when, how it stands and what shows it, its effect."""

    what: str
    owner: str
    due: date
    stands: str
    effect: str


@dataclass(frozen=True)
class Communes:
    """Requests to communes in the period: asked, answered in time, late, silent past the day."""

    asked: int
    in_time: int
    late: int
    silent: int


@dataclass(frozen=True)
class Steered:
    """The committee's own record of a period. ``members`` are post, person, body."""

    name: str
    founder: str
    decision: str
    members: tuple[tuple[str, str, str], ...]
    held: tuple[Held, ...]
    given: tuple[Given, ...]
    results: tuple[Result, ...]
    delays: Table | None
    cases: tuple[Case, ...]
    more_cases: int
    coercions: Mapping[str, int]
    communes: Communes
    programme: str
    foot: str


def steered(agency: str, period: Period, on: date) -> Steered | None:
    """The record of a province's committee; None where none was established by the last day."""
    inside, to = Reach(agencies=frozenset({agency})), period.to
    committee = committee_on(agency, to)
    if committee is None:
        return None
    told = _of_kind(inside, meetings.CODE, on)
    assigned = [one for one in _of_kind(inside, directives.CODE, on) if period.from_ <= one.opened_on <= to]
    cases = _cases(assigned, told, inside)
    return Steered(
        name=committee.name,
        founder=committee.decided_by,
        decision=f"{committee.decision} ngày {vn(committee.decided_on)}",
        members=tuple(
            (one.post_label, ", ".join(filter(None, (one.person, one.title))), one.body_label)
            for one in committee.members
        ),
        held=tuple(_held(told, period)),
        given=tuple(_given(assigned, to)),
        results=tuple(_results(assigned, on)),
        delays=_delays(told, to),
        cases=tuple(cases[:CASES]),
        more_cases=max(0, len(cases) - CASES),
        coercions=_coercions(inside, period, on),
        communes=_communes(inside, period),
        programme=next(
            (str(one["content"]) for one in committee.programmes if one["year"] == period.work_year + 1), ""
        ),
        foot=f"Nguồn: sổ Ban Chỉ đạo, đọc ngày {vn(on)}; không thuộc ấn bản.",
    )


def _of_kind(inside: Reach, code: str, on: date) -> list[Dossier]:
    rows = within(inside, Filters(kinds=(code,)), on, order="opened", limit=_MOST)
    return list(load([row.id for row in rows]).values())


def _held(told: Iterable[Dossier], period: Period) -> Iterable[Held]:
    for one in told:
        for step in one.taken("hold")[-1:]:
            if period.from_ <= step.on <= period.to:
                present = step.values.get("present")
                count = len(present) if isinstance(present, tuple) else 0
                yield Held(one.number_text, one.title, step.on, count, len(points_of(one)))


def _given(assigned: Iterable[Dossier], to: date) -> Iterable[Given]:
    counted: Counter[tuple[str, str]] = Counter()
    for one in assigned:
        sort, due = str(one.values["sort"]), one.last("due")
        counted[sort, "given"] += 1
        done = any(step.on <= to for step in one.taken("close"))
        ended = done or any(step.on <= to for step in one.taken("fail", "cancel"))
        counted[sort, "done"] += done
        counted[sort, "late"] += not ended and isinstance(due, date) and due < to
    for sort, label in directives.SORT_LABELS.items():
        if counted[sort, "given"]:
            yield Given(label, counted[sort, "given"], counted[sort, "done"], counted[sort, "late"])


def _results(assigned: Iterable[Dossier], on: date) -> Iterable[Result]:
    """The directives in the order they were given."""
    ordered = sorted(assigned, key=lambda one: (one.opened_on, one.id))
    for one, measured in zip(ordered, of_all(ordered, on), strict=True):
        due = one.last("due")
        assert isinstance(due, date)
        state, late = one.kind.states[one.state], due < on and one.state not in _ENDED
        stands = f"{state[0].upper()}{state[1:]}{', quá hạn' if late else ''}; {shown_by(one)}"
        effect = VERDICTS[measured.effect.verdict] if one.matters else "Không gắn việc"
        yield Result(f"{one.number_text}: {one.title}", _owner(one), due, stands, effect)


def _owner(one: Dossier) -> str:
    return owner_name(str(one.values["owner_body"]), str(one.values.get("owner_body_name") or ""))


def _delays(told: Iterable[Dossier], to: date) -> Table | None:
    """The table of delay stated last with the papers of a meeting, up to the last day."""
    found = [table for one in told if (table := stated(one.id)) and table.stated_on <= to]
    return max(found, key=lambda one: one.stated_on, default=None)


def _cases(assigned: Iterable[Dossier], told: Iterable[Dossier], inside: Reach) -> list[Case]:
    """A line for each matter of each directive, the largest first."""
    few = [one for one in assigned if len(one.matters) <= _OF_ONE_CASE]
    pairs = [(matter, one) for one in few for matter in one.matters]
    ids = tuple(sorted({matter for matter, _ in pairs}))
    if not ids:
        return []
    known = {row.id: row for row in matters.page(inside, matters.Filters(ids=ids), limit=len(ids)).rows}
    obstacles = _obstacles(told)
    found = [
        Case(
            matter=known[matter].number,
            parties=f"{known[matter].creditor} – {known[matter].debtor}",
            amount=known[matter].outstanding,
            obstacle=obstacles.get(matter, ""),
            decision=one.title,
            due=due,
            owner=_owner(one),
        )
        for matter, one in pairs
        if matter in known and isinstance(due := one.last("due"), date)
    ]
    return sorted(found, key=lambda one: (-one.amount, one.matter, one.due))


def _obstacles(told: Iterable[Dossier]) -> dict[int, str]:
    """What the agendas said stands in the way, by matter; the newest agenda's word."""
    found: dict[int, str] = {}
    for one in told:
        built = agendas.built(one.id)
        labels = {code: rule.label for code, rule in loaded(built.rules).rules.items()} if built else {}
        for item in built.items if built else ():
            causes = str(item.facts.get("causes") or "").split()
            words = ", ".join(label_of(CAUSES, code) for code in causes)
            words = words or "; ".join(labels[hit.rule] for hit in item.hits)
            for matter in item.matters if len(item.matters) == 1 else ():
                found.setdefault(matter, words)
    return found


def _coercions(inside: Reach, period: Period, on: date) -> dict[str, int]:
    """Coercion days with mobilised force opened in the period, by how they stand."""
    counted: Counter[str] = Counter()
    for one in _of_kind(inside, "coercion_day", on):
        if one.last("force") is True and period.from_ <= one.opened_on <= period.to:
            counted["all"] += 1
            counted[one.state if one.state in _COERCED else "preparing"] += 1
    return dict(counted)


def _communes(inside: Reach, period: Period) -> Communes:
    rows = [
        row
        for row in answers.asked(inside, since=period.from_, until=period.to)
        if row[0].partition(":")[0] in _COMMUNES
    ]
    times = answer_times(rows, period.to)
    return Communes(
        sum(one.asked for one in times),
        sum(one.in_time for one in times),
        sum(one.late for one in times),
        sum(one.silent for one in times),
    )
