"""Nothing that a viewer may not reach can be told from anything a viewer can open.

The world is read twice, with and without a hidden matter: every page, list, count, search, export, figure and
error must be the same. What differs is a leak, whatever it is.
"""

import pytest
from django.test import Client

from tests import cast
from tests.builders import a_matter, day
from tests.journeys.crawl import crawl, read
from thihanh.matters.intake import NewParty
from thihanh.matters.operations import register_many
from thihanh.offices.models import Account

pytestmark = pytest.mark.django_db

TODAY = day("30/09/2025")
HIDDEN_NAME = "Quách Thị Vô Hình"
PERIOD = "tu=2024-10-01&den=2025-09-30"
STARTS = (
    "/",
    "/viec/",
    f"/viec/?tim={HIDDEN_NAME}",
    "/viec/?tim=quach thi vo hinh",
    "/viec/?tim=777",
    "/viec/?sap=outstanding",
    "/viec/tai-xuong/",
    "/tim/?q=quach",
    "/tim/?q=777",
    f"/thong-ke/?bieu=004.N&don-vi=22&{PERIOD}",
    f"/thong-ke/?bieu=005.N&don-vi=22&{PERIOD}",
    f"/thong-ke/?bieu=004.N&don-vi=22.KV01&{PERIOD}",
    f"/thong-ke/?bieu=004.N&don-vi=22.KV02&{PERIOD}",
    f"/thong-ke/?bieu=004.N&don-vi=44&{PERIOD}",
    f"/thong-ke/tai-xuong/?bieu=004.N&don-vi=22&{PERIOD}",
    f"/thong-ke/o/?bieu=004.N&don-vi=22.KV02&{PERIOD}&cot=1",
    f"/thong-ke/o/?bieu=004.N&don-vi=44&{PERIOD}&cot=1",
    "/xu-huong/",
    "/nhap-so/",
    "/so-ghi/",
    "/chi-tieu/",
)


def _matter(number: str, officer: str, office: str, agency: str = "22") -> a_matter:
    return (
        a_matter(number, "06/01/2025", agency=agency)
        .held_by(officer, office)
        .owing(30_000_000_000)
        .tagged("credit")
        .then("voluntary", "10/01/2025")
        .then("in_progress", "24/01/2025")
        .paying(1_000_000, "03/02/2025")
    )


def _hide(office: str, officer: str, agency: str) -> int:
    matter = _matter("777/QĐ-CTHADS", officer, office, agency)
    party = NewParty(3, "debtor", "person", HIDDEN_NAME, known_on=day("06/01/2025"))
    return register_many([matter._with(parties=(*matter.intake.parties, party)).intake], by=officer)[0]


@pytest.fixture
def world(settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIHANH_TODAY", TODAY.isoformat())
    cast.gather(on=TODAY)
    register_many(
        [
            _matter("1/QĐ-CTHADS", "22.0001", "22.KV01").intake,
            _matter("2/QĐ-CTHADS", "22.0002", "22.KV01").intake,
        ],
        by="22.0001",
    )


def _browser(person: cast.Person) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=cast.account_of(person, on=TODAY)))
    return client


OFFICE_BOUND = (cast.LAN, cast.BINH, cast.TAM, cast.THU)
# The administrator's right to check the record covers the whole of it, so its page counts every act.
PROVINCE_BOUND = (cast.TRUONG, cast.KIEM, cast.NGHIEP, cast.THAM)
WITHOUT_MATTERS = (cast.BAN, cast.CUC)
CASES = (
    *((person, "22.KV02", "22.0011", "22") for person in OFFICE_BOUND),
    *((person, "44.KV01", "44.0001", "44") for person in PROVINCE_BOUND),
    *((person, "22.KV01", "22.0001", "22") for person in WITHOUT_MATTERS),
)
SHORT = (cast.LAN, cast.BINH, cast.TRUONG, cast.KIEM, *WITHOUT_MATTERS)


@pytest.mark.parametrize(
    ("person", "office", "officer", "agency"),
    [
        pytest.param(*case, id=case[0].username, marks=() if case[0] in SHORT else pytest.mark.slow)
        for case in CASES
    ],
)
def test_the_world_looks_the_same_with_and_without_the_hidden_matter(
    world: None, person: cast.Person, office: str, officer: str, agency: str
) -> None:
    browser = _browser(person)
    before = crawl(browser, STARTS)
    _hide(office, officer, agency)
    after = crawl(browser, STARTS)

    assert len(before) >= len(STARTS)
    assert list(after) == list(before)
    assert [address for address, seen in before.items() if after[address] != seen] == []


def test_a_hidden_matter_answers_like_one_that_does_not_exist(world: None) -> None:
    hidden, missing = _hide("22.KV02", "22.0011", "22"), 10**9
    browser = _browser(cast.LAN)
    for address in ("/viec/{}/", "/viec/{}/xac-minh/"):
        there, nowhere = (read(browser, address.format(one)) for one in (hidden, missing))
        assert there.status == nowhere.status == 404
        assert there.text.replace(f"/{hidden}/", "/") == nowhere.text.replace(f"/{missing}/", "/")


def test_the_crawl_would_see_a_matter_within_reach(world: None) -> None:
    browser = _browser(cast.BINH)
    before = crawl(browser, STARTS)
    register_many([_matter("778/QĐ-CTHADS", "22.0002", "22.KV01").intake], by="22.0002")

    assert crawl(browser, STARTS) != before
