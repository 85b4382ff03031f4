"""Nothing that a viewer may not reach can be told from anything a viewer can open.

The world is read twice, with and without a hidden life (``tests.journeys.hidden``): every page, list, count,
search, export, figure, fragment and error must be the same. What differs is a leak, whatever it is.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings as product
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests import cast
from tests.builders import day
from tests.documents.hostile_files import png
from tests.documents.papers import PIN, a_paper
from tests.journeys import hidden
from tests.journeys.crawl import Seen, crawl, read, send
from tests.journeys.hidden import (
    FAR_AWAY,
    NEXT_DOOR,
    TODAY,
    Crew,
    a_hidden_matter,
    a_visible_life,
    lived,
)
from tests.journeys.probes import Probe, missing_numbers, numbers_of, probes
from thihanh.documents import efile, issuing, operations
from thihanh.documents.efile import Sent
from thihanh.law.lists import listed
from thihanh.matters import receipts, requests
from thihanh.matters.before import NewPerson
from thihanh.matters.intake import NewJudgment
from thihanh.matters.operations import register_many
from thihanh.matters.receipts import Item, NewReceipt
from thihanh.matters.requests import NewRequest
from thihanh.offices import powers
from thihanh.offices.models import Account
from thihanh.offices.reach import Reach

pytestmark = pytest.mark.django_db
PERIOD = "tu=2024-10-01&den=2025-09-30"
REGISTERS = tuple(f"{number:02d}" for number in range(1, 22))
STARTS = (
    "/",
    "/hom-nay/",
    "/lich-viec/?thang=2025-10",
    "/viec/",
    f"/viec/?tim={quote(hidden.NAME)}",
    "/viec/?tim=quach thi vo hinh",
    "/viec/?tim=777",
    "/viec/?sap=outstanding",
    "/viec/tai-xuong/",
    "/viec/chon/?lam=phan-cong&pham-vi=tat-ca&tim=777",
    "/viec/lam-nhieu/collected/?pham-vi=tat-ca",
    "/tim/?q=quach",
    "/tim/?q=777",
    "/lenh/?q=quach thi",
    "/lenh/?q=777",
    "/lenh/?q=hoa",
    "/trinh-ky/",
    *(f"/trinh-ky/?muc={tab}" for tab in ("kiem-tra", "cho-ky", "phat-hanh", "dang-trinh")),
    *(f"/trinh-ky/?muc={tab}" for tab in ("tat-ca", "da-phat-hanh")),
    "/tiep-nhan/uy-thac/",
    "/tong-dat/",
    *(f"/tong-dat/?muc={tab}" for tab in ("dang-lam", "khong-thanh", "da-xong")),
    "/tong-dat/?qua-han=1",
    *(f"/so/{code}/?tu=01/10/2024" for code in REGISTERS),
    *(f"/so/{code}/tai/?tu=01/10/2024" for code in ("01", "02", "03", "09")),
    "/so/03/?tim=777",
    "/so/gui-vien-kiem-sat/ket-thuc/?thang=2025-09",
    "/so/gui-vien-kiem-sat/ket-thuc/tai/?thang=2025-09",
    "/so/gui-vien-kiem-sat/quyet-dinh/?thang=2025-09",
    *(f"/cong-khai/viec-phai-lam/?muc={tab}" for tab in ("phai-dang", "phai-cap-nhat", "phai-go")),
    "/tiep-nhan/",
    "/tiep-nhan/?ca-nam=1",
    "/tiep-nhan/yeu-cau/moi/",
    "/phan-cong/",
    "/phan-cong/?phong=22.KV01",
    "/phan-cong/giao/?pham-vi=tat-ca&officer=22.0002",
    "/phan-cong/than-thich/",
    "/doi-chieu/",
    "/bao-cao-theo-doi/",
    "/uy-quyen/",
    "/mau-van-ban/",
    "/lich/doi/khong-co/",
    f"/thong-ke/?bieu=004.N&don-vi=22&{PERIOD}",
    f"/thong-ke/?bieu=005.N&don-vi=22&{PERIOD}",
    f"/thong-ke/?bieu=004.N&don-vi=22.KV01&{PERIOD}",
    f"/thong-ke/?bieu=004.N&don-vi=22.KV02&{PERIOD}",
    f"/thong-ke/?bieu=004.N&don-vi=44&{PERIOD}",
    f"/thong-ke/tai-xuong/?bieu=004.N&don-vi=22&{PERIOD}",
    f"/thong-ke/o/?bieu=004.N&don-vi=22.KV01&{PERIOD}&cot=1",
    f"/thong-ke/o/?bieu=004.N&don-vi=22.KV02&{PERIOD}&cot=1",
    f"/thong-ke/o/?bieu=004.N&don-vi=44&{PERIOD}&cot=1",
    "/xu-huong/",
    "/theo-doi/lon-va-lau/",
    "/nhap-so/",
    "/chi-tieu/",
)  # fmt: skip
"""Where the reading starts; it goes on to the pages of one's own matters and papers by their links."""
MOST = len(STARTS) + 40


@pytest.fixture(scope="module")
def built(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[int, int]]:
    """The visible world, once for all viewers: two matters of khu vực 1 with papers, a scan, a plan."""
    patch = pytest.MonkeyPatch()
    patch.setenv("THIHANH_TODAY", TODAY.isoformat())
    patch.setattr(product, "MEDIA_ROOT", tmp_path_factory.mktemp("files"))
    patch.setattr(product, "VAR_DIR", tmp_path_factory.mktemp("var"))
    hidden.make_keys()
    with django_db_blocker.unblock(), transaction.atomic():
        cast.gather(*cast.EVERYBODY, *hidden.MORE, on=TODAY)
        for person in (*cast.EVERYBODY, *hidden.MORE):
            cast.account_of(person, on=TODAY)
        yield _visible()
        transaction.set_rollback(True)
    patch.undo()


@pytest.fixture
def world(built: tuple[int, int]) -> tuple[int, int]:
    """The same world for every test; what a test adds is undone."""
    cache.clear()
    return built


def _visible() -> tuple[int, int]:
    mine = Crew(cast.LAN, cast.BINH, cast.TRUONG, cast.VAN, cast.THU, cast.BINH)
    other = Crew(cast.MINH, cast.BINH, cast.TRUONG, cast.VAN, cast.THU, cast.BINH)
    built = [a_hidden_matter(mine, "1").intake, a_hidden_matter(other, "2").intake]
    ids = register_many(built, by=cast.LAN.code)
    register_many([a_visible_life(ids[0])], by=cast.LAN.code)
    made = [replace(a_paper(ids[0], on=TODAY), title=f"Quyết định hoãn lần {n}") for n in (1, 2, 3)]
    _received()
    papers = operations.draft_many(made, by=cast.viewer(cast.LAN), on=TODAY, key="", submitted=True)
    operations.check(papers[:2], by=cast.viewer(cast.BINH), on=TODAY)
    operations.sign(papers[:1], by=cast.viewer(cast.TRUONG), on=TODAY, pin=PIN)
    registry = cast.viewer(cast.VAN)
    ready = issuing.numbered(issuing.take_for_issue(papers[:1], by=registry, on=TODAY))
    issuing.mark_issued(ready, by=registry, on=TODAY)
    scan = Sent("don.png", png(20, 30), "Đơn xin hoãn của đương sự", TODAY)
    efile.receive(ids[0], scan, by=cast.viewer(cast.LAN), on=TODAY)
    power = powers.NewPower(cast.PHO.code, "assign", ("*",), TODAY, None, "05/PC-THADS")
    powers.grant(power, by=cast.viewer(cast.TRUONG), on=TODAY)
    return ids[0], ids[1]


def _received() -> None:
    """The judgment of the first matter in register 01 of khu vực 1, and a request for what else it orders."""
    by = cast.viewer(cast.THU)
    new = NewReceipt(
        agency="22",
        office="22.KV01",
        judgment=NewJudgment("1/QĐ-CTHADS/BA", day("07/12/2020"), "TAND khu vực 1", "civil"),
        on=day("26/09/2025"),
        channel="court_post",
        effective_on=day("01/09/2025"),
        persons=(NewPerson("Đỗ Văn Ánh", id_number=hidden.NUMBER), NewPerson("Lê Thị Mai")),
        items=(
            Item(1, "court_fee", amount=300_000, debtors=(0,), ex_officio=True),
            Item(2, "debt", amount=50_000_000, debtors=(0,), creditors=(1,)),
        ),
    )
    receipts.register(new, by=by, on=TODAY)
    (row,) = receipts.receipts(Reach(offices=frozenset({"22.KV01"})))
    asked = NewRequest(
        agency="22",
        office="22.KV01",
        on=day("25/09/2025"),
        received_on=day("29/09/2025"),
        channel="post",
        requester=NewPerson("Lê Thị Mai"),
        contents=frozenset(one.code for one in listed("request_contents", "R08")),
        judgment_id=row.judgment_id,
        items=(2,),
    )
    requests.receive(asked, by=by, on=TODAY)


def _browser(person: cast.Person) -> Client:
    client = Client()
    client.force_login(Account.objects.get(username=person.username))
    return client


OFFICE_BOUND = (cast.LAN, cast.BINH, cast.THU, cast.TAM)
PROVINCE_BOUND = (cast.TRUONG, cast.VAN, cast.KIEM, cast.NGHIEP, cast.THAM, cast.PHO, cast.KE)
# The administrator's right to check the record covers the whole of it, so its page counts every act.
WITHOUT_MATTERS = (cast.BAN, cast.CUC)
CASES = (
    *((person, NEXT_DOOR) for person in OFFICE_BOUND),
    *((person, FAR_AWAY) for person in PROVINCE_BOUND),
    *((person, NEXT_DOOR) for person in WITHOUT_MATTERS),
)
SHORT = (cast.LAN, cast.BINH, cast.THU, cast.TRUONG, cast.VAN, cast.CUC)
JUDGMENT = {
    "number": "777/2025/DS-ST", "made_on": "01/08/2025", "court": "TAND khu vực 7", "kind": "civil",
    "on": "26/09/2025", "channel": "court_post", "effective_on": "01/09/2025",
    "person.name": ["Ai Đó"], "person.kind": ["person"], "person.id_number": [hidden.NUMBER],
    "person.birth_year": [""], "person.address": [""], "item.kind": ["court_fee"], "item.content": [""],
    "item.amount": ["300.000"], "item.debtors": ["1"], "item.creditors": [""], "item.own": [""],
    "item.joint": [""], "item.exhibit": [""], "item.collateral": [""], "item.periods": [""],
}  # fmt: skip


def typed(matter: int) -> tuple[tuple[str, Mapping[str, object]], ...]:
    """Forms with what somebody may know by hearsay: a number of a decision, of a judgment, of a person."""
    return (
        (f"/viec/{matter}/lam/delegate/", {"key": "k2", "other": "777/QĐ-CTHADS"}),
        (f"/viec/{matter}/lam/amend/", {"key": "k3", "paper": "777", "decision": "777/QĐ-CTHADS"}),
        ("/phan-cong/giao/?pham-vi=tat-ca&tim=777", {"key": "k4", "officer": "22.0002", "reason": "Chuyển"}),
        ("/viec/lam-nhieu/collected/?pham-vi=tat-ca&tim=777", {"buoc": "ghi", "key": "k5"}),
    )


def everything(browser: Client, matter: int) -> dict[str, Seen]:
    """All that the viewer can read, and the answers to what can be typed; nothing stays written."""
    cache.clear()
    found = crawl(browser, STARTS, most=MOST)
    for address, values in typed(matter):
        with transaction.atomic():
            found[f"POST {address}"] = send(browser, address, values)
            transaction.set_rollback(True)
    return found


@pytest.mark.parametrize(
    ("person", "crew"),
    [
        pytest.param(*case, id=case[0].username, marks=() if case[0] in SHORT else pytest.mark.slow)
        for case in CASES
    ],
)
def test_the_world_looks_the_same_with_and_without_the_hidden_life(
    world: tuple[int, int], person: cast.Person, crew: Crew
) -> None:
    browser = _browser(person)
    before = everything(browser, world[0])
    lived(crew, visible=world[0])
    after = everything(browser, world[0])

    assert len(before) >= len(STARTS)
    assert list(after) == list(before)
    assert [address for address, one in before.items() if after[address] != one] == []


def test_the_crawl_would_see_a_life_within_reach(world: tuple[int, int]) -> None:
    """Whoever reaches all of it sees it on pages of every kind, so that the reading above is not blind."""
    browser = _browser(cast.TRUONG)
    before = everything(browser, world[0])
    lived(NEXT_DOOR, visible=world[0])
    after = everything(browser, world[0])
    changed = {address.partition("?")[0] for address, one in before.items() if after.get(address) != one}
    assert changed >= {*SEEN, f"/viec/{world[0]}/"}


SEEN = (
    *("/", "/viec/", "/viec/tai-xuong/", "/tim/", "/lenh/", "/trinh-ky/", "/tong-dat/", "/tiep-nhan/"),
    *("/so/01/", "/so/02/", "/so/03/", "/so/01/tai/", "/so/gui-vien-kiem-sat/ket-thuc/", "/doi-chieu/"),
    *("/so/gui-vien-kiem-sat/quyet-dinh/", "/phan-cong/", "/bao-cao-theo-doi/", "/uy-quyen/"),
    *("/cong-khai/viec-phai-lam/", "/thong-ke/", "/thong-ke/o/", "/xu-huong/", "/hom-nay/"),
)


def answers(browser: Client, asked: Iterable[Probe], numbers: Iterable[int]) -> dict[str, tuple[int, str]]:
    """Status and text of every probe, the numbers asked for taken out; nothing stays written."""
    found = {}
    named = re.compile(rf"\b({'|'.join(map(str, numbers))})\b")
    for place, one in enumerate(asked):
        with transaction.atomic():
            got = (
                read(browser, one.address) if one.method == "GET" else send(browser, one.address, one.values)
            )
            transaction.set_rollback(True)
        found[f"{place} {one.name}"] = (got.status, named.sub("N", got.text))
    return found


@pytest.mark.parametrize(
    ("person", "crew"),
    [
        pytest.param(cast.LAN, NEXT_DOOR, id="lan"),
        pytest.param(cast.BINH, NEXT_DOOR, id="binh"),
        pytest.param(cast.THU, NEXT_DOOR, id="thu"),
        pytest.param(cast.TRUONG, FAR_AWAY, id="truong"),
        pytest.param(cast.VAN, FAR_AWAY, id="van"),
        pytest.param(cast.NGHIEP, FAR_AWAY, id="nghiep", marks=pytest.mark.slow),
        pytest.param(cast.THAM, FAR_AWAY, id="tham", marks=pytest.mark.slow),
    ],
)
def test_a_number_of_the_hidden_life_answers_like_one_that_nothing_has(
    world: tuple[int, int], person: cast.Person, crew: Crew
) -> None:
    browser = _browser(person)
    life = lived(crew, visible=world[0])
    real, missing = numbers_of(life), missing_numbers()
    every = {*real.values(), *missing.values()}
    there = answers(browser, probes(real, world[0]), every)
    nowhere = answers(browser, probes(missing, world[0]), every)
    assert [(name, one[0], nowhere[name][0]) for name, one in there.items() if one != nowhere[name]] == []
    assert {status for status, _ in there.values()} <= {200, 302, 400, 403, 404, 422}


def test_a_judgment_that_another_office_has_is_refused_without_its_line(world: tuple[int, int]) -> None:
    lived(NEXT_DOOR, visible=world[0])
    said = send(_browser(cast.THU), "/tiep-nhan/ban-an/moi/", {**JUDGMENT, "key": "k1"}).text
    assert "đã có ở đơn vị khác của cơ quan" in said
    assert "sổ 01 số" not in said
    assert "26/09/2025 " not in said.replace('value="26/09/2025"', "")


def test_files_of_a_hidden_matter_are_read_through_no_other_one(world: tuple[int, int]) -> None:
    life = lived(NEXT_DOOR, visible=world[0])
    assert _browser(cast.LAN).get(f"/viec/{world[0]}/ho-so/tep/{life.file}/").status_code == 404
    kept = [path for path in Path(product.MEDIA_ROOT).rglob("*") if path.is_file()]
    for path in kept:
        assert _browser(cast.LAN).get(f"/{path.relative_to(product.MEDIA_ROOT)}").status_code == 404
