"""Every doubtful figure of the law data is counted among our readings and printed with its source."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.spec.drawn import DOCS
from thihanh.law.citations import SOURCES, cite
from thihanh.law.terms import PARAMETERS

LISTED = {
    name: (page, int(read), int(known))
    for name, page, read, known in re.findall(
        r"\| `(\w+\.toml)` \| `docs/([\w/.-]+)` \| (\d+) \| (\d+) \|",
        (DOCS / "manual" / "readings.md").read_text(encoding="utf-8"),
    )
}


def doubts(node: object) -> Iterator[Mapping[str, Any]]:
    """The rows of a file that bear [I] or [K]."""
    if isinstance(node, Mapping):
        if node.get("mark") in ("I", "K"):
            yield node
        for one in node.values():
            yield from doubts(one)
    elif isinstance(node, list):
        for one in node:
            yield from doubts(one)


FILES = {
    file.name: list(doubts(tomllib.loads(file.read_text(encoding="utf-8"))))
    for file in sorted(PARAMETERS.glob("*.toml"))
}


def test_every_file_with_a_reading_is_listed_with_how_many_it_has():
    counted = {name: Counter(row["mark"] for row in rows) for name, rows in FILES.items() if rows}
    listed = {name: (read, known) for name, (_, read, known) in LISTED.items()}
    assert listed == {name: (marks["I"], marks["K"]) for name, marks in counted.items()}


@pytest.mark.parametrize("name", sorted(LISTED))
def test_every_reading_is_printed_with_its_source(name):
    page = (DOCS / LISTED[name][0]).read_text(encoding="utf-8")
    sources = {str(row["article"]) for row in FILES[name] if "article" in row}
    said = {cite(one) if one.partition(" ")[0] in SOURCES else one for one in sources}
    assert [one for one in sorted(said) if one not in page] == []
    assert re.search(r"\[[IK]\]|\| [IK] \|", page)
