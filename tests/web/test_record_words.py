"""Every act that the code states is shown in Vietnamese words in the record."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import pytest

import thihanh
from thihanh.web import words

SOURCE = Path(thihanh.__file__).parent
WRITTEN_ELSEWHERE = (
    "draw.committed",
    "draw.drawn",
    "draw.applied",
    "request.proposed",
    "directive.proposed",
    "sample.committed",
    "sample.drawn",
    "matter.assigned",
    "person.merged",
    "person.parted",
)
"""Acts that are stated by other means than ``Stated``."""


def stated() -> Iterator[str]:
    """The names of acts as they stand in calls of ``Stated``."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Stated":
                for given in node.args[1:2]:
                    if not isinstance(given, ast.JoinedStr):
                        yield from (one.value for one in ast.walk(given) if _names_an_act(one))


def _names_an_act(node: ast.AST) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and "." in node.value


def test_every_stated_act_has_words() -> None:
    found = {*stated(), *WRITTEN_ELSEWHERE}
    assert len(found) > 30
    assert sorted(one for one in found if words.act(one) == one) == []


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("matter:12443", "việc 12443"),
        ("edition:22.KV01:2025:11", "số liệu của 22.KV01, 11 tháng năm công tác 2025"),
        ("edition:22", "số liệu của 22"),
        ("draw:4c3f28d90139025c", "bốc thăm 4c3f28d90139025c"),
    ],
)
def test_a_subject_is_said_in_words(subject: str, said: str) -> None:
    assert words.subject(subject) == said
