"""A page worth opening."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A page worth opening, and why."""

    label: str
    path: str
