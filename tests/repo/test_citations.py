"""Every file the source and the pages name is in the repository."""

import re
from fnmatch import fnmatch

import pytest

from tests.repo import tree

CITED = re.compile(r"[\w./<>*{}-]+\.(?:md|csv|toml)\b")
TESTS = re.compile(r"`([\w/]+\.py)::(test_\w+)`")
PLACE = re.compile(r"<[^<>]*>|\{[^{}]*\}")


def missing(text: str, names: list[str]) -> list[str]:
    """Cited names no file of ``names`` bears; a placeholder or an asterisk stands for anything."""
    cited = {found.lstrip("./") for found in CITED.findall(text)}
    wanted = {name: "*/" + PLACE.sub("*", name) for name in cited}
    return sorted(
        name for name, pattern in wanted.items() if not any(fnmatch(f"/{file}", pattern) for file in names)
    )


def test_every_file_named_in_the_source_and_the_pages_exists():
    names = [tree.name(path) for path in tree.files()]
    cited_in = [
        path
        for path in tree.texts()
        if tree.name(path).startswith(("src/", "docs/"))
        or (path.suffix == ".md" and "/" not in tree.name(path))
    ]
    found = {tree.name(path): missing(tree.text(path), names) for path in cited_in}
    assert {name: gone for name, gone in found.items() if gone} == {}


def untested(text: str) -> list[str]:
    """Tests that ``text`` names and that are not there."""
    return [
        f"{file}::{name}"
        for file, name in TESTS.findall(text)
        if not (path := tree.PROJECT / "tests" / file).exists() or f"def {name}(" not in tree.text(path)
    ]


@pytest.mark.parametrize("page", ["SECURITY.md", "docs/manual/refusals.md"])
def test_every_claim_names_a_test_that_is_there(page):
    told = tree.text(tree.PROJECT / page)
    assert len(TESTS.findall(told)) > 15
    assert untested(told) == []
    assert untested("`web/test_pages.py::test_nothing_of_the_kind` `no/test_file.py::test_a`") != []


def test_the_words_of_a_refusal_stand_in_its_test():
    for line in tree.text(tree.PROJECT / "docs/manual/refusals.md").splitlines():
        if not (found := TESTS.search(line)):
            continue
        source = re.sub(r'"\s+"', "", tree.text(tree.PROJECT / "tests" / found[1]))
        words = line.split("|")[2].partition(" (the ")[0].strip()
        assert words.isascii() or words in source, words


def test_the_rule_sees_a_file_that_is_not_there_and_knows_placeholders():
    names = ["docs/manual/readings.md", "src/law/calendars/2024.toml"]
    assert missing("see readings.md, docs/manual/readings.md and law/calendars/<year>.toml", names) == []
    assert missing("(settings.md 12), manual/other.csv, {unit}-{year}.toml", names) == [
        "manual/other.csv",
        "settings.md",
        "{unit}-{year}.toml",
    ]
