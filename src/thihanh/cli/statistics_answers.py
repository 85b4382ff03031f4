"""What the statistics commands share: options, refusals in one sentence, cells as JSON and as read."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Annotated

import typer

from thihanh.cli import typed
from thihanh.law.notation import dotted
from thihanh.statistics.book.layout import UnknownPart
from thihanh.statistics.checks import Value
from thihanh.statistics.forms.definitions import UnknownForm
from thihanh.statistics.numbers import Absent, Percent
from thihanh.statistics.period import RefusedPeriod
from thihanh.statistics.unit import UnknownUnit

KnownOn = Annotated[str, typer.Option("--known-on", help="Như sổ ghi đến ngày này.")]
Json = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]


@contextmanager
def refusing() -> Iterator[None]:
    """Bad input ends with one sentence and exit status 2."""
    try:
        yield
    except (RefusedPeriod, UnknownForm, UnknownUnit, UnknownPart) as error:
        sys.stderr.write(f"{error.args[0]}\n")
        raise typer.Exit(2) from None


def day(text: str) -> date:
    """A date as typed; refused with a sentence."""
    try:
        return typed.day(text)
    except ValueError as error:
        raise RefusedPeriod(str(error)) from None


def plain(value: Value) -> int | float | None:
    """A cell as JSON: matters or whole đồng, a rate with two decimals, null where there is none."""
    if isinstance(value, Percent):
        return value.hundredths / 100
    return None if isinstance(value, Absent) else value


def shown(value: Value) -> str:
    """A cell as people read it."""
    return dotted(value) if isinstance(value, int) else str(value)
