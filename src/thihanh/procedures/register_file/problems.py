"""Problems found in a register file: where, what, and what to do next."""

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Literal

Severity = Literal["error", "warning"]

# One kind of mistake may fill a whole column: so many are listed for each sheet, the rest are counted.
LISTED_PER_KIND = 2_000


class FileRefused(Exception):
    """The file cannot be read at all; ``code`` names why, the message is the sentence for the user."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding at one cell. ``what`` says what is wrong and why, ``fix`` what to do next."""

    severity: Severity
    code: str
    sheet: str
    cell: str
    heading: str
    value: str
    what: str
    fix: str

    def sentence(self) -> str:
        """The whole finding in words."""
        place = f"{self.sheet}!{self.cell}: " if self.cell else (f"{self.sheet}: " if self.sheet else "")
        return f"{place}{self.what} {self.fix}".strip()

    def as_dict(self) -> dict[str, str]:
        """For JSON."""
        return asdict(self)


def letters(column: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def shown(value: object) -> str:
    """A cell's value for a sentence, shortened."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"


class Findings:
    """Collects problems in the order found and keeps count of all."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.counts: Counter[tuple[str, str, Severity]] = Counter()

    def add(self, problem: Problem) -> None:
        """Keep a problem, or only count it when its kind already fills the list of its sheet."""
        key = (problem.sheet, problem.code, problem.severity)
        self.counts[key] += 1
        if self.counts[key] <= LISTED_PER_KIND:
            self.problems.append(problem)

    def _total(self, severity: Severity) -> int:
        return sum(count for key, count in self.counts.items() if key[2] == severity)

    @property
    def errors(self) -> int:
        """All errors, listed or only counted."""
        return self._total("error")

    @property
    def warnings(self) -> int:
        """All warnings, listed or only counted."""
        return self._total("warning")

    @property
    def unlisted(self) -> int:
        """Problems counted but not listed one by one."""
        return sum(self.counts.values()) - len(self.problems)
