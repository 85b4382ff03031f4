"""The response table as it is published: by body, no matter and no person, fixed once the head published it.

Bodies asked fewer times than the least stand together, so that no single request can be read from the table;
who is no office of the State stands under its kind alone, for its name may be a person's.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from django.db import transaction

from thihanh.coordination import answers
from thihanh.coordination.bodies import catalogue
from thihanh.coordination.delays import AnswerTimes, answer_times, names_of
from thihanh.coordination.models import PublishedFact
from thihanh.law.dated import number
from thihanh.matters.asking import Refusal
from thihanh.offices.queries import Reach, Viewer
from thihanh.offices.reach import check_reaches
from thihanh.trail.operations import once, remember
from thihanh.trail.payloads import canonical
from thihanh.trail.stating import Stated, ids_for, state

LEAST: Final = "coordination.published_least"
SLOW: Final = 90
_PRIVATE: Final = frozenset({"employer", "other", "service"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table; ``bodies`` is how many stand together in it."""

    name: str
    bodies: int
    asked: int
    in_time: int
    late: int
    silent: int
    median: int | None
    slow: int | None

    @property
    def waiting(self) -> int:
        """Still within their term when the period ended."""
        return self.asked - self.in_time - self.late - self.silent


@dataclass(frozen=True, slots=True)
class Table:
    """A table that may be published: period, the least a body must have been asked, lines."""

    agency: str
    since: date
    until: date
    least: int
    lines: tuple[Line, ...]

    @property
    def digest(self) -> str:
        """What stands for the table that was read before it is published."""
        told = [self.agency, self.since.isoformat(), self.until.isoformat(), self.least]
        return hashlib.sha256(
            canonical({"of": told, "lines": [asdict(one) for one in self.lines]}).encode()
        ).hexdigest()


@dataclass(frozen=True, slots=True)
class Published:
    """A published table: its number, the day and who published it; ``replaced_by`` 0 while it stands."""

    id: int
    on: date
    by: str
    table: Table
    replaced_by: int = 0


def prepared(agency: str, *, since: date, until: date, on: date) -> Table:
    """The table of an agency for a period as it would be published today."""
    rows = answers.asked(Reach(agencies=frozenset({agency})), since=since, until=until)
    times = answer_times(rows, until)
    least = number(LEAST, on)
    return Table(agency, since, until, least, lines_of(times, names_of([one.body for one in times]), least))


def lines_of(times: Iterable[AnswerTimes], names: Mapping[str, str], least: int) -> tuple[Line, ...]:
    """The lines: bodies asked often enough by name, the others together where they are enough."""
    public: dict[str, tuple[str, list[AnswerTimes]]] = {}
    for one in times:
        code = one.body.partition(":")[0]
        kind = catalogue()[code]
        key, name = (code, kind.name) if kind.kind in _PRIVATE else (one.body, names[one.body])
        public.setdefault(key, (name, []))[1].append(one)
    found = [(name, _together(key, many)) for key, (name, many) in sorted(public.items())]
    found.sort(key=lambda one: (-one[1].asked, one[0]))
    large = [one for one in found if one[1].asked >= least]
    small = found[len(large) :]
    while small and large and (len(small) < 2 or sum(one.asked for _, one in small) < least):
        small.insert(0, large.pop())
    lines = [_line(name, 1, one) for name, one in large]
    if small and len(small) > 1 and sum(one.asked for _, one in small) >= least:
        lines.append(
            _line(
                f"Các cơ quan ít yêu cầu ({len(small)} cơ quan)",
                len(small),
                _together("", [one for _, one in small]),
            )
        )
    return tuple(lines)


def publish(asked: Table, *, digest: str, by: Viewer, on: date, key: str = "") -> int:
    """Publish a table that was read; its number. Raises Denied, Refusal, KeyReused."""
    check_reaches(by, "coordination", "publish", on=on, agency=asked.agency)
    with transaction.atomic():
        if key and (before := once(key, digest)) is not None:
            return int(before["published"])
        _check(asked, digest, on)
        (number_,) = ids_for(PublishedFact)
        row = {
            "id": number_,
            "agency": asked.agency,
            "since": asked.since,
            "until": asked.until,
            "least": asked.least,
            "lines": [asdict(one) for one in asked.lines],
            "by": by.actor,
        }
        stated = Stated(f"published-answers:{asked.agency}", "answers.published", on, [(PublishedFact, row)])
        state([stated], by=by.actor, on=on)
        if key:
            remember(key, digest, {"published": number_})
        return number_


def published(agency: str, on: date) -> tuple[Published, ...]:
    """What an agency published until a day, the newest first, which stands; the others were replaced."""
    rows = list(PublishedFact.objects.filter(agency=agency, known_on__lte=on).order_by("-id"))
    return tuple(_published(one, rows[place - 1].id if place else 0) for place, one in enumerate(rows))


def publishers(on: date) -> tuple[str, ...]:
    """The agencies that published a table until a day."""
    found = PublishedFact.objects.filter(known_on__lte=on).order_by("agency")
    return tuple(found.values_list("agency", flat=True).distinct())


def _check(asked: Table, digest: str, on: date) -> None:
    if not asked.lines:
        raise Refusal(
            "law",
            f"kỳ này chưa đủ {asked.least} yêu cầu để công bố mà không lộ từng yêu cầu. Chọn kỳ dài hơn.",
        )
    if asked.until > on:
        raise Refusal("input", "kỳ chưa hết thì chưa công bố. Chọn kỳ đã qua.", "den")
    if digest != asked.digest:
        raise Refusal("state", "số liệu đã đổi từ lúc xem bảng. Xem lại bảng mới rồi công bố.")


def _together(body: str, many: Sequence[AnswerTimes]) -> AnswerTimes:
    """Several bodies as one."""
    return AnswerTimes(
        body,
        sum(one.asked for one in many),
        sum(one.in_time for one in many),
        sum(one.late for one in many),
        sum(one.silent for one in many),
        tuple(sorted(day for one in many for day in one.days)),
    )


def _line(name: str, bodies: int, one: AnswerTimes) -> Line:
    return Line(name, bodies, one.asked, one.in_time, one.late, one.silent, one.median, one.within(SLOW))


def _published(row: PublishedFact, replaced_by: int) -> Published:
    lines: list[dict[str, Any]] = row.lines
    table = Table(row.agency, row.since, row.until, row.least, tuple(Line(**one) for one in lines))
    return Published(row.id, row.known_on, row.by, table, replaced_by)
