"""Inspections in the browser: a sample committed, drawn, drawn again; the procuracy, units, inmates."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from tests import cast
from tests.oversight.test_inspections import CONCLUSION, PLAN
from tests.web.conftest import TODAY
from tests.web.test_complaint_journey import through_the_queue
from thihanh.dossiers.operations import New, open_dossier, take
from thihanh.oversight import samples, sampling
from thihanh.oversight.models import CustodyFact, SampleFact
from thihanh.procedures.proceedings import perform

Browse = Callable[[cast.Person], Client]


@pytest.fixture(autouse=True)
def kept(settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def inspection(province) -> int:
    plan = PLAN | {"period_from": "01/10/2024", "period_to": "31/08/2025"}
    number = open_dossier(New("inspection", plan, agency="22"), by=cast.viewer(cast.NGHIEP), on=TODAY)
    decision = {"content": "Kiểm tra", "lead": cast.THAM.code, "conclude_by": "31/10/2025"}
    take(number, "open", decision, by=cast.viewer(cast.TRUONG), on=TODAY, paper=1)
    return number


def test_a_sample_is_committed_drawn_and_drawn_again(inspection: int, browse: Browse) -> None:
    tham, address = browse(cast.THAM), f"/ho-so/{inspection}/mau/"
    assert "Lấy mẫu ngẫu nhiên" in text(tham.get(f"/ho-so/{inspection}/"))
    assert "Bước 1: cam kết hạt giống" in text(tham.get(address))
    page = text(tham.post(address, {"lam": "cam-ket"}, follow=True))
    assert "Lập khung và lấy mẫu" in page
    (sample,) = SampleFact.objects.all()
    sent = {"lam": "lay", "mau": sample.id, "as_of": "30/09/2025", "office": "22.KV01", "size": "2"}
    wrong = tham.post(address, sent | {"size": "nhiều", "value_from": "cao"})
    assert (wrong.status_code, "cỡ mẫu từ 1 đến" in text(wrong)) == (422, True)
    outside = tham.post(address, sent | {"office": "22.KV02"})
    assert (outside.status_code, "trong đơn vị được kiểm tra" in text(outside)) == (422, True)
    page = text(tham.post(address, sent, follow=True))
    assert "2 việc trong khung 6 việc" in page
    drawn = SampleFact.objects.get(replaces_id=sample.id)
    assert all(f'href="/viec/{one}/"' in page for one in drawn.picked)
    again = text(tham.get(f"{address}?kiem={drawn.id}"))
    assert "Lấy lại cho đúng 2 việc đã chọn." in again
    assert "Lập lại khung từ hồ sơ cho đúng danh sách này." in again
    file = json.loads(tham.get(f"{address}{drawn.id}/tep/").content)
    assert all(one.holds for one in sampling.verify(file))
    book = CalamineWorkbook.from_filelike(io.BytesIO(tham.get(f"{address}{drawn.id}/tep/?bang").content))
    assert "Mẫu kiểm tra của KT-01/2025" in str(book.get_sheet_by_index(0).to_python())


def test_the_unit_looked_at_knows_of_nothing_yet(inspection: int, browse: Browse) -> None:
    for who in (cast.BINH, cast.LAN, cast.HOA):
        for address in (f"/ho-so/{inspection}/", f"/ho-so/{inspection}/mau/"):
            assert browse(who).get(address).status_code == 404


def test_the_procuracy_reads_late_acts_keeps_notes_and_writes_nothing_else(
    inspection, browse: Browse
) -> None:
    kiem = browse(cast.KIEM)
    page = text(kiem.get("/kiem-sat/"))
    assert "Quá hạn chưa làm" in page
    assert 'data-label="Luật"' not in page
    assert "Chưa có ghi chép nào" in page
    book = CalamineWorkbook.from_filelike(io.BytesIO(kiem.get("/kiem-sat/tai/").content))
    assert "quá thời hạn" in str(book.get_sheet_by_index(0).to_python())
    assert kiem.post(f"/ho-so/{inspection}/mau/", {"lam": "cam-ket"}).status_code == 403
    said = {"title": "Kiểm sát xác minh", "manner": "files"}
    new = New("supervision", said, agency="22")
    note = open_dossier(new, by=cast.viewer(cast.KIEM), on=TODAY)
    assert "GS-01/2025" in text(kiem.get("/kiem-sat/"))
    assert "Lấy mẫu</a>" in text(kiem.get("/kiem-sat/"))
    kiem.post(f"/ho-so/{note}/mau/", {"lam": "cam-ket"})
    assert [one.is_drawn for one in samples.samples(note, viewer=cast.viewer(cast.KIEM), on=TODAY)] == [False]
    committed = SampleFact.objects.get(dossier_id=note)
    question = {"lam": "lay", "mau": committed.id, "as_of": "30/09/2025", "size": "2"}
    kiem.post(f"/ho-so/{note}/mau/", question)
    assert "1 mẫu đã lấy</a>" in text(kiem.get("/kiem-sat/"))
    closed = open_dossier(New("supervision", said, agency="22"), by=cast.viewer(cast.KIEM), on=TODAY)
    take(closed, "close", {"outcome": "nothing"}, by=cast.viewer(cast.KIEM), on=TODAY)
    page = text(kiem.get("/kiem-sat/"))
    assert f"/ho-so/{closed}/" in page
    assert f"/ho-so/{closed}/mau/" not in page
    for who in (cast.TRUONG, cast.NGHIEP, cast.THAM, cast.BINH, cast.LAN):
        client = browse(who)
        assert client.get(f"/ho-so/{note}/mau/").status_code == 404
        assert client.get("/kiem-sat/").status_code == 403


def test_establishment_is_stated_on_its_page(province, browse: Browse) -> None:
    truong = browse(cast.TRUONG)
    page = text(truong.get("/to-chuc/"))
    assert "Chấp hành viên bình quân" in page
    sent = {"unit": "22.KV01", "role": "officer", "posts": "4", "since": "01/09/2025", "document": "9/QĐ"}
    bad = truong.post("/to-chuc/", sent | {"posts": "bốn"})
    assert (bad.status_code, "là số nguyên" in text(bad)) == (422, True)
    page = text(truong.post("/to-chuc/", sent, follow=True))
    assert "được giao 4 · khuyết 2" in page
    page = text(truong.post("/to-chuc/", sent | {"role": "clerk", "posts": "2"}, follow=True))
    assert page.count("9/QĐ") == 1
    assert 'data-label="Sơ cấp"' in page
    assert "được giao" not in text(truong.get("/to-chuc/?ngay=31/08/2025")).partition("</p>")[0]
    hoa = browse(cast.HOA)
    assert hoa.post("/to-chuc/", sent).status_code == 403
    assert "Phòng THADS khu vực 1" not in text(hoa.get("/to-chuc/"))


def test_control_points_are_shown_with_their_gaps(inspection: int, browse: Browse) -> None:
    page = text(browse(cast.TRUONG).get("/kiem-soat/"))
    assert "Thẩm định giá" in page
    assert "Chưa có kế hoạch kiểm tra năm công tác" in page
    assert f"/ho-so/{inspection}/" not in page


def test_inmates_stand_on_pages_and_are_counted_whole(province, browse: Browse, monkeypatch) -> None:
    from tests.builders import a_matter
    from thihanh.matters.operations import register_many

    monkeypatch.setattr("thihanh.web.inmates.PAGE", 2)
    built = [
        a_matter(f"{n}/QĐ", "10/03/2025").held_by(cast.LAN.code, "22.KV01").owing(n) for n in (301, 302, 303)
    ]
    register_many([one.tagged("cause:prisoner").intake for one in built], by=cast.BY)
    lan = browse(cast.LAN)
    first, second = text(lan.get("/pham-nhan/")), text(lan.get("/pham-nhan/?trang=2"))
    assert ("3 người" in first, "301/QĐ" in first, "303/QĐ" in first) == (True, True, False)
    assert ("3 người" in second, "301/QĐ" in second, "303/QĐ" in second) == (True, False, True)
    assert ("Trang sau" in first, "Trang trước" in second) == (True, True)
    assert lan.get("/pham-nhan/?trang=-4&phong=x").status_code == 200
    book = CalamineWorkbook.from_filelike(io.BytesIO(lan.get("/pham-nhan/tai/").content))
    assert "303/QĐ" in str(book.get_sheet_by_index(0).to_python())


def test_a_concluded_note_offers_no_new_sample(province, browse: Browse) -> None:
    said = {"title": "Kiểm sát xác minh", "manner": "files"}
    note = open_dossier(New("supervision", said, agency="22"), by=cast.viewer(cast.KIEM), on=TODAY)
    kiem, address = browse(cast.KIEM), f"/ho-so/{note}/mau/"
    assert "Cam kết hạt giống</button>" in text(kiem.get(address))
    take(note, "close", {"outcome": "nothing"}, by=cast.viewer(cast.KIEM), on=TODAY)
    assert "Cam kết hạt giống</button>" not in text(kiem.get(address))


def test_an_officer_records_what_a_prison_answered(province, browse: Browse) -> None:
    from tests.builders import a_matter
    from thihanh.matters.kindred import people_of
    from thihanh.matters.operations import register_many

    built = a_matter("107/QĐ", "10/03/2025").held_by(cast.LAN.code, "22.KV01").owing(7_000_000)
    (matter,) = register_many([built.tagged("cause:prisoner").intake], by=cast.BY)
    person = next(one.person_id for one in people_of([matter]) if one.role == "debtor")
    lan = browse(cast.LAN)
    assert "nơi giam chưa trả lời" in text(lan.get("/pham-nhan/"))
    assert "Ghi trả lời…" in text(lan.get("/pham-nhan/"))
    assert "Ghi trả lời…" not in text(browse(cast.MINH).get("/pham-nhan/"))
    sent = {"matter": matter, "person": person, "body": "prison", "answered_on": "01/09/2025"}
    assert lan.post("/pham-nhan/", sent).status_code == 422
    page = text(
        lan.post("/pham-nhan/", sent | {"place": "Trại giam số 5", "ends_on": "01/06/2027"}, follow=True)
    )
    assert "Trại giam số 5" in page
    assert browse(cast.HOA).post("/pham-nhan/", sent | {"place": "Trại khác"}).status_code == 422
    assert "Trại giam số 5" not in text(browse(cast.HOA).get("/pham-nhan/"))
    assert lan.post("/pham-nhan/", sent | {"person": 1, "place": "x"}).status_code == 404
    assert CustodyFact.objects.count() == 1
    book = CalamineWorkbook.from_filelike(io.BytesIO(lan.get("/pham-nhan/tai/").content))
    assert "Trại giam số 5" in str(book.get_sheet_by_index(0).to_python())


def test_the_conclusion_is_read_in_the_office_it_was_sent_to(inspection: int, browse: Browse) -> None:
    paper = perform(inspection, "conclude", CONCLUSION, by=cast.viewer(cast.THAM), on=TODAY).paper
    through_the_queue(inspection)
    clerk, other = browse(cast.THU), browse(cast.HOA)
    assert clerk.get(f"/trinh-ky/{paper}/").status_code == 404, "it is not announced yet"
    take(inspection, "announce", {"recipient": cast.BINH.code}, by=cast.viewer(cast.TRUONG), on=TODAY)
    assert f'href="/trinh-ky/{paper}/"' in text(clerk.get(f"/ho-so/{inspection}/"))
    page = clerk.get(f"/trinh-ky/{paper}/")
    assert (page.status_code, "Hợp đồng thẩm định giá ký chậm" in text(page)) == (200, True)
    assert "Thu hồi" not in text(page)
    assert other.get(f"/trinh-ky/{paper}/").status_code == 404
