"""Which test reaches which rule: the drawn rows, the clocks, and every test that names the rule."""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from tests.spec.drawn import rows
from tests.spec.law.register import REGISTER
from thihanh.matters.clocks import clocks

TESTS = Path(__file__).parents[2]
FILES = ("law/test_*.py", "deadlines/test_*.py", "spec/*/test_*.py", "matters/test_terms*.py")
_CODE = re.compile(r"\b(?:BCD|BT|KS|KT|TCD|TC|DL|HC|KN|MG|EX|PH)-\d\d\b")
DRAWN = "tests/spec/law/test_register.py::test_a_clock_counts_as_drawn"
RUNS = "tests/matters/test_terms.py::test_a_clock_runs_once_started_and_is_over_when_met"


@lru_cache(maxsize=1)
def reached_by() -> Mapping[str, tuple[str, ...]]:
    """The tests of each rule: drawn and running first, then those that name it, in the order of the files."""
    found: dict[str, list[str]] = {}
    for row in rows(REGISTER):
        found.setdefault(row["Mã"], []).append(DRAWN)
    for clock in clocks().clocks:
        found.setdefault(clock.rule, []).append(RUNS)
    for files in FILES:
        for file in sorted(TESTS.glob(files)):
            for test, codes in _named(file):
                for code in codes:
                    found.setdefault(code, []).append(test)
    return {code: tuple(dict.fromkeys(tests)) for code, tests in found.items()}


def _named(file: Path) -> Iterator[tuple[str, list[str]]]:
    """Every test of a file with the rules that stand in it or in what it is parametrized with."""
    source = file.read_text(encoding="utf-8")
    name = file.relative_to(TESTS.parent).as_posix()
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            text = "\n".join(source.splitlines()[first - 1 : node.end_lineno])
            yield f"{name}::{node.name}", _CODE.findall(text)
