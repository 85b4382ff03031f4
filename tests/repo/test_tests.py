"""Every test can fail."""

import ast

import pytest

from tests.repo import rules, tree

TESTS = [path for path in tree.python("tests") if path.name.startswith("test_")]


@pytest.mark.parametrize("path", TESTS, ids=tree.name)
def test_a_test_asserts_something(path):
    assert rules.tests_that_cannot_fail(tree.syntax(path)) == []


def test_the_rule_sees_tests_that_cannot_fail():
    source = """
def agree(a, b):
    assert a == b

class Whole:
    def same(self):
        agree(1, 1)

def test_nothing():
    compute()

def test_the_constant():
    assert True

def test_by_a_function_here():
    agree(1, 2)

def test_by_a_function_of_a_function():
    Whole().same()

def test_by_an_error():
    with pytest.raises(ValueError):
        compute()
"""
    assert rules.tests_that_cannot_fail(ast.parse(source)) == ["test_nothing", "test_the_constant"]
