"""Inside the rooms: package files without code, questions answered with values, no tables by name."""

import ast

import pytest

from tests.repo import rules, tree

ROOMS_THAT_SPEAK_FOR_THEMSELVES = {"law", "deadlines"}
PACKAGES = [
    path
    for path in tree.python("src")
    if path.name == "__init__.py" and path.parent.name not in ROOMS_THAT_SPEAK_FOR_THEMSELVES
    and "migrations" not in path.parts
]  # fmt: skip
QUERIES = [p for p in tree.python("src") if p.name == "queries.py" or "queries" in p.parent.parts]
EXPLAINED_ROOMS = [tree.SOURCE / room for room in ("law", "deadlines", "money", "statistics")]
EXPLAINED = [
    path
    for path in tree.python("src")
    if any(path.is_relative_to(room) for room in EXPLAINED_ROOMS) and "migrations" not in path.parts
]


@pytest.mark.parametrize("path", PACKAGES, ids=tree.name)
def test_a_package_file_says_what_the_package_is_for_and_holds_no_code(path):
    assert rules.code_in_package_file(tree.syntax(path)) == []


@pytest.mark.parametrize("path", QUERIES, ids=tree.name)
def test_queries_answer_with_values_never_with_tables(path):
    assert rules.loose_answers(tree.syntax(path)) == []


@pytest.mark.parametrize("path", EXPLAINED, ids=tree.name)
def test_public_functions_of_law_time_money_and_figures_are_explained(path):
    assert rules.without_docstring(tree.syntax(path)) == []


def test_no_table_is_looked_up_by_its_name():
    code = [path for path in tree.python("src") if "migrations" not in path.parts]
    assert {tree.name(p): found for p in code if (found := rules.late_models(tree.text(p)))} == {}


def test_the_rule_on_package_files_sees_code_and_silence():
    assert rules.code_in_package_file(ast.parse('"""What it is for."""')) == []
    assert rules.code_in_package_file(ast.parse('"""What it is for."""\nx = 1')) == ["holds code"]
    assert rules.code_in_package_file(ast.parse("")) == ["no sentence saying what it is for"]


def test_the_rule_on_queries_sees_a_queryset_a_model_and_silence():
    bad = ast.parse(
        "from thihanh.matters.models import Matter\n"
        "def a() -> QuerySet[Matter]: ...\n"
        "def b(): ...\n"
        "def c() -> models.Stage: ...\n"
        "def _d(): ...\n"
    )
    assert rules.loose_answers(bad) == [
        "a returns Matter",
        "a returns QuerySet",
        "b does not say what it returns",
        "c returns Stage",
    ]
    assert rules.loose_answers(ast.parse("def a() -> tuple[Row, ...]: ...")) == []


def test_the_rule_on_explanations_sees_a_function_without_one():
    assert rules.without_docstring(ast.parse("def fee(): ...\ndef _inner(): ...")) == ["fee"]
    assert rules.without_docstring(ast.parse('def fee():\n    """In đồng."""')) == []


def test_the_rule_on_names_sees_a_late_model():
    assert rules.late_models('apps.get_model("matters", "Matter")')
    assert rules.late_models("apps.get_app_config(label)") == []
