"""An act that names what does not exist stops the product at once, not the officer at her desk."""

from dataclasses import replace

import pytest

from thihanh.matters.intake import Intake
from thihanh.procedures import catalogue
from thihanh.procedures.act import Act, Field

GOOD = Act(
    code="walk",
    label="Đi",
    verb="đi",
    signer="officer",
    effect=lambda case, values: Intake(matter_id=case.id),
    articles={"R08": "L08 Đ.1"},
)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"articles": {}}, "articles"),
        ({"articles": {"R99": "L08 Đ.1"}}, "articles"),
        ({"ground": "bored"}, "no such kind of ground"),
        ({"stages": frozenset({"asleep"})}, "no such stage"),
        ({"meets": ("DL-999",)}, "no such term"),
        ({"starts": ("DL-999",)}, "no such term"),
        ({"right": ("matter", "burn")}, "no such right"),
        ({"paper": "QD-KHONG-CO"}, "no such kind of paper"),
        ({"signer": "head"}, "its kind is missing"),
        ({"fields": (Field("a", "A", "text"), Field("a", "B", "text"))}, "named twice"),
        ({"fields": (Field("on", "Ngày", "date"),)}, "engine's own"),
    ],
)
def test_what_does_not_exist_is_refused_at_load(change: dict[str, object], said: str) -> None:
    catalogue.check(GOOD)
    with pytest.raises(catalogue.CatalogueError, match=said):
        catalogue.check(replace(GOOD, **change))


def test_an_article_of_no_source_is_refused() -> None:
    with pytest.raises(KeyError):
        catalogue.check(replace(GOOD, articles={"R08": "X99 Đ.1"}))


def test_every_act_stands_once_in_the_order_of_a_matters_life() -> None:
    found = list(catalogue.acts())
    assert len(found) == len(set(found))
    assert found.index("decide") < found.index("notice_valid") < found.index("verify") < found.index("done")
