"""What the check of the record found, as values."""

from collections import Counter
from dataclasses import dataclass, field

KEPT = 100
LAST = 2**63 - 1


@dataclass(frozen=True)
class Problem:
    """One deviation; ``kind`` is stable, the sentence is for the reader."""

    kind: str
    sentence: str
    subject: str = ""
    entry_id: int | None = None
    seq: int | None = None
    table: str = ""
    fact_id: int | None = None


@dataclass(frozen=True)
class Report:
    """The result of one check. ``tail`` entries lie in no anchor outside: their ends could be cut unseen."""

    ok: bool
    entries: int
    subjects: int
    facts: int
    anchors: int
    anchors_outside: int
    tail: int
    with_facts: bool
    counts: dict[str, int]
    problems: tuple[Problem, ...]

    @property
    def first(self) -> Problem | None:
        """The problem at the earliest entry."""
        return self.problems[0] if self.problems else None


@dataclass
class Findings:
    """Collects problems: all are counted, the earliest entries' are kept."""

    counts: Counter[str] = field(default_factory=Counter)
    kept: list[Problem] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        """Note a problem."""
        self.counts[problem.kind] += 1
        self.kept.append(problem)
        if len(self.kept) >= 2 * KEPT:
            self.kept = list(self.earliest())

    def earliest(self) -> tuple[Problem, ...]:
        """The kept problems by entry; those of no entry last."""
        ordered = sorted(self.kept, key=lambda problem: problem.entry_id or LAST)
        return tuple(ordered[:KEPT])
