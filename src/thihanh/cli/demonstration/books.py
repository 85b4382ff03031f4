"""The books of the year: targets, eleven months closed, the twelfth closed beforehand, offices scored."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from functools import partial

from thihanh.cli.demo_people import OFFICE, PIN
from thihanh.cli.demonstration import conference
from thihanh.cli.demonstration.cast import FIRST_DAY, TODAY, UNIT, Cast, by_code, sep
from thihanh.editions import operations, queries
from thihanh.editions.rules import Asked
from thihanh.law import work_year_start
from thihanh.offices import queries as offices
from thihanh.reports import operations as reports
from thihanh.statistics.numbers import Absent
from thihanh.statistics.period import month_period
from thihanh.targets import decisions
from thihanh.targets.annex import AnnexRow
from thihanh.targets.goals import assigned

YEAR, CLOSED, LAST = 2025, 11, 12
OFFICERS_ON, OFFICES_ON, AGENCY_ON = sep(3), sep(4), sep(8)
_HEADS = ("office_head", "nv_head")
LATE = ("22.KV09",)
"""Units that did not confirm: the board of closings shows who they are."""
PREPARED = ("A", "C")
"""Reports asked for on the last day: of the period, and of the Steering Committee."""

# Added to the agency's own targets, in hundredths of a point: cases, money.
_ABOVE = {OFFICE: (40, 50), "22.KV02": (20, 100), "22.KV06": (10, 0), "22.KV12": (-30, 0)}


def are_closed() -> bool:
    """Whether the books were closed already."""
    return bool(queries.known(UNIT, YEAR))


def close(cast_: Cast, tell: Callable[[int, int], None]) -> None:
    """Every step, one after the other; each is a transaction of its own, as closing anchors the record."""
    steps = [*_steps(cast_)]
    for done, step in enumerate(steps):
        tell(done, len(steps))
        step()
    tell(len(steps), len(steps))


def _steps(cast_: Cast) -> Iterator[Callable[[], object]]:
    yield partial(_targets, cast_)
    for unit, person, on in _confirming():
        yield partial(operations.confirm, unit, YEAR, CLOSED, by=by_code(person), on=on)
    yield partial(_final, cast_)
    yield partial(operations.close, Asked(UNIT, YEAR, LAST, "preliminary"), by=cast_.head, on=TODAY)
    yield from conference.steps(cast_)
    for kind in PREPARED:  # made by the worker once the product runs
        yield partial(reports.ask, reports.Asked(kind, UNIT, YEAR, LAST), by=cast_.head, on=TODAY)


def _confirming() -> Iterator[tuple[str, str, date]]:
    """Unit, who confirms, when: officers first, then the heads of their offices."""
    regional = [unit.code for unit in offices.units(OFFICES_ON) if unit.code.startswith(f"{UNIT}.")]
    for office in regional:
        if office not in LATE:
            for officer in offices.officers(office, OFFICERS_ON):
                yield officer.code, officer.code, OFFICERS_ON
    for office in regional:
        heads = [post.officer for post in offices.posts(office, OFFICES_ON) if post.role in _HEADS]
        if heads and office not in LATE:
            yield office, heads[0], OFFICES_ON


def _final(cast_: Cast) -> None:
    """Eleven months, with those who are late named; the months before were reported on paper."""
    late = queries.waiting(UNIT, month_period(YEAR, CLOSED), AGENCY_ON)
    asked = Asked(UNIT, YEAR, CLOSED, "final", late, tuple(range(1, CLOSED)))
    edition = operations.close(asked, by=cast_.head, on=AGENCY_ON)
    operations.sign(edition.id, PIN, by=cast_.head, at=datetime.combine(AGENCY_ON, time(16, 30)).astimezone())


def _targets(cast_: Cast) -> None:
    """The agency's decision of the year: every office, some above the agency's own targets."""
    own = {of: assigned(UNIT, of, FIRST_DAY) for of in ("cases", "money")}
    held = {f"{of}.rate": one.value.hundredths for of, one in own.items() if not isinstance(one, Absent)}
    units = [unit.code for unit in offices.units(FIRST_DAY) if unit.code.startswith(f"{UNIT}.")]
    rows = tuple(
        AnnexRow(unit, indicator, value + _ABOVE.get(unit, (0, 0))[place])
        for unit in units
        for place, (indicator, value) in enumerate(held.items())
    )
    decision = decisions.NewDecision(
        UNIT,
        "64/QĐ-THADS",
        date(2025, 7, 10),
        work_year_start(YEAR),
        rows,
        note="Giao lại sau sắp xếp tổ chức.",
    )
    decisions.issue(decision, held, by=cast_.head, on=FIRST_DAY)
