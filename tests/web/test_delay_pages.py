"""Ngày chậm: the table adds up on the page, every number opens its matters, nothing out of reach tells."""

import io
import re
import zipfile
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.test import Client

from tests import cast
from tests.web.conftest import TODAY
from thihanh.dossiers.operations import New, open_dossier, take
from thihanh.matters.models import Current
from thihanh.web.delays import mixed

SENT = date(2025, 9, 1)
POLICE = "police_commune:cong-an-xa-dong-hai"
BANK = {"body": "bank", "body_name": "Ngân hàng Thử"}


def asked(matter: int, person: cast.Person = cast.LAN, **more: str) -> int:
    """A request of 01/09/2025 about a matter: DL-23 with three working days for banks, ten for others."""
    raw = {
        "body": "police_commune",
        "body_name": "Công an xã Đông Hải",
        "duty": "DL-23",
        "content": "Nơi cư trú hiện nay của người phải thi hành án",
        "received_on": f"{SENT:%d/%m/%Y}",
        **more,
    }
    new = New("request", raw, "22", person.unit, person.code, matters=(matter,))
    return open_dossier(new, by=cast.viewer(person), on=SENT)


def numbers(page: str, label: str) -> list[int]:
    """The figures of a column of the table by body, the total last."""
    table = page[page.index('id="theo-co-quan"') : page.index("</tfoot>")]
    cells = re.findall(rf'data-label="{re.escape(label)}">(.*?)</td>', table)
    return [int(re.sub(r" <span class=.muted.*|<.*?>|\.", "", cell)) for cell in cells]


def told(browser: Client) -> str:
    """What the page says: everything between its head and its foot."""
    page = browser.get("/phoi-hop/").content.decode()
    return page[page.index("<main") : page.index("</main>")]


@pytest.fixture
def late(province) -> list[int]:
    """The first matter waits for two bodies at once, the third on us as well, the seventh is Hoa's."""
    first, _, third, *_, hoas = province
    Current.objects.filter(matter_id__in=province).update(next_due=None)
    Current.objects.filter(matter_id__in=[third, hoas]).update(
        next_due=TODAY - timedelta(days=10), ended=False
    )
    asked(first)
    asked(first, **BANK)
    answered = asked(third)
    take(answered, "answer", {"result": "agreed", "on": "20/09/2025"}, by=cast.viewer(cast.LAN), on=TODAY)
    asked(hoas, cast.HOA, **BANK)
    return province


def test_the_shown_days_add_up_to_the_whole_and_ours_stands_first(late, browse) -> None:
    page = browse(cast.TRUONG).get("/phoi-hop/").content.decode()
    days = numbers(page, "Ngày chậm")
    assert days[0] > 0
    assert page.index("phần của chúng ta") < page.index("Công an xã Đông Hải")
    assert sum(days[:-1]) == days[-1] > 0
    assert re.search(r"đúng \d+,5<", page), "two bodies at once share a day in halves"
    shares = re.findall(r'data-label="Tỷ lệ">([\d,]+)%', page)
    assert sum(round(100 * float(one.replace(",", "."))) for one in shares[:-1]) == 10_000
    for label in ("Yêu cầu", "Đúng hạn", "Muộn", "Quá hạn"):
        counted = numbers(page, label)
        assert sum(counted[:-1]) == counted[-1]


def test_a_number_opens_its_matters_and_their_parts_add_up(late, browse) -> None:
    head = browse(cast.TRUONG)
    whole = numbers(head.get("/phoi-hop/").content.decode(), "Ngày chậm")
    everything = head.get("/phoi-hop/viec/").content.decode()
    listed = [int(one) for one in re.findall(r'data-label="Ngày chậm">(\d+)<', everything)]
    assert sum(listed[:-1]) == listed[-1] == whole[-1]
    ours = head.get("/phoi-hop/viec/?noi=ta").content.decode()
    assert int(re.findall(r'data-label="Phần này">(\d+)<', ours)[-1]) == whole[0]
    police = head.get(f"/phoi-hop/viec/?noi={POLICE}").content.decode()
    assert "Công an xã Đông Hải: " in police
    assert "Ngân hàng Thử: " in police
    assert "Không có việc nào bị chậm" in head.get("/phoi-hop/viec/?noi=nobody").content.decode()


def test_who_delayed_nothing_is_folded_and_still_counted(late, browse) -> None:
    quiet = asked(late[0], body_name="Công an xã Kịp")
    take(quiet, "answer", {"result": "agreed", "on": "05/09/2025"}, by=cast.viewer(cast.LAN), on=TODAY)
    page = browse(cast.TRUONG).get("/phoi-hop/").content.decode()
    assert "1 cơ quan không chậm ngày nào, không trả lời muộn" in page
    assert page.index("</tfoot>") < page.index("Công an xã Kịp")
    for label in ("Yêu cầu", "Đúng hạn"):
        counted = numbers(page, label)
        assert sum(counted[:-1]) == counted[-1] > 0


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (Fraction(12), "12"),
        (Fraction(25, 2), "12,5"),
        (Fraction(1, 4), "0,25"),
        (Fraction(37, 3), "12 1/3"),
        (Fraction(1, 3), "1/3"),
        (Fraction(2469, 2), "1.234,5"),
        (Fraction(0), "0"),
    ],
)
def test_a_fraction_is_written_exactly(days: Fraction, words: str) -> None:
    assert mixed(days) == words


def test_a_matter_says_whose_its_days_were(late, browse) -> None:
    page = browse(cast.LAN).get(f"/viec/{late[0]}/").content.decode()
    (told,) = re.findall(r'id="cham"><strong>Chậm (\d+) ngày</strong>[^:]*: ([^<]*)\. <', page)
    parts = [Decimal(one.replace(",", ".")) for one in re.findall(r" (\d+(?:,5)?)(?: |$)", told[1])]
    assert "Công an xã Đông Hải" in told[1]
    assert "Ngân hàng Thử" in told[1]
    assert sum(parts) == int(told[0]) > 0
    assert 'id="cham"' not in browse(cast.LAN).get(f"/viec/{late[1]}/").content.decode()


def test_the_list_of_requests_opens_on_one_body(late, browse) -> None:
    page = browse(cast.TRUONG).get("/phoi-hop/").content.decode()
    (address,) = re.findall(rf'href="(/ho-so/request/[^"]*{POLICE.replace(":", "%3A")}[^"]*)"', page)
    listed = browse(cast.TRUONG).get(address.replace("&amp;", "&")).content.decode()
    assert "2 hồ sơ trong danh sách này" in listed


def test_another_office_s_delay_is_not_told(late, browse) -> None:
    before = told(browse(cast.BINH))
    Current.objects.filter(matter_id=late[-1]).update(next_due=date(2024, 1, 1))
    asked(late[-1], cast.HOA, body_name="Công an xã Khác")
    assert told(browse(cast.BINH)) == before
    assert "Công an xã Khác" in browse(cast.TRUONG).get("/phoi-hop/").content.decode()


def test_an_empty_period_and_an_unreadable_one(province, browse) -> None:
    Current.objects.filter(matter_id__in=province).update(next_due=None)
    head = browse(cast.TRUONG)
    assert "Không có ngày chậm và không có yêu cầu nào" in head.get("/phoi-hop/").content.decode()
    for typed in ("?tu=x", "?den=01/10/2025", "?tu=30/09/2025&den=01/09/2025"):
        for page in ("/phoi-hop/", "/phoi-hop/viec/", "/phoi-hop/tai/"):
            assert head.get(f"{page}{typed}").status_code == 400, (page, typed)


def test_the_workbook_holds_the_table(late, browse) -> None:
    answer = browse(cast.TRUONG).get("/phoi-hop/tai/")
    sheet = zipfile.ZipFile(io.BytesIO(answer.content)).read("xl/worksheets/sheet1.xml").decode()
    assert "Công an xã Đông Hải" in sheet
    assert re.search(r"\d,5<", sheet), "halves stand as they are"
