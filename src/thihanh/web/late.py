"""What is said to whoever states a fact for a day that a closed edition already holds."""

from collections.abc import Iterable
from datetime import date

from django.contrib import messages

from thihanh.editions import late_facts
from thihanh.web.page import PageRequest

Dated = Iterable[tuple[str, date | None]]
"""What is written: the agency and the earliest day, None where it writes nothing dated."""


def sentences(written: Dated) -> list[str]:
    """For each agency the closed edition that its earliest day comes too late for."""
    first: dict[str, date] = {}
    for agency, day in written:
        if day is not None:
            first[agency] = min(day, first.get(agency, day))
    return [said for agency, day in first.items() if (said := late_facts.sentence_for(agency, day))]


def warn(request: PageRequest, written: Dated) -> None:
    """Say it once the facts are written."""
    for said in sentences(written):
        messages.warning(request, said)
