"""Decision records are short, numbered without gaps, and say the four things."""

import pytest

from tests.repo import tree

RECORDS = sorted((tree.PROJECT / "docs" / "decisions").glob("[0-9]*.md"))
HEADINGS = ("## Context", "## Decision", "## Consequences", "## Alternatives")


def faults(text: str) -> list[str]:
    found = [heading for heading in HEADINGS if heading not in text.splitlines()]
    return found + (["longer than 40 lines"] if text.count("\n") > 40 else [])


@pytest.mark.parametrize("path", RECORDS, ids=tree.name)
def test_a_record_is_short_and_complete(path):
    assert faults(path.read_text()) == []


def test_the_records_are_numbered_without_gaps():
    assert RECORDS
    assert [int(path.name[:4]) for path in RECORDS] == list(range(1, len(RECORDS) + 1))


def test_the_rule_sees_a_record_that_gives_no_alternatives():
    assert faults("\n".join(HEADINGS)) == []
    assert faults("\n".join(HEADINGS[:3])) == ["## Alternatives"]
