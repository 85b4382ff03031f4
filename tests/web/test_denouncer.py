"""A denouncer in the browser: every page, search, file and entry of every role without «identify»."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from tests import cast
from tests.cast import (
    BINH,
    HOA,
    KE,
    KIEM,
    LAN,
    MINH,
    NGHIEP,
    PHO,
    THAM,
    THU,
    TRI,
    TRUONG,
    VAN,
    Person,
    viewer,
)
from tests.web.conftest import TODAY
from thihanh.dossiers import queries
from thihanh.dossiers.operations import New, open_dossier
from thihanh.trail.models import Entry

Browse = Callable[[cast.Person], Client]
DAY = f"{TODAY:%d/%m/%Y}"
SECRETS = ("Mạc Kín Danh", "Kín Danh", "ngõ Thầm Lặng", "mực tím")
OTHERS = ("Sùng Khác Hẳn", "Khác Hẳn", "ngách Vắng Người", "bút chì")
RAW = {
    "category": "procedure",
    "accused": "22.0002",
    "accused_post": "officer",
    "content": "Giao tài sản không đúng biên bản.",
    "received_on": DAY,
    "channel": "post",
}
WITHOUT = (LAN, MINH, BINH, HOA, NGHIEP, PHO, VAN, THU, KIEM, KE, TRI)
_FRESH = r'(value="[\w-]{20,}")|(nonce="[^"]+")|("X-CSRFToken": ?"\w+")'


@pytest.fixture(autouse=True)
def kept(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def denounced(names: tuple[str, ...] = SECRETS, **more: str) -> int:
    told = {"denouncer": names[0], "address": names[2], "handwriting": names[3]}
    new = New("denunciation", RAW | told | more, agency="22", office="22", officer=THAM.code)
    return open_dossier(new, by=viewer(VAN), on=TODAY)


def addresses(number: int) -> Iterator[str]:
    """Where a dossier, its record or a search for its people could be read."""
    yield from ("/", "/hom-nay/", "/lich-viec/", "/lich-viec.ics", "/trinh-ky/", "/so-ghi/", "/canh-bao/")
    yield from ("/ho-so/", "/ho-so/denunciation/", "/ho-so/denunciation/tai/", "/ho-so/denunciation/moi/")
    yield from ("/boi-thuong/", "/kiem-sat/", "/kiem-soat/", "/phoi-hop/don-doc/", "/tiep-cong-dan/")
    for word in ("kin danh", "Mạc", "tham lang", "muc tim"):
        yield from (f"/ho-so/denunciation/?tim={word}", f"/tim/?q={word}", f"/lenh/?q={word}")
        yield f"/viec/?tim={word}"
    yield f"/ho-so/{number}/"
    for step in ("accept", "refuse", "forward", "protect", "withdraw"):
        yield f"/ho-so/{number}/{step}/"
    for entry in Entry.objects.filter(subject=f"dossier:{number}").values_list("id", flat=True):
        yield f"/so-ghi/muc/{entry}/"


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode("utf-8", "replace")


@pytest.mark.parametrize("person", WITHOUT, ids=lambda one: one.username)
def test_nobody_without_the_right_meets_the_name_anywhere(province, browse: Browse, person: Person) -> None:
    number = denounced()
    client = browse(person)
    told = {}
    for address in addresses(number):
        text = read(client, address)
        # A search repeats what was typed into it; the address itself does not tell.
        found = [one for one in SECRETS if one in text and one.lower() not in address]
        if found:
            told[address] = found
    assert told == {}


@pytest.mark.parametrize("person", [PHO, NGHIEP, KIEM, TRI], ids=lambda one: one.username)
def test_two_denouncers_read_alike(province, browse: Browse, person: Person) -> None:
    """The same pages of the same denunciation by two people are the same bytes, but for numbers."""
    first, second = denounced(), denounced(OTHERS)
    client = browse(person)
    for path in ("/ho-so/{}/", "/ho-so/{}/accept/", "/ho-so/{}/refuse/"):
        texts = [
            re.sub(_FRESH, "", read(client, path.format(number)))
            .replace(f"/{number}/", "/N/")
            .replace(f"TC-0{place}/2025", "TC-N")
            for place, number in ((1, first), (2, second))
        ]
        assert texts[0] == texts[1], path


def test_the_head_and_the_holder_read_it_and_the_accused_is_told_there_is_nothing(
    province, browse: Browse
) -> None:
    number = denounced(accused=PHO.code, accused_post="deputy")
    for person in (TRUONG, THAM):
        assert "Mạc Kín Danh" in read(browse(person), f"/ho-so/{number}/")
    for person in (PHO, NGHIEP):
        client = browse(person)
        for address in (f"/ho-so/{number}/", f"/ho-so/{number}/accept/"):
            assert client.get(address).status_code == 404
        assert "TC-01/2025" not in read(client, "/ho-so/denunciation/")
        for entry in Entry.objects.filter(subject=f"dossier:{number}").values_list("id", flat=True):
            assert client.get(f"/so-ghi/muc/{entry}/").status_code == 404
    assert queries.count(viewer(PHO), queries.Filters(kinds=("denunciation",)), TODAY) == 0


def test_what_a_form_refuses_does_not_repeat_who_denounced(province, browse: Browse) -> None:
    number = denounced()
    client = browse(PHO)
    page = read(client, f"/ho-so/{number}/refuse/")
    key = re.search(r'name="key" value="([^"]+)"', page)
    said = {"reason": "theo ý bà mạc kín danh", "gui": "1", "on": DAY, "key": key[1] if key else ""}
    answer = client.post(f"/ho-so/{number}/refuse/", said)
    text = answer.content.decode()
    assert "phải giữ bí mật" in text
    assert "Mạc Kín Danh" not in text
    assert queries.seen(viewer(PHO), number, TODAY).state == "received"


def test_the_head_accused_is_passed_on_by_the_examiner_who_holds_it(province, browse: Browse) -> None:
    number = denounced(accused=TRUONG.code, accused_post="head")
    for person in (TRUONG, PHO, NGHIEP):
        assert browse(person).get(f"/ho-so/{number}/").status_code == 404
    client = browse(THAM)
    assert "Chuyển tố cáo" in read(client, f"/ho-so/{number}/")
    opening = read(client, "/ho-so/denunciation/moi/")
    assert re.search(rf'<option value="{THAM.code}"[^>]*selected', opening)
