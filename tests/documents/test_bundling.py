"""The whole e-file as one PDF: by a job, in order of folio numbers, made anew when the file has grown."""

from io import BytesIO

import pikepdf
import pytest
from django.db import transaction

from tests import cast
from tests.cast import viewer
from tests.documents.hostile_files import pdf as blank_pdf
from tests.documents.papers import TODAY, issue, matters, signed
from thihanh.documents import bundling, efile, pdf
from thihanh.documents.efile import Sent
from thihanh.queue.queries import progress

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "Hồ sơ thi hành án 101/QĐ"


@pytest.fixture
def matter(settings, tmp_path, monkeypatch, db) -> int:
    """A matter with a scan and an issued paper whose PDF is still to come."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(pdf, "convert", lambda _: blank_pdf())
    cast.gather()
    (matter,) = matters("101/QĐ")
    sent = Sent("don.pdf", blank_pdf(lambda p: p.add_blank_page()), "Đơn đề nghị hoãn", TODAY)
    efile.receive(matter, sent, by=viewer(cast.LAN), on=TODAY)
    papers = signed(matter)
    with transaction.atomic():
        issue(*papers)
    return matter


def test_scans_and_papers_stand_in_the_bundle_in_their_order(matter: int) -> None:
    assert bundling.made(matter) is None
    bundling.make(matter, TITLE)
    place = bundling.made(matter)
    assert place is not None
    assert place.stat().st_mode & 0o077 == 0
    with pikepdf.open(BytesIO(place.read_bytes())) as opened:
        assert len(opened.pages) >= 4
        with opened.open_outline() as outline:
            titles = " ".join(str(item.title) for item in outline.root)
    assert titles.index("Đơn đề nghị hoãn") < titles.index("01/QĐ-CTHADS")
    told = progress(bundling.job_key(matter))
    assert told is not None
    assert told.state == "done"


def test_a_file_that_has_grown_wants_a_new_bundle(matter: int) -> None:
    bundling.make(matter, TITLE)
    sent = Sent(
        "them.pdf", blank_pdf(lambda p: p.add_blank_page(page_size=(300, 300))), "Tài liệu thêm", TODAY
    )
    efile.receive(matter, sent, by=viewer(cast.LAN), on=TODAY)
    assert bundling.made(matter) is None
    bundling.make(matter, TITLE)
    place = bundling.made(matter)
    assert place is not None
    assert len(list(place.parent.iterdir())) == 1


def test_without_a_converter_the_bundle_says_why_it_waits(matter: int, monkeypatch) -> None:
    def missing(_: bytes) -> bytes:
        raise pdf.Unavailable("Máy này chưa có LibreOffice để tạo PDF.")

    monkeypatch.setattr(pdf, "convert", missing)
    bundling.make(matter, TITLE)
    told = progress(bundling.job_key(matter))
    assert told is not None
    assert (told.state, told.sentence) == ("failed", "Máy này chưa có LibreOffice để tạo PDF.")
