"""Figures of one edition, and the rule that a derived figure uses figures of one edition only. Pure.

Values are whole matters, whole đồng, ``Percent`` or ``Absent``; never floats. A figure carries the edition
it is of: subtracting, dividing or printing figures of two editions together raises ``MixedEditions`` unless
the two are named as a ``Comparison``. The rule comes from December 2025, when final rates (84,27 and 56,62)
stood beside beats of the preliminary book (0,35 and 4,23).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from thihanh.editions.kinds import EditionName, Kind
from thihanh.statistics.numbers import Absent, Growth, Percent, Points
from thihanh.statistics.period import Period

Value = int | Percent | Absent
TOTAL = "total"


class MixedEditions(ValueError):
    """Figures of two editions in one derived figure; the message is a sentence naming both."""


class NotInEdition(LookupError):
    """The edition holds no such figure; the message is a sentence for the reader."""


class NotDerivable(ValueError):
    """A figure that is absent, or of the wrong sort, cannot be counted with; the message says which."""


class WrongDerived(ValueError):
    """A stated difference follows from no edition given; the message says what the right one is."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One value with the edition, unit and row it is of. ``name`` is "cases.rate", "money.eligible" …"""

    edition: EditionName
    name: str
    unit: str
    row: str
    value: Value

    @property
    def count(self) -> int:
        """Matters or whole đồng. Raises ``NotDerivable`` for a rate or an absent figure."""
        if isinstance(self.value, int):
            return self.value
        raise NotDerivable(f"Dữ liệu: “{self.name}” của đơn vị {self.unit} không phải là một số đếm.")

    @property
    def rate(self) -> Percent:
        """A rate in hundredths of a percent. Raises ``NotDerivable`` where there is none."""
        if isinstance(self.value, Percent):
            return self.value
        raise NotDerivable(f"Dữ liệu: đơn vị {self.unit} không có tỷ lệ “{self.name}” trong kỳ này.")


@dataclass(frozen=True, slots=True)
class Figures:
    """All named figures of one edition: (unit, row) → name → value.

    Names are ``cases.…`` and ``money.…`` with the column codes of forms 004.N and 005.N of the period's
    version (due, eligible, resolved, rate, carried …) and the lines of the chain above them (opening, new,
    handled, delegated …). Rows are "total" and the special groups ("tag:credit" …).
    """

    edition: EditionName
    values: Mapping[tuple[str, str], Mapping[str, Value]]
    unit_names: Mapping[str, str] = field(default_factory=dict)

    @property
    def edition_id(self) -> int:
        return self.edition.id

    @property
    def unit(self) -> str:
        return self.edition.unit

    @property
    def period(self) -> Period:
        return self.edition.period

    @property
    def kind(self) -> Kind:
        return self.edition.kind

    @property
    def units(self) -> tuple[str, ...]:
        """Codes of the units with figures, the edition's own first."""
        return tuple(dict.fromkeys((self.unit, *(unit for unit, _ in self.values))))

    def names(self, unit: str | None = None, row: str = TOTAL) -> tuple[str, ...]:
        """What can be asked of a unit's row."""
        return tuple(self.values.get((unit or self.unit, row), ()))

    def value(self, name: str, unit: str | None = None, *, row: str = TOTAL) -> Value:
        """One value of the edition's unit, or of a unit under it. Raises ``NotInEdition``."""
        try:
            return self.values[unit or self.unit, row][name]
        except KeyError:
            where = f"dòng “{row}”, " if row != TOTAL else ""
            raise NotInEdition(
                f"Dữ liệu: {self.edition.label} không có số “{name}” ({where}đơn vị {unit or self.unit})."
            ) from None

    def figure(self, name: str, unit: str | None = None, *, row: str = TOTAL) -> Figure:
        """The value with the edition it is of, for counting with. Raises ``NotInEdition``."""
        return Figure(self.edition, name, unit or self.unit, row, self.value(name, unit, row=row))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two editions named as a comparison: only here may figures of both stand in one derived figure."""

    now: Figures
    then: Figures

    @property
    def label(self) -> str:
        """The base, as it is said beside every derived figure."""
        return f"so với {self.then.edition.label}"

    def change(self, name: str, unit: str | None = None, *, row: str = TOTAL) -> int:
        """Now − then, in matters or whole đồng."""
        return self.now.figure(name, unit, row=row).count - self._then(name, unit, row).count

    def growth(self, name: str, unit: str | None = None, *, row: str = TOTAL) -> Growth | Absent:
        """(now − then) ÷ then of a count; absent where there was nothing then."""
        then = self._then(name, unit, row).count
        if then <= 0:
            return Absent("Kỳ gốc bằng 0 nên không tính được tăng, giảm tương đối.")
        return Growth.between(then, self.now.figure(name, unit, row=row).count)

    def points(self, name: str, unit: str | None = None, *, row: str = TOTAL) -> Points:
        """Now − then of a rate, in percentage points."""
        return self.now.figure(name, unit, row=row).rate - self._then(name, unit, row).rate

    def _then(self, name: str, unit: str | None, row: str) -> Figure:
        own = None if unit in (None, self.now.unit) else unit
        return self.then.figure(name, own, row=row)


def require_one(figures: Iterable[Figure]) -> EditionName | None:
    """The one edition of all these figures. Raises ``MixedEditions`` naming the first two that differ."""
    first: Figure | None = None
    for one in figures:
        if first is not None and one.edition != first.edition:
            raise MixedEditions(
                f"Dữ liệu: “{first.name}” lấy từ {first.edition.label} còn “{one.name}” lấy từ "
                f"{one.edition.label}; số dẫn xuất chỉ được tính từ một ấn bản. Chọn một ấn bản cho cả hai, "
                "hoặc nêu rõ đây là so sánh hai ấn bản."
            )
        first = first or one
    return first.edition if first else None


def share(part: Figure, whole: Figure) -> Percent | Absent:
    """part ÷ whole × 100 of counts of one edition, two decimals. Raises ``MixedEditions``."""
    require_one((part, whole))
    if not whole.count:
        return Absent("Mẫu số bằng 0 nên không tính được tỷ trọng.")
    return Percent.of(part.count, whole.count)


def difference(one: Figure, other: Figure) -> int:
    """one − other of counts of one edition. Raises ``MixedEditions``."""
    require_one((one, other))
    return one.count - other.count


def beat(rate: Figure, target: Percent) -> Points:
    """Rate − target in percentage points, from the rounded rate (statistics 2.3)."""
    return rate.rate - target


@dataclass(frozen=True, slots=True)
class Stated:
    """A rate as a text states it, with the beat over its target printed beside it."""

    name: str
    rate: Percent
    target: Percent
    beat: Points


def check_derived(stated: Sequence[Stated], shown: Figures, others: Sequence[Figures] = ()) -> None:
    """That every rate and every beat stated follows from ``shown``, the edition the text is built from.

    Raises ``MixedEditions`` when a number follows only from one of ``others`` (the sentence names both
    editions and the right number), ``WrongDerived`` when it follows from none.
    """
    for one in stated:
        own = shown.figure(one.name)
        right = beat(own, one.target)
        if own.rate == one.rate and right == one.beat:
            continue
        for other in others:
            found = other.value(one.name)
            if not isinstance(found, Percent):
                continue
            if own.rate == one.rate and found - one.target == one.beat:
                raise MixedEditions(_mixed_beat(one, own, other.figure(one.name), right))
            if own.rate != one.rate and found == one.rate:
                raise MixedEditions(_mixed_rate(one, own, other))
        raise WrongDerived(
            f"Dữ liệu: “{one.name}” ghi {one.rate}, so chỉ tiêu {one.target} là {one.beat}; theo "
            f"{shown.edition.label} là {own.rate} và {right}. Sửa theo ấn bản hoặc nêu nguồn khác của số đó."
        )


def _mixed_beat(one: Stated, own: Figure, other: Figure, right: Points) -> str:
    return (
        f"Dữ liệu: tỷ lệ {one.rate} (“{one.name}”) là của {own.edition.label}, nhưng {one.beat} bên cạnh "
        f"tính từ {other.edition.label} ({other.rate} − {one.target}); hai số phải cùng một ấn bản. Theo "
        f"{own.edition.label}, so với chỉ tiêu là {right}."
    )


def _mixed_rate(one: Stated, own: Figure, other: Figures) -> str:
    return (
        f"Dữ liệu: tỷ lệ {one.rate} (“{one.name}”) là của {other.edition.label}, không phải của "
        f"{own.edition.label} ({own.rate}) mà văn bản lấy số; dùng số của một ấn bản."
    )
