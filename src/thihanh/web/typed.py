"""A form as typed: its values come back untouched when something is wrong, each problem beside its field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from django.http import QueryDict

from thihanh.web import format as vi

T = TypeVar("T")


@dataclass(frozen=True)
class Typed:
    """What was typed, and what is wrong with it; "" names the form as a whole."""

    values: Mapping[str, str]
    problems: tuple[tuple[str, str], ...] = field(default=())

    @classmethod
    def of(cls, sent: QueryDict, names: tuple[str, ...]) -> "Typed":
        """The named fields as sent, without outer blanks."""
        return cls({name: sent.get(name, "").strip() for name in names})

    @property
    def wrong(self) -> Mapping[str, str]:
        """The first problem of each field."""
        return dict(reversed(self.problems))

    def but(self, name: str, sentence: str) -> "Typed":
        """The same form with one more problem."""
        return replace(self, problems=(*self.problems, (name, sentence)))

    def read(self, name: str, reader: Callable[[str], T]) -> "tuple[Typed, T | None]":
        """A field through a reader that raises ValueError with its sentence."""
        try:
            return self, reader(self.values[name])
        except ValueError as error:
            return self.but(name, str(error)), None

    def day(self, name: str) -> "tuple[Typed, date | None]":
        """A field as a day."""
        return self.read(name, vi.read_day)

    def need(self, name: str, sentence: str, shortest: int = 1) -> "Typed":
        """The same form, with a problem where the field is shorter than it must be."""
        return self if len(self.values[name]) >= shortest else self.but(name, sentence)


_LONGEST_AMOUNT = 18  # digits of a bigint


def amount(text: str) -> int | None:
    """Whole đồng typed with or without dots; None where nothing was typed.

    Raises:
        ValueError: with the sentence the reader sees.
    """
    digits = text.replace(".", "").replace(" ", "")
    if not digits:
        return None
    if not digits.isdecimal() or len(digits) > _LONGEST_AMOUNT:
        raise ValueError(f"“{text}” không phải là số đồng. Ghi chữ số, ví dụ 1.284.500.000.")
    return int(digits)
