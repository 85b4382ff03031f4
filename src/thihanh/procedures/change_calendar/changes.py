"""The change itself: an own day of a unit, or other days and figures in the reviewed files of the law.

What the law says as counted last stands in ``procedures_law_basis``; what differs from it has changed.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.db import connection

from thihanh.deadlines import Calendar, DayOverride, load_calendar
from thihanh.law.calendar import years
from thihanh.law.notation import vn
from thihanh.law.regimes import REGIMES
from thihanh.law.terms import PARAMETERS, Rule, rules
from thihanh.matters import clocks
from thihanh.matters.term_changes import Scope
from thihanh.matters.term_rows import Calendars
from thihanh.offices.queries import own_days

_CLOCK_FILES = (PARAMETERS / "stops.toml", Path(clocks.__file__).with_suffix(".toml"))


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A unit says that it works, or does not, on a day."""

    unit: str
    day: date
    working: bool
    reason: str
    basis: str

    @property
    def scope(self) -> Scope:
        return Scope(self.unit, (self.day,))

    @property
    def words(self) -> str:
        return f"{vn(self.day)} {'làm việc' if self.working else 'nghỉ'}: {self.reason}"

    def calendars(self, offices: Mapping[str, str]) -> Calendars:
        """The calendars as they would be; ``offices`` are the offices of the terms with their agencies."""
        return Calendars(
            {office: self._calendar(office) for office in offices if self._reaches(office, offices)}
        )

    def _reaches(self, office: str, offices: Mapping[str, str]) -> bool:
        return self.unit in (office, offices[office])

    def _calendar(self, office: str) -> Calendar:
        days = {row.date: row for row in own_days(office)}
        known = days.get(self.day)
        overrides = [DayOverride(row.date, row.working, row.reason) for row in days.values()]
        if known is not None and known.unit == office != self.unit:
            return load_calendar(overrides)  # the office's own word stands above its province's
        return load_calendar(
            [
                *(row for row in overrides if row.date != self.day),
                DayOverride(self.day, self.working, self.reason),
            ]
        )


@dataclass(frozen=True, slots=True)
class LawChange:
    """Days of the State's calendar and rules that are not as they were counted last; ``everything`` where
    clocks themselves changed, or rules that had no number have one now."""

    days: tuple[date, ...] = ()
    rules: tuple[str, ...] = ()
    everything: bool = False

    def __bool__(self) -> bool:
        return bool(self.days or self.rules or self.everything)

    @property
    def scope(self) -> Scope:
        return Scope("", self.days, self.rules, everything=self.everything)

    @property
    def words(self) -> str:
        parts = []
        if self.everything:
            parts.append("chưa có mốc so sánh, hoặc cách bắt đầu, kết thúc thời hạn đã đổi: tính lại tất cả")
        if self.days:
            named = ", ".join(vn(day) for day in self.days[:5])
            parts.append(f"lịch Nhà nước đổi {len(self.days)} ngày ({named}{'…' if self.days[5:] else ''})")
        if self.rules:
            parts.append(f"số của luật đổi ở {', '.join(self.rules)}")
        return "; ".join(parts)


def law_change() -> LawChange:
    """How the reviewed files differ from what the open deadlines were counted with."""
    known = _known()
    if known is None:
        return LawChange(everything=True)
    now = basis()
    if known["clocks"] != now["clocks"]:
        return LawChange(everything=True)
    before, after = known["rules"], now["rules"]
    changed = _with_followers({code for code in after if before.get(code) != after[code]})
    days = tuple(
        date.fromisoformat(day)
        for day in sorted({*known["days"], *now["days"]})
        if known["days"].get(day) != now["days"].get(day)
    )
    return LawChange(
        days, changed, any(_numbers(after[code]) > _numbers(before.get(code, "0")) for code in changed)
    )


def _with_followers(codes: set[str]) -> tuple[str, ...]:
    """Rules and those whose clocks count from their last day."""
    followers = {clock.rule for clock in clocks.clocks().clocks if clock.after in codes}
    return tuple(sorted(codes | followers))


def basis() -> dict[str, dict[str, str]]:
    """What the files say now: days off their weekday, a print of each rule's numbers, of the clocks."""
    days = {day.date.isoformat(): str(day.working) for year in years().values() for day in year.days}
    return {
        "days": days,
        "rules": {rule.code: _print(rule) for rule in rules().values()},
        "clocks": _clocks(),
    }


def keep_basis() -> int:
    """From now on the open deadlines are counted with what the files say; one row says it."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procedures_law_basis")
        cursor.execute("INSERT INTO procedures_law_basis (id, stated) VALUES (1, %s)", [json.dumps(basis())])
    return 1


def _known() -> dict[str, dict[str, str]] | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT stated::text FROM procedures_law_basis WHERE id = 1")
        row = cursor.fetchone()
    return json.loads(row[0]) if row else None


def _print(rule: Rule) -> str:
    """How many clocks of the rule have a number, and a print of what counts of them."""
    numbers = [
        (
            regime,
            row.step,
            sorted(row.when),
            row.absent,
            term.since.isoformat(),
            term.kind,
            term.number,
            term.unit,
        )
        for regime in REGIMES
        for row in rule.variants[regime]
        for term in row.terms
    ]
    timed = sum(kind != "condition" for *_, kind, _number, _unit in numbers)
    digest = hashlib.sha256(repr((numbers, rule.after, rule.main)).encode()).hexdigest()[:12]
    return f"{timed}:{digest}"


def _numbers(stated: str) -> int:
    return int(stated.partition(":")[0])


@lru_cache(maxsize=1)
def _clocks() -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest()[:12] for file in _CLOCK_FILES}
