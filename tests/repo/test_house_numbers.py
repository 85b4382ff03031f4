"""Files, functions and parameter lists stay small enough to read."""

import ast

import pytest

from tests.repo import rules, tree

PAGES = tree.SOURCE / "web"
CODE = tree.python("src", "tests", "scripts", "benchmarks")


@pytest.mark.parametrize("path", CODE, ids=tree.name)
def test_a_file_keeps_the_house_numbers(path):
    limit = rules.LONGEST_PAGE if path.is_relative_to(PAGES) else rules.LONGEST_FILE
    assert rules.too_long(tree.text(path), limit) == []
    assert rules.too_large_functions(tree.syntax(path)) == []


def test_the_rule_sees_a_file_that_is_too_long():
    assert rules.too_long("x\n" * 501, 500) == ["501 lines, more than 500"]
    assert rules.too_long("x\n" * 500, 500) == []


def test_the_rule_sees_a_function_that_is_too_large():
    body = "\n".join(["    x = 1"] * 60)
    bad = ast.parse(f"def long():\n{body}\ndef wide(a, b, c, d, *, e, f, g, h): ...")
    good = ast.parse(
        "class A:\n    def method(self, a, b, c, d, *, e, f, g): ...\n"
        "@app.command()\ndef form(a, b, c, d, e, f, g, h): ..."
    )
    assert rules.too_large_functions(bad) == [
        "long has 61 lines, more than 60",
        "wide has 8 parameters, more than 7",
    ]
    assert rules.too_large_functions(good) == []
