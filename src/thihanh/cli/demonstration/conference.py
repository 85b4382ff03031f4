"""Before the year's conference: one office scored up to the council's grade, another by itself."""

from collections.abc import Callable, Iterator
from functools import partial

from thihanh.cli.demo_people import OFFICE
from thihanh.cli.demonstration.cast import TODAY, UNIT, Cast, by_code, by_name
from thihanh.deadlines import load_calendar
from thihanh.law import work_year_end
from thihanh.offices import queries as offices
from thihanh.offices.reach import EVERYTHING, Viewer
from thihanh.statistics.period import month_period, version_on
from thihanh.statistics.queries import forms
from thihanh.targets.card import card
from thihanh.targets.emulation import NewScore, Step, record_score, suggested
from thihanh.targets.schemes import scheme

_JUDGED, _SCORED = "22.KV02", OFFICE
_GRADE, _WHY = (
    "B",
    "Đạt cả hai chỉ tiêu việc, tiền; chỉ tiêu giảm việc chuyển kỳ sau chưa được giao cho phòng.",
)
_GIVEN = 95  # of a hundred: what people give where no figure does
YEAR, _LAST = 2025, 12


def steps(cast_: Cast) -> Iterator[Callable[[], object]]:
    """One office scored up to the council's grade, another by itself alone."""
    council: tuple[tuple[Step, Viewer], ...] = (
        ("verified", by_name("truong.nghiepvu")),
        ("council", cast_.head),
    )
    yield partial(_score, _JUDGED, (("self", _head_of(_JUDGED)), *council))
    yield partial(_score, _SCORED, (("self", _head_of(_SCORED)),))


def _head_of(office: str) -> Viewer:
    return by_code(next(post.officer for post in offices.posts(office, TODAY) if post.role == "office_head"))


def _score(office: str, people: tuple[tuple[Step, Viewer], ...]) -> None:
    """Steps of one office: points of the figures where they give some, else nearly all."""
    found = card(office, YEAR, _LAST, reach=EVERYTHING, calendar=load_calendar())
    rules, period = scheme(UNIT, work_year_end(YEAR)), month_period(YEAR, _LAST)
    version = version_on(period.to)
    form = forms(office, period.from_, period.to, reach=EVERYTHING, versions=(version,))["004.N", version]
    given = suggested(rules, found, form.figures.count("due"))
    most = {one.code: one.points for one in rules.criteria}
    points = {code: most[code] * _GIVEN if value is None else value for code, value in given.items()}
    for step, by in people:
        grade = (_GRADE, _WHY) if step == "council" else ("", "")
        record_score(NewScore(office, YEAR, step, points, *grade), found, by=by, on=TODAY)
