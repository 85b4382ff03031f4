"""A measure as a value: which parts of a matter it adds up. Engines interpret parts; forms name measures.

Parts of cases are whole numbers of matters, parts of money whole đồng:

* ``Flow`` – something that happened in the period (opening and new count as flows into the year's work);
* ``Standing`` – the matter stands in a bucket at the end of the cut-off day (docs/manual/readings.md 12);
* ``Open`` – the money still owed by a matter, put in the bucket its money belongs to that day.
"""

from dataclasses import dataclass
from typing import Literal

Of = Literal["cases", "money"]


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow of the period: one of ``FLOWS``."""

    name: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Matters in ``bucket`` at the cut-off."""

    bucket: str


@dataclass(frozen=True, slots=True)
class Open:
    """Money owed at the cut-off whose bucket is ``bucket``."""

    bucket: str


Part = Flow | Standing | Open


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing a form counts: ``code``, its Vietnamese name, of cases or of money, and what it adds up."""

    code: str
    name: str
    of: Of
    parts: tuple[Part, ...]
