"""Names, numbers and addresses of people: covered for the observer, in no entry of the record, in no log."""

import io
import logging
from collections.abc import Iterator

import openpyxl
import pytest
from django.db import connection

from tests import cast
from tests.journeys.crawl import crawl
from tests.procedures import workbooks
from tests.web.hostile import file
from thihanh.matters.listing import Filters
from thihanh.matters.queries import page, stages_of
from thihanh.offices.reach import EVERYTHING
from thihanh.trail.queries import entries_of

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER, OTHER_NUMBER = "022090765432", "0109998887"
NAME, ADDRESS = "Quách Thị Bí Mật", "Ngõ 77 Kín Đáo"
PERSONAL = (NUMBER, OTHER_NUMBER, NAME, ADDRESS, "Bí Mật", "Kín Đáo")


@pytest.fixture(autouse=True)
def kept(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def matter(browse, tmp_path) -> int:
    """A matter brought in by file, with personal values, one of them wrong at first."""
    cast.gather()
    head, sheets = browse(cast.TRUONG), workbooks.small()
    creditor, debtor = sheets["Đương sự"]
    creditor[6], debtor[4], debtor[6], debtor[8] = OTHER_NUMBER, NAME, NUMBER, ADDRESS
    wrong = workbooks.small()
    wrong["Đương sự"] = sheets["Đương sự"]
    wrong["Đương sự"][1] = [*debtor[:5], "Loài khác", NUMBER, *debtor[7:]]
    refused = head.post("/nhap-so/", {"tep": file(wrong, tmp_path)})
    assert "Chưa nhập được" in head.get(refused["Location"]).content.decode()
    sheets["Đương sự"][1] = debtor
    checked = head.post("/nhap-so/", {"tep": file(sheets, tmp_path)})
    head.post(f"{checked['Location']}ghi/")
    rows = page(EVERYTHING, Filters()).rows
    assert len(rows) == 1, head.get(checked["Location"]).content.decode()
    return rows[0].id


def test_the_observer_meets_no_number_of_a_person_anywhere(matter, browse) -> None:
    observer = browse(cast.KIEM)
    entries = [f"/so-ghi/muc/{one.id}/" for one in entries_of(f"matter:{matter}")]
    asked = ("/", "/viec/", f"/viec/{matter}/", "/so-ghi/", "/tim/?q=quach", "/thong-ke/o/?cot=1", *entries)
    seen = crawl(observer, asked)
    assert len(seen) > len(asked)
    assert NAME in seen[f"/viec/{matter}/"].text
    for address, one in seen.items():
        assert NUMBER not in one.text, address
        assert OTHER_NUMBER not in one.text, address
    for address in (
        "/viec/tai-xuong/",
        "/thong-ke/tai-xuong/",
        "/nhap-so/",
        "/nhap-so/1/",
        "/nhap-so/1/o-loi/",
    ):
        answer = observer.get(address)
        assert answer.status_code == 403, address
        assert NUMBER not in answer.content.decode(), address
    assert NUMBER in browse(cast.LAN).get(f"/viec/{matter}/").content.decode(), "the officer needs it"


def test_a_person_is_not_found_by_number_and_no_list_carries_it(matter, browse) -> None:
    head = browse(cast.TRUONG)
    for sought in (NUMBER, NUMBER[:6]):
        found = head.get(f"/lenh/?q={sought}").content.decode()
        assert f"/viec/{matter}/" not in found
    book = openpyxl.load_workbook(io.BytesIO(head.get("/viec/tai-xuong/").content))
    cells = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert NAME in cells
    assert not {cell for cell in cells if NUMBER in cell or ADDRESS in cell}


def test_no_entry_of_the_record_holds_a_personal_value(matter, browse) -> None:
    lan = browse(cast.LAN)
    sent = {"key": "k", "on": "29/09/2025", "occasion": "first", "means": "direct", "result": "ground_found"}
    sent |= {"content": "không còn nhà đất", "ground_found": "N-1"}
    assert lan.post(f"/viec/{matter}/lam/verify/", sent).status_code == 302
    fact = stages_of(matter)[-1].id
    sent = {"day": "28/09/2025", "stage": "no_means", "ground": "N-1", "reason": "ghi nhầm ngày trên sổ"}
    assert lan.post(f"/viec/{matter}/trang-thai/{fact}/", sent).status_code == 302
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject || act || actor || ground || payload FROM trail_entry")
        entries = [text for (text,) in cursor.fetchall()]
    assert len(entries) > 10
    assert [value for value in PERSONAL for text in entries if value in text] == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT args::text FROM procrastinate_jobs")
        assert not [text for (text,) in cursor.fetchall() for value in PERSONAL if value in text]


class Kept(logging.Handler):
    """Every line that any part of the product would write, with its traceback."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def log() -> Iterator[Kept]:
    handler = Kept()
    listened = [logging.getLogger(name) for name in ("", "django")]
    for one in listened:
        one.addHandler(handler)
    yield handler
    for one in listened:
        one.removeHandler(handler)


def test_no_line_of_the_log_holds_a_personal_value(matter, browse, log, monkeypatch, tmp_path) -> None:
    from thihanh.web import palette

    head = browse(cast.TRUONG)
    head.raise_request_exception = False
    for address in (
        f"/tim/?q={NAME}",
        f"/viec/?tim={NAME}",
        f"/viec/?sau={NAME}|5",
        f"/khong-co/?q={NUMBER}",
    ):
        head.get(address)
    head.post("/lich/ngay-rieng/", {"reason": NAME, "day": ADDRESS})
    head.get("/", HTTP_HOST="evil.example", QUERY_STRING=f"q={NAME}")
    browse(cast.LAN).get(f"/nhap-so/?ten={NAME}")

    def broken(request, *_):
        debtor, number = NAME, NUMBER
        raise RuntimeError("broken", len(debtor), len(number))

    monkeypatch.setattr(palette, "render", broken)
    answer = head.get(f"/tim/?q={NAME}")
    assert answer.status_code == 500
    assert "RuntimeError" not in answer.content.decode()
    assert any("RuntimeError" in line for line in log.lines), "the failure itself is logged"
    assert [value for value in PERSONAL for line in log.lines if value in line] == []
