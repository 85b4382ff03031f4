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
        total: Sums = {}
        for holder, sums in self.by_holder.items():
            if office not in (None, holder.office) or officer not in (None, holder.officer):
                continue
            for code, amount in sums.items():
                total[code] = total.get(code, 0) + amount
        return total

    def offices(self) -> tuple[str, ...]:
        """The offices that hold something, in order of code."""
        return tuple(sorted({holder.office for holder in self.by_holder}))

    def officers(self, office: str | None = None) -> tuple[str, ...]:
        """The officers who hold something (in an office), in order of code."""
        held = {h.officer for h in self.by_holder if office in (None, h.office)}
        return tuple(sorted(held))


def _without_zeros(sums: Mapping[Holder, Sums]) -> dict[Holder, Sums]:
    kept = {holder: {code: amount for code, amount in own.items() if amount} for holder, own in sums.items()}
    return {holder: own for holder, own in kept.items() if own}
