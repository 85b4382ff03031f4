"""A small province for the pages: the cast, a dozen matters, a clock that stands still."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from django.test import Client

from tests import cast
from tests.builders import a_matter
from thihanh.config.clock import HANOI
from thihanh.matters.intake import Intake
from thihanh.matters.operations import register_many

TODAY = date(2025, 9, 30)
KV1, KV2 = "22.KV01", "22.KV02"


class Standing:
    """A clock that stands still on a day."""

    def __init__(self, day: date) -> None:
        self.day = day

    def today(self) -> date:
        return self.day

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 9, 0, tzinfo=HANOI)

    def stands_still_on(self) -> date | None:
        return self.day


@pytest.fixture(autouse=True)
def still(settings) -> None:
    settings.CLOCK = Standing(TODAY)


def scene() -> list[Intake]:
    """Lan, Minh and Bình of khu vực 1, Hoa of khu vực 2: done, running, without means, late."""
    lan, minh, hoa = cast.LAN.code, cast.MINH.code, cast.HOA.code
    built = [
        a_matter("101/QĐ", "15/10/2024").held_by(lan, KV1).owing(1_284_500_000)
        .then("voluntary", "20/10/2024").then("in_progress", "15/11/2024").paying(84_500_000, "02/03/2025"),
        a_matter("102/QĐ", "02/12/2024").held_by(lan, KV1).owing(5_200_000)
        .then("in_progress", "20/12/2024").paying(5_200_000, "10/02/2025").then("done", "10/02/2025"),
        a_matter("103/QĐ", "06/01/2025").held_by(lan, KV1).owing(600_000)
        .then("voluntary", "10/01/2025").then("verifying", "25/01/2025"),
        a_matter("104/QĐ", "10/03/2025").held_by(minh, KV1).owing(25_000_000_000, kind="credit_debt")
        .then("in_progress", "10/04/2025").tagged("credit"),
        a_matter("105/QĐ", "10/03/2021").held_by(minh, KV1).owing(30_000_000_000)
        .then("in_progress", "10/04/2021"),
        a_matter("106/QĐ", "11/03/2025").held_by(minh, KV1).owing(7_000_000)
        .then("no_means", "20/05/2025", "N-1"),
        a_matter("201/QĐ", "12/03/2025").held_by(hoa, KV2).owing(9_000_000)
        .then("in_progress", "20/05/2025").paying(9_000_000, "30/06/2025").then("done", "30/06/2025"),
        a_matter("202/QĐ", "12/05/2025").held_by(hoa, KV2).owing(11_000_000).then("voluntary", "20/05/2025"),
    ]  # fmt: skip
    return [one.intake for one in built]


def named(intake: Intake, debtor: str) -> Intake:
    """The same matter with another debtor."""
    creditor, old = intake.parties
    return replace(intake, parties=(creditor, replace(old, name=debtor)))


@pytest.fixture
def province(db) -> list[int]:
    """The cast and the scene; the ids of the matters in order."""
    cast.gather()
    intakes = scene()
    intakes[0] = named(intakes[0], "Nguyễn Thị Hòa")
    return register_many(intakes, by=cast.BY)


@pytest.fixture
def browse(db) -> Callable[[cast.Person], Client]:
    """A signed-in client for a person of the cast."""

    def signed_in(person: cast.Person) -> Client:
        client = Client()
        account = cast.account_of(person)
        from django.contrib.auth import get_user_model

        client.force_login(get_user_model().objects.get(pk=account))
        return client

    return signed_in
