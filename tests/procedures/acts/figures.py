"""Where the province's matters and money stand after an act; every control rule is asserted on the way."""

from tests import cast
from tests.builders import day

from thihanh.law import work_year, work_year_start
from thihanh.offices import queries as offices
from thihanh.statistics.queries import forms
from thihanh.statistics.result import UnitFigures


def stand(on: str, *, of: str = "cases") -> dict[str, int]:
    """The columns of the form of ``cases`` or of ``money`` that are not zero, at the end of a day."""
    to = day(on)
    reach = offices.reach(cast.viewer(cast.NGHIEP), "figure", "read", to)
    found = forms("22", work_year_start(work_year(to)), to, reach=reach)
    code = "004.N" if of == "cases" else "005.N"
    version = "R25" if to >= day("01/07/2026") else "R08"
    figures = found[code, version].figures
    counted = ("due", "done", "terminated", "other_ending", "reduced", "in_progress", "consent", "no_means",
               "postponed", "suspended", "other", "delegated", "withdrawn", "amended")  # fmt: skip
    values = {name: _count(figures, name) for name in counted}
    return {name: value for name, value in values.items() if value}


def _count(figures: UnitFigures, name: str) -> int:
    try:
        return figures.count(name)
    except KeyError:
        return 0
