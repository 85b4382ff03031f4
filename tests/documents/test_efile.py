"""The e-file: folio numbers in order of receipt without gaps, hashes that hold, scans taken once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection

from tests import cast
from tests.builders import day
from tests.cast import viewer
from tests.documents.hostile_files import jpeg, pdf
from tests.documents.papers import TODAY, issue, matters, signed
from thihanh.documents import efile, files
from thihanh.documents.efile import Sent
from thihanh.documents.inspection.formats import FileRefused
from thihanh.documents.problems import Refused
from thihanh.matters.rules import StateRefused
from thihanh.offices.policy import Denied
from thihanh.trail.operations import check
from thihanh.trail.queries import entries_of

pytestmark = pytest.mark.django_db
SCAN = Sent("don-de-nghi.pdf", pdf(), "Đơn đề nghị hoãn của ông Đỗ Văn Ánh", day("20/02/2025"))


@pytest.fixture(autouse=True)
def kept(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def matter(db) -> int:
    cast.gather()
    return matters("101/QĐ")[0]


def scan(number: int) -> Sent:
    return Sent(f"a{number}.jpg", jpeg(20, 20 + number), f"Ảnh chụp tài sản số {number}", TODAY)


def receive(matter: int, sent: Sent, by: cast.Person = cast.LAN, key: str = "") -> int:
    return efile.receive(matter, sent, by=viewer(by), on=TODAY, key=key)


def test_papers_and_scans_take_their_numbers_in_the_order_they_come(matter) -> None:
    assert receive(matter, SCAN) == 1
    issue(*signed(matter))
    assert receive(matter, scan(1), by=cast.THU) == 3
    first, second, third = efile.efile(matter)
    assert [one.no for one in (first, second, third)] == [1, 2, 3]
    assert (first.title, first.on, first.name, first.pages) == (SCAN.title, SCAN.received_on, SCAN.name, 1)
    assert (second.number_text, second.kind, second.file_id) == ("01/QĐ-CTHADS", "QD-HOAN", None)
    assert files.read(first.sha256) == SCAN.content
    assert check(facts=True).ok


def test_another_matter_s_file_begins_at_one(matter) -> None:
    (other,) = matters("102/QĐ")
    receive(matter, SCAN)
    assert receive(other, SCAN) == 1


def test_the_record_holds_no_name_and_no_title(matter) -> None:
    receive(matter, SCAN)
    told = entries_of(f"matter:{matter}")[-1].payload
    assert "Đỗ Văn Ánh" not in told
    assert "don-de-nghi" not in told
    assert efile.efile(matter)[0].sha256 in told


def test_the_same_scan_is_taken_once(matter) -> None:
    assert receive(matter, SCAN, key="k") == receive(matter, SCAN, key="k") == 1
    with pytest.raises(StateRefused, match="bút lục số 1"):
        receive(matter, SCAN)
    assert len(efile.efile(matter)) == 1


def test_who_may_not_bring_files_in_is_told_and_who_may_not_see_finds_nothing(matter) -> None:
    with pytest.raises(Denied, match="đưa bản quét vào hồ sơ"):
        receive(matter, SCAN, by=cast.MINH)
    for person in (cast.HOA, cast.XUAN):
        with pytest.raises(LookupError):
            receive(matter, SCAN, by=person)
    assert efile.efile(matter) == ()


def test_a_refused_file_leaves_nothing_and_takes_no_number(matter, kept: Path) -> None:
    for bad, refusal in (
        (Sent("a.pdf", b"MZ", "Đơn đề nghị", TODAY), FileRefused),
        (Sent("a.pdf", pdf(), "đ", TODAY), StateRefused),
        (Sent("a.pdf", pdf(), "Đơn đề nghị", day("25/02/2025")), StateRefused),
    ):
        with pytest.raises(refusal):
            receive(matter, bad)
    assert list(kept.rglob("*")) == []
    assert receive(matter, SCAN) == 1


def test_a_file_changed_on_the_disk_is_not_given_out(matter, kept: Path) -> None:
    receive(matter, SCAN)
    sha256 = efile.efile(matter)[0].sha256
    (path,) = (one for one in kept.rglob(sha256) if one.is_file())
    assert path.stat().st_mode & 0o077 == 0
    path.write_bytes(b"another")
    with pytest.raises(Refused, match="không còn khớp"):
        files.read(sha256)
    path.unlink()
    with pytest.raises(Refused, match="bản sao lưu"):
        files.read(sha256)
    for name in ("../../etc/passwd", "g" * 64, ""):
        with pytest.raises(Refused):
            files.read(name)


def test_a_pdf_made_later_stands_at_the_paper_s_own_number(matter) -> None:
    (paper,) = signed(matter)
    issue(paper)
    assert efile.missing_pdfs([paper]) == (paper,)
    efile.keep_pdf(paper, pdf(), pages=1, on=TODAY)
    assert efile.missing_pdfs([paper]) == ()
    (row,) = efile.efile(matter)
    assert (row.media, row.no) == ("application/pdf", 1)
    found = efile.pdf_of(paper)
    assert found is not None
    assert files.read(found.sha256) == pdf()
    assert check(facts=True).ok


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gap_when_many_bring_files_at_once() -> None:
    cast.gather()
    (matter,) = matters("101/QĐ")

    def one(number: int) -> int:
        try:
            return receive(matter, scan(number))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(one, range(8))) == list(range(1, 9))


def test_a_paper_is_of_who_issued_it_also_once_its_pdf_is_made(matter: int) -> None:
    (paper,) = signed(matter)
    issue(paper)
    efile.keep_pdf(paper, pdf(), pages=1, on=day("25/02/2025"))
    (folio,) = efile.efile(matter)
    assert (folio.actor, folio.on, folio.file_id is not None) == (cast.VAN.code, TODAY, True)
