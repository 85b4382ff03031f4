"""A denouncer through a whole denunciation: pages, files and papers of every role, tables, kept files."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.urls import NoReverseMatch, reverse

from tests import cast
from tests.cast import PHO, THAM, TRUONG, VAN, viewer
from tests.documents.papers import PIN
from tests.journeys.crawl import Seen, crawl, read
from tests.web.addresses import NAMES
from tests.web.conftest import TODAY
from thihanh.documents import making
from thihanh.documents import operations as documents
from thihanh.documents import queries as papers
from thihanh.dossiers.models import DossierFact
from thihanh.dossiers.operations import New, open_dossier, take
from thihanh.matters.asking import Refusal
from thihanh.procedures import issuing, proceedings

DAY = f"{TODAY:%d/%m/%Y}"
SECRETS = ("Mạc Kín Danh", "ngõ Thầm Lặng", "mực tím")
FOLDED = ("mac kin danh", "tham lang", "muc tim")
RAW = {
    "category": "procedure",
    "denouncer": SECRETS[0],
    "address": f"Số 9 {SECRETS[1]}",
    "handwriting": f"chữ nghiêng, {SECRETS[2]}",
    "accused": cast.MINH.code,
    "accused_post": "officer",
    "content": "Giao tài sản không đúng biên bản.",
    "received_on": DAY,
    "channel": "reception",
}
FOLLOWED = (PHO, VAN)
"""Who reads most without the right to the name: every link of theirs is followed."""
WITHOUT = tuple(one for one in cast.EVERYBODY if one not in (TRUONG, THAM))


@pytest.fixture(autouse=True)
def kept(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def on_paper(number: int, step: str, raw: dict[str, object]) -> int:
    """A step of the head through the queue; the number of its paper."""
    paper = proceedings.perform(number, step, raw, by=viewer(THAM), on=TODAY).paper
    assert paper is not None
    documents.check([paper], by=viewer(PHO), on=TODAY)
    documents.sign([paper], by=viewer(TRUONG), on=TODAY, pin=PIN)
    (one,) = issuing.issue([paper], by=viewer(VAN), on=TODAY)
    assert one.done, one.sentence
    return paper


def lived() -> tuple[int, tuple[int, ...]]:
    """A denunciation from a reception day to its conclusion, with a slip on the way; it and its papers."""
    plan = {"form": "leader", "held_on": DAY, "received_by": TRUONG.code, "place": "Phòng 1"}
    session = open_dossier(New("reception", plan, agency="22"), by=viewer(VAN), on=TODAY)
    visit = {"about": "denunciation", "people": "1", "matters_told": "1", "said": "Nộp đơn"}
    take(session, "visit", visit, by=viewer(VAN), on=TODAY)
    new = New("denunciation", RAW, agency="22", office="22", officer=THAM.code, dossiers=(session,))
    number = open_dossier(new, by=viewer(VAN), on=TODAY)
    with pytest.raises(Refusal):
        proceedings.perform(number, "refuse", {"reason": SECRETS[0]}, by=viewer(PHO), on=TODAY)
    made = [on_paper(number, "accept", {"assigned": THAM.code})]
    take(number, "protect", {"measure": "Bố trí người tiếp riêng"}, by=viewer(TRUONG), on=TODAY)
    take(number, "verify", {"findings": "Có vi phạm như đơn nêu"}, by=viewer(THAM), on=TODAY)
    made.append(on_paper(number, "conclude", {"result": "right", "content": "Có vi phạm."}))
    return number, tuple(made)


def own(number: int, made: tuple[int, ...]) -> Iterator[str]:
    """The dossier, its lists, its papers, the reception book, the record; searches for the person."""
    yield from ("/", "/ho-so/", f"/ho-so/{number}/", "/ho-so/denunciation/", "/ho-so/denunciation/tai/")
    yield from ("/ho-so/reception/tai/", "/tiep-cong-dan/so/", "/boi-thuong/", "/trinh-ky/?muc=tat-ca")
    yield from (f"/van-ban/{paper}/" for paper in made)
    yield from (f"/so-ghi/?doi-tuong=dossier:{number}", "/so-ghi/")
    for word in FOLDED:
        yield from (f"/ho-so/denunciation/?tim={word}&muc=tat-ca", f"/tim/?q={word}", f"/lenh/?q={word}")


def everywhere() -> Iterator[str]:
    """Every address that names nothing: where those begin who read the whole province."""
    for name in NAMES:
        try:
            yield reverse(f"web:{name}")
        except NoReverseMatch:
            continue


def telling(found: dict[str, Seen]) -> dict[str, list[str]]:
    """The addresses whose answer tells, with what it tells; what was typed into a search does not count."""
    said = {address: [one for one in SECRETS if one in seen.text] for address, seen in found.items()}
    return {address: names for address, names in said.items() if names}


def test_every_page_and_file_of_every_role_keeps_the_denouncer(province, browse) -> None:
    number, made = lived()
    told = {}
    for person in WITHOUT:
        client, first = browse(person), tuple(own(number, made))
        found = {address: read(client, address) for address in first}
        if person in FOLLOWED:
            found |= crawl(client, (*first, *everywhere()), each=1)
            assert sum(seen.status == 200 for seen in found.values()) > 80
        told |= {(person.username, address): names for address, names in telling(found).items()}
    assert told == {}
    assert telling({"": read(browse(TRUONG), f"/ho-so/{number}/")})


def test_no_table_no_file_and_no_paper_keeps_the_denouncer_but_the_private_one(province) -> None:
    number, made = lived()
    assert DossierFact.objects.filter(pk=number).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        told = set()
        for table in tables:
            for words in (*SECRETS, *FOLDED):
                cursor.execute(f'SELECT 1 FROM "{table}" t WHERE t::text ILIKE %s LIMIT 1', [f"%{words}%"])
                told |= {table} if cursor.fetchone() else set()
    assert told == {"dossiers_private"}
    for paper in made:
        document = making.docx_of(papers.content(paper))
        assert not [one for one in SECRETS if one.encode() in _words(document)]
    for file in Path(settings.MEDIA_ROOT).rglob("*"):
        if file.is_file():
            assert not [one for one in SECRETS if one.encode() in _words(file.read_bytes())], file.name


def _words(body: bytes) -> bytes:
    """The words of a Word file, else the bytes as they are."""
    if not zipfile.is_zipfile(io.BytesIO(body)):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return b"".join(packed.read(name) for name in packed.namelist())
