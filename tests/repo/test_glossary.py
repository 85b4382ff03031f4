"""The glossary and the code speak one language."""

import re

from tests.repo import rules, tree

GLOSSARY = tree.PROJECT / "GLOSSARY.md"


def unknown_terms(markdown: str, code: str) -> list[str]:
    return [
        term
        for term in rules.table_terms(markdown, "code")
        if not re.search(rf"(?<!\w){re.escape(term)}(?!\w)", code)
    ]


def test_every_code_name_of_the_glossary_occurs_in_the_source():
    source = [
        p for p in tree.files() if p.is_relative_to(tree.SOURCE) and p.suffix in {".py", ".toml", ".sql"}
    ]
    code = "\n".join(tree.text(path) for path in source)
    terms = rules.table_terms(tree.text(GLOSSARY), "code")
    assert len(terms) > 20
    assert unknown_terms(tree.text(GLOSSARY), code) == []


def test_the_rule_sees_a_term_the_code_does_not_know():
    table = "| Vietnamese | Code | Meaning |\n|---|---|---|\n| việc | `Matter` | – |\n| phí | `Fee` | – |\n"
    assert unknown_terms(table, "class Matter: fees = 0") == ["Fee"]
