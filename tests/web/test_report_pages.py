"""Reports on screen: made by a job, every number a link, written parts, files, a Word file checked."""

import re

import pytest
from django.db import connection

from tests import cast
from thihanh.reports import operations, queries
from thihanh.reports.operations import Asked
from thihanh.reports.rows import ReportRow
from thihanh.trail import operations as trail

TODAY = "2025-09-30"
PACK = Asked("hoi-nghi", "22", 2025, 12, 0)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def made(province, settings) -> ReportRow:
    """The pack of the small province, as its job makes it."""
    on = settings.CLOCK.today()
    head = cast.viewer(cast.TRUONG)
    report_id = operations.make(PACK, by=head, on=on)
    assert report_id is not None
    found = queries.same("hoi-nghi", "22", 2025, 12, 0)
    assert found is not None
    assert found.id == report_id
    return found


def test_the_head_asks_for_the_pack_with_one_button(province, browse) -> None:
    head = browse(cast.TRUONG)
    page = head.get("/bao-cao/").content.decode()
    assert "Lập bộ tài liệu hội nghị năm 2025" in page
    answer = head.post("/bao-cao/", {"loai": "hoi-nghi", "don-vi": "22", "nam": "2025", "ky": "12"})
    assert answer.status_code == 302
    waiting = head.get(answer["Location"]).content.decode()
    assert "/bao-cao/tien-do/hoi-nghi.22.2025.12.0/" in waiting
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'reports.make'")
        assert cursor.fetchone() == (1,)


def test_every_number_of_a_sentence_is_a_link_to_its_matters(made, browse) -> None:
    head = browse(cast.TRUONG)
    page = head.get(f"/bao-cao/{made.id}/").content.decode()
    assert "chưa khóa sổ" in page
    links = re.findall(r'<a class="quoted" href="([^"]+)"', page)
    assert len(links) > 100
    led = head.get(f"/bao-cao/{made.id}/so/?don-vi=22&o=cases.resolved")
    assert led["Location"].startswith("/thong-ke/o/?")
    assert head.get(led["Location"]).status_code == 200
    for address in dict.fromkeys(links[:40]):
        assert head.get(address.replace("&amp;", "&")).status_code == 302


def test_drawings_stand_in_the_page_without_styles(made, browse) -> None:
    page = browse(cast.TRUONG).get(f"/bao-cao/{made.id}/").content.decode()
    assert page.count("<svg ") >= 4
    assert not re.search(r"<svg[^§]*?style=", page.partition("<article")[2].partition("</article")[0])


def test_written_parts_keep_their_versions_and_stay_out_of_the_record(made, browse) -> None:
    head = browse(cast.TRUONG)
    address = f"/bao-cao/{made.id}/viet/ket-qua/"
    for text in ("Dẫn đầu là khu vực 1.", "Dẫn đầu là khu vực 2."):
        page = head.get(address).content.decode()
        key = re.search(r'name="key" value="(\w+)"', page)
        assert key
        assert head.post(address, {"noi-dung": text, "key": key[1]}).status_code == 302
        assert head.post(address, {"noi-dung": text, "key": key[1]}).status_code == 302
    assert [one.ordinal for one in queries.versions(made.id, "ket-qua")] == [2, 1]
    assert "Dẫn đầu là khu vực 2." in head.get(f"/bao-cao/{made.id}/").content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT payload FROM trail_entry WHERE act = 'report.part_written'")
        payloads = [str(row[0]) for row in cursor.fetchall()]
    assert len(payloads) == 2
    assert not any("Dẫn đầu" in one for one in payloads)
    assert trail.check(facts=True).ok


def test_files_are_given_out_and_a_changed_word_file_is_told(made, browse) -> None:
    head = browse(cast.TRUONG)
    pdf = head.get(f"/bao-cao/{made.id}/tai/pdf/")
    assert pdf.content.startswith(b"%PDF")
    word = head.get(f"/bao-cao/{made.id}/tai/docx/")
    assert word["Content-Disposition"].startswith("attachment")
    with_file = {"tep": _upload(word.content)}
    answer = head.post(f"/bao-cao/{made.id}/kiem-tra/", with_file).content.decode()
    assert "đúng như báo cáo" in answer
    answer = head.post(f"/bao-cao/{made.id}/kiem-tra/", {"tep": _upload(b"no word file")})
    assert answer.status_code == 422


def test_a_live_report_is_shown_only_to_whose_reach_covers_it(made, browse) -> None:
    assert browse(cast.NGHIEP).get(f"/bao-cao/{made.id}/").status_code == 200
    for person in (cast.BAN, cast.CUC, cast.BINH):
        assert browse(person).get(f"/bao-cao/{made.id}/").status_code == 404, person.role
    assert browse(cast.LAN).get(f"/bao-cao/{made.id}/").status_code == 403


def test_a_head_of_office_makes_only_the_report_of_the_office(province, browse, settings) -> None:
    office = browse(cast.BINH)
    refused = office.post("/bao-cao/", {"loai": "dinh-ky", "don-vi": "22", "nam": "2025", "ky": "12"})
    assert refused.status_code == 403
    assert "Quyền:" in refused.content.decode()
    on = settings.CLOCK.today()
    own = Asked("dinh-ky", "22.KV01", 2025, 12, 0)
    assert operations.make(own, by=cast.viewer(cast.BINH), on=on) is not None


def test_a_period_that_has_not_ended_is_refused_with_its_sentence(province, browse) -> None:
    form = {"loai": "dinh-ky", "don-vi": "22", "nam": "2026", "ky": "3", "nguon": "truc-tiep"}
    answer = browse(cast.TRUONG).post("/bao-cao/", form)
    assert answer.status_code == 422
    assert "chưa hết" in answer.content.decode()


def test_the_same_report_again_is_the_one_that_is_kept(made, settings) -> None:
    on = settings.CLOCK.today()
    assert operations.make(PACK, by=cast.viewer(cast.TRUONG), on=on) == made.id


def _upload(content: bytes):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("bao-cao.docx", content)
