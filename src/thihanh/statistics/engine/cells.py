"""What an engine answers: for each holder (office, officer), the sum of every measure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

UNASSIGNED = ""  # the office and officer of a matter nobody has been given yet

Sums = dict[str, int]  # measure code → matters or đồng; absent means zero


@dataclass(frozen=True, slots=True, order=True)
class Holder:
    """The office and officer a matter is counted under: those holding it on the last day or when it ended."""

    office: str
    officer: str


@dataclass(frozen=True, slots=True)
class Cells:
    """Measures by holder. Zeros are not kept, so two engines' answers compare with ``==``."""

    by_holder: Mapping[Holder, Mapping[str, int]] = field(default_factory=dict)

    @classmethod
    def adding(cls, parts: Iterable[tuple[Holder, str, int]]) -> "Cells":
        """From (holder, measure code, amount) in any order."""
        sums: dict[Holder, Sums] = {}
        for holder, code, amount in parts:
            if amount:
                own = sums.setdefault(holder, {})
                own[code] = own.get(code, 0) + amount
        return cls(_without_zeros(sums))

    def total(self, office: str | None = None, officer: str | None = None) -> Sums:
        """The sum over all holders, over one office, or over one officer."""
        return added(
            sums
            for holder, sums in self.by_holder.items()
            if office in (None, holder.office) and officer in (None, holder.officer)
        )

    def by_office(self) -> dict[str, dict[str, Mapping[str, int]]]:
        """Office → officer → measures."""
        found: dict[str, dict[str, Mapping[str, int]]] = {}
        for holder, sums in self.by_holder.items():
            found.setdefault(holder.office, {})[holder.officer] = sums
        return found

    def codes(self) -> frozenset[str]:
        """The codes of every office and officer that holds something."""
        return frozenset(
            code for holder in self.by_holder for code in (holder.office, holder.officer) if code
        )


def added(many: Iterable[Mapping[str, int]]) -> Sums:
    """Sums of measures, added measure by measure."""
    total: Sums = {}
    for sums in many:
        for code, amount in sums.items():
            total[code] = total.get(code, 0) + amount
    return total


def _without_zeros(sums: Mapping[Holder, Sums]) -> dict[Holder, Sums]:
    kept = {holder: {code: amount for code, amount in own.items() if amount} for holder, own in sums.items()}
    return {holder: own for holder, own in kept.items() if own}
