"""The comparison page says what the tests show, no more."""

import runpy

import pytest

from tests.repo.tree import PROJECT

compare = runpy.run_path(str(PROJECT / "scripts" / "compare.py"))


@pytest.fixture(scope="module")
def page() -> str:
    return compare["page"]()


def test_the_page_is_what_the_tests_say_now(page: str) -> None:
    assert (PROJECT / "docs" / "compare.md").read_text(encoding="utf-8") == page


def test_what_they_have_and_we_lack_comes_first(page: str) -> None:
    assert page.index("## Họ có, chúng tôi chưa có") < page.index("## Chúng tôi có")


@pytest.mark.parametrize("feature", compare["features"](), ids=lambda feature: feature["name"])
def test_every_test_named_exists(feature: dict[str, object]) -> None:
    assert [place for place in feature["tests"] if not compare["tests_in"](place)] == []


def test_a_feature_without_tests_is_not_claimed() -> None:
    assert compare["standing"]({"tests": ["tests/no_such_file.py"], "missing": ""}) == "N"
