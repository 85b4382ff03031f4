"""How many matters each officer must still finish to meet the target, before and after a change of hands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thihanh.law import work_year
from thihanh.law.regimes import work_year_start
from thihanh.matters.listing import MatterRow
from thihanh.offices.reach import Reach
from thihanh.statistics.measures.buckets import is_eligible
from thihanh.statistics.numbers import Absent, Percent
from thihanh.statistics.period import version_on
from thihanh.statistics.queries import forms
from thihanh.targets.goals import Assigned, assigned


@dataclass(frozen=True, slots=True)
class Left:
    """Matters still to finish for the target of cases, before and after."""

    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Remaining:
    """Every officer's matters still to finish, and the target they are counted against."""

    target: Assigned
    of: Mapping[str, Left]


def remaining(
    offices: Iterable[str], moved: Sequence[MatterRow], placed: Mapping[int, str], on: date, *, reach: Reach
) -> Remaining | Absent:
    """The officers of the offices, where the matters of ``moved`` go to their officers in ``placed``.

    What is finished stays with who finished it; what is có điều kiện and unfinished counts for who holds it.
    Raises Denied where the reach does not cover an office.
    """
    version, since = version_on(on), work_year_start(work_year(on))
    standing: dict[str, tuple[int, int]] = {}
    target: Assigned | Absent = Absent("Chưa có phòng nào.")
    for office in offices:
        target = assigned(office, "cases", on)
        form = forms(office, since, on, reach=reach, versions=(version,))["004.N", version]
        for row in form.rows:
            standing[row.code] = (row.count("eligible"), row.count("resolved"))
    if isinstance(target, Absent):
        return target
    shift: dict[str, int] = {}
    for one in moved:
        if is_eligible(version, one.stage, one.ground):
            shift[one.officer] = shift.get(one.officer, 0) - 1
            shift[placed[one.id]] = shift.get(placed[one.id], 0) + 1
    found = {}
    for code in {*standing, *shift}:
        eligible, resolved = standing.get(code, (0, 0))
        after = eligible + shift.get(code, 0)
        found[code] = Left(_left(target.value, eligible, resolved), _left(target.value, after, resolved))
    return Remaining(target, found)


def _left(target: Percent, eligible: int, resolved: int) -> int:
    """How many more must be finished; rounded up, never below none."""
    return max(0, -(-target.hundredths * eligible // 10_000) - resolved)
