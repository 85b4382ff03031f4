"""Classification audit: four patterns that lift a rate without work; pure, thresholds are dated parameters.

A finding is a question to ask, never a verdict: how often these patterns are found where nothing was done on
purpose, and how many planted ones are found, is printed in docs/statistics/audit.md.

* ``near_end`` – an officer's matters leave có điều kiện in the last days of reporting periods far more often
  than chance and the colleagues' calendar explain (binomial tail);
* ``flip`` – a matter leaves có điều kiện shortly before a period ends and is back soon after;
* ``old_evidence`` – chưa có điều kiện although the last verification is older than its legal clock (DL-21);
* ``outlier`` – an officer's share of chưa có điều kiện stands off the colleagues' (beta-binomial z).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from math import comb, isqrt, lcm
from typing import Literal

from thihanh.law import number, regime_on
from thihanh.law.notation import vn
from thihanh.law.terms import rules
from thihanh.statistics.numbers import Percent
from thihanh.statistics.readings.bridge import months_before

Kind = Literal["near_end", "flip", "old_evidence", "outlier"]

KINDS: Mapping[Kind, str] = {
    "near_end": "Chuyển khỏi có điều kiện dồn vào ngày hết kỳ",
    "flip": "Ra khỏi rồi trở lại có điều kiện quanh ngày hết kỳ",
    "old_evidence": "Căn cứ chưa có điều kiện đã quá hạn xác minh lại",
    "outlier": "Tỷ lệ chưa có điều kiện lệch khỏi đồng nghiệp",
}
THRESHOLDS: Mapping[Kind, tuple[str, ...]] = {
    "near_end": ("audit.days_before_end", "audit.cluster_least", "audit.chance_per_ten_thousand"),
    "flip": ("audit.days_before_end", "audit.days_after_end", "audit.flip_days"),
    "old_evidence": ("DL-21",),
    "outlier": ("audit.outlier_tenths", "audit.outlier_least"),
}
"""The parameters behind each pattern, by name in ``law``."""


@dataclass(frozen=True, slots=True)
class Change:
    """A matter changed state on a day: whether it was, and is, có điều kiện, or has ended."""

    matter_id: int
    office: str
    officer: str
    on: date
    was: str
    now: str
    was_inside: bool
    is_inside: bool
    ended: bool = False

    @property
    def leaves(self) -> bool:
        """Left có điều kiện without ending."""
        return self.was_inside and not self.is_inside and not self.ended

    @property
    def returns(self) -> bool:
        """Came back to có điều kiện."""
        return self.is_inside and not self.was_inside


@dataclass(frozen=True, slots=True)
class Evidence:
    """A matter chưa có điều kiện: when its means were last looked at, and whether that was a verification."""

    matter_id: int
    office: str
    officer: str
    shown_on: date
    verified: bool
    facts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Held:
    """What an officer holds open: matters chưa có điều kiện among all open matters."""

    office: str
    officer: str
    no_means: int
    open: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to ask about: of an officer or a matter, with the matters behind it and why."""

    kind: Kind
    office: str
    officer: str
    matters: tuple[int, ...]
    said: str
    strength: int


def _within(day: date, ends: Sequence[date], before: int) -> date | None:
    return next((end for end in ends if end - timedelta(days=before) < day <= end), None)


def near_end(changes: Iterable[Change], ends: Sequence[date], first: date, on: date) -> tuple[Finding, ...]:
    """Officers whose leavings gather before period ends, from ``first`` to ``on``; by strength.

    The chance of a leaving to fall into the last days is the larger of the calendar's share and of the
    colleagues' own, so that a season all share is nobody's finding.
    """
    before, least = number("audit.days_before_end", on), number("audit.cluster_least", on)
    limit = Fraction(number("audit.chance_per_ten_thousand", on), 10_000)
    own: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        if change.leaves and first <= change.on <= on:
            own.setdefault((change.office, change.officer), []).append(change)
    last_days = {day for day in {c.on for all_ in own.values() for c in all_} if _within(day, ends, before)}
    late = {who: [c for c in all_ if c.on in last_days] for who, all_ in own.items()}
    total, total_late = sum(map(len, own.values())), sum(map(len, late.values()))
    calendar = Fraction(sum(before for end in ends if first <= end <= on), (on - first).days + 1)
    found = []
    for (office, officer), all_ in own.items():
        count, peers = len(late[office, officer]), total - len(all_)
        colleagues = Fraction(total_late - count, peers) if peers else Fraction(0)
        share = min(max(calendar, colleagues), Fraction(1))
        if count >= least and (chance := tail(count, len(all_), share)) < limit:
            said = (
                f"{count} trong {len(all_)} việc ra khỏi có điều kiện của kỳ dồn vào {before} ngày trước "
                f"ngày hết kỳ (mức chung {Percent.of(share, 1)})"
            )
            ids = tuple(c.matter_id for c in late[office, officer])
            found.append(Finding("near_end", office, officer, ids, said, _rarity(chance)))
    return _strongest(found)


def tail(count: int, draws: int, share: Fraction) -> Fraction:
    """The exact chance of ``count`` or more among ``draws``, each with chance ``share`` (binomial)."""
    return sum(
        (comb(draws, k) * share**k * (1 - share) ** (draws - k) for k in range(count, draws + 1)), Fraction(0)
    )


def _rarity(chance: Fraction) -> int:
    """How rare: one in so many, for ordering only."""
    return int(1 / chance) if chance else 10**9


def flips(changes: Iterable[Change], ends: Sequence[date], on: date) -> tuple[Finding, ...]:
    """Matters that left shortly before a period end and were back shortly after it."""
    before, after = number("audit.days_before_end", on), number("audit.days_after_end", on)
    longest = number("audit.flip_days", on)
    left: dict[int, Change] = {}
    found = []
    for change in sorted(changes, key=lambda one: (one.on, one.matter_id)):
        if change.leaves:
            left[change.matter_id] = change
            continue
        gone = left.pop(change.matter_id, None)
        if gone is None or not change.returns:
            continue
        end = _within(gone.on, ends, before)
        away = (change.on - gone.on).days
        if end and end < change.on <= end + timedelta(days=after) and away <= longest:
            said = (
                f"{gone.was} → {gone.now} ngày {vn(gone.on)}, hết kỳ {vn(end)}, "
                f"→ {change.now} ngày {vn(change.on)}"
            )
            found.append(Finding("flip", gone.office, gone.officer, (change.matter_id,), said, -away))
    return _strongest(found)


def clock_months(on: date, facts: frozenset[str]) -> int:
    """Months between verifications of a matter chưa có điều kiện (DL-21 under the law of the day)."""
    fitting = [one for one in rules()["DL-21"].variants[regime_on(on)] if one.when <= facts]
    longest = max(fitting, key=lambda one: len(one.when))
    term = longest.on(on)
    if term is None or term.number is None:
        raise LookupError(f"DL-21 chưa có số vào ngày {vn(on)}.")
    return term.number * (12 if term.unit == "y" else 1)


def old_evidence(matters: Iterable[Evidence], on: date) -> tuple[Finding, ...]:
    """Matters whose evidence is older than its legal clock, the oldest first."""
    found = []
    clocks = cache(lambda facts: clock_months(on, facts))
    eldest = cache(lambda months: months_before(on, months))
    for one in matters:
        months = clocks(one.facts)
        if one.shown_on < eldest(months):
            what = "xác minh lần cuối" if one.verified else "chưa ghi lần xác minh nào từ ngày quyết định"
            said = f"{what} {vn(one.shown_on)}, hạn xác minh lại {months} tháng"
            age = (on - one.shown_on).days
            found.append(Finding("old_evidence", one.office, one.officer, (one.matter_id,), said, age))
    return _strongest(found)


def outliers(held: Iterable[Held], on: date) -> tuple[Finding, ...]:
    """Officers whose share of chưa có điều kiện is far above the colleagues', by distance.

    The colleagues' shares differ more than chance alone: their spread ρ is estimated by moments and widens
    the variance of a beta-binomial, n·p·(1−p)·(1+(n−1)ρ). All in exact fractions; z is compared squared.
    """
    limit = Fraction(number("audit.outlier_tenths", on), 10)
    large = [one for one in held if one.open >= number("audit.outlier_least", on)]
    found = []
    whole, whole_no_means = sum(one.open for one in large), sum(one.no_means for one in large)
    for one in large:
        total = whole - one.open
        if len(large) <= 3 or not total:
            continue
        share = Fraction(whole_no_means - one.no_means, total)
        above = one.no_means - one.open * share
        chance = one.open * share * (1 - share)
        if above <= 0 or not chance or above**2 < limit**2 * chance:
            continue  # the colleagues' spread only widens what chance alone already explains
        peers = [other for other in large if other is not one]
        spread = chance * (1 + (one.open - 1) * _overdispersion(peers, share))
        if above**2 < limit**2 * spread:
            continue
        tenths = isqrt(int(100 * above**2 / spread))
        said = (
            f"{one.no_means} trong {one.open} việc chưa xong ({Percent.of(one.no_means, one.open)}); "
            f"đồng nghiệp {Percent.of(share, 1)}, lệch {tenths // 10},{tenths % 10} độ lệch chuẩn"
        )
        found.append(Finding("outlier", one.office, one.officer, (), said, tenths))
    return _strongest(found)


def _overdispersion(peers: Sequence[Held], share: Fraction) -> Fraction:
    """ρ of the beta-binomial by moments, between 0 and 1, the two farthest peers left out (robust).

    Leaving the farthest out keeps a few who did it on purpose from hiding one another. All squares stand over
    one common denominator, so that whole numbers are compared and added.
    """
    if not 0 < share < 1:
        return Fraction(0)
    part, whole = share.numerator, share.denominator
    common = lcm(*(one.open for one in peers))
    scaled = sorted(
        ((one.no_means * whole - one.open * part) ** 2 * (common // one.open), one.open) for one in peers
    )
    kept = scaled[: max(1, len(scaled) - 2)]
    sizes = sum(n - 1 for _, n in kept)
    excess = Fraction(sum(square for square, _ in kept), common * part * (whole - part)) - len(kept)
    return min(max(excess / sizes, Fraction(0)), Fraction(1)) if sizes else Fraction(0)


def _strongest(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(found, key=lambda one: (-one.strength, one.office, one.officer, one.matters)))
