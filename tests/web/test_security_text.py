"""Whatever a file or a form carries stays text: on every page, in every export."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from tests import cast
from tests.journeys.crawl import crawl
from tests.web.hostile import FORMULAS, MARK, SCRIPTS, TEXTS, Reader, file, formulas, register
from thihanh.matters.listing import Filters
from thihanh.matters.queries import page, stages_of
from thihanh.offices.reach import EVERYTHING

pytestmark = pytest.mark.django_db(transaction=True)
RESULT = {"on": "29/09/2025", "occasion": "first", "means": "direct", "result": "in_progress"}


@pytest.fixture(autouse=True)
def kept(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def brought_in(browse, texts, folder) -> list[int]:
    """The register of these texts through the page of the import; the matters it made."""
    head = browse(cast.TRUONG)
    checked = head.post("/nhap-so/", {"tep": file(register(texts), folder, f"{texts[4]}.xlsx")})
    head.post(f"{checked['Location']}ghi/")
    rows = page(EVERYTHING, Filters(), sort="number", limit=500).rows
    assert len(rows) == len(texts), head.get(checked["Location"]).content.decode()
    return [row.id for row in sorted(rows, key=lambda row: int(row.number.split("/")[0]))]


def acted(browse, matters, texts) -> None:
    """The texts typed into both acts, an office's own day and an office's own heading."""
    lan, binh, head = browse(cast.LAN), browse(cast.BINH), browse(cast.TRUONG)
    for matter, text in zip(matters[:9], texts[4:], strict=False):
        said = {**RESULT, "key": f"k{matter}", "place": text, "content": f"{text} {text}"}
        assert lan.post(f"/viec/{matter}/lam/verify/", said).status_code == 302
    fact = stages_of(matters[0])[-1].id
    said = {"day": "11/04/2025", "stage": "in_progress", "document": texts[6], "reason": f"nhầm {texts[6]}"}
    answer = lan.post(f"/viec/{matters[0]}/trang-thai/{fact}/", said)
    assert answer.status_code == 302, Reader(answer.content.decode()).words
    said = {"day": "10/10/2025", "working": "nghi", "reason": f"mất điện {texts[7]}", "basis": texts[8]}
    shown = binh.post("/lich/ngay-rieng/", said)["Location"]
    assert binh.post(f"{shown}ghi/").status_code == 302
    said = {"heading": texts[6], "column": "Tiền/voucher"}
    assert head.post("/nhap-so/tieu-de/", said).status_code == 302


def addresses(matters: list[int], texts: tuple[str, ...]) -> Iterator[str]:
    yield from ("/", "/?mo=22.KV01", "/viec/", "/viec/?sap=number", "/lich/", "/so-ghi/", "/nhap-so/")
    yield from ("/nhap-so/tieu-de/", "/nhap-so/1/", "/thong-ke/?mo=22.KV01", "/thong-ke/o/?cot=1")
    yield from ("/thong-ke/o/?bieu=005.N&cot=1", "/thong-ke/ngoai-bieu/", "/xu-huong/", "/chi-tieu/")
    yield from ("/theo-doi/lon-va-lau/", "/theo-doi/co-dieu-kien-lau/", "/tai-khoan/danh-sach/")
    yield from (f"/viec/{matter}/" for matter in matters)
    for text in texts[:8]:
        yield from (f"/tim/?q={quote(text)}", f"/viec/?tim={quote(text)}")


def typed_back(client, matter: int, text: str) -> Iterator[str]:
    """Pages that give back what was typed wrongly."""
    for address, fields in (
        (f"/viec/{matter}/lam/verify/", ("on", "occasion", "means", "place", "content", "result")),
        ("/lich/ngay-rieng/", ("day", "working", "reason", "basis")),
        ("/nhap-so/tieu-de/", ("heading", "column")),
        ("/tai-khoan/dang-nhap/", ("login", "password", "next")),
    ):
        yield client.post(address, dict.fromkeys(fields, text)).content.decode()
    for address, fields in (
        ("/viec/", ("sap", "tren", "trang-thai", "tu", "can-cu", "phong", "chv")),
        ("/han/", ("rule", "from", "regime", "fact")),
        ("/thong-ke/", ("bieu", "don-vi", "phien-ban", "tu", "mo")),
        ("/thong-ke/o/", ("don-vi", "cot")),
        ("/xu-huong/", ("don-vi",)),
        ("/theo-doi/lon-va-lau/", ("don-vi",)),
        ("/chi-tieu/", ("don-vi",)),
    ):
        for field in fields:
            yield client.get(f"{address}?{field}={quote(text)}").content.decode()


_QR = re.compile(
    r'<img src="data:image/png;base64,[A-Za-z0-9+/=]+" width="68" height="68" '
    r'alt="Mã QR dẫn tới trang kiểm tra văn bản">'
)
"""The one picture of a page: the code we make ourselves, in its exact words."""


def everything(browse, texts, folder) -> list[str]:
    """Every page that shows the texts: read by the head, the officer and the observer."""
    matters = brought_in(browse, texts, folder)
    acted(browse, matters, texts)
    head, lan, observer = browse(cast.TRUONG), browse(cast.LAN), browse(cast.KIEM)
    pages = [head.get(address).content.decode() for address in addresses(matters, texts)]
    pages += [lan.get(address).content.decode() for address in ("/", f"/viec/{matters[0]}/")]
    reached = crawl(observer, (f"/viec/{matters[0]}/",), each=1)
    pages += [_QR.sub("", seen.text) for seen in reached.values()]
    pages.append(head.get("/tim/?q=xss", headers={"HX-Request": "true"}).content.decode())
    pages.append(head.get("/thong-ke/o/?cot=1", headers={"HX-Request": "true"}).content.decode())
    for text in texts[4:7]:
        pages += typed_back(lan, matters[1], text)
    pages += typed_back(head, matters[1], texts[6])
    return pages


def test_no_text_comes_alive_on_any_page(browse, tmp_path) -> None:
    cast.gather()
    pages = everything(browse, TEXTS, tmp_path)
    assert len(SCRIPTS) >= 40
    read = [Reader(shown) for shown in pages]
    assert sorted({one for shown in read for one in shown.live}) == []
    made = {pair for shown in read for pair in shown.made}
    strange = {(tag, name) for tag, name in made if MARK in tag + name or tag in STRANGE or name in STRANGE}
    assert strange == set()
    assert not re.search(r"<script(?![^>]*\bsrc=\"/static/)", "".join(pages))
    words = "".join(word for shown in read for word in shown.words)
    missing = [text for text in SCRIPTS if text not in words]
    assert missing == [], "every text was shown, as text"


STRANGE = {
    *("iframe", "object", "embed", "base", "style", "math", "body.onload", "video", "source", "img"),
    *("srcdoc", "http-equiv", "xlink:href", "hx-on", "autofocus"),
}  # fmt: skip
"""Elements and attributes that no page of the product has."""


def test_the_reader_sees_what_comes_alive() -> None:
    seen = [text for text in SCRIPTS if Reader(f"<p>{text}</p>").live or Reader(f'<p title="{text}">').live]
    assert len(seen) >= 15
    assert Reader("<p>Nguyễn Thị Hòa</p>").live == []


def test_no_workbook_that_leaves_the_product_holds_a_live_formula(browse, tmp_path) -> None:
    cast.gather()
    brought_in(browse, FORMULAS + SCRIPTS[:5], tmp_path)
    head = browse(cast.TRUONG)
    listed = head.get("/viec/tai-xuong/").content
    alive, texts = formulas(listed)
    assert alive == []
    assert texts >= {text.strip() for text in FORMULAS}
    for address in ("/viec/tai-xuong/?tim=%3D1", "/thong-ke/tai-xuong/", "/thong-ke/tai-xuong/?bieu=005.N"):
        assert formulas(head.get(address).content)[0] == [], address
    assert formulas(head.get("/nhap-so/mau-so/").content)[0] == []


def test_the_workbook_of_errors_gives_hostile_cells_back_as_text(browse, tmp_path) -> None:
    cast.gather()
    sheets = register(FORMULAS + SCRIPTS[:5])
    for row, text in zip(sheets["Diễn biến"], FORMULAS * 9, strict=False):
        row[3] = text
    sheets["Tiền"][0][5] = "=1+1"
    head = browse(cast.TRUONG)
    checked = head.post("/nhap-so/", {"tep": file(sheets, tmp_path)})
    shown = head.get(checked["Location"]).content.decode()
    assert "Chưa nhập được" in shown
    assert Reader(shown).live == []
    alive, texts = formulas(head.get(f"{checked['Location']}o-loi/").content)
    assert alive == []
    assert "=1+1" in texts
