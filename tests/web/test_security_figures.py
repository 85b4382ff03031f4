"""The observer's questions: is every number its list, does yesterday stay as it was known, who sees what."""

import re
from collections import deque
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client

from tests import cast
from tests.builders import a_matter
from thihanh.matters.operations import register_many
from thihanh.matters.queries import stages_of
from thihanh.trail.verification import verify

SECRET = 777_123_456_789
"""đồng owed to a matter of khu vực 2: no sum of another office may hold it."""
LISTS = ("/thong-ke/o/", "/theo-doi/", "/viec/")


class Links(HTMLParser):
    """Every link of a page with the text that stands in it, and the text of the whole page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.text = ""
        self._in: str | None = None
        self._said = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._in, self._said = dict(attrs).get("href") or "", ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._in is not None:
            self.found.append((self._in, self._said.strip()))
            self._in = None

    def handle_data(self, data: str) -> None:
        self.text += data
        self._said += data


def number(text: str) -> int | None:
    """``1.284`` → 1284; None for what is no whole number."""
    digits = text.replace(".", "").replace("−", "-")
    return int(digits) if re.fullmatch(r"-?\d+", digits) else None


def opened(client: Client, address: str) -> tuple[int, int, int, int]:
    """A list: matters and đồng said at its top, matters and amounts counted in its rows (every page)."""
    said_matters = said_amount = None
    ids, amounts, waiting = [], [], deque([address])
    seen = set()
    while waiting:
        here = waiting.popleft()
        if here in seen:
            continue
        seen.add(here)
        answer = client.get(here)
        assert answer.status_code == 200, here
        page = answer.content.decode()
        lead = re.search(r'class="lead[^"]*"[^>]*>(.*?)</p>', page, re.S)
        assert lead, here
        strong = [number(one.split()[0]) for one in re.findall(r"<strong>([^<]*)</strong>", lead[1])]
        said_matters = strong[0] if said_matters is None else said_matters
        said_amount = (strong[1] if len(strong) > 1 else strong[0]) if said_amount is None else said_amount
        for row in re.findall(r"<tr data-href>(.*?)</tr>", page, re.S):
            ids.append(int(re.findall(r'href="[^"]*?/viec/(\d+)/', row)[0]))
            amounts.append(number(re.findall(r'class="n"[^>]*>([^<]*)<', row)[-1]) or 0)
        waiting += [
            link for link, _ in Links(page).found
            if re.search(r"(trang=\d+|sau=)", link) and link.startswith(here.split("?")[0])
        ]  # fmt: skip
    assert len(ids) == len(set(ids)), address
    return said_matters or 0, said_amount or 0, len(ids), sum(amounts)


def clickable(client: Client, address: str) -> list[tuple[str, int]]:
    """The whole numbers of a page that open a list, with the lists."""
    page = client.get(address).content.decode()
    todo = re.findall(r'<span class="n[^"]*">([\d.]+)</span> <a href="([^"]+)"', page)
    links = [(link, text) for link, text in Links(page).found] + [
        (link.replace("&amp;", "&"), text) for text, link in todo
    ]
    return [(link, n) for link, text in links if link.startswith(LISTS) and (n := number(text)) is not None]


PAGES = (
    "/?mo=22.KV01&mo=22.KV02",
    "/thong-ke/?mo=22.KV01&mo=22.KV02",
    "/thong-ke/?bieu=005.N&dv-tien=dong&mo=22.KV01&mo=22.KV02",
    "/thong-ke/?phien-ban=R25&mo=22.KV02",
    "/thong-ke/?nam=2024&ky=12",
    "/theo-doi/lon-va-lau/",
)


@pytest.mark.parametrize(
    ("person", "least"), [(cast.TRUONG, 250), (cast.BINH, 100)], ids=["province", "office"]
)
def test_every_number_that_opens_is_the_list_it_opens(province, browse, person, least: int) -> None:
    head, opens = browse(person), 0
    known: dict[str, tuple[int, int, int, int]] = {}
    wrong = []
    for page in PAGES:
        for address, shown in clickable(head, page):
            if address not in known:
                known[address] = opened(head, address)
            said, amount, matters, total = known[address]
            if (matters, total) != (said, amount):
                wrong.append((page, address, "the list does not add up", known[address]))
            if shown != (total if "bieu=005.N" in address and "/o/" in address else matters):
                wrong.append((page, address, shown, known[address]))
            opens += 1
    assert wrong == []
    assert opens > least, "the crawl saw the numbers"


FOUND = {
    "key": "mot-lan",
    "on": "29/09/2025",
    "occasion": "first",
    "means": "direct",
    "content": "có nhà đất, còn ở",
    "result": "in_progress",
}


def cells(client: Client, address: str) -> list[str]:
    page = client.get(address).content.decode()
    assert 'class="n"' in page
    return [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r'<td class="n"[^>]*>(.*?)</td>', page, re.S)]


def test_a_correction_of_today_leaves_what_was_known_yesterday(province, browse) -> None:
    lan, head = browse(cast.LAN), browse(cast.TRUONG)
    asked = [
        f"/thong-ke/?bieu={form}&phien-ban={version}&ghi-nhan-den={{}}"
        for form in ("004.N", "005.N") for version in ("R08", "R25")
    ]  # fmt: skip
    before = {day: [cells(head, one.format(day)) for one in asked] for day in ("29/09/2025", "30/09/2025")}
    fact = stages_of(province[0])[-1].id
    sent = {"day": "15/11/2024", "stage": "no_means", "ground": "N-1", "reason": "phân loại nhầm trên sổ"}
    assert lan.post(f"/viec/{province[0]}/trang-thai/{fact}/", sent).status_code == 302
    assert lan.post(f"/viec/{province[2]}/lam/verify/", FOUND).status_code == 302
    after = {day: [cells(head, one.format(day)) for one in asked] for day in before}
    assert after["29/09/2025"] == before["29/09/2025"]
    assert after["30/09/2025"] != before["30/09/2025"]


@pytest.mark.django_db(transaction=True)
def test_the_record_holds_after_acts_and_corrections_by_the_pages(province, browse) -> None:
    lan, binh = browse(cast.LAN), browse(cast.BINH)
    assert lan.post(f"/viec/{province[2]}/lam/verify/", FOUND).status_code == 302
    fact = stages_of(province[2])[-1].id
    sent = {"day": "28/09/2025", "stage": "in_progress", "reason": "ghi nhầm ngày so với biên bản"}
    assert lan.post(f"/viec/{province[2]}/trang-thai/{fact}/", sent).status_code == 302
    sent = {"day": "10/10/2025", "working": "nghi", "reason": "mất điện toàn khu vực", "basis": "TB 12"}
    shown = binh.post("/lich/ngay-rieng/", sent)["Location"]
    assert binh.post(f"{shown}ghi/").status_code == 302
    report: Any = verify(facts=True)
    assert report.ok, report.problems


@pytest.fixture
def secret(province) -> list[int]:
    """Hoa's matter with an amount that is in no sum of khu vực 1."""
    one = a_matter("299/QĐ", "10/03/2021").held_by("22.0011", "22.KV02").owing(SECRET).tagged("credit")
    return register_many([one.then("in_progress", "10/04/2021").intake], by=cast.BY)


UNITS = ("", "22", "22.KV02", "22.0011", "22.KV02%2F22.0011", "44", "CQL")
LIVE = (
    *("/thong-ke/?bieu=005.N&dv-tien=dong&don-vi={}", "/thong-ke/tai-xuong/?bieu=005.N&don-vi={}"),
    *("/thong-ke/o/?bieu=005.N&cot=1&don-vi={}", "/xu-huong/?don-vi={}", "/thong-ke/ngoai-bieu/?don-vi={}"),
    *("/theo-doi/lon-va-lau/?don-vi={}", "/theo-doi/co-dieu-kien-lau/?don-vi={}", "/chi-tieu/?don-vi={}"),
)
OTHERS = (
    "/",
    "/?mo=22.KV02",
    "/viec/",
    "/viec/?phong=22.KV02",
    "/viec/?chv=22.0011",
    "/tim/?q=299",
    "/so-ghi/",
)
TRACES = ("777.123", "777123", "777,1", "299/QĐ")


def words(answer: Any) -> str:
    """What a reader could take from an answer, workbooks as their cells."""
    if "spreadsheetml" in answer.headers.get("Content-Type", ""):
        book = openpyxl.load_workbook(BytesIO(answer.content))
        rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
        return " ".join(str(cell) for row in rows for cell in row)
    return answer.content.decode()


BOUND = (cast.LAN, cast.BINH, cast.TAM, cast.THU, cast.QUY, cast.XUAN, cast.BAN, cast.CUC, cast.TRI)


@pytest.mark.parametrize("person", BOUND, ids=lambda one: one.username)
def test_no_sum_that_holds_a_matter_out_of_reach_is_shown(secret, browse, person) -> None:
    client = browse(person)
    for address in [one.format(unit) for one in LIVE for unit in UNITS] + [*OTHERS, "/viec/tai-xuong/"]:
        answer = client.get(address)
        assert answer.status_code in (200, 302, 400, 403), address
        if unit_out_of_reach(address) and not address.startswith("/chi-tieu/"):
            assert answer.status_code in (400, 403), address
        found = [trace for trace in TRACES if trace in words(answer).replace("q=299", "")]
        assert found == [], (address, found)


def unit_out_of_reach(address: str) -> bool:
    return re.search(r"don-vi=(22$|22\.KV02|22\.0011|44|CQL)", address) is not None


def test_the_sweep_would_see_the_sum_where_it_may_be_seen(secret, browse) -> None:
    head = browse(cast.TRUONG)
    seen = [one for one in LIVE if any(trace in words(head.get(one.format("22.KV02"))) for trace in TRACES)]
    assert len(seen) >= 6


@pytest.mark.parametrize("person", [cast.BAN, cast.CUC], ids=lambda one: one.username)
def test_chair_and_national_viewer_see_published_rows_and_nothing_that_opens(secret, browse, person) -> None:
    client = browse(person)
    for address in ("/", "/chi-tieu/", "/chi-tieu/?don-vi=22", "/chi-tieu/?don-vi=22.KV01"):
        page = client.get(address).content.decode()
        assert 'class="live"' not in page, address
        assert "<span>trực tiếp</span>" not in page, address
        assert "data-drawer" not in page, address
        assert "/thong-ke/o/" not in page, address
        assert clickable(client, address) == [], address
