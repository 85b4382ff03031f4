"""What the fields of an act offer out of the lists of the law, and their words."""

from collections.abc import Callable, Sequence

from thihanh import law
from thihanh.law.lists import entry, listed
from thihanh.matters.asking import Choice
from thihanh.procedures.case import Case


def from_law(name: str) -> Callable[[Case], Sequence[Choice]]:
    """A list of the law as the regime of the working day knows it."""

    def offered(case: Case) -> Sequence[Choice]:
        return [Choice(one.code, one.label) for one in listed(name, case.regime)]

    return offered


def label_of(name: str, code: str, case: Case) -> str:
    """The words of an entry, or its code where the regime does not know it."""
    known: tuple[law.Regime, ...] = (case.regime, "R08", "R25")
    for regime in known:
        if any(one.code == code for one in listed(name, regime)):
            return entry(name, code, regime).label
    return code
