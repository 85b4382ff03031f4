"""An exemption from a check says why, and there are never more of them than before."""

from pathlib import Path

from tests.repo import rules, tree

CODE = tree.python("src", "tests", "scripts", "benchmarks")
RATCHET = Path(__file__).with_name("exemptions.txt")


def test_every_exemption_carries_its_reason():
    assert {tree.name(p): found for p in CODE if (found := rules.without_reason(tree.text(p)))} == {}


def test_the_number_of_exemptions_only_falls():
    total = sum(len(rules.exemptions(tree.text(path))) for path in CODE)
    allowed = int(RATCHET.read_text())
    assert total <= allowed, f"{total} exemptions; {RATCHET.name} allows {allowed}. Take one away instead."


def test_the_rule_tells_a_reason_from_none():
    bad = "import os  # noqa: F401\nx = 1  # type: ignore[misc]\n"
    good = "import os  # noqa: F401 -- Django imports it\ntext = '# noqa'\n"
    assert len(rules.without_reason(bad)) == 2
    assert rules.without_reason(good) == []
    assert len(rules.exemptions(good)) == 1


def test_nothing_is_left_unfinished():
    code = tree.python("src", "scripts", "benchmarks")
    assert {tree.name(p): found for p in code if (found := rules.unfinished(tree.text(p)))} == {}


def test_the_rule_sees_what_is_unfinished():
    found = rules.unfinished("raise NotImplementedError  # TODO later")
    assert found == ["TODO", "raise NotImplementedError"]
    assert rules.unfinished("todos = []") == []
