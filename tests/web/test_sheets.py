"""The paper itself on screen: who reads it sees the file's words, escaped, and numbers only by right."""

import html as entities
import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import cast
from tests.documents.papers import a_paper, content
from tests.web.conftest import TODAY
from tests.web.test_signing import issued
from thihanh.documents import making, operations, queries, reading
from thihanh.documents.content import Obligation, Party, plain
from thihanh.procedures.performing import perform_one

Browse = Callable[[cast.Person], Client]
NUMBER = "CCCD số 999085001234"
OWED = (Obligation("court_fee", "Án phí", 5_000_000),)


@pytest.fixture(autouse=True)
def kept(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def paper(matter: int, *, debtor: str = "Đỗ Văn Ánh", reason: str = "Ốm nặng.", code: str = "QD-HOAN") -> int:
    """A paper of Lan in the queue, its debtor with a number."""
    parties = (Party("creditor", "Ngân sách nhà nước"), Party("debtor", debtor, NUMBER))
    said = replace(content(code), parties=parties, reason=reason, obligations=OWED)
    new = replace(a_paper(matter, code, on=TODAY), values=plain(said))
    (made,) = operations.draft_many([new], by=cast.viewer(cast.LAN), on=TODAY, key="", submitted=True)
    return made


def sheet(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    found = re.search(r'<div class="paper-sheet".*?\n', answer.content.decode())
    assert found
    return found[0]


def words(drawn: str) -> list[str]:
    """The lines of a drawn sheet."""
    lines = re.findall(r"<p class[^>]*>(.*?)</p>", drawn)
    said = [entities.unescape(re.sub(r"<[^>]+>", "", line.replace("<br>", "\n"))) for line in lines]
    return [line for line in said if line.strip()]


def test_the_sheet_says_what_the_file_says(province, browse: Browse) -> None:
    made = paper(province[0])
    lines = [
        line
        for block in reading.read(making.docx_of(queries.content(made)))
        for line in (
            [one for row in block.rows for cell in row for one in cell]
            if isinstance(block, reading.Table)
            else [block]
        )
    ]
    wanted = [line.text for line in lines if line.text.strip()]
    assert words(sheet(browse(cast.LAN), f"/trinh-ky/{made}/")) == wanted
    assert words(sheet(browse(cast.BINH), f"/van-ban/{made}/doc/")) == wanted


def test_hostile_values_are_words_on_the_sheet(province, browse: Browse) -> None:
    made = paper(province[0], debtor="<script>x</script>", reason='"><img src=x onerror=alert(1)>\n</p>')
    drawn = sheet(browse(cast.LAN), f"/van-ban/{made}/doc/")
    assert "<script>" not in drawn
    assert "<img src=x" not in drawn
    assert "&lt;script&gt;x&lt;/script&gt;" in drawn
    assert "style=" not in drawn


def test_covered_numbers_stay_covered_on_the_sheet(province, browse: Browse) -> None:
    made = paper(province[0], code="QD-THA-YC")
    assert NUMBER in sheet(browse(cast.LAN), f"/trinh-ky/{made}/")
    assert "999085001234" not in browse(cast.KIEM).get(f"/trinh-ky/{made}/").content.decode()
    text = browse(cast.KIEM).get(f"/van-ban/{made}/doc/").content.decode()
    assert "999085001234" not in text
    assert "được che" in text


def test_covered_numbers_stay_covered_in_the_word_file(province, browse: Browse) -> None:
    made = paper(province[0], code="QD-THA-YC")
    issued(made)
    for person, shown in ((cast.LAN, True), (cast.KIEM, False)):
        file = BytesIO(browse(person).get(f"/van-ban/{made}/tai/docx/").content)
        said = ZipFile(file).read("word/document.xml").decode()
        assert "Đỗ Văn Ánh" in said
        assert ("999085001234" in said) is shown, person.name


def test_strangers_find_no_sheet(province, browse: Browse) -> None:
    made = paper(province[0])
    assert browse(cast.HOA).get(f"/van-ban/{made}/doc/").status_code == 404


def test_what_cannot_be_drawn_is_said(province, browse: Browse) -> None:
    said = replace(content(), decision=None)
    new = replace(a_paper(province[0], on=TODAY), values=plain(said))
    made = operations.draft(new, by=cast.viewer(cast.LAN), on=TODAY, key="")
    answer = browse(cast.LAN).get(f"/trinh-ky/{made}/")
    assert answer.status_code == 200
    assert "còn thiếu quyết định thi hành án" in answer.content.decode()


def test_the_preview_opens_each_paper_in_place_and_draws_none_before(province, browse: Browse) -> None:
    ids = [paper(matter) for matter in province[:2]]
    client = browse(cast.BINH)
    text = client.get(f"/trinh-ky/nhieu/kiem-tra/?chon={ids[0]}&chon={ids[1]}").content.decode()
    assert all(f'hx-get="/van-ban/{one}/doc/"' in text for one in ids)
    assert "paper-sheet" not in text


def test_a_sheet_asks_as_often_for_long_papers_as_for_short(province, browse: Browse) -> None:
    client = browse(cast.LAN)
    short, long = paper(province[0]), paper(province[0], reason="\n".join(["Một dòng."] * 200))
    client.get(f"/van-ban/{short}/doc/")
    asked = []
    for one in (short, long):
        with CaptureQueriesContext(connection) as made:
            client.get(f"/van-ban/{one}/doc/")
        asked.append(len(made))
    assert asked[0] == asked[1]
    assert asked[0] <= 15


def test_the_signer_reads_the_paper_under_the_block_he_signs_with(province, browse: Browse) -> None:
    made = paper(province[0])
    operations.check([made], by=cast.viewer(cast.BINH), on=TODAY)
    drawn = words(sheet(browse(cast.TRUONG), f"/trinh-ky/{made}/"))
    assert drawn[-2:] == ["TRƯỞNG THI HÀNH ÁN DÂN SỰ", cast.TRUONG.name]
    assert cast.TRUONG.name not in words(sheet(browse(cast.LAN), f"/trinh-ky/{made}/"))


def test_the_reason_of_a_return_stands_above_the_paper_and_above_its_form(province, browse: Browse) -> None:
    raw = {"ground": "H-a", "until": "31/12/2025", "document_on": "26/09/2025", "reason": "Ốm nặng"}
    made = perform_one("postpone", province[0], raw, by=cast.viewer(cast.LAN), on=TODAY).paper
    assert made is not None
    operations.return_back([made], by=cast.viewer(cast.BINH), on=TODAY, reason="Ghi rõ bệnh viện nào.")
    client = browse(cast.LAN)
    for address in (f"/trinh-ky/{made}/", f"/trinh-ky/{made}/sua/"):
        text = client.get(address).content.decode()
        assert text.index("Bị trả lại:</strong> Ghi rõ bệnh viện nào.") < text.index('name="key"')
