"""Every benchmark stands in the one table, and a promise that is not kept shows."""

import importlib
import typing
from collections.abc import Iterator

import pytest
from benchmarks.__main__ import NAMES
from benchmarks.table import Line, show


@pytest.mark.parametrize("name", NAMES)
def test_a_benchmark_answers_with_lines(name):
    lines = importlib.import_module(f"benchmarks.{name}").lines
    assert typing.get_type_hints(lines) == {"return": Iterator[Line]}


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (Line("list", 60, "ms", 60), True),
        (Line("list", 60.1, "ms", 60), False),
        (Line("bulk", 5, "/s", 5, more_is_better=True), True),
        (Line("bulk", 4.9, "/s", 5, more_is_better=True), False),
        (Line("only told", 10**9, "s"), True),
    ],
)
def test_a_promise_that_is_not_kept_fails_the_run_and_shows(line, kept, capsys):
    assert show([line]) == (0 if kept else 1)
    assert ("NOT KEPT" in capsys.readouterr().out) is not kept
